package storetest

import (
	"context"
	"errors"
	"runtime"
	"testing"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

var errDeliberate = errors.New("deliberate")

// refusedUpdate runs fn in an Update that must not commit, and returns why it did not.
func refusedUpdate(t *testing.T, s store.Store, fn func(store.Tx) error) error {
	t.Helper()
	err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) error { return fn(tx) })
	if err == nil {
		t.Fatal("the update was committed")
	}
	return err
}

// untouched fails the test unless the store still has no people and no events.
func untouched(t *testing.T, s store.Store) {
	t.Helper()
	update(t, s, func(tx store.Tx) {
		same(t, ok(tx.LastSeq())(t), 0)
		same(t, s.Head("a"), 0)
		refused(tx.PersonOfDiscord("1"))(t, store.ErrNotFound)
	})
}

func write(t *testing.T, tx store.Tx) {
	t.Helper()
	ok(tx.AddPerson(person.Person{Discord: "1", Name: "Ada"}))(t)
	say(t, tx, "a")
}

func transactions() []testCase {
	return []testCase{
		{"an error takes everything back, and comes back as it is", func(t *testing.T, s store.Store) {
			is(t, refusedUpdate(t, s, func(tx store.Tx) error { write(t, tx); return errDeliberate }), errDeliberate)
			untouched(t, s)
			is(t, s.View(t.Context(), func(context.Context, store.Tx) error { return errDeliberate }), errDeliberate)
		}},
		{"a panic takes everything back, and goes on in its caller", panics},
		{"a goroutine that ends takes everything back", goroutineEnds},
		{"a View cannot write", readsOnly},
		{"what is absent or taken leaves a transaction alive", staysAlive},
		{"any other error makes it dead", func(t *testing.T, s store.Store) {
			failing(t, s, func(tx store.Tx) error {
				write(t, tx)
				_, err := tx.AddTournament(tournament.Tournament{League: 999})
				return err
			})
			untouched(t, s)
		}},
		{"one inside another is refused", nested},
		{"none is used after its function", func(t *testing.T, s store.Store) {
			var kept store.Tx
			update(t, s, func(tx store.Tx) { kept = tx })
			if _, err := kept.LastSeq(); err == nil {
				t.Error("it still reads")
			}
			if _, err := kept.AddPerson(person.Person{Discord: "1"}); err == nil {
				t.Error("it still writes")
			}
			untouched(t, s)
		}},
		{"a cancelled caller writes nothing and harms nobody", cancelled},
		{"a View shows one moment", oneMoment},
		{"a write and its event are there together or not at all", together},
	}
}

// mustNotRun returns a transaction's function that must never be called.
func mustNotRun(t *testing.T) func(context.Context, store.Tx) error {
	return func(context.Context, store.Tx) error {
		t.Error("it ran")
		return errDeliberate
	}
}

func nested(t *testing.T, s store.Store) {
	type transaction = func(context.Context, func(context.Context, store.Tx) error) error
	nothing := mustNotRun(t)
	for _, outer := range []transaction{s.Update, s.View} {
		for _, inner := range []transaction{s.Update, s.View} {
			err := outer(t.Context(), func(ctx context.Context, tx store.Tx) error {
				is(t, inner(ctx, nothing), store.ErrNested)
				within, cancel := context.WithCancel(ctx)
				defer cancel()
				is(t, inner(within, nothing), store.ErrNested)
				ok(tx.LastSeq())(t)
				return nil
			})
			must(t, err)
		}
	}
	untouched(t, s)
}

func cancelled(t *testing.T, s store.Store) {
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	ran := mustNotRun(t)
	is(t, s.Update(gone, ran), context.Canceled)
	is(t, s.View(gone, ran), context.Canceled)

	// Cancelled between two statements.
	going, cancel := context.WithCancel(t.Context())
	err := s.Update(going, func(_ context.Context, tx store.Tx) error {
		write(t, tx)
		cancel()
		refused(tx.LastSeq())(t, context.Canceled)
		return nil
	})
	is(t, err, context.Canceled)
	untouched(t, s)

	// Cancelled while another one writes: it leaves the line.
	waiting, cancel := context.WithCancel(t.Context())
	left := make(chan error)
	update(t, s, func(tx store.Tx) {
		go func() { left <- s.Update(waiting, ran) }()
		cancel()
		is(t, <-left, context.Canceled)
		ok(tx.AddPerson(person.Person{Discord: "2", Name: "other"}))(t)
	})
	view(t, s, func(tx store.Tx) { ok(tx.PersonOfDiscord("2"))(t) })
}

func panics(t *testing.T, s store.Store) {
	for name, run := range map[string]func(context.Context, func(context.Context, store.Tx) error) error{"update": s.Update, "view": s.View} {
		func() {
			defer func() {
				if got := recover(); got != "deliberate" {
					t.Errorf("%s: recovered %v", name, got)
				}
			}()
			_ = run(t.Context(), func(_ context.Context, tx store.Tx) error {
				if name == "update" {
					write(t, tx)
				}
				panic("deliberate") //nolint:forbidigo // it is what is tested
			})
		}()
	}
	untouched(t, s)
}

func staysAlive(t *testing.T, s store.Store) {
	on := setUp(t, s, "x", 1, 1)
	update(t, s, func(tx store.Tx) {
		refused(tx.Person(999))(t, store.ErrNotFound)
		ok(tx.AddEntry(on.solo(0, "zero")))(t)
		refused(tx.AddEntry(on.solo(0, "one")))(t, store.ErrExists)
		refused(tx.AddPerson(on.people[0]))(t, store.ErrExists)
		is(t, tx.PutPerson(person.Person{ID: 999}), store.ErrNotFound)
		write(t, tx)
	})
	view(t, s, func(tx store.Tx) {
		ok(tx.PersonOfDiscord("1"))(t)
		ok(tx.ActiveEntryOf(on.tournament.ID, on.people[0].ID))(t)
	})
}

func oneMoment(t *testing.T, s store.Store) {
	view(t, s, func(tx store.Tx) {
		same(t, ok(tx.LastSeq())(t), 0)
		done := make(chan error)
		go func() {
			done <- s.Update(context.Background(), func(_ context.Context, tx store.Tx) error {
				_, err := tx.AddEvent(store.Event{Topic: "a"})
				return err
			})
		}()
		must(t, <-done)
		same(t, ok(tx.LastSeq())(t), 0)
		same(t, ok(tx.HeadOf("a"))(t), 0)
	})
	view(t, s, func(tx store.Tx) { same(t, ok(tx.HeadOf("a"))(t), s.Head("a")) })
}

func together(t *testing.T, s store.Store) {
	for i := range 10 {
		_ = s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
			ok(tx.AddPerson(person.Person{Discord: string(rune('a' + i)), Name: "x"}))(t)
			say(t, tx, "p/"+string(rune('a'+i)))
			if i%2 == 0 {
				return errDeliberate
			}
			return nil
		})
	}
	view(t, s, func(tx store.Tx) {
		for i := range 10 {
			_, err := tx.PersonOfDiscord(string(rune('a' + i)))
			head := ok(tx.HeadOf("p/" + string(rune('a'+i))))(t)
			if (err == nil) != (head > 0) || (err == nil) != (i%2 == 1) || head != s.Head("p/"+string(rune('a'+i))) {
				t.Errorf("%d: %v, event %d", i, err, head)
			}
		}
	})
}

func readsOnly(t *testing.T, s store.Store) {
	err := s.View(t.Context(), func(_ context.Context, tx store.Tx) error {
		refused(tx.AddPerson(person.Person{Discord: "1"}))(t, store.ErrReadOnly)
		is(t, tx.PutEntry(tournament.Entry{}), store.ErrReadOnly)
		return nil
	})
	is(t, err, store.ErrReadOnly)
	untouched(t, s)
}

func goroutineEnds(t *testing.T, s store.Store) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = s.Update(context.Background(), func(_ context.Context, tx store.Tx) error {
			write(t, tx)
			runtime.Goexit()
			return nil
		})
	}()
	<-done
	untouched(t, s)
}
