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

// The statements that steer a transaction.
const (
	commit   = "COMMIT"
	rollback = "ROLLBACK"

	save    = "SAVEPOINT member" // of one member of a group
	release = "RELEASE member"
	back    = "ROLLBACK TO member"
)

// conn is one connection with the statements that were run on it.
type conn struct {
	c  *sql.Conn
	db *prepared
	q  *query.Queries

	opening string // the statement with which transactions begin
}

// connect returns a connection whose transactions begin with the statement begin.
func connect(ctx context.Context, db *sql.DB, begin string) (*conn, error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("store: connect: %w", err)
	}
	on := &prepared{c: c, kept: map[string]*sql.Stmt{}}
	return &conn{c: c, db: on, q: query.New(on), opening: begin}, nil
}

// do runs one of the statements that steer a transaction.
func (k *conn) do(ctx context.Context, statement string) error {
	_, err := k.db.ExecContext(ctx, statement)
	return err
}

// start begins a transaction. A connection that is not there yet is made first, one that is no longer good is replaced.
func (k *conn) start(ctx context.Context, db *sql.DB, log *slog.Logger) error {
	if k.c != nil {
		err := k.do(ctx, k.opening)
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
	return k.do(ctx, k.opening)
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
	err := errors.Join(k.db.close(), discard(k.c))
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
