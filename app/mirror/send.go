package mirror

import (
	"maps"
	"slices"
)

// Batch is what one write into a tab holds.
type Batch struct {
	Tab   Tab            `json:"tab"`
	Cells []CellWrite    `json:"cells,omitempty"`
	Keys  map[int]string `json:"keys,omitempty"` // by row
	Grow  int            `json:"grow,omitempty"` // rows that the grid has to get first
	Was   map[int]Was    `json:"was,omitempty"`  // what the rows said when the batch was made
}

// Batch puts what has to be written into a tab together: cells of ours that differ, notes, keys, and rows that the Sheet
// does not have yet, in free rows of r. coming is what has to be remembered before the batch is sent: if nobody learns
// whether it arrived, what then stands in the Sheet is known to be Matchday's own.
func (o Outcome) Batch(r Reading, rows map[string]Row) (b Batch, coming []Row) {
	b = Batch{Tab: o.Tab, Cells: slices.Clone(o.Writes), Keys: maps.Clone(o.Keys), Was: map[int]Was{}}
	sending := map[string]Row{}
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
		sending[m.Key] = Row{Key: m.Key, Stage: Coming, Cells: map[Field]Memory{}}
	}
	for _, w := range b.Cells {
		if _, ok := sending[w.Key]; !ok {
			sending[w.Key] = o.remembered(w.Key, rows)
		}
		if w.Value != nil {
			sending[w.Key].Cells[w.Field] = sending[w.Key].Cells[w.Field].sending(*w.Value, w.Row)
		}
	}
	for _, row := range b.Rows() {
		b.Was[row] = o.Tab.was(r, row)
	}
	for _, key := range sortedKeys(sending) {
		coming = append(coming, sending[key])
	}
	return b, coming
}

func (o Outcome) remembered(key string, rows map[string]Row) Row {
	row, ok := o.Learned[key]
	if !ok {
		row = rows[key]
	}
	row = row.clone()
	row.Key = key
	return row
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

func sortedRows[V any](m map[int]V) []int {
	rows := make([]int, 0, len(m))
	for r := range m {
		rows = append(rows, r)
	}
	slices.Sort(rows)
	return rows
}
