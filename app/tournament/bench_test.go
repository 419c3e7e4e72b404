package tournament_test

import (
	"fmt"
	"testing"
	"time"

	"matchday/app/person"
	"matchday/app/tournament"
)

// full returns a night of n players in lobbies of eight after two of four rounds, and who they are.
func full(b *testing.B, n int) (night, map[int64]person.Person) {
	b.Helper()
	rules := tournament.DefaultRules()
	rules.Cap = n
	plan, err := tournament.Plan{Name: "Holidaze Cup", Zone: "America/New_York", Rules: rules}.Check()
	if err != nil {
		b.Fatal(err)
	}
	tour := tournament.New(1, plan, evening)
	out := night{Tournament: tour}
	names := map[int64]person.Person{}
	for id := int64(1); id <= int64(n); id++ {
		names[id] = person.Person{ID: id, Discord: fmt.Sprint(1000 + id), Name: fmt.Sprintf("player%d", id)}
		out.Entries = append(out.Entries, tournament.Entry{ID: id, Name: fmt.Sprintf("Player %d#NA1", id), State: tournament.Seated, Registered: evening,
			Members: []tournament.Member{{Person: id, InGame: fmt.Sprintf("Player %d#NA1", id), Pronouns: "They/Them", CheckIn: evening, Joined: evening}}})
	}
	out.Tournament.Registration, out.Tournament.CheckIn = tournament.Shut, tournament.Shut
	var lobby int64
	for range 2 {
		if out, _, err = out.Draw(out.NextSeating(), 1); err != nil {
			b.Fatal(err)
		}
		if out, _, err = out.StartRound(evening); err != nil {
			b.Fatal(err)
		}
		for i := range out.Lobbies {
			if l := &out.Lobbies[i]; l.ID == 0 {
				lobby++
				l.ID, l.Recorded = lobby, evening.Add(time.Hour)
				for j := range l.Seats {
					l.Seats[j].Place = j + 1
				}
			}
		}
		out.Rounds[len(out.Rounds)-1].State = tournament.RoundDone
	}
	return out, names
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{64, 512} {
		night, names := full(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if len(night.Read(league, names).Standings) != n {
					b.Fatal("somebody is missing")
				}
			}
		})
	}
}

func BenchmarkStandings(b *testing.B) {
	for _, n := range []int{64, 512} {
		night, _ := full(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				night.Standings()
			}
		})
	}
}

func BenchmarkRegister(b *testing.B) {
	tour := open(b).n.Tournament
	b.ReportAllocs()
	for b.Loop() {
		a, err := tour.Clean(tournament.Application{Person: 1, InGame: " Sugar Comet#NA1", Pronouns: "she / her", AltNames: "LunaAlt#NA1,lv2#NA1"})
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := tour.Register(a, tournament.Field{Seated: 31}, evening); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheckIn(b *testing.B) {
	h := open(b).fill(1).to(night.OpenCheckIn)
	e := h.entry(1)
	b.ReportAllocs()
	for b.Loop() {
		if _, said, err := h.n.Tournament.CheckInMember(e, 1, evening); err != nil || len(said) != 1 {
			b.Fatal(said, err)
		}
	}
}

func BenchmarkBetween(b *testing.B) {
	for _, n := range []int{64, 512} {
		before, _ := full(b, n)
		after, _, err := before.Remove(int64(n/2), "", evening)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if c := tournament.Between(before, after); len(c.Entries) != 1 {
					b.Fatal("more than one entry changed")
				}
			}
		})
	}
}

func BenchmarkStep(b *testing.B) {
	for _, n := range []int{64, 512} {
		night, _ := full(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := night.SeedEntry(1, 3); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
