package play

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/tournament"
)

// me answers "am I in, which seat, what next".
func (p player) me() ask.Feature {
	return ask.Feature{
		Command:  ask.ForPlayers("me", "Am I in, which seat, what comes next: only you see the answer", ask.Tournament()),
		Suggests: map[string]ask.Suggest{"/tournament": ask.SuggestTournaments(p.league)},
		Runs: map[string]ask.Action{"": {Do: func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			b, err := ask.Pick(ctx, p.league, a)
			if err != nil {
				return ask.Answer{}, err
			}
			return ask.Tell(Card(b, a.Who.Person)), nil
		}}},
	}
}

// Card is the private reading of one person, with the buttons that make sense for them now.
func Card(b *tournament.Board, who int64) say.Message {
	t, mine := b.Tournament, b.Mine(who)
	checkIn := t.Stage == tournament.Preparing && t.CheckIn == tournament.Open
	var buttons []say.Component
	switch {
	case mine.In && checkIn && mine.CheckIn.IsZero():
		buttons = append(buttons, say.Button(say.Good, "Check in", say.ID("checkin", t.ID)))
	case !mine.In && t.Stage == tournament.Preparing && t.Registration == tournament.Open:
		buttons = append(buttons, say.Button(say.Main, "Register", say.ID("register", t.ID)))
	}
	if mine.In && t.Stage == tournament.Preparing {
		buttons = append(buttons, say.Button(say.Plain, "Change details", say.ID("register", t.ID)), say.Button(say.Plain, "Withdraw", say.ID("withdraw", t.ID)))
	}
	return say.Show(say.Text("**"+say.Esc(t.Name)+"**\n"+You(b, who)), say.Rows(buttons...))
}

// You says in a few lines how somebody stands in a tournament and what comes next for them.
func You(b *tournament.Board, who int64) string {
	mine := b.Mine(who)
	lines := []string{standing(b, mine, who)}
	if mine.In && b.Tournament.Stage == tournament.Preparing {
		lines = append(lines, next(b, mine))
	}
	if mine.HasLobby && b.Tournament.Stage == tournament.Playing {
		lines = append(lines, lobby(mine))
	}
	if mine.Ranked && b.After() > 0 {
		lines = append(lines, ranked(b, mine))
	}
	return strings.Join(lines, "\n")
}

// standing says whether somebody is in.
func standing(b *tournament.Board, mine tournament.Mine, who int64) string {
	t := b.Tournament
	if !mine.Known {
		switch {
		case t.Stage == tournament.Cancelled:
			return "It was cancelled."
		case t.Stage == tournament.Finished:
			return "It is over. You did not take part."
		case t.Stage == tournament.Playing:
			return "You're not in this one. It has started."
		}
		return "You're not in yet. " + say.Registration(t)
	}
	switch mine.Row.Entry.State {
	case tournament.Seated:
		return seat(b, mine, who)
	case tournament.Waiting:
		return fmt.Sprintf("You're **%s in line**%s. You move up by yourself when a seat is free, and I'll tell you.", tournament.Ordinal(mine.Row.Position), as(b, mine, who))
	case tournament.Withdrawn:
		return "You withdrew." + again(t)
	case tournament.Dropped:
		return "You had not checked in when check-in closed, so your seat was given away. If you are here, tell the staff now."
	case tournament.Disqualified:
		return "The staff disqualified you" + because(mine) + "."
	}
	return "The staff took you out" + because(mine) + "."
}

func because(mine tournament.Mine) string {
	if note := mine.Row.Entry.Note; note != "" {
		return ": " + say.Esc(strings.TrimRight(note, "."))
	}
	return ""
}

func again(t tournament.Tournament) string {
	if t.Stage == tournament.Preparing && t.Registration == tournament.Open {
		return " You can register again, at the end of the line."
	}
	return ""
}

func seat(b *tournament.Board, mine tournament.Mine, who int64) string {
	t := b.Tournament
	if t.Stage.Over() {
		return "You took part" + as(b, mine, who) + "."
	}
	if t.Stage == tournament.Playing {
		return "You're playing" + as(b, mine, who) + "."
	}
	return fmt.Sprintf("You're in: **seat %d of %d**%s.", mine.Row.Position, t.Rules.Cap, as(b, mine, who)) + missing(b, mine)
}

// as names what somebody plays under.
func as(b *tournament.Board, mine tournament.Mine, who int64) string {
	m, ok := mine.Row.Entry.Member(who)
	if !ok {
		return ""
	}
	text := " as " + say.Esc(m.InGame)
	if b.Tournament.Rules.TeamSize > 1 {
		text += " in " + say.Bold(mine.Row.Entry.Name)
	}
	return text
}

// missing says who a team still waits for.
func missing(b *tournament.Board, mine tournament.Mine) string {
	if free := b.Tournament.Rules.TeamSize - len(mine.Row.Entry.Members); free > 0 {
		return fmt.Sprintf(" Your team needs %s more: they register with the same team name.", strconv.Itoa(free))
	}
	return ""
}

// next says what somebody who is in has to do, or wait for.
func next(b *tournament.Board, mine tournament.Mine) string {
	t := b.Tournament
	switch {
	case t.CheckIn == tournament.Open && mine.CheckIn.IsZero():
		return "**Check in now**" + until(t) + ", or your seat is given away."
	case t.CheckIn == tournament.Open && !mine.Row.Ready && b.Tournament.Rules.TeamSize > 1:
		return "You have checked in. Your team is in once everybody in it has."
	case t.CheckIn == tournament.Open:
		return "You have checked in. The lobbies are drawn when check-in has closed."
	case t.CheckIn == tournament.Shut:
		return "The lobbies of round 1 are next. I'll tell you which one is yours."
	}
	text := say.CheckIn(t)
	if mine.Row.Entry.State == tournament.Seated && !t.Times.CheckInCloses.IsZero() {
		text += " You'll be reminded before it closes."
	}
	return text
}

func until(t tournament.Tournament) string {
	if t.Times.CheckInCloses.IsZero() {
		return ""
	}
	return " before " + say.Clock(t.Times.CheckInCloses) + " (" + say.FromNow(t.Times.CheckInCloses) + ")"
}

func lobby(mine tournament.Mine) string {
	l := mine.Lobby
	return fmt.Sprintf("Round %d, lobby %s", l.Round, say.Lobby(l))
}

func ranked(b *tournament.Board, mine tournament.Mine) string {
	s := mine.Standing
	if s.Rank == 0 {
		return ""
	}
	place := fmt.Sprintf("**%s** of %d with %s.", s.RankText(), len(b.Standings), tournament.Count(s.Total, "point", "points"))
	if b.Tournament.Stage == tournament.Finished {
		return "You finished " + place
	}
	return fmt.Sprintf("After round %d you're %s", b.After(), place)
}
