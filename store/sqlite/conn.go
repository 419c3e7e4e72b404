package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"matchday/store/sqlstore/query"
)

// conn is one connection with all statements prepared, so that a broken one fails at start and none is compiled twice.
type conn struct {
	c *sql.Conn
	q *query.Queries

	opening string // the statement with which transactions begin

	begin, commit, rollback *sql.Stmt
	save, release, back     *sql.Stmt // the savepoint of one member of a group
}

// connect returns a connection whose transactions begin with the statement begin.
func connect(ctx context.Context, db *sql.DB, begin string) (*conn, error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("store: connect: %w", err)
	}
	k := &conn{c: c, opening: begin}
	if k.q, err = query.Prepare(ctx, c); err != nil {
		return nil, errors.Join(fmt.Errorf("store: %w", err), discard(c))
	}
	for text, into := range map[string]**sql.Stmt{
		begin: &k.begin, "COMMIT": &k.commit, "ROLLBACK": &k.rollback,
		"SAVEPOINT member": &k.save, "RELEASE member": &k.release, "ROLLBACK TO member": &k.back,
	} {
		if *into, err = c.PrepareContext(ctx, text); err != nil { //nolint:sqlclosecheck // close closes them
			return nil, errors.Join(fmt.Errorf("store: prepare %s: %w", text, err), discard(c))
		}
	}
	return k, nil
}

// do runs one of the prepared statements that steer a transaction.
func (k *conn) do(ctx context.Context, s *sql.Stmt) error {
	_, err := s.ExecContext(ctx)
	return err
}

// start begins a transaction. A connection that is not there yet is made first, one that is no longer good is replaced.
func (k *conn) start(ctx context.Context, db *sql.DB, log *slog.Logger) error {
	if k.c != nil {
		err := k.do(ctx, k.begin)
		if err == nil || busy(err) {
			return err
		}
		log.Warn("a database connection is replaced", "error", err)
		if err := k.close(); err != nil {
			log.Warn("close a database connection", "error", err)
		}
	}
	fresh, err := connect(ctx, db, k.opening)
	if err != nil {
		return err
	}
	*k = *fresh
	return k.do(ctx, k.begin)
}

// busy reports whether another process has been writing for longer than anybody waits.
func busy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_BUSY
}

// close ends the connection. Its statements go first: SQLite keeps
// a connection, and the transaction on it, for as long as one of them is left.
func (k *conn) close() error {
	if k.c == nil {
		return nil
	}
	err := k.q.Close()
	for _, s := range []*sql.Stmt{k.begin, k.commit, k.rollback, k.save, k.release, k.back} {
		err = errors.Join(err, s.Close())
	}
	err = errors.Join(err, discard(k.c))
	k.c = nil
	if err != nil {
		return fmt.Errorf("store: disconnect: %w", err)
	}
	return nil
}

// discard ends a connection itself: given back to its pool it would be used again.
func discard(c *sql.Conn) error {
	if err := c.Raw(func(any) error { return driver.ErrBadConn }); !errors.Is(err, driver.ErrBadConn) {
		return err
	}
	return nil
}
