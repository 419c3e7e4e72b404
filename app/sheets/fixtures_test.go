package sheets_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/tournament"

	sandbox "matchday/app/sandbox/sheets"
)

// three are the players of the fixtures, as they stand below the headers of the league's Sheet.
func three() [][]string {
	return [][]string{
		{"", "moonpetal", "She/Her", "Sugar Comet#NA1", "", "TRUE", "FALSE"},
		{"", "vex.luna", "They/Them", "LunaVex#GAL", "LunaAlt#NA1, lv2#NA1", "TRUE", "FALSE"},
		{"", "ivy_", "Any", "Ivy#0777", "", "TRUE", "FALSE"},
	}
}

var galHeaders = []string{"", "Discord:", "Pronouns:", "Username:", "Alternative IGNs:", "Registered:", "Checked In:"}

// fixture is a Sheet as people leave it, and what becomes of it.
type fixture struct {
	name  string
	cells func(rows [][]string) [][]string // below the title; nil is the headers of the league and the rows
	form  func(*desk, *grid.Book)          // what is not text
	late  func(*desk)                      // after the first sync
	maps  string                           // the mapping that is proposed; empty is the league's
	says  string                           // of the three, as name:column A…; empty is that nothing changed
	open  string                           // what staff are asked
	why   string                           // why it is paused
}

func fixtures() []fixture {
	type rows = [][]string
	sort := func(t *grid.Tab, endCol int) error {
		return t.Sort(grid.Box{Row: 2, EndRow: 5, EndCol: endCol}, 3, false)
	}
	return []fixture{
		{name: "as it is"},
		{name: "header with trailing spaces", cells: func(r rows) rows {
			return append(rows{{"", " Discord:  ", "PRONOUNS", "Username : ", "Alternative IGNs", "registered:", "Checked  In:"}}, r...)
		}},
		{name: "headers on row 1", cells: func(r rows) rows { return append(rows{galHeaders}, r...) }, form: func(_ *desk, b *grid.Book) { b.Tabs[0].DeleteRows(0, 1) }},
		{name: "order swapped", cells: func(r rows) rows {
			out := rows{{"", "Checked In:", "Username:", "Registered:", "Discord:", "Pronouns:", "Alternative IGNs:"}}
			for _, p := range r {
				out = append(out, []string{"", p[6], p[3], p[5], p[1], p[2], p[4]})
			}
			return out
		}, maps: "checked_in=B ingame=C registered=D discord=E pronouns=F alt=G"},
		{name: "extra Seed column", cells: func(r rows) rows {
			out := rows{append(append([]string{}, galHeaders...), "Seed")}
			for i, p := range r {
				out = append(out, append(append([]string{}, p...), fmt.Sprint(i+1)))
			}
			return out
		}, maps: "discord=B pronouns=C ingame=D alt=E registered=F checked_in=G seed=H"},
		{name: "missing Pronouns", cells: func(r rows) rows {
			out := rows{{"", "Discord:", "", "Username:", "Alternative IGNs:", "Registered:", "Checked In:"}}
			for _, p := range r {
				q := append([]string{}, p...)
				q[2] = ""
				out = append(out, q)
			}
			return out
		}, maps: "discord=B ingame=D alt=E registered=F checked_in=G"},
		{name: "two IGN columns", cells: func(r rows) rows {
			out := rows{append(append([]string{}, galHeaders...), "IGN")}
			for _, p := range r {
				out = append(out, append(append([]string{}, p...), "somebody else"))
			}
			return out
		}},
		{name: "check boxes as text", cells: func(r rows) rows {
			r[0][5], r[0][6], r[1][5], r[1][6], r[2][5], r[2][6] = "yes", "'False", "1", "no", "x", "0"
			return append(rows{galHeaders}, r...)
		}},
		{name: "blank rows in the middle", cells: func(r rows) rows {
			return append(rows{galHeaders}, r[0], []string{}, []string{}, r[1], []string{}, r[2])
		}},
		{name: "duplicate Discord tag", cells: func(r rows) rows {
			return append(rows{galHeaders}, r[0], r[1], r[2], []string{"", "moonpetal", "", "Other#NA1", "", "FALSE", "FALSE"})
		}, open: "new: moonpetal · Other#NA1"},
		{name: "the same row twice", cells: func(r rows) rows { return append(rows{galHeaders}, r[0], r[1], r[2], r[0]) },
			open: "copy: moonpetal"},
		{name: "hyperlinked IGN", form: func(d *desk, b *grid.Book) {
			b.Tabs[0].Type(2, 3, `=HYPERLINK("https://lolchess.gg","Sugar Comet#NA1")`)
		}},
		{name: "rows sorted meanwhile", late: func(d *desk) {
			d.must(d.Person(id, func(b *grid.Book) error { return sort(b.Titled(roster), 9) }))
		}},
		{name: "rows sorted meanwhile without the keys", late: func(d *desk) {
			d.must(d.Person(id, func(b *grid.Book) error { return sort(b.Titled(roster), 8) }))
		}},
		{name: "rows filtered and sorted", late: func(d *desk) {
			d.must(d.Person(id, func(b *grid.Book) error {
				t := b.Titled(roster)
				t.FilterBy(grid.Box{Row: 1, EndRow: 5, EndCol: 8}, 2, "Any", "She/Her")
				return sort(t, 8)
			}))
		}},
		{name: "merged title cell", form: func(_ *desk, b *grid.Book) { b.Tabs[0].Merge(grid.Box{Row: 0, EndRow: 1, EndCol: 7}) }},
		{name: "1000 empty formatted rows", form: func(_ *desk, b *grid.Book) {
			b.Tabs[0].Append(1000, 0)
			b.Tabs[0].Checkboxes(grid.Box{Row: 5, Col: 5, EndRow: 1005, EndCol: 7})
		}},
		{name: "a row deleted", late: func(d *desk) {
			d.must(d.Person(id, func(b *grid.Book) error { b.Titled(roster).DeleteRows(3, 1); return nil }))
		}, open: "gone: vex.luna", says: "vex.luna:none"},
		{name: "the tab renamed", late: func(d *desk) {
			d.must(d.Person(id, func(b *grid.Book) error { return b.Rename(b.Titled(roster), "Bob's roster") }))
		}},
		{name: "a column moved", late: func(d *desk) {
			d.must(d.Person(id, func(b *grid.Book) error { b.Titled(roster).MoveColumn(2, 5); return nil }))
		}, why: `In the tab "GAL Database" the column "Pronouns:" moved from C to F. Look at the mapping, then resume.`},
		{name: "a column inserted", late: func(d *desk) {
			d.must(d.Person(id, func(b *grid.Book) error { b.Titled(roster).InsertColumns(3, 1); return nil }))
		}, why: `In the tab "GAL Database" the column "Username:" moved from D to E. Look at the mapping, then resume.`},
		{name: "a header typed over", late: func(d *desk) { d.types(roster, 1, 3, "Main") },
			why: `In the tab "GAL Database" there is no column "Username:" any more; D2 says "Main" now. Put the header back or change the mapping, then resume.`},
		{name: "the keys deleted", late: func(d *desk) {
			d.must(d.Person(id, func(b *grid.Book) error { b.Titled(roster).DeleteColumns(8, 1); return nil }))
		}, why: `The hidden column "Matchday key" of the tab "GAL Database" is gone. Press Resume: the rows are matched by name and the column is made again.`},
		{name: "the tab deleted", late: func(d *desk) {
			d.must(d.Person(id, func(b *grid.Book) error { return b.DropTab(b.Titled(roster)) }))
		}, why: `The tab "GAL Database" is not in the Sheet any more. Bring it back with Undo in the Sheet, or choose another in the mapping, then resume.`},
		{name: "a protected range", late: func(d *desk) {
			d.must(d.Person(id, func(b *grid.Book) error { b.Protect(b.Titled(roster), grid.Whole()); return nil }))
			d.register("pickles", "Queen#OCE")
		}, why: "A part of the Sheet that Matchday has to write is protected. Allow the account in whose name Matchday works in the protection (Data, Protected sheets and ranges), then resume."},
		{name: "not shared any more", late: func(d *desk) { d.Share(id, sandbox.Stranger) },
			why: "Google does not let Matchday into the Sheet, or does not let it write. Share the Sheet with the account in whose name Matchday works as editor, then resume."},
		{name: "shared to look only", late: func(d *desk) {
			d.Share(id, sandbox.Viewer)
			d.register("pickles", "Queen#OCE")
		}, why: "Google does not let Matchday into the Sheet, or does not let it write. Share the Sheet with the account in whose name Matchday works as editor, then resume."},
		{name: "deleted", late: func(d *desk) { d.Delete(id) },
			why: "Google knows no such Sheet: it was deleted, or the address is wrong. Bring it back from the bin or connect another, then resume."},
	}
}

func TestSheetsAsPeopleLeaveThem(t *testing.T) {
	for _, f := range fixtures() {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			f.run(open(t, setup{}))
		})
	}
}

// run lets the fixture happen.
func (f fixture) run(d *desk) {
	d.t.Helper()
	for _, p := range three() {
		d.register(p[1], p[3])
	}
	rows := append([][]string{galHeaders}, three()...)
	if f.cells != nil {
		rows = f.cells(three())
	}
	d.fill(roster, append([][]string{{"Holidaze"}}, rows...))
	if f.form != nil {
		d.must(d.Person(id, func(b *grid.Book) error { f.form(d, b); return nil }))
	}
	d.agree()
	d.connect(nil)
	if f.maps == "" {
		f.maps = "discord=B pronouns=C ingame=D alt=E registered=F checked_in=G"
	}
	if got := mapping(d.overview().Mirror.Plan); got != f.maps {
		d.t.Errorf("it is mapped as\n  %s\nnot\n  %s", got, f.maps)
	}
	d.sync()
	if f.late != nil {
		f.late(d)
		d.sync()
	}
	d.sync()
	o := d.overview()
	var asked []string
	for _, c := range o.Open {
		tab, _ := o.Mirror.Plan.Tab(c.Tab)
		line := string(c.Kind) + ": " + c.About
		if c.Kind == edits.RowNew {
			line = string(c.Kind) + ": " + edits.Words(tab, edits.Told(c))
		}
		if c.Kind == edits.CellClash {
			line += fmt.Sprintf(" %s %q/%q", c.Field, c.Ours, c.Theirs)
		}
		asked = append(asked, line)
	}
	if got := strings.Join(asked, "; "); got != f.open {
		d.t.Errorf("staff are asked\n  %s\nnot\n  %s", got, f.open)
	}
	if o.Mirror.Reason != f.why {
		d.t.Errorf("it is paused because of\n  %s\nnot\n  %s", o.Mirror.Reason, f.why)
	}
	if f.why == "" {
		f.keyed(d)
		from := len(d.Calls())
		d.sync()
		if r, w := d.count(from); r != 1 || w != 0 {
			d.t.Errorf("it does not come to rest: %d reads and %d writes", r, w)
		}
	}
}

// agree gives the league what the Sheet says of the three.
func (d *desk) agree() {
	d.t.Helper()
	for i, r := range d.board().Seated {
		p := three()[i]
		a := application(r)
		a.Pronouns, a.AltNames = p[2], p[4]
		_, err := d.league.RegisterFor(d.ctx, d.admin, d.cup, a)
		d.must(err)
	}
}

func mapping(p mirror.Plan) string {
	var out []string
	for _, c := range p.Tabs[0].Columns {
		out = append(out, string(c.Field)+"="+mirror.Letters(c.At))
	}
	return strings.Join(out, " ")
}

// keyed looks that the row of each of the three carries the right key and that nothing else does.
func (f fixture) keyed(d *desk) {
	d.t.Helper()
	tab := d.Look(id).Tabs[0]
	got := map[string]string{}
	keys := -1
	for row := range 3 {
		for col := range tab.Columns() {
			if tab.Result(row, col).Show() == mirror.KeyHeader {
				keys = col
			}
		}
	}
	for row := range tab.RowCount() {
		for _, p := range three() {
			for col := range tab.Columns() {
				if key := tab.Result(row, keys).Show(); tab.Result(row, col).Show() == p[1] && key != "" {
					got[p[1]] += key
				}
			}
		}
	}
	want := map[string]string{}
	for i, p := range three() {
		want[p[1]] = mirror.PersonKey(d.cup, int64(2+i))
	}
	if name, _, ok := strings.Cut(f.says, ":"); ok {
		delete(want, name)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		d.t.Errorf("keys: %s\n%s", diff, shows(tab))
	}
}

// TestADoubleUpSheet connects the Sheet of a night of teams, with formulas of staff between the columns of the league.
func TestADoubleUpSheet(t *testing.T) {
	t.Parallel()
	d := open(t, setup{plan: func(p *tournament.Plan) { p.Rules.TeamSize = 2 }})
	teams := map[string]string{"moonpetal": "the boys", "vex.luna": "the boys", "ivy_": "the toys"}
	rows := [][]string{{"Holidaze"}, {"", "Discord:", "Pronouns:", "Username:", "Alternative IGNs:", "", "Pairing", "", "Team Name:", "Registered:", "Checked In:"}}
	for i, p := range three() {
		_, err := d.league.Register(d.ctx, d.somebody(p[1]), d.cup, tournament.Application{InGame: p[3], Pronouns: p[2], AltNames: p[4], Team: teams[p[1]]})
		d.must(err)
		rows = append(rows, []string{"", p[1], p[2], p[3], p[4], fmt.Sprintf("=COUNTIF(I3:I9,I%d)", 3+i), "12", "", teams[p[1]], "TRUE", "FALSE"})
	}
	d.fill(roster, rows)
	d.connect(nil)
	if got, want := mapping(d.overview().Mirror.Plan), "discord=B pronouns=C ingame=D alt=E team=I registered=J checked_in=K"; got != want {
		t.Errorf("it is mapped as %s", got)
	}
	d.sync()
	if o := d.overview(); len(o.Open) > 0 || o.Mirror.Reason != "" {
		t.Fatalf("%+v", o)
	}
	d.types(roster, 4, 8, "the joys")
	d.sync()
	d.sync()
	if r, ok := d.board().Row(2); !ok || r.Entry.Name != "the joys" {
		t.Errorf("the team is called %q\n%s", r.Entry.Name, shows(d.tab(roster)))
	}
	tab := d.tab(roster)
	for row := 2; row < 5; row++ {
		if tab.At(row, 5).Value.Text != fmt.Sprintf("=COUNTIF(I3:I9,I%d)", row+1) || tab.Result(row, 6).Show() != "12" {
			t.Errorf("what staff have in row %d was touched: %+v", row+1, tab.At(row, 5))
		}
	}
}

// TestQuotaOnTheThirdCall lets Google refuse the third call and look that nothing is asked of it before it said.
func TestQuotaOnTheThirdCall(t *testing.T) {
	warm(t)
	synctest.Test(t, func(t *testing.T) {
		d := open(t, setup{})
		d.register("moonpetal", "Sugar Comet#NA1")
		d.gal()
		d.connect(nil)
		d.sync()
		d.register("ivy_", "Ivy#0777")
		d.must(d.Break(sandbox.Fault{Kind: "429", Calls: 1, Method: "spreadsheets.batchUpdate", After: 30 * time.Second}))
		if err := d.google.Sync(d.ctx, d.cup); err == nil {
			t.Fatal("a refused call went unnoticed")
		}
		from := len(d.Calls())
		time.Sleep(29 * time.Second)
		if err := d.google.Sync(d.ctx, d.cup); err == nil || len(d.Calls()) != from {
			t.Errorf("Google was asked although it wanted to be left alone: %v", err)
		}
		if h := d.google.Health(d.cup); !strings.Contains(h.Trouble, "limit of calls") || h.Next.IsZero() {
			t.Errorf("the page says %+v", h)
		}
		time.Sleep(10 * time.Second)
		d.sync()
		if d.row(roster, "ivy_") < 2 || d.google.Health(d.cup).Trouble != "" {
			t.Error("it did not go on")
		}
	})
}
