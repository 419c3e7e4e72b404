package mirror

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"matchday/app/fault"
	"matchday/app/person"
)

// KeyHeader is what stands over the column of keys.
const KeyHeader = "Matchday key"

// Plan says how a tournament is mirrored.
type Plan struct {
	Tabs  []Tab `json:"tabs"`
	Enter bool  `json:"enter,omitempty"` // a complete new row is an entry; else it is a question
	Link  Link  `json:"link,omitempty"`  // where in-game names lead

	Shadow Shadow `json:"shadow,omitzero"`
}

// ShadowTitle is what the tab of a Shadow is called.
const ShadowTitle = "Matchday (leave this hidden)"

// Shadow is the hidden tab into which Matchday copies rows in the moment before it writes into them. Google offers no way
// to write only if nobody was faster; by the copy Matchday knows afterwards and puts back what it wrote over.
type Shadow struct {
	Sheet int64 `json:"sheet"` // 0 until it is made
	Rows  int   `json:"rows"`
	Cols  int   `json:"cols"`
}

// Tab is one tab of the Sheet with its columns.
type Tab struct {
	Kind    Kind     `json:"kind"`
	Sheet   int64    `json:"sheet"` // Google's number of the tab, which a renaming keeps
	Title   string   `json:"title"`
	Header  int      `json:"header"` // row of the headers, from 0
	Columns []Column `json:"columns"`
	Key     int      `json:"key"` // column of the keys, from 0; -1 until it is made
}

// Keyed reports whether rows of the tab are found by keys. Those of the standings are found by their place.
func (t Tab) Keyed() bool { return t.Kind != Standings }

// Column is one column that is kept in step. No other cell of the Sheet is ever written.
type Column struct {
	Field  Field  `json:"field"`
	Header string `json:"header"` // as it stood when the column was mapped
	At     int    `json:"at"`     // from 0
	Way    Way    `json:"way"`
}

// Tab returns the tab of a kind; ok is false when the plan has none.
func (p Plan) Tab(k Kind) (Tab, bool) {
	i := slices.IndexFunc(p.Tabs, func(t Tab) bool { return t.Kind == k })
	if i < 0 {
		return Tab{}, false
	}
	return p.Tabs[i], true
}

// Column returns the column of a field, -1 when the tab has none.
func (t Tab) Column(f Field) int {
	return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Field == f })
}

// witnesses are the columns whose names must agree before a row is believed to be whose its key says: the index in
// Columns of the first and the second, -1 for none.
func (t Tab) witnesses() (first, second int) {
	switch t.Kind {
	case Players:
		first, second = t.Column(Discord), t.Column(InGame)
		if first < 0 {
			first, second = second, -1
		}
		return first, second
	case Lobbies:
		return t.Column(Player), -1
	}
	return -1, -1
}

// Check returns every reason why the plan cannot be carried out.
func (p Plan) Check() error {
	var faults fault.List
	if _, ok := p.Tab(Players); !ok {
		faults = append(faults, fault.Field("players", "Choose the tab of the players."))
	}
	sheets, kinds := map[int64]Kind{}, map[Kind]string{}
	for _, t := range p.Tabs {
		if other, twice := kinds[t.Kind]; twice {
			faults = append(faults, fault.Field(string(t.Kind), "The tabs %q and %q are both to hold the %s. Choose one.", other, t.Title, t.Kind))
		}
		kinds[t.Kind] = t.Title
		if other, twice := sheets[t.Sheet]; twice {
			faults = append(faults, fault.Field(string(t.Kind), "The tab %q is used for %s already. Choose another for %s.", t.Title, other, t.Kind))
		}
		sheets[t.Sheet] = t.Kind
		t.check(&faults)
	}
	faults.Add(p.Link.Check())
	return faults.Err()
}

func (t Tab) check(faults *fault.List) {
	if first, _ := t.witnesses(); first < 0 && t.Kind != Standings {
		what := "Discord or the in-game name"
		if t.Kind == Lobbies {
			what = "the player"
		}
		*faults = append(*faults, fault.Field(string(t.Kind), "In the tab %q no column holds %s, so rows could not be told apart. Choose the column.", t.Title, what))
	}
	fields, places := map[Field]bool{}, map[int]bool{}
	for _, c := range t.Columns {
		title := c.Field.Title()
		switch {
		case title == "":
			*faults = append(*faults, fault.Field(string(t.Kind), "%q is nothing that a column can hold.", string(c.Field)))
		case fields[c.Field]:
			*faults = append(*faults, fault.Field(string(t.Kind), "Two columns of %q are to hold %s. Choose one.", t.Title, title))
		case places[c.At]:
			*faults = append(*faults, fault.Field(string(t.Kind), "Column %s of %q is chosen twice. Each column is used once.", Letters(c.At), t.Title))
		case !slices.Contains(c.Field.Ways(), c.Way) && (t.Kind != Standings || c.Way != Ours):
			*faults = append(*faults, fault.Field(string(t.Kind), "%s cannot be kept that way; choose one of the offered.", title))
		}
		fields[c.Field], places[c.At] = true, true
	}
}

// Letters names a column as Sheets does: 0 is A, 26 is AA.
func Letters(n int) string {
	s := ""
	for n++; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// Place names a cell as Sheets does: B7.
func Place(row, col int) string { return Letters(col) + strconv.Itoa(row+1) }

// Normal returns the form under which two headers are the same: without spaces around, a colon at the end, and capitals.
func Normal(header string) string {
	s := strings.ToLower(person.Clean(header))
	return strings.TrimSpace(strings.TrimRight(s, ": "))
}

// Reading is one tab as it was read: ragged rows of strings, numbers and booleans, and the size of the grid.
type Reading struct {
	Rows, Cols int
	Cells      [][]any
}

// At returns a cell as it was read; nil beyond what was.
func (r Reading) At(row, col int) any {
	if row < 0 || row >= len(r.Cells) || col < 0 || col >= len(r.Cells[row]) {
		return nil
	}
	return r.Cells[row][col]
}

func (r Reading) text(row, col int) string { return Field("").Told(r.At(row, col)) }

// Locate finds the headers again and returns the tab as it stands now. Rows above the headers may come and go, and the
// column of keys may move; any other column that is not where it was mapped is a fault that says so. Key is -1 when the
// column of keys was not made yet.
func (t Tab) Locate(r Reading) (Tab, error) {
	row, missing := t.headerRow(r)
	if row < 0 {
		return t, t.moved(r, missing)
	}
	t.Header = row
	if !t.Keyed() {
		return t, nil
	}
	key := -1
	if row < len(r.Cells) {
		for col := range r.Cells[row] {
			if r.text(row, col) == KeyHeader {
				if key >= 0 {
					return t, fault.New(fault.Stale, "The tab %q has two columns %q. Delete the copy, then resume.", t.Title, KeyHeader)
				}
				key = col
			}
		}
	}
	if key < 0 && t.Key >= 0 {
		return t, fault.New(fault.Stale, "The hidden column %q of the tab %q is gone. Press Resume: the rows are matched by name and the column is made again.", KeyHeader, t.Title)
	}
	t.Key = key
	return t, nil
}

// headerRow returns the row in which every mapped header stands in its column, the remembered row first; else -1 and the
// first column that is not right there.
func (t Tab) headerRow(r Reading) (int, Column) {
	wrong := func(row int) *Column {
		for i, c := range t.Columns {
			if Normal(r.text(row, c.At)) != Normal(c.Header) {
				return &t.Columns[i]
			}
		}
		return nil
	}
	first := wrong(t.Header)
	if first == nil {
		return t.Header, Column{}
	}
	found := -1
	for row := range min(len(r.Cells), 50) {
		if row == t.Header || wrong(row) != nil {
			continue
		}
		if found >= 0 {
			return -1, *first
		}
		found = row
	}
	return found, *first
}

// moved says what became of a header.
func (t Tab) moved(r Reading, c Column) error {
	for row := range min(len(r.Cells), 50) {
		for col := range r.Cells[row] {
			if Normal(r.text(row, col)) == Normal(c.Header) {
				return fault.New(fault.Stale, "In the tab %q the column %q moved from %s to %s. Look at the mapping, then resume.", t.Title, strings.TrimSpace(c.Header), Letters(c.At), Letters(col))
			}
		}
	}
	now := ""
	if said := strings.TrimSpace(r.text(t.Header, c.At)); said != "" {
		now = fmt.Sprintf("; %s says %q now", Place(t.Header, c.At), said)
	}
	return fault.New(fault.Stale, "In the tab %q there is no column %q any more%s. Put the header back or change the mapping, then resume.", t.Title, strings.TrimSpace(c.Header), now)
}
