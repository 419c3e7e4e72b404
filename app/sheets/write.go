package sheets

import (
	"cmp"
	"context"
	"slices"

	api "google.golang.org/api/sheets/v4"

	"matchday/app/league/edits"
	"matchday/app/mirror"
)

// draft is one write of a Sheet: every batch in one call, whose answer tells where the keys stand after it.
type draft struct {
	requests []*api.Request
	look     []string // ranges of keys
}

// draftOf puts batches together. links tells that the plan leads names somewhere, so that links are the mirror's to set.
func draftOf(tabs []edits.Tab, batches []mirror.Batch, links bool) draft {
	var d draft
	for _, b := range batches {
		i := slices.IndexFunc(tabs, func(t edits.Tab) bool { return t.Kind == b.Tab.Kind })
		d.grow(tabs[i], b)
		d.cells(b.Tab, b.Cells, links)
		d.keys(b.Tab, b.Keys)
		if b.Tab.Keyed() {
			d.look = append(d.look, quote(b.Tab.Title)+"!"+mirror.Letters(b.Tab.Key)+":"+mirror.Letters(b.Tab.Key))
		}
	}
	return d
}

// grow makes the rows that the grid needs, and the column of keys where there is none: hidden, and protected so far that
// Sheets warns whoever types into it.
func (d *draft) grow(t edits.Tab, b mirror.Batch) {
	if b.Grow > 0 {
		d.add(&api.Request{AppendDimension: &api.AppendDimensionRequest{SheetId: t.Sheet, Dimension: "ROWS", Length: int64(b.Grow), ForceSendFields: []string{"SheetId"}}})
	}
	if t.Keyed() && t.Key >= t.Reading.Cols {
		d.add(&api.Request{AppendDimension: &api.AppendDimensionRequest{SheetId: t.Sheet, Dimension: "COLUMNS", Length: 1, ForceSendFields: []string{"SheetId"}}})
		d.keyColumn(t.Tab)
	}
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

// send writes a draft and returns what stands in the columns of keys after it, by Google's number of the tab.
func (t *trip) send(ctx context.Context, spreadsheet string, d draft) (after map[int64][]any, titles map[int64]string, err error) {
	body := &api.BatchUpdateSpreadsheetRequest{Requests: d.requests, IncludeSpreadsheetInResponse: len(d.look) > 0, ResponseRanges: d.look}
	answer, err := t.api.Spreadsheets.BatchUpdate(spreadsheet, body).
		Fields(only("updatedSpreadsheet(sheets(properties(sheetId,title),data(rowData(values(effectiveValue)))))")).Context(ctx).Do()
	if err != nil {
		return nil, nil, err
	}
	after, titles = map[int64][]any{}, map[int64]string{}
	if answer.UpdatedSpreadsheet == nil {
		return after, titles, nil
	}
	for _, sheet := range answer.UpdatedSpreadsheet.Sheets {
		titles[sheet.Properties.SheetId] = sheet.Properties.Title
		column := []any{}
		for _, data := range sheet.Data {
			for _, row := range data.RowData {
				column = append(column, shown(row))
			}
		}
		after[sheet.Properties.SheetId] = column
	}
	return after, titles, nil
}

// shown is the text of the one cell of a row.
func shown(row *api.RowData) any {
	if row == nil || len(row.Values) == 0 || row.Values[0].EffectiveValue == nil || row.Values[0].EffectiveValue.StringValue == nil {
		return nil
	}
	return *row.Values[0].EffectiveValue.StringValue
}
