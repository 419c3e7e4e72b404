package overlay_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"matchday/app/overlay"
)

// BenchmarkCommitToFrame measures from the answer of a commit until every viewer has taken the frame, and until the
// median and the last but one percent of them have. Each viewer has a goroutine, as a socket has.
func BenchmarkCommitToFrame(b *testing.B) {
	for _, viewers := range []int{1, 100, 500, 1000} {
		b.Run(fmt.Sprint(viewers), func(b *testing.B) { commitToFrame(b, viewers, 0) })
	}
	b.Run("1000 with 10 that never take", func(b *testing.B) { commitToFrame(b, 1000, 10) })
}

func commitToFrame(b *testing.B, viewers, dead int) {
	st := newStage(b, overlay.Options{})
	body := make([]byte, 30<<10)
	st.studio.body = func(_ string, head int64) []byte { return fmt.Appendf(body[:0:0], "%d%s", head, body) }
	for range dead {
		st.hub.Watch("a", "a", overlay.Position{}, "")
	}
	taken := make(chan time.Time, viewers)
	ctx, stop := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	first := say(b, st.store, "a")
	for range viewers {
		v := st.hub.Watch("a", "a", overlay.Position{}, "")
		wg.Go(func() {
			defer v.Close()
			for {
				f, err := v.Next(ctx)
				if err != nil {
					return
				}
				if f.Seq >= first {
					taken <- time.Now()
				}
			}
		})
	}
	for range viewers {
		<-taken
	}
	goroutines := runtime.NumGoroutine()
	took := make([]time.Duration, 0, b.N*viewers)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		say(b, st.store, "a")
		begin := time.Now()
		for range viewers {
			took = append(took, max(0, (<-taken).Sub(begin)))
		}
	}
	b.StopTimer()
	stop()
	wg.Wait()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs-p99")
	b.ReportMetric(float64(goroutines-viewers), "goroutines-besides")
}

// BenchmarkPublish measures the hub alone: one change drawn and told to viewers whose goroutines sleep until then.
func BenchmarkPublish(b *testing.B) {
	for _, viewers := range []int{1, 100, 1000} {
		b.Run(fmt.Sprint(viewers), func(b *testing.B) {
			s := open(b)
			var seq int64
			h := overlay.New(s, func(context.Context, string) (overlay.Frame, error) {
				seq++
				f := overlay.Frame{Body: []byte{byte(seq), byte(seq >> 8)}}
				f.Seq = seq
				return f, nil
			}, quiet(), overlay.Options{})
			defer h.Close("")
			all := make([]*overlay.Viewer, viewers)
			for i := range all {
				all[i] = h.Watch("a", "a", overlay.Position{}, "")
			}
			last := all[len(all)-1]
			for last.Ready(); ; {
				if _, err := last.Next(context.Background()); err == nil {
					break
				}
			}
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				if err := h.Redraw(context.Background(), "a"); err != nil {
					b.Fatal(err)
				}
				if _, err := last.Next(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
