package skipper_test

import (
	"flag"
	"math"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/paper"
	"matchday/app/baseball/score"
	"matchday/app/baseball/skipper"
)

var games = flag.Int("games", 0, "how many games the tests of strength play; 0 is 2,000, or 10,000 with MATCHDAY_TEST_ALL=1")

func manyGames() int {
	switch {
	case *games > 0:
		return *games
	case os.Getenv("MATCHDAY_TEST_ALL") == "1" && !raced:
		return 10_000
	}
	return 2_000
}

// coin is a Balanced manager who tosses a coin for every question that he is asked; with leads also for every lead that
// a runner could draw.
type coin struct {
	skipper.Manager
	seed  dice.Seed
	leads bool
}

func (c coin) Decide(g *baseball.Game, side baseball.Side) skipper.Decision {
	d := c.Manager.Decide(g, side)
	answers := g.Pending.Ask.Answers()
	toss := c.seed.Dice(1_000_000 + g.Version).Roll(2)
	switch {
	case !d.Pass && answers[0] != baseball.NoChoice:
		d.Input.Take = answers[toss-1]
	case c.leads && side == g.Half && g.Pending.Ask == baseball.AskNothing && (d.Pass || d.Input.Kind == baseball.StealOrder):
		for _, going := range []uint8{1, 2, 4} {
			if !g.MaySteal(going) {
				continue
			}
			if toss == 1 {
				return skipper.Decision{Input: baseball.Input{Kind: baseball.StealOrder, Side: side, Going: going}}
			}
		}
		if d.Input.Kind == baseball.StealOrder {
			return skipper.Decision{Pass: true}
		}
	}
	return d
}

// starts are the games of every club of the league against itself, with each of its five starters.
func starts(t *testing.T) []baseball.Game {
	t.Helper()
	clubs, err := paper.Clubs()
	if err != nil {
		t.Fatal(err)
	}
	var all []baseball.Game
	for i := range clubs {
		for r := range 5 {
			s, err := paper.Match(&clubs[i], &clubs[i], r, baseball.Classic())
			if err != nil {
				t.Fatal(err)
			}
			g, err := baseball.New(s)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, g)
		}
	}
	return all
}

// duel plays one manager against another with the same players, home and away in turn, and returns how often the first
// won, and stolen bases tried by each in a game.
func duel(t *testing.T, n int, one, two func(dice.Seed) skipper.Decider) (share, low, high float64, tries [2]float64) {
	t.Helper()
	from := starts(t)
	var won, next atomic.Int64
	var stole [2]atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				seed := dice.Seed{'d', byte(i), byte(i >> 8), byte(i >> 16)}
				mine := baseball.Side(i & 1)
				var m [2]skipper.Decider
				m[mine], m[mine.Other()] = one(seed), two(seed)
				g, err := skipper.Play(from[i/2%len(from)], m, seed, nil)
				if err != nil {
					t.Error(err)
					return
				}
				if g.Score[mine] > g.Score[mine.Other()] {
					won.Add(1)
				}
				for k := range score.Roster {
					for who, side := range [2]baseball.Side{mine, mine.Other()} {
						l := g.Book.Bat[side][k]
						stole[who].Add(int64(l.SB) + int64(l.CS))
					}
				}
			}
		})
	}
	wg.Wait()
	p, f := float64(won.Load())/float64(n), float64(n)
	reach := 1.96 * math.Sqrt(p*(1-p)/f)
	return p, p - reach, p + reach, [2]float64{float64(stole[0].Load()) / f, float64(stole[1].Load()) / f}
}

func balanced(dice.Seed) skipper.Decider { return skipper.Manager{} }

func TestBalancedBeatsACoin(t *testing.T) {
	t.Parallel()
	n := manyGames()
	for _, leads := range []bool{false, true} {
		share, low, high, _ := duel(t, n, balanced, func(s dice.Seed) skipper.Decider { return coin{seed: s, leads: leads} })
		z := (share - .5) / math.Sqrt(.25/float64(n))
		t.Logf("Balanced wins %.1f%% of %d games (95%%: %.1f to %.1f) against a coin, leads tossed too: %v; z = %.1f", 100*share, n, 100*low, 100*high, leads, z)
		// p < .001, one-sided. Tossing the questions alone costs about 3.5 percent of the games: 2,000 are too few for that.
		if z < 3.09 && (leads || n >= 10_000) {
			t.Errorf("Balanced wins only %.1f%% of %d games against a coin (leads %v)", 100*share, n, leads)
		}
	}
}

func TestYoloStealsAtLeastTwiceAsOftenAsSafe(t *testing.T) {
	t.Parallel()
	share, low, high, tries := duel(t, manyGames(),
		func(dice.Seed) skipper.Decider { return skipper.Manager{Style: skipper.Yolo()} },
		func(dice.Seed) skipper.Decider { return skipper.Manager{Style: skipper.Safe()} })
	t.Logf("Yolo tries %.2f steals a game, Safe %.2f; Yolo wins %.1f%% (%.1f to %.1f)", tries[0], tries[1], 100*share, 100*low, 100*high)
	if tries[0] < 2*tries[1] {
		t.Errorf("Yolo tries %.2f steals a game, Safe %.2f", tries[0], tries[1])
	}
}
