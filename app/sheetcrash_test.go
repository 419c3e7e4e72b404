package app

import (
	"log/slog"
	"os"
	"testing"
	"time"

	"matchday/app/league"
	"matchday/app/sandbox/sheets"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/tournament"
)

// sheetHouse is a house with a Google, whose tournament has a Sheet.
type sheetHouse struct {
	*house
	google *sheets.Server
}

// newSheetHouse starts a Matchday with two players in its Sheet. It dies at a moment of the edit that follows.
func newSheetHouse(t *testing.T, dies string) *sheetHouse {
	t.Helper()
	google, err := makeSheets(time.Now)
	if err != nil {
		t.Fatal(err)
	}
	h := &sheetHouse{house: prepare(t, "", google), google: google}
	h.connect()
	h.start(dies)
	t.Cleanup(h.end)
	return h
}

// connect registers two players and connects the Sheet, before anything serves.
func (h *sheetHouse) connect() {
	h.t.Helper()
	ctx := h.t.Context()
	cfg := Defaults()
	cfg.Server.DataDir, cfg.Sheets.Endpoint = h.config.Dir, h.config.Sheets
	a, err := openApp(ctx, cfg, slog.New(slog.DiscardHandler), time.Now, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	defer a.Close()
	for n := range 2 {
		who, err := a.league.Arrive(ctx, league.Visitor{Server: h.world.server, Discord: h.world.players[n].User, Name: h.name(n)})
		if err != nil {
			h.t.Fatal(err)
		}
		if _, err := a.league.Register(ctx, who, h.world.tournament, tournament.Application{InGame: h.name(n), Pronouns: "Any"}); err != nil {
			h.t.Fatal(err)
		}
	}
	d := &demo{app: a, sheets: h.google, world: h.world}
	if err := d.connectSheet(ctx, h.world.tournament); err != nil {
		h.t.Fatal(err)
	}
	h.google.OnEdit(nil) // nobody wakes the child
	if err := a.sheets.Sync(ctx, h.world.tournament); err != nil {
		h.t.Fatal(err)
	}
}

// row returns the row of somebody in the tab of players, and in how many rows they stand.
func (h *sheetHouse) row(name string) (row, rows int) {
	tab := h.google.Look(demoSheet).Titled("Players")
	for r := range tab.RowCount() {
		if tab.Result(r, 2).Show() == name {
			row = r
			rows++
		}
	}
	return row, rows
}

// until waits for the Sheet while the process may die and come back.
func (h *sheetHouse) until(what string, ok func(*grid.Tab) bool) {
	h.t.Helper()
	deadline := time.After(60 * time.Second)
	for {
		changed := h.google.Changed()
		if ok(h.google.Look(demoSheet).Titled("Players")) {
			return
		}
		select {
		case <-changed:
		case <-h.gone:
			h.revive(0)
		case <-deadline:
			h.t.Fatalf("the Sheet never shows %s", what)
		}
	}
}

// TestAKilledProcessLosesNothingBetweenSheetAndLeague kills the process while an edit goes in and a change goes out: as it
// asks for the Sheet, in and after the transaction that takes the edit, and when Google has written and nobody has heard.
func TestAKilledProcessLosesNothingBetweenSheetAndLeague(t *testing.T) {
	for _, moment := range []string{"pull", "inside", "uncommitted", "committed", "pushed"} {
		if os.Getenv("MATCHDAY_TEST_ALL") != "1" && moment != "committed" && moment != "pushed" {
			continue // the others take half a minute more
		}
		t.Run(moment, func(t *testing.T) {
			t.Parallel()
			h := newSheetHouse(t, map[string]string{"inside": "entry.updated@inside", "uncommitted": "entry.updated@uncommitted", "committed": "entry.updated@committed"}[moment])
			method := map[string]string{"pull": "spreadsheets.values.batchGet", "pushed": "spreadsheets.batchUpdate"}[moment]
			if err := h.discord.WaitConnected(t.Context()); err != nil {
				t.Fatal(err)
			}
			once := make(chan struct{}, 1)
			h.google.OnCall(func(c sheets.Call) {
				if c.Method != method || len(once) == 1 {
					return
				}
				once <- struct{}{}
				_ = h.cmd.Process.Kill()
			})
			row, _ := h.row(h.name(0))
			if err := h.google.Person(demoSheet, func(b *grid.Book) error {
				b.Titled("Players").Type(row, 3, "Alt#NA1")
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			if moment != "pushed" {
				<-h.gone
				h.revive(0)
			}
			h.register(2)
			h.until("who registered", func(*grid.Tab) bool { _, n := h.row(h.name(2)); return n > 0 })
			if h.deaths == 0 {
				h.revive(10 * time.Second)
			}
			if h.deaths != 1 {
				t.Fatalf("the process died %d times", h.deaths)
			}
			h.settled()
		})
	}
}

// settled looks that both sides say the same and that nothing was done twice, once the process has stopped.
func (h *sheetHouse) settled() {
	h.t.Helper()
	h.end()
	ctx := h.t.Context()
	cfg := Defaults()
	cfg.Server.DataDir, cfg.Sheets.Endpoint = h.config.Dir, h.config.Sheets
	a, err := openApp(ctx, cfg, slog.New(slog.DiscardHandler), time.Now, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	defer a.Close()
	h.google.OnCall(nil)
	for range 2 {
		if err := a.sheets.Sync(ctx, h.world.tournament); err != nil {
			h.t.Fatal(err)
		}
	}
	b, err := a.league.Board(ctx, h.world.tournament)
	if err != nil {
		h.t.Fatal(err)
	}
	if got := b.Seated[0].People[0].AltNames; got != "Alt#NA1" {
		h.t.Errorf("the edit is lost: the league has %q", got)
	}
	for n := range 3 {
		row, rows := h.row(h.name(n))
		key := h.google.Look(demoSheet).Titled("Players").Result(row, 8).Show()
		if rows != 1 || key == "" {
			h.t.Errorf("%s stands in %d rows, with the key %q", h.name(n), rows, key)
		}
	}
	o, err := a.mirrors.Overview(ctx, h.console(), h.world.tournament)
	if err != nil || len(o.Open) > 0 || o.Mirror.Reason != "" {
		h.t.Errorf("%+v %v", o, err)
	}
	updates := 0
	all, err := a.league.History(ctx, h.console(), h.world.tournament, 0, 100)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, e := range all {
		if e.What.Kind == tournament.Updated {
			updates++
		}
	}
	if updates != 1 {
		h.t.Errorf("the edit was taken %d times", updates)
	}
}
