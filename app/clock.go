package app

import (
	"context"
	"time"
)

// clockEvery is the longest that the clock sleeps: a machine that was suspended, or whose time was set, is noticed then.
const clockEvery = 15 * time.Second

// clock does what the schedules want until ctx ends.
func (a *App) clock(ctx context.Context) error {
	for {
		next, err := a.league.Tick(ctx)
		if err != nil && ctx.Err() == nil {
			a.log.Error("the schedule could not be followed", "err", err)
		}
		wait := clockEvery
		if err == nil && !next.IsZero() {
			wait = max(10*time.Millisecond, min(wait, next.Sub(a.league.Now())))
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-a.league.Nudged():
		case <-timer.C:
		}
		timer.Stop()
	}
}
