package sheets_test

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"matchday/app/league"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/mirror/header"
	"matchday/app/person"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/sandbox/sheets/sheetstest"
	"matchday/app/sheets"
	"matchday/app/tournament"
	"matchday/store"
	"matchday/store/sqlite/sqlitetest"

	sandbox "matchday/app/sandbox/sheets"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// id is the spreadsheet of most tests.
const id = "1sandbox-sheet-of-the-tests"

// desk is a league on a database of its own, a sandbox Sheets, and what keeps them in step.
type desk struct {
	*sheetstest.Sandbox
	t      testing.TB
	store  store.Store
	league *league.League
	book   *edits.Book
	google *sheets.Service
	admin  person.Actor
	cup    int64
	ctx    context.Context
	mu     sync.Mutex
	ahead  time.Duration
}

type setup struct {
	sandbox sandbox.Options
	plan    func(*tournament.Plan)
	poll    time.Duration
	flush   time.Duration
}

// open makes a desk with an open tournament and no Sheet.
func open(t testing.TB, o setup) *desk {
	t.Helper()
	return openOn(t, o, sqlitetest.Open(t))
}

func openOn(t testing.TB, o setup, s store.Store) *desk {
	t.Helper()
	if o.sandbox.PerUser == 0 {
		o.sandbox.PerUser, o.sandbox.PerProject = -1, -1
	}
	d := &desk{Sandbox: sheetstest.New(t, o.sandbox), t: t, store: s, ctx: t.Context()}
	d.league = league.New(s, league.Options{Now: d.now})
	d.book = edits.New(d.league, s)
	d.google = d.service(o)
	of, err := d.league.BindServer(d.ctx, "100000000000000001", "Galiseum")
	d.must(err)
	d.admin, err = d.league.Arrive(d.ctx, league.Visitor{Server: of.Server, Discord: "900000000000000001", Name: "Robin", Admin: true})
	d.must(err)
	d.cup = d.create(o.plan)
	return d
}

// service makes another service on the same sandbox and book, as a restart does.
func (d *desk) service(o setup) *sheets.Service {
	d.t.Helper()
	if o.poll == 0 {
		o.poll, o.flush = 15*time.Second, 10*time.Second
	}
	g, err := sheets.New(d.ctx, sheets.Options{Endpoint: "http://sheets.test/", Poll: o.poll, Flush: o.flush, Book: d.book, Log: slog.New(slog.NewTextHandler(d.t.Output(), nil)), Transport: d.Transport()})
	d.must(err)
	return g
}

func (d *desk) create(change func(*tournament.Plan)) int64 {
	d.t.Helper()
	p := tournament.Plan{Name: "Holidaze Cup", Zone: "Europe/Berlin", Rules: tournament.DefaultRules()}
	if change != nil {
		change(&p)
	}
	b, err := d.league.CreateTournament(d.ctx, d.admin, p)
	d.must(err)
	_, err = d.league.Advance(d.ctx, d.admin, b.Tournament.ID, 0, tournament.StepOpenRegistration)
	d.must(err)
	return b.Tournament.ID
}

func (d *desk) now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return time.Now().Add(d.ahead)
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// somebody returns a person of the league by name.
func (d *desk) somebody(name string) person.Actor {
	d.t.Helper()
	who, err := d.league.Arrive(d.ctx, league.Visitor{Server: "100000000000000001", Discord: fmt.Sprintf("2%017d", hash(name)), Name: name})
	d.must(err)
	return who
}

func hash(s string) (n uint32) {
	for _, c := range s {
		n = n*31 + uint32(c)
	}
	return n
}

// register enters somebody.
func (d *desk) register(name, inGame string) tournament.Entry {
	d.t.Helper()
	e, err := d.league.Register(d.ctx, d.somebody(name), d.cup, tournament.Application{InGame: inGame, Pronouns: "They/Them"})
	d.must(err)
	return e
}

// gal adds a Sheet as the league has had it: a title, headers in the second row, and these rows.
func (d *desk) gal(rows ...[]string) {
	d.t.Helper()
	d.fill("GAL Database", append([][]string{{"Holidaze"}, {"", "Discord:", "Pronouns:", "Username:", "Alternative IGNs:", "Registered:", "Checked In:"}}, rows...))
}

func (d *desk) fill(title string, cells [][]string) {
	d.t.Helper()
	b := grid.NewBook(id, "Holidaze Cup")
	tab, err := b.Fill(title, 40, 8, cells)
	d.must(err)
	for row := range cells {
		for col := range cells[row] {
			if s := cells[row][col]; s == "TRUE" || s == "FALSE" {
				tab.Checkboxes(grid.One(row, col))
			}
		}
	}
	d.Add(b)
}

// connect maps the Sheet as it proposes itself and connects it.
func (d *desk) connect(change func(*mirror.Plan)) {
	d.t.Helper()
	s, err := d.google.Open(d.ctx, id)
	d.must(err)
	var plan mirror.Plan
	for _, tab := range s.Tabs {
		if p := header.Propose(tab.Reading, tab.Title); p.Kind != "" {
			plan.Tabs = append(plan.Tabs, p.Tab(tab.ID, tab.Title))
		}
	}
	if change != nil {
		change(&plan)
	}
	d.must(d.book.Connect(d.ctx, d.admin, edits.Setup{Tournament: d.cup, Spreadsheet: id, Title: s.Title, Plan: plan}))
}

// layOut has a Sheet made and connects it.
func (d *desk) layOut() {
	d.t.Helper()
	if d.Look(id) == nil {
		d.Add(grid.NewBook(id, "Holidaze Cup"))
	}
	plan, err := d.book.Template(d.ctx, d.admin, d.cup)
	d.must(err)
	plan, err = d.google.LayOut(d.ctx, id, plan)
	d.must(err)
	d.must(d.book.Connect(d.ctx, d.admin, edits.Setup{Tournament: d.cup, Spreadsheet: id, Title: "Holidaze Cup", Plan: plan}))
}

func (d *desk) sync() {
	d.t.Helper()
	d.must(d.google.Sync(d.ctx, d.cup))
}

// type_ types into a cell of a tab, rows and columns from 0.
func (d *desk) types(title string, row, col int, text string) {
	d.t.Helper()
	d.must(d.Person(id, func(b *grid.Book) error {
		b.Titled(title).Type(row, col, text)
		return nil
	}))
}

func (d *desk) tab(title string) *grid.Tab {
	d.t.Helper()
	tab := d.Look(id).Titled(title)
	if tab == nil {
		d.t.Fatalf("there is no tab %q", title)
	}
	return tab
}

// row returns the row of a tab in which a text stands, from 0.
func (d *desk) row(title, text string) int {
	d.t.Helper()
	tab := d.tab(title)
	for r := range tab.RowCount() {
		for c := range tab.Columns() {
			if tab.Result(r, c).Show() == text {
				return r
			}
		}
	}
	d.t.Fatalf("%q stands nowhere in %q:\n%s", text, title, shows(tab))
	return -1
}

// shows writes what a tab says, a line for each row that says something.
func shows(tab *grid.Tab) string {
	out := ""
	for r := range tab.RowCount() {
		line := ""
		for c := range tab.Columns() {
			line += tab.Result(r, c).Show() + "|"
		}
		if len(line) > tab.Columns() {
			out += fmt.Sprintf("%3d %s\n", r+1, line)
		}
	}
	return out
}

// count returns how many calls were made that read and that wrote since the last count.
func (d *desk) count(from int) (reads, writes int) {
	for _, c := range d.Calls()[from:] {
		if c.Write {
			writes++
		} else {
			reads++
		}
	}
	return reads, writes
}

func (d *desk) board() *tournament.Board {
	d.t.Helper()
	b, err := d.league.Board(d.ctx, d.cup)
	d.must(err)
	return b
}

func (d *desk) overview() edits.Overview {
	d.t.Helper()
	o, err := d.book.Overview(d.ctx, d.admin, d.cup)
	d.must(err)
	return o
}

// application hands the first person of an entry in as they are.
func application(r tournament.Row) tournament.Application {
	m := r.People[0]
	return tournament.Application{Person: m.Person, InGame: m.InGame, Pronouns: m.Pronouns, AltNames: m.AltNames, Team: r.Entry.Name, Shared: m.Shared}
}
