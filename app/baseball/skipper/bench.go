package skipper

import (
	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// pinch brings in a pinch hitter or runner, from the seventh inning on and in a game that can still be lost or won.
func (k *mind) pinch() (Decision, bool) {
	g := k.g
	lead := k.now.Lead()
	if k.now.Inning+9 < k.rules.Innings+7 || lead > 3 || lead < -6 || k.rules.Innings < 3 {
		return Decision{}, false
	}
	if d, ok := k.pinchHit(); ok {
		return d, true
	}
	if k.now.Inning+9 >= k.rules.Innings+8 && lead <= 0 && lead >= -2 && g.Dealt > 0 {
		return k.pinchRun()
	}
	return Decision{}, false
}

// pinchHit looks for somebody on the bench whose card OPS against this pitcher is at least .080 better, or anybody at
// all for a pitcher at bat whose work is done, and who or for whom somebody can take the field afterwards.
func (k *mind) pinchHit() (Decision, bool) {
	g := k.g
	d := &g.Dugouts[k.side]
	slot := d.Order[d.Up]
	arm := g.Card(k.side.Other(), g.Pitching())
	now := hitting(g.Card(k.side, slot.Player), arm)
	best, most := uint8(score.Nobody), now+.080
	for i := range g.Setup.Clubs[k.side].Roster {
		player := uint8(i)
		c := g.Card(k.side, player)
		if c.Batting == nil || !g.Fresh(k.side, player) {
			continue
		}
		if ops := hitting(c, arm); ops >= most && k.covers(slot.At, player) {
			best, most = player, ops
		}
	}
	if best == score.Nobody || slot.At == chart.Pitcher && !k.armsLeft() {
		return Decision{}, false
	}
	out := k.swap(whyPinch, g.Card(k.side, slot.Player), g.Card(k.side, best),
		baseball.Move{Slot: d.Up, Player: best, At: chart.PinchHitter})
	if g.Legal(out.Input) != nil {
		return Decision{}, false
	}
	return out, true
}

func hitting(c, arm *card.Card) float64 {
	t, _ := c.Hitting(arm.Throws)
	return t.Rates().OPS()
}

// armsLeft reports whether a reliever is left for a pitcher who is batted for.
func (k *mind) armsLeft() bool {
	n, _, _ := k.arms()
	return n > 1 || n == 1 && k.now.Inning > k.rules.Innings
}

// covers reports whether the position of who is replaced can be played afterwards: by the one who comes in or by
// somebody else on the bench.
func (k *mind) covers(at chart.Position, in uint8) bool {
	g := k.g
	if at == chart.Designated || at == chart.Pitcher || g.Card(k.side, in).Plays(at) {
		return true
	}
	for i := range g.Setup.Clubs[k.side].Roster {
		player := uint8(i)
		if c := g.Card(k.side, player); player != in && c.Batting != nil && g.Fresh(k.side, player) && c.Plays(at) {
			return true
		}
	}
	return false
}

// pinchRun replaces a slow runner in front by a fast one, late and no more than two behind.
func (k *mind) pinchRun() (Decision, bool) {
	g := k.g
	base := 2
	if g.On[2].ID == 0 {
		base = 1
	}
	r := g.On[base]
	if r.ID == 0 || k.now.Outs == 2 && base == 1 {
		return Decision{}, false
	}
	d := &g.Dugouts[k.side]
	for i, slot := range d.Order {
		if slot.Player != r.Player {
			continue
		}
		slow := g.Card(k.side, r.Player).Legs().Running
		for j := range g.Setup.Clubs[k.side].Roster {
			player := uint8(j)
			c := g.Card(k.side, player)
			if c.Batting == nil || !g.Fresh(k.side, player) || c.Legs().Running < slow+4 || !k.covers(slot.At, player) {
				continue
			}
			if slot.At == chart.Pitcher && !k.armsLeft() {
				continue
			}
			out := k.swap(whyRunner, g.Card(k.side, r.Player), c, baseball.Move{Slot: uint8(i), Player: player, At: chart.PinchRunner})
			if g.Legal(out.Input) == nil {
				return out, true
			}
		}
	}
	return Decision{}, false
}

// gloves brings in the better catcher, shortstop or center fielder to keep a lead in the last inning.
func (k *mind) gloves() (Decision, bool) {
	g := k.g
	lead := -k.now.Lead()
	if k.now.Inning < k.rules.Innings || lead < 1 || lead > 3 || !k.startsInning() {
		return Decision{}, false
	}
	d := &g.Dugouts[k.side]
	for i, slot := range d.Order {
		if slot.At != chart.Catcher && slot.At != chart.Shortstop && slot.At != chart.CenterField {
			continue
		}
		had, _ := g.Card(k.side, slot.Player).Glove(slot.At)
		for j := range g.Setup.Clubs[k.side].Roster {
			player := uint8(j)
			c := g.Card(k.side, player)
			has, listed := c.Glove(slot.At)
			if !listed || c.Batting == nil || !g.Fresh(k.side, player) || has.Range >= had.Range {
				continue
			}
			return k.swap(whyGlove, g.Card(k.side, slot.Player), c, baseball.Move{Slot: uint8(i), Player: player, At: slot.At}), true
		}
	}
	return Decision{}, false
}

// fill finds places in the field for pinch hitters and runners: each where he plays, or somebody from the bench in his
// stead; a new pitcher where one was batted for.
func (k *mind) fill() Decision {
	g := k.g
	d := g.Dugouts[k.side]
	var open []chart.Position
	var loose []uint8 // slots without a position
	var taken uint16
	for i, s := range d.Order {
		taken |= 1 << s.At
		if s.At > chart.Designated {
			loose = append(loose, uint8(i))
		}
	}
	designated := taken>>chart.Designated&1 == 1
	for at := chart.Pitcher; at <= chart.RightField; at++ {
		if taken>>at&1 == 0 && (at != chart.Pitcher || !designated) {
			open = append(open, at)
		}
	}
	moves := make([]baseball.Move, 0, len(loose))
	used := d.Used
	for len(open) > 0 && len(loose) > 0 {
		// The hardest place first: the pitcher, then where the fewest can play.
		at, i := open[0], k.bestLoose(&d, loose, open[0])
		slot := loose[i]
		player := d.Order[slot].Player
		if at == chart.Pitcher || !g.Card(k.side, player).Plays(at) {
			if sub := k.sub(used, at); sub != score.Nobody {
				player = sub
				used |= 1 << sub
			}
		}
		moves = append(moves, baseball.Move{Slot: slot, Player: player, At: at})
		open = open[1:]
		loose = append(loose[:i], loose[i+1:]...)
	}
	out := Decision{side: k.side, why: whyFill, Input: baseball.Input{Kind: baseball.Substitute, Side: k.side, Moves: moves}}
	return out
}

// bestLoose returns which of the loose slots should take a position: one whose player plays it, else for the pitcher
// the slot that the old pitcher was batted for in, else the last.
func (k *mind) bestLoose(d *baseball.Dugout, loose []uint8, at chart.Position) int {
	if at == chart.Pitcher {
		for i, slot := range loose {
			if k.came(slot) == chart.Pitcher {
				return i
			}
		}
	}
	for i, slot := range loose {
		if k.g.Card(k.side, d.Order[slot].Player).Plays(at) {
			return i
		}
	}
	return len(loose) - 1
}

// came returns the last position that was played from a slot before a pinch hitter or runner took it.
func (k *mind) came(slot uint8) chart.Position {
	list := k.g.Book.Appearances
	for i := len(list) - 1; i >= 0; i-- {
		if a := list[i]; a.Side == k.side && a.Slot == slot && a.At <= chart.Designated {
			return a.At
		}
	}
	return chart.Nowhere
}

// sub returns the best on the bench for a position, Nobody when nobody plays it. For the mound anybody will do in the
// end.
func (k *mind) sub(used uint32, at chart.Position) uint8 {
	g := k.g
	best, most := uint8(score.Nobody), -1.0
	for i := range g.Setup.Clubs[k.side].Roster {
		player := uint8(i)
		c := g.Card(k.side, player)
		if used>>player&1 == 1 {
			continue
		}
		worth := -1.0
		switch {
		case at == chart.Pitcher && c.Pitching != nil:
			worth = 3 - c.OPS()
			if c.Pitching.Relief == 0 && c.Pitching.Closer == 0 {
				worth = .5 - c.OPS()/10
			}
		case at == chart.Pitcher:
			worth = .1
		case c.Batting != nil && c.Plays(at):
			worth = c.Batting.Vs[chart.Right].Rates().OPS()
		}
		if worth > most {
			best, most = player, worth
		}
	}
	return best
}

// replace finds somebody for whoever is hurt: the best who plays there, else anybody.
func (k *mind) replace() Decision {
	g := k.g
	d := &g.Dugouts[k.side]
	hurt := g.Hurt.Player
	slot, at := uint8(baseball.PitcherSlot), chart.Pitcher
	for i, s := range d.Order {
		if s.Player == hurt {
			slot, at = uint8(i), s.At
		}
	}
	player := k.sub(d.Used, at)
	for i := 0; player == score.Nobody && i < len(g.Setup.Clubs[k.side].Roster); i++ {
		if g.Fresh(k.side, uint8(i)) {
			player = uint8(i)
		}
	}
	if k.side == g.Half {
		at = chart.PinchRunner
	}
	return k.swap(whyHurt, g.Card(k.side, hurt), g.Card(k.side, player), baseball.Move{Slot: slot, Player: player, At: at})
}
