package web_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"io"
	"path/filepath"
	"testing"

	"matchday/store/sqlite"
)

// rows looks at every row of a database from beside the program.
type rows struct {
	t    testing.TB
	conn *sql.Conn

	tables []*sql.Stmt // reads everything there is, but sessions: they remember when they were last used
	at     int64       // the version that sum is of
	sum    string
}

// beside opens the file of a data directory a second time.
func beside(t testing.TB, dir string) *rows {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, sqlite.File)+"?_pragma=busy_timeout(10000)&_pragma=query_only(1)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	conn, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	r := &rows{t: t, conn: conn}
	for _, table := range r.texts("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sessions' AND name NOT LIKE 'sqlite_%' ORDER BY name") {
		read, err := conn.PrepareContext(context.Background(), `SELECT '`+table+`', * FROM "`+table+`"`)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { read.Close() })
		r.tables = append(r.tables, read)
	}
	return r
}

// version changes whenever somebody else has written anything.
func (r *rows) version() (v int64) {
	r.t.Helper()
	if err := r.conn.QueryRowContext(context.Background(), "PRAGMA data_version").Scan(&v); err != nil {
		r.t.Fatal(err)
	}
	return v
}

// digest is what all rows come to. They are read again only when somebody has written.
func (r *rows) digest() string {
	r.t.Helper()
	at := r.version()
	if r.sum != "" && r.at == at {
		return r.sum
	}
	sum := sha256.New()
	for _, table := range r.tables {
		r.write(sum, table)
	}
	r.at, r.sum = at, fmt.Sprintf("%x", sum.Sum(nil))
	return r.sum
}

// write writes all rows of a table.
func (r *rows) write(to io.Writer, table *sql.Stmt) {
	r.t.Helper()
	list, err := table.QueryContext(context.Background())
	if err != nil {
		r.t.Fatal(err)
	}
	defer list.Close()
	columns, err := list.Columns()
	if err != nil {
		r.t.Fatal(err)
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for list.Next() {
		if err := list.Scan(into...); err != nil {
			r.t.Fatal(err)
		}
		fmt.Fprintln(to, values...)
	}
	if err := list.Err(); err != nil {
		r.t.Fatal(err)
	}
}

func (r *rows) texts(query string) (out []string) {
	r.t.Helper()
	list, err := r.conn.QueryContext(context.Background(), query)
	if err != nil {
		r.t.Fatal(err)
	}
	defer list.Close()
	for list.Next() {
		var text string
		if err := list.Scan(&text); err != nil {
			r.t.Fatal(err)
		}
		out = append(out, text)
	}
	if err := list.Err(); err != nil {
		r.t.Fatal(err)
	}
	return out
}
