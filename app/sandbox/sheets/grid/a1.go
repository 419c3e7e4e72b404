package grid

import (
	"fmt"
	"strconv"
	"strings"
)

// Box is a rectangle of cells, counted from 0; the ends are outside it. An end of Open reaches to the end of the tab.
type Box struct {
	Row, Col       int
	EndRow, EndCol int
}

// Open is the end of a box that has none.
const Open = 1 << 30

// Whole returns the box of every cell.
func Whole() Box { return Box{EndRow: Open, EndCol: Open} }

// One returns the box of one cell.
func One(row, col int) Box { return Box{row, col, row + 1, col + 1} }

// Has reports whether a cell is in the box.
func (b Box) Has(row, col int) bool {
	return row >= b.Row && row < b.EndRow && col >= b.Col && col < b.EndCol
}

// Meets reports whether two boxes share a cell.
func (b Box) Meets(o Box) bool {
	return b.Row < o.EndRow && o.Row < b.EndRow && b.Col < o.EndCol && o.Col < b.EndCol
}

// Within returns the part of the box that a grid of this size has.
func (b Box) Within(rows, cols int) Box {
	return Box{min(b.Row, rows), min(b.Col, cols), min(b.EndRow, rows), min(b.EndCol, cols)}
}

// Column returns the letters of a column: 0 is A, 26 is AA.
func Column(n int) string {
	letters := ""
	for n++; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters
}

// Quote writes the title of a tab as it stands in a range: 'Bob”s tab'.
func Quote(title string) string { return "'" + strings.ReplaceAll(title, "'", "''") + "'" }

// Name writes a box of a tab in A1 notation, as the API answers it.
func Name(title string, b Box) string {
	from, to := Column(b.Col)+strconv.Itoa(b.Row+1), Column(b.EndCol-1)+strconv.Itoa(b.EndRow)
	if from == to {
		return quoteIfNeeded(title) + "!" + from
	}
	return quoteIfNeeded(title) + "!" + from + ":" + to
}

func quoteIfNeeded(title string) string {
	plain := strings.Trim(title, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == ""
	if plain && title != "" && (title[0] < '0' || title[0] > '9') {
		return title
	}
	return Quote(title)
}

// Range finds the tab and the box that A1 notation names: Tab, Tab!A1, 'A tab'!B2:D, Tab!3:5, A1:B2 of the first tab.
func (b *Book) Range(text string) (*Tab, Box, error) {
	title, cells, err := cutTitle(text)
	if err != nil {
		return nil, Box{}, unparsed(text)
	}
	if title == "" {
		if box, ok := parseBox(cells); ok && len(b.Tabs) > 0 {
			return b.Tabs[0], box, nil
		}
		title, cells = cells, ""
	}
	tab := b.Titled(title)
	if tab == nil {
		return nil, Box{}, unparsed(text)
	}
	if cells == "" {
		return tab, Whole(), nil
	}
	box, ok := parseBox(cells)
	if !ok || box.Row >= tab.RowCount() || box.Col >= tab.Columns() {
		if ok {
			return nil, Box{}, fmt.Errorf("Range (%s) exceeds grid limits. Max rows: %d, max columns: %d", text, tab.RowCount(), tab.Columns()) //nolint:staticcheck // Google's own words
		}
		return nil, Box{}, unparsed(text)
	}
	return tab, box, nil
}

func unparsed(text string) error {
	return fmt.Errorf("Unable to parse range: %s", text) //nolint:staticcheck // Google's own words
}

// cutTitle parts "'Bob”s tab'!A1" into the title and the cells; without "!" everything but a quoted title is cells.
func cutTitle(text string) (title, cells string, err error) {
	if !strings.HasPrefix(text, "'") {
		i := strings.LastIndexByte(text, '!')
		if i < 0 {
			return "", text, nil
		}
		return text[:i], text[i+1:], nil
	}
	rest := text[1:]
	var b strings.Builder
	for {
		i := strings.IndexByte(rest, '\'')
		if i < 0 {
			return "", "", unparsed(text)
		}
		b.WriteString(rest[:i])
		rest = rest[i+1:]
		if strings.HasPrefix(rest, "'") {
			b.WriteByte('\'')
			rest = rest[1:]
			continue
		}
		break
	}
	switch {
	case rest == "":
		return b.String(), "", nil
	case rest[0] == '!':
		return b.String(), rest[1:], nil
	}
	return "", "", unparsed(text)
}

// parseBox reads A1, A1:B2, A:C, 3:5, B2:D and B2:7.
func parseBox(s string) (Box, bool) {
	from, to, span := strings.Cut(s, ":")
	row, col, ok := corner(from)
	if !ok {
		return Box{}, false
	}
	if !span {
		if row < 0 || col < 0 {
			return Box{}, false
		}
		return One(row, col), true
	}
	endRow, endCol, ok := corner(to)
	if !ok || (row < 0 && col < 0) {
		return Box{}, false
	}
	box := Box{max(row, 0), max(col, 0), Open, Open}
	if endRow >= 0 {
		box.EndRow = endRow + 1
	}
	if endCol >= 0 {
		box.EndCol = endCol + 1
	}
	if box.EndRow <= box.Row {
		box.Row, box.EndRow = box.EndRow-1, box.Row+1
	}
	if box.EndCol <= box.Col {
		box.Col, box.EndCol = box.EndCol-1, box.Col+1
	}
	return box, true
}

// corner reads "B2", "B" or "2"; what is not said is -1.
func corner(s string) (row, col int, ok bool) {
	s = strings.ReplaceAll(s, "$", "")
	i := 0
	for i < len(s) && (s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 'a' && s[i] <= 'z') {
		i++
	}
	letters, digits := strings.ToUpper(s[:i]), s[i:]
	row, col = -1, -1
	if len(letters) > 3 || letters == "" && digits == "" {
		return row, col, false
	}
	if letters != "" {
		col = 0
		for _, c := range letters {
			col = col*26 + int(c-'A') + 1
		}
		col--
	}
	if digits != "" {
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 || strings.Trim(digits, "0123456789") != "" {
			return row, col, false
		}
		row = n - 1
	}
	return row, col, true
}

// Cell reads the place of one cell: "B7".
func Cell(s string) (row, col int, err error) {
	row, col, ok := corner(strings.TrimSpace(s))
	if !ok || row < 0 || col < 0 {
		return 0, 0, fmt.Errorf("%q is no cell; write it as B7", s)
	}
	return row, col, nil
}

// Cells reads a box of cells: "B2:G34", "B:G", "B7".
func Cells(s string) (Box, error) {
	box, ok := parseBox(strings.TrimSpace(s))
	if !ok {
		return Box{}, fmt.Errorf("%q is no range; write it as B2:G34", s)
	}
	return box, nil
}
