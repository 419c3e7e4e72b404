package mirror

import (
	"slices"
	"strings"

	"matchday/app/person"
)

// Memory is what is remembered of one cell.
type Memory struct {
	Value   string `json:"v"`           // what the Sheet held when it was last settled
	Version int    `json:"n,omitempty"` // one more whenever Value changes
	Sent    []Sent `json:"s,omitempty"` // written into the Sheet without an answer so far
	Note    string `json:"o,omitempty"` // Matchday's note that hangs on the cell
	Say     string `json:"w,omitempty"` // the note that should
	Waits   bool   `json:"h,omitempty"` // Say is about what staff typed and what waits to be put right there
}

// Sent is one value that was written and whose arrival is not known: the answer never came, or Matchday ended.
type Sent struct {
	Value string `json:"v"`
	Row   int    `json:"r"` // where it was written, from 0
}

// maxSent bounds how many unanswered writes of a cell are remembered.
const maxSent = 4

// settle returns the memory of a cell that now holds value.
func (m Memory) settle(value string) Memory {
	if m.Value != value || m.Version == 0 {
		m.Value = value
		m.Version++
	}
	m.Sent, m.Waits = nil, false
	return m
}

// sending returns the memory of a cell into which value is about to be written.
func (m Memory) sending(value string, row int) Memory {
	s := Sent{Value: value, Row: row}
	if !slices.Contains(m.Sent, s) {
		m.Sent = append(slices.Clone(m.Sent), s)
	}
	if len(m.Sent) > maxSent {
		m.Sent = m.Sent[len(m.Sent)-maxSent:]
	}
	return m
}

// wrote reports whether Matchday itself may have put this value there.
func (m Memory) wrote(value string) bool {
	return slices.ContainsFunc(m.Sent, func(s Sent) bool { return s.Value == value })
}

// Verdict is what is to be done about one cell.
type Verdict string

// The verdicts.
const (
	Agree  Verdict = "agree"  // both sides say the same
	Write  Verdict = "write"  // ours goes into the Sheet
	Edited Verdict = "edited" // staff changed it: theirs goes into the league
	Clash  Verdict = "clash"  // both changed it: ours stays, staff decide
	Refuse Verdict = "refuse" // staff changed what is ours alone: it is put back
	Leave  Verdict = "leave"  // nothing is done: the column is theirs alone
)

// judge compares one cell three ways. known is false for a cell that was never settled: then a side that says nothing
// gives way, and two that say different things clash. What differs in spelling alone does not clash: the league's is
// written, as it is after an edit that the rules spell otherwise. What Matchday alone writes is written over without a
// word the first time, but for the name of somebody else.
func judge(f Field, m Memory, known bool, way Way, ours, theirs string) Verdict {
	if theirs == ours {
		return Agree
	}
	if way == Ours {
		if known && m.Value != theirs && !m.wrote(theirs) || !known && f == Discord && !f.empty(theirs) && !alike(ours, theirs) {
			return Refuse
		}
		return Write
	}
	if !known {
		switch {
		case f.empty(theirs) && way == Theirs:
			return Leave
		case f.empty(theirs):
			return Write
		case f.empty(ours) || way == Theirs:
			return Edited
		}
		return clash(f, ours, theirs)
	}
	switch untouched := theirs == m.Value || m.wrote(theirs); {
	case untouched && way == Theirs:
		return Leave
	case untouched:
		return Write
	case way == Theirs, ours == m.Value:
		return Edited
	}
	return clash(f, ours, theirs)
}

func clash(f Field, ours, theirs string) Verdict {
	if f.Kept(theirs) == ours {
		return Write
	}
	return Clash
}

// alike reports whether two Discord names are the same but for an at sign, a number behind them and capitals.
func alike(a, b string) bool {
	bare := func(s string) string {
		s, _, _ = strings.Cut(strings.TrimPrefix(s, "@"), "#")
		return person.Fold(s)
	}
	return bare(a) == bare(b)
}

// Taken returns the memory of a cell whose value staff typed and the league took over.
func (m Memory) Taken(value string) Memory {
	m = m.settle(value)
	m.Say = ""
	return m
}

// PutBack returns the memory of a cell whose value staff typed and the league did not take: ours is written over it, and
// the note says why.
func (m Memory) PutBack(value, note string) Memory {
	m = m.settle(value)
	m.Say = note
	if m.Note == note {
		m.Note = "" // the same again: it is hung up anew, or it would count as one whose reason has passed
	}
	return m
}

// Waiting returns the memory of a cell that stays as staff typed it until it is put right; the note says what is wrong.
func (m Memory) Waiting(note string) Memory {
	m.Say, m.Waits = note, note != ""
	return m
}
