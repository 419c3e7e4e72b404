package ask

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	"matchday/app/discord/say"
	"matchday/app/discord/wire"
)

// tokenLife is for how long a deferral is worth following up. What was deferred shows that the bot is thinking until then,
// so an answer is tried as long as Discord would take it.
const tokenLife = 14 * time.Minute

// unanswered says that Discord takes no answer to an interaction any more. Nothing was done for it.
type unanswered struct{ err error }

func (u *unanswered) Error() string { return "no answer is taken any more: " + u.err.Error() }
func (u *unanswered) Unwrap() error { return u.err }

// reply is the answer to one interaction. Its first answer is given once: by finish, or by the deferral.
type reply struct {
	client *wire.Client
	ask    *Ask
	manner Manner

	mu       sync.Mutex
	timer    *time.Timer
	answered bool
	deferred chan struct{} // closed when a deferral that was begun has ended; nil while none was
	failure  error         // of the deferral
	first    time.Time
}

// start begins to count the time after which the interaction is deferred.
func (r *reply) start(ctx context.Context) {
	if r.manner == InPlace && !r.ask.private {
		r.manner = Private
	}
	if r.manner == Opens {
		return
	}
	wait := deferAfter - time.Since(r.ask.At)
	if r.old() {
		wait = 0
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.timer = time.AfterFunc(max(0, wait), func() { r.later(ctx) })
}

// old reports whether the interaction may have waited so long that Discord has given it up: one that a resumed gateway
// brings late. Clocks may differ, so that this decides about deferring only.
func (r *reply) old() bool {
	n, err := strconv.ParseInt(r.ask.ID, 10, 64)
	if err != nil {
		return false
	}
	made := time.UnixMilli(n>>22 + 1420070400000)
	return time.Since(made) > late
}

// ready returns at once, or, for an interaction that may have come too late, once Discord has taken the deferral: what
// cannot be answered is not done.
func (r *reply) ready(ctx context.Context) error {
	if r.manner == Opens || !r.old() {
		return nil
	}
	r.later(ctx)
	r.mu.Lock()
	deferred := r.deferred
	r.mu.Unlock()
	<-deferred
	if r.failure != nil {
		return &unanswered{r.failure}
	}
	return nil
}

// later sends the deferral, unless the first answer was given or begun.
func (r *reply) later(ctx context.Context) {
	r.mu.Lock()
	if r.answered || r.deferred != nil {
		r.mu.Unlock()
		return
	}
	done := make(chan struct{})
	r.deferred = done
	r.mu.Unlock()
	res := wire.Response{Type: wire.RespondLater}
	switch r.manner {
	case Private:
		res.Data = map[string]int{"flags": say.Message{}.Private().Flags}
	case InPlace:
		res.Type = wire.RespondEditSoon
	}
	err := r.respond(ctx, res)
	r.mu.Lock()
	r.failure = err
	r.mu.Unlock()
	close(done)
}

// finish shows the answer. An error means that the person has not seen it.
func (r *reply) finish(ctx context.Context, answer Answer) error {
	r.mu.Lock()
	if r.timer != nil {
		r.timer.Stop()
	}
	deferred := r.deferred
	r.answered = deferred == nil
	r.mu.Unlock()
	if deferred == nil {
		return r.respond(ctx, r.direct(answer))
	}
	<-deferred
	if r.failure != nil {
		return r.failure
	}
	if answer.message == nil {
		return errors.New("a form cannot be opened after a deferral")
	}
	ctx, cancel := context.WithTimeout(ctx, tokenLife)
	defer cancel()
	return r.repeat(ctx, func() error { return r.amend(ctx, answer) })
}

// direct is the first answer that shows the whole.
func (r *reply) direct(answer Answer) wire.Response {
	switch {
	case answer.modal != nil:
		return wire.Response{Type: wire.RespondModal, Data: answer.modal}
	case answer.change && r.manner == InPlace:
		return wire.Response{Type: wire.RespondEdit, Data: answer.message}
	case r.manner == Public && !answer.refusal:
		return wire.Response{Type: wire.RespondMessage, Data: answer.message}
	}
	return wire.Response{Type: wire.RespondMessage, Data: answer.message.Private()}
}

// amend shows the answer after a deferral.
func (r *reply) amend(ctx context.Context, answer Answer) error {
	switch {
	case r.manner == InPlace && !answer.change:
		return r.client.Add(ctx, r.ask.token, answer.message.Private())
	case r.manner == Public && answer.refusal:
		if err := r.client.Add(ctx, r.ask.token, answer.message.Private()); err != nil {
			return err
		}
		return r.client.Drop(ctx, r.ask.token)
	}
	return r.client.Amend(ctx, r.ask.token, *answer.message)
}

// respond gives the first answer, again while there is time for it. An answer that Discord has already counts as given:
// it was heard and its acknowledgement lost.
func (r *reply) respond(ctx context.Context, res wire.Response) error {
	ctx, cancel := context.WithDeadline(ctx, r.ask.At.Add(firstAnswer))
	defer cancel()
	err := r.repeat(ctx, func() error { return r.client.Respond(ctx, r.ask.ID, r.ask.token, res) })
	if wire.Code(err) == wire.Answered {
		err = nil
	}
	if err == nil {
		r.mu.Lock()
		r.first = time.Now()
		r.mu.Unlock()
	}
	return err
}

// repeat calls fn until it works, is refused for good or the context's time is over.
func (r *reply) repeat(ctx context.Context, fn func() error) error {
	wait := 100 * time.Millisecond
	for {
		err := fn()
		var f *wire.Failure
		switch {
		case err == nil, errors.As(err, &f) && f.Status < 500 && f.After == 0:
			return err
		case f != nil && f.After > 0:
			wait = f.After
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return err
		case <-timer.C:
		}
		wait = min(2*wait, 5*time.Second)
	}
}

// took returns how long the first answer took, 0 when none was given.
func (r *reply) took() time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.first.IsZero() {
		return 0
	}
	return r.first.Sub(r.ask.At)
}
