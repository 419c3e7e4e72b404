package grid

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"time"
)

// Kind says what a value is.
type Kind uint8

// The kinds, in the order in which Google sorts them; blank cells come last whatever the direction.
const (
	Blank Kind = iota
	Number
	Text
	Bool
	Formula
	Problem // what a formula gives that cannot be computed: "#NAME?"
)

// Value is what a cell holds or shows.
type Value struct {
	Kind  Kind
	Text  string // of Text, Formula ("=A1") and Problem ("#REF!")
	Num   float64
	On    bool
	Shown string // how a Number is formatted when that is not the plain way: a date
}

// TextValue, NumberValue and BoolValue make values as the API enters them.
func TextValue(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{Kind: Text, Text: s}
}

// NumberValue returns a number.
func NumberValue(n float64) Value { return Value{Kind: Number, Num: n} }

// BoolValue returns a boolean, which is what a checkbox holds.
func BoolValue(on bool) Value { return Value{Kind: Bool, On: on} }

// FormulaValue returns a formula by its text, which begins with "=".
func FormulaValue(s string) Value { return Value{Kind: Formula, Text: s} }

// epoch is the day 0 of dates in a spreadsheet.
var epoch = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)

// Typed returns what a person's typing becomes in a cell: a formula, a boolean, a number, a date, or text. A leading
// apostrophe keeps text as it is; so does a cell that is formatted as text.
func Typed(s string, asText bool) Value {
	if rest, quoted := strings.CutPrefix(s, "'"); quoted {
		return TextValue(rest)
	}
	if asText {
		return TextValue(s)
	}
	trimmed := strings.TrimSpace(s)
	switch {
	case len(trimmed) > 1 && trimmed[0] == '=':
		return FormulaValue(trimmed)
	case strings.EqualFold(trimmed, "true"):
		return BoolValue(true)
	case strings.EqualFold(trimmed, "false"):
		return BoolValue(false)
	}
	if n, err := strconv.ParseFloat(trimmed, 64); err == nil && !math.IsInf(n, 0) && !math.IsNaN(n) && strings.Trim(trimmed, "0123456789.-+eE") == "" {
		return NumberValue(n)
	}
	for _, layout := range []string{"2006-01-02", "1/2/2006", "1-2-2006"} {
		if day, err := time.Parse(layout, trimmed); err == nil {
			return Value{Kind: Number, Num: day.Sub(epoch).Hours() / 24, Shown: trimmed}
		}
	}
	return TextValue(s)
}

// Show returns the value as the grid shows it.
func (v Value) Show() string {
	switch v.Kind {
	case Number:
		if v.Shown != "" {
			return v.Shown
		}
		return strconv.FormatFloat(v.Num, 'f', -1, 64)
	case Bool:
		return strings.ToUpper(strconv.FormatBool(v.On))
	default:
		return v.Text
	}
}

// Empty reports whether the value shows nothing.
func (v Value) Empty() bool { return v.Kind == Blank || v.Kind == Text && v.Text == "" }

// compare orders two values that are not empty as Google sorts them upwards.
func (v Value) compare(o Value) int {
	if c := cmp.Compare(v.Kind, o.Kind); c != 0 {
		return c
	}
	switch v.Kind {
	case Number:
		return cmp.Compare(v.Num, o.Num)
	case Bool:
		return strings.Compare(v.Show(), o.Show())
	}
	return cmp.Or(strings.Compare(strings.ToLower(v.Text), strings.ToLower(o.Text)), strings.Compare(v.Text, o.Text))
}
