package edits

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"matchday/app/person"
	"matchday/store"
)

// restsAfter is how long a mirror is kept in step after its tournament is over.
const restsAfter = 24 * time.Hour

// Working returns the mirrors that are to be kept in step: not paused, of tournaments that are not over since long.
func (b *Book) Working(ctx context.Context) ([]Mirror, error) {
	var list []Mirror
	err := b.view(ctx, func(tx store.Tx) error {
		all, err := tx.MirrorsOf()
		list = nil
		for _, m := range all {
			t, terr := tx.Tournament(m.Tournament)
			err = errors.Join(err, terr)
			if m.State == On && (!t.Stage.Over() || b.league.Now().Sub(t.Finished) < restsAfter) {
				list = append(list, m)
			}
		}
		return err
	})
	return list, err
}

// Mirror returns the mirror of a tournament; ok is false when it has none.
func (b *Book) Mirror(ctx context.Context, id int64) (m Mirror, ok bool, err error) {
	err = b.view(ctx, func(tx store.Tx) error {
		m, err = tx.Mirror(id)
		ok = err == nil
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		return err
	})
	return m, ok, err
}

// Overview is what the page of a Sheet shows.
type Overview struct {
	Mirror  Mirror
	Open    []Conflict
	Decided []Conflict // the latest
	Runs    []Run      // the latest
}

// Overview returns the mirror of a tournament with its conflicts and its history.
func (b *Book) Overview(ctx context.Context, who person.Actor, id int64) (Overview, error) {
	if err := who.May(person.SeeStaff); err != nil {
		return Overview{}, err
	}
	var o Overview
	err := b.view(ctx, func(tx store.Tx) (err error) {
		if o.Mirror, _, err = mirrorOf(tx, who, id); err != nil {
			return err
		}
		if o.Open, err = tx.ConflictsOf(id); err != nil {
			return err
		}
		if o.Decided, err = tx.ConflictsDecided(id, 20); err != nil {
			return err
		}
		o.Runs, err = tx.MirrorRunsOf(id, 30)
		return err
	})
	return o, err
}

// Line tells staff in one line how the Sheet of a tournament fares, empty when it has none. trouble is what is known of
// Google at present.
func (b *Book) Line(ctx context.Context, id int64, trouble string) (string, error) {
	line := ""
	err := b.view(ctx, func(tx store.Tx) error {
		m, err := tx.Mirror(id)
		if errors.Is(err, store.ErrNotFound) {
			line = ""
			return nil
		}
		if err != nil {
			return err
		}
		open, err := tx.ConflictsOf(id)
		switch {
		case m.State == Paused:
			line = "Sheet: paused"
		case trouble != "":
			line = "Sheet: behind, Google is away"
		default:
			line = "Sheet: in step"
		}
		switch len(open) {
		case 0:
		case 1:
			line += "; 1 question on its page"
		default:
			line += fmt.Sprintf("; %d questions on its page", len(open))
		}
		return err
	})
	return line, err
}

// Questions returns how many questions about the Sheet of a tournament wait for staff; none when it has no Sheet.
func (b *Book) Questions(ctx context.Context, who person.Actor, id int64) (int, error) {
	if err := who.May(person.SeeStaff); err != nil {
		return 0, err
	}
	n := 0
	err := b.view(ctx, func(tx store.Tx) error {
		open, err := tx.ConflictsOf(id)
		n = len(open)
		return err
	})
	return n, err
}

// Need is a mirror that is paused or about which there is something to decide.
type Need struct {
	Tournament int64
	Name       string // of the tournament
	Paused     bool
	Open       int // questions
}

// Needy returns the mirrors of a league's tournaments that need somebody, latest tournament first. Those of tournaments
// that are over need nobody.
func (b *Book) Needy(ctx context.Context, who person.Actor) ([]Need, error) {
	if err := who.May(person.SeeStaff); err != nil {
		return nil, err
	}
	var list []Need
	err := b.view(ctx, func(tx store.Tx) error {
		list = nil
		all, err := tx.MirrorsOf()
		if err != nil {
			return fmt.Errorf("mirrors: %w", err)
		}
		for _, m := range all {
			t, err := tx.Tournament(m.Tournament)
			if err != nil {
				return fmt.Errorf("tournament %d: %w", m.Tournament, err)
			}
			if t.League != who.League || t.Stage.Over() {
				continue
			}
			open, err := tx.ConflictsOf(m.Tournament)
			if err != nil {
				return fmt.Errorf("conflicts of %d: %w", m.Tournament, err)
			}
			if m.State == Paused || len(open) > 0 {
				list = append(list, Need{Tournament: t.ID, Name: t.Name, Paused: m.State == Paused, Open: len(open)})
			}
		}
		slices.SortFunc(list, func(a, b Need) int { return cmp.Compare(b.Tournament, a.Tournament) })
		return nil
	})
	return list, err
}

// keptRuns is how many runs of a mirror its history holds.
const keptRuns = 500

// Ran keeps a run in the history.
func (b *Book) Ran(ctx context.Context, r Run) error {
	return b.update(ctx, func(tx store.Tx) error {
		if _, err := tx.Mirror(r.Tournament); err != nil {
			return nil //nolint:nilerr // disconnected in the meantime
		}
		_, err := tx.AddMirrorRun(r, keptRuns)
		return err
	})
}
