package feed

import (
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// verdict is what is to be done after a call.
type verdict int

const (
	done verdict = iota
	again
	never // Permanent
	skip
	pause
)

// failure is an error with what a follower says of it.
type failure struct {
	verdict verdict
	after   time.Duration
	err     error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// Permanent marks an error that no repetition will help: a channel that is gone, a permission that was taken. A view
// leaves the topic until it changes or is refreshed, a delivery has failed for good. nil stays nil.
func Permanent(err error) error { return mark(err, never, 0) }

// RetryAfter marks an error after which the outside said when to come back: the topic or line is not tried before.
func RetryAfter(err error, after time.Duration) error { return mark(err, again, after) }

// Pause marks an error that concerns everything the follower does, as a quota does: nothing is tried before after has passed.
func Pause(err error, after time.Duration) error { return mark(err, pause, after) }

// Skip says that a delivery is not worth doing any more, and why: the round is over, the player left.
func Skip(reason string) error { return mark(errors.New(reason), skip, 0) }

func mark(err error, v verdict, after time.Duration) error {
	if err == nil {
		return nil
	}
	return &failure{verdict: v, after: after, err: err}
}

// judge returns what to do after the nth failure in a row and when, with err as it was before it was marked.
func judge(err error, n int) (verdict, time.Duration) {
	if err == nil {
		return done, 0
	}
	var f *failure
	if !errors.As(err, &f) {
		return again, delay(n)
	}
	if f.verdict == again || f.verdict == pause {
		// Those who were sent away together shall not come back together.
		return f.verdict, f.after + rand.N(f.after/10+time.Millisecond)
	}
	return f.verdict, 0
}

// within keeps the wait after an error below the longest that a follower waits, 0 for any; what the outside asked for
// stays.
func within(longest time.Duration, err error, after time.Duration) time.Duration {
	var f *failure
	if longest == 0 || after <= longest || errors.As(err, &f) {
		return after
	}
	return longest - rand.N(longest/4+1) // those who wait together shall not come back together
}

// delay returns how long to wait after the nth failure in a row: half a second, doubling to a minute, with jitter.
func delay(n int) time.Duration {
	b := backoff.ExponentialBackOff{
		InitialInterval: 500 * time.Millisecond, Multiplier: 2, RandomizationFactor: 0.3, MaxInterval: time.Minute,
	}
	d := b.NextBackOff()
	for range min(n, 10) - 1 {
		d = b.NextBackOff()
	}
	return d
}

// guard calls fn and makes a panic an error with its stack: one follower's mistake shall not end the program.
func guard(fn func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &panicked{fmt.Sprint(p), debug.Stack()}
		}
	}()
	return fn()
}

type panicked struct {
	what  string
	stack []byte
}

func (p *panicked) Error() string { return "panic: " + p.what }

// failing remembers the failures in a row of one thing, so that the log tells each change once.
type failing struct {
	tries int
	err   error // nil when it works
	at    time.Time
}

// note records an outcome and writes it to the log when it is news.
func (f *failing) note(log *slog.Logger, now time.Time, what string, err error, args ...any) {
	if err == nil {
		if f.tries > 0 {
			log.Info(what+" works again", append(args, "tries", f.tries)...)
		}
		f.tries, f.err = 0, nil
		return
	}
	news := f.err == nil || f.err.Error() != err.Error()
	f.tries++
	f.err, f.at = err, now
	if !news {
		return
	}
	args = append(args, "err", err)
	if p := (*panicked)(nil); errors.As(err, &p) {
		args = append(args, "stack", string(p.stack))
	}
	if v, _ := judge(err, f.tries); v == never {
		log.Error(what+" failed for good", args...)
		return
	}
	log.Warn(what+" failed", args...)
}
