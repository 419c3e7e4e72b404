package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"matchday/app/tournament"
	"matchday/store"
)

func roundOne(on stage) tournament.Round {
	return tournament.Round{Tournament: on.tournament.ID, Number: 1, State: tournament.Drawn}
}

func lobbyOf(on stage, e tournament.Entry) tournament.Lobby {
	return tournament.Lobby{Tournament: on.tournament.ID, Round: 1, Name: "A", Seats: []tournament.Seat{{Entry: e.ID}}}
}

func crowds() []testCase {
	return []testCase{
		{"200 at once for 31 seats", registrationRush},
		{"a reader with a cursor never skips an event", neverSkips},
		{"the newest number is never behind an answered update", neverBehind},
		{"members that fail harm none of their neighbours", failingNeighbours},
	}
}

func registrationRush(t *testing.T, s store.Store) {
	const crowd, seats = 200, 31
	on := setUp(t, s, "rush", 1, crowd)
	var wg sync.WaitGroup
	for i := range crowd {
		wg.Go(func() {
			err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
				seated, err := tx.SeatedIn(on.tournament.ID)
				if err != nil {
					return err
				}
				e := on.solo(i, on.people[i].Name)
				if seated >= seats {
					e.State = tournament.Waiting
				}
				if _, err = tx.AddEntry(e); err != nil {
					return err
				}
				_, err = tx.AddEvent(store.Event{Topic: tournament.Topic(on.tournament.ID)})
				return err
			})
			if err != nil {
				t.Errorf("person %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	view(t, s, func(tx store.Tx) {
		same(t, ok(tx.SeatedIn(on.tournament.ID))(t), seats)
		line := ok(tx.EntriesOf(on.tournament.ID))(t)
		same(t, len(line), crowd)
		for i, e := range line {
			if (e.State == tournament.Seated) != (i < seats) {
				t.Errorf("number %d in line is %s", i+1, e.State)
			}
		}
		same(t, len(ok(tx.EventsAfter(0, 1000))(t)), crowd)
	})
}

// neverSkips lets a follower read the log while many write and some take it back.
func neverSkips(t *testing.T, s store.Store) {
	const writers, each = 8, 40
	var read []int64
	var wg sync.WaitGroup
	finished := make(chan struct{})
	wg.Go(func() {
		for {
			last := false
			select {
			case <-s.Wake():
			case <-finished:
				last = true
			}
			err := s.View(t.Context(), func(_ context.Context, tx store.Tx) error {
				var cursor int64
				if len(read) > 0 {
					cursor = read[len(read)-1]
				}
				events, err := tx.EventsAfter(cursor, 1000)
				read = append(read, seqs(events)...)
				return err
			})
			if last || err != nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
		}
	})
	var crowd sync.WaitGroup
	for w := range writers {
		crowd.Go(func() {
			for i := range each {
				_ = s.Update(t.Context(), func(_ context.Context, tx store.Tx) error {
					for range 1 + i%3 {
						if _, err := tx.AddEvent(store.Event{Topic: fmt.Sprintf("topic/%d", w)}); err != nil {
							return err
						}
					}
					if i%5 == 4 {
						return errDeliberate
					}
					return nil
				})
			}
		})
	}
	crowd.Wait()
	close(finished)
	wg.Wait()
	view(t, s, func(tx store.Tx) {
		all := seqs(ok(tx.EventsAfter(0, 10_000))(t))
		if !slices.Equal(read, all) {
			t.Errorf("the follower read %d events, the log has %d", len(read), len(all))
		}
		if len(all) == 0 {
			t.Error("nothing was written")
		}
	})
}

func neverBehind(t *testing.T, s store.Store) {
	var wg sync.WaitGroup
	for i := range 8 {
		topic := fmt.Sprintf("topic/%d", i%3)
		wg.Go(func() {
			for range 20 {
				var said store.Event
				err := s.Update(t.Context(), func(_ context.Context, tx store.Tx) (err error) {
					said, err = tx.AddEvent(store.Event{Topic: topic})
					return err
				})
				if head := s.Head(topic); err != nil || head < said.Seq {
					t.Errorf("event %d is answered and the head is %d: %v", said.Seq, head, err)
				}
				err = s.View(t.Context(), func(_ context.Context, tx store.Tx) error {
					head, err := tx.HeadOf(topic)
					if head < said.Seq {
						t.Errorf("event %d is answered and a view sees %d", said.Seq, head)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func failingNeighbours(t *testing.T, s store.Store) {
	var wg sync.WaitGroup
	for i := range 60 {
		wg.Go(func() {
			defer func() {
				if got := recover(); (got != nil) != (i%3 == 2) {
					t.Errorf("%d recovered %v", i, got)
				}
			}()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			err := s.Update(ctx, func(_ context.Context, tx store.Tx) error {
				if _, err := tx.AddEvent(store.Event{Topic: "all"}); err != nil {
					return err
				}
				switch i % 6 {
				case 1:
					return errDeliberate
				case 2, 5:
					panic("deliberate") //nolint:forbidigo // it is what is tested
				case 3:
					cancel()
				case 4:
					if _, err := tx.AddTournament(tournament.Tournament{League: 99}); err == nil {
						t.Error("no such league, and nobody minds")
					}
					return nil
				}
				_, err := tx.AddEvent(store.Event{Topic: fmt.Sprintf("topic/%d", i)})
				return err
			})
			if (err == nil) != (i%6 == 0) {
				t.Errorf("%d: %v", i, err)
			}
		})
	}
	wg.Wait()
	view(t, s, func(tx store.Tx) {
		same(t, len(ok(tx.EventsAfter(0, 1000))(t)), 20)
		for i := 0; i < 60; i += 6 {
			if s.Head(fmt.Sprintf("topic/%d", i)) == 0 {
				t.Errorf("update %d was answered and is not there", i)
			}
		}
	})
}
