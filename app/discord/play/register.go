package play

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/tournament"
)

// register is signing up and changing one's details: by a form, or by a command that says it all.
func (p player) register() ask.Feature {
	write := ask.Action{Do: p.registerByCommand}
	return ask.Feature{
		Command: ask.ForPlayers("register", "Sign up for a tournament, or change your details",
			ask.Of(ask.Text, "ingame", "Your name in the game, as Name#TAG where it has tags; leave it out to get a form").UpTo(tournament.MaxInGame),
			ask.Of(ask.Text, "pronouns", "Your pronouns, as she/her").UpTo(tournament.MaxPronouns),
			ask.Of(ask.Text, "alt", "Other names you play under, separated by commas").UpTo(tournament.MaxAltNames),
			ask.Of(ask.Text, "team", "Your team's name, where teams play").UpTo(tournament.MaxTeamName).Suggested(),
			ask.Tournament()),
		Runs: map[string]ask.Action{"": {Manner: ask.Opens, Do: p.registerForm, Or: &write,
			When: func(a *ask.Ask) bool { return a.Given("ingame", "pronouns", "alt", "team") }}},
		Suggests: map[string]ask.Suggest{"/tournament": ask.SuggestTournaments(p.league), "/team": p.suggestTeams},
		Presses:  map[string]ask.Action{"register": {Manner: ask.Opens, Do: p.openForm}, "join": {Manner: ask.InPlace, Do: p.join}},
		Forms:    map[string]ask.Action{"register": {Do: p.submit}},
	}
}

func (p player) registerForm(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Pick(ctx, p.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	return p.form(b, a)
}

func (p player) openForm(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Board(ctx, p.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	return p.form(b, a)
}

// form opens the form, filled with what is known; who would be refused is told so before they type.
func (p player) form(b *tournament.Board, a *ask.Ask) (ask.Answer, error) {
	t, mine := b.Tournament, b.Mine(a.Who.Person)
	if !mine.In {
		try := tournament.Application{Person: a.Who.Person, InGame: "x"}
		if _, _, err := t.Register(try, tournament.Field{}, p.league.Now()); err != nil {
			return ask.Answer{}, err
		}
	} else if t.Stage != tournament.Preparing {
		_, _, err := t.Register(tournament.Application{}, tournament.Field{Mine: &mine.Row.Entry}, p.league.Now())
		return ask.Answer{}, err
	}
	return ask.Open(Form(b, a.Who.Person)), nil
}

// Form is the form for one person.
func Form(b *tournament.Board, who int64) *say.Modal {
	t, mine := b.Tournament, b.Mine(who)
	m, _ := mine.Row.Entry.Member(who)
	title, team := "Register for "+t.Name, ""
	if mine.In {
		title, team = "Your details for "+t.Name, mine.Row.Entry.Name
	}
	parts := []say.Component{
		say.Input("ingame", "Name in the game", "As Name#TAG where the game has tags", m.InGame, true, tournament.MaxInGame),
		say.Input("pronouns", "Pronouns", "", m.Pronouns, false, tournament.MaxPronouns),
		say.Input("alt", "Other names you play under", "Separated by commas", m.AltNames, false, tournament.MaxAltNames),
	}
	if t.Rules.TeamSize > 1 {
		if open := openTeams(b, mine); len(open) > 0 {
			parts = append(parts, say.Choose("join", "Join a team", "Or name your own below", false, open...))
		}
		parts = append(parts, say.Input("team", "Team name", "A new name makes a new team", team, false, tournament.MaxTeamName))
	}
	return say.Form(say.ID("register", t.ID), title, parts...)
}

// openTeams offers the teams that have room, those with a seat first.
func openTeams(b *tournament.Board, mine tournament.Mine) []say.Option {
	var out []say.Option
	for _, r := range slices.Concat(b.Seated, b.Waitlist) {
		free := b.Tournament.Rules.TeamSize - len(r.Entry.Members)
		if free <= 0 || mine.In && r.Entry.ID == mine.Row.Entry.ID {
			continue
		}
		var with []string
		for _, m := range r.People {
			with = append(with, m.Name)
		}
		out = append(out, say.Option{Label: r.Name, Value: strconv.FormatInt(r.Entry.ID, 10), Description: "with " + strings.Join(with, ", ")})
	}
	return out[:min(len(out), say.MaxOptions)]
}

func (p player) submit(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Board(ctx, p.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	team := a.Text("team")
	if chosen := a.Text("join"); chosen != "" {
		id, err := ask.Number(chosen)
		if err != nil {
			return ask.Answer{}, err
		}
		if r, ok := b.Row(id); ok {
			team = r.Entry.Name
		}
	}
	return p.apply(ctx, a, b, tournament.Application{InGame: a.Text("ingame"), Pronouns: a.Text("pronouns"), AltNames: a.Text("alt"), Team: team})
}

// registerByCommand fills what a command leaves out with what is known already.
func (p player) registerByCommand(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Pick(ctx, p.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	app := tournament.Application{}
	if mine := b.Mine(a.Who.Person); mine.In {
		m, _ := mine.Row.Entry.Member(a.Who.Person)
		app = tournament.Application{InGame: m.InGame, Pronouns: m.Pronouns, AltNames: m.AltNames, Team: mine.Row.Entry.Name}
	}
	for option, into := range map[string]*string{"ingame": &app.InGame, "pronouns": &app.Pronouns, "alt": &app.AltNames, "team": &app.Team} {
		if a.Has(option) {
			*into = a.Text(option)
		}
	}
	return p.apply(ctx, a, b, app)
}

func (p player) apply(ctx context.Context, a *ask.Ask, before *tournament.Board, app tournament.Application) (ask.Answer, error) {
	id := before.Tournament.ID
	if _, err := p.league.Register(ctx, a.Who, id, app); err != nil {
		return ask.Answer{}, err
	}
	after, err := p.league.BoardFor(ctx, a.Who, id)
	if err != nil {
		return ask.Answer{}, err
	}
	return ask.Tell(Registered(before, after, a.Who.Person)), nil
}

// Registered says what came of an application.
func Registered(before, after *tournament.Board, who int64) say.Message {
	was, now := before.Mine(who), after.Mine(who)
	text := You(after, who)
	if was.In && was.Row.Entry.ID == now.Row.Entry.ID {
		text = "Your details are kept. " + text
	}
	if !was.In && now.Row.Entry.State == tournament.Waiting {
		text += "\n-# " + tournament.LineRule
	}
	near := similar(before, now)
	var buttons []say.Component
	for _, r := range near {
		buttons = append(buttons, say.Button(say.Plain, "Join "+r.Name+" instead", say.ID("join", after.Tournament.ID, r.Entry.ID)))
	}
	if len(near) > 0 {
		text += "\nIs that the team you meant? There is one with nearly the same name:"
	}
	return say.Show(say.Text(text), say.Rows(buttons...))
}

// join moves somebody from the team they have just named to the one they meant.
func (p player) join(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Board(ctx, p.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	id, err := a.Arg(1)
	if err != nil {
		return ask.Answer{}, err
	}
	mine := b.Mine(a.Who.Person)
	r, ok := b.Row(id)
	if !ok || !mine.In {
		return ask.Answer{}, ask.Old()
	}
	m, _ := mine.Row.Entry.Member(a.Who.Person)
	answer, err := p.apply(ctx, a, b, tournament.Application{InGame: m.InGame, Pronouns: m.Pronouns, AltNames: m.AltNames, Team: r.Entry.Name})
	if err != nil {
		return answer, err
	}
	return ask.Change(*answer.Message()), nil
}

// similar returns the teams with room that are called nearly the same as the new team that somebody has named.
func similar(before *tournament.Board, now tournament.Mine) []tournament.Row {
	if before.Tournament.Rules.TeamSize == 1 || len(now.Row.Entry.Members) != 1 {
		return nil
	}
	open := map[string]tournament.Row{}
	var names []string
	for _, r := range slices.Concat(before.Seated, before.Waitlist) {
		if r.Entry.ID == now.Row.Entry.ID {
			return nil
		}
		if len(r.Entry.Members) < before.Tournament.Rules.TeamSize {
			open[r.Name], names = r, append(names, r.Name)
		}
	}
	var near []tournament.Row
	for _, name := range tournament.SimilarTeams(now.Row.Entry.Name, names) {
		near = append(near, open[name])
	}
	return near
}

func (p player) suggestTeams(ctx context.Context, a *ask.Ask) ([]ask.Choice, error) {
	b, err := ask.Pick(ctx, p.league, a)
	if err != nil {
		return nil, err
	}
	var out []ask.Choice
	for _, r := range slices.Concat(b.Seated, b.Waitlist) {
		if len(r.Entry.Members) < b.Tournament.Rules.TeamSize && ask.Matches(a.Typed(), r.Name) {
			out = append(out, ask.Choice{Name: r.Name, Value: r.Name})
		}
	}
	return out, nil
}
