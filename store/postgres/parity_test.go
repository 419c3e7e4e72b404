package postgres_test

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"matchday/migrations"
	"matchday/store/postgres/pgtest"
	"matchday/store/sqlite"
	"matchday/store/sqlite/sqlitetest"
)

// table is what both databases can say of one.
type table struct {
	Columns []column
	Key     []string   // primary key
	Indexes []string   // name, whether unique, columns and condition
	Parents [][]string // foreign keys: other table and pairs of columns
}

type column struct {
	Name     string
	Kind     string // number, text or truth
	Required bool
}

func TestBothTreesHaveTheSameFiles(t *testing.T) {
	t.Parallel()
	var names [2][]string
	for i, open := range []func() (fs.FS, error){migrations.SQLite, migrations.Postgres} {
		files, err := open()
		if err != nil {
			t.Fatal(err)
		}
		if names[i], err = fs.Glob(files, "*"); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(names[0], names[1]); diff != "" || len(names[0]) == 0 {
		t.Errorf("(-sqlite +postgres):\n%s", diff)
	}
}

func TestBothDatabasesHaveTheSameTables(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	pgtest.OpenURL(t, url)
	dir := sqlitetest.Dir(t)
	lite, err := sql.Open("sqlite", filepath.Join(dir, sqlite.File))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lite.Close() })
	a, b := liteTables(t, lite), postgresTables(t, direct(t, url))
	if diff := cmp.Diff(a, b); diff != "" || len(a) < 20 {
		t.Errorf("%d tables (-sqlite +postgres):\n%s", len(a), diff)
	}
}

// each runs fn on every row of a query, all of whose columns are read as text.
func each(t *testing.T, db *sql.DB, text string, fn func(row []string), args ...any) {
	t.Helper()
	rows, err := db.Query(text, args...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values := make([]sql.NullString, len(names))
		into := make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(names))
		for i, v := range values {
			row[i] = v.String
		}
		fn(row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func kind(t *testing.T, declared string) string {
	t.Helper()
	switch strings.ToLower(declared) {
	case "bigint", "integer":
		return "number"
	case "text":
		return "text"
	case "boolean":
		return "truth"
	}
	t.Errorf("a column is declared as %s", declared)
	return declared
}

func liteTables(t *testing.T, db *sql.DB) map[string]table {
	t.Helper()
	tables := map[string]table{}
	var names []string
	each(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'", func(row []string) { names = append(names, row[0]) })
	for _, name := range names {
		var of table
		each(t, db, "SELECT name, type, \"notnull\", pk FROM pragma_table_info($1) ORDER BY cid", func(row []string) {
			of.Columns = append(of.Columns, column{row[0], kind(t, row[1]), row[2] == "1" || row[3] != "0"})
		}, name)
		each(t, db, "SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk", func(row []string) { of.Key = append(of.Key, row[0]) }, name)
		each(t, db, "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = $1 AND sql IS NOT NULL", func(row []string) { of.Indexes = append(of.Indexes, index(row[0])) }, name)
		parents := map[string][]string{}
		each(t, db, "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list($1) ORDER BY id, seq", func(row []string) {
			if parents[row[0]] == nil {
				parents[row[0]] = []string{row[1]}
			}
			parents[row[0]] = append(parents[row[0]], row[2]+"="+row[3])
		}, name)
		for _, p := range parents {
			of.Parents = append(of.Parents, p)
		}
		tables[name] = sorted(of)
	}
	return tables
}

func postgresTables(t *testing.T, db *sql.DB) map[string]table {
	t.Helper()
	tables := map[string]table{}
	each(t, db, `SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
		WHERE table_schema = current_schema() AND table_name <> 'goose_db_version' ORDER BY table_name, ordinal_position`, func(row []string) {
		of := tables[row[0]]
		of.Columns = append(of.Columns, column{row[1], kind(t, row[2]), row[3] == "NO"})
		tables[row[0]] = of
	})
	for name, of := range tables {
		each(t, db, `SELECT a.attname FROM pg_constraint c, unnest(c.conkey) WITH ORDINALITY k (num, place), pg_attribute a
			WHERE c.contype = 'p' AND c.conrelid = $1::regclass AND a.attrelid = c.conrelid AND a.attnum = k.num ORDER BY k.place`, func(row []string) { of.Key = append(of.Key, row[0]) }, name)
		each(t, db, `SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = $1
			AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conrelid = $1::regclass)`, func(row []string) { of.Indexes = append(of.Indexes, index(row[0])) }, name)
		each(t, db, `SELECT c.confrelid::regclass, string_agg(a.attname || '=' || b.attname, ' ' ORDER BY k.place) FROM pg_constraint c,
			unnest(c.conkey, c.confkey) WITH ORDINALITY k (here, there, place), pg_attribute a, pg_attribute b
			WHERE c.contype = 'f' AND c.conrelid = $1::regclass AND a.attrelid = c.conrelid AND a.attnum = k.here AND b.attrelid = c.confrelid AND b.attnum = k.there
			GROUP BY c.oid, c.confrelid`, func(row []string) {
			of.Parents = append(of.Parents, append([]string{row[0]}, strings.Fields(row[1])...))
		}, name)
		tables[name] = sorted(of)
	}
	return tables
}

func sorted(of table) table {
	slices.Sort(of.Indexes)
	slices.SortFunc(of.Parents, slices.Compare)
	return of
}

// index writes the statement that made an index as both databases would: without schema, method, brackets and types.
func index(text string) string {
	text = strings.ReplaceAll(text, " USING btree", "")
	if before, after, ok := strings.Cut(text, " ON "); ok {
		if dot := strings.Index(after, "."); dot >= 0 && dot < strings.Index(after, "(") {
			after = after[dot+1:]
		}
		text = before + " ON " + after
	}
	return strings.Join(strings.Fields(strings.NewReplacer("(", " ", ")", " ", "::text", "", "CREATE ", "").Replace(text)), " ")
}
