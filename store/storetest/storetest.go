// Package storetest is the promise of package store as tests. Every kind of store runs them all.
package storetest

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// Run tests a kind of store. open returns a new, empty store for each case; it is closed by whoever opened it, when the
// test ends, and may be closed before.
func Run(t *testing.T, open func(testing.TB) store.Store) {
	for _, group := range []struct {
		name  string
		cases []testCase
	}{
		{"leagues", leagues()}, {"people", people()}, {"staff", staff()},
		{"logins", logins()}, {"sessions", sessions()}, {"tokens", tokens()},
		{"tournaments", tournaments()}, {"entries", entries()}, {"rounds", rounds()}, {"lobbies", lobbies()},
		{"steps", steps()}, {"timers", timers()}, {"venues", venues()}, {"notices", notices()}, {"graphics", graphics()},
		{"mirrors", mirrors()}, {"conflicts", conflicts()},
		{"events", events()}, {"causes", causes()}, {"cursors", cursors()}, {"deliveries", deliveries()},
		{"transactions", transactions()}, {"texts and times", values()}, {"crowds", crowds()}, {"lives", lives()},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, c := range group.cases {
				t.Run(c.name, func(t *testing.T) {
					t.Parallel()
					c.test(t, open(t))
				})
			}
		})
	}
}

type testCase struct {
	name string
	test func(*testing.T, store.Store)
}

// update runs fn in an Update that must succeed.
func update(t *testing.T, s store.Store, fn func(store.Tx)) {
	t.Helper()
	err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
		fn(tx)
		return nil
	})
	if err != nil {
		t.Fatalf("update: %v", err)
	}
}

// view runs fn in a View that must succeed.
func view(t *testing.T, s store.Store, fn func(store.Tx)) {
	t.Helper()
	err := s.View(t.Context(), func(_ context.Context, tx store.Tx) error {
		fn(tx)
		return nil
	})
	if err != nil {
		t.Fatalf("view: %v", err)
	}
}

// ok returns what a call returned and fails the test if that was an error: ok(tx.League(1))(t).
func ok[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatalf("unexpected error: %v", err)
		}
		return v
	}
}

// must fails the test on an error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
}

// refused fails the test unless a call was refused with want: refused(tx.League(9))(t, store.ErrNotFound).
func refused[T any](_ T, err error) func(*testing.T, error) {
	return func(t *testing.T, want error) {
		t.Helper()
		is(t, err, want)
	}
}

func is(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error %v, want %v", err, want)
	}
}

// same fails the test unless two values are equal, times by the moment they name.
func same[T any](t *testing.T, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("differs (-want +got):\n%s", diff)
	}
}

// noon is a moment that is easy to recognise, in a zone that is not UTC and more precise than what is kept.
func noon() time.Time {
	return time.Date(2026, 11, 21, 12, 0, 0, 123456789, time.FixedZone("somewhere", 3600))
}

// kept is how a moment is kept.
func kept(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }

// stage is a league with a tournament and people who can enter it.
type stage struct {
	league     person.League
	tournament tournament.Tournament
	people     []person.Person
}

// setUp fills a store with a stage. Names differ from stage to stage.
func setUp(t *testing.T, s store.Store, name string, teamSize, crowd int) stage {
	t.Helper()
	var on stage
	update(t, s, func(tx store.Tx) {
		on.league = ok(tx.AddLeague(person.League{Name: name, Zone: "UTC", Server: "server of " + name}))(t)
		rules := tournament.DefaultRules()
		rules.TeamSize = teamSize
		on.tournament = ok(tx.AddTournament(tournament.Tournament{League: on.league.ID, Name: name, Zone: "UTC", Rules: rules,
			Registration: tournament.Open, CheckIn: tournament.Pending, Stage: tournament.Preparing, Created: kept(noon())}))(t)
		on.people = nil
		for i := range crowd {
			p := person.Person{Discord: name + strconv.Itoa(i), Name: name + " " + strconv.Itoa(i), Created: kept(noon())}
			on.people = append(on.people, ok(tx.AddPerson(p))(t))
		}
	})
	return on
}

// solo returns the entry of one person.
func (on stage) solo(i int, inGame string) tournament.Entry {
	return tournament.Entry{Tournament: on.tournament.ID, Name: inGame, State: tournament.Seated, Registered: kept(noon()),
		Members: []tournament.Member{{Person: on.people[i].ID, InGame: inGame, Joined: kept(noon())}}}
}

// team returns an entry of several people whose in-game names are unlike any other.
func (on stage) team(name string, who ...int) tournament.Entry {
	e := tournament.Entry{Tournament: on.tournament.ID, Name: name, State: tournament.Seated, Registered: kept(noon())}
	for _, i := range who {
		e.Members = append(e.Members, tournament.Member{Person: on.people[i].ID, InGame: on.people[i].Name, Joined: kept(noon())})
	}
	return e
}

func ids[T any](list []T, id func(T) int64) []int64 {
	all := make([]int64, 0, len(list))
	for _, v := range list {
		all = append(all, id(v))
	}
	return all
}

func sorted(list []int64) []int64 {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}
