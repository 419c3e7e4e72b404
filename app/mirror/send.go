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
}

// Batch puts what has to be written into a tab together: cells of ours that differ, notes, keys, and rows that the Sheet
// does not have yet, in free rows of r.
func (o Outcome) Batch(r Reading, rows map[string]Row) Batch {
	b := Batch{Tab: o.Tab, Cells: slices.Clone(o.Writes), Keys: maps.Clone(o.Keys), rows: map[string]Row{}}
	var free []int
	if o.Tab.Keyed() {
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

// Rows returns the rows that the batch writes into, in order.
func (b Batch) Rows() []int {
	rows := map[int]bool{}
	for _, w := range b.Cells {
		rows[w.Row] = true
	}
	for row := range b.Keys {
		rows[row] = true
	}
	return sortedRows(rows)
}

// Width is how many columns from the left hold everything by which a row is known.
func (b Batch) Width() int {
	width := b.Tab.Key + 1
	for _, c := range b.Tab.Columns {
		width = max(width, c.At+1)
	}
	return width
}

// Check compares what stood in the rows in the very moment before they were written with what the batch was made from.
// before gives the cells of a row as they were then. Where somebody had typed or moved rows in between, the cells that
// were there are to be put back: they are returned, and the keys with them. What is left of the batch has landed.
func (b Batch) Check(r Reading, before func(row int) []any) (landed Batch, repair []CellWrite, keys map[int]string) {
	landed, keys = b, map[int]string{}
	landed.Cells = nil
	moved := map[int]bool{}
	for _, row := range b.Rows() {
		was := before(row)
		if b.Tab.Keyed() && !b.Tab.sameRow(r, row, was) {
			moved[row] = true
			if _, wrote := b.Keys[row]; wrote {
				keys[row] = Field("").Told(cellAt(was, b.Tab.Key))
			}
		}
	}
	for _, w := range b.Cells {
		was := cellAt(before(w.Row), w.Col)
		told := w.Field.Told(was)
		if !moved[w.Row] && (w.Value == nil || told == w.Field.Told(r.At(w.Row, w.Col))) {
			landed.Cells = append(landed.Cells, w)
			continue
		}
		back := CellWrite{Key: w.Key, Field: w.Field, Row: w.Row, Col: w.Col}
		if w.Value != nil {
			back.Value = &told
		}
		if w.Note != nil && moved[w.Row] {
			none := ""
			back.Note = &none
		}
		repair = append(repair, back)
	}
	return landed, repair, keys
}

// sameRow reports whether a row still is the one that was read: its key and its names.
func (t Tab) sameRow(r Reading, row int, was []any) bool {
	cols := []int{t.Key}
	first, second := t.witnesses()
	for _, i := range []int{first, second} {
		if i >= 0 {
			cols = append(cols, t.Columns[i].At)
		}
	}
	for _, col := range cols {
		if Field("").Told(cellAt(was, col)) != Field("").Told(r.At(row, col)) {
			return false
		}
	}
	return true
}

func cellAt(row []any, col int) any {
	if col < 0 || col >= len(row) {
		return nil
	}
	return row[col]
}

func sortedRows[V any](m map[int]V) []int {
	rows := make([]int, 0, len(m))
	for r := range m {
		rows = append(rows, r)
	}
	slices.Sort(rows)
	return rows
}
