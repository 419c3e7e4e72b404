package baseball

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// ends closes the half-inning after the third out and the game when it is decided.
func (t *turn) ends() {
	g := &t.g
	if g.Outs < 3 {
		switch {
		case g.Half == Home && g.Inning >= g.Setup.Rules.Innings && g.Score[Home] > g.Score[Away] && !g.Setup.Rules.PlayOut:
			t.walkOff(score.WalkOff)
		case g.Half == Home && g.runRule(Home):
			t.walkOff(score.WalkOff | score.RunRule)
		}
		return
	}
	g.Book.EndHalf(g.Half, g.Bases().Count())
	g.On, g.Align, g.Jumped, g.Covers = [4]Runner{}, Alignment{}, 0, false
	flags, over := g.decided()
	if over {
		t.over(flags)
		return
	}
	t.nothingIs(score.HalfOver)
	t.change()
}

// runRule reports whether side's lead ends the game early.
func (g *Game) runRule(side Side) bool {
	r := &g.Setup.Rules
	return r.RunRule > 0 && !r.PlayOut && g.Inning >= r.RunAfter && int(g.Score[side])-int(g.Score[side.Other()]) >= int(r.RunRule)
}

// decided reports whether the game is over at the end of the present half-inning.
func (g *Game) decided() (flags score.Flags, over bool) {
	r := &g.Setup.Rules
	last := g.Inning >= r.Innings
	if r.PlayOut {
		return 0, last && g.Half == Home
	}
	switch {
	case last && g.Half == Away && g.Score[Home] > g.Score[Away], last && g.Half == Home && g.Score[Home] != g.Score[Away]:
		return 0, true
	case g.runRule(Home), g.Half == Home && g.runRule(Away):
		return score.RunRule, true
	}
	return 0, false
}

// walkOff ends the game in the middle of the home half.
func (t *turn) walkOff(flags score.Flags) {
	g := &t.g
	g.Book.EndHalf(g.Half, g.Bases().Count())
	t.out[len(t.out)-1].Flags |= flags
	t.over(flags)
}

func (t *turn) over(flags score.Flags) {
	g := &t.g
	g.Status = Final
	g.Pending, g.Hurt = Pending{}, Hurt{}
	g.Verdict, _ = g.Book.Close(g.Situation())
	p := t.blank(score.GameOver)
	p.Flags = flags
	t.emit(p)
}

// nothingIs writes a line about the present moment.
func (t *turn) nothingIs(kind score.Kind) { t.emit(t.blank(kind)) }

// change brings the other side to bat. In extra innings with the placed runner the one who bats before the leadoff
// batter stands on second (7.01(b)).
func (t *turn) change() {
	g := &t.g
	fielding := g.Half.Other()
	g.Dugouts[fielding].Settled = true
	if g.Half == Home {
		g.Inning++
	}
	g.Half, g.Outs, g.Dealt = fielding, 0, 0
	if r := &g.Setup.Rules; r.Placed && !r.PlayOut && g.Inning > r.Innings {
		g.Dealt = 1
		g.On[2] = Runner{ID: 1, Player: g.Next(8)}
		g.Book.Place(2, 1, g.Half.Other())
	}
	t.checkField()
}

// checkField asks the side that takes the field to fill its places when pinch hitters or runners left some open.
func (t *turn) checkField() {
	g := &t.g
	if g.Pending.Ask == AskNothing && !g.complete(g.Half.Other()) {
		g.Pending.Ask = AskField
	}
}

// complete reports whether all nine places in the field are taken.
func (g *Game) complete(side Side) bool {
	d := &g.Dugouts[side]
	var taken uint16
	for _, slot := range d.Order {
		taken |= 1 << slot.At
	}
	const eight = 1<<chart.Catcher | 1<<chart.FirstBase | 1<<chart.SecondBase | 1<<chart.ThirdBase | 1<<chart.Shortstop |
		1<<chart.LeftField | 1<<chart.CenterField | 1<<chart.RightField
	pitcher := taken>>chart.Designated&1 == 1 || taken>>chart.Pitcher&1 == 1
	return taken&eight == eight && pitcher
}

// concede ends the game; the other side has won, whatever the score.
func (t *turn) concede(side Side) {
	g := &t.g
	g.Status = GivenUp
	g.Pending, g.Hurt = Pending{}, Hurt{}
	g.Book.EndHalf(g.Half, g.Bases().Count())
	winner := side.Other()
	if g.Book.Lead.Taken && g.Book.Lead.Side == winner {
		g.Verdict, _ = g.Book.Close(g.Situation())
	} else {
		g.Verdict = score.Verdict{Win: score.Nobody, Loss: score.Nobody, Save: score.Nobody}
	}
	g.Verdict.Winner = winner
	p := t.blank(score.GameOver)
	p.Flags = score.Conceded
	t.emit(p)
}

// checkInjury looks whether the at-bat roll hurts somebody. The page names the trigger and not whom it hits: here the
// rows up to 9 are the batter's and the higher ones the pitcher's, whose column the trigger is in. A pitcher who is out
// of this game only tires at once instead (ballgame.md §3.8); everybody else has to be replaced once the play is over, if
// there is anybody to replace him.
func (t *turn) checkInjury(column, row, d20 int) {
	if !chart.InjuryTriggered(column, row, d20) {
		return
	}
	g := &t.g
	side, player := g.Half, g.Batter()
	if row >= 10 {
		side, player = side.Other(), g.Pitching()
	}
	durability := int(g.Card(side, player).Durability)
	misses, hurt := chart.Injury(durability, t.roll(score.ForInjury, 200))
	if !hurt {
		return
	}
	games := 0
	if misses {
		for games = 1; games < chart.InjuryLimit() && !chart.InjuryStop(durability, t.roll(score.ForInjury, 1000)); {
			games++
		}
	}
	p := t.blank(score.Hurt)
	p.Event = score.Injury
	p.Swap = score.Swap{Side: side, Out: player, In: player, Games: uint8(games)}
	switch {
	case games == 0 && side != g.Half:
		g.Dugouts[side].Ailing |= 1 << player
	case g.canReplace(side, player):
		p.Flags |= score.InjuryOver
		g.Hurt = Hurt{Due: true, Side: side, Player: player}
	}
	t.out = append(t.out, p) // the dice belong to the play that follows
}

// checkHurt asks for a replacement of whoever is hurt and still in the game. A pitcher who does not bat is replaced when
// his side takes the field again.
func (t *turn) checkHurt() {
	g := &t.g
	if !g.Hurt.Due || g.Pending.Ask != AskNothing {
		return
	}
	if !g.plays(g.Hurt.Side, g.Hurt.Player) {
		g.Hurt = Hurt{}
		return
	}
	if g.Hurt.Side == g.Half && !g.Dugouts[g.Half].bats(g.Hurt.Player) {
		return
	}
	g.Pending.Ask = AskReplace
}
