package edits

import (
	"context"
	"fmt"

	"matchday/app/mirror"
	"matchday/store"
)

// Unheard reports whether something was written into a Sheet of which nobody knows whether it arrived. Then Recover is to
// be called before Work, which takes for granted that what stands in the Sheet is all there was.
func (b *Book) Unheard(ctx context.Context, m Mirror) (bool, error) {
	unheard := false
	err := b.view(ctx, func(tx store.Tx) error {
		unheard = false
		for _, t := range m.Plan.Tabs {
			rows, err := tx.MirrorRowsOf(m.Tournament, t.Kind)
			if err != nil {
				return fmt.Errorf("rows of mirror %d: %w", m.Tournament, err)
			}
			for _, row := range rows {
				unheard = unheard || row.Unheard()
			}
		}
		return nil
	})
	return unheard, err
}

// Recover keeps what somebody typed in the moment in which such a write arrived, as questions for staff. copies are the
// rows of the mirror's Shadow. It returns how many there are.
func (b *Book) Recover(ctx context.Context, m Mirror, tabs []Tab, copies [][]any) (int, error) {
	var w Work
	for _, t := range tabs {
		var lost []mirror.Edit
		err := b.view(ctx, func(tx store.Tx) error {
			rows, err := tx.MirrorRowsOf(m.Tournament, t.Kind)
			if err != nil {
				return fmt.Errorf("rows of mirror %d: %w", m.Tournament, err)
			}
			lost = t.Overwritten(t.Reading, copies, rows)
			return nil
		})
		if err != nil {
			return w.Conflicts, err
		}
		for _, e := range lost {
			if err := b.clash(ctx, m, t, e, &w); err != nil {
				return w.Conflicts, err
			}
		}
	}
	return w.Conflicts, nil
}
