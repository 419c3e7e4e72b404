package feed_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"matchday/app/feed"
	"matchday/store"
)

// Whatever is committed, fails or crashes in whatever order: every delivery is done, once for an outside that knows
// its id, in the order of its line; and every view ends on the newest state.
func TestNothingIsLostWhateverHappens(t *testing.T) {
	t.Parallel()
	runs := 12
	if os.Getenv("MATCHDAY_TEST_ALL") == "1" {
		runs = 60
	}
	for seed := range runs {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			newChaos(t, uint64(seed)).run()
		})
	}
}

var chaosTopics = []string{"tournament/1", "tournament/2", "tournament/3", "game/1"}

// chaos is one league night with a bad connection and a bad machine.
type chaos struct {
	t *testing.T
	s store.Store

	mu     sync.Mutex
	rng    *rand.Rand
	healed bool
	crash  context.CancelFunc // of the present run

	sent  messages
	shown map[string]map[string]int64 // by view and topic: the newest number that it shows
	said  map[string]int              // deliveries that must come, by key
}

func newChaos(t *testing.T, seed uint64) *chaos {
	c := &chaos{t: t, s: open(t), rng: rand.New(rand.NewPCG(seed, 7)), shown: map[string]map[string]int64{}, said: map[string]int{}}
	c.sent = messages{
		name: "messages",
		plan: func(e feed.Event) ([]feed.Delivery, error) {
			if err := c.trouble(); err != nil {
				return nil, err
			}
			return wishes(e), nil
		},
		deliver: func(context.Context, feed.Delivery) error { return c.trouble() },
		after:   func(context.Context, feed.Delivery) error { return c.trouble() },
	}
	return c
}

// wishes returns what an event asks for: nothing, or a message to one or two people.
func wishes(e feed.Event) (ds []feed.Delivery) {
	for who := range e.Seq % 3 {
		ds = append(ds, feed.Delivery{Key: fmt.Sprint(e.Seq, " ", who), Topic: fmt.Sprint("person/", (e.Seq+who)%4)})
	}
	return ds
}

// dice returns a number below n, and crashes the run once in a while.
func (c *chaos) dice(n int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.healed && c.crash != nil && c.rng.IntN(60) == 0 {
		c.crash()
	}
	return c.rng.IntN(n)
}

func (c *chaos) trouble() error {
	roll := c.dice(12)
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.healed:
		return nil
	case roll == 0:
		return feed.Pause(errDown, time.Millisecond)
	case roll < 4:
		return feed.RetryAfter(errDown, time.Duration(roll)*time.Millisecond)
	}
	return nil
}

func (c *chaos) view(name string) feed.View {
	return &screen{name: name, topics: chaosTopics, redraw: func(_ context.Context, topic string) error {
		head := c.s.Head(topic)
		if err := c.trouble(); err != nil {
			return err
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.shown[name] == nil {
			c.shown[name] = map[string]int64{}
		}
		c.shown[name][topic] = head
		return nil
	}}
}

func (c *chaos) feed() *feed.Feed {
	f := feed.New(c.s, quiet(), feed.Options{Grace: time.Duration(c.dice(3)-1) * time.Millisecond})
	f.AddView(c.view("panel"), feed.ViewOptions{FromStart: true, Every: 2 * time.Millisecond, Parallel: 2})
	f.AddView(c.view("sheet"), feed.ViewOptions{FromStart: true})
	f.AddView(c.view("live"), feed.ViewOptions{Live: true, Parallel: 3})
	f.AddEffect(&c.sent, feed.EffectOptions{FromStart: true})
	return f
}

func (c *chaos) run() {
	nights := 3 + c.dice(6)
	for range nights {
		ctx, crash := context.WithCancel(context.Background())
		c.mu.Lock()
		c.crash = crash
		c.mu.Unlock()
		f := c.feed()
		var wg sync.WaitGroup
		wg.Go(func() { _ = f.Run(ctx) })
		wg.Go(func() { _ = f.Lead(ctx) })
		for range 1 + c.dice(20) {
			c.commit()
			time.Sleep(time.Duration(c.dice(2000)) * time.Microsecond)
		}
		crash()
		wg.Wait()
	}
	c.commit()
	c.mu.Lock()
	c.healed = true
	c.mu.Unlock()
	f := c.feed()
	start(c.t, f)
	eventually(c.t, func() bool { return c.done(f) })
	c.check()
}

// commit says a few events.
func (c *chaos) commit() {
	topics := make([]string, 1+c.dice(6))
	for i := range topics {
		topics[i] = chaosTopics[c.dice(len(chaosTopics))]
	}
	last := say(c.t, c.s, topics...)
	for i := range topics {
		for _, d := range wishes(feed.Event{Seq: last - int64(i)}) {
			c.said[d.Key]++
		}
	}
}

// done reports whether every follower says that it has nothing left to do.
func (c *chaos) done(f *feed.Feed) bool {
	for _, s := range f.Status() {
		if !s.Running || s.Behind > 0 || s.Waiting > 0 {
			return false
		}
	}
	for _, topic := range chaosTopics { // at its start a view is as good as its repair
		c.mu.Lock()
		live := c.shown["live"][topic]
		c.mu.Unlock()
		if live < c.s.Head(topic) {
			return false
		}
	}
	return true
}

func (c *chaos) check() {
	got := c.sent.outside.keys()
	counts := map[string]int{}
	lines := map[string][]string{}
	for _, key := range got {
		counts[key]++
		seq, who, _ := strings.Cut(key, " ")
		n, _ := strconv.Atoi(seq)
		w, _ := strconv.Atoi(who)
		line := fmt.Sprint((n + w) % 4)
		lines[line] = append(lines[line], fmt.Sprintf("%08d %d", n, w))
	}
	for key := range c.said {
		if counts[key] != 1 {
			c.t.Errorf("message %s came %d times", key, counts[key])
		}
	}
	if len(got) != len(c.said) {
		c.t.Errorf("%d messages came, want %d", len(got), len(c.said))
	}
	for line, keys := range lines {
		if !slices.IsSorted(keys) {
			c.t.Errorf("person %s got messages out of order: %v", line, keys)
		}
	}
	for _, name := range []string{"panel", "sheet", "live"} {
		for _, topic := range chaosTopics {
			if got, want := c.shown[name][topic], c.s.Head(topic); got != want {
				c.t.Errorf("%s shows %s at %d, want %d", name, topic, got, want)
			}
		}
	}
}
