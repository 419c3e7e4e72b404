package sqlite

import (
	"context"
	"time"
)

// OpenTuned opens a store as benchmarks compare it: with another synchronous mode, and with groups of at most so many.
func OpenTuned(ctx context.Context, o Options, synchronous string, group int) (*Store, error) {
	t := standard()
	t.synchronous, t.group = synchronous, group
	return open(ctx, o, t)
}

// OpenWatching opens a store that looks for other processes often.
func OpenWatching(ctx context.Context, o Options, poll time.Duration) (*Store, error) {
	t := standard()
	t.poll = poll
	return open(ctx, o, t)
}
