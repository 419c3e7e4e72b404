package desk

import (
	"context"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/tournament"
)

// add is registering somebody else, whether or not registration is open.
func (d desk) add() ask.Feature {
	return ask.Feature{
		Presses: map[string]ask.Action{"add": d.opens(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			b, err := ask.Board(ctx, d.league, a)
			if err != nil {
				return ask.Answer{}, err
			}
			return ask.Open(AddForm(b)), nil
		})},
		Forms: map[string]ask.Action{"add": d.on(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			id, err := a.Arg(0)
			if err != nil {
				return ask.Answer{}, err
			}
			return d.register(ctx, a, id)
		})},
	}
}

// AddForm is the form for somebody else.
func AddForm(b *tournament.Board) *say.Modal {
	parts := []say.Component{
		say.Who("who", "Who", "A member of this server"),
		say.Input("ingame", "Name in the game", "", "", true, tournament.MaxInGame),
		say.Input("pronouns", "Pronouns", "", "", false, tournament.MaxPronouns),
	}
	if b.Tournament.Rules.TeamSize > 1 {
		parts = append(parts, say.Input("team", "Team name", "A new name makes a new team", "", true, tournament.MaxTeamName))
	} else {
		parts = append(parts, say.Input("alt", "Other names", "Separated by commas", "", false, tournament.MaxAltNames))
	}
	return say.Form(say.ID("add", b.Tournament.ID), "Register somebody", append(parts, sharing(false))...)
}

// register registers whom the field or option "who" names, and shows their card.
func (d desk) register(ctx context.Context, a *ask.Ask, id int64) (ask.Answer, error) {
	p, err := ask.Meet(ctx, d.league, a, "who")
	if err != nil {
		return d.after(ctx, a, id, err, "", d.homeScreen)
	}
	e, err := d.league.RegisterFor(ctx, a.Who, id, application(a, p.ID))
	if err != nil {
		return d.after(ctx, a, id, err, "", d.homeScreen)
	}
	note := "Registered."
	if e.State == tournament.Waiting {
		note = "Registered, on the waitlist. **Give a seat** puts them in out of turn."
	}
	return d.show(ctx, a, id, note, cardScreen(e.ID, p.ID))
}
