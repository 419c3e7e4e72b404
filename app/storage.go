package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"

	"matchday/store"
	"matchday/store/postgres"
	"matchday/store/sqlite"
	"matchday/store/sqlstore"
)

// storage is the database that a configuration names, before it is opened.
type storage struct{ cfg Config }

// open opens it. beside is for verbs that write a little next to a running server.
func (s storage) open(ctx context.Context, log *slog.Logger, beside bool) (store.Store, error) {
	if s.cfg.SQLite() {
		o := s.sqlite()
		o.Log, o.Beside = log, beside
		db, err := sqlite.Open(ctx, o)
		if err != nil {
			return nil, s.explain(err)
		}
		return db, nil
	}
	o := s.postgres()
	o.Log = log
	db, err := postgres.Open(ctx, o)
	if err != nil {
		return nil, s.explain(err)
	}
	return db, nil
}

// migrations lists the steps of the schema.
func (s storage) migrations(ctx context.Context) (list []sqlstore.Migration, err error) {
	if s.cfg.SQLite() {
		list, err = sqlite.Migrations(ctx, s.sqlite())
	} else {
		list, err = postgres.Migrations(ctx, s.postgres())
	}
	return list, s.explain(err)
}

// up brings the schema up to date.
func (s storage) up(ctx context.Context) error {
	if s.cfg.SQLite() {
		return s.explain(sqlite.Up(ctx, s.sqlite()))
	}
	return s.explain(postgres.Up(ctx, s.postgres()))
}

// down takes the newest step of the schema back. It returns where the copy from before is; on PostgreSQL there is none.
func (s storage) down(ctx context.Context) (copied string, err error) {
	if s.cfg.SQLite() {
		copied, err = sqlite.Down(ctx, s.sqlite())
	} else {
		err = postgres.Down(ctx, s.postgres())
	}
	return copied, s.explain(err)
}

func (s storage) sqlite() sqlite.Options {
	backups := s.cfg.Backup.Dir
	if backups == "" {
		backups = filepath.Join(s.cfg.Server.DataDir, "backups")
	}
	return sqlite.Options{Dir: s.cfg.Server.DataDir, Backups: backups}
}

func (s storage) postgres() postgres.Options { return postgres.Options{URL: string(s.cfg.Store.URL)} }

// explain turns what can be wrong with a database into what the operator can do.
func (s storage) explain(err error) error {
	switch {
	case errors.Is(err, store.ErrInUse):
		return fmt.Errorf("another Matchday is running on %s; stop it first, or choose another directory with --data-dir", s.cfg.Server.DataDir)
	case errors.Is(err, store.ErrNewer):
		return errors.New("the database was written by a newer Matchday; install that version again, or restore a backup from before the upgrade")
	}
	return err
}
