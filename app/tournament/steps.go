package tournament

import (
	"cmp"
	"slices"
	"time"

	"matchday/app/person"
	"matchday/app/tournament/tiebreak"
)

// Step is something that staff can do to a night now. Discord and the web offer the same ones.
type Step string

// The steps that move a night on.
const (
	StepOpenRegistration  Step = "open_registration"
	StepCloseRegistration Step = "close_registration"
	StepOpenCheckIn       Step = "open_check_in"
	StepCloseCheckIn      Step = "close_check_in"
	StepDraw              Step = "draw"
	StepRedraw            Step = "redraw"
	StepDiscard           Step = "discard"
	StepStartRound        Step = "start_round"
	StepFinish            Step = "finish"
	StepCancel            Step = "cancel"
	StepUndo              Step = "undo"
	StepRemind            Step = "remind"
)

// Offer is one step as it is offered: the words on the button, who may press it and whether it asks first.
type Offer struct {
	Step  Step
	Label string // "Close check-in…"; the ellipsis means that it asks first
	Act   person.Act
	Asks  bool
	Main  bool // what the night waits for
}

// Offers returns the steps that are possible now, the one that the night waits for first.
func (b *Board) Offers() []Offer {
	var out []Offer
	add := func(step Step, label string, act person.Act, main bool) {
		asks := step == StepCloseCheckIn || step == StepFinish || step == StepCancel || step == StepDiscard || step == StepRemind
		if asks {
			label += "…"
		}
		out = append(out, Offer{step, label, act, asks, main})
	}
	t := b.Tournament
	switch t.Stage {
	case Preparing:
		b.offerDoors(add)
		b.offerRound(add)
	case Playing:
		b.offerRound(add)
	default:
		return nil
	}
	add(StepCancel, "Cancel the tournament", person.PlanEvents, false)
	slices.SortStableFunc(out, func(a, c Offer) int { return cmp.Compare(boolInt(c.Main), boolInt(a.Main)) })
	return out
}

func (b *Board) offerDoors(add func(Step, string, person.Act, bool)) {
	t := b.Tournament
	if current, ok := b.Current(); ok && current.State == Drawn {
		return
	}
	switch {
	case t.Registration == Open:
		add(StepCloseRegistration, "Close registration", person.OpenDoors, t.CheckIn != Open)
	case t.Registration == Shut:
		add(StepOpenRegistration, "Reopen registration", person.OpenDoors, false)
	default:
		add(StepOpenRegistration, "Open registration", person.OpenDoors, t.CheckIn == Pending)
	}
	switch {
	case t.CheckIn == Open:
		add(StepCloseCheckIn, "Close check-in", person.OpenDoors, true)
		if missing := b.Counts.People - b.Counts.PeopleIn; missing > 0 {
			add(StepRemind, "Remind the "+itoa(missing), person.SendReminders, false)
		}
	case t.CheckIn == Shut:
		add(StepOpenCheckIn, "Reopen check-in", person.OpenDoors, false)
	default:
		add(StepOpenCheckIn, "Open check-in", person.OpenDoors, t.Registration == Shut)
	}
}

func (b *Board) offerRound(add func(Step, string, person.Act, bool)) {
	t := b.Tournament
	current, ok := b.Current()
	next := itoa(t.Round + 1)
	switch {
	case ok && current.State == Drawn:
		enough := b.Counts.Seated > 1
		whole := enough && !slices.ContainsFunc(current.Lobbies, func(l LobbyReading) bool { return len(l.Seats) == 0 })
		if whole {
			add(StepStartRound, "Start round "+itoa(t.Round), person.RunRounds, true)
		}
		if enough {
			add(StepRedraw, "Draw again", person.SeatLobbies, !whole)
		}
		add(StepDiscard, "Discard the draw", person.SeatLobbies, !enough)
	case ok && current.State == InPlay: // the results are what the night waits for
	case t.Registration == Open || t.CheckIn == Open:
	case ok && (t.Round >= t.Rules.Rounds || b.Counts.Seated < 2):
		add(StepFinish, "Finish the tournament", person.RunRounds, true)
	case b.Counts.Seated < 2:
	case ok || t.CheckIn == Shut || t.Registration == Shut:
		add(StepDraw, "Draw round "+next, person.SeatLobbies, ok || t.CheckIn == Shut)
		if ok {
			add(StepFinish, "Finish now", person.RunRounds, false)
		}
	}
}

// Mark is one part of the strip that shows how far the night is.
type Mark struct {
	Title string
	State MarkState
	Text  string    // what there is to say of it
	At    time.Time // when it opens, closes or starts; zero when that is by hand
	Verb  string    // "closes", "opens", "starts": what happens At
}

// MarkState is how far a part of the night is.
type MarkState string

// The states of a mark.
const (
	MarkDone  MarkState = "done"
	MarkNow   MarkState = "now"
	MarkLater MarkState = "later"
)

// Marks returns the parts of the night in order: registration, check-in, lobbies, rounds.
func (b *Board) Marks() []Mark {
	t := b.Tournament
	marks := []Mark{
		b.door("Registration", t.Registration, t.Times.RegistrationOpens, t.Times.RegistrationCloses),
		b.door("Check-in", t.CheckIn, t.Times.CheckInOpens, t.Times.CheckInCloses),
		{Title: "Lobbies", State: MarkLater, Text: t.Rules.First.Title()},
		{Title: "Rounds", State: MarkLater, Text: itoa(b.After()) + " of " + itoa(t.Rules.Rounds)},
	}
	lobbies, rounds := &marks[2], &marks[3]
	if t.Stage == Preparing && !t.Times.Starts.IsZero() {
		rounds.At, rounds.Verb = t.Times.Starts, "starts"
	}
	switch b.Phase {
	case PhaseSeating:
		lobbies.State = MarkNow
	case PhaseRounds:
		lobbies.State, rounds.State = MarkDone, MarkNow
		current, _ := b.Current()
		lobbies.Text = current.Seating.Title()
		if current.State == InPlay {
			rounds.Text = "round " + itoa(current.Number) + " of " + itoa(t.Rules.Rounds)
		}
	case PhaseFinished:
		lobbies.State, rounds.State = MarkDone, MarkDone
	}
	return marks
}

func (b *Board) door(title string, d Door, opens, closes time.Time) Mark {
	m := Mark{Title: title}
	switch d {
	case Open:
		m.State, m.Text, m.At, m.Verb = MarkNow, "open", closes, "closes"
	case Shut:
		m.State, m.Text = MarkDone, "closed"
	default:
		m.State, m.Text, m.At, m.Verb = MarkLater, "not open yet", opens, "opens"
		if opens.IsZero() {
			m.Text = "by hand"
		}
		if b.Phase == PhaseSeating || b.Phase == PhaseRounds || b.Tournament.Stage.Over() {
			m.State, m.Text, m.At = MarkDone, "not held", time.Time{}
		}
	}
	if m.At.IsZero() {
		m.Verb = ""
	}
	return m
}

func sortByPlace(seats []SeatReading) {
	slices.SortStableFunc(seats, func(a, b SeatReading) int { return tiebreak.ZeroLast(a.Place, b.Place) })
}
