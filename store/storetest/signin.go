package storetest

import (
	"testing"
	"time"

	"matchday/app/person"
	"matchday/store"
)

func logins() []testCase {
	return []testCase{
		{"found however the name is spelled", func(t *testing.T, s store.Store) {
			on := setUp(t, s, "a", 1, 2)
			l := store.Login{Person: on.people[0].ID, Name: "Straße Eins", Password: "$argon2id$x", Changed: kept(noon())}
			update(t, s, func(tx store.Tx) {
				refused(tx.Login("strasse eins"))(t, store.ErrNotFound)
				refused(tx.LoginOf(l.Person))(t, store.ErrNotFound)
				must(t, tx.PutLogin(l))
				same(t, ok(tx.Login("STRASSEEINS"))(t), l)
				l.Password, l.Name = "$argon2id$y", "Strasse 1"
				must(t, tx.PutLogin(l))
				same(t, ok(tx.LoginOf(l.Person))(t), l)
				refused(tx.Login("Straße Eins"))(t, store.ErrNotFound)
				is(t, tx.PutLogin(store.Login{Person: on.people[1].ID, Name: "straße 1"}), store.ErrExists)
				refused(tx.LoginOf(on.people[1].ID))(t, store.ErrNotFound)
				second := store.Login{Person: on.people[1].ID, Name: "two", Changed: kept(noon())}
				must(t, tx.PutLogin(second))
				same(t, ok(tx.LoginsOf())(t), []store.Login{l, second})
			})
		}},
		{"moved with the sessions", func(t *testing.T, s store.Store) {
			on := setUp(t, s, "a", 1, 3)
			from, to := on.people[0].ID, on.people[1].ID
			update(t, s, func(tx store.Tx) {
				must(t, tx.MoveLogin(from, to))
				must(t, tx.PutLogin(store.Login{Person: from, Name: "me", Changed: kept(noon())}))
				a := ok(tx.AddSession(store.Session{Hash: "a", Session: person.Session{Person: from}}))(t)
				b := ok(tx.AddSession(store.Session{Hash: "b", Session: person.Session{Person: on.people[2].ID}}))(t)
				must(t, tx.MoveLogin(from, to))
				same(t, ok(tx.Login("me"))(t).Person, to)
				refused(tx.LoginOf(from))(t, store.ErrNotFound)
				a.Person = to
				same(t, ok(tx.SessionsOf(to))(t), []store.Session{a})
				same(t, len(ok(tx.SessionsOf(from))(t)), 0)
				same(t, ok(tx.SessionOf("b"))(t), b)
			})
		}},
	}
}

func sessions() []testCase {
	return []testCase{
		{"kept as given", func(t *testing.T, s store.Store) {
			on := setUp(t, s, "a", 1, 1)
			v := store.Session{Hash: "h", Session: person.Session{Person: on.people[0].ID, Client: "Firefox", Created: noon(), Seen: noon(), Expires: noon().Add(time.Hour)}}
			update(t, s, func(tx store.Tx) {
				added := ok(tx.AddSession(v))(t)
				v.ID, v.Created, v.Seen, v.Expires = added.ID, kept(v.Created), kept(v.Seen), kept(v.Expires)
				same(t, added, v)
				same(t, ok(tx.SessionOf("h"))(t), v)
				refused(tx.SessionOf("other"))(t, store.ErrNotFound)
				v.Seen = v.Seen.Add(time.Minute)
				must(t, tx.PutSession(v))
				same(t, ok(tx.SessionsOf(v.Person))(t), []store.Session{v})
				gone := v
				gone.ID++
				is(t, tx.PutSession(gone), store.ErrNotFound)
			})
		}},
		{"listed by last use and dropped", func(t *testing.T, s store.Store) {
			on := setUp(t, s, "a", 1, 2)
			me, other := on.people[0].ID, on.people[1].ID
			add := func(tx store.Tx, who int64, hash string, seen time.Duration) int64 {
				at := kept(noon()).Add(seen)
				return ok(tx.AddSession(store.Session{Hash: hash, Session: person.Session{Person: who, Seen: at, Expires: at}}))(t).ID
			}
			of := func(tx store.Tx, who int64) []int64 {
				return ids(ok(tx.SessionsOf(who))(t), func(v store.Session) int64 { return v.ID })
			}
			update(t, s, func(tx store.Tx) {
				a, b, c := add(tx, me, "a", 0), add(tx, me, "b", 2*time.Hour), add(tx, me, "c", time.Hour)
				d := add(tx, other, "d", 0)
				same(t, of(tx, me), []int64{b, c, a})
				must(t, tx.DropSession(me, d))
				must(t, tx.DropSession(me, a))
				must(t, tx.DropSession(me, a))
				same(t, of(tx, me), []int64{b, c})
				must(t, tx.DropSessionsOf(me, c))
				same(t, of(tx, me), []int64{c})
				must(t, tx.DropExpiredSessions(kept(noon()).Add(time.Minute)))
				same(t, of(tx, other), []int64{})
				same(t, of(tx, me), []int64{c})
				must(t, tx.DropSessionsOf(me, 0))
				same(t, of(tx, me), []int64{})
			})
		}},
	}
}

func tokens() []testCase {
	return []testCase{
		{"one for each kind and person, once", func(t *testing.T, s store.Store) {
			a := store.Token{Hash: "a", Kind: "setup", Expires: kept(noon())}
			b := store.Token{Hash: "b", Kind: "setup", Expires: kept(noon())}
			mine := store.Token{Hash: "c", Kind: "setup", Person: 5, Expires: kept(noon())}
			update(t, s, func(tx store.Tx) {
				must(t, tx.PutToken(a))
				must(t, tx.PutToken(mine))
				same(t, ok(tx.Token("setup", "a"))(t), a)
				refused(tx.Token("join", "a"))(t, store.ErrNotFound)
				must(t, tx.PutToken(b))
				refused(tx.Token("setup", "a"))(t, store.ErrNotFound)
				same(t, ok(tx.Token("setup", "c"))(t), mine)
				must(t, tx.DropToken("setup", "b"))
				is(t, tx.DropToken("setup", "b"), store.ErrNotFound)
			})
		}},
	}
}
