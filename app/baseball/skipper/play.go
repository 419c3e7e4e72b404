package skipper

import (
	"fmt"

	"matchday/app/baseball"
	"matchday/app/baseball/dice"
)

// Decider decides for a side: Manager is one, a coin another.
type Decider interface {
	Decide(g *baseball.Game, side baseball.Side) Decision
}

// Next returns the input that the game gets next when both sides are managed: the answer to what is due, else what the
// side at bat or the side in the field wants before the pitch, else the roll.
func Next(g *baseball.Game, managers [2]Decider) baseball.Input {
	if g.Pending.Ask != baseball.AskNothing {
		for side := range managers {
			if d := managers[side].Decide(g, baseball.Side(side)); !d.Pass {
				return d.Input
			}
		}
	}
	for _, side := range [2]baseball.Side{g.Half.Other(), g.Half} {
		if d := managers[side].Decide(g, side); !d.Pass {
			return d.Input
		}
	}
	return baseball.Input{Kind: baseball.Roll, Side: g.Half}
}

// most is far more inputs than any game of two managers takes; it is there so that a mistake cannot loop.
const most = 100_000

// Play plays a game to its end with the dice of seed, and calls see with what each input brought, when see is not nil.
// The results are only valid during the call.
func Play(g baseball.Game, managers [2]Decider, seed dice.Seed, see func(baseball.Input, []baseball.Result)) (baseball.Game, error) {
	var d dice.Dice
	for range most {
		if g.Over() {
			return g, nil
		}
		in := Next(&g, managers)
		d.Take(seed, g.Version+1)
		next, results, err := baseball.Apply(g, in, &d)
		if err != nil {
			return g, fmt.Errorf("a manager gave an input that is not legal: %s: %w", in.Kind, err)
		}
		if see != nil {
			see(in, results)
		}
		g = next
	}
	return g, fmt.Errorf("a game did not end in %d inputs", most)
}
