package play

import (
	"context"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/person"
	"matchday/app/tournament"
)

// checkIn is saying that one is here, and taking that back. Its buttons also work in the direct message of a reminder.
func (p player) checkIn() ask.Feature {
	in, out := p.presence(p.league.CheckIn), p.presence(p.league.CheckOut)
	return ask.Feature{
		Command: ask.ForPlayers("checkin", "Say that you are here",
			ask.Of(ask.Flag, "out", "Take it back instead"), ask.Tournament()),
		Suggests: map[string]ask.Suggest{"/tournament": ask.SuggestTournaments(p.league)},
		Runs: map[string]ask.Action{"": {Do: func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			b, err := ask.Pick(ctx, p.league, a)
			if err != nil {
				return ask.Answer{}, err
			}
			if a.Flag("out") {
				return out(ctx, a, b.Tournament.ID)
			}
			return in(ctx, a, b.Tournament.ID)
		}}},
		Presses: map[string]ask.Action{"checkin": pressed(in), "checkout": pressed(out)},
	}
}

type presence func(context.Context, *ask.Ask, int64) (ask.Answer, error)

func pressed(do presence) ask.Action {
	return ask.Action{Direct: true, Do: func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
		id, err := a.Arg(0)
		if err != nil {
			return ask.Answer{}, err
		}
		return do(ctx, a, id)
	}}
}

func (p player) presence(do func(context.Context, person.Actor, int64) (tournament.Entry, error)) presence {
	return func(ctx context.Context, a *ask.Ask, id int64) (ask.Answer, error) {
		e, err := do(ctx, a.Who, id)
		if err != nil {
			return ask.Answer{}, err
		}
		b, err := p.league.Glance(ctx, a.Who, id)
		if err != nil {
			return ask.Answer{}, err
		}
		return ask.Tell(Present(b, e, a.Who.Person)), nil
	}
}

// Present says whether somebody counts as here, and what follows. The entry is as it is now; the board may be a moment
// older, because this is the answer that hundreds wait for at once.
func Present(b *tournament.Board, e tournament.Entry, who int64) say.Message {
	m, _ := e.Member(who)
	mine := tournament.Mine{In: true, Row: tournament.Row{Entry: e, Ready: e.Ready(b.Tournament.Rules.TeamSize)}, CheckIn: m.CheckIn}
	text := next(b, mine)
	switch {
	case m.CheckIn.IsZero():
		text = "You're checked out. " + text
	case e.State == tournament.Waiting:
		text = "You have checked in. Seats that are free when check-in closes go to those in line who are here, in order."
	}
	return say.Show(say.Text(text))
}
