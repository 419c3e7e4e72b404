package baseball

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
	"matchday/app/fault"
)

// Dice roll a die: 1 to sides. dice.Seed makes fair ones, dice.Loaded those that a test or a person wants.
type Dice interface {
	Roll(sides int) int
}

// Result is one thing that an input brought about, as the official scorer writes it down.
type Result = score.Play

// Apply is the only way on: it answers the game after an input and what happened, in order. The dice must be those of
// the input's number, which is g.Version + 1. An input that is not legal is refused with a sentence, and the game comes
// back as it was; the faults carry one of the Broke rules in Field. Inputs without chance need no dice (nil).
//
// g is not changed, and what the two games share is never written to: any number of games can be continued from one.
func Apply(g Game, in Input, dice Dice) (Game, []Result, error) {
	if err := g.Legal(in); err != nil {
		return g, nil, err
	}
	if dice == nil && in.rolls() {
		return g, nil, fault.New(fault.Internal, "This input needs dice.")
	}
	t := turn{g: g, dice: dice, out: make([]Result, 0, 2)}
	t.g.Version++
	t.do(in)
	return t.g, t.out, nil
}

// rolls reports whether an input may roll dice.
func (in Input) rolls() bool {
	switch in.Kind {
	case Roll, Decide, StealOrder, Bunt, HitAndRun:
		return true
	}
	return false
}

// turn is one Apply under way. g is the copy that becomes the next game; it is a value, and not a pointer, so that it
// stays off the heap.
type turn struct {
	g     Game
	dice  Dice
	rolls score.Rolls
	play  Result // what will be said of the plate appearance when it is over
	run   bool   // a hit-and-run is on
	out   []Result
}

func (t *turn) do(in Input) {
	t.play = t.blank(score.Played)
	switch in.Kind {
	case Roll:
		t.atBat()
	case HitAndRun:
		t.run = true
		t.play.Flags |= score.HitAndRun
		t.atBat()
	case Decide:
		t.decide(in.Take)
	case StealOrder:
		t.orderSteal(in.Going)
	case Bunt:
		t.bunt()
	case IntentionallyWalk:
		t.free(score.IntentionalWalk)
	case Align:
		t.g.Align = in.Align
		p := t.blank(score.Aligned)
		p.Choice.Chosen = in.Align.String()
		t.emit(p)
	case Substitute:
		t.substitute(in)
	case Concede:
		t.concede(in.Side)
	}
}

// blank returns a line of the record about this moment.
func (t *turn) blank(kind score.Kind) Result {
	now := t.g.Situation()
	return Result{Number: t.g.Version, Kind: kind, Before: now, After: now,
		Batter: t.g.Batter(), Pitcher: t.g.Pitching(), Fielder: score.Nobody}
}

// emit writes a line; the dice rolled since the last line belong to it.
func (t *turn) emit(p Result) {
	p.Rolls = t.rolls
	t.rolls = score.Rolls{}
	t.out = append(t.out, p)
}

// roll rolls a die and keeps it for the record. Dice that show what they do not have are held to what they have.
func (t *turn) roll(what score.Purpose, sides int) int {
	face := min(max(t.dice.Roll(sides), 1), sides)
	t.rolls.Add(score.Roll{For: what, Sides: uint16(sides), Face: uint16(face)})
	return face
}

// motion is where a play takes everybody: index 0 is the batter, 1 to 3 the runner from that base. to is what happens,
// clean what would have happened without errors and passed balls.
type motion struct {
	to, clean [4]uint8
	forced    [4]bool
	stole     [4]bool
}

// still returns the motion on which nobody moves and the batter is out.
func still() motion {
	return motion{to: [4]uint8{0, 1, 2, 3}, clean: [4]uint8{0, 1, 2, 3}}
}

// both sets what happens and what would have happened alike.
func (m *motion) both(from int, to uint8) { m.to[from], m.clean[from] = to, to }

// all moves every runner up by n bases.
func (m *motion) all(n uint8) {
	for base := uint8(1); base <= 3; base++ {
		m.both(int(base), min(base+n, score.Home))
	}
}

// finish ends a play: it settles which runs count, writes the play into the book and the record, moves everybody, and
// sees whether the half-inning or the game is over. kind is Played or Ran.
func (t *turn) finish(kind score.Kind, event score.Event, m motion) {
	g := &t.g
	p := &t.play
	p.Kind, p.Event = kind, event
	g.Pending = Pending{}
	played := kind == score.Played
	if !played {
		m.to[0], m.clean[0] = score.Out, score.Out
	}
	t.timely(&m.to, m.forced, event, played)
	t.timely(&m.clean, m.forced, event, played)
	t.trimWalkOff(&m, event)
	t.write(&m, played)
	g.Book.Enter(p)
	t.move()
	p.After = g.Situation()
	if g.Outs >= 3 {
		p.After.Bases = chart.Empty
	}
	if played {
		t.nextBatter()
	}
	t.emit(*p)
	t.ends()
	if !g.Over() {
		t.checkHurt()
	}
}

// timely takes back runs when the third out is the batter's before first base or a force (5.08(a)). Other third outs
// are a question of time, and the runner in front is taken to be home before them.
func (t *turn) timely(to *[4]uint8, forced [4]bool, event score.Event, played bool) {
	outs := t.g.Outs
	if played && to[0] == score.Out && event.Hit() == 0 {
		outs++
	}
	for base := 1; base <= 3; base++ {
		if forced[base] && to[base] == score.Out && t.g.On[base].ID != 0 {
			outs++
		}
	}
	if outs < 3 {
		return
	}
	limit := uint8(score.Home)
	for base := uint8(3); base >= 1; base-- {
		if to[base] == score.Out || t.g.On[base].ID == 0 {
			continue
		}
		if to[base] >= limit {
			to[base] = base
		}
		limit = to[base]
	}
}

// trimWalkOff ends the game on the winning run: nobody behind it scores, and the batter is credited with no more bases
// than that runner took, unless he hit the ball out of the park (9.06(f), (g)).
func (t *turn) trimWalkOff(m *motion, event score.Event) {
	g := &t.g
	if event == score.HomeRun || !g.canWalkOff() {
		return
	}
	needed := int(g.Score[Away]) - int(g.Score[Home]) + 1
	limit := uint8(score.Home)
	for base := 3; base >= 0; base-- {
		if base > 0 && g.On[base].ID == 0 || m.to[base] == score.Out {
			continue
		}
		if m.to[base] == score.Home && needed > 0 {
			needed--
			if needed == 0 && event.Hit() > 0 {
				t.play.Event = shorter(event, score.Home-base)
			}
			continue
		}
		if needed > 0 {
			limit = min(limit, m.to[base])
			continue
		}
		m.to[base] = min(m.to[base], limit-1)
		m.clean[base] = m.to[base]
		limit = m.to[base]
	}
}

// shorter returns the hit that is worth at most so many bases.
func shorter(event score.Event, bases int) score.Event {
	if event.Hit() <= bases {
		return event
	}
	return score.Single + score.Event(bases-1)
}

// canWalkOff reports whether the game ends as soon as the home side leads.
func (g *Game) canWalkOff() bool {
	r := &g.Setup.Rules
	return g.Half == Home && g.Inning >= r.Innings && !r.PlayOut && g.Score[Home] <= g.Score[Away]
}

// wins reports whether so many runs end the game at once.
func (g *Game) wins(runs int) bool {
	return g.canWalkOff() && int(g.Score[Home])+runs > int(g.Score[Away])
}

// write lists the moves of the play, the batter first, then from third to first.
func (t *turn) write(m *motion, played bool) {
	g := &t.g
	moves := &t.play.Moves
	*moves = score.Moves{}
	if played {
		g.Dealt++
		moves.Add(score.Move{ID: g.Dealt, Player: g.Batter(), From: 0, To: m.to[0], Clean: m.clean[0]})
	}
	for base := 3; base >= 1; base-- {
		if r := g.On[base]; r.ID != 0 {
			moves.Add(score.Move{ID: r.ID, Player: r.Player, From: uint8(base), To: m.to[base], Clean: m.clean[base],
				Forced: m.forced[base], Stole: m.stole[base]})
		}
	}
}

// move puts everybody where the play took him.
func (t *turn) move() {
	g := &t.g
	var next [4]Runner
	for _, move := range t.play.Moves.List() {
		if move.To != score.Out && move.To != score.Home {
			next[move.To&3] = Runner{ID: move.ID, Player: move.Player}
		}
	}
	g.On = next
	g.Outs += t.play.Outs
	g.Score[g.Half] += uint16(t.play.Runs)
	g.mayAlign()
}

// nextBatter ends the plate appearance.
func (t *turn) nextBatter() {
	g := &t.g
	g.Dugouts[g.Half].Up = (g.Dugouts[g.Half].Up + 1) % 9
	d := &g.Dugouts[g.Half.Other()]
	d.Faced = min(d.Faced+1, 200)
	g.Jumped, g.Covers = 0, false
}

// free puts the batter on first and moves up who is forced.
func (t *turn) free(event score.Event) {
	m := still()
	m.both(0, 1)
	for base := 1; base <= 3 && t.g.On[base].ID != 0; base++ {
		m.both(base, uint8(base+1))
	}
	t.finish(score.Played, event, m)
}

// nothing writes a line of a steal order or a check that came to nothing.
func (t *turn) nothing(kind score.Kind) {
	p := t.play
	p.Kind = kind
	t.emit(p)
}
