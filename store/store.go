// Package store is the promise of what Matchday keeps: one small interface for each thing kept, a transaction that has
// them all, and the events that commit together with every write. Package sqlstore keeps it, in SQL that SQLite and
// PostgreSQL both read; package storetest is the promise as tests.
//
// Verbs: Thing reads one, ThingsOf a list, AddThing inserts, PutThing inserts or replaces, DropThing removes.
// ErrNotFound and ErrExists leave a transaction usable; after any other error it is dead and will not commit.
//
// Times are kept to the millisecond and come back in UTC; what an Add returns is what would be read. Texts come back byte
// for byte, provided that they are valid UTF-8 without NUL.
package store

import (
	"context"
	"errors"
)

// Store opens transactions.
type Store interface {
	// View runs fn on one moment of the database. A write in it fails. Changes that commit meanwhile are not seen.
	View(ctx context.Context, fn func(context.Context, Tx) error) error
	// Update runs fn in a transaction that commits if fn returns nil and leaves nothing behind otherwise. Writers queue.
	// fn may run more than once: it must have no effects but through tx, assign results last, and must not use a
	// sequence number for anything outside before Update has returned. The context given to fn is marked: opening another
	// transaction with it is refused with ErrNested.
	Update(ctx context.Context, fn func(context.Context, Tx) error) error
	// Head returns the newest committed sequence number of a topic, 0 for one that has none. It is never behind an
	// Update that has returned in this process.
	Head(topic string) int64
	// Wake returns a channel of capacity 1 that gets a value after something was committed, here or elsewhere. Only one
	// reader may use it.
	Wake() <-chan struct{}
	// Lead runs fn while this process is the one that runs the bot, the mirror and the clock. Its context ends the moment
	// that is lost; Lead then returns and may be called again. It waits while another process leads.
	Lead(ctx context.Context, fn func(context.Context) error) error
	// ID identifies the database. It changes with every restore: sequence numbers compare only within one ID.
	ID() string
	// Check reports why the database cannot be written now, nil when it can.
	Check(ctx context.Context) error
	// Close waits for running transactions and releases everything.
	Close() error
}

// Tx is what can be read and written in one transaction. It carries the store's own context and is only valid until
// the function it was given to returns.
type Tx interface {
	Leagues
	People
	Staff
	Logins
	Sessions
	Tokens
	Tournaments
	Entries
	Rounds
	Lobbies
	Steps
	Timers
	Venues
	Grants
	Notices
	Graphics
	Mirrors
	MirrorRows
	MirrorPushes
	Conflicts
	MirrorRuns
	Causes
	Events
	Cursors
	Deliveries
}

// The errors that a caller decides on.
var (
	ErrNotFound = errors.New("store: not found")
	ErrExists   = errors.New("store: exists already")
	ErrReadOnly = errors.New("store: a write in a View")
	ErrNested   = errors.New("store: a transaction inside a transaction of the same call")
	ErrClosed   = errors.New("store: closed")
	ErrNewer    = errors.New("store: the database was written by a newer version of Matchday")
	ErrInUse    = errors.New("store: the data directory is in use by another Matchday")
)
