package storetest

import (
	"testing"
	"time"

	"matchday/app/graphic"
	"matchday/app/tournament"
	"matchday/store"
)

func steps() []testCase {
	return []testCase{
		{"the last one that is not undone", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			before, after := a.tournament, a.tournament
			after.Version++
			after.Times.Starts = kept(noon())
			one := store.Step{Tournament: a.tournament.ID, Seq: 3, At: kept(noon()), Actor: 4, Name: "Ada", Title: "opened registration",
				Change: tournament.Change{Tournament: &tournament.Images[tournament.Tournament]{Before: &before, After: &after},
					Lobbies: []tournament.Images[tournament.Lobby]{{After: &tournament.Lobby{ID: 1, Seats: []tournament.Seat{{Entry: 2, Place: 1}}}}}}}
			update(t, s, func(tx store.Tx) {
				refused(tx.LastStep(a.tournament.ID))(t, store.ErrNotFound)
				one = ok(tx.AddStep(one))(t)
				two := ok(tx.AddStep(store.Step{Tournament: a.tournament.ID, At: kept(noon()), Title: "two"}))(t)
				ok(tx.AddStep(store.Step{Tournament: b.tournament.ID, Title: "other"}))(t)
				same(t, ok(tx.LastStep(a.tournament.ID))(t), two)
				must(t, tx.UndoStep(two.ID))
				is(t, tx.UndoStep(two.ID), store.ErrNotFound)
				is(t, tx.UndoStep(two.ID+99), store.ErrNotFound)
			})
			view(t, s, func(tx store.Tx) { same(t, ok(tx.LastStep(a.tournament.ID))(t), one) })
		}},
	}
}

func timers() []testCase {
	return []testCase{
		{"due, next and done", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			at := kept(noon())
			open := store.Timer{Tournament: a.tournament.ID, Kind: "open", Due: at}
			shut := store.Timer{Tournament: a.tournament.ID, Kind: "close", Due: at.Add(time.Hour)}
			other := store.Timer{Tournament: b.tournament.ID, Kind: "open", Due: at.Add(time.Minute)}
			update(t, s, func(tx store.Tx) {
				refused(tx.NextTimer())(t, store.ErrNotFound)
				for _, timer := range []store.Timer{shut, open, other} {
					must(t, tx.PutTimer(timer))
				}
				same(t, ok(tx.TimersOf(a.tournament.ID))(t), []store.Timer{open, shut})
				same(t, len(ok(tx.TimersDue(at.Add(-time.Millisecond)))(t)), 0)
				same(t, ok(tx.TimersDue(at))(t), []store.Timer{open})
				same(t, ok(tx.TimersDue(at.Add(24*time.Hour)))(t), []store.Timer{open, other, shut})
				same(t, ok(tx.NextTimer())(t), open)
				open.Done, open.Outcome = at, "fired"
				must(t, tx.PutTimer(open))
				same(t, ok(tx.NextTimer())(t), other)
				same(t, ok(tx.TimersOf(a.tournament.ID))(t), []store.Timer{open, shut})
				must(t, tx.DropTimer(b.tournament.ID, "open"))
				must(t, tx.DropTimer(b.tournament.ID, "open"))
				same(t, ok(tx.TimersDue(at.Add(24*time.Hour)))(t), []store.Timer{shut})
			})
		}},
	}
}

func venues() []testCase {
	return []testCase{
		{"empty until chosen, listed while not over", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			v := store.Venue{Tournament: a.tournament.ID, Channel: "1", Panel: "2", Digest: "d", Entered: "3", Ready: "4", Ping: "5"}
			update(t, s, func(tx store.Tx) {
				same(t, ok(tx.Venue(a.tournament.ID))(t), store.Venue{Tournament: a.tournament.ID})
				must(t, tx.PutVenue(v))
				v.Panel = ""
				must(t, tx.PutVenue(v))
				must(t, tx.PutVenue(store.Venue{Tournament: b.tournament.ID, Channel: "9"}))
				same(t, ok(tx.Venue(a.tournament.ID))(t), v)
				same(t, ok(tx.VenuesOf(a.league.ID))(t), []store.Venue{v})
				over := a.tournament
				over.Stage = tournament.Finished
				must(t, tx.PutTournament(over))
				same(t, len(ok(tx.VenuesOf(a.league.ID))(t)), 0)
				same(t, ok(tx.Venue(a.tournament.ID))(t), v)
			})
		}},
		{"grants", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			g := func(on stage, user, role string) store.Grant {
				return store.Grant{Tournament: on.tournament.ID, User: user, Role: role}
			}
			update(t, s, func(tx store.Tx) {
				for _, grant := range []store.Grant{g(a, "10", "1"), g(a, "9", "2"), g(a, "9", "1"), g(a, "9", "1"), g(b, "9", "1")} {
					must(t, tx.AddGrant(grant))
				}
				same(t, ok(tx.GrantsOf(a.tournament.ID))(t), []store.Grant{g(a, "9", "1"), g(a, "9", "2"), g(a, "10", "1")})
				must(t, tx.DropGrant(g(a, "9", "1")))
				must(t, tx.DropGrant(g(a, "9", "1")))
				same(t, ok(tx.GrantsOf(a.tournament.ID))(t), []store.Grant{g(a, "9", "2"), g(a, "10", "1")})
				same(t, len(ok(tx.GrantsOf(b.tournament.ID))(t)), 1)
			})
		}},
	}
}

func notices() []testCase {
	return []testCase{
		{"one for each key, the first time kept", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			at := kept(noon())
			old := store.Notice{League: a.league.ID, Key: "channel", Tournament: a.tournament.ID, Text: "gone", Since: at}
			late := store.Notice{League: a.league.ID, Key: "bot", Text: "removed", Since: at.Add(time.Minute)}
			update(t, s, func(tx store.Tx) {
				must(t, tx.PutNotice(old))
				must(t, tx.PutNotice(late))
				must(t, tx.PutNotice(store.Notice{League: b.league.ID, Key: "channel", Since: at}))
				old.Text, old.Since = "still gone", at.Add(time.Hour)
				must(t, tx.PutNotice(old))
				old.Since = at
				same(t, ok(tx.NoticesOf(a.league.ID))(t), []store.Notice{late, old})
				same(t, ok(tx.DropNotice(a.league.ID, "channel"))(t), true)
				same(t, ok(tx.DropNotice(a.league.ID, "channel"))(t), false)
				same(t, ok(tx.NoticesOf(a.league.ID))(t), []store.Notice{late})
				same(t, len(ok(tx.NoticesOf(b.league.ID))(t)), 1)
			})
		}},
	}
}

func graphics() []testCase {
	return []testCase{
		{"found by the present key", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			g := graphic.Graphic{League: a.league.ID, Tournament: a.tournament.ID, Kind: graphic.TopEight, Key: "k1", Created: kept(noon())}
			update(t, s, func(tx store.Tx) {
				g = ok(tx.AddGraphic(g))(t)
				second := ok(tx.AddGraphic(graphic.Graphic{League: a.league.ID, Tournament: a.tournament.ID, Kind: graphic.Lobbies, Key: "k2"}))(t)
				same(t, ok(tx.Graphic("k1"))(t), g)
				g.Key, g.Rotated = "k3", kept(noon())
				must(t, tx.PutGraphic(g))
				refused(tx.Graphic("k1"))(t, store.ErrNotFound)
				same(t, ok(tx.Graphic("k3"))(t), g)
				same(t, ok(tx.GraphicsOf(a.tournament.ID))(t), []graphic.Graphic{g, second})
				same(t, len(ok(tx.GraphicsOf(b.tournament.ID))(t)), 0)
				gone := second
				gone.ID += 9
				gone.Key = "k9"
				is(t, tx.PutGraphic(gone), store.ErrNotFound)
			})
		}},
	}
}
