package baseball

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// sound refuses a game that Apply did not make, before any of its numbers is used as an index. It costs little, because
// every Apply begins with it.
func (g *Game) sound() error {
	if g.Setup == nil {
		return damaged("it has no setup")
	}
	switch {
	case g.Setup.Rules.Charts != chart.Version:
		return damaged("its charts are unknown")
	case g.Setup.Rules.Innings == 0 || g.Inning == 0:
		return damaged("it has no inning")
	case g.Half > Home || g.Status > GivenUp || g.Version < 0:
		return damaged("it is at no moment of a game")
	case g.Outs > 2 && g.Status == Playing:
		return damaged("there are three outs")
	case g.Align.Depth > In || g.Jumped > 7:
		return damaged("the defence stands nowhere")
	case g.Hurt.Side > Home:
		return damaged("nobody knows whose injury it is")
	}
	for side := range g.Dugouts {
		if err := g.soundDugout(Side(side)); err != nil {
			return err
		}
	}
	if err := g.soundRunners(); err != nil {
		return err
	}
	return g.soundPending()
}

func (g *Game) soundDugout(side Side) error {
	d := &g.Dugouts[side]
	size := len(g.Setup.Clubs[side].Roster)
	if size > score.Roster || int(d.Pitcher) >= size || d.Up > 8 || int(g.Book.Now[side]) >= size {
		return damaged("a lineup names somebody who is not there")
	}
	if g.Hurt.Due && g.Hurt.Side == side && int(g.Hurt.Player) >= size {
		return damaged("somebody is hurt who is not there")
	}
	var playing uint32
	for _, slot := range d.Order {
		if int(slot.Player) >= size || slot.At == chart.Nowhere || slot.At > chart.PinchRunner || playing>>slot.Player&1 == 1 {
			return damaged("a lineup names somebody who is not there")
		}
		playing |= 1 << slot.Player
	}
	if (playing|1<<d.Pitcher)&^d.Used != 0 {
		return damaged("somebody plays who never came in")
	}
	return nil
}

func (g *Game) soundRunners() error {
	batting := g.Setup.Clubs[g.Half].Roster
	for base := 1; base <= 3; base++ {
		r := g.On[base]
		if r.ID == 0 {
			continue
		}
		if int(r.Player) >= len(batting) || r.ID > g.Dealt {
			return damaged("a runner is not there")
		}
		for other := 1; other < base; other++ {
			if g.On[other].ID == r.ID || g.On[other].ID != 0 && g.On[other].Player == r.Player {
				return damaged("a runner stands on two bases")
			}
		}
	}
	return nil
}

func (g *Game) soundPending() error {
	p := g.Pending
	switch {
	case p.Ask > AskReplace || p.Ball > BallSteal || p.Class > uint8(chart.FlyShort):
		return damaged("nobody knows what is to be decided")
	case p.Ask == AskNothing || p.Ask == AskField || p.Ask == AskReplace:
		return nil
	case p.Lead < 1 || p.Lead > 3 || p.Trail > 2 || g.On[p.Lead].ID == 0:
		return damaged("nobody is there to try")
	case p.Ball == BallSteal && (p.Going == 0 || p.Going&^g.Bases().Mask() != 0 || p.Going>>(p.Lead-1)&1 == 0):
		return damaged("nobody is there to steal")
	case p.Trail > 0 && g.On[p.Trail].ID == 0:
		return damaged("nobody is there to follow")
	case p.Ball != BallSteal && !p.Spot.Fields():
		return damaged("nobody has the ball")
	case g.Outs == 2 && (p.Ball == BallTagHome || p.Ball == BallTagThird || p.Ball == BallGround):
		return damaged("a runner waits on the third out")
	}
	return nil
}
