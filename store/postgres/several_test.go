package postgres_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"matchday/app/person"
	"matchday/store"
	"matchday/store/postgres"
	"matchday/store/postgres/pgtest"
)

// tuned opens a store that polls every d.
func tuned(t *testing.T, url string, d time.Duration) *postgres.Store {
	t.Helper()
	s, err := postgres.OpenTuned(t.Context(), postgres.Options{URL: url, Log: slog.New(slog.NewTextHandler(t.Output(), nil))}, d)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// direct opens the database itself.
func direct(t *testing.T, url string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func exec(t *testing.T, db *sql.DB, text string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), text, args...); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}

func sayAt(ctx context.Context, s store.Store, topic string) (seq int64, err error) {
	err = s.Update(ctx, func(_ context.Context, tx store.Tx) error {
		e, err := tx.AddEvent(store.Event{Topic: topic})
		seq = e.Seq
		return err
	})
	return seq, err
}

// heard returns when a store knows of an event, and how long that took.
func heard(t *testing.T, s store.Store, topic string, seq int64) time.Duration {
	t.Helper()
	began := time.Now()
	for s.Head(topic) < seq {
		<-s.Wake()
	}
	return time.Since(began)
}

func TestOtherProcessesHearOfACommitAtOnce(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	a, b := tuned(t, url, time.Hour), tuned(t, url, time.Hour)
	<-b.Wake() // it listens
	var took []time.Duration
	for range 50 {
		seq, err := sayAt(t.Context(), a, "news")
		if err != nil {
			t.Fatal(err)
		}
		took = append(took, heard(t, b, "news", seq))
	}
	slices.Sort(took)
	t.Logf("heard after %v (median), %v (worst of %d)", took[len(took)/2], took[len(took)-1], len(took))
	if took[len(took)/2] > 100*time.Millisecond {
		t.Error("too late")
	}
	err := a.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
		_, err := tx.AddPerson(person.Person{Name: "silent"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	<-b.Wake() // a write that says nothing wakes as well
}

func TestWhatNoNotificationToldIsFound(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	s := tuned(t, url, 10*time.Millisecond)
	exec(t, direct(t, url), `INSERT INTO events (at, league, kind, topic, actor, name, origin, cause, data) VALUES (0, 0, '', 'silent', 0, '', '', '', '{}')`)
	heard(t, s, "silent", 1)
}

func TestAListenerThatWasCutOffCatchesUp(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	s, other := tuned(t, url, time.Hour), tuned(t, url, time.Hour)
	<-s.Wake()
	exec(t, direct(t, url), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN "matchday_' || $1 || '"'`, s.ID())
	seq, err := sayAt(t.Context(), other, "meanwhile")
	if err != nil {
		t.Fatal(err)
	}
	heard(t, s, "meanwhile", seq)
}

func TestWritersOfTwoProcessesStandInOneLine(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	stores := []*postgres.Store{pgtest.OpenURL(t, url), pgtest.OpenURL(t, url)}
	follower := pgtest.OpenURL(t, url)
	const writers, each = 8, 40
	var crowd, reader sync.WaitGroup
	finished := make(chan struct{})
	var read []int64
	reader.Go(func() {
		for last := false; !last; {
			select {
			case <-follower.Wake():
			case <-finished:
				last = true
			}
			err := follower.View(t.Context(), func(_ context.Context, tx store.Tx) error {
				events, err := tx.EventsAfter(append([]int64{0}, read...)[len(read)], 10_000)
				for _, e := range events {
					read = append(read, e.Seq)
				}
				return err
			})
			if err != nil {
				t.Error(err)
				return
			}
		}
	})
	for w := range writers {
		crowd.Go(func() {
			for range each {
				if _, err := sayAt(t.Context(), stores[w%2], fmt.Sprint("topic/", w)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	crowd.Wait()
	close(finished)
	reader.Wait()
	if len(read) != writers*each || !slices.IsSorted(read) {
		t.Errorf("the follower read %d of %d events", len(read), writers*each)
	}
	late := pgtest.OpenURL(t, url)
	err := late.View(t.Context(), func(_ context.Context, tx store.Tx) error {
		for w := range writers {
			topic := fmt.Sprint("topic/", w)
			if head, err := tx.HeadOf(topic); err != nil || head == 0 || late.Head(topic) != head {
				t.Errorf("%s is at %d, a store that opens now thinks %d, %v", topic, head, late.Head(topic), err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTheLeadGoesOnWhenItsConnectionBreaks(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	first, second := tuned(t, url, 5*time.Millisecond), tuned(t, url, 5*time.Millisecond)
	leading, lost, next := make(chan struct{}), make(chan error, 1), make(chan error, 1)
	go func() {
		lost <- first.Lead(t.Context(), func(ctx context.Context) error {
			close(leading)
			<-ctx.Done()
			return context.Cause(ctx)
		})
	}()
	<-leading
	go func() { next <- second.Lead(t.Context(), func(context.Context) error { return nil }) }()
	exec(t, direct(t, url), "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND ((classid::bigint << 32) | objid::bigint) = $1",
		postgres.LeadKey(first))
	if err := <-lost; !errors.Is(err, postgres.ErrLost) {
		t.Errorf("the first leader ended with %v", err)
	}
	if err := <-next; err != nil {
		t.Errorf("the second leader ended with %v", err)
	}
}

func TestStoresInTwoSchemasAreStrangers(t *testing.T) {
	t.Parallel()
	a, b := pgtest.Open(t), pgtest.Open(t)
	err := a.Update(t.Context(), func(ctx context.Context, tx store.Tx) error {
		if _, err := sayAt(t.Context(), b, "b"); err != nil {
			return err
		}
		return b.Lead(t.Context(), func(context.Context) error {
			return a.Lead(t.Context(), func(context.Context) error { return nil })
		})
	})
	if err != nil || a.Head("b") != 0 {
		t.Errorf("%v, head %d", err, a.Head("b"))
	}
}

func TestACallerWhoLeavesTheLineOfAnotherProcess(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	a, b := pgtest.OpenURL(t, url), pgtest.OpenURL(t, url)
	err := a.Update(t.Context(), func(context.Context, store.Tx) error {
		gone, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		if _, err := sayAt(gone, b, "b"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the impatient caller was told %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sayAt(t.Context(), b, "b"); err != nil {
		t.Error(err)
	}
}

func TestManyProcessesStartOnAnEmptyDatabase(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	var wg sync.WaitGroup
	ids := make([]string, 6)
	for i := range ids {
		wg.Go(func() {
			s, err := postgres.Open(t.Context(), postgres.Options{URL: url})
			if err != nil {
				t.Error(err)
				return
			}
			ids[i] = s.ID()
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if slices.Sort(ids); ids[0] == "" || ids[0] != ids[len(ids)-1] {
		t.Errorf("ids %q", ids)
	}
}

func TestTheSchemaGoesDownAndUpAgain(t *testing.T) {
	t.Parallel()
	o := postgres.Options{URL: pgtest.URL(t)}
	for range 2 {
		if err := postgres.Up(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		list, err := postgres.Migrations(t.Context(), o)
		if err != nil || len(list) == 0 || list[0].Name != "league_night" || list[0].Applied.IsZero() {
			t.Fatalf("%v, %v", list, err)
		}
		for range list {
			if err := postgres.Down(t.Context(), o); err != nil {
				t.Fatal(err)
			}
		}
		var tables int
		row := direct(t, o.URL).QueryRow("SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name <> 'goose_db_version'")
		if err := row.Scan(&tables); err != nil || tables != 0 {
			t.Fatalf("%d tables are left, %v", tables, err)
		}
	}
	pgtest.OpenURL(t, o.URL)
	exec(t, direct(t, o.URL), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)")
	if _, err := postgres.Open(t.Context(), o); !errors.Is(err, store.ErrNewer) {
		t.Fatal(err)
	}
}

func TestClosingLeavesNothingRunning(t *testing.T) {
	url := pgtest.URL(t)
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	s, err := postgres.Open(t.Context(), postgres.Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sayAt(t.Context(), s, "a"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func openAt(t *testing.T, url string) (*postgres.Store, error) {
	t.Helper()
	return postgres.Open(t.Context(), postgres.Options{URL: url})
}
