package sheets

import (
	"context"
	"sync"
	"time"
)

// Google allows 60 calls of a kind in any minute. Fifty a minute with six at once never exceed 56; the rest is for the
// people who wait on a page and do not queue, and for another program of the same account.
const (
	paceEvery = time.Minute / 50
	paceBurst = 6
	paceDebt  = 10 // how many calls of people may be ahead of the pace
)

// pace hands out calls of one kind evenly and in turn.
type pace struct {
	turn chan struct{} // held by the first of those who wait; a channel serves them in order

	mu   sync.Mutex
	full time.Time // when nothing would be owed any more
}

func newPace() *pace { return &pace{turn: make(chan struct{}, 1)} }

// take waits for a call.
func (p *pace) take(ctx context.Context) error {
	select {
	case p.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-p.turn }()
	for {
		wait := p.grab(paceBurst)
		if wait <= 0 {
			return nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// jump takes a call without queueing, for a person who waits; those who queue wait longer for it.
func (p *pace) jump(ctx context.Context) error {
	if p.grab(paceBurst+paceDebt) <= 0 {
		return nil
	}
	return p.take(ctx)
}

// grab takes a call when no more than burst are owed with it, else it tells how long to wait.
func (p *pace) grab(burst int) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.full.Before(now) {
		p.full = now
	}
	next := p.full.Add(paceEvery)
	if wait := next.Sub(now) - time.Duration(burst)*paceEvery; wait > 0 {
		return wait
	}
	p.full = next
	return 0
}

// back returns a call that was not made.
func (p *pace) back() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.full = p.full.Add(-paceEvery)
}
