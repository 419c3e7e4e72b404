package sheets_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/sandbox/sheets/grid"
)

func TestAnEditIsTakenAndNothingIsWrittenBack(t *testing.T) {
	t.Parallel()
	d := open(t, setup{})
	d.register("moonpetal", "Sugar Comet#NA1")
	d.register("vex.luna", "LunaVex#GAL")
	d.gal([]string{"", "moonpetal", "She/Her", "Sugar Comet#NA1", "", "TRUE", "FALSE"}, []string{"", "vex.luna", "", "LunaVex#GAL", "", "FALSE", "FALSE"})
	d.connect(nil)
	d.sync()
	if o := d.overview(); len(o.Open) != 1 || o.Open[0].Ours != "They/Them" || o.Open[0].Theirs != "She/Her" {
		t.Errorf("two sides that say different things when they meet: %+v", o.Open)
	}
	for _, tt := range []struct {
		what          string
		do            func()
		reads, writes int
	}{
		{"nothing", func() {}, 1, 0},
		{"an edit", func() { d.types("GAL Database", 3, 4, "LunaAlt#NA1") }, 1, 0},
		{"a registration", func() { d.register("ivy_", "Ivy#0777") }, 1, 1},
		{"nothing after it", func() {}, 1, 0},
	} {
		from := len(d.Calls())
		tt.do()
		d.sync()
		if r, w := d.count(from); r != tt.reads || w != tt.writes {
			t.Errorf("%s cost %d reads and %d writes", tt.what, r, w)
		}
	}
	if got := d.board().Seated[1].People[0].AltNames; got != "LunaAlt#NA1" {
		t.Errorf("the league has %q", got)
	}
	want := `  1 Holidaze|||||||||
  2 |Discord:|Pronouns:|Username:|Alternative IGNs:|Registered:|Checked In:||Matchday key|
  3 |moonpetal|They/Them|Sugar Comet#NA1||TRUE|FALSE||t1p2|
  4 |vex.luna|They/Them|LunaVex#GAL|LunaAlt#NA1|TRUE|FALSE||t1p3|
  5 |ivy_|They/Them|Ivy#0777||TRUE|FALSE||t1p4|
`
	if diff := cmp.Diff(want, shows(d.tab("GAL Database"))); diff != "" {
		t.Error(diff)
	}
	if !d.tab("GAL Database").Cols[8].Hidden {
		t.Error("the column of keys is not hidden")
	}
}

func TestASheetIsLaidOut(t *testing.T) {
	t.Parallel()
	d := open(t, setup{})
	d.register("moonpetal", "Sugar Comet#NA1")
	if err := d.google.Test(d.ctx, id); !fault.Is(err, fault.Closed) {
		t.Errorf("a Sheet that is not there: %v", err)
	}
	d.layOut()
	d.must(d.google.Test(d.ctx, id))
	d.sync()
	for title, want := range map[string]string{
		"Players":   "  1 Discord|Pronouns|In-game name|Other names|Registered|Checked in|Seed|State|Matchday key|\n  2 moonpetal|They/Them|Sugar Comet#NA1||TRUE|FALSE||seated|t1p2|\n",
		"Lobbies":   "  1 Lobby|Player|Round 1|Round 2|Round 3|Round 4|Total|Matchday key|\n",
		"Standings": "  1 Rank|Player|Total|Round 1|Round 2|Round 3|Round 4|\n  2 1|moonpetal|0|||||\n",
	} {
		tab := d.tab(title)
		if diff := cmp.Diff(want, shows(tab)); diff != "" {
			t.Errorf("%s: %s", title, diff)
		}
		if tab.Frozen != 1 || !tab.At(0, 0).Bold {
			t.Errorf("%s: the headers are not frozen and bold", title)
		}
	}
	if players := d.tab("Players"); !players.At(1, 4).Check || !players.At(50, 5).Check {
		t.Error("there are no check boxes")
	}
	from := len(d.Calls())
	d.sync()
	if r, w := d.count(from); r != 1 || w != 0 {
		t.Errorf("it does not come to rest: %d reads, %d writes", r, w)
	}
	again, err := d.google.LayOut(d.ctx, id, d.overview().Mirror.Plan)
	d.must(err)
	if got := again.Tabs[0].Title; got != "Players 2" {
		t.Errorf("a second layout is called %q", got)
	}
	if o := d.overview(); o.Mirror.State != edits.On || len(o.Runs) != 1 {
		t.Errorf("%+v", o)
	}
}

func TestNamesLeadToProfiles(t *testing.T) {
	t.Parallel()
	d := open(t, setup{})
	d.gal()
	d.connect(func(p *mirror.Plan) { p.Link = "https://lolchess.gg/profile/na/{name}-{tag}" })
	d.register("moonpetal", "Sugar Comet#NA1")
	d.register("evil", "=HYPERLINK(\"https://evil.example\")")
	d.sync()
	tab := d.tab(roster)
	if c := tab.At(2, 3); c.Value.Text != "Sugar Comet#NA1" || c.Link != "https://lolchess.gg/profile/na/Sugar%20Comet-NA1" {
		t.Errorf("the name is %+v", c)
	}
	if c := tab.At(3, 3); c.Value.Kind != grid.Text || c.Link != "" {
		t.Errorf("a name that looks like a formula is %+v", c)
	}
	if !tab.At(2, 5).Check || tab.At(2, 5).Value.Kind != grid.Bool {
		t.Errorf("Registered is no check box: %+v", tab.At(2, 5))
	}
	a := application(d.board().Seated[0])
	a.InGame = "Ivy#0777"
	_, err := d.league.RegisterFor(d.ctx, d.admin, d.cup, a)
	d.must(err)
	d.sync()
	if c := d.tab(roster).At(2, 3); c.Link != "https://lolchess.gg/profile/na/Ivy-0777" {
		t.Errorf("a new name keeps the old link: %+v", c)
	}
}

func TestColumnsGoTheirWay(t *testing.T) {
	t.Parallel()
	d := settled(t, setup{})
	plan := d.overview().Mirror.Plan
	for i, c := range plan.Tabs[0].Columns {
		switch c.Field {
		case mirror.Pronouns:
			plan.Tabs[0].Columns[i].Way = mirror.Ours
		case mirror.AltNames:
			plan.Tabs[0].Columns[i].Way = mirror.Theirs
		}
	}
	d.must(d.book.Change(d.ctx, d.admin, d.cup, 0, plan))
	d.types(roster, 2, 2, "Ask Me")
	d.types(roster, 2, 4, "Typed#NA1")
	a := application(d.board().Seated[1])
	a.AltNames = "Ours#NA1"
	_, err := d.league.RegisterFor(d.ctx, d.admin, d.cup, a)
	d.must(err)
	d.sync()
	d.wantCell(2, 2, "She/Her", "Matchday's")
	d.wantCell(3, 4, "LunaAlt#NA1, lv2#NA1", "")
	if got := d.board().Seated[0].People[0].AltNames; got != "Typed#NA1" {
		t.Errorf("what is theirs was not taken: %q", got)
	}
}
