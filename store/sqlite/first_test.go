package sqlite_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"matchday/app/person"
	"matchday/store"
	"matchday/store/sqlite/sqlitetest"
)

func TestManyWritersAtOnce(t *testing.T) {
	t.Parallel()
	s := sqlitetest.Open(t)
	odd := errors.New("odd")
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
				if _, err := tx.AddPerson(person.Person{Name: "x"}); err != nil {
					return err
				}
				if i%2 == 1 {
					return odd
				}
				_, err := tx.AddEvent(store.Event{Topic: "t"})
				return err
			})
			if i%2 == 1 && !errors.Is(err, odd) || i%2 == 0 && err != nil {
				t.Errorf("update %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	err := s.View(t.Context(), func(_ context.Context, tx store.Tx) error {
		events, err := tx.EventsAfter(0, 1000)
		if len(events) != 100 || s.Head("t") != events[99].Seq {
			t.Errorf("%d events, head %d", len(events), s.Head("t"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
