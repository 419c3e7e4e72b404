package play

import (
	"context"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/tournament"
)

// withdraw is giving one's seat up before the start. It asks first.
func (p player) withdraw() ask.Feature {
	return ask.Feature{
		Command:  ask.ForPlayers("withdraw", "Give up your place in a tournament", ask.Tournament()),
		Suggests: map[string]ask.Suggest{"/tournament": ask.SuggestTournaments(p.league)},
		Runs: map[string]ask.Action{"": {Do: func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			b, err := ask.Pick(ctx, p.league, a)
			if err != nil {
				return ask.Answer{}, err
			}
			return p.askWithdraw(a, b)
		}}},
		Presses: map[string]ask.Action{
			"withdraw": {Do: func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
				b, err := ask.Board(ctx, p.league, a)
				if err != nil {
					return ask.Answer{}, err
				}
				return p.askWithdraw(a, b)
			}},
			"withdraw-yes": {Manner: ask.InPlace, Do: p.withdrawNow},
			"withdraw-no": {Manner: ask.InPlace, Do: func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
				b, err := ask.Board(ctx, p.league, a)
				if err != nil {
					return ask.Answer{}, err
				}
				return ask.Change(say.Show(say.Text("Nothing has changed. " + You(b, a.Who.Person)))), nil
			}},
		},
	}
}

func (p player) askWithdraw(a *ask.Ask, b *tournament.Board) (ask.Answer, error) {
	mine := b.Mine(a.Who.Person)
	if !mine.In || b.Tournament.Stage != tournament.Preparing {
		_, _, err := tournament.Night{Tournament: b.Tournament}.Withdraw(0, a.Who.Person, p.league.Now())
		return ask.Answer{}, err
	}
	return ask.Tell(Withdrawing(b, a.Who.Person)), nil
}

// Withdrawing asks whether somebody really wants to give their place up.
func Withdrawing(b *tournament.Board, who int64) say.Message {
	t, mine := b.Tournament, b.Mine(who)
	text := "Give up your place in " + say.Bold(t.Name) + "?"
	switch {
	case len(mine.Row.Entry.Members) > 1:
		text += " Your team keeps its seat, with one person less."
	case mine.Row.Entry.State == tournament.Waiting:
		text += " You lose your place in line."
	case len(b.Waitlist) > 0:
		text += " Your seat goes to the next in line at once."
	}
	if t.Registration != tournament.Open {
		text += " Registration is closed, so only the staff can bring you back."
	}
	return say.Show(say.Text(text), say.Row(
		say.Button(say.Danger, "Yes, withdraw", say.ID("withdraw-yes", t.ID)),
		say.Button(say.Plain, "No, stay in", say.ID("withdraw-no", t.ID))))
}

func (p player) withdrawNow(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	id, err := a.Arg(0)
	if err != nil {
		return ask.Answer{}, err
	}
	if _, err := p.league.Withdraw(ctx, a.Who, id); err != nil {
		return ask.Answer{}, err
	}
	b, err := p.league.BoardFor(ctx, a.Who, id)
	if err != nil {
		return ask.Answer{}, err
	}
	return ask.Change(say.Show(say.Text("You're out of " + say.Bold(b.Tournament.Name) + "." + again(b.Tournament)))), nil
}
