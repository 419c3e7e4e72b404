package sheets

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"

	api "google.golang.org/api/sheets/v4"

	"matchday/app/league/edits"
	"matchday/app/mirror"
)

// draft is one write of a Sheet: every batch of a push in one call, whose answer tells what stood in the written rows
// before.
type draft struct {
	requests []*api.Request
	shadow   mirror.Shadow // as it is after the call
	rows     int           // of the shadow that are written: the first says which push it was, the others are copies
	width    int
}

// draftOf puts a push together. links tells that the plan leads names somewhere, so that links are the mirror's to set.
func draftOf(tabs []edits.Tab, p mirror.Push, links bool, shadow mirror.Shadow) draft {
	d := draft{shadow: shadow, rows: 1}
	for _, b := range p.Batches {
		d.grow(tabs[tabOf(tabs, b.Tab.Kind)], b)
		d.rows += len(b.Rows())
		d.width = max(d.width, b.Width())
	}
	d.shade()
	d.add(cellsAt(d.shadow.Sheet, 0, 0, []*api.CellData{{UserEnteredValue: entered(p.ID)}}, "userEnteredValue"))
	next := 1
	for _, b := range p.Batches {
		next = d.copy(b, next)
	}
	for _, b := range p.Batches {
		d.cells(b.Tab, b.Cells, links && !p.Mends)
		d.keys(b.Tab, b.Keys)
	}
	return d
}

// grow makes the rows that the grid needs, and the column of keys where there is none: hidden, and protected so far that
// Sheets warns whoever types into it.
func (d *draft) grow(t edits.Tab, b mirror.Batch) {
	if b.Grow > 0 {
		d.larger(t.Sheet, "ROWS", b.Grow)
	}
	if t.Keyed() && t.Key >= t.Reading.Cols {
		d.larger(t.Sheet, "COLUMNS", 1)
		d.keyColumn(t.Tab)
	}
}

func (d *draft) larger(sheet int64, dimension string, by int) {
	d.add(&api.Request{AppendDimension: &api.AppendDimensionRequest{SheetId: sheet, Dimension: dimension, Length: int64(by), ForceSendFields: []string{"SheetId"}}})
}

// The size of a new shadow, if nothing larger is needed.
const (
	shadowRows = 200
	shadowCols = 30
)

// shade makes the shadow, or makes it large enough.
func (d *draft) shade() {
	s := &d.shadow
	if s.Sheet == 0 {
		*s = mirror.Shadow{Sheet: int64(rand.Int32N(1<<30) + 1), Rows: max(shadowRows, d.rows), Cols: max(shadowCols, d.width)}
		d.add(&api.Request{AddSheet: &api.AddSheetRequest{Properties: &api.SheetProperties{SheetId: s.Sheet, Title: mirror.ShadowTitle, Hidden: true,
			GridProperties: &api.GridProperties{RowCount: int64(s.Rows), ColumnCount: int64(s.Cols)}}}})
	}
	if more := d.rows - s.Rows; more > 0 {
		d.larger(s.Sheet, "ROWS", more)
		s.Rows = d.rows
	}
	if more := d.width - s.Cols; more > 0 {
		d.larger(s.Sheet, "COLUMNS", more)
		s.Cols = d.width
	}
}

// copy copies the rows that a batch writes into the shadow, from row next on, and returns the row after them.
func (d *draft) copy(b mirror.Batch, next int) int {
	rows := b.Rows()
	for i := 0; i < len(rows); {
		j := i
		for ; j < len(rows) && rows[j] == rows[i]+(j-i); j++ {
		}
		d.add(&api.Request{CopyPaste: &api.CopyPasteRequest{PasteType: "PASTE_VALUES",
			Source: box(b.Tab.Sheet, rows[i], j-i, b.Width()), Destination: box(d.shadow.Sheet, next, j-i, b.Width())}})
		next += j - i
		i = j
	}
	return next
}

// box is so many rows and columns from the left.
func box(sheet int64, row, rows, cols int) *api.GridRange {
	return &api.GridRange{SheetId: sheet, StartRowIndex: int64(row), EndRowIndex: int64(row + rows), EndColumnIndex: int64(cols), ForceSendFields: []string{"SheetId", "StartRowIndex", "StartColumnIndex"}}
}

func (d *draft) keyColumn(t mirror.Tab) {
	key := int64(t.Key)
	d.add(
		cellsAt(t.Sheet, t.Header, t.Key, []*api.CellData{{UserEnteredValue: entered(mirror.KeyHeader)}}, "userEnteredValue"),
		&api.Request{UpdateDimensionProperties: &api.UpdateDimensionPropertiesRequest{Fields: "hiddenByUser", Properties: &api.DimensionProperties{HiddenByUser: true},
			Range: &api.DimensionRange{SheetId: t.Sheet, Dimension: "COLUMNS", StartIndex: key, EndIndex: key + 1, ForceSendFields: []string{"SheetId", "StartIndex"}}}},
		&api.Request{AddProtectedRange: &api.AddProtectedRangeRequest{ProtectedRange: &api.ProtectedRange{WarningOnly: true,
			Description: "Matchday finds its rows by this column. Leave it as it is.",
			Range:       &api.GridRange{SheetId: t.Sheet, StartColumnIndex: key, EndColumnIndex: key + 1, ForceSendFields: []string{"SheetId", "StartColumnIndex"}}}}},
	)
}

func (d *draft) add(r ...*api.Request) { d.requests = append(d.requests, r...) }

// cells adds cells, those that stand side by side and change in the same respects in one request.
func (d *draft) cells(t mirror.Tab, writes []mirror.CellWrite, links bool) {
	writes = slices.Clone(writes)
	slices.SortFunc(writes, func(a, b mirror.CellWrite) int { return cmp.Or(a.Row-b.Row, a.Col-b.Col) })
	for i := 0; i < len(writes); {
		fields := fieldsOf(writes[i], links)
		var row []*api.CellData
		j := i
		for ; j < len(writes) && writes[j].Row == writes[i].Row && writes[j].Col == writes[i].Col+(j-i) && fieldsOf(writes[j], links) == fields; j++ {
			row = append(row, cellOf(writes[j]))
		}
		if fields != "" {
			d.add(cellsAt(t.Sheet, writes[i].Row, writes[i].Col, row, fields))
		}
		i = j
	}
}

// fieldsOf names what changes of a cell; nothing else of it is touched.
func fieldsOf(w mirror.CellWrite, links bool) string {
	fields := ""
	name := func(f string) {
		if fields != "" {
			fields += ","
		}
		fields += f
	}
	if w.Value != nil {
		name("userEnteredValue")
		if links && w.Field == mirror.InGame {
			name("userEnteredFormat.textFormat.link")
		}
		if w.New && w.Field.Checkbox() {
			name("dataValidation")
		}
	}
	if w.Note != nil {
		name("note")
	}
	return fields
}

func cellOf(w mirror.CellWrite) *api.CellData {
	c := &api.CellData{}
	if w.Value != nil {
		c.UserEnteredValue = entered(w.Field.Typed(*w.Value))
		if w.Link != "" {
			c.UserEnteredFormat = &api.CellFormat{TextFormat: &api.TextFormat{Link: &api.Link{Uri: w.Link}}}
		}
		if w.New && w.Field.Checkbox() {
			c.DataValidation = checkbox()
		}
	}
	if w.Note != nil {
		c.Note = *w.Note
	}
	return c
}

func checkbox() *api.DataValidationRule {
	return &api.DataValidationRule{Condition: &api.BooleanCondition{Type: "BOOLEAN"}, Strict: true}
}

// entered is a value as it is, never as it would be read if it were typed: "=SUM(1)" stays these letters. nil empties the
// cell.
func entered(v any) *api.ExtendedValue {
	switch v := v.(type) {
	case bool:
		return &api.ExtendedValue{BoolValue: &v}
	case float64:
		return &api.ExtendedValue{NumberValue: &v}
	case string:
		if v != "" {
			return &api.ExtendedValue{StringValue: &v}
		}
	}
	return nil
}

// keys adds cells of the column of keys; an empty key empties the cell.
func (d *draft) keys(t mirror.Tab, keys map[int]string) {
	rows := make([]int, 0, len(keys))
	for row := range keys {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	for i := 0; i < len(rows); {
		var block []*api.RowData
		j := i
		for ; j < len(rows) && rows[j] == rows[i]+(j-i); j++ {
			block = append(block, &api.RowData{Values: []*api.CellData{{UserEnteredValue: entered(keys[rows[j]])}}})
		}
		d.add(&api.Request{UpdateCells: &api.UpdateCellsRequest{Fields: "userEnteredValue", Rows: block, Start: place(t.Sheet, rows[i], t.Key)}})
		i = j
	}
}

func cellsAt(sheet int64, row, col int, cells []*api.CellData, fields string) *api.Request {
	return &api.Request{UpdateCells: &api.UpdateCellsRequest{Fields: fields, Rows: []*api.RowData{{Values: cells}}, Start: place(sheet, row, col)}}
}

// place names a cell. The client leaves zeros out unless it is told not to.
func place(sheet int64, row, col int) *api.GridCoordinate {
	return &api.GridCoordinate{SheetId: sheet, RowIndex: int64(row), ColumnIndex: int64(col), ForceSendFields: []string{"SheetId", "RowIndex", "ColumnIndex"}}
}

// send writes a draft and returns what the copied rows held in that moment.
func (t *trip) send(ctx context.Context, spreadsheet string, d draft) ([][]any, error) {
	body := &api.BatchUpdateSpreadsheetRequest{Requests: d.requests, IncludeSpreadsheetInResponse: true,
		ResponseRanges: []string{quote(mirror.ShadowTitle) + "!A1:" + mirror.Place(d.rows-1, d.width-1)}}
	answer, err := t.api.Spreadsheets.BatchUpdate(spreadsheet, body).Fields(only("updatedSpreadsheet(sheets(data(rowData(values(effectiveValue)))))")).Context(ctx).Do()
	if err != nil {
		return nil, err
	}
	if answer.UpdatedSpreadsheet == nil {
		return nil, errors.New("google did not answer what the rows held that were written")
	}
	var rows [][]any
	for _, sheet := range answer.UpdatedSpreadsheet.Sheets {
		for _, data := range sheet.Data {
			for _, row := range data.RowData {
				rows = append(rows, shown(row))
			}
		}
	}
	return rows[min(1, len(rows)):], nil
}

// shown is a row as a reading of values would have it.
func shown(row *api.RowData) []any {
	cells := make([]any, len(row.Values))
	for i, c := range row.Values {
		v := c.EffectiveValue
		switch {
		case v == nil:
		case v.StringValue != nil:
			cells[i] = *v.StringValue
		case v.NumberValue != nil:
			cells[i] = *v.NumberValue
		case v.BoolValue != nil:
			cells[i] = *v.BoolValue
		case v.ErrorValue != nil:
			cells[i] = problem(v.ErrorValue.Type)
		}
	}
	return cells
}

// problem is how a formula that failed shows.
func problem(kind string) string {
	switch kind {
	case "DIVIDE_BY_ZERO":
		return "#DIV/0!"
	case "N_A":
		return "#N/A"
	case "NAME":
		return "#NAME?"
	case "REF", "VALUE", "NUM":
		return "#" + kind + "!"
	case "NULL_VALUE":
		return "#NULL!"
	}
	return "#ERROR!"
}
