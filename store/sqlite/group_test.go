package sqlite

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"matchday/app/graphic"
	"matchday/app/person"
	"matchday/store"
	"matchday/store/sqlstore/query"
)

// fresh opens an empty store whose tuning a test may change, and which logs into the returned text.
func fresh(t *testing.T, change func(*tuning)) (*Store, *logText) {
	t.Helper()
	how := standard()
	how.age, how.poll = time.Minute, time.Hour // so that nothing but the test parts a group
	if change != nil {
		change(&how)
	}
	log := &logText{}
	s, err := open(t.Context(), Options{Dir: t.TempDir(), Log: slog.New(slog.NewTextHandler(log, nil))}, how)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, log
}

type logText struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logText) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// step is what one member of a group does with its transaction; the writer shows what stands behind it.
type step func(tx store.Tx, w *writer) error

// together runs steps as members of one group, in their order, and returns what each Update returned. Behind them it
// checks that the store still works.
func together(t *testing.T, s *Store, steps ...step) []error {
	t.Helper()
	errs := make([]error, len(steps))
	var wg sync.WaitGroup
	inside, lined := make(chan struct{}), make(chan struct{})
	wg.Go(func() {
		var once sync.Once
		errs[0] = s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
			once.Do(func() { close(inside) })
			<-lined
			return steps[0](tx, s.writer)
		})
	})
	<-inside
	for i := 1; i < len(steps); i++ {
		wg.Go(func() {
			errs[i] = s.Update(t.Context(), func(_ context.Context, tx store.Tx) error { return steps[i](tx, s.writer) })
		})
		standInLine(s.writer, i)
	}
	close(lined)
	wg.Wait()
	said(t, s, "afterwards", true, s.Update(t.Context(), func(_ context.Context, tx store.Tx) error { return say(tx, "afterwards") }))
	return errs
}

// standInLine returns when n callers stand in line.
func standInLine(w *writer, n int) {
	for {
		w.mu.Lock()
		waiting := len(w.line)
		w.mu.Unlock()
		if waiting >= n {
			return
		}
		runtime.Gosched()
	}
}

func say(tx store.Tx, topic string) error {
	_, err := tx.AddEvent(store.Event{Topic: topic})
	return err
}

// saying is a member that says one thing.
func saying(topic string) step {
	return func(tx store.Tx, _ *writer) error { return say(tx, topic) }
}

// said fails the test unless an event is there as it must be, in the database and in memory.
func said(t *testing.T, s *Store, topic string, want bool, err error) {
	t.Helper()
	if want != (err == nil) {
		t.Errorf("%s: %v", topic, err)
	}
	var head int64
	if err := s.View(t.Context(), func(_ context.Context, tx store.Tx) (err error) { head, err = tx.HeadOf(topic); return err }); err != nil {
		t.Fatal(err)
	}
	if (head > 0) != want || head != s.Head(topic) {
		t.Errorf("%s: event %d, head %d, wanted %t", topic, head, s.Head(topic), want)
	}
}

var errDeliberate = errors.New("deliberate")

func TestWaitingUpdatesShareOneTransaction(t *testing.T) {
	t.Parallel()
	s, _ := fresh(t, func(how *tuning) { how.group = 4 })
	var seen []*group
	member := func(tx store.Tx, w *writer) error {
		seen = append(seen, w.group)
		return say(tx, fmt.Sprint("member ", len(seen)))
	}
	errs := together(t, s, member, member, member, member, member, member)
	for i, err := range errs {
		said(t, s, fmt.Sprint("member ", i+1), true, err)
	}
	if seen[0] != seen[3] || seen[3] == seen[4] || seen[4] != seen[5] {
		t.Errorf("groups %p", seen)
	}
}

func TestAnOldGroupLetsNobodyIn(t *testing.T) {
	t.Parallel()
	s, _ := fresh(t, func(how *tuning) { how.age = 0 })
	var seen []*group
	member := func(_ store.Tx, w *writer) error { seen = append(seen, w.group); return nil }
	together(t, s, member, member)
	if seen[0] == seen[1] {
		t.Error("the second joined a group that was too old")
	}
}

func TestFailingMembersOfAGroup(t *testing.T) {
	t.Parallel()
	s, _ := fresh(t, nil)
	cancelled, cancel := context.WithCancel(t.Context())
	defer cancel()
	panicked := make(chan any, 1)
	errs := together(t, s,
		saying("before"),
		func(tx store.Tx, _ *writer) error { _ = say(tx, "error"); return errDeliberate },
		saying("between"),
		func(tx store.Tx, _ *writer) error {
			_ = say(tx, "dead")
			_, err := tx.AddGraphic(graphic.Graphic{League: 999})
			if err == nil {
				t.Error("a graphic of no tournament was kept")
			}
			return nil
		},
		func(tx store.Tx, w *writer) error {
			// A panicking member in the middle, in a goroutine of its own that stands in line behind this one.
			go func() {
				defer func() { panicked <- recover() }()
				_ = s.Update(context.Background(), func(_ context.Context, tx store.Tx) error {
					_ = say(tx, "panic")
					panic(errDeliberate)
				})
			}()
			go func() {
				_ = s.Update(cancelled, func(_ context.Context, tx store.Tx) error {
					_ = say(tx, "cancelled")
					cancel()
					return say(tx, "cancelled")
				})
				panicked <- nil
			}()
			standInLine(w, 2)
			return say(tx, "after")
		},
	)
	<-panicked
	<-panicked
	for i, want := range []struct {
		topic string
		there bool
	}{{"before", true}, {"error", false}, {"between", true}, {"dead", false}, {"after", true}} {
		said(t, s, want.topic, want.there, errs[i])
	}
	said(t, s, "panic", false, errDeliberate)
	said(t, s, "cancelled", false, context.Canceled)
}

func TestAFailedCommitIsEverybodysError(t *testing.T) {
	t.Parallel()
	s, _ := fresh(t, nil)
	errs := together(t, s,
		saying("before"),
		func(tx store.Tx, _ *writer) error { _ = say(tx, "refused"); return errDeliberate },
		func(tx store.Tx, w *writer) error {
			orphan(t, s, w)
			return say(tx, "culprit")
		},
		saying("after"),
	)
	for i, topic := range []string{"before", "refused", "culprit", "after"} {
		said(t, s, topic, false, errs[i])
		if errs[i] == nil || !strings.Contains(errs[i].Error(), "commit") {
			t.Errorf("%s was told %v", topic, errs[i])
		}
	}
}

// orphan writes a row that the database only minds when it commits.
func orphan(t *testing.T, s *Store, w *writer) {
	t.Helper()
	if _, err := w.conn.c.ExecContext(s.own, "PRAGMA defer_foreign_keys=ON"); err != nil {
		t.Error(err)
	}
	if err := w.conn.q.PutRoles(s.own, query.PutRolesParams{League: 1, Person: 999, Roles: 1}); err != nil {
		t.Error(err)
	}
}

func TestALostTransactionRunsTheOthersAgain(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(*testing.T, store.Tx, *Store, *writer) error{
		"rolled back": func(t *testing.T, tx store.Tx, s *Store, w *writer) error {
			if err := w.conn.do(s.own, rollback); err != nil {
				t.Error(err)
			}
			return errDeliberate
		},
		"rolled back and unnoticed": func(t *testing.T, tx store.Tx, s *Store, w *writer) error {
			if err := w.conn.do(s.own, rollback); err != nil {
				t.Error(err)
			}
			return nil
		},
		"rolled back by a panic": func(t *testing.T, tx store.Tx, s *Store, w *writer) error {
			if err := w.conn.do(s.own, rollback); err != nil {
				t.Error(err)
			}
			panic(errDeliberate)
		},
		"the connection is gone": func(t *testing.T, tx store.Tx, s *Store, w *writer) error {
			if err := w.conn.close(); err != nil {
				t.Error(err)
			}
			return errDeliberate
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, log := fresh(t, nil)
			runs := map[string]int{}
			counted := func(topic string) step {
				return func(tx store.Tx, _ *writer) error {
					runs[topic]++
					return say(tx, topic)
				}
			}
			errs := together(t, s, counted("first"), counted("second"),
				func(tx store.Tx, w *writer) (err error) {
					runs["culprit"]++
					_ = say(tx, "culprit")
					defer func() {
						if recover() != nil {
							err = errDeliberate
						}
					}()
					return lose(t, tx, s, w)
				},
				counted("last"))
			for i, topic := range []string{"first", "second", "culprit", "last"} {
				said(t, s, topic, topic != "culprit", errs[i])
			}
			if runs["first"] != 2 || runs["second"] != 2 || runs["culprit"] != 1 || runs["last"] != 1 {
				t.Errorf("runs %v", runs)
			}
			if !strings.Contains(log.String(), "run again") {
				t.Errorf("nothing was logged: %s", log)
			}
		})
	}
}

func TestAFullDiskHarmsOnlyTheOneWhoFillsIt(t *testing.T) {
	t.Parallel()
	s, _ := fresh(t, nil)
	var pages int64
	errs := together(t, s,
		func(tx store.Tx, w *writer) error {
			if err := w.conn.c.QueryRowContext(s.own, "PRAGMA page_count").Scan(&pages); err != nil {
				t.Error(err)
			}
			return say(tx, "first")
		},
		func(tx store.Tx, w *writer) error {
			if _, err := w.conn.c.ExecContext(s.own, fmt.Sprintf("PRAGMA max_page_count=%d", pages+4)); err != nil {
				t.Error(err)
			}
			_, err := tx.AddPerson(person.Person{Name: strings.Repeat("long ", 100_000)})
			if err == nil {
				t.Error("the disk is not full")
			}
			return nil
		},
		saying("last"),
	)
	said(t, s, "first", true, errs[0])
	said(t, s, "last", true, errs[2])
	if errs[1] == nil {
		t.Error("who filled the disk was not told")
	}
}

func TestASlowMemberIsLoggedAndStopped(t *testing.T) {
	t.Parallel()
	s, log := fresh(t, func(how *tuning) { how.slow, how.turn = time.Nanosecond, time.Nanosecond })
	err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
		for !strings.Contains(log.String(), "holds up") {
			runtime.Gosched()
		}
		_, err := tx.LastSeq()
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "too long") || !strings.Contains(log.String(), "held up") {
		t.Errorf("%v; %s", err, log)
	}
}

func TestALongLogOfWritesIsFolded(t *testing.T) {
	t.Parallel()
	s, log := fresh(t, nil)
	size := func() int64 {
		info, err := os.Stat(s.path + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
		_, err := tx.AddPerson(person.Person{Name: strings.Repeat("long", longLog/4)})
		return err
	})
	if err != nil || size() < longLog {
		t.Fatalf("%d bytes, %v", size(), err)
	}
	err = s.View(t.Context(), func(_ context.Context, tx store.Tx) error {
		if _, err := tx.LastSeq(); err != nil {
			return err
		}
		if err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) error { return say(tx, "meanwhile") }); err != nil {
			return err
		}
		s.fold() // somebody reads: it gives up soon, and nobody is harmed
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.fold()
	if size() != 0 || strings.Contains(log.String(), "fold") {
		t.Errorf("%d bytes are left; %s", size(), log)
	}
	said(t, s, "meanwhile", true, nil)
}

func TestALargeDatabaseIsReadThroughWhileItIsUsed(t *testing.T) {
	t.Parallel()
	o := Options{Dir: t.TempDir(), Log: slog.New(slog.DiscardHandler)}
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
		_, err := tx.AddPerson(person.Person{Name: strings.Repeat("large", quickSize/4)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	reopen := func() *Store {
		s, err := Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	whole := reopen()
	whole.readThrough()
	if err := errors.Join(whole.Check(t.Context()), whole.Close()); err != nil {
		t.Error(err)
	}
	f, err := os.OpenFile(filepath.Join(o.Dir, File), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err == nil {
		_, err = f.WriteAt([]byte("damage"), info.Size()-4096) // a page of the long name points elsewhere
	}
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	damaged := reopen()
	damaged.readThrough()
	if err := damaged.Check(t.Context()); err == nil || !strings.Contains(err.Error(), File) {
		t.Errorf("the damage was not found: %v", err)
	}
	if err := damaged.Close(); err != nil {
		t.Error(err)
	}
}
