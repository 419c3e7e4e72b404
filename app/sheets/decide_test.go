package sheets_test

import (
	"strings"
	"testing"

	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/tournament"
)

// asked returns the one open question, which must be of this kind.
func (d *desk) asked(kind edits.ConflictKind) edits.Conflict {
	d.t.Helper()
	open := d.overview().Open
	if len(open) != 1 || open[0].Kind != kind {
		d.t.Fatalf("staff are asked %+v, want one %s", open, kind)
	}
	return open[0]
}

// decides settles the one open question.
func (d *desk) decides(kind edits.ConflictKind, how string) {
	d.t.Helper()
	d.must(d.book.Decide(d.ctx, d.admin, d.cup, d.asked(kind).ID, how))
	d.sync()
}

// cell is what a cell of the roster shows, and its note.
func (d *desk) cell(row, col int) (string, string) {
	tab := d.tab(roster)
	return tab.Result(row, col).Show(), tab.At(row, col).Note
}

func (d *desk) wantCell(row, col int, shows, note string) {
	d.t.Helper()
	if s, n := d.cell(row, col); s != shows || !strings.Contains(n, note) || note == "" && n != "" {
		d.t.Errorf("%s shows %q with the note %q, want %q with %q", mirror.Place(row, col), s, n, shows, note)
	}
}

// settled is a desk with three players whose Sheet is in step.
func settled(t *testing.T, o setup) *desk {
	t.Helper()
	d := open(t, o)
	for _, p := range three() {
		d.register(p[1], p[3])
	}
	d.agree()
	d.gal(three()...)
	d.connect(nil)
	d.sync()
	return d
}

func (d *desk) pronouns(i int, text string) {
	d.t.Helper()
	a := application(d.board().Seated[i])
	a.Pronouns = text
	_, err := d.league.RegisterFor(d.ctx, d.admin, d.cup, a)
	d.must(err)
}

func TestBothSidesChangedACell(t *testing.T) {
	t.Parallel()
	for _, how := range []string{edits.KeepOurs, edits.TakeTheirs} {
		d := settled(t, setup{})
		d.types(roster, 2, 2, "Ask Me")
		d.pronouns(0, "He/They")
		d.sync()
		d.wantCell(2, 2, "He/They", "decide on the Sheet's page")
		c := d.asked(edits.CellClash)
		if c.About != "moonpetal" || c.Was != "She/Her" || c.Ours != "He/They" || c.Theirs != "Ask Me" || c.OursBy != "Robin" || c.OursAt.IsZero() {
			t.Errorf("the inbox says %+v", c)
		}
		d.decides(edits.CellClash, how)
		want := map[string]string{edits.KeepOurs: "He/They", edits.TakeTheirs: "Ask Me"}[how]
		d.wantCell(2, 2, want, "")
		if got := d.board().Seated[0].People[0].Pronouns; got != want {
			t.Errorf("%s: the league has %q", how, got)
		}
		d.must(d.book.Decide(d.ctx, d.admin, d.cup, c.ID, how))
		if err := d.book.Decide(d.ctx, d.admin, d.cup, c.ID, edits.PutRowBack); !fault.Is(err, fault.Stale) {
			t.Errorf("deciding it otherwise: %v", err)
		}
	}
}

func TestAllConflictsAtOnce(t *testing.T) {
	t.Parallel()
	d := settled(t, setup{})
	for i := range 3 {
		d.types(roster, 2+i, 2, "Any "+string(rune('A'+i)))
		d.pronouns(i, "He/They")
	}
	d.sync()
	n, err := d.book.DecideAll(d.ctx, d.admin, d.cup, edits.CellClash, edits.TakeTheirs)
	if n != 3 || err != nil {
		t.Fatalf("%d were decided: %v", n, err)
	}
	d.sync()
	d.wantCell(4, 2, "Any C", "")
	if len(d.overview().Open) > 0 {
		t.Error("questions are left")
	}
}

func TestWhatIsRefusedIsPutBackWithTheReason(t *testing.T) {
	t.Parallel()
	d := settled(t, setup{})
	d.types(roster, 2, 1, "somebody")
	long := strings.Repeat("long", 20)
	d.types(roster, 2, 2, long)
	d.types(roster, 3, 5, "perhaps")
	d.types(roster, 4, 3, "LunaVex#GAL")
	d.sync()
	d.wantCell(2, 1, "moonpetal", "comes from Discord")
	d.wantCell(2, 2, "She/Her", "Matchday did not take “"+long+"”:")
	d.wantCell(3, 5, "TRUE", "neither yes nor no")
	d.asked(edits.RowDoubt) // the name of somebody else makes nobody's row of it
	from := len(d.Calls())
	d.sync()
	if _, w := d.count(from); w != 0 {
		t.Error("it does not come to rest")
	}
	d.types(roster, 2, 2, long)
	d.sync()
	d.wantCell(2, 2, "She/Her", "Matchday did not take")
	d.types(roster, 2, 2, "Any")
	d.sync()
	d.wantCell(2, 2, "Any", "")
}

func TestARowThatIsGoneIsAQuestion(t *testing.T) {
	t.Parallel()
	for _, how := range []string{edits.PutRowBack, edits.TakeOut} {
		d := settled(t, setup{})
		d.must(d.Person(id, func(b *grid.Book) error { b.Titled(roster).DeleteRows(3, 1); return nil }))
		d.sync()
		if c := d.asked(edits.RowGone); c.About != "vex.luna" || d.board().Counts.Seated != 3 {
			t.Fatalf("a deleted row took somebody out, or nobody is asked: %+v", c)
		}
		d.decides(edits.RowGone, how)
		says := strings.Contains(shows(d.tab(roster)), "vex.luna")
		if how == edits.PutRowBack && (!says || d.board().Counts.Seated != 3) || how == edits.TakeOut && (says || d.board().Counts.Seated != 2) {
			t.Errorf("%s: %d seats\n%s", how, d.board().Counts.Seated, shows(d.tab(roster)))
		}
		if open := d.overview().Open; len(open) > 0 {
			t.Errorf("%s: %+v", how, open)
		}
	}
}

func TestANewRow(t *testing.T) {
	t.Parallel()
	typed := func(d *desk) {
		d.must(d.Person(id, func(b *grid.Book) error {
			tab := b.Titled(roster)
			for col, text := range []string{"", "pickles", "Any", "=SUM(1,2)", "", "TRUE"} {
				if col == 3 {
					text = "'" + text
				}
				tab.Type(6, col, text)
			}
			return nil
		}))
		d.sync()
	}
	d := settled(t, setup{})
	typed(d)
	if d.board().Counts.Seated != 3 {
		t.Fatal("a row that somebody typed became an entry unasked")
	}
	d.decides(edits.RowNew, edits.Enter)
	if r, ok := d.board().Row(4); !ok || r.People[0].InGame != "=SUM(1,2)" || r.People[0].Pronouns != "Any" {
		t.Errorf("the entry is %+v", r)
	}
	d.wantCell(6, 3, "=SUM(1,2)", "")
	if key, _ := d.cell(6, 8); key != "t1p5" {
		t.Errorf("its row has the key %q", key)
	}
	if err := d.book.Connect(d.ctx, d.admin, edits.Setup{Tournament: d.cup, Spreadsheet: id, Plan: entering(d.overview().Mirror.Plan)}); err != nil {
		t.Fatal(err)
	}
	d.types(roster, 7, 1, "ofpickles")
	d.types(roster, 7, 3, "Queen of Pickles#OCE")
	d.sync()
	if d.board().Counts.Seated != 4 {
		t.Error("a row that is not complete became an entry")
	}
	d.types(roster, 7, 5, "TRUE")
	d.sync()
	if d.board().Counts.Seated != 5 || len(d.overview().Open) > 0 {
		t.Errorf("a complete row became no entry: %+v", d.overview().Open)
	}
	d.sync()
	d.sync()
	if d.board().Counts.Seated != 5 {
		t.Error("it became more than one")
	}
}

func entering(p mirror.Plan) mirror.Plan {
	p.Enter = true
	return p
}

func TestARowWithOtherNames(t *testing.T) {
	t.Parallel()
	for _, how := range []string{edits.PutRowBack, edits.SamePerson, edits.Somebody} {
		d := settled(t, setup{})
		d.types(roster, 2, 1, "pickles")
		d.types(roster, 2, 3, "Queen#OCE")
		d.sync()
		if c := d.asked(edits.RowDoubt); c.About != "moonpetal" {
			t.Errorf("%+v", c)
		}
		d.pronouns(0, "He/They")
		d.sync()
		d.wantCell(2, 2, "She/Her", "") // nothing is written into a row that is nobody's for sure
		d.decides(edits.RowDoubt, how)
		text := shows(d.tab(roster))
		who := d.board().Seated[0].People[0].InGame
		switch {
		case how == edits.PutRowBack && (strings.Contains(text, "pickles") || who != "Sugar Comet#NA1"):
			t.Errorf("put back: %s is %s\n%s", d.board().Seated[0].Name, who, text)
		case how == edits.SamePerson && (who != "Queen#OCE" || strings.Contains(text, "pickles")):
			t.Errorf("the same person: %s\n%s", who, text)
		case how == edits.Somebody && (!strings.Contains(text, "pickles") || !strings.Contains(text, "moonpetal")):
			t.Errorf("somebody else: %s\n%s", who, text)
		}
	}
}

// TestPlacesTypedInTheSheet lets staff type the results of a round, a place at a time.
func TestPlacesTypedInTheSheet(t *testing.T) {
	t.Parallel()
	d := open(t, setup{plan: func(p *tournament.Plan) { p.Rules.LobbySize, p.Rules.Points = 4, tournament.DefaultPoints(4) }})
	for _, name := range []string{"ada", "bea", "cleo", "dora"} {
		d.register(name, name+"#NA1")
	}
	d.layOut()
	for _, step := range []tournament.Step{tournament.StepCloseRegistration, tournament.StepOpenCheckIn} {
		_, err := d.league.Advance(d.ctx, d.admin, d.cup, 0, step)
		d.must(err)
	}
	d.sync()
	for _, name := range []string{"ada", "bea", "cleo", "dora"} {
		d.types("Players", d.row("Players", name), 5, "TRUE")
	}
	d.sync()
	if d.board().Counts.CheckedIn != 4 {
		t.Fatalf("ticked boxes checked in %d", d.board().Counts.CheckedIn)
	}
	_, err := d.league.Advance(d.ctx, d.admin, d.cup, 0, tournament.StepCloseCheckIn)
	d.must(err)
	_, err = d.league.DrawRound(d.ctx, d.admin, d.cup, 0, tournament.Random)
	d.must(err)
	d.sync()
	place := func(name, text string) { d.types("Lobbies", d.row("Lobbies", name), 2, text) }
	place("ada", "1")
	d.sync()
	if got := d.tab("Lobbies").Result(d.row("Lobbies", "ada"), 2).Show(); got != "" {
		t.Errorf("a place of a round that has not started stays as %q", got)
	}
	_, err = d.league.Advance(d.ctx, d.admin, d.cup, 0, tournament.StepStartRound)
	d.must(err)
	d.sync()
	place("ada", "1st")
	place("bea", "2")
	place("cleo", "2")
	d.sync()
	if note := d.tab("Lobbies").At(d.row("Lobbies", "cleo"), 2).Note; !strings.Contains(note, "Place 2 stands twice") {
		t.Errorf("two of one place have the note %q", note)
	}
	place("cleo", "3")
	place("dora", "4")
	d.sync()
	d.sync()
	if b := d.board(); len(b.Standings) == 0 || b.Standings[0].Total != 8 || b.Rounds[0].Missing != 0 {
		t.Fatalf("the result was not taken: %+v\n%s", b.Standings, shows(d.tab("Lobbies")))
	}
	if got := shows(d.tab("Standings")); !strings.Contains(got, "1|ada|8|1|") || !strings.Contains(got, "4|dora|2|4|") {
		t.Errorf("the standings are\n%s", got)
	}
	if note := d.tab("Lobbies").At(d.row("Lobbies", "cleo"), 2).Note; note != "" {
		t.Errorf("a note is left: %q", note)
	}
	place("ada", "2")
	place("bea", "1")
	d.sync()
	d.sync()
	if got := shows(d.tab("Standings")); !strings.Contains(got, "1|bea|8|1|") {
		t.Errorf("a correction was not taken\n%s\n%s", got, shows(d.tab("Lobbies")))
	}
	from := len(d.Calls())
	d.sync()
	if _, w := d.count(from); w != 0 {
		t.Error("it does not come to rest")
	}
}
