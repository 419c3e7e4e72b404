package baseball

import (
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// atBat rolls the at-bat: with runners on first the chaos die, then a column, two row dice and the split (ballgame.md
// §3.1). A wild pitch or a passed ball moves the runners and leaves the plate appearance open.
func (t *turn) atBat() {
	if t.g.Bases() != chart.Empty && t.chaos() {
		return
	}
	column := t.roll(score.ForColumn, 6)
	first, second := t.roll(score.ForRow, 6), t.roll(score.ForRow, 6)
	d20 := t.roll(score.ForSplit, 20)
	if t.g.Setup.Rules.Injuries {
		t.checkInjury(column, first+second, d20)
	}
	t.resolve(t.read(column, first, second, d20))
}

// chaos reports whether the pitch got away.
func (t *turn) chaos() bool {
	switch chart.ChaosOf(t.roll(score.ForChaos, 20)) {
	case chart.ChaosWildPitch:
		number := 0
		if p := t.g.pitcherCard().Pitching; p != nil {
			number = int(p.WildPitch)
		}
		if t.roll(score.ForWildPitch, 20) <= number {
			t.everybodyUp(score.WildPitch, score.Nobody)
			return true
		}
	case chart.ChaosPassedBall:
		catcher, glove := t.g.glove(chart.Catcher)
		return t.passed(catcher, glove)
	}
	return false
}

// passed rolls against the catcher's passed ball number.
func (t *turn) passed(catcher uint8, glove card.Glove) bool {
	if t.roll(score.ForPassedBall, 20) > int(glove.Passed) {
		return false
	}
	t.everybodyUp(score.PassedBall, catcher)
	return true
}

// everybodyUp moves all runners one base while the plate appearance goes on. Without the passed ball they would have
// stayed, as far as earned runs go (9.16(a)).
func (t *turn) everybodyUp(event score.Event, by uint8) {
	m := still()
	m.all(1)
	if event == score.PassedBall {
		m.clean = still().clean
	}
	t.play.Fielder = by
	t.finish(score.Ran, event, m)
}

// hand returns the side of the plate that the batter stands on.
func (g *Game) hand() chart.Hand {
	return g.Card(g.Half, g.Batter()).Bats.Against(g.pitcherCard().Throws)
}

// read looks up the card that the column die names: 1 to 3 the batter's, 4 to 6 the pitcher's, as tired as he is.
func (t *turn) read(column, first, second, d20 int) chart.Outcome {
	g := &t.g
	if column <= 3 {
		table, layout := g.Card(g.Half, g.Batter()).Hitting(g.pitcherCard().Throws)
		o, _ := table.At(layout, card.Unit(column, first, second, d20))
		return o
	}
	table, layout := g.pitcherCard().Throwing(g.hand())
	o, rank := table.At(layout, card.Unit(column-3, first, second, d20))
	return g.Wear(g.Half.Other(), g.Pitching()).Worn(o, rank)
}

// resolve plays an outcome of a card.
func (t *turn) resolve(o chart.Outcome) {
	t.play.Outcome = o
	switch o {
	case chart.HomeRun:
		t.hit(chart.HitHomer, 0)
	case chart.ParkHomer:
		t.parkHomer()
	case chart.Triple:
		t.hit(chart.HitTriple, 0)
	case chart.DoubleThree:
		t.hit(chart.HitDoubleThree, 0)
	case chart.DoubleTwo:
		t.hit(chart.HitDoubleTwo, 0)
	case chart.DoublePull:
		t.uncapped(BallDouble, chart.PullField(t.g.hand()))
	case chart.DoubleCenter:
		t.uncapped(BallDouble, chart.CenterField)
	case chart.SingleTwo:
		t.hit(chart.HitSingleTwo, 0)
	case chart.SingleOne:
		t.hit(chart.HitSingleOne, 0)
	case chart.SingleCenter:
		t.uncapped(BallSingle, t.spray())
	case chart.ParkSingle:
		t.parkSingle()
	case chart.Walk:
		t.free(score.Walk)
	case chart.HitByPitch:
		t.free(score.HitByPitch)
	case chart.Strikeout:
		t.strikeout()
	case chart.LineOut:
		t.lineOut()
	case chart.FlyA, chart.FlyBQ, chart.FlyLeft, chart.FlyCenter, chart.FlyRight:
		t.flyFromCard(o)
	case chart.GroundA, chart.GroundB, chart.GroundC:
		t.groundFromCard(chart.GroundClass(o - chart.GroundA))
	default:
		if at := o.Checked(); at != chart.Nowhere {
			t.check(at)
			return
		}
		t.finish(score.Played, score.PopOut, still())
	}
}

// spray rolls the field of an uncapped single from the batter's own rates.
func (t *turn) spray() chart.Position {
	spray := card.Spray{Pull: 30, Center: 40, Slap: 30}
	if b := t.g.Card(t.g.Half, t.g.Batter()).Batting; b != nil {
		spray = b.Spray
	}
	return spray.Spot(t.g.hand(), t.roll(score.ForSpot, 100))
}

// parkHomer asks the park; what stays in is caught at the wall, where nobody can tag up.
func (t *turn) parkHomer() {
	if t.roll(score.ForPark, 20) <= int(t.g.Setup.Rules.Park.Homer[t.g.hand()&1]) {
		t.hit(chart.HitHomer, 0)
		return
	}
	t.play.Spot = chart.FlySpot(t.roll(score.ForSpot, 100))
	t.play.Flags |= score.AtTheWall
	t.finish(score.Played, score.FlyOut, still())
}

func (t *turn) parkSingle() {
	if t.roll(score.ForPark, 20) <= int(t.g.Setup.Rules.Park.Single[t.g.hand()&1]) {
		t.hit(chart.HitSingleOne, 0)
		return
	}
	t.lineOut()
}

// strikeout ends the plate appearance; the runner of a hit-and-run has to go on.
func (t *turn) strikeout() {
	g := &t.g
	m := still()
	if t.run && g.Outs < 2 && g.On[1].ID != 0 {
		legs := g.Card(g.Half, g.On[1].Player).Legs()
		hold, arm := g.battery()
		m.stole[1] = true
		m.both(1, 2)
		if t.roll(score.ForRunner, 20) > chart.StealSafe(2, chart.RunLow(legs.Low), hold, arm) {
			m.both(1, score.Out)
		}
	}
	t.finish(score.Played, score.Strikeout, m)
}

// lineOut is caught; the runner of a hit-and-run may be doubled off.
func (t *turn) lineOut() {
	g := &t.g
	m := still()
	if t.run && g.Outs < 2 && g.On[1].ID != 0 {
		grade := g.Card(g.Half, g.Batter()).Legs().HitAndRun
		if chart.DoubledOff(grade, t.roll(score.ForDoubleOff, 20)) {
			m.both(1, score.Out)
			t.play.Flags |= score.ThrownOut
		}
	}
	t.finish(score.Played, score.LineOut, m)
}
