package mirror

import "slices"

// Row is what is remembered of one row of the Sheet.
type Row struct {
	Key   string           `json:"-"`
	Cells map[Field]Memory `json:"c,omitempty"`
	Stage Stage            `json:"s,omitempty"`
	Trust string           `json:"t,omitempty"` // the names under which staff said that the row is still this one
}

// Stage is where a remembered row stands.
type Stage string

// The stages of a row.
const (
	Kept   Stage = ""       // it was seen in the Sheet
	Coming Stage = "coming" // it is being added and has not been seen yet
)

// Ghost reports whether a row was never seen in the Sheet.
func (r Row) ghost() bool { return r.Stage == Coming || len(r.Cells) == 0 }

// clone returns a row with cells of its own.
func (r Row) clone() Row {
	cells := make(map[Field]Memory, len(r.Cells))
	for f, m := range r.Cells {
		m.Sent = slices.Clone(m.Sent)
		cells[f] = m
	}
	r.Cells = cells
	return r
}

// Typed reports whether what an edit says was typed by somebody: it is neither remembered of the row nor Matchday's own. It
// completes the edit with what is remembered.
func (r Row) Typed(e *Edit) bool {
	m := r.Cells[e.Field]
	e.Was, e.Version = m.Value, m.Version
	return m.Version > 0 && e.Theirs != m.Value && !m.wrote(e.Theirs)
}

// OurRow is one row as the league has it.
type OurRow struct {
	Key    string
	Values []string // told, one for each column of the tab
	Stays  bool     // it belongs into the Sheet also when it is not there: an entry that holds a seat or waits
	Link   string   // where its in-game name leads
}

// line is one row of the Sheet below the headers.
type line struct {
	at            int
	key           string
	told          []string // one for each column
	first, second string   // what the witnesses say
	blank         bool     // no mapped cell says anything
}

// lines reads the rows of a tab below its headers.
func (t Tab) lines(r Reading) []line {
	first, second := t.witnesses()
	var all []line
	store := make([]string, max(0, len(r.Cells)-t.Header-1)*len(t.Columns)) // one piece of memory for all
	for row := t.Header + 1; row < len(r.Cells); row++ {
		l := line{at: row, blank: true, told: store[:len(t.Columns):len(t.Columns)]}
		store = store[len(t.Columns):]
		for i, c := range t.Columns {
			l.told[i] = c.Field.Told(r.At(row, c.At))
			l.blank = l.blank && c.Field.empty(l.told[i])
		}
		if t.Key >= 0 {
			l.key = r.text(row, t.Key)
		}
		if first >= 0 {
			l.first = l.told[first]
		}
		if second >= 0 {
			l.second = l.told[second]
		}
		if !l.blank || l.key != "" {
			all = append(all, l)
		}
	}
	return all
}

// print is how the names of a line are remembered when staff vouch for it.
func (l line) print() string { return l.first + "\n" + l.second }

// Print returns what Row.Trust has to be so that a row that says this is believed to be its key's.
func (t Tab) Print(told map[Field]string) string {
	var l line
	first, second := t.witnesses()
	if first >= 0 {
		l.first = told[t.Columns[first].Field]
	}
	if second >= 0 {
		l.second = told[t.Columns[second].Field]
	}
	return l.print()
}
