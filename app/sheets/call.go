package sheets

import (
	"context"
	"errors"
	"time"

	"google.golang.org/api/googleapi"
)

// callTime bounds one call. Google gives up after 180 s itself; a Sheet that takes longer than this is tried again.
const callTime = 40 * time.Second

// resting tells that Google is left alone for now.
type resting struct {
	until time.Time
	why   string
}

func (r *resting) Error() string { return r.why }

// trip makes the calls of one errand and counts them.
type trip struct {
	*Service
	person bool // somebody waits for it: it does not queue, and is tried in any weather
	calls  int
}

// read waits for its turn and makes a call that reads.
func (t *trip) read(ctx context.Context, do func(context.Context) error) error {
	return t.call(ctx, t.reads, do)
}

// write is read for a call that writes.
func (t *trip) write(ctx context.Context, do func(context.Context) error) error {
	return t.call(ctx, t.writes, do)
}

func (t *trip) call(ctx context.Context, p *pace, do func(context.Context) error) error {
	if err := t.clear(); err != nil {
		return err
	}
	wait := p.take
	if t.person {
		wait = p.jump
	}
	if err := wait(ctx); err != nil {
		return err
	}
	return t.paid(ctx, do)
}

// clear refuses calls while Google is left alone.
func (t *trip) clear() error {
	if until, why := t.weather.now(); why != "" && !t.person {
		return &resting{until, why}
	}
	return nil
}

// paid makes a call whose turn has been taken.
func (t *trip) paid(ctx context.Context, do func(context.Context) error) error {
	if err := t.clear(); err != nil {
		return err // the weather changed while it queued
	}
	t.calls++
	inner, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	err := do(inner)
	if err == nil {
		t.weather.fair()
		return nil
	}
	err = judge(ctx, err, t.account)
	switch f := (*trouble)(nil); {
	case !errors.As(err, &f):
	case f.halt:
		t.weather.fair() // it was answered
	default:
		t.weather.foul(f.all, f.after, f.Sentence)
		t.o.Log.Warn("a call of the Sheets API failed", "why", f.Error())
	}
	return err
}

// only names the parts of an answer that are wanted.
func only(fields string) googleapi.Field { return googleapi.Field(fields) }
