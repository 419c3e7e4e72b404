package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"time"

	"matchday/store/sqlstore/query"
)

// longLog is the size in bytes from which the log of writes is folded into the database by a job. SQLite does that by
// itself while nobody reads; a reader that never rests keeps it from starting over.
const longLog = 16 << 20

// startJobs begins what the store does by itself until it is closed.
func (s *Store) startJobs(ctx context.Context, t tuning) error {
	c, err := s.reads.Conn(ctx)
	if err != nil {
		return fmt.Errorf("store: connect: %w", err)
	}
	version, err := dataVersion(ctx, c)
	if err != nil {
		return err
	}
	s.jobs.Go(func() {
		defer func() { _ = c.Close() }() // back to the pool that is closed next
		s.every(t.poll, func() { version = s.notice(c, version) })
	})
	s.jobs.Go(func() { s.every(t.checkpoint, s.fold) })
	return nil
}

func (s *Store) every(d time.Duration, fn func()) {
	tick := time.NewTicker(d)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			fn()
		case <-s.ending:
			return
		}
	}
}

// notice finds out whether anybody, in whatever process, has committed since it was last asked, and makes it known.
func (s *Store) notice(c *sql.Conn, before int64) int64 {
	version, err := dataVersion(s.own, c)
	if err == nil && version != before {
		_, err = s.heads.Refresh(s.own, query.New(c))
		s.heads.Ring()
	}
	if err != nil {
		s.log.Warn("look for writes of other processes", "error", err)
		return before
	}
	return version
}

// dataVersion returns a number that differs whenever another connection has committed.
func dataVersion(ctx context.Context, c *sql.Conn) (version int64, err error) {
	if err := c.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version); err != nil {
		return 0, fmt.Errorf("store: data version: %w", err)
	}
	return version, nil
}

// fold moves a long log of writes into the database. It waits a moment for readers, never longer, and tries again later.
func (s *Store) fold() {
	info, err := os.Stat(s.path + "-wal")
	if err != nil || info.Size() < longLog {
		return
	}
	err = s.writer.exclusive(s.own, func(c *conn) error {
		for _, text := range []string{"PRAGMA busy_timeout(100)", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA busy_timeout(5000)"} {
			if _, err := c.c.ExecContext(s.own, text); err != nil {
				return fmt.Errorf("store: %s: %w", text, err)
			}
		}
		return nil
	})
	if err != nil {
		s.log.Warn("fold the log of writes", "error", err)
	}
}
