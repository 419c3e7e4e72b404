package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"matchday/app/person"
	"matchday/store"
	"matchday/store/sqlite"
	"matchday/store/sqlite/sqlitetest"
	"matchday/store/storetest"
)

func TestStore(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t testing.TB) store.Store { return sqlitetest.Open(t) })
}

func addPerson(t *testing.T, s store.Store, discord string) {
	t.Helper()
	err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
		if _, err := tx.AddPerson(person.Person{Discord: discord, Name: "x"}); err != nil {
			return err
		}
		_, err := tx.AddEvent(store.Event{Topic: "people"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func knows(t *testing.T, s store.Store, discord string) bool {
	t.Helper()
	err := s.View(t.Context(), func(_ context.Context, tx store.Tx) error {
		_, err := tx.PersonOfDiscord(discord)
		return err
	})
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		t.Fatal(err)
	}
	return err == nil
}

func TestAnEmptyDirectoryBecomesADatabaseThatStays(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	dir := filepath.Join(t.TempDir(), "a b?c#d%20é&_pragma=x")
	s, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	addPerson(t, s, "1")
	id, head := s.ID(), s.Head("people")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, sqlite.File+"-wal")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the log of writes is left behind: %v", err)
	}
	again, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if again.ID() != id || again.Head("people") != head || !knows(t, again, "1") {
		t.Errorf("id %s and head %d became %s and %d", id, head, again.ID(), again.Head("people"))
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	other := sqlitetest.Open(t)
	if other.ID() == id {
		t.Error("two databases have one id")
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestASecondServerIsRefused(t *testing.T) {
	t.Parallel()
	dir := sqlitetest.Dir(t)
	s := sqlitetest.OpenDir(t, dir)
	for name, refused := range map[string]func() error{
		"open": func() error { _, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir}); return err },
		"up":   func() error { return sqlite.Up(t.Context(), sqlite.Options{Dir: dir}) },
		"down": func() error { _, err := sqlite.Down(t.Context(), sqlite.Options{Dir: dir}); return err },
	} {
		if err := refused(); !errors.Is(err, store.ErrInUse) || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sqlitetest.OpenDir(t, dir)
}

func TestWhatAnotherProcessWritesIsNoticed(t *testing.T) {
	t.Parallel()
	dir := sqlitetest.Dir(t)
	server, err := sqlite.OpenWatching(t.Context(), sqlite.Options{Dir: dir}, time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	verb, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir, Beside: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = verb.Close() })
	if err := verb.Lead(t.Context(), func(context.Context) error { t.Error("it leads"); return nil }); !errors.Is(err, store.ErrInUse) {
		t.Error(err)
	}
	addPerson(t, server, "0")
	<-server.Wake()
	addPerson(t, verb, "1")
	<-server.Wake()
	if server.Head("people") != verb.Head("people") || !knows(t, server, "1") {
		t.Errorf("the server is at %d, the verb at %d", server.Head("people"), verb.Head("people"))
	}
	addPerson(t, server, "2")
	if !knows(t, verb, "2") {
		t.Error("the verb does not see the server's write")
	}
}

func TestAnEmptyDirectoryCanBeOpenedBeside(t *testing.T) {
	t.Parallel()
	s, err := sqlite.Open(t.Context(), sqlite.Options{Dir: t.TempDir(), Beside: true})
	if err != nil {
		t.Fatal(err)
	}
	addPerson(t, s, "1")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// raw changes a database behind the store's back.
func raw(t *testing.T, dir string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, sqlite.File))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range statements {
		if _, err := db.Exec(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestANewerDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	dir := sqlitetest.Dir(t)
	raw(t, dir, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
	_, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir})
	if !errors.Is(err, store.ErrNewer) || !strings.Contains(err.Error(), "9999") {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir}); !errors.Is(err, store.ErrNewer) {
		t.Fatalf("the lock was not given back: %v", err)
	}
}

func TestADamagedDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	dir := sqlitetest.Dir(t)
	f, err := os.OpenFile(filepath.Join(dir, sqlite.File), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Seek(3*4096, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(strings.Repeat("damage", 3000))); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir}); err == nil || !strings.Contains(err.Error(), sqlite.File) {
		t.Fatal(err)
	}
}

func TestTheSchemaGoesDownAndUpAgain(t *testing.T) {
	t.Parallel()
	o := sqlite.Options{Dir: sqlitetest.Dir(t), Backups: t.TempDir()}
	s := sqlitetest.OpenDir(t, o.Dir)
	addPerson(t, s, "1")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	list, err := sqlite.Migrations(t.Context(), o)
	if err != nil || len(list) == 0 || list[0].Name != "league_night" || list[0].Applied.IsZero() {
		t.Fatalf("%v, %v", list, err)
	}
	copied := ""
	for range list {
		if copied, err = sqlite.Down(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	if left, err := sqlite.Down(t.Context(), o); err != nil || left != "" {
		t.Fatalf("an empty database went down: %q, %v", left, err)
	}
	if list, err = sqlite.Migrations(t.Context(), o); err != nil || !list[0].Applied.IsZero() {
		t.Fatalf("%v, %v", list, err)
	}
	if err := sqlite.Up(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if knows(t, sqlitetest.OpenDir(t, o.Dir), "1") {
		t.Error("somebody came through the empty schema")
	}

	// The copy that was made before is a whole database.
	restored := t.TempDir()
	if err := os.Rename(copied, filepath.Join(restored, sqlite.File)); err != nil {
		t.Fatal(err)
	}
	if !knows(t, sqlitetest.OpenDir(t, restored), "1") {
		t.Error("the copy does not hold what was there")
	}
}
