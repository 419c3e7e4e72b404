package grid

import "slices"

// Content is one cell: what was entered and what hangs on it.
type Content struct {
	Value  Value
	Note   string
	Link   string // of its text
	Check  bool   // it is a checkbox
	Format string // number format; "@" is text
	Bold   bool
}

// Row is one row of a tab. Cells may be shorter than the tab is wide.
type Row struct {
	Cells    []Content
	Hidden   bool
	Filtered bool // hidden by the filter
}

// Col is what is known of one column.
type Col struct {
	Hidden bool
	Width  int // in pixels; 0 for the usual 100
}

// Protection keeps a box from whoever is not among its editors.
type Protection struct {
	ID          int64
	Box         Box
	Description string
	Warning     bool // only warns
	Account     bool // the service account may edit it
}

// Tab is one sheet of a spreadsheet.
type Tab struct {
	ID        int64
	Title     string
	Hidden    bool
	Rows      []Row
	Cols      []Col
	Frozen    int // rows
	Merges    []Box
	Protected []Protection
	Filter    *Box
}

// RowCount returns the height of the grid, empty rows included.
func (t *Tab) RowCount() int { return len(t.Rows) }

// Columns returns the width of the grid.
func (t *Tab) Columns() int { return len(t.Cols) }

// At returns a cell; one outside the grid is empty.
func (t *Tab) At(row, col int) Content {
	if row < 0 || row >= len(t.Rows) || col < 0 || col >= len(t.Rows[row].Cells) {
		return Content{}
	}
	return t.Rows[row].Cells[col]
}

// Set replaces a cell that the grid has. A cell that a merge covers keeps nothing.
func (t *Tab) Set(row, col int, c Content) {
	for _, m := range t.Merges {
		if m.Has(row, col) && (row != m.Row || col != m.Col) {
			return
		}
	}
	t.put(row, col, c)
}

func (t *Tab) put(row, col int, c Content) {
	cells := t.Rows[row].Cells
	if col >= len(cells) && c == (Content{}) {
		return
	}
	fresh := make([]Content, max(len(cells), col+1))
	copy(fresh, cells)
	fresh[col] = c
	t.Rows[row].Cells = fresh
}

// clone returns a tab that can be written to without changing this one.
func (t *Tab) clone() *Tab {
	c := *t
	c.Rows = slices.Clone(t.Rows)
	c.Cols = slices.Clone(t.Cols)
	c.Merges = slices.Clone(t.Merges)
	c.Protected = slices.Clone(t.Protected)
	if t.Filter != nil {
		f := *t.Filter
		c.Filter = &f
	}
	return &c
}

// Used returns how many rows and columns from the top left hold a value that shows.
func (t *Tab) Used() (rows, cols int) {
	for i, r := range t.Rows {
		for j := len(r.Cells) - 1; j >= 0; j-- {
			if !r.Cells[j].Value.Empty() {
				rows, cols = i+1, max(cols, j+1)
				break
			}
		}
	}
	return rows, cols
}

// grow makes the grid at least this large.
func (t *Tab) grow(rows, cols int) {
	for len(t.Rows) < rows {
		t.Rows = append(t.Rows, Row{})
	}
	for len(t.Cols) < cols {
		t.Cols = append(t.Cols, Col{})
	}
}

// Append adds rows or columns at the end.
func (t *Tab) Append(rows, cols int) { t.grow(len(t.Rows)+rows, len(t.Cols)+cols) }

// InsertRows makes n empty rows before row at; they look like the row above.
func (t *Tab) InsertRows(at, n int) {
	t.Rows = slices.Insert(t.Rows, at, make([]Row, n)...)
	t.shift(func(b Box) (Box, bool) {
		return Box{moved(b.Row, at, n), b.Col, moved(b.EndRow, at+1, n), b.EndCol}, true
	})
}

// DeleteRows takes n rows away.
func (t *Tab) DeleteRows(at, n int) {
	t.Rows = slices.Delete(slices.Clone(t.Rows), at, at+n)
	t.shift(func(b Box) (Box, bool) {
		b.Row, b.EndRow = pulled(b.Row, at, n), pulled(b.EndRow, at, n)
		return b, b.Row < b.EndRow
	})
}

// InsertColumns makes n empty columns before column at.
func (t *Tab) InsertColumns(at, n int) {
	t.Cols = slices.Insert(t.Cols, at, make([]Col, n)...)
	for i, r := range t.Rows {
		if len(r.Cells) > at {
			t.Rows[i].Cells = slices.Insert(slices.Clone(r.Cells), at, make([]Content, n)...)
		}
	}
	t.shift(func(b Box) (Box, bool) {
		return Box{b.Row, moved(b.Col, at, n), b.EndRow, moved(b.EndCol, at+1, n)}, true
	})
}

// DeleteColumns takes n columns away.
func (t *Tab) DeleteColumns(at, n int) {
	t.Cols = slices.Delete(slices.Clone(t.Cols), at, at+n)
	for i, r := range t.Rows {
		if len(r.Cells) > at {
			t.Rows[i].Cells = slices.Delete(slices.Clone(r.Cells), at, min(at+n, len(r.Cells)))
		}
	}
	t.shift(func(b Box) (Box, bool) {
		b.Col, b.EndCol = pulled(b.Col, at, n), pulled(b.EndCol, at, n)
		return b, b.Col < b.EndCol
	})
}

// shift moves what is tied to places of the grid; what it drops is gone.
func (t *Tab) shift(move func(Box) (Box, bool)) {
	var merges []Box
	for _, m := range t.Merges {
		if m, stays := move(m); stays {
			merges = append(merges, m)
		}
	}
	t.Merges = merges
	var kept []Protection
	for _, p := range t.Protected {
		if b, stays := move(p.Box); stays {
			p.Box = b
			kept = append(kept, p)
		}
	}
	t.Protected = kept
	if t.Filter != nil {
		if f, stays := move(*t.Filter); stays {
			t.Filter = &f
		} else {
			t.Filter = nil
		}
	}
}

// moved returns where a place is after n were inserted before at.
func moved(place, at, n int) int {
	if place >= at && place < Open {
		return place + n
	}
	return place
}

// pulled returns where a place is after n were deleted from at on.
func pulled(place, at, n int) int {
	switch {
	case place >= Open || place <= at:
		return place
	case place < at+n:
		return at
	}
	return place - n
}
