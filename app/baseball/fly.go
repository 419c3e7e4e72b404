package baseball

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

func (t *turn) flyFromCard(o chart.Outcome) {
	switch o {
	case chart.FlyA:
		t.fly(chart.FlyDeep, chart.FlySpot(t.roll(score.ForSpot, 100)), 0)
	case chart.FlyBQ:
		t.fly(chart.FlyMediumShort, chart.FlySpot(t.roll(score.ForSpot, 100)), 0)
	default:
		t.fly(chart.FlyMedium, chart.LeftField+chart.Position(o-chart.FlyLeft), 0)
	}
}

// fly plays a fly ball to an outfielder: who advances, who may tag up, and what a dropped one gives.
func (t *turn) fly(class chart.FlyClass, spot chart.Position, errors int) {
	g := &t.g
	t.play.Spot = spot
	m := still()
	if g.Outs < 2 {
		for base := uint8(1); base <= 3; base++ {
			if g.On[base].ID != 0 && chart.Fly(class, int(base)) == chart.Advances {
				m.both(int(base), base+1)
			}
		}
		if m.to[3] == score.Home && g.On[3].ID != 0 {
			t.play.Flags |= score.SacrificeFly
		}
	}
	if errors > 0 {
		t.dropped(m, errors)
		return
	}
	if lead := t.tagger(class, m); lead > 0 {
		ball := BallTagHome
		if lead == 2 {
			ball = BallTagThird
		}
		t.ask(Pending{Ask: AskSend, Ball: ball, Spot: spot, Class: uint8(class), Lead: lead})
		return
	}
	t.finish(score.Played, score.FlyOut, m)
}

// tagger returns the base of the runner whose side has to decide whether he tags up, 0 for nobody.
func (t *turn) tagger(class chart.FlyClass, m motion) uint8 {
	g := &t.g
	if g.Outs >= 2 || t.play.Flags.Has(score.SacrificeFly) && g.wins(1) {
		return 0
	}
	for base := uint8(3); base >= 2; base-- {
		free := base == 3 || g.On[3].ID == 0 || m.to[3] == score.Home
		if g.On[base].ID != 0 && chart.Fly(class, int(base)) == chart.MayTag && free {
			return base
		}
	}
	return 0
}

// dropped gives the batter and the runners the bases of an error on what should have been an out. m is how it would
// have gone; a run that the catch would have brought in all the same is a sacrifice fly (9.08(d)(2)), one that a ground
// out would have brought in is batted in (9.04(a)(3)).
func (t *turn) dropped(m motion, errors int) {
	m.to[0] = uint8(min(errors, 3))
	for base := uint8(1); base <= 3; base++ {
		m.to[base] = min(base+uint8(errors), score.Home)
		if errors >= 3 {
			m.to[base] = score.Home
		}
	}
	t.finish(score.Played, score.ReachedOnError, m)
}

// decideTag plays the catch after the runner's side has decided. A runner thrown out leaves no sacrifice fly unless
// another scored.
func (t *turn) decideTag(p Pending, c Choice, lead Chance) {
	g := &t.g
	m := still()
	for base := uint8(1); base <= 3; base++ {
		if g.On[base].ID != 0 && chart.Fly(chart.FlyClass(p.Class), int(base)) == chart.Advances {
			m.both(int(base), base+1)
		}
	}
	if c == Go {
		t.throw(&m, lead)
	}
	if g.On[3].ID != 0 && m.to[3] == score.Home {
		t.play.Flags |= score.SacrificeFly
	}
	t.finish(score.Played, score.FlyOut, m)
}
