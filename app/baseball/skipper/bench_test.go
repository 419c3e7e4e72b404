package skipper_test

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"matchday/app/baseball"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/paper"
	"matchday/app/baseball/skipper"
)

// mostAllocs is how often a whole managed game may allocate.
const mostAllocs = 400

func leagueGame(tb testing.TB) (baseball.Game, [2]skipper.Decider) {
	tb.Helper()
	clubs, err := paper.Clubs()
	if err != nil {
		tb.Fatal(err)
	}
	s, err := paper.Match(&clubs[3], &clubs[17], 1, baseball.Classic())
	if err != nil {
		tb.Fatal(err)
	}
	g, err := baseball.New(s)
	if err != nil {
		tb.Fatal(err)
	}
	return g, [2]skipper.Decider{clubs[3].Manager(), clubs[17].Manager()}
}

// BenchmarkGame plays whole games of two clubs of the league, both managers deciding everything.
func BenchmarkGame(b *testing.B) {
	g, managers := leagueGame(b)
	b.ReportAllocs()
	inputs := 0
	for i := 0; b.Loop(); i++ {
		end, err := skipper.Play(g, managers, dice.Seed{byte(i), byte(i >> 8), byte(i >> 16)}, nil)
		if err != nil {
			b.Fatal(err)
		}
		inputs += end.Version
	}
	b.ReportMetric(float64(inputs)/float64(b.N), "inputs/op")
}

// BenchmarkGames plays them on all processors.
func BenchmarkGames(b *testing.B) {
	g, managers := leagueGame(b)
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			if _, err := skipper.Play(g, managers, dice.Seed{byte(i), byte(i >> 8), byte(i >> 16), 1}, nil); err != nil {
				b.Error(err)
				return
			}
		}
	})
}

// BenchmarkScaling plays the same games with one worker and with two and four in turn, and reports what share of linear
// speed-up is reached. The machine has to be quiet: other people's work counts against it.
func BenchmarkScaling(b *testing.B) {
	g, managers := leagueGame(b)
	const batch = 2000
	play := func(workers int) time.Duration {
		var next atomic.Int64
		var wg sync.WaitGroup
		began := time.Now()
		for range workers {
			wg.Go(func() {
				for i := next.Add(1); i <= batch; i = next.Add(1) {
					if _, err := skipper.Play(g, managers, dice.Seed{byte(i), byte(i >> 8), 2}, nil); err != nil {
						b.Error(err)
						return
					}
				}
			})
		}
		wg.Wait()
		return time.Since(began)
	}
	ratios := map[int][]float64{}
	for b.Loop() {
		one := play(1).Seconds()
		for _, workers := range []int{2, 4} {
			ratios[workers] = append(ratios[workers], one/play(workers).Seconds()/float64(workers))
		}
	}
	for workers, all := range ratios {
		slices.Sort(all)
		b.ReportMetric(all[len(all)/2], fmt.Sprintf("linear-at-%d", workers))
	}
}

// BenchmarkDecide asks the manager at bat and the one in the field before a pitch with runners on.
func BenchmarkDecide(b *testing.B) {
	g, managers := leagueGame(b)
	g = situation(g, 8, 1, 1, 3, 3, 1, 3)
	b.ReportAllocs()
	for b.Loop() {
		managers[0].Decide(&g, 0)
		managers[1].Decide(&g, 1)
	}
}

func TestAGameAllocatesLittle(t *testing.T) {
	g, managers := leagueGame(t)
	n := byte(0)
	allocs := testing.AllocsPerRun(60, func() {
		n++
		if _, err := skipper.Play(g, managers, dice.Seed{n}, nil); err != nil {
			t.Error(err)
		}
	})
	t.Logf("%.0f allocations a game", allocs)
	if allocs > mostAllocs {
		t.Errorf("a game allocates %.0f times, more than %d", allocs, mostAllocs)
	}
}
