package grid

import (
	"strings"
)

// Result returns what a cell shows: its value, or what its formula gives. Of formulas it knows HYPERLINK with two texts,
// a reference to one cell, and SUM, COUNT, COUNTA and COUNTIF over a box; any other gives #NAME?, as Google answers a
// function it does not know.
func (t *Tab) Result(row, col int) Value { return t.result(row, col, 8) }

func (t *Tab) result(row, col, depth int) Value {
	v := t.At(row, col).Value
	if v.Kind != Formula {
		return v
	}
	if depth == 0 {
		return Value{Kind: Problem, Text: "#REF!"}
	}
	return t.compute(strings.TrimSpace(v.Text[1:]), depth-1)
}

func (t *Tab) compute(formula string, depth int) Value {
	if row, col, ok := corner(formula); ok && row >= 0 && col >= 0 {
		return t.result(row, col, depth)
	}
	name, rest, call := strings.Cut(formula, "(")
	args, closed := strings.CutSuffix(rest, ")")
	if !call || !closed {
		return Value{Kind: Problem, Text: "#NAME?"}
	}
	list := arguments(args)
	switch name = strings.ToUpper(strings.TrimSpace(name)); {
	case name == "HYPERLINK" && len(list) == 2 && quoted(list[0]) && quoted(list[1]):
		return TextValue(unquoted(list[1]))
	case (name == "SUM" || name == "COUNT" || name == "COUNTA") && len(list) == 1, name == "COUNTIF" && len(list) == 2:
		if box, ok := parseBox(list[0]); ok {
			return t.count(name, box, list, depth)
		}
	}
	return Value{Kind: Problem, Text: "#NAME?"}
}

func (t *Tab) count(name string, box Box, list []string, depth int) Value {
	box = box.Within(t.RowCount(), t.Columns())
	sum, numbers, filled, alike := 0.0, 0, 0, 0
	for r := box.Row; r < box.EndRow; r++ {
		for c := box.Col; c < box.EndCol; c++ {
			v := t.result(r, c, depth)
			if v.Kind == Number {
				sum += v.Num
				numbers++
			}
			if !v.Empty() {
				filled++
			}
			if name == "COUNTIF" && strings.EqualFold(v.Show(), unquoted(list[1])) {
				alike++
			}
		}
	}
	return map[string]Value{"SUM": NumberValue(sum), "COUNT": NumberValue(float64(numbers)), "COUNTA": NumberValue(float64(filled)), "COUNTIF": NumberValue(float64(alike))}[name]
}

// arguments parts what stands between the parentheses at its commas and semicolons, those in quotes left alone.
func arguments(s string) []string {
	var list []string
	start, in := 0, false
	for i := range len(s) {
		switch s[i] {
		case '"':
			in = !in
		case ',', ';':
			if !in {
				list = append(list, strings.TrimSpace(s[start:i]))
				start = i + 1
			}
		}
	}
	return append(list, strings.TrimSpace(s[start:]))
}

func quoted(s string) bool { return len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' }

func unquoted(s string) string {
	if quoted(s) {
		return strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
	}
	return s
}
