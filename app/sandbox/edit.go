package sandbox

import (
	"crypto/rand"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"matchday/app/fault"
	"matchday/app/sandbox/sheets"
	"matchday/app/sandbox/sheets/grid"
)

// The bounds of what a person types into a Sheet; Google's are a cell of 50,000 characters and ten million cells.
const (
	maxCell  = 50_000
	maxRow   = 20_000
	maxCol   = 200
	maxTitle = 100
)

// person are what somebody does in a tab beside typing, by name. Places are counted from 1 for rows and lettered for
// columns, as the Sheet shows them.
func (q *request) person() map[string]func(*grid.Book, *grid.Tab) error {
	return map[string]func(*grid.Book, *grid.Tab) error{
		"sort":           q.sort,
		"insert-rows":    q.rows(func(t *grid.Tab, at, n int) { t.InsertRows(at, n) }, true),
		"delete-rows":    q.rows(func(t *grid.Tab, at, n int) { t.DeleteRows(at, n) }, false),
		"insert-columns": q.columns(func(t *grid.Tab, at, n int) { t.InsertColumns(at, n) }, true),
		"delete-columns": q.columns(func(t *grid.Tab, at, n int) { t.DeleteColumns(at, n) }, false),
		"hide-columns":   q.columns(func(t *grid.Tab, at, n int) { hide(t, at, n, true) }, false),
		"show-columns":   q.columns(func(t *grid.Tab, at, n int) { hide(t, at, n, false) }, false),
		"copy-row":       q.rows(func(t *grid.Tab, at, _ int) { t.InsertRows(at+1, 1); t.CopyRow(at, at+1) }, true),
		"filter":         q.filter,
		"note": func(_ *grid.Book, t *grid.Tab) error {
			row, col, err := cellAt(q.Cell)
			if err == nil {
				t.Note(row, col, string(q.Value))
			}
			return err
		},
		"checkboxes": func(_ *grid.Book, t *grid.Tab) error {
			box, err := q.box(t)
			if err == nil {
				t.Checkboxes(box)
			}
			return err
		},
		"rename": func(b *grid.Book, t *grid.Tab) error {
			title, err := q.title(b, t)
			if err != nil {
				return err
			}
			return b.Rename(t, title)
		},
		"add-tab": func(b *grid.Book, _ *grid.Tab) error {
			title, err := q.title(b, nil)
			if err == nil {
				_, err = b.AddTab(0, title, 1000, 26)
			}
			return err
		},
		"delete-tab": func(b *grid.Book, t *grid.Tab) error {
			if len(b.Tabs) == 1 {
				return fault.Field("tab", "A spreadsheet keeps at least one tab.")
			}
			return b.DropTab(t)
		},
	}
}

// grid does in a Sheet what a person does there beside typing.
func (s *Sandbox) grid(_ *http.Request, q *request) (any, error) {
	known := q.person()
	do, ok := known[q.Do]
	if !ok {
		return nil, fault.Field("do", "%q is nothing that is done in a Sheet. This is: %s.", q.Do, quoted(slices.Sorted(maps.Keys(known))))
	}
	return map[string]bool{"ok": true}, s.edit(q, do)
}

// sort orders the rows of a range by a column; without a range all rows below the frozen ones.
func (q *request) sort(_ *grid.Book, t *grid.Tab) error {
	by, err := columnAt(t, string(q.At))
	if err != nil {
		return err
	}
	box, err := q.box(t)
	if err != nil {
		return err
	}
	if q.Range == "" {
		box = grid.Box{Row: t.Frozen, EndRow: t.RowCount(), EndCol: t.Columns()}
	}
	if by < box.Col || by >= box.EndCol {
		return fault.Field("at", "Column %s is not in the range that is sorted.", grid.Column(by))
	}
	return t.Sort(box, by, q.Down)
}

// filter shows only the rows of a range whose cell in a column shows one of the values; without values all rows.
func (q *request) filter(_ *grid.Book, t *grid.Tab) error {
	by, err := columnAt(t, string(q.At))
	if err != nil {
		return err
	}
	box, err := q.box(t)
	if err == nil {
		t.FilterBy(box, by, q.Values...)
	}
	return err
}

// rows reads which rows are meant: from "at" on, "count" of them. Where something is inserted it may be just past the end.
func (q *request) rows(do func(t *grid.Tab, at, n int), insert bool) func(*grid.Book, *grid.Tab) error {
	return func(_ *grid.Book, t *grid.Tab) error {
		at, err := strconv.Atoi(string(q.At))
		n := max(q.Count, 1)
		switch {
		case err != nil || at < 1 || at > t.RowCount()+1 || !insert && at+n-1 > t.RowCount():
			return fault.Field("at", "Say which row by its number, from 1 to %d.", t.RowCount())
		case insert && t.RowCount()+n > maxRow, !insert && n >= t.RowCount():
			return fault.Field("count", "A tab of the sandbox has from one to %d rows.", maxRow)
		}
		do(t, min(at-1, t.RowCount()), n)
		return nil
	}
}

// columns reads which columns are meant, as rows does.
func (q *request) columns(do func(t *grid.Tab, at, n int), insert bool) func(*grid.Book, *grid.Tab) error {
	return func(_ *grid.Book, t *grid.Tab) error {
		at, err := columnAt(t, string(q.At))
		n := max(q.Count, 1)
		switch {
		case err != nil:
			return err
		case insert && t.Columns()+n > maxCol, !insert && (n >= t.Columns() || at+n > t.Columns()):
			return fault.Field("count", "A tab of the sandbox has from one to %d columns.", maxCol)
		}
		do(t, at, n)
		return nil
	}
}

func hide(t *grid.Tab, at, n int, hidden bool) {
	for i := range n {
		t.Cols[at+i].Hidden = hidden
	}
}

// box reads the range that is meant; the whole tab when none is given.
func (q *request) box(t *grid.Tab) (grid.Box, error) {
	if q.Range == "" {
		return grid.Whole().Within(t.RowCount(), t.Columns()), nil
	}
	box, err := grid.Cells(q.Range)
	if err != nil || box.Row >= t.RowCount() || box.Col >= t.Columns() {
		return grid.Box{}, fault.Field("range", "%q is no range of that tab: write A2:F20.", q.Range)
	}
	return box.Within(t.RowCount(), t.Columns()), nil
}

// title reads what a tab is to be called; t is the tab that may be called so already.
func (q *request) title(b *grid.Book, t *grid.Tab) (string, error) {
	title := strings.TrimSpace(string(q.Value))
	switch other := b.Titled(title); {
	case title == "" || utf8.RuneCountInString(title) > maxTitle:
		return "", fault.Field("value", "A tab needs a name of up to %d characters.", maxTitle)
	case other != nil && other != t:
		return "", fault.Field("value", "There is a tab %q already.", title)
	}
	return title, nil
}

func cellAt(name string) (row, col int, err error) {
	row, col, err = grid.Cell(name)
	if err != nil || row >= maxRow || col >= maxCol {
		return 0, 0, fault.Field("cell", "%q is no cell: write B3, up to %s%d.", name, grid.Column(maxCol-1), maxRow)
	}
	return row, col, nil
}

func columnAt(t *grid.Tab, name string) (int, error) {
	_, col, err := grid.Cell(name + "1")
	if err != nil || col >= t.Columns() {
		return 0, fault.Field("at", "Say which column by its letters, from A to %s.", grid.Column(t.Columns()-1))
	}
	return col, nil
}

// newSheet makes an empty spreadsheet that is shared with Matchday, as somebody does in Google Drive.
func (s *Sandbox) newSheet(_ *http.Request, q *request) (any, error) {
	title := strings.TrimSpace(string(q.Value))
	switch {
	case s.opt.Sheets == nil:
		return nil, fault.New(fault.Closed, noSheets)
	case title == "" || utf8.RuneCountInString(title) > maxTitle:
		return nil, fault.Field("value", "A Sheet needs a name of up to %d characters.", maxTitle)
	case len(s.opt.Sheets.Books()) >= 20:
		return nil, fault.New(fault.Closed, "The sandbox keeps twenty Sheets.")
	}
	b := grid.NewBook("1sandbox"+rand.Text(), title)
	s.opt.Sheets.Add(b)
	return s.sheet(b.ID)
}

// share changes what Matchday may do with a spreadsheet.
func (s *Sandbox) share(_ *http.Request, q *request) (any, error) {
	kinds := map[string]sheets.Access{"editor": sheets.Editor, "viewer": sheets.Viewer, "nobody": sheets.Stranger}
	access, ok := kinds[string(q.Value)]
	if !ok {
		return nil, fault.Field("value", "Matchday is an editor, a viewer or nobody there, not %q.", string(q.Value))
	}
	id, err := s.book(q.Book)
	if err != nil {
		return nil, err
	}
	s.opt.Sheets.Share(id, access)
	return map[string]bool{"ok": true}, nil
}

func quoted(all []string) string {
	list := make([]string, len(all))
	for i, a := range all {
		list[i] = fmt.Sprintf("“%s”", a)
	}
	return strings.Join(list, ", ")
}
