package postgres

import (
	"context"
	"time"
)

// OpenTuned opens a store that looks for what it was not told, and asks to lead, as often as a test has patience for.
func OpenTuned(ctx context.Context, o Options, poll time.Duration) (*Store, error) {
	t := standard()
	t.poll, t.check = poll, poll
	return open(ctx, o, t)
}

// LeadKey returns the number of the lock that the leader holds.
func LeadKey(s *Store) int64 { return key("lead", s.id) }

// ErrLost is why a leader whose connection broke has to stop.
var ErrLost = errLost
