package sqlstore

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"matchday/store"
	"matchday/store/sqlstore/query"
)

// Migration is one step of the schema.
type Migration struct {
	Version int64
	Name    string    // "league_night"
	Applied time.Time // zero while it waits
}

// Schema moves a database between the versions of its schema. Whoever uses it must hold a lock: two at once would both
// create what is missing.
type Schema struct {
	steps *goose.Provider
}

// NewSchema returns the schema that the files of one dialect ("sqlite3" or "postgres") describe. It keeps nothing open.
func NewSchema(dialect string, db *sql.DB, files fs.FS) (*Schema, error) {
	steps, err := goose.NewProvider(goose.Dialect(dialect), db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	return &Schema{steps}, nil
}

// Version returns the version of the database, 0 for an empty one, and the newest that is known here. It is ErrNewer when
// the database is ahead.
func (s *Schema) Version(ctx context.Context) (have, newest int64, err error) {
	have, newest, err = s.steps.GetVersions(ctx)
	switch {
	case err != nil:
		return 0, 0, fmt.Errorf("store: version: %w", err)
	case have > newest:
		return have, newest, fmt.Errorf("%w: it has schema %d and this program knows %d; start the newer program again", store.ErrNewer, have, newest)
	}
	return have, newest, nil
}

// Up applies every step that waits. A step that fails leaves nothing behind.
func (s *Schema) Up(ctx context.Context) error {
	if _, _, err := s.Version(ctx); err != nil {
		return err
	}
	if _, err := s.steps.Up(ctx); err != nil {
		return fmt.Errorf("store: migrate up: %w", err)
	}
	return nil
}

// Down takes the newest applied step back, with everything that it held. It does nothing to an empty database.
func (s *Schema) Down(ctx context.Context) error {
	have, _, err := s.Version(ctx)
	if err != nil || have == 0 {
		return err
	}
	if _, err := s.steps.Down(ctx); err != nil {
		return fmt.Errorf("store: migrate down: %w", err)
	}
	return nil
}

// List returns every step that is known here, in order.
func (s *Schema) List(ctx context.Context) ([]Migration, error) {
	all, err := s.steps.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	list := make([]Migration, len(all))
	for i, m := range all {
		_, name, _ := strings.Cut(strings.TrimSuffix(path.Base(m.Source.Path), ".sql"), "_")
		list[i] = Migration{Version: m.Source.Version, Name: name}
		if m.State == goose.StateApplied {
			list[i].Applied = m.AppliedAt.UTC()
		}
	}
	return list, nil
}

// Identity returns the id of the database, which is chosen when it is first asked for.
func Identity(ctx context.Context, q *query.Queries) (string, error) {
	var b [12]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand ends the program instead
	if err := q.AddMeta(ctx, query.AddMetaParams{Key: "store_id", Value: hex.EncodeToString(b[:])}); err != nil {
		return "", fmt.Errorf("store: id: %w", err)
	}
	id, err := q.Meta(ctx, "store_id")
	if err != nil {
		return "", fmt.Errorf("store: id: %w", err)
	}
	return id, nil
}
