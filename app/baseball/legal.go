package baseball

import (
	"matchday/app/baseball/chart"
	"matchday/app/fault"
)

// The Field of a fault says which rule an input broke, for programs; the sentence says it to people.
const (
	BrokeOver       = "over"           // the game has ended
	BrokeStale      = "version"        // it was decided from an older version
	BrokeTurn       = "turn"           // it is the other side's
	BrokeDecision   = "decision"       // a decision is due first, or another one
	BrokeInput      = "input"          // no such input, or parts of it missing
	BrokeOrder      = "order"          // the situation does not allow this order
	BrokeRoster     = "roster"         // no such player
	BrokeReentry    = "re_entry"       // he has left the game
	BrokePosition   = "position"       // the positions do not come out
	BrokeSlot       = "slot"           // the batting order does not come out
	BrokeMinimum    = "batter_minimum" // the pitcher has to face more batters
	BrokeDesignated = "dh"             // the designated hitter rule
)

func refuse(code fault.Code, rule, sentence string, args ...any) error {
	f := fault.New(code, sentence, args...)
	f.Field = rule
	return f
}

// Legal says why an input cannot be applied now, in one sentence, or nil. It never changes anything and needs no dice.
func (g *Game) Legal(in Input) error {
	if err := g.sound(); err != nil {
		return err
	}
	switch {
	case g.Over():
		return refuse(fault.Closed, BrokeOver, "The game is over.")
	case in.Seen != 0 && in.Seen != g.Version:
		return refuse(fault.Stale, BrokeStale, "The game has moved on since you looked. Look again and repeat.")
	case in.Side > Home:
		return refuse(fault.Invalid, BrokeTurn, "There is no such side.")
	}
	switch in.Kind {
	case Concede:
		return nil
	case Decide:
		return g.legalChoice(in)
	case Substitute:
		return g.legalSwap(in)
	}
	if ask := g.Pending.Ask; ask != AskNothing {
		return refuse(fault.Closed, BrokeDecision, "First %s %s.", g.Setup.Clubs[g.asked()].Abbrev, waiting[ask])
	}
	switch in.Kind {
	case Roll:
		return nil
	case Align:
		return g.legalAlign(in)
	case IntentionallyWalk:
		return g.turnOf(g.Half.Other(), in.Side, "walk a batter")
	case StealOrder:
		return g.legalSteal(in)
	case Bunt:
		return g.turnOf(g.Half, in.Side, "bunt")
	case HitAndRun:
		return g.legalHitAndRun(in)
	}
	return refuse(fault.Invalid, BrokeInput, "That is nothing that can be done in a game.")
}

// waiting completes "First the club …".
var waiting = [...]string{
	AskSend:    "must decide whether the runner tries",
	AskThrow:   "must decide whether to throw",
	AskTrail:   "must decide whether the other runner tries too",
	AskTarget:  "must decide at whom to throw",
	AskSteal:   "must decide whether the runner goes",
	AskField:   "must fill the open places in the field",
	AskReplace: "must replace the player who is hurt",
}

func (g *Game) turnOf(want, got Side, what string) error {
	if want == got {
		return nil
	}
	return refuse(fault.Denied, BrokeTurn, "Only %s can %s now.", g.Setup.Clubs[want].Abbrev, what)
}

func (g *Game) legalChoice(in Input) error {
	ask := g.Pending.Ask
	answers := ask.Answers()
	if answers[0] == NoChoice {
		return refuse(fault.Closed, BrokeDecision, "There is nothing to decide now.")
	}
	if err := g.turnOf(g.asked(), in.Side, "decide this"); err != nil {
		return err
	}
	if in.Take != answers[0] && in.Take != answers[1] {
		return refuse(fault.Invalid, BrokeDecision, "Here the choice is %s or %s.", answers[0], answers[1])
	}
	return nil
}

func (g *Game) legalAlign(in Input) error {
	if err := g.turnOf(g.Half.Other(), in.Side, "move the fielders"); err != nil {
		return err
	}
	a, bases := in.Align, g.Bases()
	switch {
	case a.Depth > In:
		return refuse(fault.Invalid, BrokeInput, "The infield plays back, in, or in at the corners.")
	case a.Depth != Back && !bases.Has(3):
		return refuse(fault.Closed, BrokeOrder, "The infield comes in only with a runner on third.")
	case a.HoldFirst && (!bases.Has(1) || bases.Has(2)):
		return refuse(fault.Closed, BrokeOrder, "A runner is held on first only with second base empty.")
	case a.HoldSecond && (!bases.Has(2) || bases.Has(3)):
		return refuse(fault.Closed, BrokeOrder, "A runner is held on second only with third base empty.")
	case a == g.Align:
		return refuse(fault.Closed, BrokeOrder, "The fielders stand like that already.")
	}
	return nil
}

func (g *Game) legalSteal(in Input) error {
	if err := g.turnOf(g.Half, in.Side, "order a steal"); err != nil {
		return err
	}
	return g.mayStealWith(in.Going)
}

// MaySteal reports whether the runners on these bases (bits 1, 2, 4) may be ordered to steal now.
func (g *Game) MaySteal(going uint8) bool {
	return !g.Over() && g.Pending.Ask == AskNothing && g.noSteal(going) == ""
}

func (g *Game) mayStealWith(going uint8) error {
	if why := g.noSteal(going); why != "" {
		return refuse(fault.Closed, BrokeOrder, "%s", why)
	}
	return nil
}

// noSteal says why these runners cannot be ordered to steal; nothing when they can.
func (g *Game) noSteal(going uint8) string {
	on := g.Bases().Mask()
	switch {
	case going == 0 || going > 7 || going&^on != 0:
		return "Nobody stands where a steal was ordered."
	case going&g.Jumped != 0:
		return "This runner has had his jump with this batter."
	case going&4 != 0 && g.Outs < 2:
		return "Home is stolen only with two out."
	}
	for base := uint8(0); base < 2; base++ { // first and second: the base ahead is empty or its runner goes too
		if going>>base&1 == 1 && on>>(base+1)&1 == 1 && going>>(base+1)&1 == 0 {
			return "The base ahead is taken."
		}
	}
	return ""
}

func (g *Game) legalHitAndRun(in Input) error {
	if err := g.turnOf(g.Half, in.Side, "hit and run"); err != nil {
		return err
	}
	if !g.MayHitAndRun() {
		return refuse(fault.Closed, BrokeOrder, "Hit-and-run needs a runner on first and second base empty.")
	}
	return nil
}

// MayHitAndRun reports whether the bases allow a hit-and-run.
func (g *Game) MayHitAndRun() bool {
	b := g.Bases()
	return b.Has(1) && !b.Has(2)
}

// mayAlign clears what an alignment may not keep after the runners have moved; nobody covers second for a runner who has
// left first.
func (g *Game) mayAlign() {
	bases := g.Bases()
	a := &g.Align
	if !bases.Has(3) {
		a.Depth = Back
	}
	a.HoldFirst = a.HoldFirst && bases.Has(1) && !bases.Has(2)
	a.HoldSecond = a.HoldSecond && bases.Has(2) && !bases.Has(3)
	g.Covers = g.Covers && bases.Has(1)
}

// playsIn reports whether the fielder at a position plays in.
func (a Alignment) playsIn(at chart.Position) bool {
	switch a.Depth {
	case In:
		return at.Infield() || at == chart.Pitcher || at == chart.Catcher
	case CornersIn:
		return at == chart.Pitcher || at == chart.Catcher || at == chart.FirstBase || at == chart.ThirdBase
	}
	return false
}
