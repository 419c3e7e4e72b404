package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
	"matchday/store/sqlite"
	"matchday/store/sqlite/sqlitetest"
)

// figures are what a crowd of callers measured.
type figures struct {
	perSecond float64
	took      []time.Duration // sorted
}

func (f figures) at(share float64) time.Duration {
	return f.took[min(len(f.took)-1, int(share*float64(len(f.took))))]
}

// crowd lets callers run op as fast as they are answered for a while. op gets a number that no other call gets.
func crowd(b *testing.B, callers int, d time.Duration, number *atomic.Int64, op func(int) error) figures {
	b.Helper()
	var wg sync.WaitGroup
	all := make([][]time.Duration, callers)
	began := time.Now()
	for i := range callers {
		wg.Go(func() {
			for time.Since(began) < d {
				start := time.Now()
				if err := op(int(number.Add(1))); err != nil {
					b.Error(err)
					return
				}
				all[i] = append(all[i], time.Since(start))
			}
		})
	}
	wg.Wait()
	took := slices.Concat(all...)
	slices.Sort(took)
	return figures{float64(len(took)) / time.Since(began).Seconds(), took}
}

func (f *figures) add(o figures) {
	f.perSecond += o.perSecond
	f.took = append(f.took, o.took...)
	slices.Sort(f.took)
}

// variant is one way to keep what is written.
type variant struct {
	name        string
	synchronous string
	group       int
}

func variants() []variant {
	return []variant{{"group", "FULL", 64}, {"normal", "NORMAL", 1}, {"full", "FULL", 1}}
}

// BenchmarkCheckIn compares group commit with the same code without it, in one run and turn about: 16 callers, then one.
// It also measures what the disk needs to append and sync 16 kB.
//
//	go test ./store/sqlite -run - -bench CheckIn -benchtime 1x
func BenchmarkCheckIn(b *testing.B) {
	compare(b, func(b *testing.B, s store.Store) func(int) error {
		on := night(b, s)
		return func(i int) error { return checkIn(s, on, i) }
	})
}

// BenchmarkLeagueCheckIn is the same through league: half of the presses check in, half check out.
//
//	go test ./store/sqlite -run - -bench LeagueCheckIn -benchtime 1x
func BenchmarkLeagueCheckIn(b *testing.B) {
	compare(b, func(b *testing.B, s store.Store) func(int) error {
		on, l := night(b, s), league.New(s, league.Options{})
		return func(i int) error {
			who := person.Actor{Person: int64(1 + i%64), Name: "player", League: on.League, Origin: person.FromDiscord}
			press := l.CheckIn
			if i/64%2 == 1 {
				press = l.CheckOut
			}
			_, err := press(context.Background(), who, on.ID)
			return err
		}
	})
}

// BenchmarkNight reads everything of a tournament of 64 in eight lobbies of one round.
func BenchmarkNight(b *testing.B) {
	s := sqlitetest.Open(b)
	on := night(b, s)
	err := s.Update(b.Context(), func(_ context.Context, tx store.Tx) error {
		entries, err := tx.EntriesOf(on.ID)
		if err != nil {
			return err
		}
		err = tx.PutRound(tournament.Round{Tournament: on.ID, Number: 1})
		for i := 0; i < len(entries) && err == nil; i += 8 {
			l := tournament.Lobby{Tournament: on.ID, Round: 1, Name: fmt.Sprint(i)}
			for _, e := range entries[i : i+8] {
				l.Seats = append(l.Seats, tournament.Seat{Entry: e.ID})
			}
			_, err = tx.AddLobby(l)
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		err := s.View(b.Context(), func(_ context.Context, tx store.Tx) error {
			t, err := tx.Tournament(on.ID)
			if err != nil {
				return err
			}
			_, err1 := tx.EntriesOf(t.ID)
			_, err2 := tx.RoundsOf(t.ID)
			_, err3 := tx.LobbiesOf(t.ID)
			_, err4 := tx.PeopleOf(t.ID)
			return errors.Join(err1, err2, err3, err4)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// compare runs the operation that prepare returns on every variant.
func compare(b *testing.B, prepare func(*testing.B, store.Store) func(int) error) {
	const callers, rounds, length = 16, 5, 700 * time.Millisecond
	ops := map[string]func(int) error{}
	var number atomic.Int64
	for _, v := range variants() {
		s, err := sqlite.OpenTuned(b.Context(), sqlite.Options{Dir: sqlitetest.Dir(b)}, v.synchronous, v.group)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = s.Close() })
		ops[v.name] = prepare(b, s)
	}
	for b.Loop() {
		many, lone := map[string]*figures{}, map[string]*figures{}
		var syncs []time.Duration
		for range rounds {
			for _, v := range variants() {
				if many[v.name] == nil {
					many[v.name], lone[v.name] = &figures{}, &figures{}
				}
				many[v.name].add(crowd(b, callers, length, &number, ops[v.name]))
				lone[v.name].add(crowd(b, 1, length/4, &number, ops[v.name]))
			}
			syncs = append(syncs, appendAndSync(b, 100)...)
		}
		slices.Sort(syncs)
		b.ReportMetric(many["group"].perSecond/many["normal"].perSecond, "group/normal")
		b.ReportMetric(many["group"].perSecond/many["full"].perSecond, "group/full")
		b.ReportMetric(many["group"].perSecond/rounds, "group/s")
		b.ReportMetric(micros(many["group"].at(.5)), "p50-µs")
		b.ReportMetric(micros(many["group"].at(.99)), "p99-µs")
		b.ReportMetric(micros(lone["group"].at(.5)), "lone-p50-µs")
		b.ReportMetric(micros(lone["normal"].at(.5)), "lone-normal-p50-µs")
		b.ReportMetric(micros(syncs[len(syncs)/2]), "append+sync-µs")
		b.ReportMetric(0, "ns/op")
	}
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

// appendAndSync measures what the disk needs to make 16 kB durable.
func appendAndSync(b *testing.B, times int) []time.Duration {
	f, err := os.Create(filepath.Join(b.TempDir(), "log"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	block := make([]byte, 16<<10)
	took := make([]time.Duration, times)
	for i := range took {
		start := time.Now()
		if _, err := f.Write(block); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
		took[i] = time.Since(start)
	}
	return took
}

// night fills a store with a tournament of 64.
func night(b *testing.B, s store.Store) (on tournament.Tournament) {
	b.Helper()
	err := s.Update(b.Context(), func(_ context.Context, tx store.Tx) error {
		l, err := tx.AddLeague(person.League{Name: "bench", Zone: "UTC"})
		if err != nil {
			return err
		}
		on, err = tx.AddTournament(tournament.Tournament{League: l.ID, Name: "bench", Rules: tournament.DefaultRules(), CheckIn: tournament.Open, Stage: tournament.Preparing})
		for i := 0; i < 64 && err == nil; i++ {
			var p person.Person
			if p, err = tx.AddPerson(person.Person{Discord: strconv.Itoa(i + 1), Name: fmt.Sprint("player ", i)}); err != nil {
				return err
			}
			_, err = tx.AddEntry(tournament.Entry{Tournament: on.ID, Name: p.Name, State: tournament.Seated,
				Members: []tournament.Member{{Person: p.ID, InGame: p.Name}}})
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return on
}

// checkIn does what a press of Check in does: read two rows, write one, and say so.
func checkIn(s store.Store, on tournament.Tournament, i int) error {
	who := int64(1 + i%64)
	return s.Update(context.Background(), func(_ context.Context, tx store.Tx) error {
		t, err := tx.Tournament(on.ID)
		if err != nil {
			return err
		}
		e, err := tx.ActiveEntryOf(t.ID, who)
		if err != nil {
			return err
		}
		at := time.UnixMilli(int64(i))
		e.Members[0].CheckIn = at
		if err := tx.PutEntry(e); err != nil {
			return err
		}
		said, err := tx.AddEvent(store.Event{At: at, League: t.League, Kind: "entry.checked_in", Topic: tournament.Topic(t.ID), Actor: who,
			Name: e.Name, Origin: person.FromDiscord, Data: []byte(`{"entry":1,"name":"player 1","person":1,"who":"player 1"}`)})
		if err != nil {
			return err
		}
		return tx.AddCause(store.Cause{Cause: "discord:" + strconv.Itoa(i), Person: who, Seq: said.Seq, At: at})
	})
}
