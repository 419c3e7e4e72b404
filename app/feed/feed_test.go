package feed_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"matchday/app/feed"
	"matchday/store"
)

func TestAStopLetsWhatIsInProgressFinish(t *testing.T) {
	for _, tc := range []struct {
		name  string
		grace time.Duration
		takes time.Duration
		sent  bool
	}{
		{"within the grace", 5 * time.Second, 3 * time.Second, true},
		{"beyond the grace", 5 * time.Second, 10 * time.Second, false},
		{"without one", -1, 3 * time.Second, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := open(t)
				m := &messages{name: "messages", deliver: func(ctx context.Context, _ feed.Delivery) error {
					select {
					case <-time.After(tc.takes):
						return nil
					case <-ctx.Done():
						return ctx.Err()
					}
				}}
				f := feed.New(s, quiet(), feed.Options{Grace: tc.grace})
				f.AddEffect(m, feed.EffectOptions{FromStart: true})
				stop := start(t, f)
				say(t, s, "a", "b")
				time.Sleep(time.Second)
				began := time.Now()
				stop()
				if took := time.Since(began); took > max(tc.grace, 0)+time.Second {
					t.Errorf("stopping took %s", took)
				}
				want := store.DeliveryWaiting
				if tc.sent {
					want = store.DeliverySent
				}
				if d := deliveries(t, s, "a")[0]; d.State != want {
					t.Errorf("what was in progress is %s, want %s", d.State, want)
				}
				if d := deliveries(t, s, "b")[0]; d.State != store.DeliveryWaiting {
					t.Errorf("what was not begun is %s", d.State)
				}
			})
		})
	}
}

func TestLostLeadershipEndsTheFollowersAtOnceAndNotTheLiveOnes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		panel := &screen{name: "panel", redraw: func(ctx context.Context, _ string) error {
			<-ctx.Done()
			return ctx.Err()
		}}
		live := &screen{name: "live"}
		f := feed.New(s, quiet(), feed.Options{Grace: time.Hour})
		f.AddView(panel, feed.ViewOptions{})
		f.AddView(live, feed.ViewOptions{Live: true})
		ctx, cancel := context.WithCancel(context.Background())
		lead, lose := context.WithCancel(ctx)
		var run, led sync.WaitGroup
		led.Go(func() { _ = f.Lead(lead) }) // before Run: it waits
		synctest.Wait()
		run.Go(func() { _ = f.Run(ctx) })
		synctest.Wait()
		if f.Run(ctx) == nil {
			t.Error("it runs twice")
		}
		say(t, s, "a")
		synctest.Wait()
		began := time.Now()
		lose()
		led.Wait()
		if took := time.Since(began); took > 200*time.Millisecond {
			t.Errorf("followers ended %s after leadership was lost", took)
		}
		if st := status(t, f, "panel"); st.Running || st.Stuck() || st.Err != nil {
			t.Errorf("status is %+v", st)
		}
		say(t, s, "b")
		synctest.Wait()
		if live.drawn("b") != 1 {
			t.Error("the live follower ended too")
		}
		panel.redraw = nil
		led.Go(func() { _ = f.Lead(ctx) })
		synctest.Wait()
		if panel.drawn("a") != 2 || panel.drawn("b") != 1 {
			t.Errorf("after leading again a was drawn %d times and b %d, want a again and b", panel.drawn("a"), panel.drawn("b"))
		}
		cancel()
		led.Wait()
		run.Wait()
	})
}

func TestAFollowerThatHangsIsStuckAndOneThatFailsIsNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		goOn := make(chan bool)
		hangs := &screen{name: "hangs", redraw: func(context.Context, string) error { <-goOn; return nil }}
		fails := &screen{name: "fails", redraw: func(context.Context, string) error { return errDown }}
		slow := &screen{name: "slow", redraw: func(context.Context, string) error { time.Sleep(20 * time.Second); return nil }}
		patient := &screen{name: "patient", redraw: func(context.Context, string) error { <-goOn; return nil }}
		sends := &messages{name: "sends", deliver: func(context.Context, feed.Delivery) error { <-goOn; return nil }}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddView(hangs, feed.ViewOptions{FromStart: true})
		f.AddView(fails, feed.ViewOptions{FromStart: true})
		f.AddView(slow, feed.ViewOptions{FromStart: true})
		f.AddView(patient, feed.ViewOptions{FromStart: true, Timeout: 10 * time.Minute})
		f.AddEffect(sends, feed.EffectOptions{FromStart: true})
		start(t, f)
		topics := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}
		say(t, s, topics...)
		time.Sleep(feed.StuckAfter + 10*time.Second)
		synctest.Wait()
		for name, want := range map[string][2]bool{
			"hangs": {true, false}, "fails": {false, true}, "slow": {false, false}, "sends": {true, false}, "patient": {false, false}, "events": {false, false},
		} {
			if st := status(t, f, name); st.Stuck() != want[0] || st.Failing() != want[1] {
				t.Errorf("%s: stuck %v and failing %v, want %v", name, st.Stuck(), st.Failing(), want)
			}
		}
		close(goOn)
		time.Sleep(time.Second)
		synctest.Wait()
		if st := status(t, f, "hangs"); st.Stuck() || st.Behind != 0 {
			t.Errorf("status is %+v", st)
		}
	})
}

func TestTwoFollowersOfOneNameAreRefused(t *testing.T) {
	t.Parallel()
	f := feed.New(open(t), quiet(), feed.Options{})
	f.AddView(&screen{name: "panel"}, feed.ViewOptions{})
	f.AddEffect(&messages{name: "panel"}, feed.EffectOptions{})
	if err := f.Run(t.Context()); err == nil {
		t.Error("two followers share a cursor")
	}
}

// moving is a store whose database is replaced by another while it is open.
type moving struct {
	store.Store
	next  store.Store
	moved atomic.Bool
}

func (m *moving) now() store.Store {
	if m.moved.Load() {
		return m.next
	}
	return m.Store
}

func (m *moving) ID() string              { return m.now().ID() }
func (m *moving) Wake() <-chan struct{}   { return m.now().Wake() }
func (m *moving) Head(topic string) int64 { return m.now().Head(topic) }
func (m *moving) View(ctx context.Context, fn func(context.Context, store.Tx) error) error {
	return m.now().View(ctx, fn)
}

func (m *moving) Update(ctx context.Context, fn func(context.Context, store.Tx) error) error {
	return m.now().Update(ctx, fn)
}

func TestFollowersBeginAgainWhenTheDatabaseWasReplaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &moving{Store: open(t), next: open(t)}
		panel := &screen{name: "panel", topics: []string{"board"}}
		live := &screen{name: "live", topics: []string{"board"}}
		m := &messages{name: "messages"}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddView(panel, feed.ViewOptions{})
		f.AddView(live, feed.ViewOptions{Live: true})
		f.AddEffect(m, feed.EffectOptions{})
		start(t, f)
		synctest.Wait()
		say(t, s, "a", "b", "c")
		say(t, s.next, "restored")
		time.Sleep(2 * time.Second)
		synctest.Wait()
		s.moved.Store(true)
		say(t, s.Store, "wakes the reader")
		synctest.Wait()
		say(t, s, "d")
		time.Sleep(2 * time.Second)
		synctest.Wait()
		for _, v := range []*screen{panel, live} {
			if v.drawn("board") != 2 || v.drawn("d") != 1 {
				t.Errorf("%s drew its board %d times and d %d times, want a repair in each database and d once", v.name, v.drawn("board"), v.drawn("d"))
			}
		}
		if got := m.outside.calls; got != 4 {
			t.Errorf("%d messages, want 3 of the old database and 1 of the new", got)
		}
		if got := cursor(t, s.next, "panel"); got != 2 {
			t.Errorf("the cursor in the new database is at %d, want 2", got)
		}
		if got := cursor(t, s.Store, "panel"); got != 3 {
			t.Errorf("the cursor in the old database is at %d, want 3", got)
		}
	})
}

// A database that is older than what a follower knew, its cursors included in another one's log.
func TestACursorBeyondTheLogGoesBackToItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		say(t, s, "a")
		err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) error { return tx.PutCursor("panel", 99) })
		if err != nil {
			t.Fatal(err)
		}
		panel := &screen{name: "panel"}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddView(panel, feed.ViewOptions{})
		start(t, f)
		synctest.Wait()
		say(t, s, "b")
		synctest.Wait()
		if panel.drawn("a") != 0 || panel.drawn("b") != 1 {
			t.Errorf("a was drawn %d times and b %d, want b only", panel.drawn("a"), panel.drawn("b"))
		}
	})
}

func TestALiveFollowerCommitsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		live := &screen{name: "live"}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddView(live, feed.ViewOptions{Live: true})
		stop := start(t, f)
		synctest.Wait()
		say(t, s, "a")
		synctest.Wait()
		stop()
		if live.drawn("a") != 1 || cursor(t, s, "live") != 0 {
			t.Errorf("a was drawn %d times and the cursor is at %d, want 1 and none", live.drawn("a"), cursor(t, s, "live"))
		}
	})
}
