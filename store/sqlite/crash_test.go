package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"matchday/app/person"
	"matchday/store"
	"matchday/store/sqlite"
	"matchday/store/sqlite/sqlitetest"
)

// The environment that makes TestCrashChild the process that is killed.
const (
	crashDir  = "MATCHDAY_TEST_CRASH_DIR"
	crashMode = "MATCHDAY_TEST_CRASH_MODE"
	crashName = "MATCHDAY_TEST_CRASH_NAME" // begins what this process calls the people it adds
)

// TestKilledInTheMiddle kills a real process while 16 callers write in groups: whatever it had answered is there
// afterwards, and nothing is half there.
func TestKilledInTheMiddle(t *testing.T) {
	t.Parallel()
	dir := sqlitetest.Dir(t)
	for i, mode := range []string{"outside", "within", "outside", "committed", "outside", "within"} {
		name := fmt.Sprintf("%d-%s-", i, mode)
		answered := crash(t, dir, mode, name)
		if len(answered) == 0 {
			t.Fatalf("%s answered nothing before it was killed", name)
		}
		s, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir})
		if err != nil {
			t.Fatalf("after %s: %v", name, err)
		}
		checkWhole(t, s, name, answered)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// crash runs a child until it is killed, and returns the numbers that it had answered.
func crash(t *testing.T, dir, mode, name string) map[int]bool {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestCrashChild$")
	child.Env = append(os.Environ(), crashDir+"="+dir, crashMode+"="+mode, crashName+"="+name)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	answered, limit := map[int]bool{}, 100+rand.IntN(400)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Fatalf("the child says %q", lines.Text())
		}
		answered[n] = true
		if mode == "outside" && len(answered) == limit {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	var exit *exec.ExitError
	if err := child.Wait(); !errors.As(err, &exit) || exit.Exited() {
		t.Fatalf("the child was not killed: %v", err)
	}
	return answered
}

// checkWhole looks for every wish that the child may have made.
func checkWhole(t *testing.T, s store.Store, name string, answered map[int]bool) {
	t.Helper()
	last := 0
	for n := range answered {
		last = max(last, n)
	}
	err := s.View(t.Context(), func(_ context.Context, tx store.Tx) error {
		for n := range last + 100 {
			id := name + strconv.Itoa(n)
			_, perr := tx.PersonOfDiscord(id)
			_, cerr := tx.Cause(id)
			head, err := tx.HeadOf(id)
			if err != nil {
				return err
			}
			there := perr == nil
			if there != (cerr == nil) || there != (head > 0) || head != s.Head(id) {
				t.Errorf("%s is half there: person %v, cause %v, event %d", id, perr, cerr, head)
			}
			if answered[n] && !there {
				t.Errorf("%s was answered and is not there", id)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestCrashChild is the process that is killed.
func TestCrashChild(t *testing.T) {
	dir, mode, name := os.Getenv(crashDir), os.Getenv(crashMode), os.Getenv(crashName)
	if dir == "" {
		t.Skip("only run as a child of TestKilledInTheMiddle")
	}
	s, err := sqlite.Open(t.Context(), sqlite.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	fatal := int64(100 + rand.IntN(200))
	var number atomic.Int64
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for {
				n := number.Add(1)
				if err := wish(t, s, name+strconv.FormatInt(n, 10), mode == "within" && n == fatal); err != nil {
					t.Error(err)
					return
				}
				if mode == "committed" && n == fatal {
					kill(t)
				}
				_, _ = os.Stdout.WriteString(strconv.FormatInt(n, 10) + "\n") // if nobody listens, it was not answered
			}
		})
	}
	wg.Wait()
}

func wish(t *testing.T, s store.Store, id string, die bool) error {
	return s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
		p, err := tx.AddPerson(person.Person{Discord: id, Name: strings.Repeat("x", 100)})
		if err != nil {
			return err
		}
		if die {
			kill(t)
		}
		e, err := tx.AddEvent(store.Event{Topic: id, Actor: p.ID})
		if err != nil {
			return err
		}
		return tx.AddCause(store.Cause{Cause: id, Person: p.ID, Seq: e.Seq})
	})
}

func kill(t *testing.T) {
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Error(err)
		return
	}
	if err := self.Kill(); err != nil {
		t.Error(err)
	}
	select {}
}
