package edits_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
	"matchday/store/sqlite/sqlitetest"
)

// evening is when the tests happen.
var evening = time.Date(2026, 11, 28, 16, 0, 0, 0, time.UTC)

// desk is a league with one tournament and a Sheet that is a slice of cells.
type desk struct {
	t      testing.TB
	ctx    context.Context
	store  store.Store
	league *league.League
	book   *edits.Book
	admin  person.Actor
	cup    int64
	cells  [][]any
	marked int64
}

func open(t testing.TB) *desk {
	t.Helper()
	s := sqlitetest.Open(t)
	d := &desk{t: t, ctx: t.Context(), store: s}
	d.league = league.New(s, league.Options{Now: func() time.Time { return evening }})
	d.book = edits.New(d.league, s)
	of, err := d.league.BindServer(d.ctx, "100000000000000001", "Galiseum")
	d.must(err)
	d.admin, err = d.league.Arrive(d.ctx, league.Visitor{Server: of.Server, Discord: "900000000000000001", Name: "Robin", Admin: true})
	d.must(err)
	p := tournament.Plan{Name: "Holidaze Cup", Zone: "Europe/Berlin", Rules: tournament.DefaultRules()}
	p.Rules.Cap = 512
	b, err := d.league.CreateTournament(d.ctx, d.admin, p)
	d.must(err)
	d.cup = b.Tournament.ID
	_, err = d.league.Advance(d.ctx, d.admin, d.cup, 0, tournament.StepOpenRegistration)
	d.must(err)
	d.cells = [][]any{{"Discord", "Pronouns", "In-game name", "Other names", "Registered", "Checked in", mirror.KeyHeader}}
	return d
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// enter registers n people and writes them into the Sheet with their keys.
func (d *desk) enter(n int) {
	d.t.Helper()
	for i := range n {
		name := fmt.Sprint("player", i)
		who, err := d.league.Arrive(d.ctx, league.Visitor{Server: "100000000000000001", Discord: fmt.Sprintf("2000000000000%05d", i), Name: name})
		d.must(err)
		_, err = d.league.Register(d.ctx, who, d.cup, tournament.Application{InGame: name + "#NA1", Pronouns: "Any"})
		d.must(err)
		d.cells = append(d.cells, []any{name, "Any", name + "#NA1", "", true, false, mirror.PersonKey(d.cup, who.Person)})
	}
}

func (d *desk) plan() mirror.Plan {
	t := mirror.Tab{Kind: mirror.Players, Title: "Players", Key: 6}
	for i, f := range []mirror.Field{mirror.Discord, mirror.Pronouns, mirror.InGame, mirror.AltNames, mirror.Registered, mirror.CheckedIn} {
		t.Columns = append(t.Columns, mirror.Column{Field: f, Header: d.cells[0][i].(string), At: i, Way: f.Ways()[0]})
	}
	return mirror.Plan{Tabs: []mirror.Tab{t}}
}

func (d *desk) connect() {
	d.t.Helper()
	d.must(d.book.Connect(d.ctx, d.admin, edits.Setup{Tournament: d.cup, Spreadsheet: "https://docs.google.com/spreadsheets/d/1abcdefghijklmnop/edit#gid=0", Title: "Cup", Plan: d.plan()}))
}

// work gives the book a reading of the Sheet.
func (d *desk) work() edits.Work {
	d.t.Helper()
	m, ok, err := d.book.Mirror(d.ctx, d.cup)
	if err != nil || !ok {
		d.t.Fatalf("no mirror: %v", err)
	}
	tab := d.plan().Tabs[0]
	w, err := d.book.Work(d.ctx, m, []edits.Tab{{Tab: tab, Reading: mirror.Reading{Rows: 600, Cols: 7, Cells: d.cells}}})
	d.must(err)
	return w
}

// said returns what was said since the last call: kind, origin and cause of each event.
func (d *desk) said() []string {
	d.t.Helper()
	var out []string
	d.must(d.store.View(d.ctx, func(_ context.Context, tx store.Tx) error {
		events, err := tx.EventsAfter(d.marked, 10000)
		out = nil
		for _, e := range events {
			line := e.Kind + " on " + e.Topic + " from " + string(e.Origin)
			if e.Cause != "" {
				line += " because of " + e.Cause[:strings.LastIndexByte(e.Cause, ':')]
			}
			out = append(out, line)
			d.marked = e.Seq
		}
		return err
	}))
	return out
}

func (d *desk) wantSaid(want ...string) {
	d.t.Helper()
	if got := d.said(); !slices.Equal(got, want) {
		d.t.Errorf("said\n  %q\nwant\n  %q", got, want)
	}
}

func TestAnEditIsOneCommandOfTheSheet(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.enter(2)
	d.said()
	d.connect()
	d.wantSaid("mirror.connected on mirror/1 from " + string(d.admin.Origin))
	if w := d.work(); len(w.Push.Batches) != 0 || w.Edits != 0 {
		t.Errorf("a Sheet that says the same: %+v", w)
	}
	d.wantSaid()
	d.cells[1][5] = true
	if w := d.work(); w.Edits != 1 || len(w.Push.Batches) != 0 {
		t.Errorf("an edit: %+v", w)
	}
	d.wantSaid("entry.checked_in on tournament/1 from sheet because of sheet:t1p2:checked_in:1")
	if w := d.work(); w.Edits != 0 || len(w.Push.Batches) != 0 {
		t.Errorf("the same reading again: %+v", w)
	}
	d.wantSaid()
	d.cells[2][0] = "somebody"
	w := d.work()
	if w.Refused != 1 || w.Cells() != 1 || *w.Push.Batches[0].Cells[0].Value != "player1" || !strings.Contains(*w.Push.Batches[0].Cells[0].Note, "comes from Discord") {
		t.Errorf("what is Matchday's alone: %+v", w)
	}
	d.wantSaid("edit.refused on sheet/1 from sheet")
}

func TestWhoMayDoWhatWithASheet(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.enter(1)
	d.connect()
	helper := d.admin
	helper.Roles = person.Helper
	stranger := d.admin
	stranger.Roles, stranger.League = person.Admin, d.admin.League+1
	for what, err := range map[string]error{
		"connecting":    d.book.Connect(d.ctx, helper, edits.Setup{Tournament: d.cup, Spreadsheet: "1abcdefghijklmnop", Plan: d.plan()}),
		"pausing":       d.book.Pause(d.ctx, helper, d.cup, 0),
		"disconnecting": d.book.Disconnect(d.ctx, helper, d.cup, 0),
		"a new secret":  d.book.Rehook(d.ctx, helper, d.cup, 0),
	} {
		if !fault.Is(err, fault.Denied) {
			t.Errorf("%s by a helper: %v", what, err)
		}
	}
	if err := d.book.Pause(d.ctx, stranger, d.cup, 0); !fault.Is(err, fault.Missing) {
		t.Errorf("pausing from another league: %v", err)
	}
	if err := d.book.Pause(d.ctx, d.admin, d.cup, 7); !fault.Is(err, fault.Stale) {
		t.Errorf("pausing from an old page: %v", err)
	}
	other := func() int64 {
		b, err := d.league.CreateTournament(d.ctx, d.admin, tournament.Plan{Name: "Other Cup", Zone: "Europe/Berlin", Rules: tournament.DefaultRules()})
		d.must(err)
		return b.Tournament.ID
	}()
	err := d.book.Connect(d.ctx, d.admin, edits.Setup{Tournament: other, Spreadsheet: "1abcdefghijklmnop", Plan: d.plan()})
	if !fault.Is(err, fault.Taken) || !strings.Contains(fault.Sentence(err), "Holidaze Cup") {
		t.Errorf("one Sheet for two tournaments: %v", err)
	}
}

func TestAMirrorIsPausedAndGoesOn(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.enter(1)
	d.connect()
	m, _, err := d.book.Mirror(d.ctx, d.cup)
	d.must(err)
	d.must(d.book.Halt(d.ctx, m, "The column moved."))
	notices, err := d.league.Notices(d.ctx, d.admin)
	d.must(err)
	if len(notices) != 1 || notices[0].Text != "The Sheet of Holidaze Cup is paused. The column moved." {
		t.Errorf("staff are told %+v", notices)
	}
	if list, err := d.book.Working(d.ctx); err != nil || len(list) != 0 {
		t.Errorf("a paused mirror works: %v %v", list, err)
	}
	if line, err := d.book.Line(d.ctx, d.cup, ""); err != nil || line != "Sheet: paused" {
		t.Errorf("the staff panel says %q %v", line, err)
	}
	d.must(d.book.Resume(d.ctx, d.admin, d.cup, 0))
	if notices, err = d.league.Notices(d.ctx, d.admin); err != nil || len(notices) != 0 {
		t.Errorf("staff are still told %+v %v", notices, err)
	}
	d.must(d.book.Disconnect(d.ctx, d.admin, d.cup, 0))
	if _, ok, err := d.book.Mirror(d.ctx, d.cup); ok || err != nil {
		t.Errorf("it is still there: %v", err)
	}
	if line, err := d.book.Line(d.ctx, d.cup, ""); err != nil || line != "" {
		t.Errorf("the staff panel says %q %v", line, err)
	}
}

func TestTheHookIsSigned(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.enter(1)
	d.connect()
	m, _, err := d.book.Mirror(d.ctx, d.cup)
	d.must(err)
	script := edits.Script(m, "https://league.example/hooks/sheet/1")
	for _, part := range []string{"'" + m.Hook + "'", "'https://league.example/hooks/sheet/1'", "'1.' + at"} {
		if !strings.Contains(script, part) {
			t.Errorf("the script does not say %s", part)
		}
	}
	sign := func(secret, text string) string { // as the script does
		sum := hmac.New(sha256.New, []byte(secret))
		fmt.Fprint(sum, text)
		return hex.EncodeToString(sum.Sum(nil))
	}
	at := evening.Unix()
	d.must(d.book.Woken(d.ctx, d.cup, at, sign(m.Hook, fmt.Sprintf("%d.%d", d.cup, at))))
	for what, err := range map[string]error{
		"unsigned":         d.book.Woken(d.ctx, d.cup, at, ""),
		"another secret":   d.book.Woken(d.ctx, d.cup, at, sign("x", fmt.Sprintf("%d.%d", d.cup, at))),
		"another time":     d.book.Woken(d.ctx, d.cup, at+1, sign(m.Hook, fmt.Sprintf("%d.%d", d.cup, at))),
		"of yesterday":     d.book.Woken(d.ctx, d.cup, at-86400, sign(m.Hook, fmt.Sprintf("%d.%d", d.cup, at-86400))),
		"without a mirror": d.book.Woken(d.ctx, 99, at, sign(m.Hook, fmt.Sprintf("99.%d", at))),
	} {
		if !fault.Is(err, fault.Missing) {
			t.Errorf("a call %s: %v", what, err)
		}
	}
	d.must(d.book.Rehook(d.ctx, d.admin, d.cup, 0))
	if err := d.book.Woken(d.ctx, d.cup, at, sign(m.Hook, fmt.Sprintf("%d.%d", d.cup, at))); err == nil {
		t.Error("the former secret still works")
	}
}

func TestTheAddressOfASheet(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"https://docs.google.com/spreadsheets/d/1AbC_d-efghijklmnop/edit#gid=3":     "1AbC_d-efghijklmnop",
		" https://docs.google.com/spreadsheets/d/1AbC_d-efghijklmnop?usp=sharing ":  "1AbC_d-efghijklmnop",
		"https://docs.google.com/spreadsheets/u/1/d/1AbC_d-efghijklmnop/edit?gid=0": "1AbC_d-efghijklmnop",
		"1AbC_d-efghijklmnop": "1AbC_d-efghijklmnop",
		"https://docs.google.com/document/d/1AbC_d-efghijklmnop/edit": "",
		"my sheet": "",
		"":         "",
	} {
		got, err := edits.SpreadsheetID(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
}

// TestWorkGrowsWithTheRows compares what a quiet Sheet of 512 rows costs with one of 256, in the same run.
func TestWorkGrowsWithTheRows(t *testing.T) {
	if testing.Short() {
		t.Skip("registers 512 people")
	}
	cost := func(n int) float64 {
		d := open(t)
		d.enter(n)
		d.connect()
		d.work()
		return testing.AllocsPerRun(5, func() { d.work() })
	}
	small, large := cost(256), cost(512)
	if large > 2.3*small {
		t.Errorf("256 rows cost %.0f allocations, 512 rows %.0f: it does not grow with the rows", small, large)
	}
}

// BenchmarkMerge is what a reading of a Sheet with 512 rows costs after it has come in, one edit included.
func BenchmarkMerge(b *testing.B) {
	d := open(b)
	d.enter(512)
	d.connect()
	d.work()
	n := 0
	for b.Loop() {
		n++
		d.cells[1+n%512][3] = fmt.Sprint("alt", n)
		if w := d.work(); w.Edits != 1 {
			b.Fatalf("%+v", w)
		}
	}
}

// BenchmarkQuiet is the same when nobody edited anything.
func BenchmarkQuiet(b *testing.B) {
	d := open(b)
	d.enter(512)
	d.connect()
	d.work()
	for b.Loop() {
		d.work()
	}
}
