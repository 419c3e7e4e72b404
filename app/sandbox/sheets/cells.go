package sheets

import (
	"matchday/app/sandbox/sheets/grid"
)

// cellBody is a cell as far as a write of one is carried out.
type cellBody struct {
	UserEnteredValue *struct {
		StringValue  *string  `json:"stringValue"`
		NumberValue  *float64 `json:"numberValue"`
		BoolValue    *bool    `json:"boolValue"`
		FormulaValue *string  `json:"formulaValue"`
	} `json:"userEnteredValue"`
	Note              string      `json:"note"`
	DataValidation    *validation `json:"dataValidation"`
	UserEnteredFormat struct {
		TextFormat struct {
			Bold bool `json:"bold"`
			Link struct {
				URI string `json:"uri"`
			} `json:"link"`
		} `json:"textFormat"`
		NumberFormat struct {
			Type    string `json:"type"`
			Pattern string `json:"pattern"`
		} `json:"numberFormat"`
	} `json:"userEnteredFormat"`
}

type validation struct {
	Condition struct {
		Type string `json:"type"`
	} `json:"condition"`
	Strict       bool   `json:"strict"`
	ShowCustomUI bool   `json:"showCustomUi"`
	InputMessage string `json:"inputMessage"`
}

// leaf is one thing of a cell that a write can name in its fields.
type leaf func(*grid.Content, cellBody)

// leavesOf returns what the fields of a write name, or the first name that is not carried out.
func leavesOf(fields string) (set []leaf, strange string, err error) {
	m, err := parseMask(fields)
	if err != nil {
		return nil, "", err
	}
	known := map[string]leaf{
		"userEnteredValue":                  func(c *grid.Content, b cellBody) { c.Value = b.value() },
		"note":                              func(c *grid.Content, b cellBody) { c.Note = b.Note },
		"dataValidation":                    func(c *grid.Content, b cellBody) { c.Check = b.DataValidation != nil },
		"userEnteredFormat.textFormat.link": func(c *grid.Content, b cellBody) { c.Link = b.UserEnteredFormat.TextFormat.Link.URI },
		"userEnteredFormat.textFormat.bold": func(c *grid.Content, b cellBody) { c.Bold = b.UserEnteredFormat.TextFormat.Bold },
		"userEnteredFormat.numberFormat":    func(c *grid.Content, b cellBody) { c.Format = b.pattern() },
	}
	for _, name := range m.leaves("") {
		l, ok := known[name]
		if !ok {
			return nil, name, nil
		}
		set = append(set, l)
	}
	return set, "", nil
}

func (b cellBody) pattern() string {
	f := b.UserEnteredFormat.NumberFormat
	if f.Type == "TEXT" {
		return "@"
	}
	return f.Pattern
}

// value is what a cell is set to: nothing clears it. A text is kept as it is, also one that begins with "=".
func (b cellBody) value() grid.Value {
	v := b.UserEnteredValue
	switch {
	case v == nil:
		return grid.Value{}
	case v.StringValue != nil:
		return grid.TextValue(*v.StringValue)
	case v.NumberValue != nil:
		return grid.NumberValue(*v.NumberValue)
	case v.BoolValue != nil:
		return grid.BoolValue(*v.BoolValue)
	case v.FormulaValue != nil:
		return grid.FormulaValue(*v.FormulaValue)
	}
	return grid.Value{}
}

func (b cellBody) check() string {
	if b.DataValidation != nil && b.DataValidation.Condition.Type != "BOOLEAN" {
		return "dataValidation of the type " + b.DataValidation.Condition.Type
	}
	return ""
}

func updateCells(s *step) (any, error) {
	var r struct {
		Rows []struct {
			Values []cellBody `json:"values"`
		} `json:"rows"`
		Fields string     `json:"fields"`
		Range  *gridRange `json:"range"`
		Start  *struct {
			SheetID     int64 `json:"sheetId"`
			RowIndex    int   `json:"rowIndex"`
			ColumnIndex int   `json:"columnIndex"`
		} `json:"start"`
	}
	if err := s.decode(&r); err != nil {
		return nil, err
	}
	set, strange, err := leavesOf(r.Fields)
	switch {
	case err != nil:
		return nil, s.fail("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
	case strange != "":
		return nil, misunderstood("updateCells: the field %s", strange)
	case (r.Range == nil) == (r.Start == nil):
		return nil, s.fail("exactly one of 'range' and 'start' must be set")
	}
	wide := 0
	for _, row := range r.Rows {
		wide = max(wide, len(row.Values))
	}
	var id int64
	var box grid.Box
	if r.Range != nil {
		id, box = r.Range.SheetID, r.Range.box()
	} else {
		id, box = r.Start.SheetID, grid.Box{Row: r.Start.RowIndex, Col: r.Start.ColumnIndex, EndRow: r.Start.RowIndex + len(r.Rows), EndCol: r.Start.ColumnIndex + wide}
	}
	t, inside, err := s.tab(id, box)
	if err != nil {
		return nil, err
	}
	if r.Start != nil && inside != box {
		return nil, s.fail("Attempting to write column: %d, beyond the last requested column of: %d, or row: %d, beyond the last row of: %d", box.EndCol-1, t.Columns()-1, box.EndRow-1, t.RowCount()-1)
	}
	for row := inside.Row; row < inside.EndRow; row++ {
		for col := inside.Col; col < inside.EndCol; col++ {
			var body cellBody // a cell of the range that the rows do not have is cleared
			if i, j := row-inside.Row, col-inside.Col; i < len(r.Rows) && j < len(r.Rows[i].Values) {
				body = r.Rows[i].Values[j]
			} else if r.Range == nil {
				continue
			}
			if strange := body.check(); strange != "" {
				return nil, misunderstood("updateCells: %s", strange)
			}
			cell := t.At(row, col)
			for _, l := range set {
				l(&cell, body)
			}
			t.Set(row, col, cell)
		}
	}
	return map[string]any{}, nil
}

func repeatCell(s *step) (any, error) {
	var r struct {
		Range  gridRange `json:"range"`
		Cell   cellBody  `json:"cell"`
		Fields string    `json:"fields"`
	}
	if err := s.decode(&r); err != nil {
		return nil, err
	}
	set, strange, err := leavesOf(r.Fields)
	switch {
	case err != nil:
		return nil, s.fail("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
	case strange != "":
		return nil, misunderstood("repeatCell: the field %s", strange)
	}
	t, inside, err := s.tab(r.Range.SheetID, r.Range.box())
	if err != nil {
		return nil, err
	}
	for row := inside.Row; row < inside.EndRow; row++ {
		for col := inside.Col; col < inside.EndCol; col++ {
			cell := t.At(row, col)
			for _, l := range set {
				l(&cell, r.Cell)
			}
			t.Set(row, col, cell)
		}
	}
	return map[string]any{}, nil
}

func setDataValidation(s *step) (any, error) {
	var r struct {
		Range gridRange   `json:"range"`
		Rule  *validation `json:"rule"`
	}
	if err := s.decode(&r); err != nil {
		return nil, err
	}
	if strange := (cellBody{DataValidation: r.Rule}).check(); strange != "" {
		return nil, misunderstood("setDataValidation: %s", strange)
	}
	t, inside, err := s.tab(r.Range.SheetID, r.Range.box())
	if err != nil {
		return nil, err
	}
	for row := inside.Row; row < inside.EndRow; row++ {
		for col := inside.Col; col < inside.EndCol; col++ {
			cell := t.At(row, col)
			cell.Check = r.Rule != nil
			t.Set(row, col, cell)
		}
	}
	return map[string]any{}, nil
}
