package baseball

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// check plays an x-check: a d20 against the fielder's range, three d6 against his error rating, and both together
// (ballgame.md §3.3, §7.5). The d100 of rare plays changes nothing but the telling.
func (t *turn) check(at chart.Position) {
	g := &t.g
	player, glove := g.glove(at)
	rng := int(glove.Range)
	in := at.Infield() && g.Align.playsIn(at)
	if in {
		rng = chart.RangeIn(rng)
	}
	d20 := t.roll(score.ForRange, 20)
	roll := chart.ErrorRoll(t.roll(score.ForError, 6), t.roll(score.ForError, 6), t.roll(score.ForError, 6))
	c := score.Check{At: at, Range: uint8(min(max(rng, 1), 5)), D20: uint8(d20), Roll: uint8(roll), Base: chart.Range(at, rng, d20)}
	c.Final = c.Base
	if c.Base == chart.G2Hash || c.Base == chart.G3Hash {
		c.Final = plainGround(c.Base)
		if in || t.holds(at) {
			c.Final = chart.SI2
		}
	}
	c.Errors = uint8(chart.Error(at, int(glove.Error), roll))
	c.Rare = t.roll(score.ForRare, 100) == 1
	if c.Final == chart.SPD {
		c.Final = chart.G3
		if t.roll(score.ForSpeed, 20) <= g.Card(g.Half, g.Batter()).Legs().Running {
			c.Final = chart.SI1
		}
	}
	t.play.Check = c
	t.play.Spot, t.play.Fielder = at, player
	if c.Errors > 0 {
		t.play.Errors = 1
	}
	t.fielded(c)
}

func plainGround(f chart.Fielded) chart.Fielded {
	if f == chart.G2Hash {
		return chart.G2
	}
	return chart.G3
}

// holds reports whether the fielder at a position has a runner to mind: the first baseman who holds, and the middle
// infielder who covers second for a steal order or a hit-and-run, or holds the runner there.
func (t *turn) holds(at chart.Position) bool {
	g := &t.g
	if at == chart.FirstBase {
		return g.Align.HoldFirst
	}
	return at == chart.Covering(g.hand()) && (g.Covers || t.run || g.Align.HoldSecond)
}

func (t *turn) fielded(c score.Check) {
	errors := int(c.Errors)
	switch c.Final {
	case chart.SI1:
		t.hit(chart.HitSingleOne, errors)
	case chart.SI2:
		t.hit(chart.HitSingleTwo, errors)
	case chart.DO2:
		t.hit(chart.HitDoubleTwo, errors)
	case chart.DO3:
		t.hit(chart.HitDoubleThree, errors)
	case chart.TR3:
		t.hit(chart.HitTriple, errors)
	case chart.G1, chart.G2, chart.G3:
		t.ground(chart.GroundClass(c.Final-chart.G1), c.At, errors)
	case chart.F1:
		t.fly(chart.FlyDeep, c.At, errors)
	case chart.F2:
		t.fly(chart.FlyMedium, c.At, errors)
	case chart.F3:
		t.fly(chart.FlyShort, c.At, errors)
	case chart.FO:
		t.foul(c)
	default:
		if errors > 0 {
			t.dropped(still(), errors)
			return
		}
		t.finish(score.Played, score.PopOut, still())
	}
}

// foul is a foul fly to the catcher: with runners on it may first be a passed ball. A muffed one is an error that only
// prolongs the time at bat (9.12(a)(2)); the batter cannot be on base after a foul, whatever ballgame.md §3.3 says of
// outs with errors in general.
func (t *turn) foul(c score.Check) {
	g := &t.g
	catcher, glove := g.glove(chart.Catcher)
	if g.Bases() != chart.Empty && t.roll(score.ForPassedBall, 20) <= int(glove.Passed) {
		t.play.Errors = 0
		t.everybodyUp(score.PassedBall, catcher)
		return
	}
	if c.Errors > 0 {
		t.finish(score.Ran, score.FoulError, still())
		return
	}
	t.finish(score.Played, score.FoulOut, still())
}
