package baseball

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// orderSteal draws the lead (ballgame.md §7.6): the jump die may bring a pickoff throw or a balk check instead; whether
// the runner then goes is decided after it. One jump per base and batter. On a double steal the runner in front draws.
func (t *turn) orderSteal(going uint8) {
	g := &t.g
	g.Jumped |= going
	g.Covers = g.Covers || going&1 == 1
	lead, trail := ends(going)
	switch chart.JumpOf(t.roll(score.ForJump, 20)) {
	case chart.JumpPickoff:
		t.pickoff(lead)
		return
	case chart.JumpBalk:
		number := 0
		if p := g.pitcherCard().Pitching; p != nil {
			number = int(p.Balk)
		}
		if t.roll(score.ForBalk, 20) <= number {
			t.everybodyUp(score.Balk, score.Nobody)
			return
		}
		t.nothing(score.Jumped)
		return
	}
	legs := g.Card(g.Half, g.On[lead].Player).Legs()
	held := lead == 1 && g.Align.HoldFirst || lead == 2 && g.Align.HoldSecond
	p := Pending{Ask: AskSteal, Ball: BallSteal, Lead: lead, Trail: trail, Going: going}
	p.GoodLead = chart.GoodLead(legs.Jump, held, t.roll(score.ForLead, 6), t.roll(score.ForLead, 6))
	if p.GoodLead {
		t.play.Flags |= score.GoodLead
	}
	p.Flags = t.play.Flags
	g.Pending = p
	t.nothing(score.Jumped)
}

// ends returns the bases of the first and the last of the runners who go; last is 0 when only one does.
func ends(going uint8) (lead, trail uint8) {
	for base := uint8(3); base >= 1; base-- {
		switch {
		case going>>(base-1)&1 == 0:
		case lead == 0:
			lead = base
		default:
			trail = base
		}
	}
	return lead, trail
}

func (t *turn) pickoff(base uint8) {
	hold, _ := t.g.battery()
	if t.roll(score.ForPickoff, 20) > chart.PickoffOut(hold) {
		t.nothing(score.Jumped)
		return
	}
	m := still()
	m.both(int(base), score.Out)
	t.finish(score.Ran, score.PickedOff, m)
}

// decideSteal answers whether the runners go, and at whom the catcher throws.
func (t *turn) decideSteal(p Pending, c Choice) {
	switch {
	case c == Stay:
		t.g.Pending = Pending{}
		t.nothing(score.Jumped)
		return
	case c == Go && p.Trail > 0:
		t.on(p, AskTarget)
		return
	}
	target := p.Lead
	if c == AtTrail {
		target = p.Trail
	}
	t.steal(p.Going, target)
}

// steal throws at one runner; the others are safe. A throw that comes too late may sail on and move everybody once more.
func (t *turn) steal(going, target uint8) {
	g := &t.g
	m := still()
	for base := uint8(1); base <= 3; base++ {
		if going>>(base-1)&1 == 1 {
			m.both(int(base), base+1)
			m.stole[base] = true
		}
	}
	catcher, glove := g.glove(chart.Catcher)
	t.play.Fielder = catcher
	if t.roll(score.ForRunner, 20) > int(g.stealSafe(target)) {
		m.both(int(target), score.Out)
		t.finish(score.Ran, score.CaughtStealing, m)
		return
	}
	if t.roll(score.ForOverthrow, 20) <= int(glove.Overthrow) {
		t.play.Errors = 1
		for base := 1; base <= 3; base++ {
			m.to[base] = min(m.to[base]+1, score.Home)
		}
	}
	t.finish(score.Ran, score.Steal, m)
}
