package tournament

import (
	"slices"
	"time"

	"matchday/app/fault"
)

// Who gets a free seat: before check-in closes, whoever has waited longest; from then until the first round starts,
// whoever has waited longest of those that have checked in; after that, nobody. The rule is shown to players in
// LineRule.

// LineRule is the rule of the waitlist in the words that players read.
const LineRule = "A free seat goes to whoever has waited longest. Once check-in has closed it goes to the first in line who has checked in. After the first round has started nobody moves up."

// Promote gives the free seats of the night to those whose turn it is. While a draw waits to be started only as many move
// up as its lobbies have room for, so that nobody holds a seat without a lobby. Every rule that can free a seat ends with
// it: on a night that a rule has returned it changes nothing.
func (n Night) Promote() (Night, []Happening) {
	t := n.Tournament
	if t.Stage != Preparing {
		return n, nil
	}
	free := min(t.Rules.Cap-len(n.InState(Seated)), n.room())
	if free <= 0 {
		return n, nil
	}
	next := n.clone()
	var said []Happening
	for i, e := range next.Entries {
		if free == 0 {
			break
		}
		if e.State != Waiting || t.CheckIn == Shut && !e.Ready(t.Rules.TeamSize) {
			continue
		}
		next.Entries[i].State = Seated
		said = append(said, about(Promoted, e))
		next.fillHole(e.ID)
		free--
	}
	return next, said
}

// room is how many more entries the drawn lobbies can take; without a draw any number fits.
func (n Night) room() int {
	r, ok := n.CurrentRound()
	if !ok || r.State != Drawn {
		return MaxCap
	}
	room := 0
	for _, l := range n.LobbiesOf(r.Number) {
		room += max(0, n.Tournament.Rules.LobbySize-len(l.Seats))
	}
	return room
}

// fillHole puts an entry that has just been seated into the smallest lobby of a round that is drawn and not yet
// started, so that a late change does not need another draw. n is changed in place.
func (n *Night) fillHole(entry int64) {
	r, ok := n.CurrentRound()
	if !ok || r.State != Drawn {
		return
	}
	best := -1
	for i, l := range n.Lobbies {
		if l.Round == r.Number && len(l.Seats) < n.Tournament.Rules.LobbySize && (best < 0 || len(l.Seats) < len(n.Lobbies[best].Seats)) {
			best = i
		}
	}
	if best >= 0 {
		n.Lobbies[best].Seats = append(n.Lobbies[best].Seats, Seat{Entry: entry})
		n.Lobbies[best].Version++
	}
}

// CloseCheckIn shuts check-in: whoever holds a seat and is not here is dropped, unless staff keep the entry, and the
// seats go to those on the waitlist who are here, in order.
func (n Night) CloseCheckIn(at time.Time) (Night, []Happening, error) {
	if err := n.preparing("close check-in"); err != nil {
		return n, nil, err
	}
	if n.Tournament.CheckIn != Open {
		return n, nil, fault.New(fault.Closed, "Check-in for %s is not open, so there is nothing to close.", n.Tournament.Name)
	}
	next := n.clone()
	next.Tournament.CheckIn = Shut
	var dropped []Happening
	for i, e := range next.Entries {
		if e.State == Seated && !e.Kept && !e.Ready(n.Tournament.Rules.TeamSize) {
			next.Entries[i].State, next.Entries[i].Left = Dropped, at
			dropped = append(dropped, about(DroppedEntry, e))
		}
	}
	next, promoted := next.Promote()
	closed := Happening{Kind: CheckInClosed, Count: len(next.InState(Seated))}
	return next, slices.Concat([]Happening{closed}, dropped, promoted), nil
}

// CheckInPreview is what closing check-in would do now, for the question that is asked first.
type CheckInPreview struct {
	Stay, Drop, Promote []Entry
}

// PreviewClose returns who would stay, be dropped and get a seat if check-in closed now.
func (n Night) PreviewClose(at time.Time) (CheckInPreview, error) {
	next, _, err := n.CloseCheckIn(at)
	if err != nil {
		return CheckInPreview{}, err
	}
	var p CheckInPreview
	for i, e := range next.Entries {
		switch was := n.Entries[i].State; {
		case was == Seated && e.State == Seated:
			p.Stay = append(p.Stay, e)
		case was == Seated:
			p.Drop = append(p.Drop, e)
		case was == Waiting && e.State == Seated:
			p.Promote = append(p.Promote, e)
		}
	}
	return p, nil
}

func (n Night) preparing(step string) error {
	t := n.Tournament
	switch t.Stage {
	case Playing:
		return fault.New(fault.Closed, "%s has started, so it is too late to %s.", t.Name, step)
	case Finished:
		return fault.New(fault.Closed, "%s is over, so it is too late to %s.", t.Name, step)
	case Cancelled:
		return fault.New(fault.Closed, "%s was cancelled, so there is no need to %s.", t.Name, step)
	}
	return nil
}
