package edits

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"matchday/app/mirror"
	"matchday/app/tournament"
	"matchday/store"
)

// Work is what came of a reading of the Sheet.
type Work struct {
	Edits     int         // taken into the league
	Refused   int         // put back with a note
	Conflicts int         // found anew
	Waiting   int         // typed places of lobbies that are not complete
	Push      mirror.Push // to be written into the Sheet; it is remembered
	Mark      Mark        // what the Sheet shows once the push has arrived
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

// Cells returns how many cells the push writes.
func (w Work) Cells() int {
	n := 0
	for _, b := range w.Push.Batches {
		n += len(b.Cells)
	}
	return n
}

// Work takes what staff typed into the league and returns what has to be written into the Sheet. Calling it again with
// the same reading does nothing twice.
func (b *Book) Work(ctx context.Context, m Mirror, tabs []Tab) (Work, error) {
	w := Work{Mark: b.Mark(m.Tournament)}
	seen, err := b.compare(ctx, m, tabs)
	if err != nil {
		return w, err
	}
	busy := false
	for i := range tabs {
		did, err := b.take(ctx, m, tabs[i], seen.outcomes[i], &w)
		if err != nil {
			return w, err
		}
		busy = busy || did
	}
	if !busy && quiet(seen.outcomes) {
		return w, nil
	}
	w.Mark = b.Mark(m.Tournament)
	w.Push, err = b.outgoing(ctx, m, tabs, seen)
	return w, err
}

// comparison is what came of comparing the tabs, in their order, and what was remembered when that was done.
type comparison struct {
	outcomes []mirror.Outcome
	rows     []map[string]mirror.Row
	head     int64 // newest event of the mirror: whoever else changes rows says one
}

// compare compares every tab as things are now.
func (b *Book) compare(ctx context.Context, m Mirror, tabs []Tab) (comparison, error) {
	board, err := b.league.Board(ctx, m.Tournament)
	if err != nil {
		return comparison{}, err
	}
	var seen comparison
	err = b.view(ctx, func(tx store.Tx) (err error) {
		seen = comparison{}
		if seen.head, err = tx.HeadOf(Topic(m.Tournament)); err != nil {
			return fmt.Errorf("head of mirror %d: %w", m.Tournament, err)
		}
		for _, t := range tabs {
			rows, err := tx.MirrorRowsOf(m.Tournament, t.Kind)
			if err != nil {
				return fmt.Errorf("rows of mirror %d: %w", m.Tournament, err)
			}
			seen.rows = append(seen.rows, rows)
			seen.outcomes = append(seen.outcomes, t.Compare(t.Reading, rows, t.Ours(board, m.Plan.Link)))
		}
		return nil
	})
	return seen, err
}

// again returns what is remembered of the i-th tab now: what was seen, but for the rows that may have changed since.
func (s comparison) again(tx store.Tx, m Mirror, i int, kind mirror.Kind) (map[string]mirror.Row, error) {
	head, err := tx.HeadOf(Topic(m.Tournament))
	if err != nil {
		return nil, fmt.Errorf("head of mirror %d: %w", m.Tournament, err)
	}
	if head != s.head {
		return tx.MirrorRowsOf(m.Tournament, kind)
	}
	rows, o := maps.Clone(s.rows[i]), s.outcomes[i]
	touched := slices.Clone(o.Gone)
	for _, e := range slices.Concat(o.Edits, o.Refused, o.Clashes) {
		touched = append(touched, e.Key)
	}
	for _, key := range touched {
		row, err := tx.MirrorRow(m.Tournament, kind, key)
		switch {
		case errors.Is(err, store.ErrNotFound):
			delete(rows, key)
		case err != nil:
			return nil, fmt.Errorf("row of mirror %d: %w", m.Tournament, err)
		default:
			rows[key] = row
		}
	}
	return rows, nil
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

// quiet reports whether there is nothing to learn and nothing to write.
func quiet(outcomes []mirror.Outcome) bool {
	return !slices.ContainsFunc(outcomes, func(o mirror.Outcome) bool { return len(o.Learned)+len(o.Writes)+len(o.Keys)+len(o.Missing) > 0 })
}

// outgoing returns what has to be written, having kept what was learned and what is on its way.
func (b *Book) outgoing(ctx context.Context, m Mirror, tabs []Tab, seen comparison) (mirror.Push, error) {
	board, err := b.league.Board(ctx, m.Tournament)
	if err != nil {
		return mirror.Push{}, err
	}
	push := mirror.Push{ID: rand.Text()}
	err = b.update(ctx, func(tx store.Tx) error {
		push.Batches = nil
		if now, err := tx.Mirror(m.Tournament); errors.Is(err, store.ErrNotFound) || err == nil && now.Version != m.Version {
			return nil // staff changed it in the meantime: the next reading is made by the new plan
		} else if err != nil {
			return fmt.Errorf("mirror: %w", err)
		}
		for i, t := range tabs {
			rows, err := seen.again(tx, m, i, t.Kind)
			if err != nil {
				return err
			}
			batch, err := prepare(tx, m, t, rows, board)
			if err != nil {
				return err
			}
			if !batch.Empty() {
				push.Batches = append(push.Batches, batch)
			}
		}
		if push.Empty() {
			return nil
		}
		return tx.PutMirrorPush(m.Tournament, push)
	})
	return push, err
}

// prepare compares a tab inside the transaction that keeps what comes of it.
func prepare(tx store.Tx, m Mirror, t Tab, rows map[string]mirror.Row, board *tournament.Board) (mirror.Batch, error) {
	out := t.Compare(t.Reading, rows, t.Ours(board, m.Plan.Link))
	batch, coming := out.Batch(t.Reading, rows)
	keep := map[string]mirror.Row{}
	for key, row := range out.Learned {
		keep[key] = row
	}
	for _, row := range coming {
		keep[row.Key] = row
	}
	for _, row := range keep {
		if err := tx.PutMirrorRow(m.Tournament, t.Kind, row); err != nil {
			return batch, fmt.Errorf("keep row: %w", err)
		}
	}
	return batch, nil
}
