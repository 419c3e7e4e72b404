package postgres

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"matchday/store"
	"matchday/store/sqlstore"
	"matchday/store/sqlstore/query"
)

// Options say where a league is kept.
type Options struct {
	URL string       // postgres://user:password@host/database; search_path may name a schema
	Log *slog.Logger // nil is slog.Default
}

// Store is one open database.
type Store struct {
	id     string
	log    *slog.Logger
	heads  *sqlstore.Heads
	config *pgx.ConnConfig // for connections that are not of the pool
	pool   *pgxpool.Pool
	db     *sql.DB // on the pool
	tuning tuning

	writing chan struct{} // whoever writes of this process; only one can at a time anyway
	reading chan struct{} // whoever reads; so many that the writer always finds a connection
	voice   string        // marks the notifications of this store, which it need not listen to
	channel string        // of notifications

	own    context.Context
	jobs   sync.WaitGroup
	closed sync.Once
	ending chan struct{}
}

var _ store.Store = (*Store)(nil)

// tuning is what tests change; everybody else runs with standard.
type tuning struct {
	poll  time.Duration // between looks for what no notification told, and between tries to lead
	check time.Duration // between proofs that a leader's connection still holds
	turn  time.Duration // after which no statement of an Update begins
	slow  time.Duration // an Update that is logged
}

func standard() tuning {
	return tuning{poll: time.Second, check: time.Second, turn: 10 * time.Second, slow: time.Second}
}

// minConnections lets two read while one writes and one looks for news.
const minConnections = 4

// Open connects to a database and brings its schema up to date; of several processes that do so at once, one works and
// the others wait. ErrNewer tells that a newer program has been there.
func Open(ctx context.Context, o Options) (*Store, error) {
	return open(ctx, o, standard())
}

func open(ctx context.Context, o Options, t tuning) (_ *Store, err error) {
	s := &Store{log: o.Log, heads: sqlstore.NewHeads(), tuning: t, ending: make(chan struct{}), writing: make(chan struct{}, 1),
		own: context.WithoutCancel(ctx)}
	if s.log == nil {
		s.log = slog.Default()
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if err := s.connect(ctx, o.URL); err != nil {
		return nil, err
	}
	if err := s.upToDate(ctx); err != nil {
		return nil, err
	}
	q := query.New(s.db)
	if s.id, err = sqlstore.Identity(ctx, q); err != nil {
		return nil, err
	}
	s.channel, s.voice = "matchday_"+s.id, rand.Text()
	if err := s.heads.Load(ctx, q); err != nil {
		return nil, err
	}
	s.jobs.Go(s.listen)
	return s, nil
}

// connect makes the pool.
func (s *Store) connect(ctx context.Context, url string) error {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return fmt.Errorf("store: the address of the database: %w", err)
	}
	config.MaxConns = max(config.MaxConns, minConnections)
	for name, value := range map[string]string{
		// A process that has vanished must not hold the others up: its connection is given up within half a minute.
		"tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3",
		"idle_in_transaction_session_timeout": "60s",
		"application_name":                    "matchday",
	} {
		if config.ConnConfig.RuntimeParams[name] == "" {
			config.ConnConfig.RuntimeParams[name] = value
		}
	}
	s.config = config.ConnConfig.Copy()
	config.ConnConfig.BuildContextWatcherHandler = func(c *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: c, DeadlineDelay: 2 * time.Second}
	}
	if s.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	s.db = stdlib.OpenDBFromPool(s.pool)
	s.reading = make(chan struct{}, config.MaxConns-2)
	if err := s.pool.Ping(ctx); err != nil {
		return fmt.Errorf("store: the database does not answer: %w", err)
	}
	return nil
}

// key returns the number of an advisory lock. Locks are shared by all schemas of a database, so their numbers are made
// of what tells stores apart.
func key(purpose, of string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(purpose + "\x00" + of)) // never fails
	return int64(h.Sum64())
}

// ID implements store.Store.
func (s *Store) ID() string { return s.id }

// Head implements store.Store.
func (s *Store) Head(topic string) int64 { return s.heads.Head(topic) }

// Wake implements store.Store.
func (s *Store) Wake() <-chan struct{} { return s.heads.Bell() }

// Check implements store.Store: it writes, because only a write shows a full disk or a standby.
func (s *Store) Check(ctx context.Context) error {
	if s.isClosed() {
		return store.ErrClosed
	}
	at := query.PutMetaParams{Key: "checked", Value: time.Now().UTC().Format(time.RFC3339)}
	if err := query.New(s.db).PutMeta(ctx, at); err != nil {
		return fmt.Errorf("store: the database cannot be written: %w", err)
	}
	return nil
}

func (s *Store) isClosed() bool {
	select {
	case <-s.ending:
		return true
	default:
		return false
	}
}

// Close implements store.Store.
func (s *Store) Close() error {
	var err error
	s.closed.Do(func() {
		close(s.ending)
		s.jobs.Wait()
		if s.pool != nil {
			s.writing <- struct{}{} // for good: nobody writes any more
			for range cap(s.reading) {
				s.reading <- struct{}{}
			}
			err = s.db.Close()
			s.pool.Close()
		}
	})
	return err
}
