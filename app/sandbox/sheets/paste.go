package sheets

import "matchday/app/sandbox/sheets/grid"

// copyPaste copies the values of a box to another of the same size: results instead of formulas, and nothing else of a
// cell.
func copyPaste(s *step) (any, error) {
	var r struct {
		Source           gridRange `json:"source"`
		Destination      gridRange `json:"destination"`
		PasteType        string    `json:"pasteType"`
		PasteOrientation string    `json:"pasteOrientation"`
	}
	if err := s.decode(&r); err != nil {
		return nil, err
	}
	if r.PasteType != "PASTE_VALUES" || r.PasteOrientation != "" {
		return nil, misunderstood("copyPaste: %s %s", r.PasteType, r.PasteOrientation)
	}
	from := s.book.Tab(r.Source.SheetID)
	if from == nil {
		return nil, s.fail("No grid with id: %d", r.Source.SheetID)
	}
	to, target, err := s.tab(r.Destination.SheetID, r.Destination.box())
	if err != nil {
		return nil, err
	}
	source := r.Source.box().Within(from.RowCount(), from.Columns())
	rows, cols := source.EndRow-source.Row, source.EndCol-source.Col
	if rows != target.EndRow-target.Row || cols != target.EndCol-target.Col {
		return nil, misunderstood("copyPaste of %d by %d cells into %d by %d", rows, cols, target.EndRow-target.Row, target.EndCol-target.Col)
	}
	values := make([]grid.Value, 0, rows*cols)
	for row := range rows {
		for col := range cols {
			values = append(values, from.Result(source.Row+row, source.Col+col))
		}
	}
	for i, v := range values {
		row, col := target.Row+i/cols, target.Col+i%cols
		cell := to.At(row, col)
		cell.Value = v
		to.Set(row, col, cell)
	}
	return map[string]any{}, nil
}
