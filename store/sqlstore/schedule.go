package sqlstore

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"matchday/store"
	"matchday/store/sqlstore/query"
)

// LastStep implements store.Steps.
func (tx *Tx) LastStep(tournamentID int64) (store.Step, error) {
	row, err := one(tx, (*query.Queries).LastStep, tournamentID, same)
	if err != nil {
		return store.Step{}, err
	}
	s := store.Step{ID: row.ID, Tournament: row.Tournament, Seq: row.Seq, At: at(row.At), Actor: row.Actor, Name: row.Name, Title: row.Title, Undone: row.Undone}
	if err := json.Unmarshal([]byte(row.Change), &s.Change); err != nil {
		return s, tx.outcome(fmt.Errorf("change of step %d: %w", row.ID, err))
	}
	return s, nil
}

// AddStep implements store.Steps.
func (tx *Tx) AddStep(s store.Step) (store.Step, error) {
	change, err := json.Marshal(s.Change)
	if err != nil {
		return s, tx.outcome(fmt.Errorf("change of a step: %w", err))
	}
	s.At = at(ms(s.At))
	s.ID, err = add(tx, (*query.Queries).AddStep, query.AddStepParams{Tournament: s.Tournament, Seq: s.Seq, At: ms(s.At), Actor: s.Actor,
		Name: s.Name, Title: s.Title, Change: string(change), Undone: s.Undone})
	return s, err
}

// UndoStep implements store.Steps.
func (tx *Tx) UndoStep(id int64) error {
	return replace(tx, (*query.Queries).UndoStep, id)
}

func timer(row query.Timer) store.Timer {
	return store.Timer{Tournament: row.Tournament, Kind: row.Kind, Due: at(row.Due), Done: at(row.Done), Outcome: row.Outcome}
}

// byDue orders timers that are due at the same time, too.
func byDue(timers []store.Timer, err error) ([]store.Timer, error) {
	slices.SortFunc(timers, func(a, b store.Timer) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Tournament, b.Tournament), cmp.Compare(a.Kind, b.Kind))
	})
	return timers, err
}

// TimersOf implements store.Timers.
func (tx *Tx) TimersOf(tournamentID int64) ([]store.Timer, error) {
	return byDue(list(tx, (*query.Queries).TimersOf, tournamentID, timer))
}

// TimersDue implements store.Timers.
func (tx *Tx) TimersDue(t time.Time) ([]store.Timer, error) {
	return byDue(list(tx, (*query.Queries).TimersDue, ms(t), timer))
}

// NextTimer implements store.Timers.
func (tx *Tx) NextTimer() (store.Timer, error) {
	return one(tx, func(q *query.Queries, ctx context.Context, _ struct{}) (query.Timer, error) { return q.NextTimer(ctx) }, struct{}{}, timer)
}

// PutTimer implements store.Timers.
func (tx *Tx) PutTimer(t store.Timer) error {
	return run(tx, (*query.Queries).PutTimer, query.PutTimerParams{Tournament: t.Tournament, Kind: t.Kind, Due: ms(t.Due), Done: ms(t.Done), Outcome: t.Outcome})
}

// DropTimer implements store.Timers.
func (tx *Tx) DropTimer(tournamentID int64, kind string) error {
	return run(tx, (*query.Queries).DropTimer, query.DropTimerParams{Tournament: tournamentID, Kind: kind})
}
