package storetest

import (
	"errors"
	"testing"
	"time"

	"matchday/app/tournament"
	"matchday/store"
)

// full returns a tournament in which every field says something.
func full(league int64) tournament.Tournament {
	at := kept(noon())
	return tournament.Tournament{
		League: league, Version: 3, Name: "Friday Night 🎲", Zone: "Europe/Berlin",
		Rules: tournament.Rules{TeamSize: 2, Cap: 31, LobbySize: 4, Rounds: 5, Points: []int{8, 6, 4, 2}, First: tournament.SnakeSeed,
			Later: tournament.SnakeStanding, Ties: []tournament.Tie{tournament.CountBack, tournament.LastRound}, Cut: 8},
		Times: tournament.Times{RegistrationOpens: at, RegistrationCloses: at.Add(1), CheckInOpens: at.Add(2 * time.Hour),
			CheckInCloses: at.Add(3 * time.Hour), Starts: at.Add(4 * time.Hour)},
		Registration: tournament.Shut, CheckIn: tournament.Open, Stage: tournament.Playing, Round: 2, Created: at, Finished: at.Add(5 * time.Hour),
	}
}

func tournaments() []testCase {
	return []testCase{
		{"kept as given", func(t *testing.T, s store.Store) {
			on := setUp(t, s, "a", 1, 0)
			want := full(on.league.ID)
			want.Times.RegistrationCloses = want.Times.RegistrationOpens
			update(t, s, func(tx store.Tx) {
				added := ok(tx.AddTournament(full(on.league.ID)))(t)
				want.ID = added.ID
				same(t, added, want)
			})
			view(t, s, func(tx store.Tx) { same(t, ok(tx.Tournament(want.ID))(t), want) })
			empty := tournament.Tournament{ID: want.ID, League: on.league.ID}
			update(t, s, func(tx store.Tx) {
				must(t, tx.PutTournament(empty))
				same(t, ok(tx.Tournament(want.ID))(t), empty)
			})
		}},
		{"absent", func(t *testing.T, s store.Store) {
			on := setUp(t, s, "a", 1, 0)
			update(t, s, func(tx store.Tx) {
				refused(tx.Tournament(on.tournament.ID+1))(t, store.ErrNotFound)
				gone := on.tournament
				gone.ID++
				is(t, tx.PutTournament(gone), store.ErrNotFound)
			})
		}},
		{"listed by league, and running ones of all", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			of := func(list []tournament.Tournament) []int64 {
				return ids(list, func(v tournament.Tournament) int64 { return v.ID })
			}
			update(t, s, func(tx store.Tx) {
				over := full(a.league.ID)
				over.Stage = tournament.Finished
				over = ok(tx.AddTournament(over))(t)
				off := full(a.league.ID)
				off.Stage = tournament.Cancelled
				off = ok(tx.AddTournament(off))(t)
				last := ok(tx.AddTournament(full(a.league.ID)))(t)
				same(t, of(ok(tx.TournamentsOf(a.league.ID))(t)), []int64{last.ID, off.ID, over.ID, a.tournament.ID})
				same(t, of(ok(tx.TournamentsOf(b.league.ID))(t)), []int64{b.tournament.ID})
				same(t, of(ok(tx.RunningTournaments())(t)), []int64{a.tournament.ID, b.tournament.ID, last.ID})
				over.Stage = tournament.Playing
				must(t, tx.PutTournament(over))
				same(t, len(ok(tx.RunningTournaments())(t)), 4)
			})
		}},
	}
}

func rounds() []testCase {
	return []testCase{
		{"put, listed and dropped", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			second := tournament.Round{Tournament: a.tournament.ID, Number: 2, State: tournament.Drawn, Seating: tournament.ByStanding, Seed: 1<<62 + 7}
			first := tournament.Round{Tournament: a.tournament.ID, Number: 1, State: tournament.RoundDone, Seating: tournament.Random, Seed: -5, Started: kept(noon())}
			other := tournament.Round{Tournament: b.tournament.ID, Number: 1, State: tournament.Drawn}
			update(t, s, func(tx store.Tx) {
				for _, r := range []tournament.Round{second, first, other} {
					must(t, tx.PutRound(r))
				}
				same(t, ok(tx.RoundsOf(a.tournament.ID))(t), []tournament.Round{first, second})
				second.State, second.Started = tournament.InPlay, kept(noon())
				must(t, tx.PutRound(second))
				must(t, tx.DropRound(a.tournament.ID, 1))
				same(t, ok(tx.RoundsOf(a.tournament.ID))(t), []tournament.Round{second})
				same(t, ok(tx.RoundsOf(b.tournament.ID))(t), []tournament.Round{other})
			})
		}},
	}
}

func lobbies() []testCase {
	return []testCase{
		{"kept as given, seats in order", lobbyKept},
		{"put back under its number, which nobody gets again", lobbyRestored},
		{"of one tournament only", func(t *testing.T, s store.Store) {
			a, b := setUp(t, s, "a", 1, 1), setUp(t, s, "b", 1, 0)
			update(t, s, func(tx store.Tx) {
				must(t, tx.PutRound(tournament.Round{Tournament: a.tournament.ID, Number: 1}))
				e := ok(tx.AddEntry(a.solo(0, "zero")))(t)
				l := ok(tx.AddLobby(tournament.Lobby{Tournament: a.tournament.ID, Round: 1, Name: "A", Seats: []tournament.Seat{{Entry: e.ID}}}))(t)
				refused(tx.Lobby(b.tournament.ID, l.ID))(t, store.ErrNotFound)
				same(t, len(ok(tx.LobbiesOf(b.tournament.ID))(t)), 0)
				must(t, tx.DropLobby(b.tournament.ID, l.ID))
				same(t, ok(tx.Lobby(a.tournament.ID, l.ID))(t), l)
			})
		}},
		{"a round with lobbies stays", func(t *testing.T, s store.Store) {
			on := setUp(t, s, "a", 1, 0)
			update(t, s, func(tx store.Tx) {
				must(t, tx.PutRound(tournament.Round{Tournament: on.tournament.ID, Number: 1}))
				ok(tx.AddLobby(tournament.Lobby{Tournament: on.tournament.ID, Round: 1, Name: "A"}))(t)
			})
			failing(t, s, func(tx store.Tx) error { return tx.DropRound(on.tournament.ID, 1) })
			view(t, s, func(tx store.Tx) { same(t, len(ok(tx.RoundsOf(on.tournament.ID))(t)), 1) })
		}},
	}
}

func lobbyKept(t *testing.T, s store.Store) {
	on := setUp(t, s, "a", 1, 4)
	var e [4]int64
	l := tournament.Lobby{Tournament: on.tournament.ID, Round: 1, Name: "AA", Version: 1}
	update(t, s, func(tx store.Tx) {
		for i := range e {
			e[i] = ok(tx.AddEntry(on.solo(i, on.people[i].Name)))(t).ID
		}
		must(t, tx.PutRound(tournament.Round{Tournament: on.tournament.ID, Number: 1}))
		must(t, tx.PutRound(tournament.Round{Tournament: on.tournament.ID, Number: 2}))
		later := ok(tx.AddLobby(tournament.Lobby{Tournament: on.tournament.ID, Round: 2, Name: "A", Seats: []tournament.Seat{{Entry: e[0]}}}))(t)
		l.Seats = []tournament.Seat{{Entry: e[2]}, {Entry: e[0]}, {Entry: e[1]}}
		l.ID = ok(tx.AddLobby(l))(t).ID
		same(t, ok(tx.LobbiesOf(on.tournament.ID))(t), []tournament.Lobby{l, later})
	})
	l.Version, l.Recorded, l.By = 2, kept(noon()), on.people[3].ID
	l.Seats = []tournament.Seat{{Entry: e[0], Place: 2}, {Entry: e[3], Outcome: tournament.Struck}, {Entry: e[2], Place: 1}}
	update(t, s, func(tx store.Tx) { must(t, tx.PutLobby(l)) })
	view(t, s, func(tx store.Tx) { same(t, ok(tx.Lobby(on.tournament.ID, l.ID))(t), l) })
	update(t, s, func(tx store.Tx) {
		must(t, tx.DropLobby(on.tournament.ID, l.ID))
		refused(tx.Lobby(on.tournament.ID, l.ID))(t, store.ErrNotFound)
		same(t, len(ok(tx.LobbiesOf(on.tournament.ID))(t)), 1)
	})
}

func lobbyRestored(t *testing.T, s store.Store) {
	on := setUp(t, s, "a", 1, 1)
	l := tournament.Lobby{Tournament: on.tournament.ID, Round: 1, Name: "A"}
	update(t, s, func(tx store.Tx) {
		must(t, tx.PutRound(tournament.Round{Tournament: on.tournament.ID, Number: 1}))
		l.Seats = []tournament.Seat{{Entry: ok(tx.AddEntry(on.solo(0, "zero")))(t).ID}}
		l = ok(tx.AddLobby(l))(t)
		must(t, tx.DropLobby(on.tournament.ID, l.ID))
	})
	update(t, s, func(tx store.Tx) {
		next := ok(tx.AddLobby(tournament.Lobby{Tournament: on.tournament.ID, Round: 1, Name: "B"}))(t)
		if next.ID == l.ID {
			t.Fatalf("lobby number %d was given twice", l.ID)
		}
		must(t, tx.PutLobby(l))
		same(t, ok(tx.Lobby(on.tournament.ID, l.ID))(t), l)
		far := l
		far.ID, far.Name, far.Seats = l.ID+1000, "C", nil // from another database
		must(t, tx.PutLobby(far))
	})
	update(t, s, func(tx store.Tx) {
		after := ok(tx.AddLobby(tournament.Lobby{Tournament: on.tournament.ID, Round: 1, Name: "D"}))(t)
		if after.ID <= l.ID+1000 {
			t.Fatalf("lobby number %d was given after %d", after.ID, l.ID+1000)
		}
		must(t, tx.DropLobby(on.tournament.ID, after.ID))
		must(t, tx.PutLobby(l))
		if again := ok(tx.AddLobby(tournament.Lobby{Tournament: on.tournament.ID, Round: 1, Name: "E"}))(t); again.ID <= after.ID {
			t.Fatalf("lobby number %d was given after %d", again.ID, after.ID)
		}
	})
}

// failing runs fn, which must be refused with an error that no caller decides on, and whose transaction must be dead.
func failing(t *testing.T, s store.Store, fn func(store.Tx) error) {
	t.Helper()
	dead := refusedUpdate(t, s, func(tx store.Tx) error {
		err := fn(tx)
		if err == nil {
			t.Fatal("it was not refused")
		}
		if _, again := tx.LastSeq(); again == nil {
			t.Error("the transaction still reads after an error")
		}
		return nil
	})
	for _, decided := range []error{store.ErrNotFound, store.ErrExists, store.ErrReadOnly} {
		if errors.Is(dead, decided) {
			t.Fatalf("the dead transaction ended with %v", dead)
		}
	}
}
