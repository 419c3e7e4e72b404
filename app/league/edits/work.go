package edits

import (
	"context"
	"errors"
	"fmt"
	"time"

	"matchday/app/mirror"
	"matchday/app/tournament"
	"matchday/store"
)

// Work is what came of a reading of the Sheet.
type Work struct {
	Edits     int            // taken into the league
	Refused   int            // put back with a note
	Conflicts int            // found anew
	Waiting   int            // typed places of lobbies that are not complete
	Batches   []mirror.Batch // to be written into the Sheet; what they hold is remembered
	Mark      Mark           // what the Sheet shows once the batches have arrived
}

// Mark is a point in the log of what a Sheet shows.
type Mark struct{ tournament, mirror int64 }

// Mark returns the newest point. A Sheet that was brought to it has nothing left to show. It reads memory only.
func (b *Book) Mark(id int64) Mark {
	return Mark{b.store.Head(tournament.Topic(id)), b.store.Head(Topic(id))}
}

// Since returns when the first thing happened that a Sheet at a mark does not show, the zero time for nothing.
func (b *Book) Since(ctx context.Context, id int64, m Mark) (time.Time, error) {
	var first time.Time
	err := b.view(ctx, func(tx store.Tx) error {
		first = time.Time{}
		for topic, seq := range map[string]int64{tournament.Topic(id): m.tournament, Topic(id): m.mirror} {
			later, err := tx.EventsOf(topic, 0, 200)
			if err != nil {
				return fmt.Errorf("events of %s: %w", topic, err)
			}
			for _, e := range later {
				if e.Seq > seq && (first.IsZero() || e.At.Before(first)) {
					first = e.At
				}
			}
		}
		return nil
	})
	return first, err
}

// Cells returns how many cells the batches write.
func (w Work) Cells() int {
	n := 0
	for _, b := range w.Batches {
		n += len(b.Cells)
	}
	return n
}

// Work takes what staff typed into the league and returns what has to be written into the Sheet. Calling it again with
// the same reading does nothing twice.
func (b *Book) Work(ctx context.Context, m Mirror, tabs []Tab) (Work, error) {
	w := Work{Mark: b.Mark(m.Tournament)}
	outcomes, err := b.compare(ctx, m, tabs)
	if err != nil {
		return w, err
	}
	busy := false
	for i := range tabs {
		did, err := b.take(ctx, m, tabs[i], outcomes[i], &w)
		if err != nil {
			return w, err
		}
		busy = busy || did
	}
	if busy {
		w.Mark = b.Mark(m.Tournament)
		if outcomes, err = b.compare(ctx, m, tabs); err != nil {
			return w, err
		}
	}
	w.Batches, err = b.outgoing(ctx, m, tabs, outcomes)
	return w, err
}

// compare compares every tab as things are now.
func (b *Book) compare(ctx context.Context, m Mirror, tabs []Tab) ([]mirror.Outcome, error) {
	board, err := b.league.Board(ctx, m.Tournament)
	if err != nil {
		return nil, err
	}
	var out []mirror.Outcome
	err = b.view(ctx, func(tx store.Tx) error {
		out = nil
		for _, t := range tabs {
			rows, err := tx.MirrorRowsOf(m.Tournament, t.Kind)
			if err != nil {
				return fmt.Errorf("rows of mirror %d: %w", m.Tournament, err)
			}
			out = append(out, t.Compare(t.Reading, rows, t.Ours(board, m.Plan.Link)))
		}
		return nil
	})
	return out, err
}

// take carries out what staff typed in one tab. did is whether anything was changed by it.
func (b *Book) take(ctx context.Context, m Mirror, t Tab, out mirror.Outcome, w *Work) (did bool, err error) {
	edits := out.Edits
	if t.Kind == mirror.Lobbies {
		if edits, did, err = b.places(ctx, m, t, out.Edits, w); err != nil {
			return did, err
		}
	}
	for _, e := range edits {
		if err := b.edit(ctx, m, t, e, w); err != nil {
			return did, err
		}
	}
	for _, e := range out.Refused {
		why := "This column is Matchday's: what is typed here is put back."
		if e.Field == mirror.Discord {
			why = "The name comes from Discord and is changed there. Matchday put it back."
		}
		if err := b.putBack(ctx, m, t, e, why, w); err != nil {
			return did, err
		}
	}
	for _, e := range out.Clashes {
		if err := b.clash(ctx, m, t, e, w); err != nil {
			return did, err
		}
	}
	entered, err := b.enterAll(ctx, m, t, out.New, w)
	if err != nil {
		return did, err
	}
	if err := b.reconcile(ctx, m, t, out, entered, w); err != nil {
		return did, err
	}
	return did || len(edits)+len(out.Refused)+len(out.Clashes)+len(entered)+len(out.Gone) > 0, nil
}

// outgoing returns what has to be written, having kept what was learned and what is on its way.
func (b *Book) outgoing(ctx context.Context, m Mirror, tabs []Tab, outcomes []mirror.Outcome) ([]mirror.Batch, error) {
	quiet := true
	for _, o := range outcomes {
		quiet = quiet && len(o.Learned)+len(o.Writes)+len(o.Keys)+len(o.Missing) == 0
	}
	if quiet {
		return nil, nil
	}
	board, err := b.league.Board(ctx, m.Tournament)
	if err != nil {
		return nil, err
	}
	var batches []mirror.Batch
	err = b.update(ctx, func(tx store.Tx) error {
		batches = nil
		if now, err := tx.Mirror(m.Tournament); errors.Is(err, store.ErrNotFound) || err == nil && now.Version != m.Version {
			return nil // staff changed it in the meantime: the next reading is made by the new plan
		} else if err != nil {
			return fmt.Errorf("mirror: %w", err)
		}
		for _, t := range tabs {
			batch, err := prepare(tx, m, t, board)
			if err != nil {
				return err
			}
			if !batch.Empty() {
				batches = append(batches, batch)
			}
		}
		return nil
	})
	return batches, err
}

// prepare compares a tab inside the transaction that keeps what comes of it.
func prepare(tx store.Tx, m Mirror, t Tab, board *tournament.Board) (mirror.Batch, error) {
	rows, err := tx.MirrorRowsOf(m.Tournament, t.Kind)
	if err != nil {
		return mirror.Batch{}, fmt.Errorf("rows of mirror %d: %w", m.Tournament, err)
	}
	out := t.Compare(t.Reading, rows, t.Ours(board, m.Plan.Link))
	batch := out.Batch(t.Reading, rows)
	keep := map[string]mirror.Row{}
	for key, row := range out.Learned {
		keep[key] = row
	}
	for _, row := range batch.Sending() {
		keep[row.Key] = row
	}
	for _, row := range keep {
		if err := tx.PutMirrorRow(m.Tournament, t.Kind, row); err != nil {
			return batch, fmt.Errorf("keep row: %w", err)
		}
	}
	return batch, nil
}

// Landed keeps that batches have arrived in the Sheet.
func (b *Book) Landed(ctx context.Context, m Mirror, batches []mirror.Batch) error {
	return b.update(ctx, func(tx store.Tx) error {
		now, err := tx.Mirror(m.Tournament)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("mirror: %w", err)
		}
		for _, batch := range batches {
			rows, err := tx.MirrorRowsOf(m.Tournament, batch.Tab.Kind)
			if err != nil {
				return fmt.Errorf("rows of mirror %d: %w", m.Tournament, err)
			}
			for _, row := range batch.Landed(rows) {
				if err := tx.PutMirrorRow(m.Tournament, batch.Tab.Kind, row); err != nil {
					return fmt.Errorf("keep row: %w", err)
				}
			}
		}
		now.Pushed = b.league.Now()
		return tx.PutMirror(now)
	})
}
