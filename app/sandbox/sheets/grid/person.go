package grid

import (
	"fmt"
	"slices"
)

// What a person does in the grid. Nobody protects ranges from the people of the sandbox.

// Type enters a text in a cell as if a person typed it; empty clears the cell. A checkbox stays one while what is typed
// is TRUE or FALSE. Typing beyond the grid makes it larger.
func (t *Tab) Type(row, col int, text string) {
	t.grow(row+1, col+1)
	c := t.At(row, col)
	c.Value = Typed(text, c.Format == "@")
	c.Link = ""
	t.Set(row, col, c)
}

// Tick turns a checkbox over; a cell that is none becomes one.
func (t *Tab) Tick(row, col int) {
	t.grow(row+1, col+1)
	c := t.At(row, col)
	c.Value, c.Check = BoolValue(!c.Value.On || c.Value.Kind != Bool), true
	t.Set(row, col, c)
}

// Checkboxes makes every cell of a box one, as Insert > Checkbox does: empty cells become FALSE.
func (t *Tab) Checkboxes(box Box) {
	box = box.Within(t.RowCount(), t.Columns())
	for r := box.Row; r < box.EndRow; r++ {
		for col := box.Col; col < box.EndCol; col++ {
			c := t.At(r, col)
			c.Check = true
			if c.Value.Kind != Bool {
				c.Value = BoolValue(false)
			}
			t.Set(r, col, c)
		}
	}
}

// Note hangs a note on a cell.
func (t *Tab) Note(row, col int, text string) {
	t.grow(row+1, col+1)
	c := t.At(row, col)
	c.Note = text
	t.Set(row, col, c)
}

// Sort orders the rows of a box by one column and moves nothing outside the box: hidden columns beside it stay where
// they are. Rows that the filter hides stay as well. Empty cells go last.
func (t *Tab) Sort(box Box, by int, down bool) error {
	box = box.Within(t.RowCount(), t.Columns())
	if by < box.Col || by >= box.EndCol {
		return fmt.Errorf("column %s is not in the range that is sorted", Column(by))
	}
	var places []int
	for r := box.Row; r < box.EndRow; r++ {
		if !t.Rows[r].Filtered {
			places = append(places, r)
		}
	}
	order := slices.Clone(places)
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := t.Result(a, by), t.Result(b, by)
		switch {
		case x.Empty() && y.Empty():
			return 0
		case x.Empty():
			return 1
		case y.Empty():
			return -1
		case down:
			return y.compare(x)
		}
		return x.compare(y)
	})
	before := t.clone()
	for i, from := range order {
		for c := box.Col; c < box.EndCol; c++ {
			t.put(places[i], c, before.At(from, c))
		}
	}
	return nil
}

// FilterBy shows only those rows of a box, below its first, whose cell in a column shows one of the texts; none shows all
// and takes the filter away.
func (t *Tab) FilterBy(box Box, col int, texts ...string) {
	box = box.Within(t.RowCount(), t.Columns())
	t.Filter = nil
	if len(texts) > 0 {
		f := box
		t.Filter = &f
	}
	for r := box.Row + 1; r < box.EndRow; r++ {
		t.Rows[r].Filtered = len(texts) > 0 && !slices.Contains(texts, t.Result(r, col).Show())
	}
}

// Clear empties a box, as the Delete key does: values and links go, notes and checkboxes stay.
func (t *Tab) Clear(box Box) {
	box = box.Within(t.RowCount(), t.Columns())
	for r := box.Row; r < box.EndRow; r++ {
		for col := box.Col; col < box.EndCol; col++ {
			c := t.At(r, col)
			c.Value, c.Link = Value{}, ""
			if c.Check {
				c.Value = BoolValue(false)
			}
			t.put(r, col, c)
		}
	}
}

// CopyRow pastes a whole row, hidden cells included, over another.
func (t *Tab) CopyRow(from, to int) {
	t.grow(to+1, 0)
	t.Rows[to].Cells = slices.Clone(t.Rows[from].Cells)
}

// DeleteCells takes the cells of a box away and moves what is below them up.
func (t *Tab) DeleteCells(box Box) {
	box = box.Within(t.RowCount(), t.Columns())
	n := box.EndRow - box.Row
	before := t.clone()
	for r := box.Row; r < t.RowCount(); r++ {
		for c := box.Col; c < box.EndCol; c++ {
			t.put(r, c, before.At(r+n, c))
		}
	}
}

// Merge makes one cell of a box; only its first cell keeps what it holds.
func (t *Tab) Merge(box Box) {
	box = box.Within(t.RowCount(), t.Columns())
	for r := box.Row; r < box.EndRow; r++ {
		for c := box.Col; c < box.EndCol; c++ {
			if r != box.Row || c != box.Col {
				t.put(r, c, Content{})
			}
		}
	}
	t.Merges = append(t.Merges, box)
}

// MoveColumn takes a column to another place, as dragging its head does.
func (t *Tab) MoveColumn(from, to int) {
	for i := range t.Rows {
		cells := make([]Content, max(len(t.Rows[i].Cells), from+1, to+1))
		copy(cells, t.Rows[i].Cells)
		cell := cells[from]
		cells = slices.Insert(slices.Delete(cells, from, from+1), to, cell)
		t.Rows[i].Cells = cells
	}
	col := t.Cols[from]
	t.Cols = slices.Insert(slices.Delete(t.Cols, from, from+1), to, col)
}

// Protect keeps a box from the service account.
func (b *Book) Protect(t *Tab, box Box) {
	t.Protected = append(t.Protected, Protection{ID: b.Next(), Box: box})
}

// Rename gives a tab another title.
func (b *Book) Rename(t *Tab, title string) error {
	if other := b.Titled(title); title == "" || other != nil && other != t {
		return fmt.Errorf("there is a tab %q already, or the name is empty", title)
	}
	t.Title = title
	return nil
}

// DropTab takes a tab away; the last one stays.
func (b *Book) DropTab(t *Tab) error {
	if len(b.Tabs) == 1 {
		return fmt.Errorf("a spreadsheet keeps at least one tab")
	}
	b.Tabs = slices.DeleteFunc(b.Tabs, func(o *Tab) bool { return o == t })
	return nil
}
