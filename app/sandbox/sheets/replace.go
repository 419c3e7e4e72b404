package sheets

import (
	"strings"

	"matchday/app/sandbox/sheets/grid"
)

// findReplace replaces a text in the texts of every tab. A part that is protected against the account refuses all of it
// when the text stands there.
func findReplace(s *step) (any, error) {
	var r struct {
		Find        string `json:"find"`
		Replacement string `json:"replacement"`
		AllSheets   bool   `json:"allSheets"`
		MatchCase   bool   `json:"matchCase"`
	}
	if err := s.decode(&r); err != nil {
		return nil, err
	}
	switch {
	case r.Find == "":
		return nil, s.fail("find must be set")
	case !r.AllSheets || !r.MatchCase:
		return nil, misunderstood("findReplace without allSheets and matchCase")
	}
	changed := 0
	for _, t := range s.book.Tabs {
		for row := range t.RowCount() {
			for col := range t.Columns() {
				cell := t.At(row, col)
				if cell.Value.Kind != grid.Text || !strings.Contains(cell.Value.Text, r.Find) {
					continue
				}
				if _, _, err := s.tab(t.ID, grid.One(row, col)); err != nil {
					return nil, err
				}
				cell.Value.Text = strings.ReplaceAll(cell.Value.Text, r.Find, r.Replacement)
				t.Set(row, col, cell)
				changed++
			}
		}
	}
	return map[string]any{"findReplace": map[string]any{"valuesChanged": changed}}, nil
}
