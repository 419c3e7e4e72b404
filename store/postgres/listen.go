package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"matchday/store"
	"matchday/store/sqlstore/query"
)

// errLost is why a leader has to stop.
var errLost = errors.New("store: the connection that makes this process the leader was lost")

// connectionLost reports whether the network is to blame.
func connectionLost(err error) bool {
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed)
}

// untilEnd returns a context that ends with the store, and with parent.
func (s *Store) untilEnd(parent context.Context) (context.Context, context.CancelCauseFunc) {
	ctx, cancel := context.WithCancelCause(parent)
	go func() {
		select {
		case <-s.ending:
			cancel(store.ErrClosed)
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}

// listen makes what other processes commit known, on a connection of its own. After every reconnect, and when nothing was
// heard for a while, it looks: a notification that came while nobody listened is lost.
func (s *Store) listen() {
	ctx, cancel := s.untilEnd(s.own)
	defer cancel(nil)
	for pause := 50 * time.Millisecond; ctx.Err() == nil; pause = min(2*pause, 2*time.Second) {
		began := time.Now()
		err := s.hear(ctx)
		if ctx.Err() != nil {
			return
		}
		s.log.Warn("listening to the database again", "error", err)
		if time.Since(began) > time.Minute {
			pause = 50 * time.Millisecond
		}
		sleep(ctx, pause)
	}
}

// hear listens on one connection until that fails.
func (s *Store) hear(ctx context.Context) error {
	c, err := pgx.ConnectConfig(ctx, s.config)
	if err != nil {
		return fmt.Errorf("store: connect: %w", err)
	}
	defer func() { _ = hangUp(c) }() // it is over either way
	if _, err := c.Exec(ctx, "LISTEN "+pgx.Identifier{s.channel}.Sanitize()); err != nil {
		return fmt.Errorf("store: listen: %w", err)
	}
	if _, err := s.refresh(ctx); err != nil {
		return err
	}
	s.heads.Ring()
	for {
		n, err := wait(ctx, c, s.tuning.poll)
		switch {
		case err != nil:
			return fmt.Errorf("store: listen: %w", err)
		case n != nil && n.Payload == s.voice:
			continue
		}
		news, err := s.refresh(ctx)
		if err != nil {
			return err
		}
		if news || n != nil {
			s.heads.Ring()
		}
	}
}

// wait returns the next notification, nil when none comes for a while.
func wait(ctx context.Context, c *pgx.Conn, d time.Duration) (*pgconn.Notification, error) {
	patient, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	n, err := c.WaitForNotification(patient)
	if err != nil && ctx.Err() == nil && patient.Err() != nil && !c.IsClosed() {
		return nil, nil
	}
	return n, err
}

func (s *Store) refresh(ctx context.Context) (news bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	return s.heads.Refresh(ctx, query.New(s.db))
}

// Lead implements store.Store. The leader is who holds an advisory lock on a connection of its own; the database gives
// the lock back when the connection ends.
func (s *Store) Lead(ctx context.Context, fn func(context.Context) error) error {
	if s.isClosed() {
		return store.ErrClosed
	}
	waiting, cancel := s.untilEnd(ctx)
	defer cancel(nil)
	c, err := s.takeLead(waiting)
	if err != nil {
		return err
	}
	leading, lost := context.WithCancelCause(waiting)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		s.watchLead(leading, c, lost)
	}()
	defer func() {
		lost(nil)
		<-watched
		_ = hangUp(c) // which gives the lead back
	}()
	return fn(leading)
}

// takeLead waits until this process leads. It asks now and then instead of waiting inside the database, where a waiting
// statement would keep old rows from being cleaned up.
func (s *Store) takeLead(ctx context.Context) (*pgx.Conn, error) {
	var c *pgx.Conn
	for {
		var leads bool
		var err error
		if c == nil || c.IsClosed() {
			c, err = pgx.ConnectConfig(ctx, s.config)
		}
		if err == nil {
			err = c.QueryRow(ctx, "SELECT pg_try_advisory_lock($1)", key("lead", s.id)).Scan(&leads)
		}
		if leads && ctx.Err() == nil {
			return c, nil
		}
		if err != nil && ctx.Err() == nil {
			s.log.Warn("ask to lead", "error", err)
		}
		sleep(ctx, s.tuning.poll)
		if ctx.Err() != nil {
			if c != nil {
				_ = hangUp(c) // nobody asks any more
			}
			return nil, context.Cause(ctx)
		}
	}
}

// watchLead calls lost the moment the connection of a leader breaks.
func (s *Store) watchLead(ctx context.Context, c *pgx.Conn, lost context.CancelCauseFunc) {
	for ctx.Err() == nil {
		_, err := wait(ctx, c, s.tuning.check)
		if err == nil {
			ping, cancel := context.WithTimeout(ctx, 2*s.tuning.check)
			err = c.Ping(ping)
			cancel()
		}
		if err != nil && ctx.Err() == nil {
			s.log.Warn("the lead is lost", "error", err)
			lost(fmt.Errorf("%w: %w", errLost, err))
		}
	}
}

func sleep(ctx context.Context, d time.Duration) {
	pause := time.NewTimer(d)
	defer pause.Stop()
	select {
	case <-pause.C:
	case <-ctx.Done():
	}
}
