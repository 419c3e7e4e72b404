package baseball_test

import (
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/board"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/odds"
	"matchday/app/baseball/paper"
	"matchday/app/baseball/score"
	"matchday/app/baseball/skipper"
)

// Whatever people have done to a game, a manager can take over at any moment: what he wants is legal, and what is asked is
// answered. And every moment of it can be shown.
func TestAManagerCanTakeOverAnyGame(t *testing.T) {
	t.Parallel()
	games := 150
	if os.Getenv("MATCHDAY_TEST_ALL") == "1" {
		games = 1000
	}
	styles := append(skipper.Styles(), skipper.Style{Steal: 10, Running: 10, Hold: 1, CatcherThrow: 10, UncappedHome: 10, UncappedThird: 10,
		UncappedTrail: 10, BullpenMatchup: 10, Behind: 10, Ahead: 10, DecideThrow: 10})
	clubs, err := paper.Clubs()
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for game := range games {
		r := rand.New(rand.NewPCG(8, uint64(game)))
		setup := averages(anyRules(r))
		if game%2 == 0 {
			var err error
			if setup, err = paper.Match(&clubs[r.IntN(len(clubs))], &clubs[r.IntN(len(clubs))], game, anyRules(r)); err != nil {
				t.Fatal(err)
			}
		}
		for side := range setup.Clubs {
			setup.Clubs[side].Roster = slices.Clone(setup.Clubs[side].Roster)
			if game%2 == 1 {
				setup.Clubs[side].Roster = setup.Clubs[side].Roster[:14+r.IntN(score.Roster-13)]
			}
			for i := range setup.Clubs[side].Roster {
				setup.Clubs[side].Roster[i].Durability = 20
			}
		}
		g := begin(t, setup)
		seed := dice.Seed{'t', byte(game), byte(game >> 8)}
		var all []baseball.Result
		for n := 0; !g.Over() && n < 2000; n++ {
			in := anyInput(&g, r)
			for side := range baseball.Side(2) {
				d := skipper.Manager{Style: styles[r.IntN(len(styles))]}.Decide(&g, side)
				due := g.Due()
				if due.Ask != baseball.AskNothing && due.Side == side {
					asked++
					if d.Pass {
						t.Fatalf("game %d, input %d: nobody answers %s; state %s", game, n, due.Ask, state(&g))
					}
				}
				if d.Pass {
					continue
				}
				if err := g.Legal(d.Input); err != nil {
					t.Fatalf("game %d, input %d: the manager wants %+v: %v; state %s", game, n, d.Input, err, state(&g))
				}
				if r.IntN(6) == 0 {
					in = d.Input
				}
			}
			next, results, err := baseball.Apply(g, in, seed.Dice(g.Version+1))
			if err != nil {
				t.Fatal(err)
			}
			for i, told := range board.Tell(setup, results) {
				if told.Short == "" || strings.Contains(told.Full, "%!") || strings.Contains(told.Full, "somebody") || strings.Contains(told.Full, "  ") {
					t.Errorf("game %d: %q of %s", game, told.Full, text(results[i:i+1]))
				}
			}
			g, all = next, append(all, results...)
			if bug := board.Scorebug(&g, nil); bug.Batter.Name == "" || bug.Pitcher.Name == "" || bug.Catcher.Name == "" && bug.Waits == "" && !bug.Over || bug.HomeWin < 0 || bug.HomeWin > 1 {
				t.Errorf("game %d: %+v", game, bug)
			}
		}
		if box := board.Box(&g); g.Over() && (int(box.Teams[0].Total.R) != int(g.Score[0]) || strings.Contains(box.String(), "%!")) {
			t.Errorf("game %d: %s", game, box)
		}
		worth := 0.0
		for _, star := range board.Stars(&g, all, nil) {
			worth += map[baseball.Side]float64{0: -1, 1: 1}[star.Side] * star.WPA
		}
		if home := board.HomeWin(&g, odds.Standard()); g.Status == baseball.Final && setup.Rules.RunRule == 0 && math.Abs(worth-2*(home-.5)) > .02 {
			t.Errorf("game %d: what the plays were worth adds up to %.3f, and home wins %.2f", game, worth, home)
		}
	}
	t.Logf("%d questions", asked)
}
