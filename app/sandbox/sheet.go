package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"matchday/app/fault"
	"matchday/app/sandbox/sheets"
	"matchday/app/sandbox/sheets/grid"
)

// Sheet is one spreadsheet as somebody who has it open sees it.
type Sheet struct {
	ID    string `json:"id,omitempty"`
	Title string `json:"title,omitempty"`
	URL   string `json:"url,omitempty"`  // as the address bar shows it; what an admin pastes
	Note  string `json:"note,omitempty"` // how to get one, while there is none
	Books []Book `json:"books"`          // all spreadsheets there are
	Tabs  []Tab  `json:"tabs"`
}

// Book is a spreadsheet by its name.
type Book struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Tab is one tab of a spreadsheet.
type Tab struct {
	Title   string          `json:"title"`
	Rows    int             `json:"rows"`
	Columns int             `json:"columns"`
	Frozen  int             `json:"frozen,omitempty"` // rows
	Cells   [][]string      `json:"cells"`            // what each shows, hidden ones included, without the empty ones at the ends
	More    map[string]More `json:"more,omitempty"`   // by A1: what there is beside what is shown
	Hidden  []string        `json:"hidden,omitempty"` // columns, such as "F"
	Absent  []int           `json:"absent,omitempty"` // rows that are hidden or filtered away, from 1
	Merges  []string        `json:"merges,omitempty"` // such as "A1:C1"
	Widths  map[string]int  `json:"widths,omitempty"` // in pixels, of columns that are not as wide as usual
}

// More is what there is to a cell beside the text it shows.
type More struct {
	Entered string `json:"entered,omitempty"` // what editing begins with, when that is not what is shown
	Note    string `json:"note,omitempty"`
	Link    string `json:"link,omitempty"`
	Check   bool   `json:"check,omitempty"` // it is a checkbox
	Number  bool   `json:"number,omitempty"`
	Wrong   bool   `json:"wrong,omitempty"` // a formula that cannot be computed
	Bold    bool   `json:"bold,omitempty"`
}

const (
	noSheets = "This sandbox runs without Google Sheets."
	noSheet  = "There is no Sheet yet. Press New Sheet, copy its address, and paste it on a tournament's Sheet page in Admin."
)

// sheet reads a spreadsheet by its id, or with an empty one the first there is.
func (s *Sandbox) sheet(id string) (*Sheet, error) {
	all := &Sheet{Books: []Book{}, Tabs: []Tab{}, Note: noSheets}
	if s.opt.Sheets == nil {
		return all, nil
	}
	var open *grid.Book
	for _, known := range s.opt.Sheets.Books() {
		b := s.opt.Sheets.Look(known)
		if b == nil {
			continue
		}
		all.Books = append(all.Books, Book{b.ID, b.Title})
		if open == nil && id == "" || id == b.ID {
			open = b
		}
	}
	if open == nil && id != "" {
		return nil, fault.Field("book", "There is no spreadsheet %q. Those that there are stand in /sandbox/api/state.", id)
	}
	if all.Note = noSheet; open == nil {
		return all, nil
	}
	all.ID, all.Title, all.Note = open.ID, open.Title, ""
	all.URL = "https://docs.google.com/spreadsheets/d/" + open.ID + "/edit"
	for _, t := range open.Tabs {
		if t.Hidden {
			continue
		}
		all.Tabs = append(all.Tabs, tabOf(t))
	}
	return all, nil
}

func tabOf(t *grid.Tab) Tab {
	out := Tab{Title: t.Title, Rows: t.RowCount(), Columns: t.Columns(), Frozen: t.Frozen, Cells: [][]string{}, More: map[string]More{}, Widths: map[string]int{}}
	used, _ := t.Used()
	for r, row := range t.Rows {
		if row.Hidden || row.Filtered {
			out.Absent = append(out.Absent, r+1)
		}
		line := []string{}
		for c, cell := range row.Cells {
			shown := t.Result(r, c)
			line = append(line, shown.Show())
			more := More{Entered: entered(cell), Note: cell.Note, Link: cell.Link, Check: cell.Check, Number: shown.Kind == grid.Number, Wrong: shown.Kind == grid.Problem, Bold: cell.Bold}
			if more != (More{}) {
				out.More[fmt.Sprint(grid.Column(c), r+1)] = more
			}
		}
		for len(line) > 0 && line[len(line)-1] == "" {
			line = line[:len(line)-1]
		}
		if r < used {
			out.Cells = append(out.Cells, line)
		}
	}
	for c, col := range t.Cols {
		if col.Hidden {
			out.Hidden = append(out.Hidden, grid.Column(c))
		}
		if col.Width > 0 {
			out.Widths[grid.Column(c)] = col.Width
		}
	}
	for _, m := range t.Merges {
		m = m.Within(t.RowCount(), t.Columns())
		out.Merges = append(out.Merges, fmt.Sprint(grid.Column(m.Col), m.Row+1, ":", grid.Column(m.EndCol-1), m.EndRow))
	}
	return out
}

// entered is what editing a cell begins with: its formula, or an apostrophe before a text that would be read as
// something else when it is typed again. It is empty when that is what the cell shows.
func entered(c grid.Content) string {
	switch v := c.Value; v.Kind {
	case grid.Formula:
		return v.Text
	case grid.Text:
		if grid.Typed(v.Text, c.Format == "@") != v {
			return "'" + v.Text
		}
	}
	return ""
}

// sheetChanged returns a channel that is closed at the next change of a spreadsheet; without Sheets it never is.
func (s *Sandbox) sheetChanged() <-chan struct{} {
	if s.opt.Sheets == nil {
		return nil
	}
	return s.opt.Sheets.Changed()
}

// typing is a value as somebody types it. In JSON it is a text, a number, true or false, or null for nothing.
type typing string

func (v *typing) UnmarshalJSON(data []byte) error {
	var any any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&any); err != nil {
		return err
	}
	switch a := any.(type) {
	case nil:
		*v = ""
	case string:
		*v = typing(a)
	case json.Number:
		*v = typing(a.String())
	case bool:
		*v = typing(grid.BoolValue(a).Show())
	default:
		return fault.New(fault.Invalid, "A cell, a place and a value are a text, a number, or true or false.")
	}
	return nil
}

// book returns the id of the spreadsheet that is meant: the one named, or the only one.
func (s *Sandbox) book(id string) (string, error) {
	if s.opt.Sheets == nil {
		return "", fault.New(fault.Closed, noSheets)
	}
	books := s.opt.Sheets.Books()
	switch {
	case id != "" && slices.Contains(books, id):
		return id, nil
	case id != "":
		return "", fault.Field("book", "There is no spreadsheet %q. Those that there are stand in /sandbox/api/state.", id)
	case len(books) == 0:
		return "", fault.New(fault.Closed, noSheet)
	case len(books) > 1:
		return "", fault.Field("book", "There are %d spreadsheets: say which by \"book\" and its id.", len(books))
	}
	return books[0], nil
}

// cell types into a cell as a person does, and answers with what it then shows.
func (s *Sandbox) cell(_ *http.Request, q *request) (any, error) {
	answer := map[string]any{}
	err := s.edit(q, func(_ *grid.Book, t *grid.Tab) error {
		row, col, err := cellAt(q.Cell)
		if err != nil {
			return err
		}
		if len(q.Value) > maxCell {
			return fault.Field("value", "A cell holds up to %d characters.", maxCell)
		}
		t.Type(row, col, string(q.Value))
		answer["tab"], answer["cell"], answer["shown"], answer["entered"] = t.Title, fmt.Sprint(grid.Column(col), row+1), t.Result(row, col).Show(), string(q.Value)
		return nil
	})
	return answer, err
}

// edit does something in the tab that a request names; what fn returns as an error is undone.
func (s *Sandbox) edit(q *request, fn func(*grid.Book, *grid.Tab) error) error {
	id, err := s.book(q.Book)
	if err != nil {
		return err
	}
	return s.opt.Sheets.Person(id, func(b *grid.Book) error {
		var titles []string
		for _, t := range b.Tabs {
			if t.Title == q.Tab {
				return fn(b, t)
			}
			titles = append(titles, t.Title)
		}
		return fault.Field("tab", "There is no tab %q. There are: %s.", q.Tab, quoted(titles))
	})
}

// failSheets brings about a failure of Google for a while, or ends all of them.
func (s *Sandbox) failSheets(q *request) error {
	switch {
	case s.opt.Sheets == nil:
		return fault.New(fault.Closed, noSheets)
	case q.Kind == "none":
		s.opt.Sheets.Heal()
		return nil
	case !slices.Contains(sheets.Kinds(), q.Kind):
		return fault.Field("kind", "Sheets cannot fail by %q. It can by: %s.", q.Kind, quoted(sheets.Kinds()))
	}
	return s.opt.Sheets.Break(sheets.Fault{Kind: q.Kind, For: q.length()})
}
