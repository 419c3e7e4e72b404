package storetest

import (
	"testing"
	"time"

	"matchday/app/tournament"
	"matchday/store"
)

func entries() []testCase {
	return []testCase{
		{"kept as given, members in order", entryKept},
		{"of one tournament only", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 1), setUp(t, s, "b", 1, 0)
			update(t, s, func(tx store.Tx) {
				e := ok(tx.AddEntry(a.solo(0, "zero")))(t)
				refused(tx.Entry(b.tournament.ID, e.ID))(t, store.ErrNotFound)
				refused(tx.ActiveEntryOf(b.tournament.ID, a.people[0].ID))(t, store.ErrNotFound)
				refused(tx.ActiveEntryNamed(b.tournament.ID, "zero"))(t, store.ErrNotFound)
				same(t, len(ok(tx.InGameOf(b.tournament.ID, "zero"))(t)), 0)
				same(t, ok(tx.SeatedIn(b.tournament.ID))(t), 0)
				e.Tournament = b.tournament.ID
				is(t, tx.PutEntry(e), store.ErrNotFound)
				e.Members = nil
				ok(tx.AddEntry(e))(t)
				same(t, len(ok(tx.EntriesOf(b.tournament.ID))(t)), 1)
				same(t, len(ok(tx.EntriesOf(a.tournament.ID))(t)), 1)
			})
		}},
		{"found by person and by name while active", entryFound},
		{"a person takes part once", personOnce},
		{"an in-game name stands once, unless shared", inGameOnce},
		{"a team name stands once, the name of a solo entry as often as its in-game name", teamNameOnce},
		{"members change places and names among themselves", membersSwap},
		{"a refused entry leaves nothing behind", func(t *testing.T, s store.Store) {
			on := setUp(t, s, "a", 2, 4)
			update(t, s, func(tx store.Tx) {
				e := ok(tx.AddEntry(on.team("one", 0, 1)))(t)
				refused(tx.AddEntry(on.team("two", 2, 1)))(t, store.ErrExists)
				refused(tx.AddEntry(on.team("ONE", 2)))(t, store.ErrExists)
				refused(tx.AddEntry(on.team("two", 2, 2)))(t, store.ErrExists)
				same(t, ok(tx.EntriesOf(on.tournament.ID))(t), []tournament.Entry{e})
				second := ok(tx.AddEntry(on.team("two", 2)))(t)
				changed := second
				changed.Name, changed.Seed, changed.Members = "one", 4, on.team("", 3).Members
				is(t, tx.PutEntry(changed), store.ErrExists)
				changed.Name, changed.Members = "three", on.team("", 3, 0).Members
				is(t, tx.PutEntry(changed), store.ErrExists)
				same(t, ok(tx.EntriesOf(on.tournament.ID))(t), []tournament.Entry{e, second})
			})
		}},
		{"the line is the order of numbers, which are never used twice", func(t *testing.T, s store.Store) {
			on := setUp(t, s, "a", 1, 1)
			var last int64
			for range 3 {
				update(t, s, func(tx store.Tx) {
					e := ok(tx.AddEntry(on.solo(0, "zero")))(t)
					if e.ID <= last {
						t.Errorf("entry %d came after %d", e.ID, last)
					}
					last = e.ID
					e.State, e.Left = tournament.Withdrawn, kept(noon())
					must(t, tx.PutEntry(e))
				})
			}
			is(t, refusedUpdate(t, s, func(tx store.Tx) error {
				ok(tx.AddEntry(on.solo(0, "zero")))(t)
				return errDeliberate
			}), errDeliberate)
			update(t, s, func(tx store.Tx) {
				if e := ok(tx.AddEntry(on.solo(0, "zero")))(t); e.ID <= last {
					t.Errorf("entry %d came after %d", e.ID, last)
				}
			})
		}},
	}
}

func entryKept(t *testing.T, s store.Store) {
	on := setUp(t, s, "a", 3, 4)
	at := kept(noon())
	e := tournament.Entry{Tournament: on.tournament.ID, Name: "Die Löwen 🦁", State: tournament.Waiting, Seed: 3, Kept: true, Note: "came late", Registered: noon(),
		Members: []tournament.Member{
			{Person: on.people[2].ID, InGame: "c#1", Pronouns: "They/Them", AltNames: "x, y", Shared: true, CheckIn: at.Add(time.Hour), Joined: at},
			{Person: on.people[0].ID, InGame: "a#1", Joined: noon()},
		}}
	update(t, s, func(tx store.Tx) {
		added := ok(tx.AddEntry(e))(t)
		e.ID, e.Registered, e.Members[1].Joined = added.ID, at, at
		same(t, added, e)
	})
	view(t, s, func(tx store.Tx) { same(t, ok(tx.Entry(on.tournament.ID, e.ID))(t), e) })

	e.Name, e.State, e.Seed, e.Kept, e.Note, e.Left = "Löwen", tournament.Dropped, 0, false, "", at.Add(time.Hour)
	e.Members = []tournament.Member{e.Members[1], {Person: on.people[3].ID, InGame: "d#1", Joined: at}}
	e.Members[0].CheckIn, e.Members[0].Pronouns, e.Members[0].AltNames = at, "She/Her", "z"
	update(t, s, func(tx store.Tx) { must(t, tx.PutEntry(e)) })
	view(t, s, func(tx store.Tx) {
		same(t, ok(tx.Entry(on.tournament.ID, e.ID))(t), e)
		same(t, ok(tx.EntriesOf(on.tournament.ID))(t), []tournament.Entry{e})
	})

	update(t, s, func(tx store.Tx) {
		second := ok(tx.AddEntry(on.team("x", 1, 2)))(t)
		third := ok(tx.AddEntry(tournament.Entry{Tournament: on.tournament.ID, Name: "nobody", State: tournament.Removed}))(t)
		same(t, ok(tx.EntriesOf(on.tournament.ID))(t), []tournament.Entry{e, second, third})
		refused(tx.Entry(on.tournament.ID, third.ID+1))(t, store.ErrNotFound)
	})
}

func entryFound(t *testing.T, s store.Store) {
	on := setUp(t, s, "a", 1, 3)
	tid := on.tournament.ID
	update(t, s, func(tx store.Tx) {
		a := ok(tx.AddEntry(on.solo(0, "Sugar Comet#NA1")))(t)
		b := on.solo(1, "Ｉｖｙ")
		b.State = tournament.Waiting
		b = ok(tx.AddEntry(b))(t)
		same(t, ok(tx.ActiveEntryOf(tid, on.people[0].ID))(t), a)
		same(t, ok(tx.ActiveEntryNamed(tid, "sugarcomet#na1"))(t), a)
		same(t, ok(tx.InGameOf(tid, "SUGAR COMET#na1"))(t), []int64{on.people[0].ID})
		same(t, ok(tx.ActiveEntryOf(tid, on.people[1].ID))(t), b)
		same(t, ok(tx.InGameOf(tid, "ivy"))(t), []int64{on.people[1].ID})
		same(t, ok(tx.SeatedIn(tid))(t), 1)
		refused(tx.ActiveEntryOf(tid, on.people[2].ID))(t, store.ErrNotFound)
		refused(tx.ActiveEntryNamed(tid, "nobody"))(t, store.ErrNotFound)

		a.State, a.Left = tournament.Withdrawn, kept(noon())
		must(t, tx.PutEntry(a))
		refused(tx.ActiveEntryOf(tid, on.people[0].ID))(t, store.ErrNotFound)
		refused(tx.ActiveEntryNamed(tid, "Sugar Comet#NA1"))(t, store.ErrNotFound)
		same(t, len(ok(tx.InGameOf(tid, "Sugar Comet#NA1"))(t)), 0)
		same(t, ok(tx.SeatedIn(tid))(t), 0)
		same(t, ok(tx.Entry(tid, a.ID))(t), a)
	})
}

func personOnce(t *testing.T, s store.Store) {
	on := setUp(t, s, "a", 1, 2)
	update(t, s, func(tx store.Tx) {
		a := ok(tx.AddEntry(on.solo(0, "first")))(t)
		refused(tx.AddEntry(on.solo(0, "second")))(t, store.ErrExists)
		a.State = tournament.Withdrawn
		must(t, tx.PutEntry(a))
		b := ok(tx.AddEntry(on.solo(0, "second")))(t)
		a.State = tournament.Seated
		is(t, tx.PutEntry(a), store.ErrExists)
		c := ok(tx.AddEntry(on.solo(1, "third")))(t)
		c.Members[0].Person = on.people[0].ID
		is(t, tx.PutEntry(c), store.ErrExists)
		must(t, tx.PutEntry(b))
	})
}

func inGameOnce(t *testing.T, s store.Store) {
	on := setUp(t, s, "a", 1, 3)
	update(t, s, func(tx store.Tx) {
		ok(tx.AddEntry(on.solo(0, "Nimbus#EUW")))(t)
		twin := on.solo(1, "nimbus #euw")
		refused(tx.AddEntry(twin))(t, store.ErrExists)
		twin.Members[0].Shared = true
		twin = ok(tx.AddEntry(twin))(t)
		same(t, ok(tx.InGameOf(on.tournament.ID, "nimbus#euw"))(t), sorted([]int64{on.people[0].ID, on.people[1].ID}))
		own := twin
		own.Members = append([]tournament.Member(nil), twin.Members...)
		own.Members[0].Shared = false
		is(t, tx.PutEntry(own), store.ErrExists)
		third := ok(tx.AddEntry(on.solo(2, "else")))(t)
		third.Members[0].InGame = "NIMBUS#EUW"
		is(t, tx.PutEntry(third), store.ErrExists)
		same(t, ok(tx.Entry(on.tournament.ID, twin.ID))(t), twin)
	})
}

func teamNameOnce(t *testing.T, s store.Store) {
	solo, teams := setUp(t, s, "solo", 1, 2), setUp(t, s, "teams", 2, 2)
	update(t, s, func(tx store.Tx) {
		ok(tx.AddEntry(solo.solo(0, "Boys")))(t)
		twin := solo.solo(1, "Boys")
		twin.Members[0].Shared = true
		ok(tx.AddEntry(twin))(t)

		a := ok(tx.AddEntry(teams.team("The Boys", 0)))(t)
		refused(tx.AddEntry(teams.team("the  boys", 1)))(t, store.ErrExists)
		b := ok(tx.AddEntry(teams.team("The Girls", 1)))(t)
		b.Name = "theboys"
		is(t, tx.PutEntry(b), store.ErrExists)
		a.State = tournament.Withdrawn
		must(t, tx.PutEntry(a))
		must(t, tx.PutEntry(b))
		same(t, ok(tx.ActiveEntryNamed(teams.tournament.ID, "THE BOYS"))(t).ID, b.ID)
	})
}

func membersSwap(t *testing.T, s store.Store) {
	on := setUp(t, s, "a", 3, 3)
	update(t, s, func(tx store.Tx) {
		e := ok(tx.AddEntry(on.team("one", 0, 1, 2)))(t)
		m := e.Members
		m[0].InGame, m[1].InGame = m[1].InGame, m[0].InGame
		e.Members = []tournament.Member{m[2], m[1], m[0]}
		must(t, tx.PutEntry(e))
		same(t, ok(tx.Entry(on.tournament.ID, e.ID))(t), e)
		e.Members = []tournament.Member{{Person: m[0].Person, InGame: m[1].InGame, Joined: m[0].Joined}}
		must(t, tx.PutEntry(e))
		same(t, ok(tx.Entry(on.tournament.ID, e.ID))(t), e)
		e.Members = nil
		must(t, tx.PutEntry(e))
		same(t, ok(tx.Entry(on.tournament.ID, e.ID))(t), e)
	})
}
