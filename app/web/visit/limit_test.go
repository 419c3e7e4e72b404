package visit

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// A limit says what a context with a timeout says, whoever looks first and whenever.
func TestALimitIsAContextWithATimeout(t *testing.T) {
	t.Parallel()
	looks := map[string]func(context.Context){
		"nobody looks":   func(context.Context) {},
		"for an error":   func(c context.Context) { _ = c.Err() },
		"by waiting":     func(c context.Context) { c.Done() },
		"as a parent":    func(c context.Context) { child, stop := context.WithCancel(c); defer stop(); _ = child.Err() },
		"for a deadline": func(c context.Context) { c.Deadline() },
	}
	for name, look := range looks {
		for _, cut := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				ours := &limit{until: time.Now().Add(time.Minute)}
				theirs, stop := context.WithDeadline(t.Context(), ours.until)
				look(ours)
				same := func(when string) {
					t.Helper()
					synctest.Wait()
					if !errors.Is(ours.Err(), theirs.Err()) || (ours.Err() == nil) != (theirs.Err() == nil) {
						t.Errorf("%s, %s: %v, a context says %v", name, when, ours.Err(), theirs.Err())
					}
				}
				same("at first")
				time.Sleep(59 * time.Second)
				same("in time")
				if cut {
					ours.end()
					stop()
				} else {
					time.Sleep(2 * time.Second)
				}
				same("at the end")
				<-ours.Done()
				same("after waiting")
				ours.end()
				stop()
				same("ended twice")
			})
		}
	}
}

func TestWhatWaitsForALimitEndsWithIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &limit{until: time.Now().Add(time.Minute)}
		child, stop := context.WithTimeout(l, time.Hour)
		defer stop()
		begin := time.Now()
		<-child.Done()
		if took := time.Since(begin); took != time.Minute || !errors.Is(child.Err(), context.DeadlineExceeded) {
			t.Errorf("it ended after %s: %v", took, child.Err())
		}
		l.end()
	})
}
