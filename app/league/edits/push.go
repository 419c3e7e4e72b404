package edits

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"

	"matchday/app/mirror"
	"matchday/store"
)

// Unsettled returns the write into a Sheet of which not everything is known, an empty one when there is none.
func (b *Book) Unsettled(ctx context.Context, m Mirror) (p mirror.Push, err error) {
	err = b.view(ctx, func(tx store.Tx) error {
		if p, err = tx.MirrorPush(m.Tournament); errors.Is(err, store.ErrNotFound) {
			return nil
		}
		return err
	})
	return p, err
}

// Receipt is what is known of a push that has arrived, or not.
type Receipt struct {
	Next      mirror.Push // has to be written now; empty when everything is settled
	Cells     int         // that arrived
	NewRows   int
	Conflicts int // found anew
}

// Settle keeps what came of a push that has arrived. copies is what the Shadow holds of it, below its first row: where
// somebody was faster than the write, Next puts back what they typed, and it is Next that is unsettled from then on. tabs
// are given when time has passed since the write, as they are now: then Next follows the rows to where they stand, and
// what cannot be put back becomes a question for staff. Without them a Rest of Next waits for the next reading.
func (b *Book) Settle(ctx context.Context, m Mirror, p mirror.Push, copies [][]any, tabs []Tab) (Receipt, error) {
	var s Receipt
	var landed, mends []mirror.Batch
	rest := p.Rest
	for i, part := range p.Parts(copies) {
		good, astray, mend := p.Batches[i].Check(part)
		mends = append(mends, mend)
		s.Cells += len(good.Cells)
		s.NewRows += good.Added()
		if p.Mends { // what is put back is theirs: not to be remembered, and not to be dropped
			rest = append(rest, astray)
		} else {
			landed = append(landed, good)
		}
	}
	return s, b.receive(ctx, m, &s, landed, mends, rest, tabs)
}

// Lapsed keeps that a push has not arrived. tabs are as they are now: what was to be put back still has to be.
func (b *Book) Lapsed(ctx context.Context, m Mirror, p mirror.Push, tabs []Tab) (Receipt, error) {
	var s Receipt
	mends := p.Rest
	if p.Mends {
		mends = slices.Concat(p.Batches, p.Rest)
	}
	return s, b.receive(ctx, m, &s, nil, nil, mends, tabs)
}

func (b *Book) receive(ctx context.Context, m Mirror, s *Receipt, landed, mends, rest []mirror.Batch, tabs []Tab) (err error) {
	mends, rest = slices.DeleteFunc(mends, mirror.Batch.Empty), slices.DeleteFunc(slices.Clone(rest), mirror.Batch.Empty)
	switch {
	case tabs == nil:
	case len(mends) > 0:
		mends, err = b.found(ctx, m, mends, tabs, s)
	default:
		mends, err = b.found(ctx, m, rest, tabs, s)
		rest = nil
	}
	if err != nil {
		return err
	}
	if len(mends)+len(rest) > 0 {
		s.Next = mirror.Push{ID: rand.Text(), Mends: true, Batches: mends, Rest: rest}
	}
	return b.update(ctx, func(tx store.Tx) error {
		now, err := tx.Mirror(m.Tournament)
		if errors.Is(err, store.ErrNotFound) {
			return nil // disconnected in the meantime
		}
		if err != nil {
			return fmt.Errorf("mirror: %w", err)
		}
		if err := keepLanded(tx, m, landed); err != nil {
			return err
		}
		if len(landed) > 0 {
			now.Pushed = b.league.Now()
			if err := tx.PutMirror(now); err != nil {
				return fmt.Errorf("keep mirror: %w", err)
			}
		}
		if s.Next.Empty() {
			return tx.DropMirrorPush(m.Tournament)
		}
		return tx.PutMirrorPush(m.Tournament, s.Next)
	})
}

func keepLanded(tx store.Tx, m Mirror, landed []mirror.Batch) error {
	for _, batch := range landed {
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
	return nil
}

// found follows what is to be put back to where it belongs now. What cannot be put back is kept as a question.
func (b *Book) found(ctx context.Context, m Mirror, mends []mirror.Batch, tabs []Tab, s *Receipt) ([]mirror.Batch, error) {
	var now []mirror.Batch
	var w Work
	for _, mend := range mends {
		i := slices.IndexFunc(tabs, func(t Tab) bool { return t.Kind == mend.Tab.Kind })
		if i < 0 {
			continue // the tab is mirrored no more
		}
		batch, late := mend.Found(tabs[i].Tab, tabs[i].Reading)
		if !batch.Empty() {
			now = append(now, batch)
		}
		for _, e := range late {
			if err := b.late(ctx, m, tabs[i], e, &w); err != nil {
				return nil, err
			}
		}
	}
	s.Conflicts += w.Conflicts
	return now, nil
}

// late makes a question of what somebody typed when it was written over and something else stands there by now.
func (b *Book) late(ctx context.Context, m Mirror, t Tab, e mirror.Edit, w *Work) error {
	typed := false
	err := b.view(ctx, func(tx store.Tx) error {
		row, err := rowOf(tx, m.Tournament, t.Kind, e.Key)
		typed = row.Typed(&e)
		return err
	})
	if err != nil || !typed {
		return err
	}
	return b.clash(ctx, m, t, e, w)
}
