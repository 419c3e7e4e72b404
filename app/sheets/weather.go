package sheets

import (
	"math/rand/v2"
	"sync"
	"time"
)

// The circuit breaker: how long Google is left alone after it was not there.
const (
	firstRest = time.Second
	longRest  = time.Minute
	// stormy is how many failures in a row, of whichever Sheets, are taken for Google's and not for one Sheet's.
	stormy = 3
)

// weather knows whether Google is there. While it is not, nothing is asked of it but what a person waits for, and once in
// a while one call to see.
type weather struct {
	mu    sync.Mutex
	fails int
	until time.Time
	why   string
}

// now returns until when Google is left alone, and why; empty when it is not.
func (w *weather) now() (time.Time, string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !time.Now().Before(w.until) {
		return time.Time{}, ""
	}
	return w.until, w.why
}

// trouble returns why Google was not there the last time, and until when it is left alone; empty once it has answered.
func (w *weather) trouble() (time.Time, string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.until, w.why
}

// fair notes a call that was answered.
func (w *weather) fair() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fails, w.until, w.why = 0, time.Time{}, ""
}

// foul notes a call that failed and may not the next time. all tells that it concerns every Sheet, after is what Google
// asked for.
func (w *weather) foul(all bool, after time.Duration, why string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fails++
	if !all && w.fails < stormy {
		return
	}
	w.why = why
	if until := time.Now().Add(max(rest(w.fails), after)); until.After(w.until) {
		w.until = until
	}
}

// rest is how long to wait after the nth failure in a row: doubling from a second to a minute, with up to a fifth more, so
// that those who failed together do not come back together.
func rest(n int) time.Duration {
	d := longRest
	if n < 7 {
		d = firstRest << max(0, n-1)
	}
	return d + rand.N(d/5)
}
