package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"

	"matchday/store"
	"matchday/store/sqlstore"
	"matchday/store/sqlstore/query"
)

// longView is how long a View may take at most.
const longView = time.Minute

// View implements store.Store. It sees one moment from its first read on.
func (s *Store) View(ctx context.Context, fn func(context.Context, store.Tx) error) (err error) {
	marked, err := sqlstore.Enter(ctx, s)
	if err != nil {
		return err
	}
	if err := s.turn(ctx, s.reading); err != nil {
		return err
	}
	defer func() { <-s.reading }()
	own, cancel := context.WithTimeout(s.own, longView)
	defer cancel()
	conn, err := s.beginRead(ctx, own)
	if err != nil {
		return err
	}
	tx := sqlstore.Begin(own, ctx, query.New(conn), conn, sqlstore.Kind{}, time.Time{})
	defer func() {
		err = tx.End(err)
		s.rollback(own, conn)
		_ = conn.Close() // one that is broken is thrown away by the pool
	}()
	return fn(marked, tx)
}

// beginRead returns a connection inside a reading transaction. Connections that broke while nobody used them are found
// out here, where nothing is lost by trying others.
func (s *Store) beginRead(ctx, own context.Context) (*sql.Conn, error) {
	for try := 1; ; try++ {
		conn, err := s.db.Conn(ctx)
		if err == nil {
			if _, err = run(own, conn, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); err == nil {
				return conn, nil
			}
			_ = conn.Raw(func(any) error { return driver.ErrBadConn }) // which is what it answers
		}
		if try > cap(s.reading)+2 || !transient(err) || ctx.Err() != nil {
			return nil, fmt.Errorf("store: begin to read: %w", err)
		}
	}
}
