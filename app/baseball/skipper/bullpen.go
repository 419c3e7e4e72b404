package skipper

import (
	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// relieve decides whether the pitcher is changed, by ballgame.md §7.9: at the start of an inning when he is tired; in
// the middle of one when he is tired with runners on, or has given up five runs (six before the fifth inning); the closer
// for a lead to save in the last inning and for a tie in it at home; a manager who likes match-ups (7 and more) also for
// a better one against the next three batters. One fresh arm is always kept, except in extra innings.
func (k *mind) relieve() (Decision, bool) {
	g := k.g
	if !g.MayRelieve(k.side) {
		return Decision{}, false
	}
	why, wanted := k.tiredOf()
	last := k.now.Inning >= k.rules.Innings
	closes := last && k.startsInning() && k.closing()
	matchup := k.tendency(k.s.BullpenMatchup) >= 7 && k.now.Inning+9 >= k.rules.Innings+6
	if !wanted && !closes && !matchup {
		return Decision{}, false
	}
	arms, best, closer := k.arms()
	switch {
	case closes && closer != score.Nobody && closer != g.Dugouts[k.side].Pitcher:
		return k.bringIn(closer, whyCloser), true
	case !wanted && !matchup, best == score.Nobody, arms < 2 && k.now.Inning <= k.rules.Innings:
		return Decision{}, false
	case wanted:
		return k.bringIn(best, why), true
	}
	if k.allowed(g.Pitching())-k.allowed(best) < .060 {
		return Decision{}, false
	}
	return k.bringIn(best, whyMatchup), true
}

// startsInning reports whether nothing has happened yet in this half-inning; a runner whom the rules placed on second may
// stand there.
func (k *mind) startsInning() bool {
	g := k.g
	placed := k.rules.Placed && k.now.Inning > k.rules.Innings && k.now.Bases == chart.Second && g.Dealt == 1
	return k.now.Outs == 0 && (placed || k.now.Bases == chart.Empty && g.Dealt == 0)
}

// tiredOf reports whether the pitcher should go, and why.
func (k *mind) tiredOf() (reason, bool) {
	g := k.g
	line := &g.Book.Arm[k.side][g.Pitching()]
	tired := g.Wear(k.side, g.Pitching()) != chart.Fresh
	most := uint8(5)
	if k.now.Inning < 5 {
		most = 6
	}
	switch {
	case tired && (k.startsInning() || k.now.Bases != chart.Empty):
		return whyTired, true
	case line.R >= most && k.rules.Innings > 3 && g.Setup.Rules.Fatigue:
		return whyHit, true
	}
	return whyTired, false
}

// closing reports whether the last inning begins with something for a closer: a lead of one to three, or a tie at home.
func (k *mind) closing() bool {
	lead := -k.now.Lead()
	already := k.g.Book.Arm[k.side][k.g.Pitching()].Flags.Has(score.CouldSave) && k.g.Card(k.side, k.g.Pitching()).Pitching.Closes()
	return !already && (lead >= 1 && lead <= 3 || lead == 0 && k.side == baseball.Home)
}

// arms counts the relievers who have not pitched, and names the best of them for the next three batters, closers kept for
// last, and the best closer.
func (k *mind) arms() (n int, best, closer uint8) {
	g := k.g
	best, closer = score.Nobody, score.Nobody
	bestOPS, closerOPS := 9.0, 9.0
	keep := k.now.Inning+9 < k.rules.Innings+9
	for i := range g.Setup.Clubs[k.side].Roster {
		player := uint8(i)
		p := g.Card(k.side, player).Pitching
		if p == nil || p.Relief == 0 && p.Closer == 0 || !g.Fresh(k.side, player) {
			continue
		}
		n++
		ops := k.allowed(player)
		if p.Closer > 0 && ops < closerOPS {
			closer, closerOPS = player, ops
		}
		if keep && p.Closer > 0 && p.Relief <= 1 {
			ops += .200
		}
		if k.blowout() {
			ops = 2 - ops // the worst will do
		}
		if ops < bestOPS {
			best, bestOPS = player, ops
		}
	}
	return n, best, closer
}

// blowout reports whether the game is far from close.
func (k *mind) blowout() bool {
	lead := k.now.Lead()
	return lead > 5 || lead < -5
}

// allowed is the card OPS that the next three batters of the other side, at bat or not, and a pitcher of this side make
// of each other.
func (k *mind) allowed(pitcher uint8) float64 {
	g := k.g
	arm := g.Card(k.side, pitcher)
	other := k.side.Other()
	d := &g.Dugouts[other]
	sum := 0.0
	for i := range 3 {
		sum += duel(g.Card(other, d.Order[(int(d.Up)+i)%9].Player), arm)
	}
	return sum / 3
}

// duel is the mean card OPS of a batter and a pitcher against each other's hand.
func duel(batter, arm *card.Card) float64 {
	bats, _ := batter.Hitting(arm.Throws)
	throws, _ := arm.Throwing(batter.Bats.Against(arm.Throws))
	return (bats.Rates().OPS() + throws.Rates().OPS()) / 2
}

// bringIn puts a pitcher where the present one is: outside the order, or into his place in it.
func (k *mind) bringIn(pitcher uint8, why reason) Decision {
	g := k.g
	d := &g.Dugouts[k.side]
	slot := uint8(baseball.PitcherSlot)
	for i, s := range d.Order {
		if s.At == chart.Pitcher {
			slot = uint8(i)
		}
	}
	return k.swap(why, g.Card(k.side, d.Pitcher), g.Card(k.side, pitcher),
		baseball.Move{Slot: slot, Player: pitcher, At: chart.Pitcher})
}

func (k *mind) swap(why reason, leaves, enters *card.Card, moves ...baseball.Move) Decision {
	return Decision{side: k.side, why: why, who: [2]*card.Card{leaves, enters},
		Input: baseball.Input{Kind: baseball.Substitute, Side: k.side, Moves: moves}}
}
