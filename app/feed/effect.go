package feed

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"matchday/store"
)

// planned is how many events are planned in one transaction.
const planned = 100

// effect is an Effect as a follower. Everything below it is guarded by mu.
type effect struct {
	feed   *Feed
	effect Effect
	o      EffectOptions
	log    *slog.Logger

	mu       sync.Mutex
	run      *effectRun // nil while it does not run
	planning failing
	settling failing // of reading and keeping deliveries
	saving   failing // of keeping the cursor
	last     failing // the latest failure of all, kept when things work again
	success  time.Time
}

func (e *effect) name() string { return e.effect.Name() }
func (e *effect) live() bool   { return false }

// effectRun is one run of an effect: one goroutine plans, another delivers. What both and Status use is guarded by its
// effect's mu.
type effectRun struct {
	*effect
	tail *tail
	work context.Context
	kick chan struct{} // there may be deliveries

	mark bookmark // the planner's own

	pos     int64     // every event up to here is planned
	oldest  time.Time // when the first event happened that is being planned
	plan    time.Time // when the present call of Plan began
	deliver time.Time // when the present call of Deliver began
	waiting int       // deliveries to be done
	due     []Delivery
	held    map[string]hold
}

func (e *effect) follow(stop, work context.Context, t *tail) error {
	r := &effectRun{effect: e, tail: t, work: work, kick: make(chan struct{}, 1), held: map[string]hold{}}
	if !r.begin(stop) {
		return nil
	}
	both, cancel := context.WithCancel(stop)
	var wg sync.WaitGroup
	wg.Go(func() { r.deliverAll(both) })
	err := r.planAll(both)
	cancel()
	wg.Wait()
	r.mu.Lock()
	e.run = nil
	r.mu.Unlock()
	if t.id == r.feed.store.ID() {
		r.mark.at = time.Time{}
		last, release := context.WithTimeout(context.WithoutCancel(work), 2*time.Second)
		defer release()
		r.save(last)
	}
	return err
}

// begin finds where to go on and what is left to do; false when stop ended before.
func (r *effectRun) begin(stop context.Context) bool {
	for {
		pos, err := r.feed.cursor(stop, r.name(), r.o.FromStart)
		if err == nil {
			err = r.remember(stop)
		}
		if ended(stop) {
			return false
		}
		r.note(&r.planning, err, "finding the cursor")
		if err == nil {
			r.mark = bookmark{saved: max(pos, 0)}
			r.mu.Lock()
			r.pos = max(pos, 0)
			r.run = r
			r.mu.Unlock()
			return true
		}
		rest(stop, delay(r.planning.tries))
	}
}

// note records an outcome. Only the goroutine that a failing belongs to reads its tries without the lock.
func (r *effectRun) note(f *failing, err error, what string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.feed.now()
	f.note(r.log, now, what, err, args...)
	if err != nil {
		r.last = failing{err: err, at: now}
	}
}

// planAll plans events as they come until stop ends.
func (r *effectRun) planAll(stop context.Context) error {
	for {
		more := r.tail.changed()
		full, err := r.planSome(stop)
		if ended(stop) {
			return nil
		}
		wait := r.save(stop)
		r.note(&r.planning, err, "planning")
		if err != nil {
			_, after := judge(err, r.planning.tries)
			wait, more = after, nil
		} else if full {
			wait = 0
		}
		var timer <-chan time.Time
		if wait >= 0 {
			timer = time.After(wait)
		}
		select {
		case <-stop.Done():
			return nil
		case <-r.tail.moved:
			return errMoved
		case <-more:
		case <-timer:
		}
	}
}

// planSome plans some events and keeps what is to be done because of them together with the cursor. Those before the
// first one that fails are kept. full is whether there may be more.
func (r *effectRun) planSome(stop context.Context) (full bool, err error) {
	events, err := r.feed.events(stop, r.tail, r.pos)
	if err != nil || len(events) == 0 {
		return false, err
	}
	full = len(events) > planned
	events = events[:min(len(events), planned)]
	var todo []Delivery
	pos := r.pos
	var failed error
	for _, e := range events {
		var ds []Delivery
		if ds, failed = r.planOne(stop, e); failed != nil {
			break
		}
		todo = append(todo, ds...)
		pos = e.Seq
	}
	if len(todo) > 0 {
		if err := r.keep(stop, todo, pos); err != nil {
			return false, err
		}
	}
	r.mu.Lock()
	r.pos = pos
	if failed == nil {
		r.oldest = time.Time{}
	}
	r.mu.Unlock()
	return full, failed
}

// planOne returns the deliveries of one event, complete but for their ids. An event that the follower will never be
// able to plan has none, and is told as its latest failure.
func (r *effectRun) planOne(stop context.Context, e Event) ([]Delivery, error) {
	if r.o.Only != nil && !r.o.Only(e) {
		return nil, nil
	}
	r.mu.Lock()
	r.plan, r.oldest = time.Now(), e.At
	r.mu.Unlock()
	ctx, cancel := context.WithTimeout(stop, r.o.Timeout)
	defer cancel()
	var ds []Delivery
	err := guard(func() (err error) {
		if ds, err = r.effect.effect.Plan(ctx, e); err == nil {
			err = r.complete(e, ds)
		}
		return err
	})
	r.mu.Lock()
	r.plan = time.Time{}
	r.mu.Unlock()
	v, _ := judge(err, 1)
	if p := (*panicked)(nil); v == never || errors.As(err, &p) {
		var once failing
		r.note(&once, Permanent(err), "planning", "seq", e.Seq, "kind", e.Kind)
		return nil, nil
	}
	if v == skip {
		return nil, nil
	}
	if err != nil {
		err = fmt.Errorf("event %d, %s: %w", e.Seq, e.Kind, err)
	}
	return ds, err
}

// complete fills in what a follower leaves to the feed.
func (r *effectRun) complete(e Event, ds []Delivery) error {
	now := r.feed.now()
	for i := range ds {
		d := &ds[i]
		if d.Key == "" {
			return Permanent(errors.New("a delivery without a key"))
		}
		d.ID, d.Follower, d.Seq, d.State, d.Tries = 0, r.name(), e.Seq, store.DeliveryWaiting, 0
		if d.Topic == "" {
			d.Topic = e.Topic
		}
		if d.Data == nil {
			d.Data = json.RawMessage("{}")
		}
		// At is when it should have been done: its age counts from then.
		d.At = e.At
		if d.Due.IsZero() {
			d.Due = now
		} else if d.Due.After(e.At) {
			d.At = d.Due
		}
	}
	return nil
}

// keep writes deliveries and the cursor in one transaction.
func (r *effectRun) keep(ctx context.Context, todo []Delivery, pos int64) error {
	var added int
	err := r.feed.store.Update(ctx, func(_ context.Context, tx store.Tx) error {
		n := 0
		for _, d := range todo {
			switch _, err := tx.AddDelivery(d); {
			case err == nil:
				n++
			case !errors.Is(err, store.ErrExists):
				return err
			}
		}
		added = n
		return tx.PutCursor(r.name(), pos)
	})
	if err != nil {
		return err
	}
	r.mark = bookmark{saved: pos, at: time.Now()}
	r.mu.Lock()
	r.waiting += added
	r.mu.Unlock()
	r.poke()
	return nil
}

func (r *effectRun) poke() {
	select {
	case r.kick <- struct{}{}:
	default:
	}
}

// save moves the cursor over events that asked for nothing, when that is due, and returns how long until it will be.
func (r *effectRun) save(ctx context.Context) time.Duration {
	if wait := r.mark.wait(r.pos); wait != 0 {
		return wait
	}
	r.mark.at = time.Now()
	if err := r.feed.save(ctx, r.name(), r.pos); err != nil {
		if !ended(ctx) {
			r.note(&r.saving, err, "saving the cursor")
		}
		return saveEvery
	}
	r.note(&r.saving, nil, "saving the cursor")
	r.mark.saved = r.pos
	return -1
}
