package feed_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"matchday/app/feed"
	"matchday/app/person"
	"matchday/store"
	"matchday/store/sqlite"
)

// open returns a store on a new file.
func open(t testing.TB) store.Store {
	t.Helper()
	return reopen(t, t.TempDir())
}

func reopen(t testing.TB, dir string) store.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), sqlite.Options{Dir: dir, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// say commits one event for each topic and returns the last number.
func say(t testing.TB, s store.Store, topics ...string) (seq int64) {
	t.Helper()
	err := s.Update(context.Background(), func(_ context.Context, tx store.Tx) error {
		for _, topic := range topics {
			e, err := tx.AddEvent(event(topic))
			if err != nil {
				return err
			}
			seq = e.Seq
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

func event(topic string) store.Event {
	return store.Event{At: time.Now(), Kind: "entry.checked_in", Topic: topic, Name: "Ada", Origin: person.FromDiscord, Data: json.RawMessage(`{}`)}
}

// cursor returns how far a follower has come.
func cursor(t testing.TB, s store.Store, follower string) (seq int64) {
	t.Helper()
	err := s.View(context.Background(), func(_ context.Context, tx store.Tx) (err error) {
		seq, err = tx.Cursor(follower)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

// deliveries returns those of a topic, oldest first.
func deliveries(t testing.TB, s store.Store, topic string) (ds []store.Delivery) {
	t.Helper()
	err := s.View(context.Background(), func(_ context.Context, tx store.Tx) (err error) {
		ds, err = tx.DeliveriesOf(topic, 10000)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, j := 0, len(ds)-1; i < j; i, j = i+1, j-1 {
		ds[i], ds[j] = ds[j], ds[i]
	}
	return ds
}

// start runs a feed, as the leading process does. The function it returns stops it and waits.
func start(t testing.TB, f *feed.Feed) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := f.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	wg.Go(func() {
		if err := f.Lead(ctx); err != nil {
			t.Error(err)
		}
	})
	stop = func() {
		cancel()
		wg.Wait()
	}
	t.Cleanup(stop)
	return stop
}

// screen is a view that says what it is asked to draw.
type screen struct {
	name   string
	topics []string
	drew   chan string                                          // gets each topic; nil for nobody listens
	redraw func(ctx context.Context, topic string) error        // nil draws nothing
	ask    func(ctx context.Context) (topics []string, e error) // instead of topics

	mu    sync.Mutex
	count map[string]int
}

func (s *screen) Name() string { return s.name }

func (s *screen) Topics(ctx context.Context) ([]string, error) {
	if s.ask != nil {
		return s.ask(ctx)
	}
	return s.topics, nil
}

func (s *screen) Redraw(ctx context.Context, topic string) (err error) {
	if s.redraw != nil {
		err = s.redraw(ctx, topic)
	}
	s.mu.Lock()
	if s.count == nil {
		s.count = map[string]int{}
	}
	s.count[topic]++
	s.mu.Unlock()
	if s.drew != nil {
		s.drew <- topic
	}
	return err
}

// drawn returns how often a topic was drawn.
func (s *screen) drawn(topic string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count[topic]
}

// outside is where deliveries go. It knows a delivery by its id, as Discord knows a nonce.
type outside struct {
	mu    sync.Mutex
	got   []string // keys in the order in which they came, repetitions left out
	nonce map[int64]bool
	calls int
}

func (o *outside) take(d feed.Delivery) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.nonce == nil {
		o.nonce = map[int64]bool{}
	}
	o.calls++
	if !o.nonce[d.ID] {
		o.nonce[d.ID] = true
		o.got = append(o.got, d.Key)
	}
}

func (o *outside) keys() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]string(nil), o.got...)
}

// messages is an effect that sends one message for each event.
type messages struct {
	name    string
	outside outside
	did     chan string // gets each key that Deliver was called with; nil for nobody listens
	plan    func(feed.Event) ([]feed.Delivery, error)
	deliver func(context.Context, feed.Delivery) error // before the outside takes it
	after   func(context.Context, feed.Delivery) error // after
}

func (m *messages) Name() string { return m.name }

func (m *messages) Plan(_ context.Context, e feed.Event) ([]feed.Delivery, error) {
	if m.plan != nil {
		return m.plan(e)
	}
	return []feed.Delivery{{Key: fmt.Sprint(e.Seq)}}, nil
}

func (m *messages) Deliver(ctx context.Context, d feed.Delivery) (string, error) {
	if m.did != nil {
		defer func() { m.did <- d.Key }()
	}
	if m.deliver != nil {
		if err := m.deliver(ctx, d); err != nil {
			return "", err
		}
	}
	m.outside.take(d)
	if m.after != nil {
		if err := m.after(ctx, d); err != nil {
			return "", err
		}
	}
	return fmt.Sprint("m", d.ID), nil
}

var errDown = errors.New("the outside is down")

// status returns the status of a follower.
func status(t testing.TB, f *feed.Feed, name string) feed.Status {
	t.Helper()
	for _, s := range f.Status() {
		if s.Follower == name {
			return s
		}
	}
	t.Fatalf("no follower %q", name)
	return feed.Status{}
}
