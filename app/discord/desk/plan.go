package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/tournament"
)

// plan is what a night is to be: rules at once, times after the reading has been confirmed.
func (d desk) plan() ask.Feature {
	return ask.Feature{
		Presses: map[string]ask.Action{
			"plan": d.on(func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
				id, err := a.Arg(0)
				if err != nil {
					return ask.Answer{}, err
				}
				return d.show(ctx, a, id, "", d.planScreen)
			}),
			"plan-times": d.opens(d.planForm(timesForm)),
			"plan-rules": d.opens(d.planForm(rulesForm)),
			"plan-set":   d.on(d.setTimes),
		},
		Forms: map[string]ask.Action{"plan-times": d.on(d.timesSent), "plan-rules": d.on(d.rulesSent)},
	}
}

func planOptions() []ask.Option {
	when := func(name, what string) ask.Option {
		return ask.Of(ask.Text, name, what+", as Saturday 6pm; none takes it away").UpTo(80).Suggested()
	}
	return []ask.Option{
		when("starts", "When the first round starts"),
		when("registration_opens", "When registration opens by itself"),
		when("registration_closes", "When registration closes by itself"),
		when("check_in_opens", "When check-in opens by itself"),
		when("check_in_closes", "When check-in closes by itself"),
		ask.Of(ask.Whole, "seats", "How many entries play").Between(2, tournament.MaxCap),
		ask.Of(ask.Whole, "team_size", "People in an entry; 1 is solo").Between(1, tournament.MaxTeam),
		ask.Of(ask.Whole, "rounds", "How many rounds").Between(1, tournament.MaxRounds),
		ask.Of(ask.Whole, "lobby_size", "Entries in a full lobby").Between(2, tournament.MaxLobby),
		ask.Of(ask.Text, "points", "Points by place, the winner first, as 8 7 6 5 4 3 2 1").UpTo(100),
		ask.Of(ask.Text, "first", "How round 1 is drawn").From(ask.Choice{Name: tournament.Random.Title(), Value: string(tournament.Random)}, ask.Choice{Name: tournament.SnakeSeed.Title(), Value: string(tournament.SnakeSeed)}),
		ask.Of(ask.Text, "later", "How later rounds are drawn").From(laterSeatings()...),
		ask.Of(ask.Whole, "cut", "Draw a line below this rank; 0 for none").Between(0, tournament.MaxCap),
		ask.Of(ask.Text, "zone", "Time zone of its times, as Europe/Berlin").Suggested().UpTo(60),
	}
}

func laterSeatings() []ask.Choice {
	var out []ask.Choice
	for _, s := range tournament.Seatings() {
		out = append(out, ask.Choice{Name: s.Title(), Value: string(s)})
	}
	return out
}

// rulesFrom reads the options of a command into a plan.
func rulesFrom(a *ask.Ask, p *tournament.Plan) error {
	if a.Has("name") {
		p.Name = a.Text("name")
	}
	if a.Has("zone") {
		p.Zone = a.Text("zone")
	}
	size := p.Rules.LobbySize
	for option, into := range map[string]*int{"seats": &p.Rules.Cap, "team_size": &p.Rules.TeamSize, "rounds": &p.Rules.Rounds, "lobby_size": &p.Rules.LobbySize, "cut": &p.Rules.Cut} {
		if !a.Has(option) {
			continue
		}
		n, ok := a.Whole(option)
		if !ok {
			return fault.Field(option, "Type a whole number.")
		}
		*into = n
	}
	if a.Has("first") {
		p.Rules.First = tournament.Seating(a.Text("first"))
	}
	if a.Has("later") {
		p.Rules.Later = tournament.Seating(a.Text("later"))
	}
	if a.Has("points") {
		list, err := points(a.Text("points"))
		p.Rules.Points = list
		return err
	}
	if now := p.Rules.LobbySize; now != size && now >= 2 && now <= tournament.MaxLobby {
		p.Rules.Points = tournament.DefaultPoints(p.Rules.LobbySize)
	}
	return nil
}

// create makes the tournament without its times, which harms nobody, and asks for the times' reading to be confirmed.
func (d desk) create(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	of, err := d.league.LeagueByID(ctx, a.Who.League)
	if err != nil {
		return ask.Answer{}, err
	}
	p := tournament.Plan{Zone: of.Zone, Rules: tournament.DefaultRules()}
	if err := rulesFrom(a, &p); err != nil {
		return ask.Answer{}, err
	}
	checked, err := p.Check()
	if err != nil {
		return ask.Answer{}, err
	}
	times, given, err := timesFrom(a, checked, tournament.Times{}, d.league.Now())
	if err != nil {
		return ask.Answer{}, err
	}
	b, err := d.league.CreateTournament(ctx, a.Who, p)
	if err != nil {
		return ask.Answer{}, err
	}
	note := say.Bold(b.Tournament.Name) + " is created."
	if given {
		return ask.Tell(Reading(b, times, d.league.Now(), note)), nil
	}
	return d.show(ctx, a, b.Tournament.ID, note, d.homeScreen)
}

// editCommand changes rules at once and asks for the reading of times to be confirmed.
func (d desk) editCommand(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	b, err := ask.Pick(ctx, d.league, a)
	if err != nil {
		return ask.Answer{}, err
	}
	p := b.Tournament.Plan()
	if err := rulesFrom(a, &p); err != nil {
		return ask.Answer{}, err
	}
	if _, err := p.Check(); err != nil {
		return ask.Answer{}, err
	}
	times, given, err := timesFrom(a, p, p.Times, d.league.Now())
	if err != nil {
		return ask.Answer{}, err
	}
	note := ""
	if a.Given("name", "seats", "team_size", "rounds", "lobby_size", "points", "first", "later", "cut", "zone") {
		if b, err = d.league.EditTournament(ctx, a.Who, b.Tournament.ID, 0, p); err != nil {
			return ask.Answer{}, err
		}
		note = "The plan is changed."
	}
	if given {
		return ask.Tell(Reading(b, times, d.league.Now(), note)), nil
	}
	return d.show(ctx, a, b.Tournament.ID, note, d.planScreen)
}

func (d desk) planScreen(ctx context.Context, a *ask.Ask, b *tournament.Board, note string) (say.Message, error) {
	timers, err := d.league.Timers(ctx, a.Who, b.Tournament.ID)
	if err != nil {
		return say.Message{}, err
	}
	return Plan(b, timers, note), nil
}

// Plan renders what a night is to be, and how far its schedule is.
func Plan(b *tournament.Board, timers []league.Timer, note string) say.Message {
	t := b.Tournament
	var list []string
	for _, n := range t.Rules.Points {
		list = append(list, strconv.Itoa(n))
	}
	rules := fmt.Sprintf("%s\nPoints by place: %s\nRound 1 is drawn: %s. Later rounds: %s.\n%s", say.Format(t.Rules), strings.Join(list, " "), t.Rules.First.Title(), t.Rules.Later.Title(), t.Rules.Explain())
	times := "Times are typed and read in " + say.Esc(t.Zone) + ".\n" + strings.Join(timeLines(t.Times), "\n")
	over := t.Stage.Over()
	return say.Show(titled(b, note, "plan"), say.Text(rules), say.Line(), say.Text(times), say.Text(schedule(timers)),
		back(b, say.Button(say.Plain, "Change times…", say.ID("plan-times", t.ID, t.Version)).If(!over), say.Button(say.Plain, "Change rules…", say.ID("plan-rules", t.ID, t.Version)).If(!over)))
}

// schedule lists what happens by itself, and what did.
func schedule(timers []league.Timer) string {
	var lines []string
	for _, timer := range timers {
		what := timerWords(timer.Kind)
		switch {
		case timer.Done.IsZero():
			lines = append(lines, "Waiting: "+what+" "+say.FromNow(timer.Due))
		case timer.Outcome == "fired":
			lines = append(lines, "Done: "+what+" at "+say.Clock(timer.Done))
		default:
			lines = append(lines, "Not done: "+what+" ("+timer.Outcome+")")
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return "**By itself**\n" + strings.Join(lines, "\n")
}

func timerWords(kind string) string {
	switch tournament.Step(kind) {
	case tournament.StepOpenRegistration:
		return "opening registration"
	case tournament.StepCloseRegistration:
		return "closing registration"
	case tournament.StepOpenCheckIn:
		return "opening check-in"
	case tournament.StepCloseCheckIn:
		return "closing check-in"
	case tournament.StepRemind:
		return "reminding who has not checked in"
	}
	return kind
}

// timeFields are the times of a plan, with their field, their words and where they are.
func timeFields(w *tournament.Times) []timeField {
	return []timeField{
		{"registration_opens", "Registration opens", &w.RegistrationOpens},
		{"registration_closes", "Registration closes", &w.RegistrationCloses},
		{"check_in_opens", "Check-in opens", &w.CheckInOpens},
		{"check_in_closes", "Check-in closes", &w.CheckInCloses},
		{"starts", "Round 1 starts", &w.Starts},
	}
}

type timeField struct {
	name, words string
	at          *time.Time
}

func timeLines(w tournament.Times) []string {
	var lines []string
	for _, f := range timeFields(&w) {
		if f.at.IsZero() {
			lines = append(lines, f.words+" by hand")
		} else {
			lines = append(lines, f.words+" "+say.When(*f.at)+" ("+say.FromNow(*f.at)+")")
		}
	}
	return lines
}

func (d desk) planForm(form func(*tournament.Board) *say.Modal) func(context.Context, *ask.Ask) (ask.Answer, error) {
	return func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
		b, err := ask.Board(ctx, d.league, a)
		if err != nil {
			return ask.Answer{}, err
		}
		return ask.Open(form(b)), nil
	}
}

func rulesForm(b *tournament.Board) *say.Modal {
	t := b.Tournament
	var list []string
	for _, n := range t.Rules.Points {
		list = append(list, strconv.Itoa(n))
	}
	return say.Form(say.ID("plan-rules", t.ID, t.Version), "Rules of "+t.Name,
		say.Input("name", "Name", "", t.Name, true, 80),
		say.Input("seats", "Seats", "How many entries play", strconv.Itoa(t.Rules.Cap), true, 3),
		say.Input("rounds", "Rounds", "", strconv.Itoa(t.Rules.Rounds), true, 2),
		say.Input("lobby_size", "Entries in a full lobby", "", strconv.Itoa(t.Rules.LobbySize), true, 2),
		say.Input("points", "Points by place", "The winner first, as 8 7 6 5 4 3 2 1", strings.Join(list, " "), true, 100))
}

func (d desk) rulesSent(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	args, err := a.Args(2)
	if err != nil {
		return ask.Answer{}, err
	}
	b, err := d.league.BoardFor(ctx, a.Who, args[0])
	if err != nil {
		return ask.Answer{}, err
	}
	p := b.Tournament.Plan()
	p.Name = a.Text("name")
	var faults fault.List
	for field, into := range map[string]*int{"seats": &p.Rules.Cap, "rounds": &p.Rules.Rounds, "lobby_size": &p.Rules.LobbySize} {
		n, err := strconv.Atoi(strings.TrimSpace(a.Text(field)))
		if err != nil {
			faults.Add(fault.Field(field, "%q is no whole number.", a.Text(field)))
			continue
		}
		*into = n
	}
	list, err := points(a.Text("points"))
	faults.Add(err)
	p.Rules.Points = list
	if err = faults.Err(); err == nil {
		_, err = d.league.EditTournament(ctx, a.Who, args[0], args[1], p)
	}
	return d.after(ctx, a, args[0], err, "The plan is changed.", d.planScreen)
}
