package league

import (
	"context"
	crand "crypto/rand"
	"encoding/binary"
	"sync"
	"time"

	"matchday/app/league/account"
	"matchday/app/league/find"
	"matchday/app/person"
	"matchday/store"
)

// League carries out wishes; signing in and out are those of Accounts. It holds no authority in memory: what it keeps are
// readings that the store's sequence numbers prove current.
type League struct {
	*account.Accounts

	store store.Store
	now   func() time.Time
	nudge chan struct{} // the schedule changed: the clock looks again

	mu     sync.Mutex
	boards map[int64]*boardSlot
}

// Options are what a League needs besides its store.
type Options struct {
	Now func() time.Time // nil is the machine's clock
}

// New returns a League on a store.
func New(s store.Store, o Options) *League {
	if o.Now == nil {
		o.Now = time.Now
	}
	l := &League{store: s, now: o.Now, nudge: make(chan struct{}, 1), boards: map[int64]*boardSlot{}}
	l.Accounts = account.New(s, l.Now)
	return l
}

// Now returns the time by which the league acts, in UTC and to the millisecond as it is stored.
func (l *League) Now() time.Time { return l.now().UTC().Truncate(time.Millisecond) }

func (l *League) view(ctx context.Context, fn func(store.Tx) error) error {
	return l.store.View(ctx, func(_ context.Context, tx store.Tx) error { return fn(tx) })
}

func (l *League) update(ctx context.Context, fn func(store.Tx) error) error {
	return l.store.Update(ctx, func(_ context.Context, tx store.Tx) error { return fn(tx) })
}

// done reports whether the actor's wish was carried out before.
func done(tx store.Tx, who person.Actor) (bool, error) {
	if who.Cause == "" {
		return false, nil
	}
	before, err := find.Optional(tx.Cause(who.Cause))
	return before != nil, err
}

// remember keeps that the actor's wish was carried out, seq being its first event.
func remember(tx store.Tx, who person.Actor, seq int64, at time.Time) error {
	if who.Cause == "" {
		return nil
	}
	return tx.AddCause(store.Cause{Cause: who.Cause, Person: who.Person, Seq: seq, At: at})
}

// dice returns a seed for a draw. It is stored with what was drawn from it.
func dice() int64 {
	var b [8]byte
	_, _ = crand.Read(b[:]) // never fails: crypto/rand ends the program instead
	return int64(binary.BigEndian.Uint64(b[:]) >> 1)
}
