package desk

import (
	"context"
	"fmt"
	"strings"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/tournament"
)

// steps move a night on. Those that ask first show what they would do.
func (d desk) steps() ask.Feature {
	return ask.Feature{Presses: map[string]ask.Action{
		"step":     d.on(d.step),
		"step-yes": d.on(d.stepYes),
		"draw":     d.on(d.drawAs),
		"undo":     d.on(d.undo),
		"undo-yes": d.on(d.undoYes),
	}}
}

// stepArgs reads tournament, version and step from a custom id.
func stepArgs(a *ask.Ask) (id, version int64, what tournament.Step, err error) {
	args, err := a.Args(2)
	if err != nil {
		return 0, 0, "", err
	}
	return args[0], args[1], tournament.Step(a.Path.Word(2)), nil
}

// step takes a step, or asks first where the board says that it asks.
func (d desk) step(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	id, version, what, err := stepArgs(a)
	if err != nil {
		return ask.Answer{}, err
	}
	b, err := d.league.BoardFor(ctx, a.Who, id)
	if err != nil {
		return ask.Answer{}, err
	}
	for _, o := range b.Offers() {
		if o.Step == what && o.Asks {
			return d.question(ctx, a, b, o)
		}
	}
	return d.take(ctx, a, id, version, what)
}

func (d desk) stepYes(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	id, version, what, err := stepArgs(a)
	if err != nil {
		return ask.Answer{}, err
	}
	return d.take(ctx, a, id, version, what)
}

func (d desk) take(ctx context.Context, a *ask.Ask, id, version int64, what tournament.Step) (ask.Answer, error) {
	b, err := d.league.Advance(ctx, a.Who, id, version, what)
	next := d.homeScreen
	if what == tournament.StepDraw || what == tournament.StepRedraw {
		next = d.lobbiesScreen
	}
	return d.after(ctx, a, id, err, done(b, what), next)
}

// drawAs draws with the seating that was chosen.
func (d desk) drawAs(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	args, err := a.Args(2)
	if err != nil {
		return ask.Answer{}, err
	}
	if len(a.Values) != 1 {
		return ask.Answer{}, ask.Old()
	}
	b, err := d.league.DrawRound(ctx, a.Who, args[0], args[1], tournament.Seating(a.Values[0]))
	return d.after(ctx, a, args[0], err, done(b, tournament.StepDraw), d.lobbiesScreen)
}

// done says what a step has done; b is the board after it, nil when it was refused.
func done(b *tournament.Board, what tournament.Step) string {
	if b == nil {
		return ""
	}
	switch what {
	case tournament.StepOpenRegistration:
		return "Registration is open."
	case tournament.StepCloseRegistration:
		return fmt.Sprintf("Registration is closed with %s taken.", tournament.Count(b.Counts.Seated, "seat", "seats"))
	case tournament.StepOpenCheckIn:
		return "Check-in is open."
	case tournament.StepCloseCheckIn:
		return fmt.Sprintf("Check-in is closed. %s in.", isAre(b.Counts.Seated))
	case tournament.StepDraw, tournament.StepRedraw:
		return "The lobbies are drawn. Players see them when you start the round."
	case tournament.StepDiscard:
		return "The draw is discarded."
	case tournament.StepStartRound:
		return fmt.Sprintf("Round %d has started. Everybody is told their lobby.", b.Tournament.Round)
	case tournament.StepFinish:
		return "The tournament is finished. The final standings are posted."
	case tournament.StepCancel:
		return "The tournament is cancelled. Everybody who was in is told."
	case tournament.StepRemind:
		return fmt.Sprintf("%s reminded.", isAre(b.Counts.People-b.Counts.PeopleIn))
	}
	return "Done."
}

func isAre(n int) string {
	if n == 1 {
		return "1 is"
	}
	return fmt.Sprintf("%d are", n)
}

// question asks before a step that takes something away or tells many people.
func (d desk) question(ctx context.Context, a *ask.Ask, b *tournament.Board, o tournament.Offer) (ask.Answer, error) {
	if err := a.Who.May(o.Act); err != nil {
		return ask.Answer{}, err
	}
	var preview tournament.CheckInPreview
	if o.Step == tournament.StepCloseCheckIn {
		var err error
		if preview, err = d.league.PreviewCloseCheckIn(ctx, a.Who, b.Tournament.ID); err != nil {
			return ask.Answer{}, err
		}
	}
	return ask.Change(Question(b, o, preview)), nil
}

// Question renders what is asked before a step; preview is read for closing check-in only.
func Question(b *tournament.Board, o tournament.Offer, preview tournament.CheckInPreview) say.Message {
	t := b.Tournament
	text, style := "", say.Main
	switch o.Step {
	case tournament.StepCloseCheckIn:
		text = closing(b, preview)
	case tournament.StepFinish:
		text = "The standings become final and are posted."
		if left := t.Rules.Rounds - t.Round; left > 0 {
			text = fmt.Sprintf("Only %d of %d rounds were played. ", t.Round, t.Rules.Rounds) + text
		}
	case tournament.StepCancel:
		text, style = "Everybody who is in is told. The panel says that it does not take place.", say.Danger
	case tournament.StepDiscard:
		text = "The lobbies of the draw are thrown away. Nobody has seen them but staff."
	case tournament.StepRemind:
		text = fmt.Sprintf("%s who %s a seat and %s not checked in get a direct message.", tournament.Count(b.Counts.People-b.Counts.PeopleIn, "person", "people"), oneMany(b.Counts.People-b.Counts.PeopleIn, "holds", "hold"), oneMany(b.Counts.People-b.Counts.PeopleIn, "has", "have"))
	}
	label := strings.TrimSuffix(o.Label, "…")
	return say.Show(titled(b, "", label+"?"), say.Text(text), say.Row(
		say.Button(style, "Yes: "+strings.ToLower(label[:1])+label[1:], say.ID("step-yes", t.ID, t.Version, string(o.Step))),
		say.Button(say.Plain, "No, go back", say.ID("desk", t.ID))))
}

func oneMany(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// closing says who would stay, be dropped and move up.
func closing(b *tournament.Board, p tournament.CheckInPreview) string {
	lines := []string{fmt.Sprintf("**%d** %s.", len(p.Stay), oneMany(len(p.Stay), "stays", "stay"))}
	if n := len(p.Drop); n > 0 {
		lines = append(lines, fmt.Sprintf("**%d** %s, because somebody is missing: %s", n, oneMany(n, "loses the seat", "lose their seats"), some(b, p.Drop)))
	}
	if n := len(p.Promote); n > 0 {
		lines = append(lines, fmt.Sprintf("**%d** %s up from the waitlist: %s", n, oneMany(n, "moves", "move"), some(b, p.Promote)))
	}
	return strings.Join(lines, "\n")
}

// some names entries, as many as can be read.
func some(b *tournament.Board, entries []tournament.Entry) string {
	var names []string
	for _, e := range entries {
		r, ok := b.Row(e.ID)
		if !ok {
			r.Name = e.Name
		}
		names = append(names, say.Esc(say.Cut(r.Name, 32)))
	}
	if len(names) > 20 {
		return strings.Join(names[:20], ", ") + fmt.Sprintf(" and %d more", len(names)-20)
	}
	return strings.Join(names, ", ")
}

// undo asks before the last step is taken back.
func (d desk) undo(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	args, err := a.Args(2)
	if err != nil {
		return ask.Answer{}, err
	}
	b, err := d.league.BoardFor(ctx, a.Who, args[0])
	if err != nil {
		return ask.Answer{}, err
	}
	last, ok, err := d.league.LastStep(ctx, a.Who, args[0])
	if err != nil {
		return ask.Answer{}, err
	}
	if !ok {
		return d.show(ctx, a, args[0], "There is no step to take back.", d.homeScreen)
	}
	return ask.Change(Undo(b, LastStep{last.ID, last.Title, last.Name, say.FromNow(last.At)})), nil
}

// LastStep is the step that would be taken back.
type LastStep struct {
	ID              int64
	Title, By, When string
}

// Undo renders what is asked before a step is taken back.
func Undo(b *tournament.Board, last LastStep) say.Message {
	id := b.Tournament.ID
	text := fmt.Sprintf("Take back the last step of the staff? %s %s %s.\nWhat has been told to players cannot be unsaid; panel, pages and overlays follow.", say.Bold(last.By), say.Esc(last.Title), last.When)
	return say.Show(titled(b, "", "Undo"), say.Text(text), say.Row(
		say.Button(say.Main, "Yes, take it back", say.ID("undo-yes", id, last.ID)),
		say.Button(say.Plain, "No, go back", say.ID("desk", id))))
}

func (d desk) undoYes(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
	args, err := a.Args(2)
	if err != nil {
		return ask.Answer{}, err
	}
	last, err := d.league.Undo(ctx, a.Who, args[0], args[1])
	note := "Taken back."
	if last.Title != "" {
		note = fmt.Sprintf("Taken back: %s %s.", say.Bold(last.Name), say.Esc(last.Title))
	}
	return d.after(ctx, a, args[0], err, note, d.homeScreen)
}
