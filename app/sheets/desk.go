package sheets

import (
	"context"
	"sync"
	"time"

	"matchday/app/league/edits"
)

// desk is what is known of one mirror while the process runs. Nothing depends on it but the pace: all that must not be
// forgotten is in the store.
type desk struct {
	turn chan struct{} // held by whoever works on the mirror

	mu      sync.Mutex
	wanted  bool      // to be read without waiting for the poll
	tried   time.Time // when it was last read, or tried to be
	shown   bool      // mark says what the Sheet shows
	mark    edits.Mark
	fails   int
	until   time.Time // not tried before
	told    string    // the failure that the history and the notices of the league have
	behind  time.Time // when the oldest change was made that the Sheet does not show
	pending int
	pulled  time.Time
	pushed  time.Time
	trouble string
}

// hold waits until nobody else works on the mirror; release ends it.
func (d *desk) hold(ctx context.Context) error {
	select {
	case d.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (d *desk) release() { <-d.turn }

func (d *desk) want() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.wanted = true
}

// soonest is the least time between two readings that were asked for, by the hook or by a press.
const soonest = 2 * time.Second

// due returns how long until the mirror is to be read, zero or less for now.
func (d *desk) due(poll time.Duration) time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	next := d.tried.Add(poll)
	if d.wanted {
		next = d.tried.Add(min(soonest, poll))
	}
	if next.Before(d.until) {
		next = d.until
	}
	return time.Until(next)
}

// begin notes that the mirror is being read.
func (d *desk) begin() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tried, d.wanted = time.Now(), false
}

// shows reports whether the Sheet shows everything up to a mark.
func (d *desk) shows(m edits.Mark) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.shown && d.mark == m
}

// late notes since when the Sheet is behind, if that is not known already.
func (d *desk) late(since time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.behind.IsZero() {
		d.behind = since
	}
}

// read notes that the Sheet was read; cells are still to be written.
func (d *desk) read(now time.Time, cells int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pulled, d.pending = now, cells
}

// stands notes that the Sheet shows everything up to a mark. recovered is whether a failure had been told.
func (d *desk) stands(m edits.Mark, now time.Time) (recovered bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	recovered = d.told != ""
	d.shown, d.mark, d.pushed = true, m, now
	d.fails, d.until, d.told, d.trouble, d.behind, d.pending = 0, time.Time{}, "", "", time.Time{}, 0
	return recovered
}

// Failures of one Sheet that are worth a place in the history, and a notice for staff.
const (
	tellRun    = 1
	tellNotice = 4
)

// failed notes a failure that may pass and returns whether the history and the staff are to be told.
func (d *desk) failed(why string, after time.Duration) (run, notice bool, wait time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fails++
	wait = max(rest(d.fails), after)
	d.until, d.trouble = time.Now().Add(wait), why
	run = d.fails == tellRun || d.told != "" && d.told != why
	notice = d.fails == tellNotice
	d.told = why
	return run, notice, wait
}

// stopped notes that the mirror was paused: what it would say is said by the mirror itself.
func (d *desk) stopped() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fails, d.until, d.told, d.trouble, d.pending, d.shown = 0, time.Time{}, "", "", 0, false
}

func (d *desk) health() edits.Health {
	d.mu.Lock()
	defer d.mu.Unlock()
	h := edits.Health{Pulled: d.pulled, Pushed: d.pushed, Pending: d.pending, Trouble: d.trouble, Next: d.until}
	if !d.behind.IsZero() {
		h.Lag = max(0, time.Since(d.behind))
	}
	return h
}
