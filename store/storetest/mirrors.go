package storetest

import (
	"testing"
	"time"

	"matchday/app/mirror"
	"matchday/app/tournament"
	"matchday/store"
)

// mirrorOf is a mirror with something in every field.
func mirrorOf(on stage, spreadsheet, hook string) store.Mirror {
	return store.Mirror{Tournament: on.tournament.ID, Spreadsheet: spreadsheet, Title: "Holidaze Cup – Zoë", State: store.MirrorOn, Reason: "why",
		Plan: mirror.Plan{Enter: true, Link: "https://x.gg/{name}", Tabs: []mirror.Tab{{Kind: mirror.Players, Sheet: 12, Title: "Players", Header: 1, Key: 7,
			Columns: []mirror.Column{{Field: mirror.Discord, Header: "Discord:", At: 1, Way: mirror.Ours}}}}},
		Person: 3, Name: "Robin", Hook: hook, Version: 4, Created: kept(noon()), Pulled: kept(noon()), Pushed: kept(noon().Add(time.Minute))}
}

func mirrors() []testCase {
	return []testCase{
		{"one for each tournament", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			one, two := mirrorOf(a, "sheet", "h1"), mirrorOf(b, "sheet", "h2")
			update(t, s, func(tx store.Tx) {
				refused(tx.Mirror(a.tournament.ID))(t, store.ErrNotFound)
				must(t, tx.PutMirror(two))
				must(t, tx.PutMirror(one))
				one.State, one.Plan.Tabs[0].Title, one.Reason = store.MirrorPaused, "Spieler", ""
				must(t, tx.PutMirror(one))
				same(t, ok(tx.Mirror(a.tournament.ID))(t), one)
				same(t, ok(tx.MirrorsOn("sheet"))(t), []store.Mirror{one, two})
				same(t, len(ok(tx.MirrorsOn("other"))(t)), 0)
				over := a.tournament
				over.Stage = tournament.Finished
				must(t, tx.PutTournament(over))
				same(t, ok(tx.MirrorsOf())(t), []store.Mirror{one, two})
				must(t, tx.DropMirror(a.tournament.ID))
				must(t, tx.DropMirror(a.tournament.ID))
				same(t, ok(tx.MirrorsOf())(t), []store.Mirror{two})
			})
		}},
		{"rows go with their mirror", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			row := mirror.Row{Key: "t1p1", Stage: mirror.Coming, Trust: "names", Cells: map[mirror.Field]mirror.Memory{
				mirror.InGame:    {Value: "Zoë#EUW", Version: 3, Note: "n", Say: "w", Waits: true, Sent: []mirror.Sent{{Value: "=x", Row: 4}}},
				mirror.CheckedIn: {Value: "TRUE", Version: 1}}}
			other := mirror.Row{Key: "t1p1", Cells: map[mirror.Field]mirror.Memory{mirror.Lobby: {Value: "A"}}}
			update(t, s, func(tx store.Tx) {
				must(t, tx.PutMirror(mirrorOf(a, "sheet", "h1")))
				must(t, tx.PutMirror(mirrorOf(b, "sheet2", "h2")))
				refused(tx.MirrorRow(a.tournament.ID, mirror.Players, "t1p1"))(t, store.ErrNotFound)
				same(t, ok(tx.MirrorRowsOf(a.tournament.ID, mirror.Players))(t), map[string]mirror.Row{})
				must(t, tx.PutMirrorRow(a.tournament.ID, mirror.Players, mirror.Row{Key: "t1p1"}))
				must(t, tx.PutMirrorRow(a.tournament.ID, mirror.Players, row))
				must(t, tx.PutMirrorRow(a.tournament.ID, mirror.Lobbies, other))
				must(t, tx.PutMirrorRow(b.tournament.ID, mirror.Players, other))
				same(t, ok(tx.MirrorRow(a.tournament.ID, mirror.Players, "t1p1"))(t), row)
				same(t, ok(tx.MirrorRowsOf(a.tournament.ID, mirror.Players))(t), map[string]mirror.Row{"t1p1": row})
				must(t, tx.DropMirrorRow(a.tournament.ID, mirror.Players, "t1p1"))
				must(t, tx.DropMirrorRow(a.tournament.ID, mirror.Players, "t1p1"))
				refused(tx.MirrorRow(a.tournament.ID, mirror.Players, "t1p1"))(t, store.ErrNotFound)
				must(t, tx.DropMirror(a.tournament.ID))
				same(t, ok(tx.MirrorRowsOf(a.tournament.ID, mirror.Lobbies))(t), map[string]mirror.Row{})
				same(t, len(ok(tx.MirrorRowsOf(b.tournament.ID, mirror.Players))(t)), 1)
			})
		}},
		{"a push is replaced, and goes with its mirror", func(t *testing.T, s store.Store) {
			a := setUp(t, s, "a", 1, 0)
			value, id := "=x", a.tournament.ID
			push := mirror.Push{ID: "one", Batches: []mirror.Batch{{Tab: mirror.Tab{Kind: mirror.Players, Key: 7}, Grow: 2, Keys: map[int]string{3: "t1p1", 4: ""},
				Cells: []mirror.CellWrite{{Key: "t1p1", Field: mirror.InGame, Row: 3, Col: 1, Value: &value, New: true}},
				Was:   map[int]mirror.Was{3: {Key: "t1p2", Told: []string{"", "Zoë"}}}}}}
			update(t, s, func(tx store.Tx) {
				refused(tx.MirrorPush(id))(t, store.ErrNotFound)
				must(t, tx.DropMirrorPush(id))
				must(t, tx.PutMirror(mirrorOf(a, "sheet", "h1")))
				must(t, tx.PutMirrorPush(id, mirror.Push{ID: "zero"}))
				must(t, tx.PutMirrorPush(id, push))
				same(t, ok(tx.MirrorPush(id))(t), push)
				must(t, tx.DropMirrorPush(id))
				refused(tx.MirrorPush(id))(t, store.ErrNotFound)
				must(t, tx.PutMirrorPush(id, push))
				must(t, tx.DropMirror(id))
				refused(tx.MirrorPush(id))(t, store.ErrNotFound)
			})
		}},
	}
}

func conflicts() []testCase {
	return []testCase{
		{"open ones by age, decided ones latest first", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			c := store.Conflict{Tournament: a.tournament.ID, Kind: store.ConflictCell, Tab: mirror.Players, Key: "t1p1", Field: mirror.Pronouns, Row: 4,
				About: "moonpetal", Was: "", Ours: "Any", Theirs: "=She/Her", OursBy: "moonpetal", OursAt: kept(noon()), Found: kept(noon())}
			second := c
			second.Kind, second.Field = store.ConflictGone, ""
			elsewhere := c
			elsewhere.Tournament = b.tournament.ID
			update(t, s, func(tx store.Tx) {
				c = ok(tx.AddConflict(c))(t)
				second = ok(tx.AddConflict(second))(t)
				ok(tx.AddConflict(elsewhere))(t)
				same(t, ok(tx.ConflictsOf(a.tournament.ID))(t), []store.Conflict{c, second})
				same(t, ok(tx.Conflict(a.tournament.ID, c.ID))(t), c)
				refused(tx.Conflict(b.tournament.ID, c.ID))(t, store.ErrNotFound)
				c.Decided, c.Decision, c.DecidedBy = kept(noon().Add(time.Minute)), "ours", "Robin"
				must(t, tx.PutConflict(c))
				same(t, ok(tx.ConflictsOf(a.tournament.ID))(t), []store.Conflict{second})
				second.Decided, second.Decision = kept(noon().Add(2*time.Minute)), "back"
				must(t, tx.PutConflict(second))
				same(t, ok(tx.ConflictsDecided(a.tournament.ID, 9))(t), []store.Conflict{second, c})
				same(t, ok(tx.ConflictsDecided(a.tournament.ID, 1))(t), []store.Conflict{second})
				gone := c
				gone.ID += 99
				is(t, tx.PutConflict(gone), store.ErrNotFound)
			})
		}},
		{"the latest runs are kept", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			update(t, s, func(tx store.Tx) {
				ok(tx.AddMirrorRun(store.MirrorRun{Tournament: b.tournament.ID, At: kept(noon())}, 2))(t)
				var runs []store.MirrorRun
				for i := range 4 {
					r := store.MirrorRun{Tournament: a.tournament.ID, At: kept(noon()), Took: 12 * time.Millisecond, Calls: 2, Edits: i, Refused: 1, Conflicts: 3, Cells: 4, NewRows: 5, Failure: "f"}
					runs = append([]store.MirrorRun{ok(tx.AddMirrorRun(r, 2))(t)}, runs...)
				}
				same(t, ok(tx.MirrorRunsOf(a.tournament.ID, 9))(t), runs[:2])
				same(t, ok(tx.MirrorRunsOf(a.tournament.ID, 1))(t), runs[:1])
				same(t, len(ok(tx.MirrorRunsOf(b.tournament.ID, 9))(t)), 1)
			})
		}},
	}
}
