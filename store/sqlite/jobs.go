package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"
)

// longLog is the size in bytes from which the log of writes is folded into the database by a job. SQLite does that by
// itself while nobody reads; a reader that never rests keeps it from starting over.
const longLog = 16 << 20

// startJobs begins what the store does by itself until it is closed. version is what dataVersion said before the newest
// events were read.
func (s *Store) startJobs(version int64, t tuning) {
	s.jobs.Go(func() { s.every(t.poll, func() { version = s.notice(version) }) })
	s.jobs.Go(func() { s.every(t.checkpoint, s.fold) })
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

// notice finds out whether another process has committed since it was last asked, and makes that known.
func (s *Store) notice(before int64) int64 {
	version := before
	err := s.writer.exclusive(s.own, func(c *conn) (err error) {
		if version, err = dataVersion(s.own, c); err != nil || version == before {
			return err
		}
		defer s.heads.Ring()
		_, err = s.heads.Refresh(s.own, c.q)
		return err
	})
	if err != nil {
		s.log.Warn("look for writes of other processes", "error", err)
	}
	return version
}

// dataVersion returns a number that differs whenever another connection than this one has committed. Only the writing
// connection of this process commits, so asked of that one it speaks of other processes.
func dataVersion(ctx context.Context, c *conn) (version int64, err error) {
	if err := c.c.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version); err != nil {
		return 0, fmt.Errorf("store: data version: %w", err)
	}
	return version, nil
}

// readThrough checks a large database on a connection of its own. Damage is shown by Check, so that somebody looks.
func (s *Store) readThrough() {
	ctx, cancel := context.WithCancel(s.own)
	defer cancel()
	go func() {
		select {
		case <-s.ending:
			cancel()
		case <-ctx.Done():
		}
	}()
	db, err := sql.Open("sqlite", dsn(s.path, standard().synchronous, "_pragma=query_only(1)"))
	if err == nil {
		err = errors.Join(quickCheck(ctx, db, s.path), db.Close())
	}
	if err != nil && ctx.Err() == nil {
		s.log.Error("the database was read through", "error", err)
		s.damage.Store(&err)
	}
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
