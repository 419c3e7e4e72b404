// Package discordtest holds what the tests of the bot share: nights in every state, made by the rules themselves, and
// golden files of what the bot sends.
package discordtest

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"matchday/app/person"
	"matchday/app/tournament"
)

// Start is when the nights of the tests begin.
func Start() time.Time { return time.Date(2026, 11, 28, 18, 0, 0, 0, time.UTC) }

// Night is a tournament that is played by its rules, without a database.
type Night struct {
	t     testing.TB
	night tournament.Night
	names map[int64]person.Person
	at    time.Time
	next  int64
}

// New returns a night of which nothing has happened. change may be nil.
func New(t testing.TB, change func(*tournament.Plan)) *Night {
	t.Helper()
	p := tournament.Plan{Name: "Friday Cup", Zone: "Europe/Berlin", Rules: tournament.DefaultRules(), Times: tournament.Times{
		RegistrationOpens: Start().Add(-48 * time.Hour), RegistrationCloses: Start().Add(-time.Hour),
		CheckInOpens: Start().Add(-time.Hour), CheckInCloses: Start().Add(-10 * time.Minute), Starts: Start()}}
	if change != nil {
		change(&p)
	}
	p, err := p.Check()
	if err != nil {
		t.Fatal(err)
	}
	n := &Night{t: t, night: tournament.Night{Tournament: tournament.New(1, p, Start().Add(-72*time.Hour))}, names: map[int64]person.Person{}, at: Start().Add(-24 * time.Hour)}
	n.night.Tournament.ID = 7
	return n
}

// Do takes a step of the rules.
func (n *Night) Do(step func(tournament.Night) (tournament.Night, []tournament.Happening, error)) *Night {
	n.t.Helper()
	next, _, err := step(n.night)
	if err != nil {
		n.t.Fatal(err)
	}
	next.Tournament.Version++
	for i := range next.Lobbies {
		if next.Lobbies[i].ID == 0 {
			n.next++
			next.Lobbies[i].ID = 1000 + n.next
		}
	}
	n.night = next
	return n
}

// Open opens registration, CheckIn opens check-in, Close closes it.
func (n *Night) Open() *Night { n.t.Helper(); return n.Do(tournament.Night.OpenRegistration) }

// CheckIn closes registration and opens check-in.
func (n *Night) CheckIn() *Night {
	n.t.Helper()
	return n.Do(tournament.Night.CloseRegistration).Do(tournament.Night.OpenCheckIn)
}

// Close closes check-in.
func (n *Night) Close() *Night {
	n.t.Helper()
	return n.Do(func(x tournament.Night) (tournament.Night, []tournament.Happening, error) {
		return x.CloseCheckIn(n.at)
	})
}

// Names are people of every kind of name, synthetic.
func Names() []string {
	return []string{"moonpetal", "LunaVex", "Sugar Comet", "Queen of Pickles", "7thHarp", "StarlightWarden9", "Ivy", "달빛토끼",
		"Zoë Ångström", "Звезда", "__xX_mia_Xx__", "`tick`", "@here", "=SUM(1,2)", "**bold** [x](https://evil.example)", "<@123456789012345678>"}
}

// Name returns the name of the nth person, from 0.
func Name(i int) string {
	if names := Names(); i < len(names) {
		return names[i]
	}
	return "Player " + strconv.Itoa(i+1)
}

// Enter registers count more people, alone or in teams of two named after their order.
func (n *Night) Enter(count int) *Night {
	n.t.Helper()
	size := n.night.Tournament.Rules.TeamSize
	for range count {
		i := len(n.names)
		id := int64(i + 1)
		n.names[id] = person.Person{ID: id, Discord: fmt.Sprintf("4000000000000000%02d", id), Name: person.Clean(Name(i))}
		a := tournament.Application{Person: id, InGame: person.Clean(Name(i)) + "#NA1", Pronouns: "She/Her"}
		f := tournament.Field{Seated: len(n.night.InState(tournament.Seated))}
		if size > 1 {
			a.Team = fmt.Sprintf("Team %d", i/size+1)
			for k, e := range n.night.Entries {
				if e.Name == a.Team {
					f.Team = &n.night.Entries[k]
				}
			}
		}
		e, _, err := n.night.Tournament.Register(a, f, n.at)
		if err != nil {
			n.t.Fatal(err)
		}
		if e.ID == 0 {
			e.ID = int64(len(n.night.Entries) + 101)
			n.night.Entries = append(n.night.Entries, e)
			continue
		}
		for k := range n.night.Entries {
			if n.night.Entries[k].ID == e.ID {
				n.night.Entries[k] = e
			}
		}
	}
	return n
}

// Also registers one more person, in a team of this name.
func (n *Night) Also(team string) *Night {
	n.t.Helper()
	id := int64(len(n.names) + 1)
	n.names[id] = person.Person{ID: id, Discord: fmt.Sprintf("4000000000000000%02d", id), Name: person.Clean(Name(int(id) - 1))}
	e, _, err := n.night.Tournament.Register(tournament.Application{Person: id, InGame: Name(int(id) - 1), Team: team}, tournament.Field{}, n.at)
	if err != nil {
		n.t.Fatal(err)
	}
	e.ID = int64(len(n.night.Entries) + 101)
	n.night.Entries = append(n.night.Entries, e)
	return n
}

// Present checks the first count entries in, or takes in everybody for a negative count.
func (n *Night) Present(count int) *Night {
	n.t.Helper()
	for i := range n.night.Entries {
		if count >= 0 && i >= count {
			break
		}
		for k := range n.night.Entries[i].Members {
			n.night.Entries[i].Members[k].CheckIn = n.at
		}
	}
	return n
}

// Draw draws the next round and, when start is set, starts it.
func (n *Night) Draw(start bool) *Night {
	n.t.Helper()
	n.Do(func(x tournament.Night) (tournament.Night, []tournament.Happening, error) {
		return x.Draw(x.NextSeating(), 42)
	})
	if start {
		n.Do(func(x tournament.Night) (tournament.Night, []tournament.Happening, error) {
			return x.StartRound(Start())
		})
	}
	return n
}

// Record records the first count lobbies of the present round in the order in which they were dealt, all of them for a
// negative count.
func (n *Night) Record(count int) *Night {
	n.t.Helper()
	for i, l := range n.night.LobbiesOf(n.night.Tournament.Round) {
		if count >= 0 && i >= count {
			break
		}
		res := tournament.Result{Lobby: l.ID, Version: l.Version}
		for _, s := range l.Seats {
			if s.Outcome == tournament.Played {
				res.Order = append(res.Order, s.Entry)
			}
		}
		n.Do(func(x tournament.Night) (tournament.Night, []tournament.Happening, error) {
			return x.Record(res, 1, Start())
		})
	}
	return n
}

// Finish ends the night.
func (n *Night) Finish() *Night {
	n.t.Helper()
	return n.Do(func(x tournament.Night) (tournament.Night, []tournament.Happening, error) {
		return x.Finish(Start().Add(3 * time.Hour))
	})
}

// Board returns the reading of the night as it is.
func (n *Night) Board() *tournament.Board {
	return n.night.Read(person.League{ID: 1, Name: "Test League", Zone: "Europe/Berlin", Server: "300000000000000001"}, n.names)
}

// People returns who has ever been in.
func (n *Night) People() map[int64]person.Person { return n.names }
