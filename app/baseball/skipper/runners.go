package skipper

import (
	"matchday/app/baseball"
	"matchday/app/baseball/chart"
)

// answer takes the choice that is due about runners.
func (k *mind) answer() Decision {
	g := k.g
	asked := g.Half
	if a := g.Pending.Ask; a == baseball.AskThrow || a == baseball.AskTarget {
		asked = g.Half.Other()
	}
	if asked != k.side {
		return k.pass()
	}
	lead, trail := g.Chances()
	switch g.Pending.Ball {
	case baseball.BallSteal:
		return k.answerSteal(lead, trail)
	case baseball.BallTagHome, baseball.BallTagThird:
		return k.answerTag(lead)
	case baseball.BallGround:
		return k.answerGround(lead)
	}
	return k.answerHit(lead, trail)
}

// What becomes of a runner who may try.
const (
	plain = iota // takes what the hit gives
	safe
	out
)

// tree is an uncapped hit worked out to its end: every value is the side at bat's.
type tree struct {
	hold   float64    // nobody tries
	give   float64    // the runner tries and nobody throws
	stay   float64    // thrown at, the other runner stays
	atLead float64    // both try, the throw goes to the one in front
	atBack float64    // both try, the throw goes to the other
	made   [2]float64 // the lead made it, the other not tried and tried
	out    float64    // the lead is out
	back   float64    // the other is out
}

func (t tree) both() float64   { return min(t.atLead, t.atBack) }
func (t tree) thrown() float64 { return max(t.stay, t.both()) }
func (t tree) send() float64   { return min(t.give, t.thrown()) }

func (k *mind) tree(lead, trail baseball.Chance) tree {
	pl, pt := float64(lead.Safe)/20, float64(trail.Safe)/20
	v := func(l, t int) float64 { return k.afterHit(lead, trail, l, t) }
	t := tree{hold: v(plain, plain), made: [2]float64{v(safe, plain), v(safe, safe)}, out: v(out, plain), back: v(safe, out)}
	t.give = t.made[0]
	t.stay = pl*t.made[0] + (1-pl)*t.out
	t.atLead = pl*t.made[1] + (1-pl)*v(out, safe)
	t.atBack = pt*t.made[1] + (1-pt)*t.back
	return t
}

// afterHit is the value when the runner in front and the one behind him came out like this.
func (k *mind) afterHit(lead, trail baseball.Chance, l, t int) float64 {
	g := k.g
	hit := chart.HitOf(chart.HitSingleOne)
	if g.Pending.Ball == baseball.BallDouble {
		hit = chart.HitOf(chart.HitDoubleTwo)
	}
	outs, runs, mask := int(g.Outs), 0, uint8(0)
	put := func(base uint8) {
		if base >= 4 {
			runs++
			return
		}
		mask |= 1 << (base - 1)
	}
	fate := func(usual uint8, c baseball.Chance, what int) {
		switch what {
		case safe:
			put(c.To)
		case out:
			outs++
		default:
			put(usual)
		}
	}
	for base := uint8(0); base <= 3; base++ {
		usual := hit.Batter
		if base > 0 {
			if g.On[base].ID == 0 {
				continue
			}
			usual = min(base+hit.Runners, 4)
		}
		switch base {
		case lead.From:
			fate(usual, lead, l)
		case trail.From:
			fate(usual, trail, t)
		default:
			put(usual)
		}
	}
	return k.value(outs, mask, runs)
}

func (k *mind) answerHit(lead, trail baseball.Chance) Decision {
	t := k.tree(lead, trail)
	pl, pt := float64(lead.Safe)/20, float64(trail.Safe)/20
	switch k.g.Pending.Ask {
	case baseball.AskSend:
		style := k.s.UncappedHome
		if lead.To == 3 {
			style = k.s.UncappedThird
		}
		if lead.To == 3 && k.now.Outs == 2 && pl < .95 && t.send() < t.give {
			return k.stays(lead, whyThirdOut, pl, 0, t.send(), t.hold)
		}
		// The runner in front is decided for himself; what the one behind him may add comes after.
		return k.yesNo(lead, k.gamble(t.stay, t.hold, t.made[0], t.out, style), t.send(), t.hold, pl, breakEven(t.made[0], t.out, t.hold))
	case baseball.AskThrow:
		return k.throws(lead, t.give-t.thrown() >= k.nerve(k.s.DecideThrow)*(t.made[0]-t.out), t.thrown(), t.give, 1-pl)
	case baseball.AskTrail:
		go2 := k.gamble(t.both(), t.stay, t.made[1], t.back, k.s.UncappedTrail)
		return k.yesNo(trail, go2, t.both(), t.stay, pt, breakEven(t.made[1], t.back, t.stay))
	}
	return k.target(lead, trail, t.atLead, t.atBack)
}

// yesNo answers whether a runner goes.
func (k *mind) yesNo(c baseball.Chance, yes bool, try, stay, p, even float64) Decision {
	if !yes {
		return k.stays(c, whyHold, p, even, try, stay)
	}
	d := k.decide(baseball.Go, try, baseball.Stay, stay)
	d.why, d.number = whyGamble, [2]float64{p, even}
	d.who[0] = k.g.Card(k.now.Half, c.Player)
	return d
}

func (k *mind) stays(c baseball.Chance, why reason, p, even, try, stay float64) Decision {
	d := k.decide(baseball.Stay, stay, baseball.Go, try)
	d.why, d.number = why, [2]float64{p, even}
	d.who[0] = k.g.Card(k.now.Half, c.Player)
	return d
}

// throws answers whether the defence throws; out is the chance of the out.
func (k *mind) throws(c baseball.Chance, yes bool, thrown, give, out float64) Decision {
	d := k.decide(baseball.Give, give, baseball.Throw, thrown)
	d.why = whyGive
	if yes {
		d = k.decide(baseball.Throw, thrown, baseball.Give, give)
		d.why = whyThrow
	}
	d.number[0] = out
	d.who[0] = k.g.Card(k.now.Half, c.Player)
	return d
}

// target answers at whom the throw goes: where it leaves the side at bat less. A catcher's tendency away from 5 leans
// to the runner in front, or away from him.
func (k *mind) target(lead, trail baseball.Chance, atLead, atBack float64) Decision {
	lean := 0.0
	if k.g.Pending.Ball == baseball.BallSteal {
		lean = .01 * (k.tendency(k.s.CatcherThrow) - 5)
	}
	who, d := lead, k.decide(baseball.AtLead, atLead, baseball.AtTrail, atBack)
	d.number = [2]float64{k.mine(atLead), k.mine(atBack)}
	if atBack < atLead-lean {
		who, d = trail, k.decide(baseball.AtTrail, atBack, baseball.AtLead, atLead)
		d.number = [2]float64{k.mine(atBack), k.mine(atLead)}
	}
	d.why = whyTarget
	d.who[0] = k.g.Card(k.now.Half, who.Player)
	return d
}

// answerTag decides whether a runner tags up. A catch is an out already.
func (k *mind) answerTag(lead baseball.Chance) Decision {
	good, bad, hold := k.tag(k.g.Pending.Ball, lead)
	p := float64(lead.Safe) / 20
	try := p*good + (1-p)*bad
	if lead.To == 3 && k.now.Outs == 1 && p < .95 {
		return k.stays(lead, whyThirdOut, p, 0, try, hold)
	}
	return k.yesNo(lead, k.gamble(try, hold, good, bad, k.s.Running), try, hold, p, breakEven(good, bad, hold))
}

// tag values a caught fly on which a runner makes it, does not, and does not try.
func (k *mind) tag(ball baseball.Ball, lead baseball.Chance) (good, bad, hold float64) {
	outs, mask, runs := int(k.now.Outs)+1, k.now.Bases.Mask(), 0
	if ball == baseball.BallTagThird && mask&4 != 0 {
		mask &^= 4
		runs++
	}
	gone := mask &^ (1 << (lead.From - 1))
	hold = k.value(outs, mask, runs)
	bad = k.value(outs+1, gone, runs)
	if lead.To == 4 {
		return k.value(outs, gone, runs+1), bad, hold
	}
	return k.value(outs, gone|1<<(lead.To-1), runs), bad, hold
}

// answerGround decides about the runner on third on a ground ball against the infield in.
func (k *mind) answerGround(lead baseball.Chance) Decision {
	p := &k.g.Pending
	v := k.grounder(chart.GroundClass(p.Class), p.Spot)
	pl := float64(lead.Safe) / 20
	thrown := pl*v.made + (1-pl)*v.out
	if p.Ask == baseball.AskThrow {
		return k.throws(lead, v.give-thrown >= k.nerve(k.s.DecideThrow)*(v.made-v.out), thrown, v.give, 1-pl)
	}
	try := min(v.give, thrown)
	return k.yesNo(lead, k.gamble(try, v.hold, v.made, v.out, k.s.Running), try, v.hold, pl, breakEven(v.made, v.out, v.hold))
}

// grounder is a ground ball against the infield in on which the runner from third may try.
type grounder struct{ hold, give, made, out float64 }

func (k *mind) grounder(class chart.GroundClass, spot chart.Position) grounder {
	cell := chart.Ground(class, k.now.Bases, true).Resolve(spot)
	outs, mask := int(k.now.Outs), k.now.Bases.Mask()
	moved := uint8(0) // where R1 and R2 end up
	if mask&1 != 0 {
		moved |= 2 // forced
	}
	behind := moved
	if mask&2 != 0 {
		moved |= 2
		if cell.R2 == chart.NextIfHeGoes {
			behind |= 4
		} else {
			behind |= 2
		}
	}
	return grounder{
		hold: k.value(outs+1, moved|4, 0),
		give: k.value(outs+1, behind, 1),
		made: k.value(outs, behind|1, 1),
		out:  k.value(outs+1, behind|1, 0),
	}
}
