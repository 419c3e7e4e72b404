package sheets

import (
	"encoding/json"

	"matchday/app/sandbox/sheets/grid"
)

// batch is the body of spreadsheets.batchUpdate as far as it is carried out.
type batch struct {
	Requests                     []map[string]json.RawMessage `json:"requests"`
	IncludeSpreadsheetInResponse bool                         `json:"includeSpreadsheetInResponse"`
	ResponseRanges               []string                     `json:"responseRanges"`
	ResponseIncludeGridData      bool                         `json:"responseIncludeGridData"`
}

// gridRange is a box by the id of its tab; ends that are left out are open.
type gridRange struct {
	SheetID          int64 `json:"sheetId"`
	StartRowIndex    int   `json:"startRowIndex"`
	EndRowIndex      *int  `json:"endRowIndex"`
	StartColumnIndex int   `json:"startColumnIndex"`
	EndColumnIndex   *int  `json:"endColumnIndex"`
}

func (g gridRange) box() grid.Box {
	b := grid.Box{Row: g.StartRowIndex, Col: g.StartColumnIndex, EndRow: grid.Open, EndCol: grid.Open}
	if g.EndRowIndex != nil {
		b.EndRow = *g.EndRowIndex
	}
	if g.EndColumnIndex != nil {
		b.EndCol = *g.EndColumnIndex
	}
	return b
}

// step is one request at work on the book that the batch writes.
type step struct {
	call  *call
	book  *grid.Book
	index int
	body  json.RawMessage
}

// batchUpdate carries all requests out, or none.
func (s *Server) batchUpdate(c *call) (any, error) {
	var body batch
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	if len(body.Requests) == 0 {
		return nil, invalid("Must specify at least one request.")
	}
	return s.edit(c, func(b *grid.Book) (any, error) {
		replies := []any{}
		for i, request := range body.Requests {
			reply, err := carryOut(&step{call: c, book: b, index: i}, request)
			if err != nil {
				return nil, err
			}
			replies = append(replies, reply)
		}
		out := map[string]any{"spreadsheetId": b.ID, "replies": replies}
		if body.IncludeSpreadsheetInResponse {
			updated, err := spreadsheet(b, body.ResponseRanges, body.ResponseIncludeGridData || c.query.Get("fields") != "")
			if err != nil {
				return nil, err
			}
			out["updatedSpreadsheet"] = updated
		}
		return out, nil
	})
}

func carryOut(s *step, request map[string]json.RawMessage) (any, error) {
	if len(request) != 1 {
		return nil, invalid("Invalid requests[%d]: a request has exactly one kind", s.index)
	}
	known := map[string]func(*step) (any, error){
		"addProtectedRange": addProtectedRange, "addSheet": addSheet, "appendDimension": appendDimension, "copyPaste": copyPaste, "findReplace": findReplace, "insertDimension": insertDimension,
		"repeatCell": repeatCell, "setDataValidation": setDataValidation, "updateCells": updateCells,
		"updateDimensionProperties": updateDimensionProperties, "updateSheetProperties": updateSheetProperties,
	}
	for name, body := range request {
		do, ok := known[name]
		if !ok {
			return nil, misunderstood("spreadsheets.batchUpdate: %s", name)
		}
		s.body = body
		return do(s)
	}
	return nil, nil
}

func (s *step) decode(into any) error {
	c := *s.call
	c.body = s.body
	return c.decode(into)
}

func (s *step) fail(format string, args ...any) error {
	return invalid("Invalid requests[%d]: "+format, append([]any{s.index}, args...)...)
}

// tab finds a tab and checks that the service account may write a box of it.
func (s *step) tab(id int64, box grid.Box) (*grid.Tab, grid.Box, error) {
	t := s.book.Tab(id)
	if t == nil {
		return nil, box, s.fail("No grid with id: %d", id)
	}
	if err := t.Writable(box); err != nil {
		return nil, box, s.fail("%s", err)
	}
	return t, box.Within(t.RowCount(), t.Columns()), nil
}

type sheetProperties struct {
	SheetID        *int64  `json:"sheetId"`
	Title          string  `json:"title"`
	Index          *int    `json:"index"`
	SheetType      string  `json:"sheetType"`
	Hidden         bool    `json:"hidden"`
	GridProperties gridDim `json:"gridProperties"`
}

type gridDim struct {
	RowCount       int `json:"rowCount"`
	ColumnCount    int `json:"columnCount"`
	FrozenRowCount int `json:"frozenRowCount"`
}

func addSheet(s *step) (any, error) {
	var r struct {
		Properties sheetProperties `json:"properties"`
	}
	if err := s.decode(&r); err != nil {
		return nil, err
	}
	p := r.Properties
	rows, cols, id := p.GridProperties.RowCount, p.GridProperties.ColumnCount, int64(0)
	if rows == 0 {
		rows = 1000
	}
	if cols == 0 {
		cols = 26
	}
	if p.SheetID != nil {
		id = *p.SheetID
	}
	t, err := s.book.AddTab(id, p.Title, rows, cols)
	if err != nil {
		return nil, s.fail("%s", err)
	}
	t.Frozen, t.Hidden = p.GridProperties.FrozenRowCount, p.Hidden
	return map[string]any{"addSheet": map[string]any{"properties": properties(t, len(s.book.Tabs)-1)}}, nil
}

func updateSheetProperties(s *step) (any, error) {
	var r struct {
		Properties sheetProperties `json:"properties"`
		Fields     string          `json:"fields"`
	}
	if err := s.decode(&r); err != nil {
		return nil, err
	}
	m, err := parseMask(r.Fields)
	if err != nil {
		return nil, s.fail("At least one field must be listed in 'fields'.")
	}
	var id int64
	if r.Properties.SheetID != nil {
		id = *r.Properties.SheetID
	}
	t, _, err := s.tab(id, grid.Box{})
	if err != nil {
		return nil, err
	}
	for _, leaf := range m.leaves("") {
		switch leaf {
		case "title":
			if err := s.book.Rename(t, r.Properties.Title); err != nil {
				return nil, s.fail("%s", err)
			}
		case "gridProperties.frozenRowCount":
			t.Frozen = r.Properties.GridProperties.FrozenRowCount
		default:
			return nil, misunderstood("updateSheetProperties: %s", leaf)
		}
	}
	return map[string]any{}, nil
}

func appendDimension(s *step) (any, error) {
	var r struct {
		SheetID   int64  `json:"sheetId"`
		Dimension string `json:"dimension"`
		Length    int    `json:"length"`
	}
	if err := s.decode(&r); err != nil {
		return nil, err
	}
	t, _, err := s.tab(r.SheetID, grid.Box{})
	if err != nil {
		return nil, err
	}
	switch {
	case r.Length < 1:
		return nil, s.fail("length must be at least 1")
	case r.Dimension == "ROWS":
		t.Append(r.Length, 0)
	case r.Dimension == "COLUMNS":
		t.Append(0, r.Length)
	default:
		return nil, s.fail("dimension is required")
	}
	return map[string]any{}, nil
}

type dimensionRange struct {
	SheetID    int64  `json:"sheetId"`
	Dimension  string `json:"dimension"`
	StartIndex int    `json:"startIndex"`
	EndIndex   int    `json:"endIndex"`
}

func insertDimension(s *step) (any, error) {
	var r struct {
		Range             dimensionRange `json:"range"`
		InheritFromBefore bool           `json:"inheritFromBefore"`
	}
	if err := s.decode(&r); err != nil {
		return nil, err
	}
	t, _, err := s.tab(r.Range.SheetID, grid.Box{})
	if err != nil {
		return nil, err
	}
	n := r.Range.EndIndex - r.Range.StartIndex
	switch {
	case n < 1:
		return nil, s.fail("endIndex must be after startIndex")
	case r.Range.Dimension == "ROWS" && r.Range.StartIndex <= t.RowCount():
		t.InsertRows(r.Range.StartIndex, n)
	case r.Range.Dimension == "COLUMNS" && r.Range.StartIndex <= t.Columns():
		t.InsertColumns(r.Range.StartIndex, n)
	default:
		return nil, s.fail("range.startIndex is beyond the end of the sheet")
	}
	return map[string]any{}, nil
}

func updateDimensionProperties(s *step) (any, error) {
	var r struct {
		Range      dimensionRange `json:"range"`
		Properties struct {
			HiddenByUser bool `json:"hiddenByUser"`
			PixelSize    int  `json:"pixelSize"`
		} `json:"properties"`
		Fields string `json:"fields"`
	}
	if err := s.decode(&r); err != nil {
		return nil, err
	}
	t, _, err := s.tab(r.Range.SheetID, grid.Box{})
	if err != nil {
		return nil, err
	}
	m, err := parseMask(r.Fields)
	if err != nil {
		return nil, s.fail("At least one field must be listed in 'fields'.")
	}
	for _, leaf := range m.leaves("") {
		for i := r.Range.StartIndex; i < r.Range.EndIndex; i++ {
			switch {
			case leaf == "hiddenByUser" && r.Range.Dimension == "COLUMNS" && i < t.Columns():
				t.Cols[i].Hidden = r.Properties.HiddenByUser
			case leaf == "hiddenByUser" && r.Range.Dimension == "ROWS" && i < t.RowCount():
				t.Rows[i].Hidden = r.Properties.HiddenByUser
			case leaf == "pixelSize" && r.Range.Dimension == "COLUMNS" && i < t.Columns():
				t.Cols[i].Width = r.Properties.PixelSize
			default:
				return nil, misunderstood("updateDimensionProperties: %s of %s %d", leaf, r.Range.Dimension, i)
			}
		}
	}
	return map[string]any{}, nil
}

func addProtectedRange(s *step) (any, error) {
	var r struct {
		ProtectedRange struct {
			Range       gridRange `json:"range"`
			Description string    `json:"description"`
			WarningOnly bool      `json:"warningOnly"`
		} `json:"protectedRange"`
	}
	if err := s.decode(&r); err != nil {
		return nil, err
	}
	p := r.ProtectedRange
	t, _, err := s.tab(p.Range.SheetID, grid.Box{})
	if err != nil {
		return nil, err
	}
	made := grid.Protection{ID: s.book.Next(), Box: p.Range.box(), Description: p.Description, Warning: p.WarningOnly, Account: true}
	t.Protected = append(t.Protected, made)
	return map[string]any{"addProtectedRange": map[string]any{"protectedRange": map[string]any{"protectedRangeId": made.ID}}}, nil
}
