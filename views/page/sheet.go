package page

import (
	"net/url"
	"strconv"
	"strings"

	"matchday/app/mirror"
	"matchday/views/board"
	"matchday/views/ui"
)

// SheetBegin is the form with which a Sheet is connected.
type SheetBegin struct {
	Account string // to share the Sheet with; empty when nothing has to be shared
	Manage  bool   // these staff may connect one
	Again   Typed
	Tested  string // a sentence when the access was tested and is fine
	Nonce   ui.Hidden
}

// SheetScript is what is pasted into a Sheet so that edits are noticed at once.
type SheetScript struct {
	Address string
	Script  string
	Local   bool // nobody outside reaches the address
}

// SheetMap is a Sheet whose columns are being mapped.
type SheetMap struct {
	Spreadsheet string
	Title       string
	Change      bool // it is connected and goes on by another mapping
	Version     int64
	Tabs        []SheetTab
	Enter       bool
	Link        string
	Read        bool // a tab was read again: look at its columns
	Again       Typed
}

// SheetTab is one tab of it.
type SheetTab struct {
	ID         string // Google's number
	Title      string
	Hidden     bool
	Kind       mirror.Kind
	Row        string // of the headers, from 1, as typed
	Was        string // kind and row that the columns are of
	Rows       int    // below the headers that say something
	Recognised string // what it was recognised as
	Results    bool   // it holds lobbies and places that can be imported
	Lacks      []mirror.Field
	Columns    []SheetColumn
	Fields     []mirror.Field // that its columns can hold
}

// SheetColumn is one column of a tab.
type SheetColumn struct {
	At      int
	Header  string
	Field   mirror.Field
	Way     mirror.Way
	Guess   bool
	Note    string
	Samples []string
}

// SheetOutcome is what an exchange would do with one tab.
type SheetOutcome struct {
	Kind   mirror.Kind
	Title  string
	Known  int // rows that are found
	Groups []SheetGroup
}

// SheetGroup is what would be done in the same way.
type SheetGroup struct {
	Tone  ui.Tone
	Title string // "5 cells would be written into the Sheet"
	Text  string
	Lines []SheetLine
	More  int // beyond those that are listed
}

// SheetLine is one cell or row.
type SheetLine struct {
	Who   string
	What  string // field, or what the row says
	Place string
	Was   string
	Now   string
	Cell  bool // Was becomes Now
	Both  bool // Was is ours and Now theirs: nothing is decided
}

// bring is the address at which the results of a tab are looked at.
func (m SheetMap) bring(n board.Sheet, t SheetTab) string {
	return n.At("sheet/import?" + url.Values{"sheet": {m.Spreadsheet}, "tab": {t.ID}}.Encode())
}

func (t SheetTab) used() bool { return t.Kind != "" }

// offered are the tabs to be mapped, the recognised first.
func (m SheetMap) offered(used bool) []SheetTab {
	var list []SheetTab
	for _, t := range m.Tabs {
		if t.used() == used {
			list = append(list, t)
		}
	}
	return list
}

func (m SheetMap) submit() string { return "Preview the first exchange" }

func (m SheetMap) title() string {
	if m.Change {
		return "Change the mapping"
	}
	return "What the Sheet holds"
}

func (t SheetTab) name(field string) string { return field + "-" + t.ID }

func (t SheetTab) column(field string, c SheetColumn) string {
	return field + "-" + t.ID + "-" + strconv.Itoa(c.At)
}

func (t SheetTab) note() string {
	text := t.Recognised
	if len(t.Lacks) > 0 {
		names := make([]string, len(t.Lacks))
		for i, f := range t.Lacks {
			names[i] = f.Title()
		}
		text = strings.TrimSpace(text + " No column for " + strings.Join(names, ", ") + ".")
	}
	return text
}

func rowsBelow(n int) string {
	switch n {
	case 0:
		return "no rows yet"
	case 1:
		return "1 row"
	}
	return strconv.Itoa(n) + " rows"
}

func kindOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Nothing for Matchday"}}
	for _, k := range mirror.Kinds() {
		options = append(options, ui.Option{Value: string(k), Label: board.KindTitle(k)})
	}
	return options
}

func (t SheetTab) fieldOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Leave it alone"}}
	for _, f := range t.Fields {
		options = append(options, ui.Option{Value: string(f), Label: f.Title()})
	}
	return options
}

// wayOptions are all directions: which of them fit depends on the field, that can be chosen anew.
func wayOptions() []ui.Option {
	return []ui.Option{{Value: "", Label: "As usual"}, {Value: string(mirror.Both), Label: "Both"}, {Value: string(mirror.Ours), Label: "Matchday"}, {Value: string(mirror.Theirs), Label: "Staff"}}
}

func (c SheetColumn) said() string {
	if c.Note != "" {
		return c.Note
	}
	if c.Guess {
		return "A guess by its words. Look at it."
	}
	return ""
}

func more(n int) string { return "and " + strconv.Itoa(n) + " more" }

func (l SheetLine) was() string { return orNothing(l.Was) }

func (l SheetLine) now() string { return orNothing(l.Now) }

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

func (m SheetMap) connect() string {
	if m.Change {
		return "Use this mapping"
	}
	return "Connect"
}

// steps are those of connecting; at is the current one.
func (m SheetMap) steps(at int) []ui.Step {
	list := []ui.Step{{Name: "Sheet", Note: m.Title}, {Name: "Columns", Note: "what each holds"}, {Name: "Preview", Note: "what would happen"}, {Name: m.connect(), Note: "in step from then on"}}
	for i := range list {
		switch {
		case i < at:
			list[i].State = ui.Done
		case i == at:
			list[i].State = ui.Now
		}
	}
	return list
}

func foundNote(o SheetOutcome) string {
	switch o.Known {
	case 0:
		return "no rows found"
	case 1:
		return "1 row found"
	}
	return strconv.Itoa(o.Known) + " rows found"
}
