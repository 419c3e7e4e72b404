package app

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"matchday/app/graphic"
	"matchday/app/person"
	"matchday/app/sandbox/sheets"
	"matchday/app/sandbox/sheets/grid"
	"matchday/app/tournament"
)

// cell finds a cell of the tab of players by the name in the first column and the header.
func (e *evening) cell(name, header string) (row, col int) {
	e.t.Helper()
	tab := e.sheets.Look(demoSheet).Titled("Players")
	row, col = -1, -1
	for c := range tab.Columns() {
		if tab.Result(0, c).Show() == header {
			col = c
		}
	}
	for r := range tab.RowCount() {
		if tab.Result(r, 0).Show() == name {
			row = r
		}
	}
	if row < 0 || col < 0 {
		e.t.Fatalf("there is no cell %s of %s", header, name)
	}
	return row, col
}

// untilSheet waits until the tab of players holds something.
func (e *evening) untilSheet(what string, ok func(*grid.Tab) bool) {
	e.t.Helper()
	ctx := e.soon()
	for {
		changed := e.sheets.Changed()
		tab := e.sheets.Look(demoSheet).Titled("Players")
		if ok(tab) {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			e.t.Fatalf("the Sheet does not show %s", what)
		}
	}
}

func says(tab *grid.Tab, text string) bool {
	for r := range tab.RowCount() {
		for c := range tab.Columns() {
			if tab.Result(r, c).Show() == text {
				return true
			}
		}
	}
	return false
}

// writes returns how many calls wrote into the Sheet so far.
func (e *evening) writes() (n int) {
	for _, c := range e.sheets.Calls() {
		if c.Write {
			n++
		}
	}
	return n
}

// inStep brings both sides in step and returns how many calls have written into the Sheet so far.
func (e *evening) inStep() int {
	e.t.Helper()
	e.must(e.app.sheets.Sync(e.ctx, e.world.tournament))
	return e.writes()
}

// types types into a cell of the tab of players, by hand.
func (e *evening) types(name, header, text string) {
	e.t.Helper()
	row, col := e.cell(name, header)
	e.must(e.sheets.Person(demoSheet, func(b *grid.Book) error {
		b.Titled("Players").Type(row, col, text)
		return nil
	}))
}

// TestAnEditInTheSheetIsSeenEverywhere is the second walk: a cell becomes a command, a panel and a picture, and the Sheet
// itself has nothing to write.
func TestAnEditInTheSheetIsSeenEverywhere(t *testing.T) {
	t.Parallel()
	e := begin(t)
	screen := e.screen(graphic.CheckIn)
	inGame := e.world.players[0].InGame
	e.register(0)
	name := e.board().Seated[0].Name
	e.untilSheet("who registered", func(tab *grid.Tab) bool { return says(tab, name) && says(tab, inGame) })
	e.command(e.world.staff, "/tournament close what:registration")
	e.command(e.world.staff, "/tournament open what:check-in")
	before := e.inStep()
	pulled := make(chan time.Time, 1)
	e.sheets.OnCall(func(sheets.Call) {
		select {
		case pulled <- time.Now():
		default:
		}
	})
	e.types(name, "Checked in", "TRUE")
	screen.until("<b data-count>1</b><small>checked in</small>")
	t.Logf("the overlay followed %s after the reading that saw the edit", time.Since(<-pulled).Round(time.Millisecond))
	e.sheets.OnCall(nil)
	e.panel("**1** of 1 checked in")
	if after := e.inStep(); after != before {
		t.Errorf("an edit of the Sheet was answered by %d writes into it", after-before)
	}
	last, err := e.app.league.History(e.ctx, person.Console(e.world.league), e.world.tournament, 0, 1)
	e.must(err)
	if last[0].What.Kind != tournament.CheckedIn || last[0].Origin != person.FromSheet || last[0].What.Who != name {
		t.Errorf("history says %+v", last[0])
	}
	e.types(name, "Checked in", "perhaps")
	e.untilSheet("why it was not taken", func(tab *grid.Tab) bool {
		row, col := e.cell(name, "Checked in")
		return strings.Contains(tab.At(row, col).Note, "neither yes nor no") && tab.Result(row, col).Show() == "TRUE"
	})
	if a := e.press(e.world.players[0].User, "Check out"); a.Failed {
		t.Fatal(a.Text)
	}
	e.untilSheet("that somebody checked out", func(tab *grid.Tab) bool {
		row, col := e.cell(name, "Checked in")
		return tab.Result(row, col).Show() == "FALSE"
	})
	if desk := e.press(e.world.staff, "Admin"); !strings.Contains(desk.Text, "Sheet: in step") {
		t.Errorf("the desk does not tell of the Sheet: %s", desk.Text)
	}
	if bad := e.sheets.Misunderstood(); len(bad) > 0 {
		t.Errorf("the sandbox does not carry this out: %v", bad)
	}
}

// TestGoogleBeingAwayDegradesAndFailsNothing looks at what the readiness says while Google is down.
func TestGoogleBeingAwayDegradesAndFailsNothing(t *testing.T) {
	t.Parallel()
	e := begin(t)
	e.register(0)
	e.inStep()
	e.must(e.sheets.Break(sheets.Fault{Kind: "down"}))
	if err := e.app.sheets.Sync(e.ctx, e.world.tournament); err == nil {
		t.Fatal("Google is down and nobody noticed")
	}
	if a := e.register(1); !strings.Contains(a.Text, "You're in") {
		t.Errorf("with Google down a registration is answered with %q", a.Text)
	}
	if status, body := e.get("/healthz"); !strings.Contains(body, `"sheets":{"status":"degraded","words":"Google does not answer.`) {
		t.Errorf("health says %d %s", status, body)
	}
	if status, body := e.get("/readyz"); status != http.StatusOK {
		t.Errorf("Google being away made it not ready: %d %s", status, body)
	}
	e.sheets.Heal()
	name := e.world.players[1].InGame
	e.untilSheet("who registered meanwhile", func(tab *grid.Tab) bool { return says(tab, name) })
}

// get asks for a page of the program.
func (e *evening) get(path string) (int, string) {
	e.t.Helper()
	req, err := http.NewRequestWithContext(e.ctx, http.MethodGet, e.app.web.URL()+path, nil)
	e.must(err)
	res, err := http.DefaultClient.Do(req)
	e.must(err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	e.must(err)
	return res.StatusCode, string(body)
}
