package mirror

import (
	"slices"
	"strings"
)

// Push is one write into a Sheet, from before it is sent until everything about it is settled. It is kept in the meantime:
// whoever comes after a crash, or after an answer that never came, can tell by it what became of the write.
type Push struct {
	ID      string  `json:"id"`              // stands in the first cell of the Shadow once the write has arrived
	Mends   bool    `json:"mends,omitempty"` // it puts back what the write before it wrote over
	Batches []Batch `json:"batches"`
	Rest    []Batch `json:"rest,omitempty"` // has to be put back as well, wherever the next reading finds the rows
}

// Empty reports whether there is nothing left to do.
func (p Push) Empty() bool { return len(p.Batches)+len(p.Rest) == 0 }

// Parts cuts what a Shadow holds of a push, its first row aside, into what belongs to each batch: a line for each of its
// Rows.
func (p Push) Parts(copies [][]any) [][][]any {
	parts := make([][][]any, len(p.Batches))
	for i, b := range p.Batches {
		n := min(len(b.Rows()), len(copies))
		parts[i], copies = copies[:n], copies[n:]
	}
	return parts
}

// Was is what a row said at some time.
type Was struct {
	Key  string   `json:"key,omitempty"`
	Told []string `json:"told"` // one for each column of the tab
}

func (w Was) equal(o Was) bool { return w.Key == o.Key && slices.Equal(w.Told, o.Told) }

func (t Tab) was(r Reading, row int) Was {
	w := Was{Told: make([]string, len(t.Columns))}
	for i, c := range t.Columns {
		w.Told[i] = c.Field.Told(r.At(row, c.At))
	}
	if t.Keyed() && t.Key >= 0 {
		w.Key = r.text(row, t.Key)
	}
	return w
}

// copied reads a row of the Shadow. A date is a number there, and a text in a reading: where a date was expected a number
// counts as that.
func (t Tab) copied(line []any, expected Was) Was {
	w := Was{Told: make([]string, len(t.Columns))}
	for i, c := range t.Columns {
		v := cellAt(line, c.At)
		w.Told[i] = c.Field.Told(v)
		if _, number := v.(float64); number && i < len(expected.Told) && dated(expected.Told[i]) {
			w.Told[i] = expected.Told[i]
		}
	}
	if t.Keyed() {
		w.Key = Field("").Told(cellAt(line, t.Key))
	}
	return w
}

// dated reports whether a text looks like a date or a time.
func dated(s string) bool {
	return s != "" && s[0] >= '0' && s[0] <= '9' && strings.ContainsAny(s, "/-.:")
}

func cellAt(row []any, col int) any {
	if col < 0 || col >= len(row) {
		return nil
	}
	return row[col]
}

// Check compares what stood in the rows in the very moment before they were written with what the batch was made from:
// copies has a line for each of Rows. What of the batch was right has landed. Where somebody had typed or moved rows in
// between, it is astray, and mend puts back what was there; the mend's Was is what those rows say after the write.
func (b Batch) Check(copies [][]any) (landed, astray, mend Batch) {
	landed, astray = b, b
	landed.Cells, astray.Cells, astray.Keys = nil, nil, map[int]string{}
	mend = Batch{Tab: b.Tab, Keys: map[int]string{}, Was: map[int]Was{}}
	before, after, moved := map[int]Was{}, map[int]Was{}, map[int]bool{}
	for i, row := range b.Rows() {
		var line []any
		if i < len(copies) {
			line = copies[i]
		}
		before[row] = b.Tab.copied(line, b.Was[row])
		after[row] = b.over(row, before[row])
		if b.Tab.Keyed() && !b.Tab.same(b.Was[row], before[row]) {
			moved[row] = true
			if key, wrote := b.Keys[row]; wrote {
				astray.Keys[row], mend.Keys[row], mend.Was[row] = key, before[row].Key, after[row]
			}
		}
	}
	for _, w := range b.Cells {
		i := b.Tab.Column(w.Field)
		told := before[w.Row].Told[i]
		if !moved[w.Row] && (w.Value == nil || told == b.Was[w.Row].Told[i]) {
			landed.Cells = append(landed.Cells, w)
			continue
		}
		back := CellWrite{Key: before[w.Row].Key, Field: w.Field, Row: w.Row, Col: w.Col} // whose row it really is
		if w.Value != nil {
			back.Value = &told
		}
		if w.Note != nil && moved[w.Row] {
			none := ""
			back.Note = &none
		}
		astray.Cells, mend.Cells, mend.Was[w.Row] = append(astray.Cells, w), append(mend.Cells, back), after[w.Row]
	}
	return landed, astray, mend
}

// over returns what a row says once the batch is written over it.
func (b Batch) over(row int, was Was) Was {
	told := append([]string{}, was.Told...)
	for _, w := range b.Cells {
		if w.Row == row && w.Value != nil {
			told[b.Tab.Column(w.Field)] = *w.Value
		}
	}
	key, wrote := b.Keys[row]
	if !wrote {
		key = was.Key
	}
	return Was{Key: key, Told: told}
}

// same reports whether a row still is the one that it was: its key and its names.
func (t Tab) same(a, b Was) bool {
	first, second := t.witnesses()
	for _, i := range []int{first, second} {
		if i >= 0 && a.Told[i] != b.Told[i] {
			return false
		}
	}
	return a.Key == b.Key
}

// Found returns a mend as it has to be written into the tab as it stands now, some time after the write that it follows:
// each row where it is now, and of its cells those that still hold what was written over them. late are cells that say
// something else by now, with what would have been put back in Theirs.
func (b Batch) Found(t Tab, r Reading) (mend Batch, late []Edit) {
	mend = Batch{Tab: t, Keys: map[int]string{}, Was: map[int]Was{}}
	at := map[int]int{} // where a row of b stands now
	for _, row := range b.Rows() {
		now, found := b.find(t, r, row)
		if !found {
			continue
		}
		at[row] = now
		mend.Was[now] = t.was(r, now)
		if key, wrote := b.Keys[row]; wrote && mend.Was[now].Key == b.Was[row].Key {
			mend.Keys[now] = key
		}
	}
	for _, w := range b.Cells {
		i, is := t.Column(w.Field), b.Was[w.Row].Told[b.Tab.Column(w.Field)]
		now, found := at[w.Row]
		switch {
		case i < 0: // not kept in step any more
		case found && (w.Value == nil || mend.Was[now].Told[i] == is):
			w.Row, w.Col = now, t.Columns[i].At
			mend.Cells = append(mend.Cells, w)
		case w.Value != nil:
			late = append(late, Edit{Key: w.Key, Field: w.Field, Row: now, Col: t.Columns[i].At, Ours: is, Theirs: *w.Value})
		}
	}
	mend.trim()
	return mend, late
}

// find returns where a row of the batch stands now: the one that says the same, at its old place rather than elsewhere;
// else the one that says the same beside another key; else the one with its key.
func (b Batch) find(t Tab, r Reading, row int) (now int, found bool) {
	want := Was{Key: b.Was[row].Key, Told: make([]string, len(t.Columns))}
	for i, c := range t.Columns {
		if j := b.Tab.Column(c.Field); j >= 0 {
			want.Told[i] = b.Was[row].Told[j]
		}
	}
	if t.was(r, row).equal(want) {
		return row, true
	}
	if want.blank() {
		return 0, false
	}
	var same, twins, keyed []int
	for now := t.Header + 1; now < len(r.Cells); now++ {
		switch w := t.was(r, now); {
		case w.equal(want):
			same = append(same, now)
		case slices.Equal(w.Told, want.Told):
			twins = append(twins, now)
		case want.Key != "" && w.Key == want.Key:
			keyed = append(keyed, now)
		}
	}
	for _, list := range [][]int{same, twins, keyed} {
		if len(list) > 0 {
			return list[0], len(list) == 1
		}
	}
	return 0, false
}

func (w Was) blank() bool {
	return w.Key == "" && !slices.ContainsFunc(w.Told, func(s string) bool { return s != "" && s != No })
}

// trim forgets what is known of rows that are not written.
func (b *Batch) trim() {
	written := map[int]bool{}
	for _, row := range b.Rows() {
		written[row] = true
	}
	for row := range b.Was {
		if !written[row] {
			delete(b.Was, row)
		}
	}
}
