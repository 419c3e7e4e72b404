package feed_test

import (
	"context"
	"sync"
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
		if st := status(t, f, "panel"); st.Running || st.Stuck() {
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
		sends := &messages{name: "sends", deliver: func(context.Context, feed.Delivery) error { <-goOn; return nil }}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddView(hangs, feed.ViewOptions{FromStart: true})
		f.AddView(fails, feed.ViewOptions{FromStart: true})
		f.AddView(slow, feed.ViewOptions{FromStart: true})
		f.AddEffect(sends, feed.EffectOptions{FromStart: true})
		start(t, f)
		topics := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}
		say(t, s, topics...)
		time.Sleep(feed.StuckAfter + 10*time.Second)
		synctest.Wait()
		for name, want := range map[string][2]bool{
			"hangs": {true, false}, "fails": {false, true}, "slow": {false, false}, "sends": {true, false}, "events": {false, false},
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

func TestANameIsTakenOnce(t *testing.T) {
	t.Parallel()
	f := feed.New(open(t), quiet(), feed.Options{})
	f.AddView(&screen{name: "panel"}, feed.ViewOptions{})
	defer func() {
		if recover() == nil {
			t.Error("two followers have one cursor")
		}
	}()
	f.AddEffect(&messages{name: "panel"}, feed.EffectOptions{})
}
