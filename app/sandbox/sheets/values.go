package sheets

import (
	"matchday/app/sandbox/sheets/grid"
)

// valueRange is a box of values as the API writes it.
type valueRange struct {
	Range          string  `json:"range,omitempty"`
	MajorDimension string  `json:"majorDimension,omitempty"`
	Values         [][]any `json:"values,omitempty"`
}

// render is how values are to be written.
type render struct {
	value string // FORMATTED_VALUE, UNFORMATTED_VALUE, FORMULA
	date  string // SERIAL_NUMBER, FORMATTED_STRING
	major string // ROWS, COLUMNS
}

func (c *call) render() (render, error) {
	r := render{value: c.query.Get("valueRenderOption"), date: c.query.Get("dateTimeRenderOption"), major: c.query.Get("majorDimension")}
	for _, o := range []struct {
		into    *string
		field   string
		allowed []string
	}{
		{&r.value, "value_render_option", []string{"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"}},
		{&r.date, "date_time_render_option", []string{"SERIAL_NUMBER", "FORMATTED_STRING"}},
		{&r.major, "major_dimension", []string{"ROWS", "COLUMNS"}},
	} {
		if err := oneOf(o.into, o.field, o.allowed); err != nil {
			return r, err
		}
	}
	return r, nil
}

// oneOf checks an enumeration, whose first value is what an empty one means.
func oneOf(into *string, field string, allowed []string) error {
	if *into == "" {
		*into = allowed[0]
		return nil
	}
	for _, a := range allowed {
		if *into == a {
			return nil
		}
	}
	return invalid("Invalid value at '%s', %q", field, *into)
}

func (r render) of(t *grid.Tab, row, col int) any {
	entered := t.At(row, col).Value
	v := t.Result(row, col)
	switch {
	case r.value == "FORMULA" && entered.Kind == grid.Formula:
		return entered.Text
	case r.value == "FORMATTED_VALUE", v.Kind == grid.Text, v.Kind == grid.Problem, v.Kind == grid.Blank:
		return v.Show()
	case v.Kind == grid.Bool:
		return v.On
	case v.Shown != "" && r.date == "FORMATTED_STRING" && r.value != "FORMULA":
		return v.Shown
	}
	return v.Num
}

// values writes a box as Google does: empty cells at the end of a row and empty rows at the end are left out.
func (r render) values(t *grid.Tab, box grid.Box) valueRange {
	inside := box.Within(t.RowCount(), t.Columns())
	out := valueRange{Range: grid.Name(t.Title, inside), MajorDimension: r.major}
	outer, inner := inside.EndRow-inside.Row, inside.EndCol-inside.Col
	if r.major == "COLUMNS" {
		outer, inner = inner, outer
	}
	for i := range outer {
		line := []any{}
		for j := range inner {
			row, col := inside.Row+i, inside.Col+j
			if r.major == "COLUMNS" {
				row, col = inside.Row+j, inside.Col+i
			}
			line = append(line, r.of(t, row, col))
		}
		for len(line) > 0 && line[len(line)-1] == "" {
			line = line[:len(line)-1]
		}
		out.Values = append(out.Values, line)
	}
	for len(out.Values) > 0 && len(out.Values[len(out.Values)-1]) == 0 {
		out.Values = out.Values[:len(out.Values)-1]
	}
	return out
}

// peek reads a spreadsheet. Values and tabs that fn is given must not be changed.
func (s *Server) peek(c *call, fn func(*grid.Book) (any, error)) (any, error) {
	s.mu.Lock()
	b := s.books[c.Book]
	if b == nil {
		s.mu.Unlock()
		return nil, errDropped
	}
	now := b.grid // an edit puts another in its place and leaves this one as it is
	s.mu.Unlock()
	return fn(now)
}

// edit writes a spreadsheet: all that fn does, or nothing.
func (s *Server) edit(c *call, fn func(*grid.Book) (any, error)) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.books[c.Book]
	if b == nil {
		return nil, errDropped
	}
	next := b.grid.Clone()
	answer, err := fn(next)
	if err != nil {
		return nil, err
	}
	b.grid = next
	s.ring()
	return answer, nil
}

func (s *Server) valuesGet(c *call) (any, error) {
	r, err := c.render()
	if err != nil {
		return nil, err
	}
	return s.peek(c, func(b *grid.Book) (any, error) {
		t, box, err := b.Range(c.rng)
		if err != nil {
			return nil, err
		}
		return r.values(t, box), nil
	})
}

func (s *Server) valuesBatchGet(c *call) (any, error) {
	r, err := c.render()
	if err != nil {
		return nil, err
	}
	return s.peek(c, func(b *grid.Book) (any, error) {
		var all []valueRange
		for _, name := range c.query["ranges"] {
			t, box, err := b.Range(name)
			if err != nil {
				return nil, err
			}
			all = append(all, r.values(t, box))
		}
		return map[string]any{"spreadsheetId": c.Book, "valueRanges": all}, nil
	})
}

// written is what a write of values answers.
type written struct {
	SpreadsheetID  string `json:"spreadsheetId"`
	UpdatedRange   string `json:"updatedRange"`
	UpdatedRows    int    `json:"updatedRows"`
	UpdatedColumns int    `json:"updatedColumns"`
	UpdatedCells   int    `json:"updatedCells"`
}

// entered turns a value of JSON into a cell's. skip is for null, which leaves the cell alone.
func entered(v any, input string, asText bool) (value grid.Value, skip bool, err error) {
	switch v := v.(type) {
	case nil:
		return value, true, nil
	case string:
		if input == "USER_ENTERED" {
			return grid.Typed(v, asText), false, nil
		}
		return grid.TextValue(v), false, nil
	case float64:
		return grid.NumberValue(v), false, nil
	case bool:
		return grid.BoolValue(v), false, nil
	}
	return value, false, invalid("Invalid values: only texts, numbers and booleans can be written")
}

// enter writes values from the first cell of a box on.
func enter(t *grid.Tab, box grid.Box, vr valueRange, input string) (written, error) {
	major := vr.MajorDimension
	if err := oneOf(&major, "major_dimension", []string{"ROWS", "COLUMNS"}); err != nil {
		return written{}, err
	}
	out := written{}
	wide, high := 0, 0
	for i, line := range vr.Values {
		for j, raw := range line {
			row, col := box.Row+i, box.Col+j
			if major == "COLUMNS" {
				row, col = box.Row+j, box.Col+i
			}
			if row >= box.EndRow || col >= box.EndCol {
				return out, invalid("Requested writing within range [%s], but tried writing to %s", grid.Name(t.Title, box.Within(t.RowCount(), t.Columns())), grid.Name(t.Title, grid.One(row, col)))
			}
			if row >= t.RowCount() || col >= t.Columns() {
				return out, invalid("Range (%s) exceeds grid limits. Max rows: %d, max columns: %d", grid.Name(t.Title, grid.One(row, col)), t.RowCount(), t.Columns())
			}
			if err := t.Writable(grid.One(row, col)); err != nil {
				return out, err
			}
			cell := t.At(row, col)
			value, skip, err := entered(raw, input, cell.Format == "@")
			if err != nil {
				return out, err
			}
			if !skip {
				cell.Value, cell.Link = value, ""
				t.Set(row, col, cell)
				out.UpdatedCells++
			}
			high, wide = max(high, row-box.Row+1), max(wide, col-box.Col+1)
		}
	}
	out.UpdatedRows, out.UpdatedColumns = high, wide
	out.UpdatedRange = grid.Name(t.Title, grid.Box{Row: box.Row, Col: box.Col, EndRow: box.Row + max(high, 1), EndCol: box.Col + max(wide, 1)})
	return out, nil
}

func inputOption(s string) (string, error) {
	if s != "RAW" && s != "USER_ENTERED" {
		return s, invalid("'valueInputOption' is required but not specified")
	}
	return s, nil
}

func (s *Server) valuesUpdate(c *call) (any, error) {
	var vr valueRange
	if err := c.decode(&vr); err != nil {
		return nil, err
	}
	input, err := inputOption(c.query.Get("valueInputOption"))
	if err != nil {
		return nil, err
	}
	return s.edit(c, func(b *grid.Book) (any, error) { return update(b, c.Book, c.rng, vr, input) })
}

func update(b *grid.Book, id, name string, vr valueRange, input string) (written, error) {
	t, box, err := b.Range(name)
	if err != nil {
		return written{}, err
	}
	if box.EndRow == box.Row+1 && box.EndCol == box.Col+1 {
		box.EndRow, box.EndCol = grid.Open, grid.Open // one cell names where writing begins
	}
	out, err := enter(t, box, vr, input)
	out.SpreadsheetID = id
	return out, err
}

func (s *Server) valuesBatchUpdate(c *call) (any, error) {
	var body struct {
		ValueInputOption string       `json:"valueInputOption"`
		Data             []valueRange `json:"data"`
	}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	input, err := inputOption(body.ValueInputOption)
	if err != nil {
		return nil, err
	}
	return s.edit(c, func(b *grid.Book) (any, error) {
		responses := []written{}
		cells := 0
		for _, vr := range body.Data {
			out, err := update(b, c.Book, vr.Range, vr, input)
			if err != nil {
				return nil, err
			}
			cells += out.UpdatedCells
			responses = append(responses, out)
		}
		return map[string]any{"spreadsheetId": c.Book, "totalUpdatedCells": cells, "responses": responses}, nil
	})
}

// valuesAppend writes below the last row of the range that holds something.
func (s *Server) valuesAppend(c *call) (any, error) {
	var vr valueRange
	if err := c.decode(&vr); err != nil {
		return nil, err
	}
	input, err := inputOption(c.query.Get("valueInputOption"))
	if err != nil {
		return nil, err
	}
	how := c.query.Get("insertDataOption")
	if err := oneOf(&how, "insert_data_option", []string{"OVERWRITE", "INSERT_ROWS"}); err != nil {
		return nil, err
	}
	return s.edit(c, func(b *grid.Book) (any, error) {
		t, box, err := b.Range(c.rng)
		if err != nil {
			return nil, err
		}
		inside := box.Within(t.RowCount(), t.Columns())
		last := inside.Row
		for r := inside.Row; r < t.RowCount(); r++ {
			for col := inside.Col; col < inside.EndCol; col++ {
				if !t.Result(r, col).Empty() {
					last = r + 1
				}
			}
		}
		if how == "INSERT_ROWS" && last < t.RowCount() {
			t.InsertRows(last, len(vr.Values))
		}
		t.Append(max(0, last+len(vr.Values)-t.RowCount()), 0)
		out, err := enter(t, grid.Box{Row: last, Col: inside.Col, EndRow: grid.Open, EndCol: grid.Open}, vr, input)
		out.SpreadsheetID = c.Book
		return map[string]any{"spreadsheetId": c.Book, "tableRange": grid.Name(t.Title, inside), "updates": out}, err
	})
}
