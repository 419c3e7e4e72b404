package board

import (
	"fmt"
	"strings"

	"matchday/app/tournament"
)

// You is what a board says to one of its players, above everything else.
type You struct {
	Known  bool
	Entry  int64
	Name   string
	Number string // the place that matters now; empty without one
	Label  string // what the number is
	Words  []string
}

// YouOf returns what the board says to a person. Known is false for somebody who never took part.
func YouOf(b *tournament.Board, person int64) You {
	m := b.Mine(person)
	if !m.Known {
		return You{}
	}
	y := You{Known: true, Entry: m.Row.Entry.ID, Name: short(m.Row.Entry.Name)}
	switch m.Row.Entry.State {
	case tournament.Waiting:
		y.Number, y.Label = itoa(m.Row.Position), "Place on the waitlist"
		y.Words = []string{"On the waitlist, " + tournament.Ordinal(m.Row.Position) + " in line.", waitingWords(b, m)}
	case tournament.Seated:
		y.seated(b, m)
	default:
		y.Words = []string{leftWords(m.Row.Entry.State)}
	}
	if m.Ranked {
		y.ranked(b, m.Standing)
	}
	y.next(b, m)
	return y
}

// Sentence joins the words.
func (y You) Sentence() string { return strings.Join(strings.Fields(strings.Join(y.Words, " ")), " ") }

func (y *You) seated(b *tournament.Board, m tournament.Mine) {
	t := b.Tournament
	switch b.Phase {
	case tournament.PhaseCheckIn:
		switch {
		case !m.CheckIn.IsZero() && !m.Row.Complete:
			y.Words = append(y.Words, "You're checked in. Your team still needs somebody.")
		case !m.CheckIn.IsZero() && !m.Row.Ready:
			y.Words = append(y.Words, "You're checked in. Your team is in when all of you are.")
		case !m.CheckIn.IsZero():
			y.Words = append(y.Words, "You're checked in. Lobbies come after check-in.")
		case t.Times.CheckInCloses.IsZero():
			y.Words = append(y.Words, "Check-in is open. Press Check in in Discord.")
		default:
			y.Words = append(y.Words, "Check-in is open until "+t.Times.CheckInCloses.In(t.Location()).Format("3:04 PM")+". Press Check in in Discord.")
		}
	case tournament.PhaseRounds, tournament.PhaseFinished, tournament.PhaseCancelled:
	default:
		y.Number, y.Label = itoa(m.Row.Position), "Seat"
		y.Words = append(y.Words, fmt.Sprintf("You're in, seat %d of %d.", m.Row.Position, t.Rules.Cap))
		if !m.Row.Complete {
			y.Words = append(y.Words, "Your team needs "+count(t.Rules.TeamSize-len(m.Row.People), "more player", "more players")+".")
		}
		if at := t.Times.CheckInOpens; !at.IsZero() && t.CheckIn == tournament.Pending {
			y.Words = append(y.Words, "Check-in opens "+at.In(t.Location()).Format("Monday, 3:04 PM MST")+".")
		}
	}
}

func waitingWords(b *tournament.Board, m tournament.Mine) string {
	switch {
	case b.Phase == tournament.PhaseCheckIn && m.CheckIn.IsZero():
		return "Check in as well: seats that stay empty go to those on the waitlist who are here."
	case b.Phase == tournament.PhaseCheckIn:
		return "You're checked in, so a seat that stays empty can be yours."
	case b.Phase == tournament.PhaseRounds || b.Phase == tournament.PhaseFinished:
		return "The tournament has started without a free seat."
	}
	return "You move up by yourself when a seat becomes free."
}

func leftWords(s tournament.State) string {
	switch s {
	case tournament.Withdrawn:
		return "You have withdrawn."
	case tournament.Dropped:
		return "You were not checked in when check-in closed. Ask the staff if you are here after all."
	case tournament.Removed:
		return "The staff have taken you out."
	}
	return "You are disqualified."
}

// ranked says the place and how far the line is.
func (y *You) ranked(b *tournament.Board, s tournament.Standing) {
	if s.Rank == 0 {
		return
	}
	y.Number, y.Label = itoa(s.Rank), "Place"
	text := count(s.Total, "point", "points")
	switch {
	case s.Moved > 0:
		text += ", up " + itoa(s.Moved)
	case s.Moved < 0:
		text += ", down " + itoa(-s.Moved)
	}
	y.Words = append(y.Words, text+".")
	if b.Phase == tournament.PhaseRounds {
		y.Words = append(y.Words, line(b, s))
	}
}

// line says how far an entry is from the cut.
func line(b *tournament.Board, s tournament.Standing) string {
	cut := cutAfter(b)
	if cut < 0 {
		return ""
	}
	top := "the top " + itoa(b.Tournament.Rules.Cut)
	if s.Rank <= b.Tournament.Rules.Cut {
		if by := s.Total - b.Standings[cut+1].Total; by > 0 {
			return "Inside " + top + " by " + count(by, "point", "points") + "."
		}
		return "Inside " + top + " by the tie-break."
	}
	if by := b.Standings[cut].Total - s.Total; by > 0 {
		return count(by, "point", "points") + " short of " + top + "."
	}
	return "Outside " + top + " by the tie-break."
}

// next says where the person plays now, or what comes.
func (y *You) next(b *tournament.Board, m tournament.Mine) {
	shown, ok := b.Shown()
	if b.Phase != tournament.PhaseRounds || !ok || !m.In {
		return
	}
	switch {
	case shown.State == tournament.InPlay && m.HasLobby && !m.Lobby.Done():
		y.Words = append(y.Words, fmt.Sprintf("Now: round %d, lobby %s.", shown.Number, m.Lobby.Name))
	case shown.State == tournament.InPlay && m.HasLobby:
		y.Words = append(y.Words, fmt.Sprintf("Lobby %s is done; the others are still playing.", m.Lobby.Name))
	case shown.Number < b.Tournament.Rules.Rounds:
		y.Words = append(y.Words, fmt.Sprintf("Next: round %d. Your lobby appears here when it starts.", shown.Number+1))
	}
}

// findYourself invites somebody who has not said who they are.
func findYourself(b *tournament.Board) string {
	if b.Tournament.Stage.Over() {
		return "Did you play? Find yourself in the list of players once, and how you did stands here first."
	}
	return "Playing tonight? Find yourself in the list of players once, and your place stands here first."
}
