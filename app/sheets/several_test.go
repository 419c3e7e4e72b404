package sheets_test

import (
	"context"
	"testing"
	"time"

	"matchday/app/league"
	"matchday/app/league/edits"
	"matchday/store"
	"matchday/store/postgres/pgtest"
)

// eventually waits for what nothing announces.
func (d *desk) eventually(what string, done func() bool) {
	d.t.Helper()
	for end := time.Now().Add(30 * time.Second); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			d.t.Fatalf("never: %s", what)
		}
	}
}

// beside is another process on the same database and the same Google.
func (d *desk) beside(s store.Store, o setup) *desk {
	d.t.Helper()
	other := &desk{Sandbox: d.Sandbox, t: d.t, store: s, admin: d.admin, cup: d.cup, ctx: d.ctx}
	other.league = league.New(s, league.Options{Now: other.now})
	other.book = edits.New(other.league, s)
	other.google = other.service(o)
	return other
}

// TestTheHookOfAnotherProcessWakesTheOneThatKeepsTheSheet has an edit told to a process that is not the leader.
func TestTheHookOfAnotherProcessWakesTheOneThatKeepsTheSheet(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	rare := setup{poll: time.Hour, flush: time.Second}
	d := openOn(t, rare, pgtest.OpenURL(t, url))
	for _, p := range three() {
		d.register(p[1], p[3])
	}
	d.agree()
	d.gal(three()...)
	d.connect(nil)
	d.sync()
	other := d.beside(pgtest.OpenURL(t, url), rare)
	d.runs()
	d.eventually("the Sheet is kept", func() bool { return d.google.Health(d.cup).Running })
	d.sync()
	if h := other.google.Health(d.cup); h.Running || h.Pending != 0 {
		t.Errorf("the other process says that it keeps the Sheet: %+v", h)
	}

	d.types(roster, 2, 4, "Alt#NA1")
	began := time.Now()
	d.must(other.google.Wake(d.ctx, d.cup))
	d.eventually("the edit is in the league", func() bool { return d.board().Seated[0].People[0].AltNames == "Alt#NA1" })
	t.Logf("the edit was in the league after %v", time.Since(began)) // of which two seconds may be the least time between two readings
	other.eventually("the other process knows of it", func() bool { return other.board().Seated[0].People[0].AltNames == "Alt#NA1" })

	from := len(d.Calls())
	for range 50 {
		d.must(other.google.Wake(d.ctx, d.cup))
	}
	d.types(roster, 2, 4, "Last#NA1")
	d.must(other.google.Wake(d.ctx, d.cup))
	d.eventually("the last edit is in the league", func() bool { return d.board().Seated[0].People[0].AltNames == "Last#NA1" })
	if r, w := d.count(from); r > 3 || w != 0 {
		t.Errorf("51 calls of the hook cost %d reads and %d writes", r, w)
	}
	if n := d.wishes(); n != 1 {
		t.Errorf("the log holds %d wishes", n)
	}

	d.must(d.book.Pause(d.ctx, d.admin, d.cup, 0))
	head := d.store.Head(edits.WakeTopic(d.cup))
	d.must(other.google.Wake(d.ctx, d.cup))
	if d.store.Head(edits.WakeTopic(d.cup)) != head || d.wishes() != 1 {
		t.Error("a paused Sheet was asked for")
	}
}

// wishes counts what the log holds on the topic by which processes wake each other.
func (d *desk) wishes() (n int) {
	d.t.Helper()
	d.must(d.store.View(d.ctx, func(_ context.Context, tx store.Tx) error {
		list, err := tx.EventsOf(edits.WakeTopic(d.cup), 0, 100)
		n = len(list)
		return err
	}))
	return n
}
