package mirror

import (
	"slices"
)

// Edit is one cell that staff changed.
type Edit struct {
	Key     string
	Field   Field
	Row     int // from 0
	Col     int
	Was     string // remembered
	Ours    string
	Theirs  string
	Version int // of what is remembered
}

// Stranger is a row of the Sheet that is nobody's yet, or not surely.
type Stranger struct {
	Key  string // whose key it carries; empty for none
	Row  int
	Told map[Field]string
}

// Outcome is what comes of comparing a tab with the league.
type Outcome struct {
	Tab     Tab
	Edits   []Edit         // theirs goes into the league
	Clashes []Edit         // both changed it
	Refused []Edit         // staff changed what is Matchday's alone
	Writes  []CellWrite    // ours goes into the Sheet
	Keys    map[int]string // what the column of keys has to say in a row; empty to clear
	New     []Stranger     // rows typed by staff
	Doubts  []Stranger     // rows whose key and names do not agree
	Copies  []Stranger     // rows that repeat another
	Gone    []string       // keys whose row is not there any more
	Missing []OurRow       // rows that the Sheet does not have yet
	Rows    map[string]int // where each trusted row stands
	Found   int            // rows of the league that stand in the Sheet
	Learned map[string]Row // what is to be remembered from now on, of the rows that this changes
}

// CellWrite is one cell to be written. A nil Value leaves the value, a nil Note the note as it is.
type CellWrite struct {
	Key   string
	Field Field
	Row   int
	Col   int
	Value *string // told
	Note  *string
	Link  string
	New   bool // the row is being added: a checkbox has to be made one
}

// Compare says what has changed on which side of a tab. rows are what is remembered, by key; ours what the league has.
// What it learned has to be kept before anything is written.
func (t Tab) Compare(r Reading, rows map[string]Row, ours []OurRow) Outcome {
	out := Outcome{Tab: t, Keys: map[int]string{}, Rows: map[string]int{}, Learned: map[string]Row{}}
	if !t.Keyed() {
		t.byPlace(&out, r, rows, ours)
		return out
	}
	p := t.pair(t.lines(r), rows, ours)
	out.Keys = p.fix
	strays := straysOf(rows)
	for _, o := range ours {
		l := p.at[o.Key]
		if l == nil {
			if rows[o.Key].ghost() && o.Stays && p.doubts[o.Key] == nil {
				out.Missing = append(out.Missing, o)
			}
			continue
		}
		out.Rows[o.Key] = l.at
		t.row(&out, o, l, rows[o.Key], strays)
	}
	out.Found = len(out.Rows)
	for _, l := range p.fresh {
		out.New = append(out.New, t.stranger(l, ""))
	}
	for _, l := range p.copies {
		out.Copies = append(out.Copies, t.stranger(l.line, l.of))
	}
	for _, key := range sortedKeys(p.doubts) {
		out.Doubts = append(out.Doubts, t.stranger(p.doubts[key], key))
	}
	out.Gone = p.gone
	return out
}

func (t Tab) stranger(l *line, key string) Stranger {
	s := Stranger{Key: key, Row: l.at, Told: map[Field]string{}}
	for i, c := range t.Columns {
		s.Told[c.Field] = l.told[i]
	}
	return s
}

// straysOf finds the writes that may have hit another row than they were meant for: by place and field.
func straysOf(rows map[string]Row) map[int]map[Field][]string {
	var strays map[int]map[Field][]string
	for _, row := range rows {
		for f, m := range row.Cells {
			for _, s := range m.Sent {
				if strays == nil {
					strays = map[int]map[Field][]string{}
				}
				if strays[s.Row] == nil {
					strays[s.Row] = map[Field][]string{}
				}
				strays[s.Row][f] = append(strays[s.Row][f], s.Value)
			}
		}
	}
	return strays
}

// row compares the cells of one trusted row.
func (t Tab) row(out *Outcome, o OurRow, l *line, mem Row, strays map[int]map[Field][]string) {
	var learned *Row
	learn := func(f Field, m Memory) {
		if learned == nil {
			c := mem.clone()
			c.Key, c.Stage, c.Trust = o.Key, Kept, ""
			learned = &c
		}
		learned.Cells[f] = m
	}
	for i, c := range t.Columns {
		m, known := mem.Cells[c.Field]
		known = known && (m.Version > 0 || len(m.Sent) > 0)
		theirs := l.told[i]
		if known && theirs != m.Value && !m.wrote(theirs) && slices.Contains(strays[l.at][c.Field], theirs) {
			m = m.settle(theirs) // a write that was meant for another row: it is ours, not an edit
			learn(c.Field, m)
		}
		e := Edit{Key: o.Key, Field: c.Field, Row: l.at, Col: c.At, Was: m.Value, Ours: o.Values[i], Theirs: theirs, Version: m.Version}
		t.cell(out, o, e, m, known, c.Way, learn)
	}
	if learned == nil && (mem.Stage != Kept || mem.Trust != "" || len(mem.Cells) == 0) {
		c := mem.clone()
		c.Key, c.Stage, c.Trust = o.Key, Kept, ""
		learned = &c
	}
	if learned != nil {
		out.Learned[o.Key] = *learned
	}
}

// cell decides about one cell and says what is learned of it.
func (t Tab) cell(out *Outcome, o OurRow, e Edit, m Memory, known bool, way Way, learn func(Field, Memory)) {
	w := CellWrite{Key: o.Key, Field: e.Field, Row: e.Row, Col: e.Col}
	switch judge(e.Field, m, known, way, e.Ours, e.Theirs) {
	case Agree:
		if m.Waits {
			m.Say = "" // it was put right
		}
		if !known || m.Value != e.Theirs || len(m.Sent) > 0 || m.Waits {
			m = m.settle(e.Theirs)
			learn(e.Field, m)
		}
	case Write:
		alike := way != Ours && m.Value != e.Theirs && !e.Field.empty(e.Theirs) && e.Field.Kept(e.Theirs) == e.Ours
		if alike || known && m.Value != e.Theirs && m.wrote(e.Theirs) {
			m = m.settle(e.Theirs)
			learn(e.Field, m)
		}
		if m.Note != "" && m.Note == m.Say {
			m.Say, m.Waits = "", false // what it was about has passed
			learn(e.Field, m)
		}
		ours := e.Ours
		w.Value = &ours
		if e.Field == InGame {
			w.Link = o.Link
		}
	case Edited:
		out.Edits = append(out.Edits, e)
	case Clash:
		out.Clashes = append(out.Clashes, e)
	case Refuse:
		out.Refused = append(out.Refused, e)
	case Leave:
	}
	if m.Note != m.Say {
		say := m.Say
		w.Note = &say
	}
	if w.Value != nil || w.Note != nil {
		out.Writes = append(out.Writes, w)
	}
}

// byPlace compares a tab that is Matchday's alone, whose rows have no keys: the n-th of ours is the n-th below the
// headers. Rows that Matchday once filled and that the league has no more are emptied.
func (t Tab) byPlace(out *Outcome, r Reading, rows map[string]Row, ours []OurRow) {
	league := len(ours)
	for len(ours) < len(rows) {
		o := OurRow{Key: PlaceKey(len(ours)), Values: make([]string, len(t.Columns))}
		if _, filled := rows[o.Key]; !filled {
			break
		}
		ours = append(slices.Clip(ours), o)
	}
	for i, o := range ours {
		at := t.Header + 1 + i
		mem := rows[o.Key]
		out.Rows[o.Key] = at
		if at >= r.Rows {
			if i < league {
				out.Missing = append(out.Missing, o)
			}
			continue
		}
		l := &line{at: at, told: make([]string, len(t.Columns)), blank: true}
		for j, c := range t.Columns {
			l.told[j] = c.Field.Told(r.At(at, c.At))
			l.blank = l.blank && c.Field.empty(l.told[j])
		}
		if i < league && !l.blank {
			out.Found++
		}
		t.row(out, o, l, mem, nil)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
