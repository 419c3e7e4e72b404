package baseball_test

import (
	"matchday/app/baseball"
	"matchday/app/baseball/score"
)

// recount keeps the lines of batters and pitchers a second time, from nothing but the record.
type recount struct {
	bat score.BatSheet
	arm score.ArmSheet
}

// count adds one play to the sheets of the side at bat and of the side in the field.
func (w *watch) count(p *baseball.Result) {
	side := p.Before.Half
	bat, arm := &w.lines[side].bat[p.Batter], &w.lines[side.Other()].arm[p.Pitcher]
	arm.Outs += uint16(p.Outs)
	for _, m := range p.Moves.List() {
		if m.To == score.Home {
			w.lines[side].bat[m.Player].R++
		}
	}
	switch p.Event {
	case score.WildPitch:
		arm.WP++
	case score.Balk:
		arm.BK++
	case score.PassedBall:
		w.lines[side.Other()].bat[p.Fielder].PB++
	}
	if p.Kind != score.Played {
		return
	}
	bat.PA++
	arm.BF++
	bat.RBI += p.RBI
	n := map[score.Event][]*uint8{
		score.Single: {&bat.H, &arm.H}, score.Double: {&bat.H, &bat.Doubles, &arm.H}, score.Triple: {&bat.H, &bat.Triples, &arm.H},
		score.HomeRun: {&bat.H, &bat.HR, &arm.H, &arm.HR}, score.Walk: {&bat.BB, &arm.BB}, score.HitByPitch: {&bat.HBP, &arm.HBP},
		score.IntentionalWalk: {&bat.BB, &bat.IBB, &arm.BB, &arm.IBB}, score.Strikeout: {&bat.SO, &arm.SO},
		score.Sacrifice: {&bat.SH}, score.DoublePlay: {&bat.GDP},
	}
	for _, count := range n[p.Event] {
		*count++
	}
	switch {
	case p.Flags.Has(score.SacrificeFly):
		bat.SF++
	case !p.Event.Free() && p.Event != score.Sacrifice:
		bat.AB++
	}
}

// recounted compares the second sheets with the book, in what both of them keep.
func (w *watch) recounted(b *score.Book) {
	for side := range 2 {
		for i := range score.Roster {
			bat, arm := b.Bat[side][i], b.Arm[side][i]
			bat.SB, bat.CS, bat.E = 0, 0, 0
			arm = score.ArmLine{Outs: arm.Outs, BF: arm.BF, H: arm.H, BB: arm.BB, IBB: arm.IBB, SO: arm.SO, HR: arm.HR, HBP: arm.HBP, WP: arm.WP, BK: arm.BK}
			if bat != w.lines[side].bat[i] || arm != w.lines[side].arm[i] {
				w.t.Errorf("side %d, player %d: the book says %+v %+v, the record %+v %+v", side, i, bat, arm, w.lines[side].bat[i], w.lines[side].arm[i])
			}
		}
	}
}
