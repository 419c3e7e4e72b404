package feed_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"matchday/app/feed"
	"matchday/store"
)

func TestAnEffectIsPlannedAndDeliveredOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		m := &messages{name: "messages", plan: func(e feed.Event) ([]feed.Delivery, error) {
			if e.Topic == "quiet" {
				return nil, nil
			}
			// A second event that asks for the same thing, and two recipients.
			return []feed.Delivery{{Key: e.Topic + " Ada", Data: []byte(`{"to":"Ada"}`)}, {Key: e.Topic + " Bo", Topic: "person/2"}}, nil
		}}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddEffect(m, feed.EffectOptions{FromStart: true})
		stop := start(t, f)
		first := say(t, s, "tournament/1", "tournament/1")
		last := say(t, s, "quiet")
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if got, want := m.outside.keys(), []string{"tournament/1 Ada", "tournament/1 Bo"}; !slices.Equal(got, want) || m.outside.calls != 2 {
			t.Errorf("delivered %v with %d calls, want %v", got, m.outside.calls, want)
		}
		if got := cursor(t, s, "messages"); got != last {
			t.Errorf("the cursor is at %d, want %d", got, last)
		}
		d := deliveries(t, s, "tournament/1")
		if len(d) != 1 || d[0].State != store.DeliverySent || d[0].Sent != fmt.Sprint("m", d[0].ID) || d[0].Seq != first-1 || d[0].Tries != 1 || string(d[0].Data) != `{"to":"Ada"}` {
			t.Errorf("deliveries of the tournament are %+v", d)
		}
		if st := status(t, f, "messages"); st.Waiting != 0 || st.Behind != 0 || st.Success.IsZero() || st.Failing() || st.Lag != 0 {
			t.Errorf("status is %+v", st)
		}
		stop()
		start(t, f)
		synctest.Wait()
		if m.outside.calls != 2 {
			t.Errorf("%d calls after a restart, want 2", m.outside.calls)
		}
	})
}

func TestALineIsDoneInOrderAndHoldsUpNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		var down atomic.Bool
		down.Store(true)
		m := &messages{name: "messages", plan: func(e feed.Event) ([]feed.Delivery, error) {
			return []feed.Delivery{{Key: fmt.Sprint(e.Topic, " ", e.Seq)}}, nil
		}, deliver: func(_ context.Context, d feed.Delivery) error {
			if d.Topic == "a" && down.Load() {
				return errDown
			}
			return nil
		}}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddEffect(m, feed.EffectOptions{FromStart: true})
		stop := start(t, f)
		for range 3 {
			say(t, s, "a", "b")
		}
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if got, want := m.outside.keys(), []string{"b 2", "b 4", "b 6"}; !slices.Equal(got, want) {
			t.Errorf("delivered %v, want %v", got, want)
		}
		st := status(t, f, "messages")
		if st.Waiting != 3 || len(st.Topics) != 1 || st.Topics[0].Topic != "a" || st.Topics[0].Tries < 2 || st.Lag < 2*time.Second || st.Stuck() {
			t.Errorf("status is %+v", st)
		}
		stop() // the line stays in order over a restart
		start(t, f)
		synctest.Wait()
		if st := status(t, f, "messages"); st.Waiting != 3 || len(st.Topics) != 1 {
			t.Errorf("after a restart status is %+v", st)
		}
		down.Store(false)
		time.Sleep(time.Minute)
		synctest.Wait()
		if got, want := m.outside.keys()[3:], []string{"a 1", "a 3", "a 5"}; !slices.Equal(got, want) {
			t.Errorf("delivered %v, want %v", got, want)
		}
		d := deliveries(t, s, "a")
		if d[0].Tries < 3 || d[1].Tries != 1 || d[0].Failure != "" || d[2].State != store.DeliverySent {
			t.Errorf("deliveries are %+v", d)
		}
	})
}

// Behind a long backlog of one line the delivery that failed is due last of all.
func TestALongLineBehindAFailureIsNotForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		tries := 0
		m := &messages{name: "messages", deliver: func(_ context.Context, d feed.Delivery) error {
			if d.Key == "1" && tries < 3 {
				tries++
				return errDown
			}
			return nil
		}}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddEffect(m, feed.EffectOptions{FromStart: true})
		topics := slices.Repeat([]string{"a"}, 1500)
		say(t, s, topics...)
		start(t, f)
		time.Sleep(time.Minute)
		synctest.Wait()
		got := m.outside.keys()
		if len(got) != len(topics) {
			t.Fatalf("%d delivered, want %d; %+v", len(got), len(topics), status(t, f, "messages"))
		}
		for i, key := range got {
			if key != fmt.Sprint(i+1) {
				t.Fatalf("delivery %d is %s, want them in order", i+1, key)
			}
		}
	})
}

func TestHowADeliveryEnds(t *testing.T) {
	for _, tc := range []struct {
		name    string
		err     error
		state   store.DeliveryState
		failure string
		failing bool
	}{
		{"permanent", feed.Permanent(errDown), store.DeliveryFailed, errDown.Error(), false},
		{"skipped", feed.Skip("the round is over"), store.DeliverySkipped, "the round is over", false},
		{"told when to come back", feed.RetryAfter(errDown, time.Hour), store.DeliveryWaiting, errDown.Error(), true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := open(t)
				calls := 0
				m := &messages{name: "messages", deliver: func(context.Context, feed.Delivery) error {
					calls++
					return tc.err
				}}
				f := feed.New(s, quiet(), feed.Options{})
				f.AddEffect(m, feed.EffectOptions{FromStart: true})
				stop := start(t, f)
				say(t, s, "a")
				time.Sleep(30 * time.Minute)
				stop()
				start(t, f)
				time.Sleep(20 * time.Minute)
				synctest.Wait()
				d := deliveries(t, s, "a")[0]
				if d.State != tc.state || d.Failure != tc.failure || calls != 1 || d.Tries != 1 {
					t.Errorf("%d calls left %+v", calls, d)
				}
				if st := status(t, f, "messages"); st.Failing() != tc.failing || st.Stuck() {
					t.Errorf("status is %+v", st)
				}
			})
		})
	}
}

func TestDeliveriesArePaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		var times []time.Time
		m := &messages{name: "messages", after: func(context.Context, feed.Delivery) error {
			times = append(times, time.Now())
			return nil
		}}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddEffect(m, feed.EffectOptions{FromStart: true, Gap: time.Second})
		start(t, f)
		say(t, s, "a", "b", "c", "d")
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if len(times) != 4 {
			t.Fatalf("%d deliveries, want 4", len(times))
		}
		for i := range times[1:] {
			if d := times[i+1].Sub(times[i]); d < time.Second || d > 1100*time.Millisecond {
				t.Errorf("%s between two deliveries, want 1 s", d)
			}
		}
	})
}

func TestAPauseHoldsUpEveryLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		calls := 0
		m := &messages{name: "messages", deliver: func(context.Context, feed.Delivery) error {
			if calls++; calls == 1 {
				return feed.Pause(errDown, time.Minute)
			}
			return nil
		}}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddEffect(m, feed.EffectOptions{FromStart: true})
		start(t, f)
		say(t, s, "a", "b")
		time.Sleep(59 * time.Second)
		synctest.Wait()
		if calls != 1 {
			t.Errorf("%d calls during the pause, want 1", calls)
		}
		if st := status(t, f, "messages"); st.Stuck() {
			t.Errorf("status is %+v", st)
		}
		time.Sleep(30 * time.Second)
		synctest.Wait()
		if got := m.outside.keys(); len(got) != 2 {
			t.Errorf("delivered %v after the pause, want both", got)
		}
	})
}

func TestADeliveryCanBeTooOldAndTooEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		begin := time.Now()
		m := &messages{name: "messages", plan: func(e feed.Event) ([]feed.Delivery, error) {
			if e.Topic == "later" {
				return []feed.Delivery{{Key: "reminder", Due: begin.Add(5 * time.Hour)}}, nil
			}
			return []feed.Delivery{{Key: fmt.Sprint(e.Topic, e.Seq)}}, nil
		}}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddEffect(m, feed.EffectOptions{FromStart: true, MaxAge: time.Hour})
		say(t, s, "old")
		time.Sleep(2 * time.Hour)
		say(t, s, "new", "later")
		start(t, f)
		time.Sleep(time.Minute)
		synctest.Wait()
		if got, want := m.outside.keys(), []string{"new2"}; !slices.Equal(got, want) {
			t.Errorf("delivered %v, want %v", got, want)
		}
		if d := deliveries(t, s, "old"); d[0].State != store.DeliverySkipped || !strings.Contains(d[0].Failure, "late") {
			t.Errorf("the old one is %+v", d[0])
		}
		if st := status(t, f, "messages"); st.Waiting != 1 || st.Lag != 0 {
			t.Errorf("status is %+v", st)
		}
		time.Sleep(4 * time.Hour)
		synctest.Wait()
		if got, want := m.outside.keys(), []string{"new2", "reminder"}; !slices.Equal(got, want) {
			t.Errorf("delivered %v, want %v", got, want)
		}
	})
}

func TestWhatCannotBePlanned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		var away atomic.Bool
		away.Store(true)
		m := &messages{name: "messages", plan: func(e feed.Event) ([]feed.Delivery, error) {
			switch {
			case e.Topic == "bad":
				return nil, feed.Permanent(errors.New("nobody understands this"))
			case e.Topic == "mistake":
				panic("a mistake of ours")
			case e.Topic == "nameless":
				return []feed.Delivery{{}}, nil
			case e.Topic == "unwanted":
				return nil, feed.Skip("nobody wants it")
			case e.Topic == "away" && away.Load():
				return nil, errDown
			}
			return []feed.Delivery{{Key: e.Topic}}, nil
		}}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddEffect(m, feed.EffectOptions{FromStart: true})
		start(t, f)
		say(t, s, "bad", "mistake", "nameless", "unwanted", "good", "away", "last")
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if got, want := m.outside.keys(), []string{"good"}; !slices.Equal(got, want) {
			t.Errorf("delivered %v, want %v", got, want)
		}
		if st := status(t, f, "messages"); !st.Failing() || st.Behind != 2 || !errors.Is(st.Err, errDown) || st.Lag < 9*time.Second {
			t.Errorf("status is %+v", st)
		}
		away.Store(false)
		time.Sleep(time.Minute)
		synctest.Wait()
		if got, want := m.outside.keys(), []string{"good", "away", "last"}; !slices.Equal(got, want) {
			t.Errorf("delivered %v, want %v", got, want)
		}
	})
}

// The outside has it, the row does not say so: only the delivery's id tells the second try from a new message.
func TestACrashBetweenTheOutsidesAnswerAndTheRowRepeatsTheSameDelivery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		m := &messages{name: "messages", after: func(ctx context.Context, _ feed.Delivery) error {
			<-ctx.Done()
			return ctx.Err()
		}}
		f := feed.New(s, quiet(), feed.Options{Grace: -1})
		f.AddEffect(m, feed.EffectOptions{FromStart: true})
		stop := start(t, f)
		say(t, s, "a")
		synctest.Wait()
		stop()
		if d := deliveries(t, s, "a")[0]; d.State != store.DeliveryWaiting || d.Tries != 0 {
			t.Errorf("a delivery that was told to end is %+v", d)
		}
		m.after = nil
		f = feed.New(s, quiet(), feed.Options{})
		f.AddEffect(m, feed.EffectOptions{FromStart: true})
		start(t, f)
		synctest.Wait()
		if m.outside.calls != 2 || len(m.outside.keys()) != 1 {
			t.Errorf("%d calls made %v, want two that are one", m.outside.calls, m.outside.keys())
		}
	})
}

func TestAnEffectOfAnEmptyLogForgetsNothingWhileItIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		m := &messages{name: "messages"}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddEffect(m, feed.EffectOptions{})
		stop := start(t, f)
		synctest.Wait()
		stop()
		say(t, s, "a")
		start(t, f)
		synctest.Wait()
		if got := m.outside.keys(); len(got) != 1 {
			t.Errorf("delivered %v, want what happened meanwhile", got)
		}
	})
}

func TestAnEffectThatFallsBehindWhatIsKeptInMemoryReadsTheLog(t *testing.T) {
	t.Parallel()
	s := open(t)
	begun, goOn := make(chan bool), make(chan bool)
	planned := 0
	m := &messages{name: "messages", plan: func(e feed.Event) ([]feed.Delivery, error) {
		if planned++; e.Seq == 1 {
			begun <- true
			<-goOn
		}
		return nil, nil
	}}
	quick := &screen{name: "quick"}
	f := feed.New(s, quiet(), feed.Options{})
	f.AddEffect(m, feed.EffectOptions{FromStart: true})
	f.AddView(quick, feed.ViewOptions{FromStart: true})
	stop := start(t, f)
	say(t, s, "a")
	<-begun
	var last int64
	for range 3 {
		last = say(t, s, slices.Repeat([]string{"a"}, 800)...)
	}
	eventually(t, func() bool { return cursor(t, s, "quick") == last })
	goOn <- true
	eventually(t, func() bool { return cursor(t, s, "messages") == last })
	stop()
	if int64(planned) != last {
		t.Errorf("%d events planned, want %d", planned, last)
	}
}
