package sqlite

import (
	"context"
	"errors"
	"fmt"
	"time"

	"matchday/store"
	"matchday/store/sqlstore"
)

// A reading transaction takes its picture of the database with its first read.
const beginRead = "BEGIN"

// View implements store.Store.
func (s *Store) View(ctx context.Context, fn func(context.Context, store.Tx) error) (err error) {
	marked, err := sqlstore.Enter(ctx, s)
	if err != nil {
		return err
	}
	c, err := s.reader(ctx)
	if err != nil {
		return err
	}
	tx := sqlstore.Begin(s.own, ctx, c.q, c.db, sqlstore.Kind{}, time.Time{})
	defer func() {
		over := tx.End(err)
		if err := c.do(s.own, rollback); err != nil {
			s.log.Warn("end a view", "error", err)
		}
		s.idle <- c
		err = over
	}()
	return fn(marked, tx)
}

// reader waits for a connection that nobody reads with, and begins a transaction on it. Connections are made when they
// are needed: most of the time one reads alone.
func (s *Store) reader(ctx context.Context) (*conn, error) {
	select {
	case <-s.ending:
		return nil, store.ErrClosed
	default:
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	var c *conn
	select {
	case c = <-s.idle:
	default:
		select {
		case c = <-s.idle:
		case c = <-s.spare:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-s.ending:
			return nil, store.ErrClosed
		}
	}
	if err := c.start(s.own, s.reads, s.log); err != nil {
		s.idle <- c
		return nil, fmt.Errorf("store: begin to read: %w", err)
	}
	return c, nil
}

// closeReaders waits until nobody reads, and closes the connections.
func (s *Store) closeReaders() error {
	var errs []error
	for range readers {
		select {
		case c := <-s.idle:
			errs = append(errs, c.close())
		case <-s.spare:
		}
	}
	return errors.Join(errs...)
}
