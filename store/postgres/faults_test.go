package postgres_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"matchday/app/person"
	"matchday/store"
	"matchday/store/postgres/pgtest"
)

// add adds a person and says so, and counts how often it ran.
func add(ctx context.Context, s store.Store, runs *atomic.Int32, between func(int32)) error {
	return s.Update(ctx, func(_ context.Context, tx store.Tx) error {
		n := runs.Add(1)
		if _, err := tx.AddPerson(person.Person{Discord: "1", Name: "x"}); err != nil {
			return err
		}
		if between != nil {
			between(n)
		}
		_, err := tx.AddEvent(store.Event{Topic: "people"})
		return err
	})
}

// once fails the test unless the person and the event are there exactly once.
func once(t *testing.T, s store.Store) {
	t.Helper()
	err := s.View(t.Context(), func(_ context.Context, tx store.Tx) error {
		if _, err := tx.PersonOfDiscord("1"); err != nil {
			return err
		}
		events, err := tx.EventsAfter(0, 99)
		if len(events) != 1 || s.Head("people") != events[0].Seq {
			t.Errorf("%d events, head %d", len(events), s.Head("people"))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAnUpdateWhoseConnectionBreaksRunsAgain(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	s, db := pgtest.OpenURL(t, url), direct(t, url)
	var runs atomic.Int32
	err := add(t.Context(), s, &runs, func(n int32) {
		if n == 1 {
			exec(t, db, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND query LIKE '%INSERT INTO people%'
				AND pid IN (SELECT pid FROM pg_locks WHERE relation = 'people'::regclass)`)
		}
	})
	if err != nil || runs.Load() != 2 {
		t.Errorf("%v after %d runs", err, runs.Load())
	}
	once(t, s)
}

func TestConnectionsThatBrokeWhileNobodyUsedThem(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	s, db := pgtest.OpenURL(t, url+"&application_name=cut_off"), direct(t, url)
	for _, use := range []func() error{
		func() error { return s.View(t.Context(), func(context.Context, store.Tx) error { return nil }) },
		func() error { _, err := sayAt(t.Context(), s, "a"); return err },
	} {
		exec(t, db, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cut_off'`)
		if err := use(); err != nil {
			t.Error(err)
		}
	}
}

func TestTransactionsInEachOthersWayRunAgain(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	s, db := pgtest.OpenURL(t, url), direct(t, url)
	exec(t, db, "CREATE SEQUENCE attempts")
	exec(t, db, `CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		CASE nextval('attempts') WHEN 1 THEN RAISE EXCEPTION 'serialization' USING ERRCODE = '40001';
			WHEN 2 THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; ELSE RETURN NEW; END CASE; END $$`)
	exec(t, db, "CREATE TRIGGER stumble BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION stumble()")
	var runs atomic.Int32
	if err := add(t.Context(), s, &runs, nil); err != nil || runs.Load() != 3 {
		t.Errorf("%v after %d runs", err, runs.Load())
	}
	exec(t, db, "DROP TRIGGER stumble ON events")
	once(t, s)

	exec(t, db, "DROP FUNCTION stumble")
	exec(t, db, `CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'never' USING ERRCODE = '40001'; END $$`)
	exec(t, db, "CREATE TRIGGER stumble BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION stumble()")
	runs.Store(0)
	err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
		runs.Add(1)
		_, err := tx.AddEvent(store.Event{Topic: "people"})
		return err
	})
	if err == nil || runs.Load() != 3 {
		t.Errorf("%v after %d runs", err, runs.Load())
	}
	once(t, s)
}

func TestACommitThatTheDatabaseRefuses(t *testing.T) {
	t.Parallel()
	url := pgtest.URL(t)
	s, db := pgtest.OpenURL(t, url), direct(t, url)
	exec(t, db, `CREATE FUNCTION mind() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'I mind'; END $$`)
	exec(t, db, "CREATE CONSTRAINT TRIGGER mind AFTER INSERT ON people DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mind()")
	var runs atomic.Int32
	if err := add(t.Context(), s, &runs, nil); err == nil || !strings.Contains(err.Error(), "I mind") || runs.Load() != 1 {
		t.Errorf("%v after %d runs", err, runs.Load())
	}
	if s.Head("people") != 0 {
		t.Error("what was refused is known")
	}
	exec(t, db, "DROP TRIGGER mind ON people")
	if err := add(t.Context(), s, &runs, nil); err != nil {
		t.Error(err)
	}
	err := s.View(t.Context(), func(_ context.Context, tx store.Tx) error { _, err := tx.PersonOfDiscord("1"); return err })
	if err != nil {
		t.Error(err)
	}
}

// TestTheAnswerToACommitIsLost cuts the connection at the commit: before it has arrived, and after it was carried out.
func TestTheAnswerToACommitIsLost(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		deliver bool
		runs    int32
	}{"it never arrived": {false, 2}, "it was carried out": {true, 1}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			direct := pgtest.URL(t)
			wire := newWire(t, direct, tt.deliver)
			s := pgtest.OpenURL(t, wire.url)
			wire.armed.Store(true)
			var runs atomic.Int32
			err := add(t.Context(), s, &runs, nil)
			if err != nil || runs.Load() != tt.runs || wire.armed.Load() {
				t.Errorf("%v after %d runs, still armed: %t", err, runs.Load(), wire.armed.Load())
			}
			once(t, s)
		})
	}
}

// wire stands between a store and its database, and can cut the connection on which the next commit comes.
type wire struct {
	url     string
	armed   atomic.Bool
	deliver bool // the commit before cutting
}

func newWire(t *testing.T, address string, deliver bool) *wire {
	t.Helper()
	to, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	w, database := &wire{deliver: deliver}, to.Host
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", database)
			if err != nil {
				_ = client.Close()
				continue
			}
			go w.carry(client, server)
			go func() {
				_, _ = io.Copy(client, server)
				_ = client.Close()
			}()
		}
	}()
	to.Host = l.Addr().String()
	w.url = to.String()
	return w
}

// carry brings what the client says to the server.
func (w *wire) carry(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	buf := make([]byte, 64<<10)
	for {
		n, err := client.Read(buf)
		if err != nil {
			return
		}
		if bytes.Contains(buf[:n], []byte("; COMMIT")) && w.armed.CompareAndSwap(true, false) {
			_ = client.Close()
			if w.deliver {
				_, _ = server.Write(buf[:n])
				_ = server.SetReadDeadline(time.Now().Add(time.Second))
				_, _ = server.Read(buf) // until the database has answered
			}
			return
		}
		if _, err := server.Write(buf[:n]); err != nil {
			return
		}
	}
}

func TestADatabaseThatIsAwayIsAnErrorInWords(t *testing.T) {
	t.Parallel()
	pgtest.URL(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = openAt(t, "postgres://postgres@"+address+"/postgres?sslmode=disable&connect_timeout=1")
	if err == nil || !strings.Contains(err.Error(), "does not answer") {
		t.Error(err)
	}
	if _, err := openAt(t, "postgres://%zz"); err == nil || errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}
