package sheet

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/mirror/header"
	"matchday/app/mirror/oldgal"
	"matchday/app/tournament"
	"matchday/views/page"
)

// maxRow is the last row in which headers are looked for.
const maxRow = 200

// propose fills the page with what the columns seem to hold, or by the mapping of a Sheet that is connected.
func (d *draft) propose() {
	d.page.Enter, d.page.Link = d.mirror.Plan.Enter, string(d.mirror.Plan.Link)
	for _, t := range d.sheet.Tabs {
		mapped, ok := tabOf(d.mirror.Plan, t.ID)
		switch {
		case ok:
			d.page.Tabs = append(d.page.Tabs, d.known(t, mapped))
		case d.page.Change:
			d.page.Tabs = append(d.page.Tabs, d.tab(t, header.Proposal{Header: header.Propose(t.Reading, t.Title).Header}))
		case results(t):
			d.page.Tabs = append(d.page.Tabs, d.tab(t, header.Proposal{Header: header.Propose(t.Reading, t.Title).Header}))
		default:
			d.page.Tabs = append(d.page.Tabs, d.tab(t, header.Finals(header.Propose(t.Reading, t.Title))))
		}
	}
	d.once()
}

// once leaves each kind to one tab, the one with the most rows: two nights in one Sheet are told apart by people.
func (d *draft) once() {
	for _, kind := range mirror.Kinds() {
		best := -1
		for i, t := range d.page.Tabs {
			if t.Kind == kind && (best < 0 || t.Rows > d.page.Tabs[best].Rows) {
				best = i
			}
		}
		for i, t := range d.page.Tabs {
			if t.Kind == kind && i != best {
				d.page.Tabs[i].Kind, d.page.Tabs[i].Columns, d.page.Tabs[i].Was = "", nil, was("", t.Row)
			}
		}
	}
}

// results reports whether a tab holds results in a layout that can be imported and not be kept in step.
func results(t edits.SheetTab) bool {
	old := oldgal.Read(t.Reading, t.Title)
	return old.Results() && !old.Flat
}

func tabOf(p mirror.Plan, sheet int64) (mirror.Tab, bool) {
	i := slices.IndexFunc(p.Tabs, func(t mirror.Tab) bool { return t.Sheet == sheet })
	if i < 0 {
		return mirror.Tab{}, false
	}
	return p.Tabs[i], true
}

// known is a tab as it is mapped, its columns found by their headers wherever they stand now.
func (d *draft) known(t edits.SheetTab, was mirror.Tab) page.SheetTab {
	row := was.Header
	if now, err := was.Locate(t.Reading); err == nil {
		row = now.Header
	}
	p := header.ProposeAt(t.Reading, row, was.Kind)
	ways := map[int]mirror.Way{}
	for i := range p.Columns {
		c := &p.Columns[i]
		c.Field, c.Guess, c.Note = "", false, ""
		for _, m := range was.Columns {
			if mirror.Normal(m.Header) == mirror.Normal(c.Header) && !slices.ContainsFunc(p.Columns[:i], func(o header.Column) bool { return o.Field == m.Field }) {
				c.Field, ways[c.At] = m.Field, m.Way
				break
			}
		}
	}
	p.Lacks = slices.DeleteFunc(p.Lacks, func(f mirror.Field) bool { return was.Column(f) < 0 })
	out := d.tab(t, p)
	for i := range out.Columns {
		if w, ok := ways[out.Columns[i].At]; ok {
			out.Columns[i].Way = w
		}
	}
	return out
}

// tab is a tab with what was proposed for it.
func (d *draft) tab(t edits.SheetTab, p header.Proposal) page.SheetTab {
	row := strconv.Itoa(max(p.Header, 0) + 1)
	rules := d.reading.Tournament.Rules
	out := page.SheetTab{ID: strconv.FormatInt(t.ID, 10), Title: t.Title, Hidden: t.Hidden, Kind: p.Kind, Row: row, Was: was(p.Kind, row)}
	old := oldgal.Read(t.Reading, t.Title)
	out.Results = old.Results()
	if out.Results {
		out.Recognised = "Recognised: " + old.Sentence()
	}
	if p.Kind == "" {
		if out.Results && !old.Flat {
			out.Recognised += " It cannot be kept in step like that, because each row has to be one player, but it can be imported."
		}
		return out
	}
	out.Rows, out.Lacks, out.Fields = p.Rows, p.Lacks, p.Kind.Fields(rules.Rounds, rules.TeamSize > 1)
	if p.Kind == mirror.Players && !d.page.Change && len(old.Players) > 0 {
		out.Recognised = "Recognised: " + old.Sentence()
	}
	mapped := p.Tab(t.ID, t.Title)
	for _, c := range p.Columns {
		col := page.SheetColumn{At: c.At, Header: strings.TrimSpace(c.Header), Guess: c.Guess, Note: c.Note, Samples: c.Samples}
		if mirror.Normal(c.Header) == mirror.Normal(mirror.KeyHeader) {
			continue
		}
		if i := slices.IndexFunc(mapped.Columns, func(m mirror.Column) bool { return m.At == c.At }); i >= 0 && slices.Contains(out.Fields, c.Field) {
			col.Field, col.Way = c.Field, mapped.Columns[i].Way
		} else if c.Field != "" {
			col.Note = c.Field.Title() + " is not part of " + d.reading.Tournament.Name + "."
		}
		out.Columns = append(out.Columns, col)
	}
	return out
}

func was(kind mirror.Kind, row string) string { return string(kind) + ":" + row }

// take reads what was typed, with every fault in it at once, and makes the plan.
func (d *draft) take(form url.Values) {
	form = maps.Clone(form)
	d.page.Enter, d.page.Link = form.Get("enter") == "on", strings.TrimSpace(form.Get("link"))
	d.plan = mirror.Plan{Enter: d.page.Enter, Link: mirror.Link(d.page.Link)}
	var faults fault.List
	kinds := map[mirror.Kind]string{}
	for _, t := range d.sheet.Tabs {
		one := typedTab{form: form, tab: t, id: strconv.FormatInt(t.ID, 10), rules: d.reading.Tournament.Rules}
		one.read()
		faults = append(faults, one.faults...)
		shown := d.tab(t, one.proposal)
		shown.Kind, shown.Row = one.kind, one.row
		d.page.Tabs = append(d.page.Tabs, shown)
		d.page.Read = d.page.Read || one.fresh
		if one.kind == "" || len(one.faults) > 0 {
			continue
		}
		if other, twice := kinds[one.kind]; twice {
			faults.Add(fault.Field("kind-"+one.id, "The tab “%s” holds this already. Each is kept in one tab.", other))
			continue
		}
		kinds[one.kind] = t.Title
		d.plan.Tabs = append(d.plan.Tabs, one.mapped())
	}
	d.page.Again.Values = form
	d.err = d.checked(faults)
	d.page.Again.Err = nil
}

// checked adds what is wrong with the plan as a whole, each beside its field.
func (d *draft) checked(faults fault.List) error {
	whole := d.plan.Check()
	if len(faults) > 0 {
		whole = d.plan.Link.Check() // of a part that could not be read the rest says nothing
	}
	for _, f := range fault.All(whole) {
		c := *f
		if t, ok := d.plan.Tab(mirror.Kind(f.Field)); ok {
			c.Field = "kind-" + strconv.FormatInt(t.Sheet, 10)
		} else if f.Field != "link" && len(d.page.Tabs) > 0 {
			c.Field = "kind-" + d.page.Tabs[0].ID
		}
		faults = append(faults, &c)
	}
	return faults.Err()
}

// typedTab is one tab as it was typed.
type typedTab struct {
	form  url.Values
	tab   edits.SheetTab
	id    string
	rules tournament.Rules

	kind     mirror.Kind
	row      string
	proposal header.Proposal
	fresh    bool // other columns than were shown: nothing was said of them yet
	columns  []mirror.Column
	faults   fault.List
}

func (t *typedTab) read() {
	t.kind, t.row = mirror.Kind(t.form.Get("kind-"+t.id)), strings.TrimSpace(t.form.Get("row-"+t.id))
	if t.kind != "" && !slices.Contains(mirror.Kinds(), t.kind) {
		t.faults.Add(fault.Field("kind-"+t.id, "Choose one of the offered."))
		t.kind = ""
	}
	if t.kind == "" {
		return
	}
	row, err := strconv.Atoi(t.row)
	if err != nil || row < 1 || row > maxRow {
		t.faults.Add(fault.Field("row-"+t.id, "Type the number of the row in which the headers stand, 1 to %d.", maxRow))
		row = max(1, header.Propose(t.tab.Reading, t.tab.Title).Header+1)
	}
	t.proposal = header.Finals(header.ProposeAt(t.tab.Reading, row-1, t.kind))
	if t.form.Get("was-"+t.id) != was(t.kind, strconv.Itoa(row)) && len(t.faults) == 0 {
		t.fresh = true
		t.forget()
		return
	}
	used := map[mirror.Field]int{}
	for _, c := range t.proposal.Columns {
		t.column(c, used)
	}
}

// forget drops what was said of columns that are not those any more.
func (t *typedTab) forget() {
	for name := range t.form {
		if strings.HasPrefix(name, "field-"+t.id+"-") || strings.HasPrefix(name, "way-"+t.id+"-") {
			delete(t.form, name)
		}
	}
	t.columns = t.proposal.Tab(t.tab.ID, t.tab.Title).Columns
}

func (t *typedTab) column(c header.Column, used map[mirror.Field]int) {
	name := t.id + "-" + strconv.Itoa(c.At)
	f, way := mirror.Field(t.form.Get("field-"+name)), mirror.Way(t.form.Get("way-"+name))
	if f == "" {
		return
	}
	if !slices.Contains(t.kind.Fields(t.rules.Rounds, t.rules.TeamSize > 1), f) {
		t.faults.Add(fault.Field("field-"+name, "Choose one of the offered."))
		return
	}
	if other, twice := used[f]; twice {
		t.faults.Add(fault.Field("field-"+name, "Column %s holds %s already. Each is kept in one column.", mirror.Letters(other), f.Title()))
		return
	}
	used[f] = c.At
	ways := f.Ways()
	if t.kind == mirror.Standings {
		ways = []mirror.Way{mirror.Ours}
		way = ""
	}
	if way == "" {
		way = ways[0]
	}
	if !slices.Contains(ways, way) {
		t.faults.Add(fault.Field("way-"+name, "%s cannot be kept this way. Choose “Matchday”.", f.Title()))
		return
	}
	t.columns = append(t.columns, mirror.Column{Field: f, Header: c.Header, At: c.At, Way: way})
}

func (t *typedTab) mapped() mirror.Tab {
	return mirror.Tab{Kind: t.kind, Sheet: t.tab.ID, Title: t.tab.Title, Header: t.proposal.Header, Key: -1, Columns: t.columns}
}
