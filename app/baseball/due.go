package baseball

import (
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// Pending is a play that waits for a decision. Nobody has moved yet: runners still stand where they stood.
type Pending struct {
	Ask      Ask            `json:"ask"`
	Ball     Ball           `json:"ball"`
	Spot     chart.Position `json:"spot,omitzero"`  // who has the ball
	Class    uint8          `json:"class,omitzero"` // of the ground ball
	Lead     uint8          `json:"lead,omitzero"`  // base of the runner in front
	Trail    uint8          `json:"trail,omitzero"` // base of the one behind him; 0 is the batter, or nobody on a steal
	Going    uint8          `json:"going,omitzero"` // bits of the bases whose runners steal
	GoodLead bool           `json:"good_lead,omitzero"`
	Outcome  chart.Outcome  `json:"outcome,omitzero"`
	Check    score.Check    `json:"check,omitzero"`
	Flags    score.Flags    `json:"flags,omitzero"`
}

// Due says what the game waits for. Ask is AskNothing while an at-bat can be rolled; then Side is the side at bat, and
// both sides may give orders first. Field and replace questions have no options: they are answered by a substitution.
type Due struct {
	Ask     Ask
	Side    Side
	Ball    Ball
	Spot    chart.Position // who has the ball
	Lead    Chance         // the runner in front, when somebody may try
	Trail   Chance         // the one behind him, when there is one
	Options []Option       // in the order in which buttons show them
}

// Chance is one runner's attempt: how often he makes it when the throw goes for him.
type Chance struct {
	Player   uint8 // place on the roster; score.Nobody when there is no such runner
	From, To uint8 // bases; the batter runs from 0, home is 4
	Safe     uint8 // he is safe on a d20 up to this
}

// Option is one legal answer. Safe is how often, of 20, the runner whom it is about makes it when it is taken; 20 is
// certain.
type Option struct {
	Choice Choice
	Safe   uint8
}

// Due returns what the game waits for and what may be answered. A finished game waits for nothing: Due answers AskNothing.
func (g *Game) Due() Due {
	d := Due{Ask: g.Pending.Ask, Side: g.asked(), Ball: g.Pending.Ball, Spot: g.Pending.Spot,
		Lead: Chance{Player: score.Nobody}, Trail: Chance{Player: score.Nobody}}
	if d.Ask == AskNothing || d.Ask == AskField || d.Ask == AskReplace {
		return d
	}
	d.Lead, d.Trail = g.Chances()
	lead, trail := d.Lead.Safe, d.Trail.Safe
	switch d.Ask {
	case AskSend, AskSteal:
		d.Options = []Option{{Go, lead}, {Stay, 20}}
	case AskThrow:
		d.Options = []Option{{Throw, lead}, {Give, 20}}
	case AskTrail:
		d.Options = []Option{{Go, trail}, {Stay, 20}}
	case AskTarget:
		d.Options = []Option{{AtLead, lead}, {AtTrail, trail}}
	}
	return d
}

// asked returns whose turn it is.
func (g *Game) asked() Side {
	switch g.Pending.Ask {
	case AskThrow, AskTarget, AskField:
		return g.Half.Other()
	case AskReplace:
		return g.Hurt.Side
	}
	return g.Half
}

// Answers returns the two answers to a question; none for a question that is answered otherwise.
func (a Ask) Answers() [2]Choice {
	switch a {
	case AskSend, AskTrail, AskSteal:
		return [2]Choice{Go, Stay}
	case AskThrow:
		return [2]Choice{Throw, Give}
	case AskTarget:
		return [2]Choice{AtLead, AtTrail}
	}
	return [2]Choice{}
}

// Chances returns the chances of the runners whom the pending decision is about, without allocating. Trail's Player is
// score.Nobody when nobody follows.
func (g *Game) Chances() (lead, trail Chance) {
	p := &g.Pending
	lead = Chance{Player: g.On[p.Lead&3].Player, From: p.Lead, To: p.Lead + 1}
	trail = Chance{Player: score.Nobody}
	if p.Ball == BallSteal {
		lead.Safe = g.stealSafe(p.Lead)
		if p.Trail > 0 {
			trail = Chance{Player: g.On[p.Trail&3].Player, From: p.Trail, To: p.Trail + 1, Safe: g.stealSafe(p.Trail)}
		}
		return lead, trail
	}
	if p.Ball == BallSingle || p.Ball == BallDouble {
		lead.To = lead.From + 2
		if p.Ball == BallDouble {
			lead.To = 4
		}
		trail = g.follower()
	}
	lead.Safe = g.safe(g.leadTry(), lead.Player)
	return lead, trail
}

// leadTry names the attempt of the runner in front.
func (g *Game) leadTry() chart.Try {
	switch p := &g.Pending; {
	case p.Ball == BallSingle && p.Lead == 2:
		return chart.HomeOnSingle
	case p.Ball == BallSingle:
		return chart.ThirdOnSingle
	case p.Ball == BallDouble:
		return chart.HomeOnDouble
	case p.Ball == BallTagHome:
		return chart.HomeOnFly
	case p.Ball == BallTagThird:
		return chart.ThirdOnFly
	case p.Class == uint8(chart.GroundSlow):
		return chart.HomeOnSlow
	}
	return chart.HomeOnGrounder
}

// follower returns the chance of the runner behind the lead on an uncapped hit: the runner from first for third, or
// the batter for the next base.
func (g *Game) follower() Chance {
	p := &g.Pending
	if p.Trail == 1 {
		player := g.On[1].Player
		return Chance{Player: player, From: 1, To: 3, Safe: g.safe(chart.ThirdOnSingle, player)}
	}
	player := g.Batter()
	if p.Ball == BallDouble {
		return Chance{Player: player, From: 0, To: 3, Safe: g.safe(chart.ThirdOnThrow, player)}
	}
	return Chance{Player: player, From: 0, To: 2, Safe: g.safe(chart.SecondOnThrow, player)}
}

// safe returns the number of a runner of the side at bat for an attempt against the fielder who has the ball.
func (g *Game) safe(try chart.Try, player uint8) uint8 {
	_, glove := g.glove(g.Pending.Spot)
	running := g.Card(g.Half, player).Legs().Running
	return uint8(chart.Safe(try, running, int(glove.Arm), g.Pending.Spot, int(g.Outs)))
}

// stealSafe returns the number with which the runner on base steals the next one, with the lead that was drawn.
func (g *Game) stealSafe(base uint8) uint8 {
	return uint8(g.StealNumber(base, g.Pending.GoodLead))
}

// StealNumber returns the highest d20 with which the runner on a base makes the next one, with or without a good lead;
// 0 when nobody is there.
func (g *Game) StealNumber(base uint8, goodLead bool) int {
	if base < 1 || base > 3 || g.On[base].ID == 0 {
		return 0
	}
	legs := g.Card(g.Half, g.On[base].Player).Legs()
	number := legs.Low
	switch {
	case base == 3:
		number = legs.Running
	case goodLead:
		number = legs.High
	}
	hold, arm := g.battery()
	return chart.StealSafe(int(base)+1, number, hold, arm)
}

// battery returns what the pitcher's hold and the catcher's arm add to a steal number.
func (g *Game) battery() (hold, arm int) {
	if p := g.pitcherCard().Pitching; p != nil {
		hold = int(p.Hold)
	}
	_, glove := g.glove(chart.Catcher)
	return hold, int(glove.Arm)
}

func (g *Game) pitcherCard() *card.Card { return g.Card(g.Half.Other(), g.Pitching()) }
