package baseball

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// groundFromCard finds the fielder; a hard one may get through the infield that plays in.
func (t *turn) groundFromCard(class chart.GroundClass) {
	spot := chart.GroundSpot(t.g.hand(), t.roll(score.ForSpot, 100))
	if class == chart.GroundHard && t.g.Align.Depth == In && chart.SingleIn(t.roll(score.ForSingleIn, 20)) {
		t.play.Spot = spot
		t.hit(chart.HitSingleOne, 0)
		return
	}
	t.ground(class, spot, 0)
}

// ground plays a ground ball by the chart, with errors on it. On a hit-and-run nobody is doubled up: A and B count as C.
func (t *turn) ground(class chart.GroundClass, spot chart.Position, errors int) {
	g := &t.g
	t.play.Spot = spot
	if t.run {
		class = chart.GroundSlow
	}
	if g.Outs == 2 {
		if errors > 0 {
			t.dropped(still(), errors)
			return
		}
		t.finish(score.Played, score.GroundOut, still())
		return
	}
	bases := g.Bases()
	cell := chart.Ground(class, bases, g.Align.playsIn(spot)).Resolve(spot)
	if errors > 0 {
		t.dropped(t.oneOut(cell), errors)
		return
	}
	if chart.TriplePlayChance(class, bases, int(g.Outs), spot) && chart.TriplePlay(t.roll(score.ForTriplePlay, 20)) {
		t.triplePlay()
		return
	}
	if cell.R3 == chart.MayTry {
		t.ask(Pending{Ask: AskSend, Ball: BallGround, Spot: spot, Class: uint8(class), Lead: 3})
		return
	}
	m := groundMotion(cell)
	t.finish(score.Played, t.groundEvent(m), m)
}

func (t *turn) triplePlay() {
	m := still()
	for base := 1; base <= 2; base++ {
		m.both(base, score.Out)
		m.forced[base] = true
	}
	t.finish(score.Played, score.TriplePlay, m)
}

// groundMotion turns a settled cell into moves. MayTry and NextIfHeGoes stay where they are.
func groundMotion(cell chart.GroundCell) motion {
	m := still()
	fates := [4]chart.Fate{cell.B, cell.R1, cell.R2, cell.R3}
	for base, fate := range fates {
		switch fate {
		case chart.Next:
			m.both(base, uint8(base+1))
		case chart.Gone:
			m.both(base, score.Out)
			m.forced[base] = true
		}
	}
	return m
}

// oneOut is how a ground ball that was misplayed would have gone: the batter out at first and nobody else, because a
// double play is never taken for granted; the runner from first moves up, unless the play was at home.
func (t *turn) oneOut(cell chart.GroundCell) motion {
	if cell.B == chart.Gone && (cell.R1 == chart.Gone || cell.R3 == chart.Gone) {
		t.play.Flags |= score.NoRBI // a muffed throw that would have completed the double play (9.04(b)(2))
	}
	if cell.R3 == chart.Gone {
		return still()
	}
	m := groundMotion(cell)
	m.both(0, score.Out)
	for base := uint8(1); base <= 3; base++ {
		if m.to[base] == score.Out {
			m.both(int(base), base+1)
		}
		m.forced[base] = false
	}
	return m
}

func (t *turn) groundEvent(m motion) score.Event {
	runnerOut := false
	for base := 1; base <= 3; base++ {
		runnerOut = runnerOut || t.g.On[base].ID != 0 && m.to[base] == score.Out
	}
	switch {
	case runnerOut && m.to[0] == score.Out:
		return score.DoublePlay
	case runnerOut:
		return score.FieldersChoice
	}
	return score.GroundOut
}

// decideGround plays a ground ball against the infield in, after the offence has decided whether the runner from third
// tries and the defence whether to throw home.
func (t *turn) decideGround(p Pending, c Choice, lead Chance) {
	cell := chart.Ground(chart.GroundClass(p.Class), t.g.Bases(), true).Resolve(p.Spot)
	m := groundMotion(cell)
	if c == Go {
		t.on(p, AskThrow)
		return
	}
	if c != Stay && cell.R2 == chart.NextIfHeGoes {
		m.both(2, 3)
	}
	switch c {
	case Give:
		t.play.Flags |= score.Conceded
		m.both(3, score.Home)
	case Throw:
		m.both(0, 1)
		if t.g.On[1].ID != 0 {
			m.both(1, 2)
		}
		t.throw(&m, lead)
		t.finish(score.Played, score.FieldersChoice, m)
		return
	}
	t.finish(score.Played, score.GroundOut, m)
}
