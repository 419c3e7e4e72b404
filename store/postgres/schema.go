package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"matchday/migrations"
	"matchday/store/sqlstore"
)

// upToDate brings the schema to the newest version. Before an existing one changes it is the operator's to have a copy:
// pg_dump is not ours to run.
func (s *Store) upToDate(ctx context.Context) error {
	return s.alone(ctx, func(schema *sqlstore.Schema) error {
		have, newest, err := schema.Version(ctx)
		if err != nil || have == newest {
			return err
		}
		if have > 0 {
			s.log.Info("bringing the database up to date", "from", have, "to", newest)
		}
		return schema.Up(ctx)
	})
}

// alone runs fn while no other process looks at or changes the schema.
func (s *Store) alone(ctx context.Context, fn func(*sqlstore.Schema) error) error {
	files, err := migrations.Postgres()
	if err != nil {
		return fmt.Errorf("store: migrations: %w", err)
	}
	schema, err := sqlstore.NewSchema("postgres", s.db, files)
	if err != nil {
		return err
	}
	c, err := pgx.ConnectConfig(ctx, s.config)
	if err != nil {
		return fmt.Errorf("store: connect: %w", err)
	}
	var name string
	if err = c.QueryRow(ctx, "SELECT current_schema()").Scan(&name); err == nil {
		_, err = c.Exec(ctx, "SELECT pg_advisory_lock($1)", key("migrate", name))
	}
	if err == nil {
		err = fn(schema)
	} else {
		err = fmt.Errorf("store: lock the schema: %w", err)
	}
	return errors.Join(err, hangUp(c)) // which gives the lock back
}

// hangUp ends a connection of its own without waiting long for the other side.
func hangUp(c *pgx.Conn) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := c.Close(ctx); err != nil {
		return fmt.Errorf("store: disconnect: %w", err)
	}
	return nil
}

// Migrations returns the steps of the schema and which of them a database has.
func Migrations(ctx context.Context, o Options) ([]sqlstore.Migration, error) {
	var list []sqlstore.Migration
	err := withSchema(ctx, o, func(s *sqlstore.Schema) (err error) {
		list, err = s.List(ctx)
		return err
	})
	return list, err
}

// Up brings a database to the newest schema.
func Up(ctx context.Context, o Options) error {
	return withSchema(ctx, o, func(s *sqlstore.Schema) error { return s.Up(ctx) })
}

// Down takes the newest step of the schema back with everything that it held. A copy is the operator's to make.
func Down(ctx context.Context, o Options) error {
	return withSchema(ctx, o, func(s *sqlstore.Schema) error { return s.Down(ctx) })
}

func withSchema(ctx context.Context, o Options, fn func(*sqlstore.Schema) error) error {
	s := &Store{}
	err := s.connect(ctx, o.URL)
	if err == nil {
		err = s.alone(ctx, fn)
	}
	if s.pool != nil {
		err = errors.Join(err, s.db.Close())
		s.pool.Close()
	}
	return err
}
