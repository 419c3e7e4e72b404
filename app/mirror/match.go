package mirror

import (
	"slices"

	"matchday/app/person"
)

// pairing says which line is whose.
type pairing struct {
	at     map[string]*line // trusted lines by key
	fix    map[int]string   // key that has to stand in a row where another or none stands
	doubts map[string]*line // by key: the row carries it and its names are not the remembered ones
	copies []copied         // rows that repeat another
	fresh  []*line          // rows that are nobody's yet
	gone   []string         // keys that were in the Sheet and are not any more
}

// copied is a line that repeats the row of a key.
type copied struct {
	*line
	of string
}

// claim is what is remembered of a key when lines are told apart.
type claim struct {
	key           string
	row           Row
	first, second []string // what the witnesses may say; second is nil when there is none
}

// matcher pairs lines with keys.
type matcher struct {
	tab    Tab
	claims map[string]*claim
	order  []*claim // as given
	out    pairing
	taken  map[int]bool // rows that are paired
	torn   bool         // names and keys were seen apart: somebody sorted without the column of keys

	byFirst, bySecond map[string][]*claim // by folded name; made when the first line needs them
}

// pair finds out whose each line is. rows are remembered, ours are those of the league: a row that is not remembered is
// looked for by the names it would have.
func (t Tab) pair(lines []line, rows map[string]Row, ours []OurRow) pairing {
	m := &matcher{tab: t, claims: make(map[string]*claim, len(ours)), taken: make(map[int]bool, len(lines)),
		out: pairing{at: make(map[string]*line, len(lines)), fix: map[int]string{}, doubts: map[string]*line{}}}
	m.claim(rows, ours)
	m.byKey(lines)
	m.byName(lines, m.whole, true)
	m.byName(lines, m.part, false)
	m.rest(lines)
	m.unsure()
	return m.out
}

// claim collects what each key's row would say: what is remembered of it, else what the league has.
func (m *matcher) claim(rows map[string]Row, ours []OurRow) {
	first, second := m.tab.witnesses()
	claims, names := make([]claim, 0, len(ours)), make([]string, 0, 2*len(ours)) // one piece of memory for all
	for _, o := range ours {
		row, known := rows[o.Key]
		if !known && !o.Stays {
			continue
		}
		claims = append(claims, claim{key: o.Key, row: row})
		c := &claims[len(claims)-1]
		c.first, names = m.says(row, first, o, names)
		c.second, names = m.says(row, second, o, names)
		m.claims[o.Key] = c
		m.order = append(m.order, c)
	}
}

// says returns what a witness of a row may say, written behind all, and all with it.
func (m *matcher) says(row Row, witness int, o OurRow, all []string) (list, with []string) {
	if witness < 0 {
		return nil, all
	}
	from := len(all)
	memory, settled := row.Cells[m.tab.Columns[witness].Field]
	if !settled {
		all = append(all, o.Values[witness])
	}
	if memory.Version > 0 {
		all = append(all, memory.Value)
	}
	for _, s := range memory.Sent {
		all = append(all, s.Value)
	}
	return all[from:len(all):len(all)], all
}

// byKey pairs lines whose key and names agree.
func (m *matcher) byKey(lines []line) {
	for i := range lines {
		l := &lines[i]
		c := m.claims[l.key]
		if l.key == "" || c == nil || !m.agrees(l, c) {
			continue
		}
		if m.out.at[l.key] == nil {
			m.pairWith(l, c)
			continue
		}
		m.copy(l, l.key)
	}
}

func (m *matcher) copy(l *line, of string) {
	m.out.copies = append(m.out.copies, copied{l, of})
	m.taken[l.at] = true
}

func (m *matcher) pairWith(l *line, c *claim) {
	m.out.at[c.key] = l
	m.taken[l.at] = true
	if l.key != c.key {
		m.out.fix[l.at] = c.key
		m.torn = m.torn || m.claims[l.key] != nil
	}
}

// agrees reports whether a line that carries a key has the names of it: both, or one that is nobody else's while the
// other is nobody's at all.
func (m *matcher) agrees(l *line, c *claim) bool {
	if c.row.Trust != "" && c.row.Trust == l.print() {
		return true
	}
	if slices.Contains(c.first, l.first) && l.first+l.second != "" && (c.second == nil || slices.Contains(c.second, l.second)) {
		return true
	}
	return slices.Contains(m.whole(l), c) || slices.Contains(m.part(l), c)
}

// index finds claims by folded name.
func (m *matcher) index() {
	if m.byFirst != nil {
		return
	}
	m.byFirst, m.bySecond = map[string][]*claim{}, map[string][]*claim{}
	note := func(index map[string][]*claim, names []string, c *claim) {
		for _, n := range names {
			if f := person.Fold(n); f != "" && !slices.Contains(index[f], c) {
				index[f] = append(index[f], c)
			}
		}
	}
	for _, c := range m.order {
		note(m.byFirst, c.first, c)
		note(m.bySecond, c.second, c)
	}
}

func (m *matcher) named(l *line) (first, second []*claim) {
	m.index()
	return m.byFirst[person.Fold(l.first)], m.bySecond[person.Fold(l.second)]
}

// whole returns whose both names a line says.
func (m *matcher) whole(l *line) []*claim {
	first, second := m.named(l)
	var out []*claim
	for _, c := range first {
		if c.second == nil || slices.Contains(second, c) || person.Fold(l.second) == "" && slices.Contains(c.second, "") {
			out = append(out, c)
		}
	}
	return out
}

// part returns whose name a line says when that name has one owner and the other name in it has none.
func (m *matcher) part(l *line) []*claim {
	first, second := m.named(l)
	switch {
	case len(first) == 1 && len(second) == 0:
		return first
	case len(second) == 1 && len(first) == 0:
		return second
	}
	return nil
}

// byName pairs the lines that are left with the keys that are left where each fits exactly one of the other. With copies
// a key that fits several lines, which all say its names, gets the first, and the others repeat it.
func (m *matcher) byName(lines []line, owners func(*line) []*claim, copies bool) {
	suitors := map[*claim][]*line{}
	for i := range lines {
		l := &lines[i]
		if m.taken[l.at] || l.blank {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(owners(l)), func(c *claim) bool { return m.out.at[c.key] != nil })
		if len(left) == 1 {
			suitors[left[0]] = append(suitors[left[0]], l)
		}
	}
	for _, c := range m.order {
		if len(suitors[c]) == 0 || len(suitors[c]) > 1 && !copies {
			continue
		}
		m.pairWith(suitors[c][0], c)
		for _, l := range suitors[c][1:] {
			m.copy(l, c.key)
		}
	}
}

// rest decides about what no name explains.
func (m *matcher) rest(lines []line) {
	var strange []*line // carry the key of a row that is not found
	for i := range lines {
		l := &lines[i]
		own := m.claims[l.key] != nil && m.out.at[l.key] == nil && !m.claims[l.key].row.ghost()
		switch {
		case m.taken[l.at]:
		case own && !l.blank:
			strange = append(strange, l)
		case !l.blank && m.repeats(l):
			m.copy(l, m.whole(l)[0].key)
		case !l.blank:
			m.out.fresh = append(m.out.fresh, l)
		case !own:
			m.out.fix[l.at] = "" // its names moved elsewhere, or it was never ours
		}
	}
	for _, l := range strange {
		c := m.claims[l.key]
		switch {
		case m.out.doubts[l.key] != nil:
			m.out.fresh = append(m.out.fresh, l)
		case len(strange) == 1 && !m.torn && m.renamed(l, c):
			m.pairWith(l, c)
		default:
			m.out.doubts[l.key] = l
		}
	}
	for _, c := range m.order {
		if m.out.at[c.key] == nil && m.out.doubts[c.key] == nil && !c.row.ghost() {
			m.out.gone = append(m.out.gone, c.key)
		}
	}
}

// repeats reports whether a line says both names of somebody whose row is another one.
func (m *matcher) repeats(l *line) bool {
	owners := m.whole(l)
	return len(owners) > 0 && !slices.ContainsFunc(owners, func(c *claim) bool { return m.out.at[c.key] == nil })
}

// renamed reports whether a line differs from what is remembered of its key in nothing but its name. One row alone cannot
// have been sorted, so that is a name somebody corrected.
func (m *matcher) renamed(l *line, c *claim) bool {
	if c.second != nil || l.first == "" {
		return false // of two names one would have been recognised
	}
	first, _ := m.tab.witnesses()
	for i, col := range m.tab.Columns {
		memory, known := c.row.Cells[col.Field]
		if i != first && known && memory.Value != l.told[i] && !memory.wrote(l.told[i]) {
			return false
		}
	}
	return true
}

// unsure takes its trust from rows whose names somebody else has as well, when keys and names were seen apart in the tab.
func (m *matcher) unsure() {
	if !m.torn {
		return
	}
	for _, c := range m.order {
		l := m.out.at[c.key]
		if l == nil || c.row.Trust == l.print() || len(m.whole(l)) < 2 {
			continue
		}
		delete(m.out.at, c.key)
		m.out.doubts[c.key] = l
	}
}
