package overlay_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"matchday/app/overlay"
)

// However viewers come, go and dawdle, and drawing fails: nobody goes back, and everybody ends on the newest frame.
func TestEveryViewerEndsOnTheNewestFrame(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			st := newStage(t, overlay.Options{Parallel: 1 + int(seed%3), Keep: time.Millisecond})
			topics := []string{"a", "b", "c"}
			var wg sync.WaitGroup
			for i := range uint64(30) {
				rng := rand.New(rand.NewPCG(seed, i))
				topic := topics[rng.IntN(len(topics))]
				wg.Go(func() { audience(t, st, topic, rng) })
			}
			rng := rand.New(rand.NewPCG(seed, 99))
			for range 60 {
				say(t, st.store, topics[rng.IntN(len(topics))])
				if rng.IntN(10) == 0 {
					st.studio.fail(errDark)
				} else {
					st.studio.fail(nil)
				}
				time.Sleep(time.Duration(rng.IntN(1000)) * time.Microsecond)
			}
			st.studio.fail(nil)
			say(t, st.store, "a", "b", "c")
			say(t, st.store, "end")
			wg.Wait()
		})
	}
}

// audience watches a scene, leaves it and comes back with what it has, until it has seen the last frame.
func audience(t *testing.T, st *stage, topic string, rng *rand.Rand) {
	var have overlay.Position
	for {
		v := st.hub.Watch(topic, topic, have, "")
		for range 1 + rng.IntN(8) {
			ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
			f, err := v.Next(ctx)
			cancel()
			if err == nil {
				if !f.Newer(have) {
					t.Errorf("a viewer of %s that has %v got %v", topic, have, f.Position)
				}
				have = f.Position
			}
			if st.store.Head("end") > 0 && have.Seq == st.store.Head(topic) {
				v.Close()
				return
			}
			time.Sleep(time.Duration(rng.IntN(2000)) * time.Microsecond)
		}
		v.Close()
	}
}
