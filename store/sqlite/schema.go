package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"matchday/migrations"
	"matchday/store/sqlstore"
)

// lockFile is the file in the data directory that one server holds.
const lockFile = "matchday.lock"

// quickSize is the largest database in bytes that is read through before anything else. A larger one is read through
// while the store is in use already.
const quickSize = 8 << 20

// upToDate checks an existing database and brings it to the newest schema, after a copy. locked tells that the directory
// is this process's alone. unread tells that a large database is yet to be read through.
func upToDate(ctx context.Context, db *sql.DB, schema *sqlstore.Schema, path string, o Options, locked bool) (unread bool, err error) {
	info, missing := os.Stat(path)
	have, newest, err := schema.Version(ctx)
	if err != nil {
		return false, fmt.Errorf("%s: %w", path, err)
	}
	if unread = missing == nil && info.Size() > quickSize; have == newest && unread {
		return true, nil
	}
	if missing == nil {
		if err := quickCheck(ctx, db, path); err != nil {
			return false, err
		}
	}
	if have == newest {
		return false, nil
	}
	if !locked {
		lock, err := lockDir(o.Dir)
		if err != nil {
			return false, fmt.Errorf("the database has to be brought up to date first: %w", err)
		}
		defer func() { _ = lock.Close() }() // only ever opened for the lock
	}
	if have > 0 {
		if _, err := backup(ctx, db, o, have); err != nil {
			return false, err
		}
	}
	return false, schema.Up(ctx)
}

func schemaOf(db *sql.DB) (*sqlstore.Schema, error) {
	files, err := migrations.SQLite()
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	return sqlstore.NewSchema("sqlite3", db, files)
}

// quickCheck reads every page of the database and reports the first thing that is wrong with it.
func quickCheck(ctx context.Context, db *sql.DB, path string) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return fmt.Errorf("store: %s cannot be read: %w", path, err)
	}
	if verdict != "ok" {
		return fmt.Errorf("store: %s is damaged (%s): restore the last backup", path, verdict)
	}
	return nil
}

// backup writes a copy of the database as it is before its schema changes from a version, and returns its path. The copy
// appears under its name only when it is whole and on the disk.
func backup(ctx context.Context, db *sql.DB, o Options, version int64) (string, error) {
	dir := o.Backups
	if dir == "" {
		dir = filepath.Join(o.Dir, "backups")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("store: backup: %w", err)
	}
	name := filepath.Join(dir, fmt.Sprintf("schema-%04d-%s.db", version, time.Now().UTC().Format("20060102T150405.000Z")))
	part := name + ".part"
	if _, err := db.ExecContext(ctx, "VACUUM INTO $1", part); err != nil {
		return "", fmt.Errorf("store: backup: %w", err)
	}
	for _, step := range []func() error{
		func() error { return syncFile(part) },
		func() error { return os.Rename(part, name) },
		func() error { return syncDir(dir) },
	} {
		if err := step(); err != nil {
			return "", fmt.Errorf("store: backup: %w", err)
		}
	}
	return name, nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Migrations returns the steps of the schema and which of them a data directory has. It changes nothing but an empty
// directory, which becomes an empty database.
func Migrations(ctx context.Context, o Options) ([]sqlstore.Migration, error) {
	var list []sqlstore.Migration
	err := withSchema(o, func(_ *sql.DB, s *sqlstore.Schema) (err error) {
		list, err = s.List(ctx)
		return err
	})
	return list, err
}

// Up brings a data directory to the newest schema, after a copy.
func Up(ctx context.Context, o Options) error {
	return alone(o, func() error {
		return withSchema(o, func(db *sql.DB, schema *sqlstore.Schema) error {
			_, err := upToDate(ctx, db, schema, filepath.Join(o.Dir, File), o, true)
			return err
		})
	})
}

// Down takes the newest step of the schema back with everything that it held, after a copy whose path it returns.
func Down(ctx context.Context, o Options) (string, error) {
	var copied string
	err := alone(o, func() error {
		return withSchema(o, func(db *sql.DB, s *sqlstore.Schema) error {
			have, _, err := s.Version(ctx)
			if err != nil || have == 0 {
				return err
			}
			if copied, err = backup(ctx, db, o, have); err != nil {
				return err
			}
			return s.Down(ctx)
		})
	})
	return copied, err
}

// alone runs fn while nobody else serves the directory.
func alone(o Options, fn func() error) error {
	if _, err := prepare(o.Dir); err != nil {
		return err
	}
	lock, err := lockDir(o.Dir)
	if err != nil {
		return err
	}
	return errors.Join(fn(), lock.Close())
}

func withSchema(o Options, fn func(*sql.DB, *sqlstore.Schema) error) error {
	path, err := prepare(o.Dir)
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", dsn(path, standard().synchronous, "_txlock=immediate"))
	if err != nil {
		return fmt.Errorf("store: open %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	schema, err := schemaOf(db)
	if err == nil {
		err = fn(db, schema)
	}
	return errors.Join(err, db.Close())
}
