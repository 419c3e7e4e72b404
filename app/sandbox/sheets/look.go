package sheets

import (
	"matchday/app/sandbox/sheets/grid"
)

// get answers spreadsheets.get: properties always, the grids when they are asked for.
func (s *Server) get(c *call) (any, error) {
	m, err := parseMask(c.query.Get("fields"))
	if c.query.Get("fields") == "" {
		m, err = mask{}, nil
	}
	if err != nil {
		return nil, err
	}
	data := len(m) == 0 && c.query.Get("includeGridData") == "true" || len(m) > 0 && m.wants("sheets", "data")
	return s.peek(c, func(b *grid.Book) (any, error) { return spreadsheet(b, c.query["ranges"], data) })
}

// spreadsheet writes a whole spreadsheet. With ranges only their tabs are in it, and of these only the ranges.
func spreadsheet(b *grid.Book, ranges []string, data bool) (map[string]any, error) {
	wanted := map[*grid.Tab][]grid.Box{}
	for _, name := range ranges {
		t, box, err := b.Range(name)
		if err != nil {
			return nil, err
		}
		wanted[t] = append(wanted[t], box)
	}
	sheets := []any{}
	for i, t := range b.Tabs {
		boxes := wanted[t]
		if len(ranges) == 0 {
			boxes = []grid.Box{grid.Whole()}
		}
		if len(boxes) > 0 {
			sheets = append(sheets, sheet(t, i, boxes, data))
		}
	}
	return map[string]any{
		"spreadsheetId": b.ID, "spreadsheetUrl": "https://docs.google.com/spreadsheets/d/" + b.ID + "/edit", "sheets": sheets,
		"properties": map[string]any{"title": b.Title, "locale": "en_US", "timeZone": "Etc/GMT"},
	}, nil
}

func sheet(t *grid.Tab, index int, boxes []grid.Box, data bool) map[string]any {
	out := map[string]any{"properties": properties(t, index)}
	var merges, protections []any
	for _, m := range t.Merges {
		merges = append(merges, gridRangeOf(t, m))
	}
	for _, p := range t.Protected {
		protections = append(protections, map[string]any{"protectedRangeId": p.ID, "range": gridRangeOf(t, p.Box), "warningOnly": p.Warning,
			"description": p.Description, "requestingUserCanEdit": p.Warning || p.Account})
	}
	if merges != nil {
		out["merges"] = merges
	}
	if protections != nil {
		out["protectedRanges"] = protections
	}
	if t.Filter != nil {
		out["basicFilter"] = map[string]any{"range": gridRangeOf(t, *t.Filter)}
	}
	if data {
		grids := []any{}
		for _, box := range boxes {
			grids = append(grids, gridData(t, box.Within(t.RowCount(), t.Columns())))
		}
		out["data"] = grids
	}
	return out
}

func properties(t *grid.Tab, index int) map[string]any {
	g := map[string]any{"rowCount": t.RowCount(), "columnCount": t.Columns()}
	if t.Frozen > 0 {
		g["frozenRowCount"] = t.Frozen
	}
	out := map[string]any{"sheetId": t.ID, "title": t.Title, "index": index, "sheetType": "GRID", "gridProperties": g}
	if t.Hidden {
		out["hidden"] = true
	}
	return out
}

// gridRangeOf writes a box; an end that is open is left out.
func gridRangeOf(t *grid.Tab, b grid.Box) map[string]any {
	out := map[string]any{"sheetId": t.ID, "startRowIndex": b.Row, "startColumnIndex": b.Col}
	if b.EndRow < grid.Open {
		out["endRowIndex"] = b.EndRow
	}
	if b.EndCol < grid.Open {
		out["endColumnIndex"] = b.EndCol
	}
	return out
}

func gridData(t *grid.Tab, box grid.Box) map[string]any {
	rows, rowMeta, colMeta := []any{}, []any{}, []any{}
	for r := box.Row; r < box.EndRow; r++ {
		cells := []any{}
		for c := box.Col; c < box.EndCol; c++ {
			cells = append(cells, cellData(t, r, c))
		}
		for len(cells) > 0 && len(cells[len(cells)-1].(map[string]any)) == 0 {
			cells = cells[:len(cells)-1]
		}
		row := map[string]any{}
		if len(cells) > 0 {
			row["values"] = cells
		}
		rows = append(rows, row)
		meta := map[string]any{"pixelSize": 21}
		if t.Rows[r].Hidden {
			meta["hiddenByUser"] = true
		}
		if t.Rows[r].Filtered {
			meta["hiddenByFilter"] = true
		}
		rowMeta = append(rowMeta, meta)
	}
	for c := box.Col; c < box.EndCol; c++ {
		meta := map[string]any{"pixelSize": 100}
		if w := t.Cols[c].Width; w > 0 {
			meta["pixelSize"] = w
		}
		if t.Cols[c].Hidden {
			meta["hiddenByUser"] = true
		}
		colMeta = append(colMeta, meta)
	}
	for len(rows) > 0 && len(rows[len(rows)-1].(map[string]any)) == 0 {
		rows = rows[:len(rows)-1]
	}
	out := map[string]any{"rowData": rows, "rowMetadata": rowMeta, "columnMetadata": colMeta}
	if box.Row > 0 {
		out["startRow"] = box.Row
	}
	if box.Col > 0 {
		out["startColumn"] = box.Col
	}
	return out
}

func cellData(t *grid.Tab, r, c int) map[string]any {
	cell := t.At(r, c)
	out := map[string]any{}
	if cell.Value.Kind != grid.Blank {
		out["userEnteredValue"] = extended(cell.Value)
		shown := t.Result(r, c)
		out["effectiveValue"] = extended(shown)
		out["formattedValue"] = shown.Show()
	}
	if cell.Note != "" {
		out["note"] = cell.Note
	}
	if cell.Check {
		out["dataValidation"] = map[string]any{"condition": map[string]any{"type": "BOOLEAN"}}
	}
	format := map[string]any{}
	text := map[string]any{}
	if cell.Link != "" {
		out["hyperlink"] = cell.Link
		text["link"] = map[string]any{"uri": cell.Link}
	}
	if cell.Bold {
		text["bold"] = true
	}
	if len(text) > 0 {
		format["textFormat"] = text
	}
	if cell.Format != "" {
		format["numberFormat"] = map[string]any{"type": "TEXT", "pattern": cell.Format}
	}
	if len(format) > 0 {
		out["userEnteredFormat"] = format
	}
	return out
}

func extended(v grid.Value) map[string]any {
	switch v.Kind {
	case grid.Number:
		return map[string]any{"numberValue": v.Num}
	case grid.Bool:
		return map[string]any{"boolValue": v.On}
	case grid.Formula:
		return map[string]any{"formulaValue": v.Text}
	case grid.Problem:
		return map[string]any{"errorValue": map[string]any{"type": "NAME", "message": v.Text}}
	}
	return map[string]any{"stringValue": v.Text}
}
