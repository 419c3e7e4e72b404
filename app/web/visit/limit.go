package visit

import (
	"context"
	"sync"
	"time"
)

// limit is the context of one request: it ends when the handler has taken too long, and when the request is over. It is
// context.WithTimeout, but for a timer that is only set once somebody waits for the end: a page that comes out of memory
// never does, and the timer was a fifth of what such a page cost.
type limit struct {
	until time.Time

	mu     sync.Mutex
	over   bool
	waited context.Context // nil until somebody waits
	cancel context.CancelFunc
}

// Deadline returns when the handler has taken too long.
func (l *limit) Deadline() (time.Time, bool) { return l.until, true }

// Done returns a channel that is closed at the end.
func (l *limit) Done() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.waited == nil {
		l.waited, l.cancel = context.WithDeadline(context.Background(), l.until)
		if l.over {
			l.cancel()
		}
	}
	return l.waited.Done()
}

// Err returns why it has ended, nil while it has not.
func (l *limit) Err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.waited != nil:
		return l.waited.Err()
	case l.over:
		return context.Canceled
	case !time.Now().Before(l.until):
		return context.DeadlineExceeded
	}
	return nil
}

// Value returns nothing: a request carries none.
func (l *limit) Value(any) any { return nil }

// end ends it, as the cancel function of a context does.
func (l *limit) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.over = true
	if l.cancel != nil {
		l.cancel()
	}
}
