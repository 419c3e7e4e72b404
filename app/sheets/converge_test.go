package sheets_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"matchday/app/league"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/sandbox/sheets/sheetstest"
	"matchday/app/tournament"
	"matchday/store"
	"matchday/store/sqlite/sqlitetest"

	sandbox "matchday/app/sandbox/sheets"
)

// warm makes what tests share outside of any bubble of fake time.
func warm(t *testing.T) {
	t.Helper()
	sqlitetest.Dir(t)
	sheetstest.New(t, sandbox.Options{})
}

// errKilled is what a store answers whose process was killed.
var errKilled = errors.New("killed")

// mortal is a store whose process is killed before the nth transaction from now.
type mortal struct {
	store.Store
	left int // transactions; negative is for ever
}

func (m *mortal) dead() bool {
	if m.left > 0 {
		m.left--
	}
	return m.left == 0
}

func (m *mortal) Update(ctx context.Context, fn func(context.Context, store.Tx) error) error {
	if m.dead() {
		return errKilled
	}
	return m.Store.Update(ctx, fn)
}

func (m *mortal) View(ctx context.Context, fn func(context.Context, store.Tx) error) error {
	if m.left == 0 {
		return errKilled
	}
	return m.Store.View(ctx, fn)
}

// storm is a desk on which everything happens at once.
type storm struct {
	*desk
	rng    *rand.Rand
	mortal *mortal
	first  map[int64]string  // the in-game names of those who were there first
	n      int               // of everything that is unique
	fresh  map[string]string // typed since the Sheet was last brought in step, with how
	before *grid.Book        // the Sheet as it was before the latest write of the API
	window func(*grid.Book) error
	was    string // what the league has had
	log    []string
}

const roster = "GAL Database"

// The columns of the Sheet of the storm; the last belongs to staff.
const (
	colDiscord = 1 + iota
	colPronouns
	colInGame
	colAlt
	colRegistered
	colChecked
	colStaff
)

func newStorm(t *testing.T, seed uint64) *storm {
	t.Helper()
	s := &storm{rng: rand.New(rand.NewPCG(seed, 7)), fresh: map[string]string{}, first: map[int64]string{}, mortal: &mortal{Store: sqlitetest.Open(t), left: -1}}
	s.desk = openOn(t, setup{plan: func(p *tournament.Plan) { p.Rules.Cap = 6 }}, s.mortal)
	for range 4 {
		s.enter()
	}
	s.gal()
	s.must(s.Person(id, func(b *grid.Book) error {
		tab := b.Titled(roster)
		tab.Type(1, colStaff, "Staff says")
		for i, r := range s.board().Seated {
			m := r.People[0]
			s.first[m.Person] = m.InGame
			for col, text := range map[int]string{colDiscord: m.Name, colPronouns: m.Pronouns, colInGame: m.InGame, colRegistered: "TRUE", colStaff: "of " + m.InGame} {
				tab.Type(2+i, col, text)
			}
			tab.Checkboxes(grid.Box{Row: 2 + i, Col: colRegistered, EndRow: 3 + i, EndCol: colChecked + 1})
		}
		tab.Type(0, colStaff, "=COUNTIF(F3:F40,TRUE)")
		return nil
	}))
	s.connect(nil)
	s.OnCall(func(c sandbox.Call) {
		if !c.Write {
			return
		}
		if s.window != nil {
			s.must(s.Person(id, s.window))
			s.window = nil
		}
		s.before = s.Look(id)
	})
	return s
}

func (s *storm) unique(what string) string {
	s.n++
	return fmt.Sprintf("%s%d", what, s.n)
}

func (s *storm) note(format string, args ...any) { s.log = append(s.log, fmt.Sprintf(format, args...)) }

func (s *storm) enter() {
	name := s.unique("name")
	_, err := s.league.Register(s.ctx, s.somebody(name), s.cup, tournament.Application{InGame: s.unique("game") + "#NA1", Pronouns: "Any"})
	s.note("enter %s: %v", name, err)
}

// anybody returns a row of the board.
func (s *storm) anybody() (tournament.Row, bool) {
	b := s.board()
	all := slices.Concat(b.Seated, b.Waitlist)
	if len(all) == 0 {
		return tournament.Row{}, false
	}
	return all[s.rng.IntN(len(all))], true
}

// ours does something in the league.
func (s *storm) ours() {
	r, ok := s.anybody()
	if !ok {
		s.enter()
		return
	}
	m := r.People[0]
	a := tournament.Application{Person: m.Person, InGame: m.InGame, Pronouns: m.Pronouns, AltNames: m.AltNames, Shared: m.Shared}
	var err error
	what := s.rng.IntN(8)
	switch what {
	case 0, 1:
		s.enter()
		return
	case 2:
		a.Pronouns = s.unique("ours")
		_, err = s.league.RegisterFor(s.ctx, s.admin, s.cup, a)
	case 3:
		a.InGame = s.unique("renamed") + "#EUW"
		_, err = s.league.RegisterFor(s.ctx, s.admin, s.cup, a)
	case 4:
		_, err = s.league.CheckInFor(s.ctx, s.admin, s.cup, r.Entry.ID, m.Person)
	case 5:
		_, err = s.league.CheckOutFor(s.ctx, s.admin, s.cup, r.Entry.ID, m.Person)
	case 6:
		_, err = s.league.WithdrawFor(s.ctx, s.admin, s.cup, r.Entry.ID, m.Person)
	case 7:
		_, err = s.league.Promote(s.ctx, s.admin, s.cup, r.Entry.ID)
	}
	s.note("ours %d %s: %v", what, m.Name, err)
}

// decide settles one question in any way that fits.
func (s *storm) decide() {
	open := s.overview().Open
	if len(open) == 0 {
		return
	}
	c := open[s.rng.IntN(len(open))]
	choices := edits.Choices(c.Kind)
	how := choices[s.rng.IntN(len(choices))]
	s.note("decide %s of %s %s: %v", how, c.Kind, c.About, s.book.Decide(s.ctx, s.admin, s.cup, c.ID, how))
}

// theirs does something in the grid, by hand.
func (s *storm) theirs(b *grid.Book) error {
	tab := b.Titled(roster)
	rows, cols := tab.Used()
	if rows < 4 {
		return nil
	}
	row := 2 + s.rng.IntN(rows-2)
	what := s.rng.IntN(16)
	s.note("theirs %d row %d", what, row+1)
	switch what {
	case 0, 1:
		s.type_(tab, row, colPronouns, s.unique("pro"))
	case 2:
		s.type_(tab, row, colAlt, s.unique("alt"))
	case 3:
		s.type_(tab, row, colInGame, s.unique("typed")+"#KR1")
	case 4:
		s.type_(tab, row, colDiscord, s.unique("bad"))
	case 5:
		tab.Tick(row, colChecked)
	case 6:
		tab.Tick(row, colRegistered)
	case 7:
		s.type_(tab, rows, colInGame, s.unique("new")+"#OCE") // a new row
		tab.Type(rows, colDiscord, s.unique("who"))
	case 8:
		return tab.Sort(grid.Box{Row: 2, EndRow: rows, EndCol: tab.Columns()}, colPronouns, s.rng.IntN(2) == 0)
	case 9:
		return tab.Sort(grid.Box{Row: 2, EndRow: rows, EndCol: min(cols, colStaff+1)}, colInGame, s.rng.IntN(2) == 0) // the key stays behind
	case 10:
		tab.InsertRows(row, 1)
	case 11:
		tab.Type(row, colStaff, s.unique("staff"))
	case 12:
		tab.Note(row, colStaff, s.unique("staff"))
	case 13:
		tab.Checkboxes(grid.Box{Row: rows, Col: colRegistered, EndRow: rows + 5, EndCol: colChecked + 1})
	case 14:
		if s.rng.IntN(3) == 0 {
			s.drop(tab, row)
			tab.DeleteRows(row, 1)
		}
	case 15:
		if s.rng.IntN(3) == 0 {
			s.drop(tab, rows)
			tab.CopyRow(row, rows)
		}
	}
	return nil
}

// type_ types something that must not be lost, over something that then may be.
func (s *storm) type_(tab *grid.Tab, row, col int, text string) {
	delete(s.fresh, tab.Result(row, col).Show())
	tab.Type(row, col, text)
	s.fresh[text] = mirror.Place(row, col)
}

func (s *storm) drop(tab *grid.Tab, row int) {
	for col := range tab.Columns() {
		delete(s.fresh, tab.Result(row, col).Show())
	}
}

// traces returns everything that tells what became of what was typed.
func (s *storm) traces() string {
	var b strings.Builder
	s.must(s.mortal.Store.View(s.ctx, func(_ context.Context, tx store.Tx) error {
		events, err := tx.EventsAfter(0, 100000)
		for _, e := range events {
			b.Write(e.Data)
		}
		if err != nil {
			return err
		}
		open, err := tx.ConflictsOf(s.cup)
		if err != nil {
			return err
		}
		decided, err := tx.ConflictsDecided(s.cup, 100000)
		for _, c := range append(open, decided...) {
			fmt.Fprintln(&b, c.Theirs)
		}
		return err
	}))
	b.WriteString(s.was)
	return strings.ToLower(b.String()) // pronouns are written with capitals
}

// remember keeps what the league has: events do not tell every value.
func (s *storm) remember() {
	for _, r := range s.everybody() {
		for _, m := range r.People {
			s.was += fmt.Sprintln(m.InGame, m.Pronouns, m.AltNames)
		}
	}
}

// everybody returns those who take part and those who left.
func (s *storm) everybody() []tournament.Row {
	b := s.board()
	return slices.Concat(b.Seated, b.Waitlist, b.Left)
}

// step brings both sides in step once, and looks that nothing was lost and nothing of staff's was touched.
func (s *storm) step() bool {
	s.t.Helper()
	s.before = nil
	typed := map[string]string{}
	for text, where := range s.fresh {
		typed[text] = where
	}
	err := s.google.Sync(s.ctx, s.cup)
	s.note("sync: %v", err)
	s.untouched()
	if err != nil {
		return false
	}
	s.remember()
	traces := s.traces()
	for text, where := range typed {
		if !strings.Contains(traces, strings.ToLower(text)) {
			s.fail("%s was typed in %s and is lost", text, where)
		}
		delete(s.fresh, text)
	}
	return true
}

// untouched looks that the latest write changed nothing but mapped cells.
func (s *storm) untouched() {
	s.t.Helper()
	if s.before == nil {
		return
	}
	was, is := s.before.Titled(roster), s.tab(roster)
	key := -1
	for col := range is.Columns() {
		if is.Result(1, col).Show() == mirror.KeyHeader {
			key = col
		}
	}
	for row := range is.RowCount() {
		for col := range is.Columns() {
			if row >= 2 && col >= colDiscord && col <= colChecked || col == key {
				continue
			}
			if diff := cmp.Diff(was.At(row, col), is.At(row, col)); diff != "" {
				s.fail("%s is staff's and was changed: %s", mirror.Place(row, col), diff)
			}
		}
	}
}

func (s *storm) fail(format string, args ...any) {
	s.t.Helper()
	s.t.Errorf(format, args...)
	s.t.Fatalf("%s\n%s", strings.Join(s.log, "\n"), shows(s.tab(roster)))
}

// restart is a new process on the same store.
func (s *storm) restart() {
	s.mortal.left = -1
	s.league = league.New(s.mortal, league.Options{Now: s.now})
	s.book = edits.New(s.league, s.mortal)
	s.google = s.service(setup{})
	s.remember()
}

// rage lets something go wrong with the next sync.
func (s *storm) rage() {
	kind := s.rng.IntN(8)
	s.note("rage %d", kind)
	switch kind {
	case 0, 1, 2:
		s.mortal.left = 1 + s.rng.IntN(8)
		s.window = s.theirs
	case 3:
		s.window = s.theirs
		s.must(s.Break(sandbox.Fault{Kind: "lost", Calls: 1, Method: "spreadsheets.batchUpdate"}))
	case 4:
		s.must(s.Break(sandbox.Fault{Kind: "500", Calls: 1, Method: "spreadsheets.batchUpdate"}))
	case 5:
		s.must(s.Break(sandbox.Fault{Kind: "down", Calls: 1}))
	case 6:
		s.must(s.Break(sandbox.Fault{Kind: "429", Calls: 1, After: 3 * time.Second}))
	case 7:
		s.window = s.theirs
	}
	s.step()
	s.Heal()
	s.window = nil
	if kind <= 2 {
		s.restart()
	}
	s.remember()
	time.Sleep(2 * time.Minute) // the weather clears
}

// calm brings both sides in step until nothing more happens, and looks that they are equal but for what staff are asked.
func (s *storm) calm() {
	s.t.Helper()
	for range 6 {
		from := len(s.Calls())
		if !s.step() {
			continue
		}
		if _, writes := s.count(from); writes == 0 {
			break
		}
	}
	m, _, err := s.book.Mirror(s.ctx, s.cup)
	s.must(err)
	if m.State != edits.On {
		s.fail("the mirror is paused: %s", m.Reason)
	}
	tabs, err := s.google.Read(s.ctx, id, m.Plan)
	s.must(err)
	all, err := s.book.Preview(s.ctx, s.admin, s.cup, m.Plan, tabs)
	s.must(err)
	p := all[0]
	if n := len(p.Edits) + len(p.Clashes) + len(p.Refused) + len(p.Writes) + len(p.Missing) + p.Recovered; n > 0 {
		s.fail("it does not come to rest: %+v", p)
	}
	o := s.overview()
	dismissed := 0
	for _, c := range o.Decided {
		if c.Decision == edits.Dismiss {
			dismissed++
		}
	}
	asked := map[edits.ConflictKind]int{}
	for _, c := range o.Open {
		asked[c.Kind]++
	}
	for kind, there := range map[edits.ConflictKind]int{edits.RowNew: len(p.New), edits.RowDoubt: len(p.Doubts), edits.RowCopy: len(p.Copies)} {
		if asked[kind] > there || asked[kind] < there && dismissed == 0 {
			s.fail("%v is asked, and of %s there are %d", asked, kind, there)
		}
	}
	s.identities()
}

// identities looks that whoever stands in a row is the person about whom staff wrote beside it when the Sheet was new.
func (s *storm) identities() {
	s.t.Helper()
	whose := map[string]string{}
	for _, r := range s.everybody() {
		whose["of "+s.first[r.People[0].Person]] = mirror.PersonKey(s.cup, r.People[0].Person)
	}
	tab := s.tab(roster)
	copies := map[string]int{}
	for row := 2; row < tab.RowCount(); row++ {
		copies[tab.Result(row, colStaff).Show()]++
	}
	for row := 2; row < tab.RowCount(); row++ {
		says, key := tab.Result(row, colStaff).Show(), tab.Result(row, tab.Columns()-1).Show()
		if want := whose[says]; want != "" && copies[says] == 1 && key != want && s.believed(row, key) {
			s.fail("row %d is about %s and carries the key of %s", row+1, want, key)
		}
	}
}

// believed reports whether a row carries the key of somebody whose name it says and who came by the league: of a row over
// which staff typed other names they may have decided that it is somebody else.
func (s *storm) believed(row int, key string) bool {
	tab := s.tab(roster)
	return slices.ContainsFunc(s.everybody(), func(r tournament.Row) bool {
		m := r.People[0]
		return strings.HasPrefix(m.Name, "name") && mirror.PersonKey(s.cup, m.Person) == key && (tab.Result(row, colDiscord).Show() == m.Name || tab.Result(row, colInGame).Show() == m.InGame)
	})
}

var seeds = flag.Uint64("seeds", 60, "how many interleavings TestEverythingConverges plays")

func TestEverythingConverges(t *testing.T) {
	warm(t)
	n := *seeds
	if racing {
		n = min(n, 10)
	}
	for seed := range n {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newStorm(t, seed)
				s.step()
				for range 12 {
					for range 1 + s.rng.IntN(3) {
						switch s.rng.IntN(5) {
						case 0, 1:
							s.ours()
						case 2, 3:
							s.must(s.Person(id, s.theirs))
						case 4:
							s.decide()
						}
					}
					if s.rng.IntN(3) == 0 {
						s.rage()
					} else {
						s.step()
					}
				}
				s.calm()
			})
		})
	}
}
