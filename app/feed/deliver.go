package feed

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"matchday/store"
)

const (
	dueAtOnce  = 100             // deliveries read at a time
	dueAtMost  = 10 * dueAtOnce  // when those of failing lines stand in front
	heldAtMost = 100 * dueAtOnce // deliveries looked through at the start for those that failed
	lookAgain  = time.Second     // while a line fails: others may come due behind it
	lookAfter  = 5 * time.Second // for what is due later: by Options.Now, which can be ahead of the time that passes
	retried    = 100 * time.Hour // no delay is longer
	writeDown  = 5 * time.Second // may take the outcome of a delivery
)

// hold keeps a line in order: nothing of it is done before the delivery that failed. That is remembered as a whole,
// because behind a long backlog its new due time puts it where no reading of the first few would find it.
type hold struct {
	Delivery
	failing failing
}

// remember finds what is waiting, and the deliveries that failed before and hold up their lines.
func (r *effectRun) remember(ctx context.Context) error {
	var ds []Delivery
	var waiting int
	now := r.feed.now()
	err := r.feed.store.View(ctx, func(_ context.Context, tx store.Tx) (err error) {
		if waiting, err = tx.WaitingDeliveries(r.name()); err != nil {
			return err
		}
		ds, err = tx.DeliveriesDue(r.name(), now.Add(retried), heldAtMost)
		return err
	})
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waiting = waiting
	for _, d := range ds {
		if line := r.o.Line(d); d.Tries > 0 && r.held[line].ID == 0 {
			r.held[line] = hold{d, failing{tries: d.Tries, err: errors.New(d.Failure), at: now}}
		}
	}
	return nil
}

// deliverAll does what is due until stop ends.
func (r *effectRun) deliverAll(stop context.Context) {
	for !ended(stop) {
		ds, wait, err := r.next(stop)
		if err == nil {
			err = r.deliverSome(stop, ds)
		}
		if ended(stop) {
			return
		}
		r.note(&r.settling, err, "keeping deliveries")
		if err != nil {
			rest(stop, delay(r.settling.tries))
			continue
		}
		if len(ds) > 0 {
			continue
		}
		var timer <-chan time.Time
		if wait >= 0 {
			timer = time.After(wait)
		}
		select {
		case <-stop.Done():
		case <-r.kick:
		case <-timer:
		}
	}
}

// next returns what can be done now, or how long until there may be something, negative for never.
func (r *effectRun) next(ctx context.Context) (ds []Delivery, wait time.Duration, err error) {
	for limit := dueAtOnce; ; limit *= 10 {
		now := r.feed.now()
		var due []Delivery
		var later time.Time
		err := r.feed.store.View(ctx, func(_ context.Context, tx store.Tx) (err error) {
			if due, err = tx.DeliveriesDue(r.name(), now, limit); err != nil || len(due) > 0 {
				return err
			}
			if later, err = tx.NextDelivery(r.name()); errors.Is(err, store.ErrNotFound) {
				return nil
			}
			return err
		})
		if err != nil {
			return nil, 0, err
		}
		all := len(due) < limit
		switch ds = r.free(due, now, all); {
		case len(ds) > 0:
			return ds, 0, nil
		case len(due) > 0 && (all || limit >= dueAtMost):
			return nil, r.heldFor(now), nil
		case len(due) == 0 && later.IsZero():
			return nil, -1, nil
		case len(due) == 0:
			return nil, min(max(later.Sub(now), time.Millisecond), lookAfter), nil
		}
	}
}

// free returns those of the due deliveries that no earlier one of their line holds up, oldest first. all is whether
// due is everything that is due.
func (r *effectRun) free(due []Delivery, now time.Time, all bool) []Delivery {
	r.mu.Lock()
	defer r.mu.Unlock()
	for line, h := range r.held {
		switch {
		case h.Due.After(now) || slices.ContainsFunc(due, func(d Delivery) bool { return d.ID == h.ID }):
		case all:
			delete(r.held, line) // it was taken away
		default:
			due = append(due, h.Delivery)
		}
	}
	slices.SortFunc(due, func(a, b Delivery) int { return cmp.Compare(a.ID, b.ID) })
	r.due = due
	ds := make([]Delivery, 0, len(due))
	for _, d := range due {
		if r.mayBegin(d) {
			ds = append(ds, d)
		}
	}
	return ds
}

// heldFor returns how long until a line that fails is tried again, or until others are looked for behind it.
func (r *effectRun) heldFor(now time.Time) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	wait := lookAgain
	for _, h := range r.held {
		wait = min(wait, max(h.Due.Sub(now), time.Millisecond))
	}
	return wait
}

// mayBegin reports whether no other delivery holds up the line of d.
func (r *effectRun) mayBegin(d Delivery) bool {
	h, held := r.held[r.o.Line(d)]
	return !held || h.ID == d.ID
}

// deliverSome does deliveries one after the other. What fails holds up the rest of its line.
func (r *effectRun) deliverSome(stop context.Context, ds []Delivery) error {
	for _, d := range ds {
		r.mu.Lock()
		may := r.mayBegin(d)
		r.mu.Unlock()
		if !may {
			continue
		}
		wait, err := r.deliverOne(d)
		if err != nil {
			return err
		}
		if !rest(stop, wait) {
			return nil
		}
	}
	return nil
}

// deliverOne does one and writes down what came of it. It returns how long the next one has to wait.
func (r *effectRun) deliverOne(d Delivery) (wait time.Duration, err error) {
	if age := r.feed.now().Sub(d.At); r.o.MaxAge > 0 && age > r.o.MaxAge {
		d.Failure = fmt.Sprintf("it was %s late", age.Round(time.Second))
		d.State = store.DeliverySkipped
		return 0, r.settle(d, nil)
	}
	r.mu.Lock()
	r.deliver = time.Now()
	r.mu.Unlock()
	ctx, cancel := context.WithTimeout(r.work, r.o.Timeout)
	var sent string
	failed := guard(func() (err error) {
		sent, err = r.effect.effect.Deliver(ctx, d)
		return err
	})
	cancel()
	r.mu.Lock()
	r.deliver = time.Time{}
	r.mu.Unlock()
	if failed != nil && ended(r.work) {
		return 0, nil // it was told to end: nothing is known of what it would have met
	}
	d.Tries++
	v, after := judge(failed, d.Tries)
	after = within(r.o.Longest, failed, after)
	wait = r.o.Gap
	d.Failure = ""
	switch v {
	case done:
		d.State, d.Sent = store.DeliverySent, sent
	case skip:
		d.State, d.Failure = store.DeliverySkipped, failed.Error()
	case never:
		d.State, d.Failure = store.DeliveryFailed, failed.Error()
	case pause:
		wait = max(wait, after)
		fallthrough
	case again:
		d.Failure, d.Due = failed.Error(), r.feed.now().Add(after)
	}
	if v == skip {
		failed = nil
	}
	return wait, r.settle(d, failed)
}

// settle writes down what came of a delivery. It goes on trying while the database refuses, because what is not
// written down is done again; a delivery that is not there any more is none.
func (r *effectRun) settle(d Delivery, failed error) error {
	line := r.o.Line(d)
	r.mu.Lock()
	h := r.held[line]
	now := r.feed.now()
	h.failing.note(r.log, now, "delivering", failed, "delivery", d.ID, "topic", d.Topic)
	r.due = slices.DeleteFunc(r.due, func(o Delivery) bool { return o.ID == d.ID })
	if d.State == store.DeliveryWaiting {
		r.held[line] = hold{d, h.failing}
	} else {
		delete(r.held, line)
	}
	switch {
	case failed != nil:
		r.last = failing{err: failed, at: now}
	case d.State == store.DeliverySent:
		r.success = now
	}
	r.mu.Unlock()
	for n := 1; ; n++ {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.work), writeDown)
		err := r.feed.store.Update(ctx, func(_ context.Context, tx store.Tx) error {
			if err := tx.PutDelivery(d); !errors.Is(err, store.ErrNotFound) {
				return err
			}
			return nil
		})
		cancel()
		if err == nil {
			break
		}
		if ended(r.work) {
			return err
		}
		r.note(&r.settling, err, "keeping deliveries")
		rest(r.work, delay(n))
	}
	if d.State != store.DeliveryWaiting {
		r.mu.Lock()
		r.waiting--
		r.mu.Unlock()
	}
	return nil
}
