package sqlite

import (
	"context"
	"database/sql"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
	"matchday/store/sqlstore/query"
)

// TestEveryStatementCanBePrepared compiles the whole of what the store may ever say on a database of the newest schema:
// a connection itself compiles a statement only when it is first run.
func TestEveryStatementCanBePrepared(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	all := statements(t)
	if len(all) < 100 {
		t.Fatalf("found only %d statements", len(all))
	}
	err = s.writer.exclusive(t.Context(), func(c *conn) error {
		for name, text := range all {
			compiled, err := c.db.PrepareContext(t.Context(), text)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if err := compiled.Close(); err != nil { //nolint:sqlclosecheck // a hundred of them wait for nothing
				t.Errorf("%s: %v", name, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// statements returns the texts of sqlstore/query by their names, read from its source because they are its own.
func statements(t *testing.T) map[string]string {
	t.Helper()
	dir := os.DirFS("../sqlstore/query")
	files, err := fs.Glob(dir, "*.sql.go")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, name := range files {
		source, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				text, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Error(err)
				}
				if rest, found := strings.CutPrefix(text, "-- name: "); found {
					name, _, _ := strings.Cut(rest, " ")
					all[name] = text
				}
			}
			return true
		})
	}
	return all
}

// TestAStatementIsCompiledOnce also tells a failure to compile as the connection itself does.
func TestAStatementIsCompiledOnce(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	meta := statements(t)["Meta"]
	const broken = "SELECT nothing FROM meta"
	err = s.writer.exclusive(t.Context(), func(c *conn) error {
		run := func() *sql.Stmt {
			if _, err := c.q.Meta(t.Context(), "store_id"); err != nil {
				t.Error(err)
			}
			return c.db.kept[meta]
		}
		if first, second := run(), run(); first == nil || second != first {
			t.Errorf("a statement is kept as %p, then as %p", first, second)
		}
		before := len(c.db.kept)
		var none string
		want := c.c.QueryRowContext(t.Context(), broken).Scan(&none)
		if got := c.db.QueryRowContext(t.Context(), broken).Scan(&none); want == nil || got == nil || got.Error() != want.Error() {
			t.Errorf("a broken statement fails with %v, on the connection itself with %v", got, want)
		}
		if _, err := c.db.ExecContext(t.Context(), broken); err == nil {
			t.Error("a broken statement was run")
		}
		if len(c.db.kept) != before {
			t.Errorf("%d statements are kept, %d before a broken one", len(c.db.kept), before)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// BenchmarkPrepared compares a row that is read with a prepared statement with the same one read without.
func BenchmarkPrepared(b *testing.B) {
	s, err := Open(b.Context(), Options{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	err = s.Update(b.Context(), func(_ context.Context, tx store.Tx) error {
		l, err := tx.AddLeague(person.League{Name: "bench", Zone: "UTC"})
		if err != nil {
			return err
		}
		_, err = tx.AddTournament(tournament.Tournament{League: l.ID, Name: "bench", Rules: tournament.DefaultRules()})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	c := s.writer.conn
	for name, q := range map[string]*query.Queries{"prepared": c.q, "unprepared": query.New(c.c)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := q.Tournament(s.own, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
