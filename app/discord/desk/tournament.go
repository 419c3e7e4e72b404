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

// tournaments is the command of staff for a night: each of its steps by name.
func (d desk) tournaments() ask.Feature {
	t := ask.Tournament()
	doors := ask.Of(ask.Text, "what", "Which door").Needed().From(ask.Choice{Name: "registration", Value: "registration"}, ask.Choice{Name: "check-in", Value: "check-in"})
	var ways []ask.Choice
	for _, s := range tournament.Seatings() {
		ways = append(ways, ask.Choice{Name: s.Title(), Value: string(s)})
	}
	f := ask.Feature{
		Command: ask.ForStaff("tournament", "Create and run tournaments",
			ask.Sub("show", "Where a night stands, with every step as a button", t),
			ask.Sub("create", "Make a new tournament", append([]ask.Option{ask.Of(ask.Text, "name", "What it is called").Needed().UpTo(person.MaxName)}, planOptions()...)...),
			ask.Sub("edit", "Change the plan of a tournament", append(append([]ask.Option{ask.Of(ask.Text, "name", "A new name").UpTo(person.MaxName)}, planOptions()...), t)...),
			ask.Sub("open", "Open registration or check-in", doors, t),
			ask.Sub("close", "Close registration or check-in", doors, t),
			ask.Sub("draw", "Draw the lobbies of the next round", ask.Of(ask.Text, "seating", "How; the plan says it when left out").From(ways...), t),
			ask.Sub("start", "Start the round that is drawn", t),
			ask.Sub("finish", "Make the standings final", t),
			ask.Sub("cancel", "Call the tournament off", t),
			ask.Sub("undo", "Take back the last step of staff", t),
			ask.Sub("remind", "Remind everybody who has not checked in", t),
			ask.Sub("panel", "Where the panel stands, and the roles of players", append(venueOptions(), t)...),
			ask.Sub("entry", "Everything that can be done for one player or team", ask.Of(ask.Text, "who", "Player or team").Needed().Suggested().UpTo(say.MaxOption), t),
			ask.Sub("add", "Register somebody else, also while registration is closed", append(addOptions(), t)...)),
		Suggests: map[string]ask.Suggest{"entry/who": d.suggestEntries, "create/zone": ask.SuggestZones, "edit/zone": ask.SuggestZones},
	}
	f.Runs = map[string]ask.Action{
		"show":   d.replies(d.showCommand),
		"create": d.replies(d.create),
		"edit":   d.replies(d.editCommand),
		"open":   d.replies(d.doorCommand(tournament.StepOpenRegistration, tournament.StepOpenCheckIn)),
		"close":  d.replies(d.doorCommand(tournament.StepCloseRegistration, tournament.StepCloseCheckIn)),
		"draw":   d.replies(d.drawCommand),
		"start":  d.replies(d.stepCommand(tournament.StepStartRound)),
		"finish": d.replies(d.stepCommand(tournament.StepFinish)),
		"cancel": d.replies(d.stepCommand(tournament.StepCancel)),
		"remind": d.replies(d.stepCommand(tournament.StepRemind)),
		"undo":   d.replies(d.undoCommand),
		"panel":  d.replies(d.venueCommand),
		"entry":  d.replies(d.entryCommand),
		"add": d.replies(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
			b, err := ask.Pick(ctx, d.league, a)
			if err != nil {
				return ask.Answer{}, err
			}
			return d.register(ctx, a, b.Tournament.ID)
		}),
	}
	for _, field := range timeFields(&tournament.Times{}) {
		f.Suggests["create/"+field.name], f.Suggests["edit/"+field.name] = d.suggestTime, d.suggestTime
	}
	for _, part := range []string{"show", "edit", "open", "close", "draw", "start", "finish", "cancel", "undo", "remind", "panel", "entry", "add"} {
		f.Suggests[part+"/tournament"] = ask.SuggestTournaments(d.league)
	}
	return f
}

func addOptions() []ask.Option {
	return []ask.Option{
		ask.Of(ask.User, "who", "A member of this server").Needed(),
		ask.Of(ask.Text, "ingame", "Their name in the game").Needed().UpTo(tournament.MaxInGame),
		ask.Of(ask.Text, "pronouns", "Their pronouns").UpTo(tournament.MaxPronouns),
		ask.Of(ask.Text, "alt", "Other names they play under").UpTo(tournament.MaxAltNames),
		ask.Of(ask.Text, "team", "Their team, where teams play").UpTo(tournament.MaxTeamName),
		ask.Of(ask.Text, "shared", "If somebody else plays under that name").From(ask.Choice{Name: "refuse it", Value: "no"}, ask.Choice{Name: "let both play", Value: "yes"}),
	}
}

func (d desk) showCommand(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	return d.show(ctx, a, b.Tournament.ID, "", d.homeScreen)
}

func (d desk) doorCommand(registration, checkIn tournament.Step) func(context.Context, *ask.Ask) (ask.Answer, error) {
	return func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
		switch a.Text("what") {
		case "registration":
			return d.stepCommand(registration)(ctx, a)
		case "check-in":
			return d.stepCommand(checkIn)(ctx, a)
		}
		return ask.Answer{}, fault.Field("what", "Say registration or check-in.")
	}
}

// stepCommand takes a step by command. It asks first where the button would.
func (d desk) stepCommand(what tournament.Step) func(context.Context, *ask.Ask) (ask.Answer, error) {
	return func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
		b, err := ask.Pick(ctx, d.league, a)
		if err != nil {
			return ask.Answer{}, err
		}
		for _, o := range b.Offers() {
			if o.Step == what && o.Asks {
				return d.question(ctx, a, b, o)
			}
		}
		next, err := d.league.Advance(ctx, a.Who, b.Tournament.ID, 0, what)
		if err != nil {
			return ask.Answer{}, err
		}
		return d.show(ctx, a, b.Tournament.ID, done(next, what), d.homeScreen)
	}
}

func (d desk) drawCommand(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	next, err := d.league.DrawRound(ctx, a.Who, b.Tournament.ID, 0, tournament.Seating(a.Text("seating")))
	if err != nil {
		return ask.Answer{}, err
	}
	return ask.Tell(Lobbies(next, 0, done(next, tournament.StepDraw))), nil
}

func (d desk) undoCommand(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	last, ok, err := d.league.LastStep(ctx, a.Who, b.Tournament.ID)
	if err != nil {
		return ask.Answer{}, err
	}
	if !ok {
		return ask.Answer{}, fault.New(fault.Missing, "There is no step of %s to take back.", b.Tournament.Name)
	}
	return ask.Tell(Undo(b, LastStep{last.ID, last.Title, last.Name, say.FromNow(last.At)})), nil
}

func (d desk) entryCommand(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	r, err := entryNamed(everybody(b), "who", a.Text("who"))
	if err != nil {
		return ask.Answer{}, err
	}
	return d.show(ctx, a, b.Tournament.ID, "", cardScreen(r.Entry.ID, 0))
}

func (d desk) suggestEntries(ctx context.Context, a *ask.Ask) ([]ask.Choice, error) {
	if err := a.Who.May(person.SeeStaff); err != nil {
		return nil, err
	}
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return nil, err
	}
	return suggestRows(b, everybody(b), a.Typed()), nil
}

// points reads "8 7 6 5" or "8,7,6,5".
func points(text string) ([]int, error) {
	var out []int
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '/' || r == '\n' }) {
		n, err := strconv.Atoi(w)
		if err != nil {
			return nil, fault.Field("points", "%q is no number. List the points by place, as 8 7 6 5 4 3 2 1.", w)
		}
		out = append(out, n)
	}
	return out, nil
}
