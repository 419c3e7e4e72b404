package baseball

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
	"matchday/app/fault"
)

// PitcherSlot is the slot of a pitcher who does not bat, in a Move.
const PitcherSlot = 9

func (g *Game) legalSwap(in Input) error {
	_, err := g.swapped(in)
	return err
}

// swapped returns the dugout after a substitution, or why it is not allowed. All moves become true together, so a double
// switch is two moves whose slots are exchanged and a change of positions is one move for each fielder.
func (g *Game) swapped(in Input) (Dugout, error) {
	d := g.Dugouts[in.Side]
	if err := g.maySwap(in); err != nil {
		return d, err
	}
	old := d
	seen := uint16(0)
	for _, m := range in.Moves {
		switch {
		case m.Slot > PitcherSlot || seen>>m.Slot&1 == 1:
			return old, refuse(fault.Invalid, BrokeSlot, "A substitution names each place in the order once.")
		case int(m.Player) >= len(g.Setup.Clubs[in.Side].Roster):
			return old, refuse(fault.Missing, BrokeRoster, "There is no such player on the roster.")
		}
		seen |= 1 << m.Slot
		if m.Slot == PitcherSlot {
			d.Pitcher = m.Player
			continue
		}
		d.Order[m.Slot] = Slot{Player: m.Player, At: takes(&old, m)}
	}
	if d == old {
		return old, refuse(fault.Invalid, BrokeInput, "That would change nothing.")
	}
	if err := g.mayEnter(in.Side, &old, &d); err != nil {
		return old, err
	}
	if in.Side == g.Half {
		return d, g.mayPinch(in, &old)
	}
	if err := g.mayField(in, &old, &d); err != nil {
		return old, err
	}
	return d, g.mayRelieve(in.Side, &old, &d)
}

// takes returns the position of somebody who takes over a slot: a pinch hitter or runner for the designated hitter is
// the designated hitter, and when it is the pitcher himself there is none any more (5.11(a)).
func takes(old *Dugout, m Move) chart.Position {
	switch {
	case old.Order[m.Slot].At != chart.Designated || m.At != chart.PinchHitter && m.At != chart.PinchRunner:
		return m.At
	case m.Player == old.Pitcher:
		return chart.Pitcher
	}
	return chart.Designated
}

// maySwap says whether a substitution by this side is possible at all now.
func (g *Game) maySwap(in Input) error {
	switch {
	case len(in.Moves) == 0 || len(in.Moves) > 10:
		return refuse(fault.Invalid, BrokeInput, "A substitution names at least one player.")
	case g.Pending.Ask == AskNothing:
		return nil
	case g.Pending.Ask == AskField || g.Pending.Ask == AskReplace:
		if err := g.turnOf(g.asked(), in.Side, "change its lineup"); err != nil {
			return err
		}
		if g.Pending.Ask == AskReplace && !g.replaces(in) {
			return refuse(fault.Closed, BrokeDecision, "%s is hurt and has to be replaced.", g.Card(g.Hurt.Side, g.Hurt.Player).Name)
		}
		return nil
	}
	return refuse(fault.Closed, BrokeDecision, "Nobody can come in while a play goes on.")
}

// replaces reports whether a substitution takes out whoever is hurt.
func (g *Game) replaces(in Input) bool {
	d := &g.Dugouts[in.Side]
	for _, m := range in.Moves {
		was := d.Pitcher
		if m.Slot < PitcherSlot {
			was = d.Order[m.Slot].Player
		}
		if was == g.Hurt.Player && m.Player != was {
			return true
		}
	}
	return false
}

// mayEnter refuses who has left the game (5.10(d)), who would bat twice, and who would change his place in the order. The
// pitcher who did not bat may take one when the designated hitter is given up (5.11(a)).
func (g *Game) mayEnter(side Side, old, d *Dugout) error {
	var batting uint32
	for i, slot := range d.Order {
		name := g.Card(side, slot.Player).Name
		if batting>>slot.Player&1 == 1 {
			return refuse(fault.Taken, BrokeSlot, "%s cannot bat in two places.", name)
		}
		batting |= 1 << slot.Player
		if slot.Player == old.Order[i].Player || slot.Player == old.Pitcher && old.designated() {
			continue
		}
		if err := g.mayComeIn(side, old, slot.Player); err != nil {
			return err
		}
	}
	if err := g.mustHit(side, old, d); err != nil {
		return err
	}
	if d.Pitcher != old.Pitcher && !d.bats(d.Pitcher) {
		return g.mayComeIn(side, old, d.Pitcher)
	}
	return nil
}

// mustHit keeps the designated hitter of the starting lineup in until he has batted once, unless the other side has
// changed pitchers (5.11(a)(2)) or he is hurt.
func (g *Game) mustHit(side Side, old, d *Dugout) error {
	for i, slot := range g.Setup.Clubs[side].Lineup.Order {
		hurt := g.Hurt.Due && g.Hurt.Side == side && g.Hurt.Player == slot.Player
		if old.Order[i] != slot || slot.At != chart.Designated || d.Order[i].Player == slot.Player || hurt {
			continue
		}
		if g.Book.Bat[side][slot.Player].PA == 0 && g.Book.Pitchers[side.Other()] < 2 {
			return refuse(fault.Closed, BrokeDesignated, "%s has to bat once, unless the other side changes pitchers.", g.Card(side, slot.Player).Name)
		}
	}
	return nil
}

func (g *Game) mayComeIn(side Side, old *Dugout, player uint8) error {
	name := g.Card(side, player).Name
	switch {
	case old.bats(player):
		return refuse(fault.Taken, BrokeSlot, "%s keeps his own place in the order.", name)
	case old.Used>>player&1 == 1:
		return refuse(fault.Closed, BrokeReentry, "%s has left the game and cannot come back.", name)
	}
	return nil
}

// bats reports whether a player is among the nine.
func (d *Dugout) bats(player uint8) bool {
	for _, slot := range d.Order {
		if slot.Player == player {
			return true
		}
	}
	return false
}

// designated reports whether somebody bats for the pitcher.
func (d *Dugout) designated() bool {
	for _, slot := range d.Order {
		if slot.At == chart.Designated {
			return true
		}
	}
	return false
}

// mayPinch allows the side at bat a pinch hitter for who is up, pinch runners for who is on, and somebody for who is
// hurt. Everything else waits until it takes the field.
func (g *Game) mayPinch(in Input, old *Dugout) error {
	for _, m := range in.Moves {
		if m.Slot == PitcherSlot {
			return refuse(fault.Closed, BrokePosition, "The pitcher is changed when your side takes the field.")
		}
		was := old.Order[m.Slot]
		hurt := g.Hurt.Due && g.Hurt.Side == in.Side && g.Hurt.Player == was.Player
		switch {
		case m.Player == was.Player:
			return refuse(fault.Closed, BrokePosition, "Positions are changed when your side takes the field.")
		case m.Player == old.Pitcher && was.At != chart.Designated:
			return refuse(fault.Closed, BrokeDesignated, "The pitcher can bat or run only for the designated hitter.")
		case was.Player == old.Pitcher && !g.MayRelieve(in.Side):
			return g.mustPitch(in.Side)
		case m.At == chart.PinchHitter && (m.Slot == old.Up || hurt):
		case m.At == chart.PinchRunner && (g.runs(was.Player) || hurt):
		case m.At == chart.PinchHitter:
			return refuse(fault.Closed, BrokeOrder, "A pinch hitter comes in for the batter who is up.")
		case m.At == chart.PinchRunner:
			return refuse(fault.Closed, BrokeOrder, "A pinch runner comes in for somebody on base.")
		default:
			return refuse(fault.Closed, BrokePosition, "At bat only pinch hitters (PH) and pinch runners (PR) come in.")
		}
	}
	return nil
}

// runs reports whether a player of the side at bat is on base.
func (g *Game) runs(player uint8) bool {
	for base := 1; base <= 3; base++ {
		if g.On[base].ID != 0 && g.On[base].Player == player {
			return true
		}
	}
	return false
}

// mayField says whether the nine places in the field come out, and what becomes of the designated hitter: once nobody
// bats for the pitcher, nobody does for the rest of the game (5.11(a)).
func (g *Game) mayField(in Input, old, d *Dugout) error {
	var taken uint16
	pitcher := uint8(score.Nobody)
	for _, slot := range d.Order {
		if slot.At < chart.Pitcher || slot.At > chart.Designated {
			return refuse(fault.Invalid, BrokePosition, "%s needs a position in the field.", g.Card(in.Side, slot.Player).Name)
		}
		if taken>>slot.At&1 == 1 {
			return refuse(fault.Taken, BrokePosition, "Two players cannot both play %s.", slot.At)
		}
		taken |= 1 << slot.At
		if slot.At == chart.Pitcher {
			pitcher = slot.Player
		}
	}
	switch {
	case taken>>chart.Designated&1 == 1 && !old.designated():
		return refuse(fault.Closed, BrokeDesignated, "The designated hitter was given up and cannot come back.")
	case taken>>chart.Designated&1 == 1 && (pitcher != score.Nobody || d.bats(d.Pitcher)):
		return refuse(fault.Invalid, BrokeDesignated, "With a designated hitter the pitcher does not bat.")
	case pitcher == score.Nobody && taken>>chart.Designated&1 == 0:
		return refuse(fault.Invalid, BrokePosition, "Somebody has to pitch.")
	case pitcher != score.Nobody && d.Pitcher != old.Pitcher && d.Pitcher != pitcher:
		return refuse(fault.Invalid, BrokePosition, "Only one can pitch.")
	}
	if pitcher != score.Nobody {
		d.Pitcher = pitcher
	}
	return nil
}

// mayRelieve holds a pitcher to his minimum of batters, or to the end of a half-inning (5.10(g)); an injury excuses
// him. Somebody who has pitched and gone to another position does not come back to the mound: the rules would allow it
// once, but the book keeps one line for each pitcher.
func (g *Game) mayRelieve(side Side, old, d *Dugout) error {
	if d.Pitcher == old.Pitcher {
		return nil
	}
	if g.Book.Arm[side][d.Pitcher].Order > 0 {
		return refuse(fault.Closed, BrokeReentry, "%s has pitched in this game already.", g.Card(side, d.Pitcher).Name)
	}
	if !g.MayRelieve(side) {
		return g.mustPitch(side)
	}
	return nil
}

func (g *Game) mustPitch(side Side) error {
	d := &g.Dugouts[side]
	return refuse(fault.Closed, BrokeMinimum, "%s has to face %d batters or end the inning before he is relieved; he has faced %d.",
		g.Card(side, d.Pitcher).Name, g.Setup.Rules.MinBatters, d.Faced)
}

// MayRelieve reports whether the pitcher of side has met his minimum of batters.
func (g *Game) MayRelieve(side Side) bool {
	d := &g.Dugouts[side&1]
	hurt := g.Hurt.Due && g.Hurt.Side == side && g.Hurt.Player == d.Pitcher || d.Ailing>>d.Pitcher&1 == 1
	return hurt || d.Settled || d.Faced >= g.Setup.Rules.MinBatters
}

// plays reports whether a player is in the game now.
func (g *Game) plays(side Side, player uint8) bool {
	d := &g.Dugouts[side&1]
	return d.Pitcher == player || d.bats(player)
}

// canReplace reports whether anybody is left on the bench.
func (g *Game) canReplace(side Side, player uint8) bool {
	left := uint32(1)<<len(g.Setup.Clubs[side&1].Roster) - 1
	return left&^(g.Dugouts[side&1].Used|1<<player) != 0
}

// Bench returns who of side has not been in the game, pitchers too, in the order of the roster.
func (g *Game) Bench(side Side) []uint8 {
	var bench []uint8
	for i := range g.Setup.Clubs[side&1].Roster {
		if g.Fresh(side, uint8(i)) {
			bench = append(bench, uint8(i))
		}
	}
	return bench
}

// Candidates returns who of side may legally take over a slot at a position now, by their places on the roster: what a
// menu of substitutes shows. Changes of more than one place at once are not among them.
func (g *Game) Candidates(side Side, slot uint8, at chart.Position) []uint8 {
	in := Input{Kind: Substitute, Side: side & 1, Moves: []Move{{Slot: slot, At: at}}}
	var who []uint8
	for i := range g.Setup.Clubs[side&1].Roster {
		in.Moves[0].Player = uint8(i)
		if g.Legal(in) == nil {
			who = append(who, uint8(i))
		}
	}
	return who
}

// Fresh reports whether a player of side has not been in the game yet.
func (g *Game) Fresh(side Side, player uint8) bool {
	return int(player) < len(g.Setup.Clubs[side&1].Roster) && g.Dugouts[side&1].Used>>player&1 == 0
}

// substitute carries out what swapped allows.
func (t *turn) substitute(in Input) {
	g := &t.g
	old := g.Dugouts[in.Side]
	d, err := g.swapped(in)
	if err != nil {
		return // Legal has asked already
	}
	before := g.Situation()
	g.Dugouts[in.Side] = d
	for slot := range d.Order {
		t.enter(in.Side, uint8(slot), old.Order[slot], d.Order[slot])
	}
	if d.Pitcher != old.Pitcher {
		if !d.bats(d.Pitcher) {
			t.enter(in.Side, PitcherSlot, Slot{old.Pitcher, chart.Pitcher}, Slot{d.Pitcher, chart.Pitcher})
		}
		g.Book.Pitches(in.Side, d.Pitcher, before)
		g.Dugouts[in.Side].Faced, g.Dugouts[in.Side].Settled = 0, false
	}
	if g.Pending.Ask == AskField || g.Pending.Ask == AskReplace {
		g.Pending = Pending{}
	}
	t.checkField()
	t.checkHurt()
}

// enter notes one change: who runs now, who has been in the game, what the lineup card says.
func (t *turn) enter(side Side, slot uint8, was, is Slot) {
	if was == is {
		return
	}
	g := &t.g
	g.Dugouts[side].Used |= 1 << is.Player
	if side == g.Half && was.Player != is.Player {
		for base := 1; base <= 3; base++ {
			if r := &g.On[base]; r.ID != 0 && r.Player == was.Player {
				r.Player = is.Player
			}
		}
	}
	g.Book.Appear(score.Appearance{Side: side, Slot: slot, Player: is.Player, At: is.At, Number: g.Version, Inning: g.Inning})
	p := t.blank(score.Replaced)
	p.Swap = score.Swap{Side: side, Slot: slot, Out: was.Player, In: is.Player, At: is.At}
	t.emit(p)
}
