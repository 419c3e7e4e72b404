package baseball

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// bunt plays the bunt chart (ballgame.md §7.6). Runners in the third row other than the lead runner move up one base:
// the page says only that the lead runner is out and the batter safe.
func (t *turn) bunt() {
	g := &t.g
	t.play.Flags |= score.Bunted
	if g.On[3].ID != 0 {
		t.play.Flags |= score.Squeezed
	}
	if g.Bases() != chart.Empty && t.chaos() {
		return
	}
	grade := g.Card(g.Half, g.Batter()).Legs().Bunt
	switch chart.Bunt(grade, t.roll(score.ForBunt, 20)) {
	case chart.BuntSacrifice:
		t.sacrifice()
	case chart.BuntSingle:
		t.hit(chart.HitSingleOne, 0)
	case chart.BuntLeadOut:
		t.buntLeadOut()
	case chart.BuntPop:
		t.finish(score.Played, score.PopOut, still())
	case chart.BuntDouble:
		t.buntDouble()
	}
}

// sacrifice moves everybody up for an out; with two outs there is nothing to sacrifice (9.08(a)).
func (t *turn) sacrifice() {
	m := still()
	event := score.BuntOut
	if t.g.Outs < 2 && t.g.Bases() != chart.Empty {
		m.all(1)
		event = score.Sacrifice
	}
	t.finish(score.Played, event, m)
}

func (t *turn) buntLeadOut() {
	g := &t.g
	lead, _ := ends(g.Bases().Mask())
	if lead == 0 {
		t.finish(score.Played, score.BuntOut, still())
		return
	}
	m := still()
	m.all(1)
	m.both(0, 1)
	m.both(int(lead), score.Out)
	m.forced[lead] = g.forcedAt(lead)
	t.finish(score.Played, score.FieldersChoice, m)
}

// forcedAt reports whether the runner on a base must go when the batter becomes a runner.
func (g *Game) forcedAt(base uint8) bool {
	for b := uint8(1); b < base; b++ {
		if g.On[b].ID == 0 {
			return false
		}
	}
	return g.On[base].ID != 0
}

// buntDouble is a double play on the lead forced runner, or a third strike bunted foul (9.15(a)(4)).
func (t *turn) buntDouble() {
	g := &t.g
	m := still()
	if g.On[1].ID == 0 || g.Outs == 2 {
		t.finish(score.Played, score.Strikeout, m)
		return
	}
	lead := uint8(1)
	for base := uint8(2); base <= 3 && g.forcedAt(base); base++ {
		lead = base
	}
	for base := uint8(1); base < lead; base++ {
		m.both(int(base), base+1)
	}
	m.both(int(lead), score.Out)
	m.forced[lead] = true
	t.finish(score.Played, score.DoublePlay, m)
}
