package sheets_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/errgroup"

	"matchday/app/feed"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/mirror/header"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/tournament"

	sandbox "matchday/app/sandbox/sheets"
)

// live is a desk whose service works by itself, as in serve.
type live struct {
	*desk
	feed *feed.Feed
}

// runs starts everything; it ends with the test. Call it inside a bubble of fake time.
func (d *desk) runs() *live {
	d.t.Helper()
	l := &live{d, feed.New(d.store, slog.New(slog.DiscardHandler), feed.Options{Now: d.now})}
	d.google.Follow(l.feed)
	ctx, stop := context.WithCancel(context.Background())
	var g errgroup.Group
	g.Go(func() error { return l.feed.Run(ctx) })
	g.Go(func() error { return l.feed.Lead(ctx) })
	g.Go(func() error { return d.google.Run(ctx) })
	d.t.Cleanup(func() {
		stop()
		if err := g.Wait(); err != nil {
			d.t.Errorf("stopping: %v", err)
		}
	})
	return l
}

// roomy makes a tournament for a crowd.
func roomy(p *tournament.Plan) { p.Rules.Cap = 256 }

func bubble(t *testing.T, fn func(*testing.T)) {
	t.Helper()
	t.Parallel()
	warm(t)
	synctest.Test(t, fn)
}

func TestAQuietSheetCostsOneReadAPoll(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := open(t, setup{})
		for n := range 8 {
			d.register(fmt.Sprint("player", n), fmt.Sprintf("Player %d#NA1", n))
		}
		d.gal()
		d.connect(nil)
		d.runs()
		time.Sleep(time.Minute)
		from := len(d.Calls())
		time.Sleep(10 * time.Minute)
		if r, w := d.count(from); r < 39 || r > 41 || w != 0 {
			t.Errorf("ten quiet minutes cost %d reads and %d writes", r, w)
		}
	})
}

func TestABurstOfRegistrationsIsOneFlush(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := open(t, setup{plan: roomy})
		d.gal()
		d.connect(nil)
		d.register("first", "First#NA1")
		d.runs()
		time.Sleep(time.Minute + 2*time.Second) // the next poll is 13 s away
		from := len(d.Calls())
		for n := range 64 {
			d.register(fmt.Sprint("player", n), fmt.Sprintf("Player %d#NA1", n))
		}
		time.Sleep(9 * time.Second)
		first := len(d.Calls())
		time.Sleep(2 * time.Second)
		if r, w := d.count(from); r > 2 || w > 2 || len(d.Calls())-first > 2 {
			t.Errorf("64 registrations cost %d reads and %d writes in two flushes", r, w)
		}
		if got := d.row(roster, "player63"); got < 60 {
			t.Errorf("the last of them stands in row %d", got+1)
		}
	})
}

func TestWhatTheLeagueDoesStandsInTheSheetWithinAFlush(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := open(t, setup{plan: roomy})
		d.gal()
		d.connect(nil)
		d.runs()
		time.Sleep(time.Minute)
		worst := time.Duration(0)
		for n := range 20 {
			time.Sleep(time.Duration(n) * 700 * time.Millisecond)
			name := fmt.Sprint("player", n)
			began := time.Now()
			d.register(name, name+"#NA1")
			for !strings.Contains(shows(d.tab(roster)), name) {
				time.Sleep(100 * time.Millisecond)
			}
			worst = max(worst, time.Since(began))
		}
		if worst > 11*time.Second {
			t.Errorf("a registration took %s into the Sheet", worst)
		}
	})
}

// TestGoogleIsAwayForTenMinutes is the opening rush with Google down: whoever presses waits for nothing, and one flush
// brings the Sheet up to date.
func TestGoogleIsAwayForTenMinutes(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := open(t, setup{plan: roomy})
		d.gal()
		d.connect(nil)
		d.register("first", "First#NA1")
		l := d.runs()
		time.Sleep(time.Minute)
		d.must(d.Break(sandbox.Fault{Kind: "down"}))
		began := time.Now()
		worst := time.Duration(0)
		entries := map[string]tournament.Entry{}
		for n := range 128 {
			name := fmt.Sprint("player", n)
			at := time.Now()
			entries[name] = d.register(name, name+"#NA1")
			worst = max(worst, time.Since(at))
			time.Sleep(2 * time.Second)
		}
		for _, step := range []tournament.Step{tournament.StepCloseRegistration, tournament.StepOpenCheckIn} {
			_, err := d.league.Advance(d.ctx, d.admin, d.cup, 0, step)
			d.must(err)
		}
		for n := range 128 {
			at := time.Now()
			_, err := d.league.CheckIn(d.ctx, d.somebody(fmt.Sprint("player", n)), d.cup)
			d.must(err)
			worst = max(worst, time.Since(at))
		}
		if worst > 100*time.Millisecond {
			t.Errorf("somebody waited %s for Google", worst)
		}
		time.Sleep(10*time.Minute - time.Since(began))
		if h := d.google.Health(d.cup); !strings.Contains(h.Trouble, "Google does not answer") || h.Lag < 9*time.Minute {
			t.Errorf("the page says %+v", h)
		}
		notices, err := d.league.Notices(d.ctx, d.admin)
		d.must(err)
		if len(notices) != 1 || !strings.Contains(notices[0].Text, "The Sheet of Holidaze Cup is behind.") {
			t.Errorf("staff are told %+v", notices)
		}
		away := len(d.Calls())
		if away > 60 {
			t.Errorf("Google was asked %d times while it was away", away)
		}
		d.Heal()
		time.Sleep(75 * time.Second)
		if r, w := d.count(away); w != 1 || r > 7 {
			t.Errorf("catching up cost %d reads and %d writes", r, w)
		}
		tab := d.tab(roster)
		for n := range 128 {
			if row := d.row(roster, fmt.Sprint("player", n)); tab.Result(row, 6).Show() != "TRUE" {
				t.Errorf("player%d is not checked in", n)
			}
		}
		if notices, err = d.league.Notices(d.ctx, d.admin); err != nil || len(notices) != 0 {
			t.Errorf("staff are still told %+v %v", notices, err)
		}
		for _, s := range l.feed.Status() {
			if s.Stuck() || s.Behind > 0 {
				t.Errorf("%s is stuck or %d behind", s.Follower, s.Behind)
			}
		}
	})
}

// TestTheHookHasTheSheetReadAtOnce lets an edit be told of, many times over, and a header move while nobody looks.
func TestTheHookHasTheSheetReadAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := settled(t, setup{})
		d.runs()
		time.Sleep(time.Minute + time.Second)
		from := len(d.Calls())
		d.types(roster, 2, 4, "Alt#NA1")
		for range 100 {
			d.must(d.google.Wake(d.ctx, d.cup))
		}
		time.Sleep(2 * time.Second)
		if got := d.board().Seated[0].People[0].AltNames; got != "Alt#NA1" {
			t.Errorf("two seconds after the hook the league has %q", got)
		}
		for range 10 {
			d.must(d.google.Wake(d.ctx, d.cup))
			time.Sleep(100 * time.Millisecond)
		}
		if r, w := d.count(from); r > 3 || w > 0 {
			t.Errorf("110 calls of the hook cost %d reads and %d writes", r, w)
		}
		d.types(roster, 1, 3, "Main")
		time.Sleep(20 * time.Second)
		m, _, err := d.book.Mirror(d.ctx, d.cup)
		d.must(err)
		if m.State != edits.Paused || !strings.Contains(m.Reason, `no column "Username:" any more`) {
			t.Errorf("with a header gone the mirror is %s: %s", m.State, m.Reason)
		}
		from = len(d.Calls())
		d.register("pickles", "Queen#OCE")
		time.Sleep(time.Minute)
		if len(d.Calls()) != from {
			t.Error("a paused Sheet was asked for")
		}
		d.types(roster, 1, 3, "Username:")
		d.must(d.book.Resume(d.ctx, d.admin, d.cup, 0))
		time.Sleep(15 * time.Second)
		if d.row(roster, "pickles") != 5 {
			t.Error("it did not go on")
		}
	})
}

// busy changes something in each of n Sheets again and again, all on one account with Google's quota, and returns for how
// long each was behind at worst.
func busy(t *testing.T, n int, every, length time.Duration) []time.Duration {
	t.Helper()
	d := open(t, setup{sandbox: sandbox.Options{PerUser: 60, PerProject: 300}, plan: roomy})
	cups, people := []int64{d.cup}, make([]int64, n)
	for len(cups) < n {
		cups = append(cups, d.create(roomy))
	}
	sheet := func(i int) string { return fmt.Sprintf("1sandbox-sheet-number-%02d", i) }
	for i, cup := range cups {
		b := grid.NewBook(sheet(i), "Cup")
		tab, err := b.Fill("Players", 20, 6, [][]string{{"Discord", "Pronouns", "Username"}})
		d.must(err)
		d.Add(b)
		d.cup = cup
		people[i] = d.register(fmt.Sprint("player", i), fmt.Sprintf("Player %d#NA1", i)).Members[0].Person
		p := header.ProposeAt(mirror.Reading{Rows: 20, Cols: 6, Cells: [][]any{{"Discord", "Pronouns", "Username"}}}, 0, mirror.Players)
		plan := mirror.Plan{Tabs: []mirror.Tab{p.Tab(tab.ID, "Players")}}
		d.must(d.book.Connect(d.ctx, d.admin, edits.Setup{Tournament: cup, Spreadsheet: sheet(i), Title: "Cup", Plan: plan}))
	}
	d.runs()
	time.Sleep(3 * time.Minute) // the first reading of all of them
	began := time.Now()
	made, worst := []time.Time{began}, make([]time.Duration, n)
	for turn := 1; time.Since(began) < length; turn++ {
		made = append(made, time.Now())
		for i, cup := range cups {
			a := tournament.Application{Person: people[i], InGame: fmt.Sprintf("Player %d#NA1", i), Pronouns: fmt.Sprint("Turn", turn)}
			_, err := d.league.RegisterFor(d.ctx, d.admin, cup, a)
			d.must(err)
		}
		time.Sleep(every)
		for i := range cups {
			shown := 0
			_, _ = fmt.Sscanf(d.Look(sheet(i)).Tabs[0].Result(1, 1).Show(), "Turn%d", &shown)
			if shown < turn {
				worst[i] = max(worst[i], time.Since(made[shown+1]))
			}
		}
	}
	for _, c := range d.Calls() {
		if c.Status == http.StatusTooManyRequests {
			t.Fatal("the quota was exceeded")
		}
	}
	return worst
}

func TestFiveBusySheetsKeepTheFlushInterval(t *testing.T) {
	bubble(t, func(t *testing.T) {
		worst := busy(t, 5, 2*time.Second, 4*time.Minute)
		if slices.Max(worst) > 12*time.Second {
			t.Errorf("the Sheets were behind by %v", worst)
		}
	})
}

func TestTwentyBusySheetsShareTheQuota(t *testing.T) {
	length := 5 * time.Minute
	if racing {
		length = 2 * time.Minute
	}
	if os.Getenv("MATCHDAY_TEST_ALL") == "1" && !racing {
		length = time.Hour
	}
	bubble(t, func(t *testing.T) {
		worst := busy(t, 20, 10*time.Second, length)
		t.Logf("behind at worst: %v", worst)
		if slices.Max(worst) > time.Minute || slices.Max(worst) > 2*slices.Min(worst) {
			t.Errorf("the Sheets were behind by %v: too long, or not in turn", worst)
		}
	})
}
