// Package account is how people get in: the link that makes the first owner, passwords, one-time links, sessions, the
// code that joins a web login to a Discord account, and what the console can do to logins.
package account

import (
	"context"
	"time"

	"matchday/app/secret"
	"matchday/store"
)

// Accounts lets people in and out. It keeps nothing in memory: secrets are stored hashed, and whoever ends one ends it
// everywhere.
type Accounts struct {
	store  store.Store
	now    func() time.Time
	hasher *secret.Hasher
}

// New returns the Accounts of a store; now is the clock by which links and sessions end.
func New(s store.Store, now func() time.Time) *Accounts {
	return &Accounts{store: s, now: now, hasher: secret.NewHasher()}
}

func (a *Accounts) view(ctx context.Context, fn func(store.Tx) error) error {
	return a.store.View(ctx, func(_ context.Context, tx store.Tx) error { return fn(tx) })
}

func (a *Accounts) update(ctx context.Context, fn func(store.Tx) error) error {
	return a.store.Update(ctx, func(_ context.Context, tx store.Tx) error { return fn(tx) })
}
