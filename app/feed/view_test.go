package feed_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"matchday/app/feed"
)

func TestABacklogOfATopicIsOneRedraw(t *testing.T) {
	t.Parallel()
	s := open(t)
	begun, goOn := make(chan string, 10), make(chan bool)
	panel := &screen{name: "panel", drew: make(chan string, 10), redraw: func(_ context.Context, topic string) error {
		begun <- topic
		<-goOn
		return nil
	}}
	f := feed.New(s, quiet(), feed.Options{})
	f.AddView(panel, feed.ViewOptions{FromStart: true})
	start(t, f)
	say(t, s, "tournament/7")
	<-begun
	var last int64
	for range 500 {
		last = say(t, s, "tournament/7")
	}
	eventually(t, func() bool { return status(t, f, "panel").Behind == 501 })
	goOn <- true
	<-panel.drew
	<-begun
	goOn <- true
	<-panel.drew
	eventually(t, func() bool { return cursor(t, s, "panel") == last })
	if n := panel.drawn("tournament/7"); n != 2 {
		t.Errorf("%d redraws for 501 events, want 2", n)
	}
}

func TestATopicThatChangesWhileItIsRedrawnIsRedrawnAgain(t *testing.T) {
	t.Parallel()
	s := open(t)
	var shown atomic.Int64 // newest number that a redraw has read
	begun, goOn := make(chan bool), make(chan bool)
	panel := &screen{name: "panel", redraw: func(context.Context, string) error {
		head := s.Head("tournament/7")
		begun <- true
		<-goOn
		shown.Store(head)
		return nil
	}}
	f := feed.New(s, quiet(), feed.Options{})
	f.AddView(panel, feed.ViewOptions{FromStart: true})
	start(t, f)
	first := say(t, s, "tournament/7")
	<-begun
	second := say(t, s, "tournament/7")
	goOn <- true
	<-begun
	if got := shown.Load(); got != first {
		t.Errorf("the first redraw showed %d, want %d", got, first)
	}
	goOn <- true
	eventually(t, func() bool { return shown.Load() == second })
}

func TestAFailingTopicHoldsUpNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		var down atomic.Bool
		down.Store(true)
		panel := &screen{name: "panel", redraw: func(_ context.Context, topic string) error {
			if topic == "tournament/1" && down.Load() {
				return errDown
			}
			return nil
		}}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddView(panel, feed.ViewOptions{FromStart: true})
		start(t, f)
		before := say(t, s, "tournament/2")
		failing := say(t, s, "tournament/1")
		after := say(t, s, "tournament/2", "tournament/3")
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if panel.drawn("tournament/2") == 0 || panel.drawn("tournament/3") == 0 {
			t.Error("a topic waited for the one that fails")
		}
		if n := panel.drawn("tournament/1"); n < 3 || n > 10 {
			t.Errorf("%d tries in 10 s, want some, further and further apart", n)
		}
		if got := cursor(t, s, "panel"); got != before {
			t.Errorf("the cursor is at %d, want %d: before the event %d that is not shown", got, before, failing)
		}
		st := status(t, f, "panel")
		if len(st.Topics) != 1 || st.Topics[0].Topic != "tournament/1" || !errors.Is(st.Topics[0].Err, errDown) || st.Behind != 1 || !st.Failing() || st.Stuck() {
			t.Errorf("status is %+v", st)
		}
		if st.Lag < 9*time.Second {
			t.Errorf("lag is %s, want 10 s", st.Lag)
		}
		down.Store(false)
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := cursor(t, s, "panel"); got != after {
			t.Errorf("the cursor is at %d, want %d", got, after)
		}
		if st := status(t, f, "panel"); st.Failing() || st.Behind != 0 || st.Lag != 0 || !errors.Is(st.Err, errDown) || !st.Success.After(st.Failed) {
			t.Errorf("status is %+v", st)
		}
	})
}

func TestAPermanentFailureIsNotRetriedUntilTheTopicChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		var gone atomic.Bool
		gone.Store(true)
		panel := &screen{name: "panel", redraw: func(context.Context, string) error {
			if gone.Load() {
				return feed.Permanent(errDown)
			}
			return nil
		}}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddView(panel, feed.ViewOptions{FromStart: true})
		start(t, f)
		last := say(t, s, "tournament/1")
		time.Sleep(time.Hour)
		synctest.Wait()
		if n := panel.drawn("tournament/1"); n != 1 {
			t.Errorf("%d tries, want 1", n)
		}
		if got := cursor(t, s, "panel"); got != last {
			t.Errorf("the cursor is at %d, want %d", got, last)
		}
		if st := status(t, f, "panel"); len(st.Topics) != 1 || !st.Topics[0].Final || !st.Failing() || st.Behind != 0 || st.Stuck() {
			t.Errorf("status is %+v", st)
		}
		gone.Store(false)
		say(t, s, "tournament/1")
		synctest.Wait()
		if st := status(t, f, "panel"); len(st.Topics) != 0 || st.Failing() {
			t.Errorf("status is %+v", st)
		}
		gone.Store(true)
		say(t, s, "tournament/1")
		synctest.Wait()
		gone.Store(false)
		if err := f.Refresh("panel", "tournament/1"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if st := status(t, f, "panel"); st.Failing() {
			t.Errorf("after a refresh status is %+v", st)
		}
	})
}

func TestAViewComesBackWhenItWasTold(t *testing.T) {
	for _, tc := range []struct {
		name  string
		mark  func(error, time.Duration) error
		other int // redraws of the other topic meanwhile
	}{
		{"RetryAfter holds the topic", feed.RetryAfter, 1},
		{"Pause holds all", feed.Pause, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := open(t)
				var times []time.Time
				panel := &screen{name: "panel", redraw: func(_ context.Context, topic string) error {
					if topic != "tournament/1" {
						return nil
					}
					times = append(times, time.Now())
					if len(times) == 1 {
						return tc.mark(errDown, 90*time.Second)
					}
					return nil
				}}
				f := feed.New(s, quiet(), feed.Options{})
				f.AddView(panel, feed.ViewOptions{FromStart: true})
				start(t, f)
				say(t, s, "tournament/1")
				synctest.Wait()
				say(t, s, "tournament/1", "tournament/2")
				time.Sleep(80 * time.Second)
				synctest.Wait()
				if got := panel.drawn("tournament/2"); got != tc.other {
					t.Errorf("%d redraws of the other topic, want %d", got, tc.other)
				}
				if st := status(t, f, "panel"); st.Stuck() {
					t.Errorf("a follower that was told to wait is stuck: %+v", st)
				}
				time.Sleep(time.Minute)
				synctest.Wait()
				if len(times) != 2 || times[1].Sub(times[0]) < 90*time.Second {
					t.Errorf("tried at %v, want twice with 90 s between", times)
				}
				if got := panel.drawn("tournament/2"); got != 1 {
					t.Errorf("%d redraws of the other topic in the end, want 1", got)
				}
			})
		})
	}
}

func TestATopicIsNotRedrawnMoreOftenThanItMay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		var times []time.Time
		sheet := &screen{name: "sheet", redraw: func(context.Context, string) error {
			times = append(times, time.Now())
			time.Sleep(time.Second)
			return nil
		}}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddView(sheet, feed.ViewOptions{FromStart: true, Every: 10 * time.Second})
		start(t, f)
		begin := time.Now()
		for range 60 {
			say(t, s, "tournament/1")
			time.Sleep(500 * time.Millisecond)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(times) != 4 || times[0] != begin {
			t.Fatalf("redrawn at %v, want at once and then three times", times)
		}
		for i := range times[1:] {
			if d := times[i+1].Sub(times[i]); d < 11*time.Second || d > 12*time.Second {
				t.Errorf("%s from one redraw of 1 s to the next, want 11 s", d)
			}
		}
	})
}

func TestAViewIsRepairedAtEveryStartAndWhenAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		var away atomic.Bool
		away.Store(true)
		panel := &screen{name: "panel", ask: func(context.Context) ([]string, error) {
			if away.Load() {
				return nil, errDown
			}
			return []string{"tournament/1", "tournament/2"}, nil
		}}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddView(panel, feed.ViewOptions{})
		stop := start(t, f)
		synctest.Wait()
		if st := status(t, f, "panel"); !st.Failing() || panel.drawn("tournament/1") != 0 {
			t.Errorf("status is %+v", st)
		}
		away.Store(false)
		time.Sleep(time.Minute)
		synctest.Wait()
		want := func(n int) {
			t.Helper()
			if a, b := panel.drawn("tournament/1"), panel.drawn("tournament/2"); a != n || b != n {
				t.Errorf("drawn %d and %d times, want %d", a, b, n)
			}
		}
		want(1)
		if err := f.RefreshAll("panel"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		want(2)
		stop()
		if err := f.Refresh("panel", "tournament/3"); err != nil {
			t.Fatal(err)
		}
		start(t, f)
		synctest.Wait()
		want(3)
		if n := panel.drawn("tournament/3"); n != 1 {
			t.Errorf("what was asked for while it did not run was drawn %d times, want 1", n)
		}
		if f.Refresh("nobody", "x") == nil || f.RefreshAll("nobody") == nil {
			t.Error("a view that is not there can be refreshed")
		}
	})
}

func TestWhereAFollowerBegins(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		before int // events before its first run
		o      feed.ViewOptions
		first  []string // what the first run draws of old/1… and new
		second []string // what the second draws of what happened between the runs
	}{
		{"new, on an empty log", 0, feed.ViewOptions{}, []string{"new"}, []string{"between"}},
		{"new, at the newest event", 2, feed.ViewOptions{}, []string{"new"}, []string{"between"}},
		{"new, from the start", 2, feed.ViewOptions{FromStart: true}, []string{"old/1", "old/2", "new"}, []string{"between"}},
		{"live", 2, feed.ViewOptions{Live: true}, []string{"new"}, nil},
		{"only some topics", 2, feed.ViewOptions{FromStart: true, Only: func(topic string) bool { return topic != "old/2" }}, []string{"old/1", "new"}, []string{"between"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			for i := range tc.before {
				say(t, s, fmt.Sprintf("old/%d", i+1))
			}
			v := &screen{name: "v", drew: make(chan string, 100)}
			run := func(topics ...string) (drew []string) {
				f := feed.New(s, quiet(), feed.Options{})
				f.AddView(v, tc.o)
				stop := start(t, f)
				eventually(t, func() bool { return status(t, f, "v").Running })
				for _, topic := range topics {
					say(t, s, topic)
				}
				say(t, s, "end")
				for topic := range v.drew {
					if topic == "end" {
						break
					}
					drew = append(drew, topic)
				}
				stop()
				return drew
			}
			if got := run("new"); !slices.Equal(got, tc.first) {
				t.Errorf("the first run drew %v, want %v", got, tc.first)
			}
			say(t, s, "between")
			if got := run(); !slices.Equal(got, tc.second) {
				t.Errorf("the second run drew %v, want %v", got, tc.second)
			}
		})
	}
}

// A follower that began on an empty log and crashed before it had saved anything must not pass over what happened.
func TestAFollowerOfAnEmptyLogForgetsNothingWhenItCrashes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		v := &screen{name: "v", redraw: func(context.Context, string) error { return errDown }}
		f := feed.New(s, quiet(), feed.Options{Grace: -1})
		f.AddView(v, feed.ViewOptions{})
		stop := start(t, f)
		synctest.Wait()
		say(t, s, "tournament/1")
		synctest.Wait()
		stop()
		v.redraw = nil
		f = feed.New(s, quiet(), feed.Options{})
		f.AddView(v, feed.ViewOptions{})
		start(t, f)
		synctest.Wait()
		if st := status(t, f, "v"); st.Success.IsZero() {
			t.Error("the event from before the crash was passed over")
		}
	})
}

func TestALongBacklogReachesASlowViewWithoutHoldingUpAnother(t *testing.T) {
	t.Parallel()
	s := open(t)
	goOn := make(chan bool)
	slow := &screen{name: "slow", redraw: func(ctx context.Context, _ string) error {
		select {
		case <-goOn:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}}
	quick := &screen{name: "quick"}
	f := feed.New(s, quiet(), feed.Options{})
	f.AddView(slow, feed.ViewOptions{FromStart: true})
	f.AddView(quick, feed.ViewOptions{FromStart: true, Parallel: 4})
	start(t, f)
	var last int64
	for range 4 { // more than is kept in memory
		topics := make([]string, 1000)
		for i := range topics {
			topics[i] = fmt.Sprint("tournament/", i%50)
		}
		last = say(t, s, topics...)
	}
	eventually(t, func() bool { return cursor(t, s, "quick") == last })
	if st := status(t, f, "slow"); st.Behind != 4000 || cursor(t, s, "slow") > 0 {
		t.Errorf("the slow one is %d behind with its cursor at %d, want 4000 and none", st.Behind, cursor(t, s, "slow"))
	}
	close(goOn)
	eventually(t, func() bool { return cursor(t, s, "slow") == last })
}

func TestAPanicIsAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		v := &screen{name: "v", redraw: func(context.Context, string) error { panic("a mistake of ours") }}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddView(v, feed.ViewOptions{FromStart: true})
		start(t, f)
		say(t, s, "tournament/1")
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if st := status(t, f, "v"); len(st.Topics) != 1 || st.Topics[0].Tries < 2 {
			t.Errorf("status is %+v", st)
		}
	})
}

// eventually waits until what another goroutine does has come about.
func eventually(t testing.TB, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); {
		if time.Now().After(end) {
			t.Fatal("it does not come about")
		}
		time.Sleep(time.Millisecond)
	}
}
