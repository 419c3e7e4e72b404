package skipper

import (
	"cmp"
	"math/bits"
	"slices"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/fault"
)

// Starters returns the roster places of the pitchers who can start, the best first.
func Starters(roster []card.Card) []uint8 {
	return pitchers(roster, func(p *card.Pitching) bool { return p.Starter > 0 })
}

func pitchers(roster []card.Card, may func(*card.Pitching) bool) []uint8 {
	var list []uint8
	for i := range roster {
		if p := roster[i].Pitching; p != nil && may(p) {
			list = append(list, uint8(i))
		}
	}
	slices.SortStableFunc(list, func(a, b uint8) int { return cmp.Compare(roster[a].OPS(), roster[b].OPS()) })
	return list
}

// Lineup picks the nine and their order against a pitcher who throws with arm, for a game with or without a designated
// hitter: the assignment to positions with the highest sum of card OPS and a little for the glove, ordered by on-base
// average at the top, the best OPS from second to fourth, the rest by OPS; speed breaks ties. pitcher is the place on
// the roster of who starts.
func Lineup(roster []card.Card, pitcher uint8, arm chart.Hand, dh bool) (baseball.Lineup, error) {
	var l baseball.Lineup
	if int(pitcher) >= len(roster) || roster[pitcher].Pitching == nil {
		return l, fault.Field("pitcher", "The starting pitcher must be a pitcher on the roster.")
	}
	places := []chart.Position{chart.Catcher, chart.Shortstop, chart.SecondBase, chart.ThirdBase, chart.CenterField,
		chart.LeftField, chart.RightField, chart.FirstBase}
	if dh {
		places = append(places, chart.Designated)
	}
	var batters []uint8
	for i := range roster {
		if roster[i].Batting != nil && uint8(i) != pitcher {
			batters = append(batters, uint8(i))
		}
	}
	if len(batters) < len(places) {
		return l, fault.Field("roster", "A lineup needs %d batters; this roster has %d.", len(places), len(batters))
	}
	nine := assign(roster, batters, places, arm)
	nine = order(roster, nine, arm)
	if !dh {
		nine = append(nine, baseball.Slot{Player: pitcher, At: chart.Pitcher})
	}
	copy(l.Order[:], nine)
	l.Pitcher = pitcher
	return l, nil
}

// assign gives each place a different batter so that their worth adds up to the most. best[set] is the most that the
// batters of a set add up to in the first places, one place for each of them; last is who has the last of these places.
func assign(roster []card.Card, batters []uint8, places []chart.Position, arm chart.Hand) []baseball.Slot {
	batters = trim(roster, batters, arm)
	worths := make([][]float64, len(places))
	for n, at := range places {
		for _, player := range batters {
			worths[n] = append(worths[n], worth(&roster[player], at, arm))
		}
	}
	sets := 1 << len(batters)
	best, last := make([]float64, sets), make([]int8, sets)
	for set := 1; set < sets; set++ {
		best[set] = -1e9
	}
	full := 0
	for set := range sets {
		n := bits.OnesCount(uint(set))
		if n == len(places) {
			if best[set] > best[full] || full == 0 {
				full = set
			}
			continue
		}
		if n > len(places) {
			continue
		}
		for i, w := range worths[n] {
			if next := set | 1<<i; next != set && best[set]+w > best[next] {
				best[next], last[next] = best[set]+w, int8(i)
			}
		}
	}
	nine := make([]baseball.Slot, len(places))
	for n := len(places) - 1; n >= 0; n-- {
		i := last[full]
		nine[n] = baseball.Slot{Player: batters[i], At: places[n]}
		full &^= 1 << i
	}
	return nine
}

// trim keeps at most 14 batters, so that assign stays quick with any roster: for each position the best who plays it and
// is not kept for another, then the best at the plate.
func trim(roster []card.Card, batters []uint8, arm chart.Hand) []uint8 {
	const most = 14
	if len(batters) <= most {
		return batters
	}
	sorted := slices.Clone(batters)
	slices.SortStableFunc(sorted, func(a, b uint8) int {
		return cmp.Compare(roster[b].Batting.Vs[arm&1].Rates().OPS(), roster[a].Batting.Vs[arm&1].Rates().OPS())
	})
	kept := sorted[:0:0]
	for at := chart.Catcher; at <= chart.RightField; at++ {
		for _, player := range sorted {
			if roster[player].Plays(at) && !slices.Contains(kept, player) {
				kept = append(kept, player)
				break
			}
		}
	}
	for _, player := range sorted {
		if len(kept) < most && !slices.Contains(kept, player) {
			kept = append(kept, player)
		}
	}
	return kept
}

// worth is what a batter adds at a position: his card OPS, and for each step of range 15 points of it where balls go
// most, half of that elsewhere. Somebody who never played there is put there only when nobody else can be.
func worth(c *card.Card, at chart.Position, arm chart.Hand) float64 {
	w := c.Batting.Vs[arm&1].Rates().OPS()
	if at == chart.Designated {
		return w
	}
	glove, listed := c.Glove(at)
	step := .0075
	switch at {
	case chart.Catcher, chart.Shortstop, chart.SecondBase, chart.CenterField:
		step = .015
	}
	w += step * (3 - float64(glove.Range))
	if !listed {
		w -= 1
	}
	return w
}

// order puts the nine into their places at bat.
func order(roster []card.Card, nine []baseball.Slot, arm chart.Hand) []baseball.Slot {
	rates := func(s baseball.Slot) card.Rates { return roster[s.Player].Batting.Vs[arm&1].Rates() }
	speed := func(a, b baseball.Slot) int {
		return cmp.Compare(roster[b.Player].Batting.Running, roster[a.Player].Batting.Running)
	}
	rest := slices.Clone(nine)
	slices.SortStableFunc(rest, func(a, b baseball.Slot) int {
		return cmp.Or(cmp.Compare(rates(b).OPS(), rates(a).OPS()), speed(a, b))
	})
	// The three best by OPS bat second to fourth; of the others the one who gets on most leads off.
	first := 3
	for i := 3; i < len(rest); i++ {
		if cmp.Or(cmp.Compare(rates(rest[i]).OBP, rates(rest[first]).OBP), -speed(rest[i], rest[first])) > 0 {
			first = i
		}
	}
	top := slices.Clone(rest[:3])
	slices.SortStableFunc(top, func(a, b baseball.Slot) int { return cmp.Compare(rates(b).OBP, rates(a).OBP) })
	lead := rest[first]
	return slices.Concat([]baseball.Slot{lead, top[0]}, without(rest[:3], top[0]), without(rest[3:], lead))
}

func without(list []baseball.Slot, one baseball.Slot) []baseball.Slot {
	return slices.DeleteFunc(slices.Clone(list), func(s baseball.Slot) bool { return s == one })
}
