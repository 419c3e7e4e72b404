package desk

import (
	"context"
	"strconv"
	"strings"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
)

// target is the entry that a custom id names, and the person in it, 0 for all.
type target struct{ id, entry, member int64 }

func targetOf(a *ask.Ask) (target, error) {
	args, err := a.Args(3)
	if err != nil {
		return target{}, err
	}
	return target{args[0], args[1], args[2]}, nil
}

// actions are what is done for one entry.
func (d desk) actions() ask.Feature {
	l := d.league
	return ask.Feature{
		Presses: map[string]ask.Action{
			"member": d.on(d.member),
			"entry":  d.act("", nil),
			"entry-in": d.act("Checked in.", func(ctx context.Context, w person.Actor, t target) error {
				return only(l.CheckInFor(ctx, w, t.id, t.entry, t.member))
			}),
			"entry-out": d.act("Checked out.", func(ctx context.Context, w person.Actor, t target) error {
				return only(l.CheckOutFor(ctx, w, t.id, t.entry, t.member))
			}),
			"entry-seat": d.act("They have a seat now and are told.", func(ctx context.Context, w person.Actor, t target) error {
				return only(l.Promote(ctx, w, t.id, t.entry))
			}),
			"entry-keep": d.act("They keep their seat when check-in closes.", func(ctx context.Context, w person.Actor, t target) error {
				return only(l.Keep(ctx, w, t.id, t.entry, true))
			}),
			"entry-unkeep": d.act("They have to check in like everybody.", func(ctx context.Context, w person.Actor, t target) error {
				return only(l.Keep(ctx, w, t.id, t.entry, false))
			}),
			"entry-seed":    d.opens(d.ask(seedForm)),
			"entry-edit":    d.opens(d.ask(editForm)),
			"entry-replace": d.opens(d.ask(replaceForm)),
			"entry-part":    d.on(d.partAsk),
			"entry-part-yes": d.act("Taken out of the team.", func(ctx context.Context, w person.Actor, t target) error {
				return only(l.WithdrawFor(ctx, w, t.id, t.entry, t.member))
			}),
			"entry-remove": d.opens(d.ask(removeForm("entry-remove", "Remove", false))),
			"entry-strike": d.opens(d.ask(removeForm("entry-strike", "Disqualify", true))),
		},
		Forms: map[string]ask.Action{
			"entry-seed":    d.sent("The seed is set.", d.seed),
			"entry-edit":    d.sent("The details are changed.", d.edit),
			"entry-replace": d.sent("Replaced. Both are told.", d.replace),
			"entry-remove": d.sent("Removed, and told.", func(ctx context.Context, a *ask.Ask, t target) error {
				return only(l.Remove(ctx, a.Who, t.id, t.entry, a.Text("reason")))
			}),
			"entry-strike": d.sent("Disqualified, and told.", func(ctx context.Context, a *ask.Ask, t target) error {
				return only(l.Disqualify(ctx, a.Who, t.id, t.entry, a.Text("reason")))
			}),
		},
	}
}

func only(_ *tournament.Board, err error) error { return err }

// act makes a button that does something for an entry and shows its card again. Without do it only shows.
func (d desk) act(note string, do func(context.Context, person.Actor, target) error) ask.Action {
	return d.on(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
		t, err := targetOf(a)
		if err != nil {
			return ask.Answer{}, err
		}
		if do != nil {
			err = do(ctx, a.Who, t)
		}
		return d.after(ctx, a, t.id, err, note, cardScreen(t.entry, t.member))
	})
}

// sent makes a form that does something for an entry and shows its card again.
func (d desk) sent(note string, do func(context.Context, *ask.Ask, target) error) ask.Action {
	return d.on(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
		t, err := targetOf(a)
		if err != nil {
			return ask.Answer{}, err
		}
		return d.after(ctx, a, t.id, do(ctx, a, t), note, cardScreen(t.entry, t.member))
	})
}

// ask opens a form about an entry.
func (d desk) ask(form func(*tournament.Board, tournament.Row, target) *say.Modal) func(context.Context, *ask.Ask) (ask.Answer, error) {
	return func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
		t, err := targetOf(a)
		if err != nil {
			return ask.Answer{}, err
		}
		b, err := d.league.BoardFor(ctx, a.Who, t.id)
		if err != nil {
			return ask.Answer{}, err
		}
		r, ok := b.Row(t.entry)
		if !ok {
			return ask.Answer{}, ask.Old()
		}
		return ask.Open(form(b, r, t)), nil
	}
}

func (d desk) member(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	args, err := a.Args(2)
	if err != nil {
		return ask.Answer{}, err
	}
	member, err := a.Chosen()
	if err != nil {
		return ask.Answer{}, err
	}
	return d.show(ctx, a, args[0], "", cardScreen(args[1], member))
}

func seedForm(_ *tournament.Board, r tournament.Row, t target) *say.Modal {
	now := ""
	if r.Entry.Seed > 0 {
		now = strconv.Itoa(r.Entry.Seed)
	}
	return say.Form(say.ID("entry-seed", t.id, t.entry, t.member), short("Seed of %s", r.Name),
		say.Input("seed", "Seed", "1 is the strongest; leave it empty for none", now, false, 4))
}

func (d desk) seed(ctx context.Context, a *ask.Ask, t target) error {
	seed := 0
	if text := strings.TrimSpace(a.Text("seed")); text != "" {
		var err error
		if seed, err = strconv.Atoi(text); err != nil || seed < 0 {
			return fault.Field("seed", "A seed is a whole number from 1, the strongest, to %d.", tournament.MaxCap)
		}
	}
	return only(d.league.Seed(ctx, a.Who, t.id, t.entry, seed))
}

func editForm(b *tournament.Board, r tournament.Row, t target) *say.Modal {
	m, _ := r.Entry.Member(t.member)
	parts := []say.Component{
		say.Input("ingame", "Name in the game", "", m.InGame, true, tournament.MaxInGame),
		say.Input("pronouns", "Pronouns", "", m.Pronouns, false, tournament.MaxPronouns),
		say.Input("alt", "Other names", "Separated by commas", m.AltNames, false, tournament.MaxAltNames),
	}
	if b.Tournament.Rules.TeamSize > 1 {
		parts = append(parts, say.Input("team", "Team name", "", r.Entry.Name, true, tournament.MaxTeamName))
	}
	parts = append(parts, sharing(m.Shared))
	return say.Form(say.ID("entry-edit", t.id, t.entry, t.member), short("Details of %s", who(r, t.member)), parts...)
}

// sharing asks what is to happen when somebody else plays under the name.
func sharing(now bool) say.Component {
	return say.Choose("shared", "If somebody else plays under that name", "", false,
		say.Option{Label: "Refuse it", Value: "no", Default: !now}, say.Option{Label: "Let both play", Value: "yes", Default: now})
}

func (d desk) edit(ctx context.Context, a *ask.Ask, t target) error {
	_, err := d.league.RegisterFor(ctx, a.Who, t.id, application(a, t.member))
	return err
}

// application reads the form of somebody's details.
func application(a *ask.Ask, who int64) tournament.Application {
	return tournament.Application{Person: who, InGame: a.Text("ingame"), Pronouns: a.Text("pronouns"), AltNames: a.Text("alt"), Team: a.Text("team"), Shared: a.Text("shared") == "yes"}
}

func replaceForm(_ *tournament.Board, r tournament.Row, t target) *say.Modal {
	return say.Form(say.ID("entry-replace", t.id, t.entry, t.member), short("Replace %s", who(r, t.member)),
		say.Who("who", "Who plays instead", "They take over seat, lobby and points"),
		say.Input("ingame", "Their name in the game", "", "", true, tournament.MaxInGame),
		say.Input("pronouns", "Their pronouns", "", "", false, tournament.MaxPronouns), sharing(false))
}

func (d desk) replace(ctx context.Context, a *ask.Ask, t target) error {
	p, err := ask.Meet(ctx, d.league, a, "who")
	if err != nil {
		return err
	}
	return only(d.league.Replace(ctx, a.Who, t.id, t.entry, t.member, application(a, p.ID)))
}

// partAsk asks before somebody is taken out of a team.
func (d desk) partAsk(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	t, err := targetOf(a)
	if err != nil {
		return ask.Answer{}, err
	}
	return d.show(ctx, a, t.id, "", func(_ context.Context, _ *ask.Ask, b *tournament.Board, note string) (say.Message, error) {
		r, ok := b.Row(t.entry)
		if !ok {
			return say.Message{}, ask.Old()
		}
		return say.Show(titled(b, note, "Take "+say.Esc(who(r, t.member))+" out?"), say.Text("The team keeps its seat, with one person less."), say.Row(
			say.Button(say.Danger, "Yes, take them out", say.ID("entry-part-yes", t.id, t.entry, t.member)),
			say.Button(say.Plain, "No, go back", say.ID("entry", t.id, t.entry, t.member)))), nil
	})
}

func removeForm(name, verb string, strike bool) func(*tournament.Board, tournament.Row, target) *say.Modal {
	return func(b *tournament.Board, r tournament.Row, t target) *say.Modal {
		return say.Form(say.ID(name, t.id, t.entry, t.member), short("%s %s?", verb, r.Name),
			say.Text(consequence(b, strike)), say.Input("reason", "Reason", "They read it, and history keeps it", "", false, 200))
	}
}
