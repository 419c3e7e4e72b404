package mirror

import "strings"

// Free returns the rows, from 0, into which n new rows go: below the last row that says something in a mapped column, rows
// that are empty there. Checkboxes that nobody ticked are empty; so are numbers and formulas of columns that are not
// mapped, but a row with a text in one of them is somebody's. grow is how many rows the grid has to get for it.
func (t Tab) Free(r Reading, n int) (rows []int, grow int) {
	if n == 0 {
		return nil, 0
	}
	last := t.Header
	for _, l := range t.lines(r) {
		if !l.blank {
			last = l.at
		}
	}
	for row := last + 1; len(rows) < n; row++ {
		if row < r.Rows && !t.free(r, row) {
			continue
		}
		rows = append(rows, row)
		grow = max(grow, row+1-r.Rows)
	}
	return rows, grow
}

func (t Tab) free(r Reading, row int) bool {
	if row >= len(r.Cells) {
		return true
	}
	mapped := map[int]bool{t.Key: true}
	for _, c := range t.Columns {
		mapped[c.At] = true
		if !c.Field.empty(c.Field.Told(r.At(row, c.At))) {
			return false
		}
	}
	for col, v := range r.Cells[row] {
		if s, isText := v.(string); isText && strings.TrimSpace(s) != "" && !mapped[col] {
			return false
		}
	}
	return true
}
