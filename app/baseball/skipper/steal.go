package skipper

import (
	"matchday/app/baseball"
	"matchday/app/baseball/chart"
)

// answerSteal decides whether runners go with the lead they have, and at whom to throw.
func (k *mind) answerSteal(lead, trail baseball.Chance) Decision {
	p := &k.g.Pending
	atLead, atBack := k.stealValues(p.Going, lead, trail)
	if p.Ask == baseball.AskTarget {
		return k.target(lead, trail, atLead.try, atBack.try)
	}
	s := atLead
	if p.Trail > 0 && atBack.try < atLead.try {
		s = atBack
	}
	stay := k.value(int(k.now.Outs), k.now.Bases.Mask(), 0)
	d := k.yesNo(lead, k.gamble(s.try, stay, s.good, s.bad, k.s.Steal), s.try, stay, s.p, breakEven(s.good, s.bad, stay))
	return d
}

// thought is what drawing a lead has to promise at least, so that nobody is picked off for nothing.
const thought = .0007

// theft is one steal: its chance, what it is worth to try, and what comes of it.
type theft struct{ p, try, good, bad float64 }

// stealValues values a steal with the throw at the runner in front and at the last one.
func (k *mind) stealValues(going uint8, lead, trail baseball.Chance) (atLead, atBack theft) {
	value := func(c baseball.Chance) theft {
		good, bad := k.stolen(going, 0), k.stolen(going, c.From)
		p := float64(c.Safe) / 20
		return theft{p: p, try: p*good + (1-p)*bad, good: good, bad: bad}
	}
	atLead = value(lead)
	if trail.From > 0 {
		return atLead, value(trail)
	}
	return atLead, atLead
}

// stolen is the value after these runners moved up, the one from base out among them; 0 is nobody.
func (k *mind) stolen(going, out uint8) float64 {
	outs, runs, mask := int(k.now.Outs), 0, k.now.Bases.Mask()&^going
	for base := uint8(1); base <= 3; base++ {
		switch {
		case going>>(base-1)&1 == 0:
		case base == out:
			outs++
		case base == 3:
			runs++
		default:
			mask |= 1 << base
		}
	}
	return k.value(outs, mask, runs)
}

// stealOrder decides whether a lead is drawn before the pitch: the steal with the best promise, when it promises more
// than staying. The promise counts the jump die, what would be decided with either lead, and the style.
func (k *mind) stealOrder() (Decision, bool) {
	g := k.g
	on := k.now.Bases.Mask()
	if on == 0 || on == 7 && k.now.Outs < 2 {
		return Decision{}, false
	}
	stay := k.value(int(k.now.Outs), on, 0)
	best, promise, raw := uint8(0), stay, 0.0
	for _, going := range [...]uint8{1, 2, 3, 4} {
		if going&^on != 0 || !k.hopeful(going) || !g.MaySteal(going) {
			continue
		}
		if felt, real := k.ordered(going, stay); felt > promise+thought {
			best, promise, raw = going, felt, real
		}
	}
	if best == 0 {
		return Decision{}, false
	}
	d := Decision{side: k.side, Input: baseball.Input{Kind: baseball.StealOrder, Side: k.side, Going: best}}
	d.weigh(Option{"draw a lead", raw}, Option{"stay", stay})
	d.why, d.number = whyOrder, [2]float64{raw, stay}
	return d, true
}

// hopeful sorts out runners who would hardly ever make it, before anything is worked out.
func (k *mind) hopeful(going uint8) bool {
	least := 11 // of 20, with a good lead: nothing below pays, even for those who dare everything
	if going == 4 {
		least = 4
	}
	for base := uint8(1); base <= 3; base++ {
		if going>>(base-1)&1 == 1 && k.g.StealNumber(base, true) < least {
			return false
		}
	}
	return true
}

// ordered values drawing a lead: as this manager feels it, and as it is.
func (k *mind) ordered(going uint8, stay float64) (felt, real float64) {
	g := k.g
	base := uint8(3)
	for going>>(base-1)&1 == 0 {
		base--
	}
	card := g.Card(g.Half, g.On[base].Player)
	hold := 0
	balk := 0.0
	if p := g.Card(g.Half.Other(), g.Pitching()).Pitching; p != nil {
		hold, balk = int(p.Hold), float64(p.Balk)/20
	}
	held := base == 1 && g.Align.HoldFirst || base == 2 && g.Align.HoldSecond
	good := float64(chart.LeadFaces(card.Legs().Jump, held)) / 36
	caught := min(float64(chart.PickoffOut(hold))/20, 1)
	die := caught*k.value(int(k.now.Outs)+1, k.now.Bases.Mask()&^(1<<(base-1)), 0) + (1-caught)*stay
	die += balk*k.stolen(k.now.Bases.Mask(), 0) + (1-balk)*stay
	feltLead, realLead := 0.0, 0.0
	for _, lead := range [2]bool{true, false} {
		share := good
		if !lead {
			share = 1 - good
		}
		feltGo, realGo := k.goes(going, base, lead, stay)
		feltLead += share * feltGo
		realLead += share * realGo
	}
	return (die + 18*feltLead) / 20, (die + 18*realLead) / 20
}

// goes values the decision with one lead: to go when this manager would, else to stay.
func (k *mind) goes(going, base uint8, lead bool, stay float64) (felt, real float64) {
	g := k.g
	chance := func(b uint8) baseball.Chance {
		return baseball.Chance{Player: g.On[b].Player, From: b, To: b + 1, Safe: uint8(g.StealNumber(b, lead))}
	}
	front, back := chance(base), baseball.Chance{}
	if going == 3 {
		back = chance(1)
	}
	s, other := k.stealValues(going, front, back)
	if back.From > 0 && other.try < s.try {
		s = other
	}
	if !k.gamble(s.try, stay, s.good, s.bad, k.s.Steal) {
		return stay, stay
	}
	return s.try - k.nerve(k.s.Steal)*(s.good-s.bad), s.try
}
