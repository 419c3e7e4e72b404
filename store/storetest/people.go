package storetest

import (
	"testing"

	"matchday/app/person"
	"matchday/store"
)

func leagues() []testCase {
	return []testCase{
		{"kept as given", func(t *testing.T, s store.Store) {
			l := person.League{Name: "Sugar Comets", Zone: "Europe/Berlin", Server: "111", Staff: "222"}
			update(t, s, func(tx store.Tx) { l = ok(tx.AddLeague(l))(t) })
			view(t, s, func(tx store.Tx) {
				same(t, ok(tx.League(l.ID))(t), l)
				same(t, ok(tx.LeagueOfServer("111"))(t), l)
			})
			l.Name, l.Zone, l.Server, l.Staff = "Comets", "UTC", "", ""
			update(t, s, func(tx store.Tx) { must(t, tx.PutLeague(l)) })
			view(t, s, func(tx store.Tx) {
				same(t, ok(tx.LeaguesOf())(t), []person.League{l})
				refused(tx.LeagueOfServer("111"))(t, store.ErrNotFound)
			})
		}},
		{"absent", func(t *testing.T, s store.Store) {
			update(t, s, func(tx store.Tx) {
				refused(tx.League(1))(t, store.ErrNotFound)
				refused(tx.LeagueOfServer("111"))(t, store.ErrNotFound)
				is(t, tx.PutLeague(person.League{ID: 1, Name: "x", Zone: "UTC"}), store.ErrNotFound)
				same(t, len(ok(tx.LeaguesOf())(t)), 0)
			})
		}},
		{"a server belongs to one league, no server to many", func(t *testing.T, s store.Store) {
			update(t, s, func(tx store.Tx) {
				a := ok(tx.AddLeague(person.League{Name: "a", Zone: "UTC", Server: "111"}))(t)
				refused(tx.AddLeague(person.League{Name: "b", Zone: "UTC", Server: "111"}))(t, store.ErrExists)
				b := ok(tx.AddLeague(person.League{Name: "b", Zone: "UTC"}))(t)
				c := ok(tx.AddLeague(person.League{Name: "c", Zone: "UTC"}))(t)
				refused(tx.LeagueOfServer(""))(t, store.ErrNotFound)
				b.Server = "111"
				is(t, tx.PutLeague(b), store.ErrExists)
				must(t, tx.PutLeague(a))
				b.Server = ""
				same(t, ok(tx.LeaguesOf())(t), []person.League{a, b, c})
			})
		}},
	}
}

func people() []testCase {
	return []testCase{
		{"kept as given", func(t *testing.T, s store.Store) {
			p := person.Person{Discord: "123456789012345678", Name: "Zoë 달빛", Created: noon()}
			update(t, s, func(tx store.Tx) {
				added := ok(tx.AddPerson(p))(t)
				p.ID, p.Created = added.ID, kept(noon())
				same(t, added, p)
			})
			view(t, s, func(tx store.Tx) {
				same(t, ok(tx.Person(p.ID))(t), p)
				same(t, ok(tx.PersonOfDiscord(p.Discord))(t), p)
			})
			p.Name, p.Discord = "Zoë", ""
			update(t, s, func(tx store.Tx) {
				must(t, tx.PutPerson(p))
				same(t, ok(tx.Person(p.ID))(t), p)
				refused(tx.PersonOfDiscord("123456789012345678"))(t, store.ErrNotFound)
				refused(tx.PersonOfDiscord(""))(t, store.ErrNotFound)
			})
		}},
		{"absent and taken", func(t *testing.T, s store.Store) {
			update(t, s, func(tx store.Tx) {
				refused(tx.Person(7))(t, store.ErrNotFound)
				is(t, tx.PutPerson(person.Person{ID: 7, Name: "x"}), store.ErrNotFound)
				a := ok(tx.AddPerson(person.Person{Discord: "1", Name: "a"}))(t)
				refused(tx.AddPerson(person.Person{Discord: "1", Name: "b"}))(t, store.ErrExists)
				guest := ok(tx.AddPerson(person.Person{Name: "guest"}))(t)
				ok(tx.AddPerson(person.Person{Name: "guest"}))(t)
				guest.Discord = "1"
				is(t, tx.PutPerson(guest), store.ErrExists)
				must(t, tx.PutPerson(a))
			})
		}},
		{"of a tournament are its members, also those who left", func(t *testing.T, s store.Store) {
			on, other := setUp(t, s, "a", 1, 3), setUp(t, s, "b", 1, 1)
			update(t, s, func(tx store.Tx) {
				gone := ok(tx.AddEntry(on.solo(2, "two")))(t)
				gone.State = "withdrawn"
				must(t, tx.PutEntry(gone))
				ok(tx.AddEntry(on.solo(2, "two")))(t)
				ok(tx.AddEntry(on.solo(0, "zero")))(t)
				ok(tx.AddEntry(other.solo(0, "zero")))(t)
			})
			view(t, s, func(tx store.Tx) {
				same(t, ok(tx.PeopleOf(on.tournament.ID))(t), []person.Person{on.people[0], on.people[2]})
			})
		}},
	}
}

func staff() []testCase {
	return []testCase{
		{"roles by league and for the whole installation", func(t *testing.T, s store.Store) {
			on, other := setUp(t, s, "a", 1, 2), setUp(t, s, "b", 1, 0)
			who, second := on.people[0], on.people[1]
			update(t, s, func(tx store.Tx) {
				same(t, ok(tx.RolesOf(on.league.ID, who.ID))(t), person.Player)
				must(t, tx.PutRoles(on.league.ID, second.ID, person.Viewer))
				must(t, tx.PutRoles(on.league.ID, who.ID, person.Helper))
				must(t, tx.PutRoles(on.league.ID, who.ID, person.Helper|person.Producer))
				must(t, tx.PutRoles(0, who.ID, person.Owner))
			})
			view(t, s, func(tx store.Tx) {
				same(t, ok(tx.RolesOf(on.league.ID, who.ID))(t), person.Helper|person.Producer)
				same(t, ok(tx.RolesOf(0, who.ID))(t), person.Owner)
				same(t, ok(tx.RolesOf(other.league.ID, who.ID))(t), person.Player)
				same(t, ok(tx.StaffOf(on.league.ID))(t), []store.StaffMember{{Person: who, Roles: person.Helper | person.Producer}, {Person: second, Roles: person.Viewer}})
				same(t, len(ok(tx.StaffOf(other.league.ID))(t)), 0)
			})
			update(t, s, func(tx store.Tx) {
				must(t, tx.PutRoles(on.league.ID, who.ID, person.Player))
				must(t, tx.PutRoles(on.league.ID, who.ID, person.Player))
				same(t, len(ok(tx.StaffOf(on.league.ID))(t)), 1)
			})
		}},
		{"bindings", func(t *testing.T, s store.Store) {
			on, other := setUp(t, s, "a", 1, 0), setUp(t, s, "b", 1, 0)
			update(t, s, func(tx store.Tx) {
				must(t, tx.PutBinding(store.Binding{League: on.league.ID, Discord: "1000", Role: person.Admin}))
				must(t, tx.PutBinding(store.Binding{League: on.league.ID, Discord: "999", Role: person.Helper}))
				must(t, tx.PutBinding(store.Binding{League: on.league.ID, Discord: "999", Role: person.Producer}))
				must(t, tx.PutBinding(store.Binding{League: other.league.ID, Discord: "999", Role: person.Viewer}))
				same(t, ok(tx.BindingsOf(on.league.ID))(t), []store.Binding{
					{League: on.league.ID, Discord: "999", Role: person.Producer}, {League: on.league.ID, Discord: "1000", Role: person.Admin}})
				must(t, tx.DropBinding(on.league.ID, "999"))
				must(t, tx.DropBinding(on.league.ID, "999"))
				same(t, len(ok(tx.BindingsOf(on.league.ID))(t)), 1)
				same(t, len(ok(tx.BindingsOf(other.league.ID))(t)), 1)
			})
		}},
	}
}
