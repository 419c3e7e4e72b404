package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"matchday/store"
	"matchday/store/sqlstore"
	"matchday/store/sqlstore/query"
)

// File is the name of the database in its data directory.
const File = "matchday.db"

// readers is how many Views run at a time. More would starve the writer on a small machine.
const readers = 4

// Options say where a league is kept.
type Options struct {
	Dir     string       // data directory; made when it is not there
	Backups string       // directory for the copy that is made before migrating; empty is "backups" in Dir
	Log     *slog.Logger // nil is slog.Default
	// Beside opens the directory of a server that may be running, for a verb that writes a little and ends. Such a store
	// never leads, and does not migrate under a running server.
	Beside bool
}

// Store is one open database.
type Store struct {
	path   string
	id     string
	beside bool
	log    *slog.Logger
	heads  *sqlstore.Heads
	writer *writer
	idle   chan *conn // readers that nobody uses
	spare  chan *conn // readers that were never needed, and are not connected yet
	lead   chan struct{}

	own    context.Context       // of every statement; never cancelled, and so costs the driver nothing
	damage atomic.Pointer[error] // what reading through found
	jobs   sync.WaitGroup
	closed sync.Once
	ending chan struct{}
	writes *sql.DB
	reads  *sql.DB
	lock   io.Closer
}

var _ store.Store = (*Store)(nil)

// tuning is what tests and benchmarks change; everybody else runs with standard.
type tuning struct {
	synchronous string
	group       int           // members in one transaction at most
	age         time.Duration // of a group that still lets others in
	slow        time.Duration // a member that is logged
	turn        time.Duration // after which no statement of a member begins
	poll        time.Duration // how often other processes are looked for
	checkpoint  time.Duration // how often the log of writes is looked at
}

func standard() tuning {
	return tuning{synchronous: "FULL", group: 64, age: 5 * time.Millisecond, slow: time.Second, turn: 10 * time.Second, poll: time.Second, checkpoint: time.Minute}
}

// Open opens the database of a data directory, makes it when there is none, and brings an older one up to date after
// making a copy. ErrInUse tells that another server runs there, ErrNewer that a newer program has been there.
func Open(ctx context.Context, o Options) (*Store, error) {
	return open(ctx, o, standard())
}

func open(ctx context.Context, o Options, t tuning) (_ *Store, err error) {
	s := &Store{beside: o.Beside, log: o.Log, heads: sqlstore.NewHeads(), idle: make(chan *conn, readers), spare: make(chan *conn, readers), lead: make(chan struct{}, 1), ending: make(chan struct{})}
	if s.log == nil {
		s.log = slog.Default()
	}
	s.own = context.WithoutCancel(ctx)
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if s.path, err = prepare(o.Dir); err != nil {
		return nil, err
	}
	if !o.Beside {
		if s.lock, err = lockDir(o.Dir); err != nil {
			return nil, err
		}
	}
	if s.writes, err = sql.Open("sqlite", dsn(s.path, t.synchronous, "_txlock=immediate")); err != nil {
		return nil, fmt.Errorf("store: open %s: %w", s.path, err)
	}
	s.writes.SetMaxOpenConns(1)
	schema, err := schemaOf(s.writes)
	if err != nil {
		return nil, err
	}
	unread, err := upToDate(ctx, s.writes, schema, s.path, o, s.lock != nil)
	if err != nil {
		return nil, err
	}
	if err := s.connect(ctx, t); err != nil {
		return nil, err
	}
	if unread {
		s.jobs.Go(s.readThrough)
	}
	return s, nil
}

// connect opens the connections of a database that is up to date.
func (s *Store) connect(ctx context.Context, t tuning) error {
	write, err := connect(ctx, s.writes, beginWrite)
	if err != nil {
		return err
	}
	s.writer = &writer{store: s, conn: write, tuning: t, drained: make(chan struct{})}
	if s.id, err = sqlstore.Identity(ctx, write.q); err != nil {
		return err
	}
	version, err := dataVersion(ctx, write)
	if err != nil {
		return err
	}
	if err := s.heads.Load(ctx, write.q); err != nil {
		return err
	}
	if s.reads, err = sql.Open("sqlite", dsn(s.path, t.synchronous, "_pragma=query_only(1)")); err != nil {
		return fmt.Errorf("store: open %s: %w", s.path, err)
	}
	s.reads.SetMaxOpenConns(readers)
	for range readers {
		s.spare <- &conn{opening: beginRead}
	}
	nothing := func(context.Context, store.Tx) error { return nil }
	if err := s.View(ctx, nothing); err != nil { // which makes the first connection ready
		return err
	}
	s.startJobs(version, t)
	return nil
}

// prepare makes the data directory and returns the path of the database in it.
func prepare(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("store: data directory %s: %w", dir, err)
	}
	if err := os.MkdirAll(abs, 0o700); err != nil {
		return "", fmt.Errorf("store: data directory: %w", err)
	}
	return filepath.Join(abs, File), nil
}

// dsn names a database and how every connection to it behaves. busy_timeout stands first, because setting the journal
// mode can itself find the database busy.
func dsn(path, synchronous, more string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a Windows drive
	}
	name := url.URL{Scheme: "file", Path: path}
	return name.String() + "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(" + synchronous +
		")&_pragma=foreign_keys(1)&_pragma=journal_size_limit(67108864)&_dqs=0&" + more
}

// ID implements store.Store.
func (s *Store) ID() string { return s.id }

// Head implements store.Store.
func (s *Store) Head(topic string) int64 { return s.heads.Head(topic) }

// Wake implements store.Store.
func (s *Store) Wake() <-chan struct{} { return s.heads.Bell() }

// Lead implements store.Store. The lock on the data directory makes this process the only one, so it leads at once.
func (s *Store) Lead(ctx context.Context, fn func(context.Context) error) error {
	if s.beside {
		return fmt.Errorf("%w, or may be: this program only writes beside it", store.ErrInUse)
	}
	select {
	case s.lead <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-s.ending:
		return store.ErrClosed
	}
	defer func() { <-s.lead }()
	leading, lost := context.WithCancelCause(ctx)
	defer lost(nil)
	go func() {
		select {
		case <-s.ending:
			lost(store.ErrClosed)
		case <-leading.Done():
		}
	}()
	return fn(leading)
}

// Check implements store.Store: it writes, because only a write shows a full disk or a read-only one.
func (s *Store) Check(ctx context.Context) error {
	if damage := s.damage.Load(); damage != nil {
		return *damage
	}
	return s.writer.exclusive(ctx, func(c *conn) error {
		at := query.PutMetaParams{Key: "checked", Value: time.Now().UTC().Format(time.RFC3339)}
		if err := c.q.PutMeta(s.own, at); err != nil {
			return fmt.Errorf("store: the database cannot be written: %w", err)
		}
		return nil
	})
}

// Close implements store.Store.
func (s *Store) Close() error {
	var errs []error
	s.closed.Do(func() {
		close(s.ending)
		s.jobs.Wait()
		if s.writer != nil {
			errs = append(errs, s.writer.close())
		}
		if s.reads != nil {
			errs = append(errs, s.closeReaders())
		}
		// The last connection that goes folds the log of writes into the database.
		for _, db := range []*sql.DB{s.reads, s.writes} {
			if db != nil {
				errs = append(errs, db.Close())
			}
		}
		if s.lock != nil {
			errs = append(errs, s.lock.Close())
		}
	})
	return errors.Join(errs...)
}
