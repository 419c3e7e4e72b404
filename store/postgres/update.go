package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"matchday/store"
	"matchday/store/sqlstore"
	"matchday/store/sqlstore/query"
)

// tries is how often an Update runs at most when the database says that it may be tried again.
const tries = 3

// settle moves the numbering of lobbies past one that was put back, and never back.
const settle = "SELECT setval('lobbies_id_seq', GREATEST($1, (SELECT last_value FROM lobbies_id_seq)))"

// Update implements store.Store. Transactions are READ COMMITTED: at a higher level the statement that takes the lock
// would fix what the transaction sees before its turn has come.
func (s *Store) Update(ctx context.Context, fn func(context.Context, store.Tx) error) error {
	marked, err := sqlstore.Enter(ctx, s)
	if err != nil {
		return err
	}
	if err := s.turn(ctx, s.writing); err != nil {
		return err
	}
	defer func() { <-s.writing }()
	for try := 1; ; try++ {
		again, err := s.attempt(ctx, marked, fn)
		if !again || try == tries || ctx.Err() != nil {
			return err
		}
		s.log.Info("an update runs again", "error", err)
		pause := time.NewTimer(time.Duration(try) * 100 * time.Millisecond)
		select {
		case <-pause.C:
		case <-ctx.Done():
			pause.Stop()
			return err
		}
	}
}

// turn waits for a place.
func (s *Store) turn(ctx context.Context, places chan struct{}) error {
	if s.isClosed() {
		return store.ErrClosed
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-s.ending:
		return store.ErrClosed
	}
}

// attempt runs fn once. again tells that it did not commit, for a reason that may be gone next time.
func (s *Store) attempt(ctx, marked context.Context, fn func(context.Context, store.Tx) error) (again bool, err error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return ctx.Err() == nil, fmt.Errorf("store: connect: %w", err)
	}
	defer func() { _ = conn.Close() }() // one with a transaction left on it is thrown away by the pool
	id, err := s.begin(ctx, conn)
	if err != nil {
		if ctx.Err() != nil {
			return false, context.Cause(ctx)
		}
		return transient(err), fmt.Errorf("store: begin to write: %w", err)
	}
	// Statements run under the store's own context: a cancelled one would cost the connection.
	own, cancel := context.WithTimeout(s.own, 2*s.tuning.turn)
	defer cancel()
	tx := sqlstore.Begin(own, ctx, query.New(conn), conn, sqlstore.Kind{Write: true, Settle: settle}, time.Now().Add(s.tuning.turn))
	ended := false
	watch := time.AfterFunc(s.tuning.slow, func() { s.log.Warn("an update holds up the others", "for", s.tuning.slow) })
	defer func() {
		watch.Stop()
		_ = tx.End(nil)
		if !ended {
			s.rollback(own, conn)
		}
	}()
	err = fn(marked, tx)
	if err = tx.End(err); err != nil {
		return transient(tx.Dead()) && ctx.Err() == nil, err
	}
	ended, again, err = s.commit(own, conn, id, tx)
	return again, err
}

// begin begins a transaction, waits for the lock that lets one write at a time, and returns the transaction's number.
func (s *Store) begin(ctx context.Context, conn *sql.Conn) (id int64, err error) {
	results, err := run(ctx, conn, "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock("+
		strconv.FormatInt(key("write", s.id), 10)+"); SELECT txid_current()")
	if err != nil {
		return 0, err
	}
	last := results[len(results)-1]
	if len(last.Rows) != 1 {
		return 0, errors.New("store: the transaction has no number")
	}
	return strconv.ParseInt(string(last.Rows[0][0]), 10, 64)
}

// commit commits and makes known what was said. When the connection breaks in the middle, the database is asked what
// became of the transaction.
func (s *Store) commit(ctx context.Context, conn *sql.Conn, id int64, tx *sqlstore.Tx) (ended, again bool, err error) {
	text := "COMMIT"
	if tx.Wrote() {
		text = "SELECT pg_notify('" + s.channel + "', '" + s.voice + "'); COMMIT"
	}
	results, err := run(ctx, conn, text)
	switch {
	case err == nil && results[len(results)-1].CommandTag.String() == "COMMIT":
	case err == nil:
		return true, false, errors.New("store: commit: the transaction was rolled back")
	case refused(err):
		return false, transient(err), fmt.Errorf("store: commit: %w", err)
	default:
		if ended, again, err = s.fate(id, err); !ended {
			return false, again, err
		}
	}
	s.heads.Apply(tx.Said())
	if tx.Wrote() {
		s.heads.Ring()
	}
	return true, false, nil
}

// fate finds out on another connection whether a transaction was committed whose answer was lost.
func (s *Store) fate(id int64, cause error) (committed, again bool, err error) {
	s.log.Warn("the answer to a commit was lost", "error", cause)
	ctx, cancel := context.WithTimeout(s.own, s.tuning.turn)
	defer cancel()
	for {
		var status sql.NullString
		err := s.db.QueryRowContext(ctx, "SELECT txid_status($1)", id).Scan(&status)
		switch {
		case err == nil && status.String == "committed":
			return true, false, nil
		case err == nil && status.String == "aborted":
			return false, true, fmt.Errorf("store: commit: %w", cause)
		}
		pause := time.NewTimer(50 * time.Millisecond)
		select {
		case <-pause.C:
		case <-ctx.Done():
			pause.Stop()
			return false, false, fmt.Errorf("store: it is not known whether the change was kept, look before trying again: %w", errors.Join(cause, err))
		}
	}
}

// rollback takes a transaction back. If that fails the connection is of no use, and without it the database does so.
func (s *Store) rollback(ctx context.Context, conn *sql.Conn) {
	if _, err := run(ctx, conn, "ROLLBACK"); err != nil {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn }) // which is what it answers
	}
}

// run sends statements that steer a transaction, in one go.
func run(ctx context.Context, conn *sql.Conn, text string) (results []*pgconn.Result, err error) {
	err = conn.Raw(func(c any) error {
		var err error
		results, err = c.(*stdlib.Conn).Conn().PgConn().Exec(ctx, text).ReadAll()
		return err
	})
	return results, err
}

// refused reports whether the database itself said no, and lives on to say so: then nothing was committed.
func refused(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.SeverityUnlocalized == "ERROR"
}

// transient reports whether what failed may succeed when it is tried again: two transactions were in each other's way,
// or the connection broke before anything was committed.
func transient(err error) bool {
	var e *pgconn.PgError
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return false
	case errors.As(err, &e):
		return e.Code == "40001" || e.Code == "40P01" || e.SeverityUnlocalized != "ERROR"
	}
	return pgconn.SafeToRetry(err) || errors.Is(err, driver.ErrBadConn) || connectionLost(err)
}
