package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"matchday/store"
	"matchday/store/sqlstore/query"
)

// Tx is one transaction of either database. It is made by Begin and over with End.
type Tx struct {
	caller  context.Context // only looked at: a cancelled statement would take the whole transaction with it
	own     context.Context
	q       *query.Queries
	db      query.DBTX
	kind    Kind
	until   time.Time // no statement begins later; zero for no limit
	dead    error
	over    atomic.Bool
	written bool
	said    []Said
	entries map[int64]entryKept // by id: as the database has them inside this transaction
}

var _ store.Tx = (*Tx)(nil)

// Kind says what a transaction may do and how its database differs.
type Kind struct {
	Write bool
	// Settle is SQL that is run after a lobby was put back under the number $1 that it had before, so that numbers given
	// later do not meet it; empty where the database sees to that itself.
	Settle string
}

// Said is one event of a transaction: its topic and its number.
type Said struct {
	Topic string
	Seq   int64
}

var (
	errOver = errors.New("store: a transaction used after its function has returned")
	errSlow = errors.New("store: the transaction took too long and was stopped, so that others can write")
)

// Begin returns a transaction whose statements run on db, which must be inside one, under the store's own context. The
// caller's context is looked at before every statement; after until no statement begins.
func Begin(own, caller context.Context, q *query.Queries, db query.DBTX, kind Kind, until time.Time) *Tx {
	return &Tx{own: own, caller: caller, q: q, db: db, kind: kind, until: until}
}

// End makes the transaction unusable and returns why it must not commit: the error that its function returned, else the
// first error after which it was dead.
func (tx *Tx) End(err error) error {
	tx.over.Store(true)
	if err != nil {
		return err
	}
	return tx.dead
}

// Dead returns the error after which the transaction can do nothing more, nil while it lives.
func (tx *Tx) Dead() error { return tx.dead }

// Said returns the events that were added.
func (tx *Tx) Said() []Said { return tx.said }

// Wrote reports whether anything was written or tried to be.
func (tx *Tx) Wrote() bool { return tx.written }

// ready returns why the next statement must not run.
func (tx *Tx) ready() error {
	switch {
	case tx.over.Load():
		return errOver
	case tx.dead != nil:
		return tx.dead
	case tx.caller.Err() != nil:
		return tx.kill(context.Cause(tx.caller))
	case !tx.until.IsZero() && time.Now().After(tx.until):
		return tx.kill(errSlow)
	}
	return nil
}

// writable is ready for a statement that writes.
func (tx *Tx) writable() error {
	if err := tx.ready(); err != nil {
		return err
	}
	if !tx.kind.Write {
		return tx.kill(store.ErrReadOnly)
	}
	tx.written = true
	return nil
}

func (tx *Tx) kill(err error) error {
	tx.dead = err
	return err
}

// outcome turns what a statement returned into what the promise says, and makes the transaction dead where it must.
func (tx *Tx) outcome(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return store.ErrNotFound
	}
	return tx.kill(fmt.Errorf("store: %w", err))
}

// one reads one row.
func one[A, R, T any](tx *Tx, ask func(*query.Queries, context.Context, A) (R, error), arg A, as func(R) T) (T, error) {
	var none T
	if err := tx.ready(); err != nil {
		return none, err
	}
	row, err := ask(tx.q, tx.own, arg)
	if err != nil {
		return none, tx.outcome(err)
	}
	return as(row), nil
}

// list reads rows.
func list[A, R, T any](tx *Tx, ask func(*query.Queries, context.Context, A) ([]R, error), arg A, as func(R) T) ([]T, error) {
	if err := tx.ready(); err != nil {
		return nil, err
	}
	rows, err := ask(tx.q, tx.own, arg)
	if err != nil {
		return nil, tx.outcome(err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	all := make([]T, len(rows))
	for i, row := range rows {
		all[i] = as(row)
	}
	return all, nil
}

// all reads every row of a query without arguments.
func all[R, T any](tx *Tx, ask func(*query.Queries, context.Context) ([]R, error), as func(R) T) ([]T, error) {
	return list(tx, func(q *query.Queries, ctx context.Context, _ struct{}) ([]R, error) { return ask(q, ctx) }, struct{}{}, as)
}

// add inserts a row and returns its number, ErrExists when a unique column of it is another's.
func add[A any](tx *Tx, insert func(*query.Queries, context.Context, A) (int64, error), arg A) (int64, error) {
	if err := tx.writable(); err != nil {
		return 0, err
	}
	id, err := insert(tx.q, tx.own, arg)
	if err = tx.outcome(err); errors.Is(err, store.ErrNotFound) {
		err = store.ErrExists
	}
	return id, err
}

// run writes.
func run[A any](tx *Tx, write func(*query.Queries, context.Context, A) error, arg A) error {
	if err := tx.writable(); err != nil {
		return err
	}
	return tx.outcome(write(tx.q, tx.own, arg))
}

// rows writes and returns how many rows it reached.
func rows[A any](tx *Tx, write func(*query.Queries, context.Context, A) (int64, error), arg A) (int64, error) {
	if err := tx.writable(); err != nil {
		return 0, err
	}
	n, err := write(tx.q, tx.own, arg)
	return n, tx.outcome(err)
}

// replace writes one row, ErrNotFound when it is not there.
func replace[A any](tx *Tx, write func(*query.Queries, context.Context, A) (int64, error), arg A) error {
	n, err := rows(tx, write, arg)
	if err == nil && n == 0 {
		err = store.ErrNotFound
	}
	return err
}

// free returns ErrExists when another row than the one with this id was found, nil when there is none.
func free(found, id int64, err error) error {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil
	case err == nil && found != id:
		return store.ErrExists
	}
	return err
}

func same[T any](v T) T { return v }

// ms is how times are kept.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// at is how kept times are read.
func at(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
