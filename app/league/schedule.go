package league

import (
	"context"
	"errors"
	"fmt"
	"time"

	"matchday/app/league/find"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// remindBefore is how long before check-in closes those who are missing are reminded.
const remindBefore = 15 * time.Minute

// grace is how late a scheduled step may be and still count as on time; beyond it Matchday was away.
const grace = 2 * time.Minute

// outcomes of a timer.
const (
	fired     = "fired"
	missed    = "missed"    // due while Matchday was away, and no longer right to do
	cancelled = "cancelled" // staff did it, or the opposite, by hand
)

// Each door has two timers. Doing either by hand settles what was planned for it, so that a schedule never reverses what
// a person has decided; opening by hand arms the closing time again if that is still to come.

// syncTimers brings a tournament's schedule in line with a step that was just taken.
func (l *League) syncTimers(tx store.Tx, before, after tournament.Tournament, at time.Time) error {
	timers, err := tx.TimersOf(after.ID)
	if err != nil {
		return fmt.Errorf("timers of tournament %d: %w", after.ID, err)
	}
	have := map[string]store.Timer{}
	for _, t := range timers {
		have[t.Kind] = t
	}
	for kind, due := range wanted(after) {
		was, exists := have[kind]
		planned := exists && was.Due.Equal(due)
		switch {
		case planned && was.Done.IsZero(), planned && !reopened(before, after, kind):
			delete(have, kind) // it waits, or it has had its turn
		case due.After(at):
			if err := tx.PutTimer(store.Timer{Tournament: after.ID, Kind: kind, Due: due}); err != nil {
				return fmt.Errorf("arm %s: %w", kind, err)
			}
			delete(have, kind)
		}
	}
	for _, t := range have {
		if !t.Done.IsZero() {
			continue
		}
		t.Done, t.Outcome = at, cancelled
		if err := tx.PutTimer(t); err != nil {
			return fmt.Errorf("settle %s: %w", t.Kind, err)
		}
	}
	return nil
}

// wanted returns what the plan has still to do by the clock, by kind.
func wanted(t tournament.Tournament) map[string]time.Time {
	want := map[string]time.Time{}
	plan := func(open bool, kind tournament.Step, due time.Time) {
		if open && t.Stage == tournament.Preparing && !due.IsZero() {
			want[string(kind)] = due
		}
	}
	closes := t.Times.CheckInCloses
	plan(t.Registration == tournament.Pending, tournament.StepOpenRegistration, t.Times.RegistrationOpens)
	plan(t.Registration != tournament.Shut, tournament.StepCloseRegistration, t.Times.RegistrationCloses)
	plan(t.CheckIn == tournament.Pending, tournament.StepOpenCheckIn, t.Times.CheckInOpens)
	plan(t.CheckIn != tournament.Shut, tournament.StepCloseCheckIn, closes)
	plan(t.CheckIn != tournament.Shut && !closes.IsZero(), tournament.StepRemind, closes.Add(-remindBefore))
	return want
}

// reopened reports whether a step has just opened the door that a closing timer belongs to.
func reopened(before, after tournament.Tournament, kind string) bool {
	switch tournament.Step(kind) {
	case tournament.StepCloseRegistration:
		return before.Registration != tournament.Open && after.Registration == tournament.Open
	case tournament.StepCloseCheckIn, tournament.StepRemind:
		return before.CheckIn != tournament.Open && after.CheckIn == tournament.Open
	}
	return false
}

// Timer is one entry of a schedule.
type Timer = store.Timer

// Timers returns the schedule of a tournament by due time, what has fired or was missed included.
func (l *League) Timers(ctx context.Context, who person.Actor, id int64) ([]Timer, error) {
	if err := who.May(person.SeeStaff); err != nil {
		return nil, err
	}
	var timers []store.Timer
	err := l.view(ctx, func(tx store.Tx) error {
		if _, err := l.tournament(tx, who, id); err != nil {
			return err
		}
		var err error
		timers, err = tx.TimersOf(id)
		return err
	})
	return timers, err
}

// Tick does what is due, as the clock, and returns when it should be called next; zero means that nothing waits. Each
// entry of a schedule fires at most once. What came due while Matchday was away ends in the state that the schedule
// would have led to: a door whose opening and closing have both passed is shut, and nobody is told that it opened.
// Check-in alone stays as it is then and staff are told, because closing it would drop people who could not check in.
func (l *League) Tick(ctx context.Context) (time.Time, error) {
	var due []store.Timer
	err := l.view(ctx, func(tx store.Tx) (err error) {
		due, err = tx.TimersDue(l.Now())
		return err
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("what is due: %w", err)
	}
	var errs []error
	for _, timer := range due {
		if err := l.fire(ctx, timer); err != nil {
			errs = append(errs, fmt.Errorf("%s of tournament %d: %w", timer.Kind, timer.Tournament, err))
		}
	}
	var next time.Time
	err = l.view(ctx, func(tx store.Tx) error {
		timer, err := find.Optional(tx.NextTimer())
		if timer != nil {
			next = timer.Due
		}
		return err
	})
	return next, errors.Join(append(errs, err)...)
}

// Nudged gets a value when the schedule has changed, so that whoever runs Tick looks again.
func (l *League) Nudged() <-chan struct{} { return l.nudge }

func (l *League) wakeClock() {
	select {
	case l.nudge <- struct{}{}:
	default:
	}
}

// fire settles one timer and does what it is for, in one transaction.
func (l *League) fire(ctx context.Context, timer store.Timer) error {
	return l.update(ctx, func(tx store.Tx) error {
		now, err := stillWaiting(tx, timer)
		if err != nil || now == nil {
			return err
		}
		t, err := tx.Tournament(timer.Tournament)
		if err != nil {
			return err
		}
		clock := person.Clock(t.League)
		before, err := l.night(tx, clock, t.ID)
		if err != nil {
			return err
		}
		return l.fireOn(tx, clock, before, *now)
	})
}

func (l *League) fireOn(tx store.Tx, clock person.Actor, before tournament.Night, timer store.Timer) error {
	at := l.Now()
	timer.Done, timer.Outcome = at, fired
	late := at.Sub(timer.Due) > grace
	s, ok := l.scheduled(clock, before, tournament.Step(timer.Kind), late)
	if !ok {
		timer.Outcome = missed
	}
	if err := tx.PutTimer(timer); err != nil {
		return fmt.Errorf("settle: %w", err)
	}
	if !ok {
		return l.noticeMissed(tx, before.Tournament, timer)
	}
	return l.carryOut(tx, s, before)
}

// scheduled returns the step that a timer stands for; ok is false when it is too late for it or nothing is left to do.
func (l *League) scheduled(clock person.Actor, n tournament.Night, kind tournament.Step, late bool) (step, bool) {
	type night = tournament.Night
	type said = []tournament.Happening
	t := n.Tournament
	s := step{who: clock, id: t.ID}
	switch kind {
	case tournament.StepOpenRegistration:
		s.rule = func(n night, _ time.Time) (night, said, error) { return n.OpenRegistration() }
		return s, t.Registration == tournament.Pending && !l.past(t.Times.RegistrationCloses)
	case tournament.StepCloseRegistration:
		s.rule = func(n night, _ time.Time) (night, said, error) { return n.ShutRegistration() }
		return s, t.Registration != tournament.Shut
	case tournament.StepOpenCheckIn:
		s.rule = func(n night, _ time.Time) (night, said, error) { return n.OpenCheckIn() }
		return s, t.CheckIn == tournament.Pending && !l.past(t.Times.CheckInCloses)
	case tournament.StepCloseCheckIn:
		s.rule = night.CloseCheckIn
		return s, t.CheckIn == tournament.Open && !late
	case tournament.StepRemind:
		s.rule = func(n night, _ time.Time) (night, said, error) { h, _ := n.Remind(); return n, h, nil }
		return s, t.CheckIn == tournament.Open && !late
	}
	return s, false
}

func (l *League) past(t time.Time) bool { return !t.IsZero() && !t.After(l.Now()) }

// noticeMissed tells staff what the schedule could not do, where that needs them.
func (l *League) noticeMissed(tx store.Tx, t tournament.Tournament, timer store.Timer) error {
	text := ""
	switch {
	case timer.Kind == string(tournament.StepCloseCheckIn) && t.CheckIn == tournament.Open:
		text = "Check-in of " + t.Name + " was due to close at " + t.Say(timer.Due) + ", while Matchday was away. It is still open, so that nobody is dropped who could not check in. Close it when everybody had their chance."
	case timer.Kind == string(tournament.StepCloseCheckIn) && t.CheckIn == tournament.Pending:
		text = "Check-in of " + t.Name + " was due to close at " + t.Say(timer.Due) + ", but was never open. Nobody was dropped. Open it by hand, or go on without it."
	}
	if text == "" {
		return nil
	}
	return raise(tx, store.Notice{League: t.League, Tournament: t.ID, Key: missedKey(t.ID, timer.Kind), Text: text, Since: l.Now()})
}

// stillWaiting reads a timer again in the transaction that will settle it; nil means that somebody settled it first.
func stillWaiting(tx store.Tx, timer store.Timer) (*store.Timer, error) {
	all, err := tx.TimersOf(timer.Tournament)
	if err != nil {
		return nil, err
	}
	for _, t := range all {
		if t.Kind == timer.Kind && t.Done.IsZero() && t.Due.Equal(timer.Due) {
			return &t, nil
		}
	}
	return nil, nil
}
