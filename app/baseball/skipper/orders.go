package skipper

import (
	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
)

// offence gives the orders of the side at bat before a pitch: a pinch hitter or runner, a steal, a bunt, a hit-and-run.
func (k *mind) offence() Decision {
	if d, ok := k.pinch(); ok {
		return d
	}
	if k.now.Bases != chart.Empty {
		if d, ok := k.stealOrder(); ok {
			return d
		}
		if d, ok := k.instead(); ok {
			return d
		}
	}
	return k.pass()
}

// instead weighs a bunt and a hit-and-run against swinging away. It takes a close look only where one of them is a
// thought at all: late and close, a pitcher at bat, a batter who is good at it.
func (k *mind) instead() (Decision, bool) {
	g := k.g
	batter := g.Batter()
	c := g.Card(g.Half, batter)
	legs := c.Legs()
	bunts := k.buntable(c, legs)
	runs := g.MayHitAndRun() && k.now.Outs < 2 && legs.HitAndRun <= chart.B
	if !bunts && !runs {
		return Decision{}, false
	}
	swing := k.plate(batter, k.now.Bases.Mask(), g.Align.Depth, false)
	kind, best := baseball.Roll, swing+.02*k.nerve(k.s.Running)+.001
	if bunts {
		if v := k.bunt(legs.Bunt); v > best {
			kind, best = baseball.Bunt, v
		}
	}
	if runs {
		if v := k.plate(batter, k.now.Bases.Mask(), g.Align.Depth, true); v > best {
			kind, best = baseball.HitAndRun, v
		}
	}
	if kind == baseball.Roll {
		return Decision{}, false
	}
	d := Decision{side: k.side, Input: baseball.Input{Kind: kind, Side: k.side}}
	d.weigh(Option{kind.String(), best}, Option{"swing away", swing})
	d.why, d.number = whyOrder, [2]float64{best, swing}
	return d, true
}

// buntable reports whether a bunt is worth a thought: nobody out, or one with a pitcher at bat; late and within a run, or
// a pitcher.
func (k *mind) buntable(c *card.Card, legs card.Legs) bool {
	lead := k.now.Lead()
	late := k.now.Inning+9 >= k.rules.Innings+7 && lead >= -1 && lead <= 1
	pitcher := c.Batting == nil
	on := k.now.Bases
	if on == chart.Third || k.now.Outs == 2 || on == chart.Full {
		return false
	}
	return pitcher || k.now.Outs == 0 && late && legs.Bunt <= chart.C
}

// bunt values a bunt by its chart.
func (k *mind) bunt(grade chart.Grade) float64 {
	sum := 0.0
	for d := 1; d <= 20; d++ {
		sum += k.bunted(chart.Bunt(grade, d))
	}
	return sum / 20
}

func (k *mind) bunted(b chart.Bunted) float64 {
	outs, on := int(k.now.Outs), k.now.Bases.Mask()
	up, runs := on<<1&7, int(on>>2&1)
	switch b {
	case chart.BuntSacrifice:
		return k.value(outs+1, up, runs)
	case chart.BuntSingle:
		return k.value(outs, up|1, runs)
	case chart.BuntLeadOut:
		top := uint8(4)
		for on&top == 0 {
			top >>= 1
		}
		return k.value(outs+1, (on&^top)<<1|1, 0)
	case chart.BuntDouble:
		if on&1 == 0 {
			return k.value(outs+1, on, 0)
		}
		forced := uint8(1)
		if on&2 != 0 {
			forced = 2
		}
		return k.value(outs+2, on&^forced&^1|(on&1&^forced)<<1, 0)
	}
	return k.value(outs+1, on, 0)
}

// defence gives the orders of the side in the field before a pitch: a new pitcher, better gloves, an intentional walk,
// where the infield plays.
func (k *mind) defence() Decision {
	if d, ok := k.relieve(); ok {
		return d
	}
	if d, ok := k.gloves(); ok {
		return d
	}
	if k.now.Bases == chart.Empty {
		return k.pass()
	}
	if d, ok := k.walk(); ok {
		return d
	}
	return k.align()
}

// walk passes a batter with first base open when the next one is worth that much less. It is thought of late, with
// somebody in scoring position, in a close game.
func (k *mind) walk() (Decision, bool) {
	g := k.g
	lead := k.now.Lead() // of the side at bat
	on := k.now.Bases
	if on.Has(1) || k.now.Inning+9 < k.rules.Innings+7 || lead < -2 || lead > 1 {
		return Decision{}, false
	}
	batter, next := g.Batter(), g.Next(1)
	mask := on.Mask()
	pitch := k.plate(batter, mask, g.Align.Depth, false)
	walk := k.walked(next, mask|1)
	if walk > pitch-.005 {
		return Decision{}, false
	}
	d := Decision{side: k.side, Input: baseball.Input{Kind: baseball.IntentionallyWalk, Side: k.side}}
	d.weigh(Option{"walk him", k.mine(walk)}, Option{"pitch to him", k.mine(pitch)})
	d.why, d.number = whyWalk, [2]float64{k.mine(walk), k.mine(pitch)}
	d.who[0] = g.Card(g.Half, batter)
	return d, true
}

// walked values the next batter's plate appearance with one more on first. The runner who is not there yet never tries
// for more in it, so nobody asks for his card.
func (k *mind) walked(next, mask uint8) float64 {
	was := k.g.On[1]
	ghost := *k.g
	ghost.On[1] = baseball.Runner{ID: was.ID, Player: k.g.Batter()}
	m := *k
	m.g = &ghost
	return m.plate(next, mask, baseball.Back, false)
}

// align chooses the depth that leaves the side at bat least, and who is held on. The infield comes in only where a
// single run is worth it: with a runner on third and fewer than two out, from the eighth inning on, tied or one behind.
// The corners come in for a pitcher at bat with runners on first and third.
func (k *mind) align() Decision {
	g := k.g
	want := baseball.Alignment{}
	on, lead := k.now.Bases, k.now.Lead()
	late := k.now.Inning+9 >= k.rules.Innings+8
	var moved, stood float64
	if on.Has(3) && k.now.Outs < 2 && late && lead >= 0 && lead <= 1 {
		batter := g.Batter()
		stood = k.plate(batter, on.Mask(), baseball.Back, false)
		moved = stood
		for _, depth := range [2]baseball.Depth{baseball.CornersIn, baseball.In} {
			if v := k.plate(batter, on.Mask(), depth, false); v < moved-.0005 {
				want.Depth, moved = depth, v
			}
		}
	}
	if on == chart.FirstThird && k.now.Outs < 2 && want.Depth == baseball.Back && g.Card(g.Half, g.Batter()).Batting == nil {
		want.Depth = baseball.CornersIn // a pitcher at bat will bunt
	}
	want.HoldFirst = on.Has(1) && !on.Has(2) && k.holds(1, 10)
	want.HoldSecond = on.Has(2) && !on.Has(3) && k.holds(2, 16)
	if want == g.Align {
		return k.pass()
	}
	d := Decision{side: k.side, Input: baseball.Input{Kind: baseball.Align, Side: k.side, Align: want}}
	k.explainAlign(&d, want, moved, stood)
	return d
}

func (k *mind) explainAlign(d *Decision, want baseball.Alignment, moved, stood float64) {
	g := k.g
	if want.Depth != g.Align.Depth {
		switch {
		case want.Depth == baseball.Back:
			d.why = whyBack
		case stood == 0:
			d.why = whyCorners
			d.who[0] = g.Card(g.Half, g.Batter())
		default:
			d.weigh(Option{"infield " + want.Depth.String(), k.mine(moved)}, Option{"infield back", k.mine(stood)})
			d.why, d.number = whyDepth, [2]float64{k.mine(moved), k.mine(stood)}
		}
		return
	}
	d.why = whyLetRun
	base := 1
	if want.HoldFirst != g.Align.HoldFirst {
		if want.HoldFirst {
			d.why = whyHoldOn
		}
	} else {
		base = 2
		if want.HoldSecond {
			d.why = whyHoldOn
		}
	}
	d.who[0] = g.Card(g.Half, g.On[base].Player)
	d.number[0] = float64(d.who[0].Legs().Jump) / 36
}

// holds reports whether a runner's jump is worth a hole in the infield: from so many 36ths on, two less for each step of
// the hold tendency above 5.
func (k *mind) holds(base int, from float64) bool {
	c := k.g.Card(k.now.Half, k.g.On[base].Player)
	return float64(c.Legs().Jump) >= from-2*(float64(k.s.Hold)-5)
}
