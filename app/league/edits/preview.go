package edits

import (
	"context"
	"errors"
	"fmt"

	"matchday/app/fault"
	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/store"
)

// Preview is what the next sync of one tab would do.
type Preview struct {
	Tab       mirror.Tab
	Edits     []mirror.Edit      // would go into the league
	Refused   []mirror.Edit      // would be put back
	Clashes   []mirror.Edit      // would become conflicts
	Waiting   int                // typed places that wait for others of their lobby
	Writes    []mirror.CellWrite // would be written over what stands there
	New       []mirror.Stranger  // rows that would be asked about, or entered
	Doubts    []mirror.Stranger
	Copies    []mirror.Stranger
	Gone      []string        // people whose row would be asked about
	Missing   []mirror.OurRow // rows that would be added
	Known     int             // rows that are found
	Names     map[string]string
	Recovered int // keys that would be put right
}

// Quiet reports whether nothing would happen.
func (p Preview) Quiet() bool {
	return len(p.Edits)+len(p.Refused)+len(p.Clashes)+p.Waiting+len(p.Writes)+len(p.New)+len(p.Doubts)+len(p.Copies)+len(p.Gone)+len(p.Missing)+p.Recovered == 0
}

// Preview says what the next sync would do, without doing it. A plan that is not connected yet can be tried: rows are
// then found by their names, as they will be the first time.
func (b *Book) Preview(ctx context.Context, who person.Actor, id int64, plan mirror.Plan, tabs []Tab) ([]Preview, error) {
	if err := who.May(person.SeeStaff); err != nil {
		return nil, err
	}
	board, err := b.league.BoardFor(ctx, who, id)
	if err != nil {
		return nil, err
	}
	var out []Preview
	err = b.view(ctx, func(tx store.Tx) error {
		out = nil
		for _, t := range tabs {
			rows, err := tx.MirrorRowsOf(id, t.Kind)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return fmt.Errorf("rows of mirror %d: %w", id, err)
			}
			o := t.Compare(t.Reading, rows, t.Ours(board, plan.Link))
			p := Preview{Tab: t.Tab, Edits: o.Edits, Refused: o.Refused, Clashes: o.Clashes, Writes: o.Writes, New: o.New, Doubts: o.Doubts, Copies: o.Copies,
				Gone: o.Gone, Missing: o.Missing, Known: o.Found, Recovered: len(o.Keys), Names: map[string]string{}}
			if t.Kind == mirror.Lobbies {
				attempts, _ := mirror.Results(board, typedPlaces(o.Edits))
				p.Waiting = waiting(attempts)
				p.Edits = append(unplaced(o.Edits), readyPlaces(attempts)...)
			}
			for _, row := range t.Ours(board, "") {
				person, entry := mirror.Owner(id, row.Key)
				if person != 0 {
					p.Names[row.Key] = nameOn(board, person)
				} else if r, ok := board.Row(entry); ok {
					p.Names[row.Key] = r.Name
				}
			}
			out = append(out, p)
		}
		return nil
	})
	if err != nil && fault.Is(err, fault.Internal) {
		return nil, err
	}
	return out, err
}

// Template returns the plan of a Sheet that is to be laid out for a tournament.
func (b *Book) Template(ctx context.Context, who person.Actor, id int64) (mirror.Plan, error) {
	if err := who.May(person.PlanEvents); err != nil {
		return mirror.Plan{}, err
	}
	board, err := b.league.BoardFor(ctx, who, id)
	if err != nil {
		return mirror.Plan{}, err
	}
	return mirror.Template(board.Tournament), nil
}

func typedPlaces(all []mirror.Edit) []mirror.Edit {
	var out []mirror.Edit
	for _, e := range all {
		if e.Field.Round() > 0 {
			out = append(out, e)
		}
	}
	return out
}

func readyPlaces(attempts []mirror.Attempt) []mirror.Edit {
	var out []mirror.Edit
	for _, a := range attempts {
		if a.Result != nil {
			out = append(out, a.Edits...)
		}
	}
	return out
}
