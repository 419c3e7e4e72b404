package overlay_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"matchday/app/feed"
	"matchday/app/overlay"
	"matchday/app/person"
	"matchday/store"
	"matchday/store/sqlite"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// open returns a store on a new file.
func open(t testing.TB) store.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), sqlite.Options{Dir: t.TempDir(), Log: quiet()})
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

// say commits an event for each topic and returns the last number.
func say(t testing.TB, s store.Store, topics ...string) (seq int64) {
	t.Helper()
	err := s.Update(context.Background(), func(_ context.Context, tx store.Tx) error {
		for _, topic := range topics {
			e, err := tx.AddEvent(store.Event{
				At: time.Now(), Kind: "entry.checked_in", Topic: topic, Name: "Ada", Origin: person.FromDiscord, Data: json.RawMessage(`{}`),
			})
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

// studio draws scenes named like their topics: the newest number of the topic as text.
type studio struct {
	store store.Store
	drawn atomic.Int64

	mu     sync.Mutex
	err    error
	before func(scene string) // called before reading
	body   func(scene string, head int64) []byte
}

func (d *studio) set(fn func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	fn()
}

func (d *studio) fail(err error) { d.set(func() { d.err = err }) }

func (d *studio) draw(ctx context.Context, scene string) (overlay.Frame, error) {
	d.drawn.Add(1)
	d.mu.Lock()
	err, before, body := d.err, d.before, d.body
	d.mu.Unlock()
	if before != nil {
		before(scene)
	}
	if err != nil {
		return overlay.Frame{}, err
	}
	f := overlay.Frame{Kind: "html"}
	f.Store = d.store.ID()
	err = d.store.View(ctx, func(_ context.Context, tx store.Tx) (err error) {
		f.Seq, err = tx.HeadOf(scene)
		return err
	})
	f.Body = fmt.Append(nil, scene, " at ", f.Seq)
	if body != nil {
		f.Body = body(scene, f.Seq)
	}
	return f, err
}

// stage is a store with a feed and a hub that is one of its followers.
type stage struct {
	store  store.Store
	studio *studio
	hub    *overlay.Hub
}

func newStage(t testing.TB, o overlay.Options) *stage {
	t.Helper()
	s := open(t)
	d := &studio{store: s}
	h := overlay.New(s, d.draw, quiet(), o)
	f := feed.New(s, quiet(), feed.Options{})
	f.AddView(h, feed.ViewOptions{Live: true})
	ctx, stop := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := f.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		h.Close("the end")
		stop()
		wg.Wait()
	})
	for !f.Status()[1].Running {
		time.Sleep(time.Millisecond)
	}
	return &stage{s, d, h}
}

// at waits for the frame of a position and returns it with how many frames were taken on the way.
func at(t testing.TB, v *overlay.Viewer, seq int64) (f overlay.Frame, taken int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for {
		f, err := v.Next(ctx)
		if err != nil {
			t.Fatalf("waiting for %d: %v", seq, err)
		}
		taken++
		if f.Seq >= seq {
			return f, taken
		}
	}
}

var errDark = errors.New("the studio is dark")
