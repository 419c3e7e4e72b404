package mirror

import (
	"maps"
	"slices"
)

// Batch is what one write into a tab holds.
type Batch struct {
	Tab   Tab
	Cells []CellWrite
	Keys  map[int]string // by row
	Grow  int            // rows that the grid has to get first
	rows  map[string]Row // what is remembered of the rows that are written, new ones included
	seen  map[string]int // where keys stood when the Sheet was read
}

// Batch puts what has to be written into a tab together: cells of ours that differ, notes, keys, and rows that the Sheet
// does not have yet, in free rows of r.
func (o Outcome) Batch(r Reading, rows map[string]Row) Batch {
	b := Batch{Tab: o.Tab, Cells: slices.Clone(o.Writes), Keys: maps.Clone(o.Keys), rows: map[string]Row{}, seen: map[string]int{}}
	var free []int
	if o.Tab.Keyed() {
		b.seen = o.Tab.Keys(r)
		free, b.Grow = o.Tab.Free(r, len(o.Missing))
	} else {
		for _, m := range o.Missing {
			at := o.Rows[m.Key]
			free = append(free, at)
			b.Grow = max(b.Grow, at+1-r.Rows)
		}
	}
	for i, m := range o.Missing {
		b.row(m, free[i])
	}
	for _, w := range b.Cells {
		b.remember(w, rows, o.Learned)
	}
	return b
}

// row adds the cells of a row that the Sheet does not have.
func (b *Batch) row(o OurRow, at int) {
	for i, c := range b.Tab.Columns {
		if c.Way == Theirs || c.Field.empty(o.Values[i]) && !c.Field.Checkbox() {
			continue
		}
		value := o.Values[i]
		w := CellWrite{Key: o.Key, Field: c.Field, Row: at, Col: c.At, Value: &value, New: true}
		if c.Field == InGame {
			w.Link = o.Link
		}
		b.Cells = append(b.Cells, w)
	}
	if b.Tab.Keyed() {
		b.Keys[at] = o.Key
	}
	b.rows[o.Key] = Row{Key: o.Key, Stage: Coming, Cells: map[Field]Memory{}}
}

// remember notes that a value is on its way.
func (b *Batch) remember(w CellWrite, rows, learned map[string]Row) {
	row, ok := b.rows[w.Key]
	if !ok {
		if row, ok = learned[w.Key]; !ok {
			row = rows[w.Key]
		}
		row = row.clone()
		row.Key = w.Key
	}
	if w.Value != nil {
		row.Cells[w.Field] = row.Cells[w.Field].sending(*w.Value, w.Row)
	}
	b.rows[w.Key] = row
}

// Empty reports whether there is nothing to write.
func (b Batch) Empty() bool { return len(b.Cells) == 0 && len(b.Keys) == 0 && b.Grow == 0 }

// Added returns how many rows the batch adds to the Sheet.
func (b Batch) Added() int {
	added := map[string]bool{}
	for _, w := range b.Cells {
		if w.New {
			added[w.Key] = true
		}
	}
	return len(added)
}

// Sending returns what has to be remembered before the batch is sent: if nobody learns whether it arrived, what then
// stands in the Sheet is known to be Matchday's own.
func (b Batch) Sending() []Row {
	var out []Row
	for _, key := range sortedKeys(b.rows) {
		out = append(out, b.rows[key])
	}
	return out
}

// Landed returns what is to be remembered once the batch has arrived, of rows as they are remembered now.
func (b Batch) Landed(now map[string]Row) []Row {
	changed := map[string]Row{}
	for _, w := range b.Cells {
		row, ok := changed[w.Key]
		if !ok {
			if row, ok = now[w.Key]; !ok {
				continue // forgotten in the meantime
			}
			row = row.clone()
		}
		row.Key, row.Stage = w.Key, Kept
		m := row.Cells[w.Field]
		if w.Value != nil {
			m = m.settle(*w.Value)
		}
		if w.Note != nil {
			m.Note = *w.Note
		}
		row.Cells[w.Field] = m
		changed[w.Key] = row
	}
	var out []Row
	for _, key := range sortedKeys(changed) {
		out = append(out, changed[key])
	}
	return out
}

// Astray compares where keys stand after a batch with where they were meant to be, and returns the cells that it wrote
// into rows of others, with what stood there when the Sheet was read: somebody moved rows in between. ok is true when
// everything is where it belongs. A key that was written over is put back with its row.
func (b Batch) Astray(r Reading, after map[string]int) (repair []CellWrite, keys map[int]string, ok bool) {
	if !b.Tab.Keyed() {
		return nil, nil, true
	}
	owner := map[int]string{}
	for key, row := range after {
		owner[row] = key
	}
	keys = map[int]string{}
	lost := b.lost(after)
	restore := func(key string, field Field, col, row int) {
		was := field.Told(r.At(b.seen[key], col))
		repair = append(repair, CellWrite{Key: key, Field: field, Row: row, Col: col, Value: &was})
	}
	ok = true
	for _, w := range b.Cells {
		if w.Value == nil {
			continue
		}
		if key, over := lost[w.Row]; over && b.Keys[w.Row] == w.Key {
			ok = false
			keys[w.Row] = key
			continue
		}
		if here := owner[w.Row]; here != w.Key {
			ok = false
			if _, known := b.seen[here]; known {
				restore(here, w.Field, w.Col, w.Row)
			}
		}
	}
	for _, row := range sortedRows(keys) {
		for _, c := range b.Tab.Columns {
			restore(keys[row], c.Field, c.At, row)
		}
	}
	return repair, keys, ok
}

// lost finds the keys that are gone since the Sheet was read although a row of the batch stands where theirs should be by
// now, by that row.
func (b Batch) lost(after map[string]int) map[int]string {
	out := map[int]string{}
	for key, was := range b.seen {
		if _, here := after[key]; here {
			continue
		}
		row := was + b.drift(was, after)
		if row == was {
			continue // deleted, or its key was meant to be replaced
		}
		if written, ok := b.Keys[row]; ok && written != key {
			out[row] = key
		}
	}
	return out
}

// drift is how far the rows around one have moved since the Sheet was read: the nearest key above it says, else the
// nearest below.
func (b Batch) drift(row int, after map[string]int) int {
	best, drift := -1, 0
	for key, was := range b.seen {
		now, here := after[key]
		if _, rewritten := b.Keys[was]; !here || rewritten {
			continue
		}
		far := 2 * (row - was)
		if far < 0 {
			far = -far + 1
		}
		if best < 0 || far < best {
			best, drift = far, now-was
		}
	}
	return drift
}

func sortedRows[V any](m map[int]V) []int {
	rows := make([]int, 0, len(m))
	for r := range m {
		rows = append(rows, r)
	}
	slices.Sort(rows)
	return rows
}
