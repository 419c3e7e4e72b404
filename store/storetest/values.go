package storetest

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"matchday/app/person"
	"matchday/store"
)

func values() []testCase {
	return []testCase{
		{"texts come back byte for byte", func(t *testing.T, s store.Store) {
			texts := []string{
				"", " ", "'; DROP TABLE people; --", `"quoted" \ % _ $1 ?1 :a @b`, "tab\tline\nreturn\r", "=SUM(A1)", "<b>&amp;",
				"👨\u200d👩\u200d👧 🇪🇺 🏳️\u200d🌈", "Zoe\u0308", "Zoë", "שלום \u202eעולם\u202c", "달빛토끼 Звезда 月光", "\ufffd\u0001\u007f", "\U0010ffff",
				strings.Repeat("very long, ", 50_000),
			}
			var kept []person.Person
			update(t, s, func(tx store.Tx) {
				kept = nil
				for _, text := range texts {
					kept = append(kept, ok(tx.AddPerson(person.Person{Name: text}))(t))
				}
				data, _ := json.Marshal(texts)
				ok(tx.AddEvent(store.Event{Topic: "a", Data: data}))(t)
			})
			view(t, s, func(tx store.Tx) {
				for i, p := range kept {
					if got := ok(tx.Person(p.ID))(t); got.Name != texts[i] {
						t.Errorf("%.40q came back as %.40q", texts[i], got.Name)
					}
				}
				var back []string
				must(t, json.Unmarshal(ok(tx.EventsAfter(0, 1))(t)[0].Data, &back))
				same(t, back, texts)
			})
		}},
		{"times come back in UTC, equal to the millisecond", func(t *testing.T, s store.Store) {
			times := []time.Time{
				{}, noon(), time.Now(), time.Date(2038, 1, 19, 3, 14, 8, 0, time.UTC), time.Date(1969, 7, 20, 20, 17, 40, 5e6, time.UTC),
				time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC), time.UnixMilli(1),
			}
			var kept []person.Person
			update(t, s, func(tx store.Tx) {
				kept = nil
				for _, at := range times {
					kept = append(kept, ok(tx.AddPerson(person.Person{Name: "x", Created: at}))(t))
				}
			})
			view(t, s, func(tx store.Tx) {
				for i, p := range kept {
					got := ok(tx.Person(p.ID))(t).Created
					want := times[i].UTC().Truncate(time.Millisecond)
					if !got.Equal(want) || got.Location() != time.UTC && !want.IsZero() || !p.Created.Equal(want) {
						t.Errorf("%v came back as %v", times[i], got)
					}
				}
			})
		}},
		{"what the edge should have kept out is kept or refused, and harms nobody", func(t *testing.T, s store.Store) {
			for _, text := range []string{"a\x00b", "a\xffb", "\xed\xa0\x80"} {
				var added person.Person
				err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) (err error) {
					added, err = tx.AddPerson(person.Person{Name: text})
					return err
				})
				view(t, s, func(tx store.Tx) {
					if err == nil {
						same(t, ok(tx.Person(added.ID))(t).Name, text)
					}
				})
			}
		}},
		{"leagues and tournaments see nothing of each other", isolated},
	}
}

// isolated fills two tournaments in each of two leagues with the same names, and looks whether any list of one shows
// rows of another.
func isolated(t *testing.T, s store.Store) {
	stages := []stage{setUp(t, s, "a", 1, 1), setUp(t, s, "b", 1, 1)}
	for _, first := range stages[:2] {
		second := first
		update(t, s, func(tx store.Tx) {
			twin := first.tournament
			twin.ID = 0
			second.tournament = ok(tx.AddTournament(twin))(t)
		})
		stages = append(stages, second)
	}
	for _, on := range stages {
		id := on.tournament.ID
		update(t, s, func(tx store.Tx) {
			e := ok(tx.AddEntry(on.solo(0, "the same name")))(t)
			must(t, tx.PutRound(roundOne(on)))
			ok(tx.AddLobby(lobbyOf(on, e)))(t)
			ok(tx.AddStep(store.Step{Tournament: id, Title: on.tournament.Name}))(t)
			must(t, tx.PutTimer(store.Timer{Tournament: id, Kind: "open", Due: kept(noon())}))
			must(t, tx.AddGrant(store.Grant{Tournament: id, User: "1", Role: "1"}))
		})
	}
	view(t, s, func(tx store.Tx) {
		for _, on := range stages {
			id := on.tournament.ID
			got := []int{
				len(ok(tx.EntriesOf(id))(t)), len(ok(tx.RoundsOf(id))(t)), len(ok(tx.LobbiesOf(id))(t)), len(ok(tx.TimersOf(id))(t)),
				len(ok(tx.GrantsOf(id))(t)), len(ok(tx.PeopleOf(id))(t)), len(ok(tx.InGameOf(id, "the same name"))(t)), ok(tx.SeatedIn(id))(t),
				len(ok(tx.TournamentsOf(on.league.ID))(t)) - 1,
			}
			same(t, got, []int{1, 1, 1, 1, 1, 1, 1, 1, 1})
			same(t, ok(tx.LastStep(id))(t).Tournament, id)
			same(t, ok(tx.ActiveEntryOf(id, on.people[0].ID))(t).Tournament, id)
			same(t, ok(tx.ActiveEntryNamed(id, "the same name"))(t).Tournament, id)
		}
	})
}
