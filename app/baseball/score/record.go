package score

import "matchday/app/baseball/chart"

// Verdict names the pitchers of record of a finished game by their places on the rosters. Save is Nobody when there is
// none; holds and blown saves stand in the lines of the pitchers.
type Verdict struct {
	Winner chart.Side `json:"winner"`
	Win    uint8      `json:"win"`
	Loss   uint8      `json:"loss"`
	Save   uint8      `json:"save"`
}

// Close marks the pitchers of record when the game is over and tells who they are; ok is false for a tie and for a game
// that was given up before anybody led. final is the situation at the end.
func (b *Book) Close(final Situation) (v Verdict, ok bool) {
	if !b.Lead.Taken || final.Score[0] == final.Score[1] {
		return Verdict{Win: Nobody, Loss: Nobody, Save: Nobody}, false
	}
	side := b.Lead.Side & 1
	v = Verdict{Winner: side, Win: b.winner(side), Loss: b.Lead.Loss, Save: Nobody}
	b.Arm[side][v.Win%Roster].Flags |= Won
	b.Arm[side.Other()][v.Loss%Roster].Flags |= Lost
	b.Arm[side][v.Win%Roster].Flags &^= Held
	last := b.Now[side]
	if b.saves(&b.Arm[side][last%Roster]) && last != v.Win {
		v.Save = last
		b.Arm[side][last%Roster].Flags |= Saved
	}
	return v, true
}

// winner applies 9.17: the pitcher of record, unless he started and did not go long enough (b), or relieved briefly and
// badly (c); then the most effective of the others.
func (b *Book) winner(side chart.Side) uint8 {
	w := b.Lead.Win
	l := &b.Arm[side][w%Roster]
	switch {
	case b.Pitchers[side] < 2:
		return w
	case l.Order == 1 && l.Outs < b.starterNeeds(side):
		return b.best(side, 2, w)
	case l.Order > 1 && l.Outs < 3 && l.R+l.IRS >= 2:
		return b.best(side, l.Order+1, w)
	}
	return w
}

// starterNeeds returns the outs that a starter must have to win: five innings, or four of a game that lasted five on
// defence (9.17(b)). The rules know no shorter games; there it is five ninths of the innings, rounded up.
func (b *Book) starterNeeds(side chart.Side) uint16 {
	outs := uint16(0)
	for i := range b.Arm[side] {
		outs += b.Arm[side][i].Outs
	}
	innings := (outs + 2) / 3
	switch {
	case innings >= 6:
		return 15
	case innings == 5:
		return 12
	}
	return (innings*5 + 8) / 9 * 3
}

// best returns the most effective pitcher of those from the given order on, and otherwise when there is none. The rule
// leaves it to the scorer, who weighs outs, runs and runners, and prefers the earlier of two alike (9.17(b) comment):
// here an out is worth one, a run or an inherited runner that scored costs three, a hit or a walk one half.
func (b *Book) best(side chart.Side, from uint8, otherwise uint8) uint8 {
	chosen, most := otherwise, -1<<30
	for order := from; order <= b.Pitchers[side]; order++ {
		for i := range b.Arm[side] {
			l := &b.Arm[side][i]
			if l.Order != order {
				continue
			}
			if worth := 2*int(l.Outs) - 6*int(l.R+l.IRS) - int(l.H) - int(l.BB); worth > most {
				chosen, most = uint8(i), worth
			}
		}
	}
	return chosen
}

// saves applies 9.19 to the pitcher who finished: at least one out, and a lead of at most three with an inning pitched,
// or the tying run near when he came in, or three innings.
func (b *Book) saves(l *ArmLine) bool {
	if l.Order < 2 || l.Outs == 0 || l.Entered.Lead <= 0 {
		return false
	}
	return l.Entered.Lead <= 3 && l.Outs >= 3 || l.Flags.Has(TyingNear) || l.Outs >= 9
}
