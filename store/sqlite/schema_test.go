package sqlite

import (
	"context"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"matchday/migrations"
	"matchday/store"
	"matchday/store/sqlstore"
)

func TestACopyIsMadeBeforeAnOlderDatabaseIsBroughtUpToDate(t *testing.T) {
	t.Parallel()
	o := Options{Dir: t.TempDir()}
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) error { return say(tx, "before") }); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	files := fstest.MapFS{"9001_next.sql": {Data: []byte("-- +goose Up\nCREATE TABLE next (id BIGINT);\n-- +goose Down\nDROP TABLE next;\n")}}
	released, err := migrations.SQLite()
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(released, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(released, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	path := filepath.Join(o.Dir, File)
	db, err := sql.Open("sqlite", dsn(path, "FULL", "_txlock=immediate"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	schema, err := sqlstore.NewSchema("sqlite3", db, files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := upToDate(t.Context(), db, schema, path, o, false); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("SELECT * FROM next"); err != nil {
		t.Error(err)
	}
	copies, err := os.ReadDir(filepath.Join(o.Dir, "backups"))
	if err != nil || len(copies) != 1 || !strings.HasSuffix(copies[0].Name(), ".db") {
		t.Fatalf("%v, %v", copies, err)
	}
	back := Options{Dir: t.TempDir()}
	if err := os.Rename(filepath.Join(o.Dir, "backups", copies[0].Name()), filepath.Join(back.Dir, File)); err != nil {
		t.Fatal(err)
	}
	old, err := Open(t.Context(), back)
	if err != nil {
		t.Fatal(err)
	}
	if old.Head("before") == 0 {
		t.Error("the copy does not hold what was there")
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestNoQueryReadsAWholeTable asks SQLite how it would run each query.
func TestNoQueryReadsAWholeTable(t *testing.T) {
	t.Parallel()
	s, _ := fresh(t, nil)
	files, err := filepath.Glob("../sqlstore/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %v", files, err)
	}
	whole := map[string]bool{"LeaguesOf": true, "LoginsOf": true, "RunningTournaments": true, "NextTimer": true, "MirrorsOf": true, "Heads": true} // all that the table or index holds, or its first
	queries := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(string(text), "-- name: ")[1:] {
			name, rest, _ := strings.Cut(part, " ")
			_, statement, _ := strings.Cut(rest, "\n")
			statement = strings.NewReplacer("sqlc.embed(people)", "people.*", "sqlc.arg(moved_to)", "$1", "sqlc.arg(moved_from)", "$2").Replace(statement)
			for _, line := range plan(t, s, statement) {
				scan, table, _ := strings.Cut(line, " ")
				table, _, _ = strings.Cut(table, " ")
				// A table that the statement does not name belongs to a foreign key that an insert cannot break.
				if scan == "SCAN" && strings.Contains(statement, table) && !whole[name] {
					t.Errorf("%s: %s", name, line)
				}
				if strings.Contains(line, "TEMP B-TREE FOR ORDER BY") {
					t.Errorf("%s: %s", name, line)
				}
			}
			queries++
		}
	}
	if queries < 100 {
		t.Errorf("only %d queries were looked at", queries)
	}
}

func plan(t *testing.T, s *Store, statement string) []string {
	t.Helper()
	args := make([]any, 30)
	for i := range args {
		args[i] = 1
	}
	n := 0
	for strings.Contains(statement, "$"+string(rune('1'+n))) && n < 9 {
		n++
	}
	if n == 9 {
		n = 30
	}
	var lines []string
	rows, err := s.reads.Query("EXPLAIN QUERY PLAN "+statement, args[:min(n, 30)]...)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, detail)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}
