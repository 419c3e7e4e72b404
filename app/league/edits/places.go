package edits

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/mirror"
	"matchday/store"
)

// places takes the results that were typed in the tab of lobbies, lobby by lobby. It returns the edits that are none.
func (b *Book) places(ctx context.Context, m Mirror, t Tab, all []mirror.Edit, w *Work) (rest []mirror.Edit, did bool, err error) {
	var typed []mirror.Edit
	for _, e := range all {
		if e.Field.Round() > 0 {
			typed = append(typed, e)
		} else {
			rest = append(rest, e)
		}
	}
	if len(typed) == 0 {
		return rest, false, nil
	}
	board, err := b.league.Board(ctx, m.Tournament)
	if err != nil {
		return rest, false, err
	}
	attempts, lost := mirror.Results(board, typed)
	for _, e := range typed {
		if why, ok := lost[e]; ok {
			did = true
			if err := b.putBack(ctx, m, t, e, why, w); err != nil {
				return rest, did, err
			}
		}
	}
	for _, a := range attempts {
		took, err := b.attempt(ctx, m, t, a, w)
		if err != nil {
			return rest, did, err
		}
		did = did || took
	}
	return rest, did, nil
}

// attempt records the result of a complete lobby. One that is not complete waits as it stands, with notes on what is wrong.
func (b *Book) attempt(ctx context.Context, m Mirror, t Tab, a mirror.Attempt, w *Work) (did bool, err error) {
	if a.Result == nil {
		w.Waiting += len(a.Edits)
		return b.wait(ctx, m, t, a, a.Wrong)
	}
	err = b.league.AtDesk(ctx, func(d league.Desk) error {
		of, err := d.Tx.Tournament(m.Tournament)
		if err != nil {
			return fmt.Errorf("tournament: %w", err)
		}
		what := fmt.Sprintf("%v %v", a.Result.Order, a.Result.Absent)
		who := sheet(m, of, cause(m, fmt.Sprintf("t%dl%d", m.Tournament, a.Lobby), "places", a.Version, what))
		if err := d.RecordResult(who, m.Tournament, *a.Result); err != nil {
			return err
		}
		for _, e := range a.Edits {
			row, mem, err := cellOf(d.Tx, m, t.Kind, e)
			if err != nil {
				return err
			}
			row.Cells[e.Field] = mem.Taken(e.Theirs)
			if err := d.Tx.PutMirrorRow(m.Tournament, t.Kind, row); err != nil {
				return fmt.Errorf("keep row: %w", err)
			}
		}
		return nil
	})
	switch f := (*fault.Fault)(nil); {
	case err == nil:
		w.Edits += len(a.Edits)
		return true, nil
	case errors.Is(err, errMoved), fault.Is(err, fault.Stale):
		return false, nil
	case errors.As(err, &f) && f.Code != fault.Internal:
		w.Waiting += len(a.Edits)
		wrong := map[mirror.Edit]string{}
		for _, e := range a.Edits {
			wrong[e] = fault.Sentence(err)
		}
		return b.wait(ctx, m, t, a, wrong)
	}
	return false, err
}

// wait hangs notes on typed places and takes away those that no longer hold.
func (b *Book) wait(ctx context.Context, m Mirror, t Tab, a mirror.Attempt, wrong map[mirror.Edit]string) (did bool, err error) {
	err = b.update(ctx, func(tx store.Tx) error {
		did = false
		for _, e := range a.Edits {
			row, mem, err := cellOf(tx, m, t.Kind, e)
			if errors.Is(err, errMoved) {
				continue
			}
			if err != nil {
				return err
			}
			note := wrong[e]
			if mem.Say == note || note == "" && !mem.Waits {
				continue
			}
			row.Cells[e.Field] = mem.Waiting(note)
			did = true
			if err := tx.PutMirrorRow(m.Tournament, t.Kind, row); err != nil {
				return fmt.Errorf("keep row: %w", err)
			}
		}
		return nil
	})
	return did, err
}

// waiting returns how many typed places wait for others of their lobby.
func waiting(attempts []mirror.Attempt) int {
	n := 0
	for _, a := range attempts {
		if a.Result == nil {
			n += len(a.Edits)
		}
	}
	return n
}

// unplaced returns the edits that are no typed places.
func unplaced(all []mirror.Edit) []mirror.Edit {
	return slices.DeleteFunc(slices.Clone(all), func(e mirror.Edit) bool { return e.Field.Round() > 0 })
}
