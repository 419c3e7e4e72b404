// Package sqlitetest opens fresh stores for tests, fast: the schema is made once for a whole test binary.
package sqlitetest

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"matchday/store/sqlite"
)

// template is an empty database of the present schema. It is made when the first test asks and never changes.
var template = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "matchday-template-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // what is left behind is in the system's temporary directory
	if err := sqlite.Up(context.Background(), sqlite.Options{Dir: dir}); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, sqlite.File))
})

// Open returns an empty store on a file in a temporary directory. It is closed when the test ends.
func Open(t testing.TB) *sqlite.Store {
	t.Helper()
	return OpenDir(t, Dir(t))
}

// Dir returns a data directory with an empty database that nobody has opened.
func Dir(t testing.TB) string {
	t.Helper()
	empty, err := template()
	if err != nil {
		t.Fatalf("make an empty database: %v", err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, sqlite.File), empty, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// OpenDir opens the store of a data directory. It is closed when the test ends, if it is not closed by then.
func OpenDir(t testing.TB, dir string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir, Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatalf("open %s: %v", dir, err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close the store: %v", err)
		}
	})
	return s
}
