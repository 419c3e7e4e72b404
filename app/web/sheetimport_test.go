package web_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"matchday/app/fault"
	"matchday/app/mirror"
	"matchday/app/mirror/oldgal"
	"matchday/app/person"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/tournament"
)

// night fills the office's Sheet with the tab of results that the former bot kept: n players in lobbies of four, with
// the rows that change gives.
func (o *office) night(n int, change func(rows [][]string)) string {
	o.t.Helper()
	rows := [][]string{{"Lobby", "Player", "Round 1", "Round 2", "Finals"}}
	for i := range n {
		if i%4 == 0 {
			rows = append(rows, []string{"Lobby " + string(rune('A'+i/4))})
		}
		finals := ""
		if i%4 < 2 {
			finals = fmt.Sprint(i/4*2 + i%4 + 1)
		}
		rows = append(rows, []string{"", application(i + 1).InGame, fmt.Sprint(i%4 + 1), fmt.Sprint(4 - i%4), finals})
	}
	if change != nil {
		change(rows)
	}
	b := grid.NewBook(theSheet, "Spring results")
	tab, err := b.Fill("Lobbies", 60, 8, rows)
	o.must(err)
	_, err = b.Fill("Notes", 20, 8, [][]string{{"Todo"}, {"buy prizes"}})
	o.must(err)
	o.sandbox.Add(b)
	return fmt.Sprint(tab.ID)
}

// entered has n players in the tournament, registration closed, with lobbies of four.
func (o *office) entered(n int) {
	o.t.Helper()
	b := o.create(func(p *tournament.Plan) { p.Rules.LobbySize, p.Rules.Points, p.Rules.Cap = 4, []int{4, 3, 2, 1}, 16 })
	o.cup = b.Tournament.ID
	for i := range n {
		o.register(o.cup, i+1)
	}
	o.step(o.board(o.cup), tournament.StepCloseRegistration)
}

func (o *office) importAt(tab string) string { return o.at("import?sheet=" + theSheet + "&tab=" + tab) }

// pressed is the form of a page that imports, as fields to post.
func pressed(t *testing.T, a answer) []string {
	t.Helper()
	if !strings.Contains(a.Text, `id="bring"`) {
		t.Fatalf("nothing can be imported: %s", cut(a.Text))
	}
	return typed(a, "bring")
}

func (o *office) cells(title string) string {
	o.t.Helper()
	var text string
	o.must(o.sandbox.Person(theSheet, func(b *grid.Book) error {
		tab := b.Titled(title)
		var lines []string
		for r := range tab.RowCount() {
			var line []string
			for c := range 8 {
				line = append(line, tab.Result(r, c).Show())
			}
			lines = append(lines, strings.Join(line, "|"))
		}
		text = strings.Join(lines, "\n")
		return nil
	}))
	return text
}

func (o *office) kinds(kind tournament.Kind) int {
	o.t.Helper()
	all, err := o.History(o.ctx, o.admin, o.cup, 0, 200)
	o.must(err)
	n := 0
	for _, h := range all {
		if h.What.Kind == kind {
			n++
			if h.Actor != "Robin" || h.Origin != person.FromWeb {
				o.t.Errorf("%s is by %s from %s", kind, h.Actor, h.Origin)
			}
		}
	}
	return n
}

func TestTheRoundsOfAnOldTabAreImported(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.entered(8)
	tab := o.night(8, nil)
	before := o.cells("Lobbies")
	b := o.signedIn(o.owner)
	b.get(o.at("map?sheet="+theSheet)).wants(t, http.StatusOK, "Recognised: 2 lobbies in blocks, results of 3 rounds. It cannot be kept in step like that", "See what it would bring", "tab="+tab)

	page := b.get(o.importAt(tab))
	page.wants(t, http.StatusOK, "Round 3, the finals", "Lobby B", "Import rounds 1 to 3", "Sugar Comet#NA1 · C3", "Nobody is pinged")
	fields := pressed(t, page)
	b.post(o.at("import"), fields...).wants(t, http.StatusOK, "Rounds 1 to 3 are imported.", "Round 3 is done")
	got := o.board(o.cup)
	var lines []string
	for _, r := range got.Rounds {
		for _, l := range r.Lobbies {
			line := fmt.Sprintf("%d%s %s", r.Number, l.Name, r.State)
			for _, s := range l.Seats {
				line += fmt.Sprintf(" %s=%d", s.Row.Name, s.Place)
			}
			lines = append(lines, line)
		}
	}
	want := []string{"1A done moonpetal=1 vex.luna=2 달빛토끼=3 ivy_=4", "1B done starwarden=1 pickles=2 zoe=3 harp7=4", "2A done ivy_=1 달빛토끼=2 vex.luna=3 moonpetal=4",
		"2B done harp7=1 zoe=2 pickles=3 starwarden=4", "3A done moonpetal=1 vex.luna=2 starwarden=3 pickles=4"}
	if !slices.Equal(lines, want) {
		t.Errorf("imported\n%s", strings.Join(lines, "\n"))
	}
	if first := got.Standings[0]; first.Name != "Sugar Comet#NA1" || first.Total != 9 {
		t.Errorf("first is %s with %d", first.Name, first.Total)
	}
	if n := o.kinds(tournament.RoundsImported); n != 1 {
		t.Errorf("%d imports are told", n)
	}
	if n := o.kinds(tournament.ResultImported); n != 5 {
		t.Errorf("%d results are told", n)
	}
	if o.cells("Lobbies") != before {
		t.Error("the old tab was written to")
	}

	// The same press again, as after a crash before the answer, and a press from another page.
	b.post(o.at("import"), fields...).wants(t, http.StatusOK, "Rounds 1 to 3 are imported.")
	if o.kinds(tournament.RoundsImported) != 1 || len(o.board(o.cup).Rounds) != 3 {
		t.Error("it was imported twice")
	}
	page = b.get(o.importAt(tab))
	page.wants(t, http.StatusOK, "It cannot be imported now", "Holidaze Cup has rounds of its own, and two histories cannot be put together. Import into a new tournament, or take its rounds back first.")
	if strings.Contains(page.Text, `id="bring"`) {
		t.Error("it is offered again")
	}
	other := slices.Clone(fields)
	other[slices.Index(other, "nonce")+1] = "another"
	b.post(o.at("import"), other...).wants(t, http.StatusConflict, "has rounds of its own")

	// One press takes all of it back, and then it can be imported again.
	last, ok, err := o.LastStep(o.ctx, o.admin, o.cup)
	o.must(err)
	if !ok || last.Title != "imported 3 rounds from the tab “Lobbies”" {
		t.Errorf("the step is called %q", last.Title)
	}
	_, err = o.Undo(o.ctx, o.admin, o.cup, last.ID)
	o.must(err)
	if got := o.board(o.cup); len(got.Rounds) != 0 || got.Tournament.Stage != tournament.Preparing {
		t.Errorf("after Undo: %d rounds, %s", len(got.Rounds), got.Tournament.Stage)
	}
	b.post(o.at("import"), pressed(t, b.get(o.importAt(tab)))...).wants(t, http.StatusOK, "Rounds 1 to 3 are imported.")
	if len(o.board(o.cup).Rounds) != 3 {
		t.Error("it was not imported anew")
	}
}

func TestWhatKeepsATabFromBeingImported(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.entered(8)
	tab := o.night(8, func(rows [][]string) {
		rows[2][3] = "3"                  // D3, as D4
		rows[9][1] = "Nobody Known#EUW"   // B10
		rows[10][1], rows[10][2] = "", "" // 7thHarp is in no row
	})
	b := o.signedIn(o.owner)
	page := b.get(o.importAt(tab))
	page.wants(t, http.StatusOK, "Nothing can be imported yet.", "D3 and D4", "Place 3 stands twice in lobby A of round 2. Change one of them.", "B10",
		"Nobody in Holidaze Cup is called “Nobody Known#EUW”.", "C10", "has a place in round 1 and could not be matched", "not matched")

	o.must(o.sandbox.Person(theSheet, func(b *grid.Book) error { b.Titled("Lobbies").Type(9, 1, "zoe"); return nil }))
	page = b.get(o.importAt(tab))
	page.wants(t, http.StatusOK, "Import round 1 only", "Round 2 and what comes after it are left out as the Sheet stands.", "left out with the round before")
	fields := pressed(t, page)
	o.must(o.sandbox.Person(theSheet, func(b *grid.Book) error { b.Titled("Lobbies").Type(9, 2, "DNP"); return nil }))
	b.post(o.at("import"), fields...).wants(t, http.StatusOK, "The tab has changed since you looked at it.")
	if len(o.board(o.cup).Rounds) != 0 {
		t.Fatal("something else than was shown was imported")
	}
	b.post(o.at("import"), pressed(t, b.get(o.importAt(tab)))...).wants(t, http.StatusOK, "Round 1 is imported.", "Round 1 is done")

	b.get(o.importAt("999")).wants(t, http.StatusNotFound, "That tab is not in the Sheet any more.")
	o.entered(2)
	b.get(o.importAt(tab)).wants(t, http.StatusOK, "Nothing can be imported yet.")
	o.entered(8)
	o.step(o.board(o.cup), tournament.StepOpenRegistration)
	b.get(o.importAt(tab)).wants(t, http.StatusOK, "It cannot be imported now", "Registration is still open. Close it before rounds are imported.")
}

func TestARoundThatIsStillPlayedGoesOnAfterTheImport(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.entered(8)
	tab := o.night(8, func(rows [][]string) {
		for i, r := range rows {
			if i > 0 && len(r) > 2 {
				r[3], r[4] = "", ""
				if i > 6 {
					r[2] = ""
				}
			}
		}
	})
	b := o.signedIn(o.owner)
	page := b.get(o.importAt(tab))
	page.wants(t, http.StatusOK, "goes on here", "Import round 1")
	b.post(o.at("import"), pressed(t, page)...).wants(t, http.StatusOK, "Round 1 is imported.", "Round 1 is being played")
	got := o.record(o.board(o.cup))
	if r, _ := got.Current(); r.State != tournament.RoundDone {
		t.Errorf("after the last result round 1 is %s", r.State)
	}
	if _, err := o.DrawRound(o.ctx, o.admin, o.cup, 0, tournament.ByStanding); err != nil {
		t.Errorf("the next round: %v", err)
	}
}

func TestATabThatIsKeptInStepIsNotImported(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.laidOut(3)
	m, _ := o.mirror()
	for _, tab := range m.Plan.Tabs {
		if tab.Kind == mirror.Lobbies {
			o.signedIn(o.owner).get(o.at("import?tab="+fmt.Sprint(tab.Sheet))).wants(t, http.StatusOK, "is kept in step as Lobbies", "Nothing has to be imported.")
		}
	}
	b := o.as(person.Helper)
	b.get(o.importAt("1")).wants(t, http.StatusForbidden)
	b.post(o.at("import"), "sheet", theSheet, "tab", "1").wants(t, http.StatusForbidden)
}

// Whoever may seat, start rounds and record results may import; the page needs the right to connect a Sheet as well.
func TestWhoMayImport(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.entered(4)
	rounds := []oldgal.Round{{Number: 1, Lobbies: []oldgal.Lobby{{Name: "A", Done: true}}}}
	for i, r := range o.board(o.cup).Seated {
		rounds[0].Lobbies[0].Seats = append(rounds[0].Lobbies[0].Seats, oldgal.Seat{Entry: r.Entry.ID, Place: i + 1})
	}
	for _, role := range []person.Roles{person.Producer, person.Viewer, person.Player} {
		if err := o.book.Bring(o.ctx, person.Actor{Person: 1, League: o.of.ID, Roles: role}, o.cup, "", rounds); !fault.Is(err, fault.Denied) {
			t.Errorf("%v: %v", role, err)
		}
	}
	helper := person.Actor{Person: o.admin.Person, Name: "Robin", League: o.of.ID + 1, Roles: person.Helper, Origin: person.FromWeb, Cause: "form:once"}
	if err := o.book.Bring(o.ctx, helper, o.cup, "", rounds); !fault.Is(err, fault.Missing) {
		t.Errorf("from another league: %v", err)
	}
	helper.League = o.of.ID
	broken := slices.Clone(rounds)
	broken[0].Wrong = []oldgal.Remark{{Text: "no"}}
	if err := o.book.Bring(o.ctx, helper, o.cup, "", broken); !fault.Is(err, fault.Invalid) {
		t.Errorf("what is wrong: %v", err)
	}
	broken[0].Wrong = nil
	for range 2 {
		o.must(o.book.Bring(o.ctx, helper, o.cup, "", rounds))
	}
	if o.kinds(tournament.RoundsImported) != 1 {
		t.Error("the same wish was carried out twice")
	}
}

// The layout of pairs, as a night of teams was kept: partners are first and second, third and fourth.
func TestPairsOfColumnsOfADoubleUpNightAreImported(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	board := o.create(func(p *tournament.Plan) {
		p.Rules.TeamSize, p.Rules.Cap, p.Rules.LobbySize, p.Rules.Points = 2, 8, 4, tournament.DefaultPoints(4)
	})
	o.cup = board.Tournament.ID
	for n := 1; n <= 8; n++ {
		a := application(n)
		a.Team = "Duo " + string(rune('A'+(n-1)/2))
		_, err := o.Register(o.ctx, o.player(n), o.cup, a)
		o.must(err)
	}
	o.step(o.board(o.cup), tournament.StepCloseRegistration)
	rows := [][]string{{"Doubleup"}, {"", "", "Round 1", "", "", "", "Round 2"}}
	for i := range 8 {
		rows = append(rows, []string{"", "", application(i + 1).InGame, fmt.Sprint(i + 1), "", "", application(8 - i).InGame, fmt.Sprint(i + 1)})
	}
	book := grid.NewBook(theSheet, "Doubleup results")
	tab, err := book.Fill("Results", 40, 20, rows)
	o.must(err)
	o.sandbox.Add(book)
	b := o.signedIn(o.owner)
	b.get(o.at("map?sheet="+theSheet)).wants(t, http.StatusOK, "Recognised: Pairs of names and places for 2 rounds.", "See what it would bring")
	b.post(o.at("import"), pressed(t, b.get(o.importAt(fmt.Sprint(tab.ID))))...).wants(t, http.StatusOK, "Rounds 1 and 2 are imported.")
	var totals []string
	for _, s := range o.board(o.cup).Standings {
		totals = append(totals, fmt.Sprint(s.Name, " ", s.Total))
	}
	slices.Sort(totals)
	if got := strings.Join(totals, ", "); got != "Duo A 10, Duo B 10, Duo C 10, Duo D 10" {
		t.Error(got)
	}
}
