package baseball

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// hitEvents says what the scorer calls a hit.
var hitEvents = [...]score.Event{
	chart.HitSingleOne: score.Single, chart.HitSingleTwo: score.Single,
	chart.HitDoubleTwo: score.Double, chart.HitDoubleThree: score.Double,
	chart.HitTriple: score.Triple, chart.HitHomer: score.HomeRun,
}

// hit plays a hit of fixed advance, with errors on it: the batter takes as many bases more as the error has, runners one
// more on a one-base error and all of them otherwise; on a triple everybody scores (ballgame.md §3.3).
func (t *turn) hit(kind chart.HitKind, errors int) {
	t.finish(score.Played, hitEvents[kind], t.advance(kind, errors))
}

func (t *turn) advance(kind chart.HitKind, errors int) motion {
	h := chart.HitOf(kind)
	runners := h.Runners
	if t.run && hitEvents[kind] == score.Single {
		runners++ // they went with the pitch (ballgame.md §7.6)
	}
	m := still()
	m.all(runners)
	m.both(0, h.Batter)
	switch {
	case errors == 0:
	case kind == chart.HitTriple || errors >= 3:
		m.to = [4]uint8{score.Home, score.Home, score.Home, score.Home}
	case errors == 2:
		m.to = [4]uint8{min(h.Batter+2, score.Home), score.Home, score.Home, score.Home}
	default:
		for base := uint8(1); base <= 3; base++ {
			m.to[base] = min(base+runners+1, score.Home)
		}
		m.to[0] = min(h.Batter+1, score.Home)
	}
	return m
}

// uncapped plays a hit on which runners may try for more. When nobody can, or when the run that ends the game scores
// anyway, it is the plain hit.
func (t *turn) uncapped(ball Ball, spot chart.Position) {
	g := &t.g
	t.play.Spot = spot
	p := Pending{Ask: AskSend, Ball: ball, Spot: spot}
	plain, sure := chart.HitDoubleTwo, 0
	if ball == BallSingle {
		plain = chart.HitSingleOne
	}
	hit := chart.HitOf(plain)
	for base := uint8(1); base <= 3; base++ {
		if g.On[base].ID != 0 && base+hit.Runners >= score.Home {
			sure++
		}
	}
	switch {
	case g.wins(sure):
	case ball == BallSingle && t.run:
		// The runner is on his way with the pitch and takes third without a throw: ours, because the page gives the
		// hit-and-run runner one base more and no decision.
	case ball == BallSingle && g.On[2].ID != 0:
		p.Lead = 2
		if g.On[1].ID != 0 {
			p.Trail = 1
		}
	case g.On[1].ID != 0:
		p.Lead = 1
	}
	if p.Lead == 0 {
		t.hit(plain, 0)
		return
	}
	t.ask(p)
}

// ask leaves the play open until somebody has decided.
func (t *turn) ask(p Pending) {
	p.Outcome, p.Check, p.Flags = t.play.Outcome, t.play.Check, t.play.Flags
	t.g.Pending = p
	t.nothing(score.Struck)
}

// decide takes the choice of the decision that is due.
func (t *turn) decide(c Choice) {
	p := t.g.Pending
	t.play.Outcome, t.play.Check, t.play.Flags, t.play.Spot = p.Outcome, p.Check, p.Flags, p.Spot
	t.run = p.Flags.Has(score.HitAndRun)
	lead, trail := t.g.Chances()
	t.play.Choice = score.Choice{Ask: p.Ask.String(), Chosen: c.String(), Safe: lead.Safe}
	if p.Ask == AskTrail || c == AtTrail {
		t.play.Choice.Safe = trail.Safe
	}
	switch p.Ball {
	case BallSteal:
		t.decideSteal(p, c)
	case BallGround:
		t.decideGround(p, c, lead)
	case BallTagHome, BallTagThird:
		t.decideTag(p, c, lead)
	default:
		t.decideHit(p, c, lead, trail)
	}
}

// on goes to the next question about the same ball.
func (t *turn) on(p Pending, next Ask) {
	p.Ask = next
	t.g.Pending = p
	t.nothing(score.Chose)
}

// decideHit walks the tree of uncapped hits: send, throw, trail, target (ballgame.md §3.4).
func (t *turn) decideHit(p Pending, c Choice, lead, trail Chance) {
	kind := chart.HitDoubleTwo
	if p.Ball == BallSingle {
		kind = chart.HitSingleOne
	}
	m := t.advance(kind, 0)
	switch c {
	case Go:
		if p.Ask == AskSend {
			t.on(p, AskThrow)
			return
		}
		t.on(p, AskTarget)
		return
	case Throw:
		t.on(p, AskTrail)
		return
	case Give:
		t.play.Flags |= score.Conceded
		m.both(int(lead.From), lead.To)
	case Stay:
		if p.Ask == AskTrail {
			t.throw(&m, lead)
		}
	case AtLead:
		t.throw(&m, lead)
		m.both(int(trail.From), trail.To)
	case AtTrail:
		m.both(int(lead.From), lead.To)
		t.throw(&m, trail)
	}
	t.finish(score.Played, hitEvents[kind], m)
}

// throw decides by a d20 whether a runner makes it.
func (t *turn) throw(m *motion, c Chance) {
	if t.roll(score.ForRunner, 20) <= int(c.Safe) {
		m.both(int(c.From), c.To)
		return
	}
	m.both(int(c.From), score.Out)
	t.play.Flags |= score.ThrownOut
	t.play.Fielder = t.g.Fielder(t.g.Half.Other(), t.play.Spot)
}
