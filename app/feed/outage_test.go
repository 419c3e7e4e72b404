package feed_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"matchday/app/feed"
)

// TestTheEndOfAnOutageIsNoticedInTime lets the outside be away for an hour: those who wait for what it kept back do not wait
// longer than the follower says, and meanwhile nobody hammers at the door.
func TestTheEndOfAnOutageIsNoticedInTime(t *testing.T) {
	const longest = 8 * time.Second
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		var down atomic.Bool
		down.Store(true)
		refuse := func() error {
			if down.Load() {
				return errDown
			}
			return nil
		}
		panel := &screen{name: "panel", redraw: func(context.Context, string) error { return refuse() }}
		var tries atomic.Int64
		mail := &messages{name: "mail", deliver: func(context.Context, feed.Delivery) error { tries.Add(1); return refuse() }}
		f := feed.New(s, quiet(), feed.Options{})
		f.AddView(panel, feed.ViewOptions{FromStart: true, Longest: longest})
		f.AddEffect(mail, feed.EffectOptions{FromStart: true, Longest: longest})
		start(t, f)
		say(t, s, "tournament/1")
		time.Sleep(time.Hour)
		synctest.Wait()
		if n := panel.drawn("tournament/1"); n < 400 || n > 700 {
			t.Errorf("the panel was tried %d times in an hour", n)
		}
		if n := tries.Load(); n < 400 || n > 700 {
			t.Errorf("the message was tried %d times in an hour", n)
		}
		down.Store(false)
		time.Sleep(longest + 2*time.Second)
		synctest.Wait()
		if st := status(t, f, "panel"); st.Failing() {
			t.Errorf("the panel is %+v", st)
		}
		if got := mail.outside.keys(); len(got) != 1 {
			t.Errorf("%d messages were sent", len(got))
		}
	})
}
