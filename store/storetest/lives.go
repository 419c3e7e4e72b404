package storetest

import (
	"context"
	"testing"

	"matchday/store"
)

func lives() []testCase {
	return []testCase{
		{"a commit wakes, what is taken back does not", func(t *testing.T, s store.Store) {
			update(t, s, func(tx store.Tx) { say(t, tx, "a") })
			<-s.Wake()
			head := s.Head("a")
			// A wake may come without a cause, when a listener has just connected, but not every time.
			const tries = 5
			woken := 0
			for range tries {
				is(t, refusedUpdate(t, s, func(tx store.Tx) error { say(t, tx, "a"); return errDeliberate }), errDeliberate)
				view(t, s, func(tx store.Tx) { same(t, ok(tx.LastSeq())(t), head) })
				same(t, s.Head("a"), head)
				select {
				case <-s.Wake():
					woken++
				default:
				}
			}
			if woken == tries {
				t.Error("woken by every update that was taken back")
			}
			for range 3 { // nobody listens, and nobody waits for that
				update(t, s, func(tx store.Tx) { say(t, tx, "a") })
			}
			<-s.Wake()
		}},
		{"it has a name and can be written", func(t *testing.T, s store.Store) {
			id := s.ID()
			update(t, s, func(tx store.Tx) { say(t, tx, "a") })
			must(t, s.Check(t.Context()))
			if id == "" || s.ID() != id {
				t.Errorf("id %q became %q", id, s.ID())
			}
		}},
		{"one leads at a time", leadsAlone},
		{"closing ends leading and refuses what comes after", closedForGood},
		{"closing waits for who is at work", closesInPeace},
	}
}

func leadsAlone(t *testing.T, s store.Store) {
	must(t, s.Lead(t.Context(), func(ctx context.Context) error { return ctx.Err() }))
	is(t, s.Lead(t.Context(), func(context.Context) error { return errDeliberate }), errDeliberate)

	leading, second := make(chan struct{}), make(chan error)
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error)
	go func() {
		first <- s.Lead(ctx, func(ctx context.Context) error {
			close(leading)
			<-ctx.Done()
			return context.Cause(ctx)
		})
	}()
	<-leading
	impatient, leave := context.WithCancel(t.Context())
	go func() {
		second <- s.Lead(impatient, func(context.Context) error { t.Error("two lead"); return nil })
	}()
	leave()
	is(t, <-second, context.Canceled)
	go func() {
		second <- s.Lead(t.Context(), func(context.Context) error {
			if ctx.Err() == nil {
				t.Error("two lead")
			}
			return nil
		})
	}()
	cancel()
	is(t, <-first, context.Canceled)
	must(t, <-second)
}

func closedForGood(t *testing.T, s store.Store) {
	leading, led := make(chan struct{}), make(chan error)
	go func() {
		led <- s.Lead(context.Background(), func(ctx context.Context) error {
			close(leading)
			<-ctx.Done()
			return context.Cause(ctx)
		})
	}()
	<-leading
	must(t, s.Close())
	is(t, <-led, store.ErrClosed)
	nothing := mustNotRun(t)
	is(t, s.Update(t.Context(), nothing), store.ErrClosed)
	is(t, s.View(t.Context(), nothing), store.ErrClosed)
	is(t, s.Check(t.Context()), store.ErrClosed)
	must(t, s.Close())
}

func closesInPeace(t *testing.T, s store.Store) {
	inside, closed := make(chan struct{}), make(chan error)
	results := make(chan error, 2)
	go func() {
		results <- s.Update(context.Background(), func(_ context.Context, tx store.Tx) error {
			inside <- struct{}{}
			<-inside
			_, err := tx.AddEvent(store.Event{Topic: "a"})
			return err
		})
	}()
	<-inside
	go func() { closed <- s.Close() }()
	for s.View(t.Context(), func(context.Context, store.Tx) error { return nil }) == nil {
		continue // until closing has begun
	}
	inside <- struct{}{}
	must(t, <-results)
	must(t, <-closed)
}
