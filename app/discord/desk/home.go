package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"matchday/app/discord/ask"
	"matchday/app/discord/say"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
)

// home is the first screen: where the night stands, what it waits for, and the way to everything else.
func (d desk) home() ask.Feature {
	open := func(ctx context.Context, a *ask.Ask) (ask.Answer, error) {
		id, err := a.Arg(0)
		if err != nil {
			return ask.Answer{}, err
		}
		return d.show(ctx, a, id, "", d.homeScreen)
	}
	return ask.Feature{Presses: map[string]ask.Action{"admin": d.replies(open), "desk": d.on(open)}}
}

// Staff is what the home screen needs besides the board.
type Staff struct {
	Last    string // the step that can be taken back, empty for none
	LastID  int64
	Notices []league.Notice
	Venue   league.Venue
	Sheet   string // how its Sheet fares; empty when it has none
}

func (d desk) homeScreen(ctx context.Context, a *ask.Ask, b *tournament.Board, note string) (say.Message, error) {
	s := Staff{}
	last, ok, err := d.league.LastStep(ctx, a.Who, b.Tournament.ID)
	if err != nil {
		return say.Message{}, err
	}
	if ok {
		s.Last, s.LastID = last.Title, last.ID
	}
	if s.Venue, err = d.league.Venue(ctx, b.Tournament.ID); err != nil {
		return say.Message{}, err
	}
	if d.o.Sheet != nil {
		if s.Sheet, err = d.o.Sheet(ctx, b.Tournament.ID); err != nil {
			return say.Message{}, err
		}
	}
	all, err := d.league.Notices(ctx, a.Who)
	if err != nil {
		return say.Message{}, err
	}
	for _, n := range all {
		if n.Tournament == 0 || n.Tournament == b.Tournament.ID {
			s.Notices = append(s.Notices, n)
		}
	}
	return Home(b, a.Who, s, note), nil
}

// Home renders the home screen for somebody, with the steps that they may take.
func Home(b *tournament.Board, who person.Actor, s Staff, note string) say.Message {
	t := b.Tournament
	parts := titled(b, note, phase(b))
	parts = append(parts, say.Parts(say.Text(state(b)), say.Text(needs(s)))...)
	var steps []say.Component
	for _, o := range b.Offers() {
		if who.May(o.Act) != nil {
			continue
		}
		style := say.Plain
		switch {
		case o.Main:
			style = say.Main
		case o.Step == tournament.StepCancel:
			style = say.Danger
		}
		steps = append(steps, say.Button(style, o.Label, say.ID("step", t.ID, t.Version, string(o.Step))))
	}
	results := say.Plain
	if r, ok := b.Current(); ok && r.State == tournament.InPlay {
		results = say.Main
	}
	ways := []say.Component{
		say.Button(say.Plain, "Players", say.ID("entries", t.ID, "all", 1)),
		say.Button(say.Plain, "Add somebody…", say.ID("add", t.ID)).If(t.Stage == tournament.Preparing && who.May(person.ActForOthers) == nil),
		say.Button(results, "Lobbies and results", say.ID("lobbies", t.ID)).If(len(b.Rounds) > 0),
		say.Button(say.Plain, "Plan", say.ID("plan", t.ID)),
		say.Button(say.Plain, "Channel and roles", say.ID("venue", t.ID)),
	}
	last := []say.Component{say.Button(say.Plain, "Refresh", say.ID("desk", t.ID))}
	if s.Last != "" {
		last = append([]say.Component{say.Button(say.Plain, "Undo: "+s.Last+"…", say.ID("undo", t.ID, s.LastID)).If(who.May(person.UndoSteps) == nil)}, last...)
	}
	return say.Show(parts, say.Rows(steps...), say.Line(), say.Row(ways...), say.Row(last...))
}

func phase(b *tournament.Board) string {
	switch b.Phase {
	case tournament.PhaseDraft:
		return "not open yet"
	case tournament.PhaseRegistration:
		return "registration"
	case tournament.PhaseBetween:
		return "registration closed"
	case tournament.PhaseCheckIn:
		return "check-in"
	case tournament.PhaseSeating:
		return "lobbies"
	case tournament.PhaseRounds:
		return fmt.Sprintf("round %d of %d", b.Tournament.Round, b.Tournament.Rules.Rounds)
	}
	return string(b.Phase)
}

// state says how the night stands, for somebody who runs it.
func state(b *tournament.Board) string {
	t := b.Tournament
	switch t.Stage {
	case tournament.Finished:
		return "It is finished."
	case tournament.Cancelled:
		return "It was cancelled."
	case tournament.Playing:
		return round(b)
	}
	lines := []string{say.Registration(t), say.Seats(b), say.CheckIn(t)}
	if t.CheckIn != tournament.Pending {
		lines = append(lines, say.Present(b.Counts))
	}
	if n := b.Counts.Waiting; n > 0 {
		lines = append(lines, fmt.Sprintf("**%d** on the waitlist, %d of them here", n, b.Counts.WaitingReady))
	}
	if !t.Times.Starts.IsZero() {
		lines = append(lines, "Round 1 is planned for "+say.Short(t.Times.Starts)+" ("+say.FromNow(t.Times.Starts)+").")
	}
	if _, ok := b.Current(); ok {
		lines = append(lines, round(b))
	}
	return strings.Join(lines, "\n")
}

func round(b *tournament.Board) string {
	r, ok := b.Current()
	if !ok {
		return "No round has begun."
	}
	switch r.State {
	case tournament.Drawn:
		return fmt.Sprintf("Round %d is drawn (%s): %s. Players see it when it starts.", r.Number, r.Seating.Title(), tournament.Count(len(r.Lobbies), "lobby", "lobbies"))
	case tournament.InPlay:
		var missing []string
		for _, l := range r.Lobbies {
			if !l.Done() {
				missing = append(missing, l.Name)
			}
		}
		return fmt.Sprintf("Round %d is being played. No result yet from %s.", r.Number, lobbiesNamed(missing))
	}
	return fmt.Sprintf("Round %d is over, all results are in.", r.Number)
}

func lobbiesNamed(names []string) string {
	if len(names) == 1 {
		return "lobby " + names[0]
	}
	return "lobbies " + say.Names(names)
}

// needs lists what waits for staff, the latest first.
func needs(s Staff) string {
	var lines []string
	if s.Venue.Channel == "" {
		lines = append(lines, "It has no channel yet: choose one under **Channel and roles**, and players get their panel there.")
	}
	if s.Sheet != "" {
		lines = append(lines, say.Esc(s.Sheet))
	}
	for _, n := range s.Notices {
		lines = append(lines, "⚠ "+say.Esc(n.Text))
	}
	if len(lines) == 0 {
		return ""
	}
	return say.Fit(1200, 5, lines, func(left int) string { return "-# and " + strconv.Itoa(left) + " more: /league notices" })
}
