package score

import (
	"slices"

	"matchday/app/baseball/chart"
)

// Book is the scorer's book of one game. It is plain data; the zero Book is an empty one. Enter is how plays get in.
type Book struct {
	Bat         [2]BatSheet  `json:"bat"`
	Arm         [2]ArmSheet  `json:"arm"`
	Innings     [2][]uint16  `json:"innings"` // runs of each finished turn at bat
	Turn        uint16       `json:"turn"`    // runs so far of the turn at bat
	H           [2]uint16    `json:"h"`
	E           [2]uint16    `json:"e"`
	Left        [2]uint16    `json:"left"` // left on base
	TeamER      [2]uint16    `json:"team_er"`
	Turned      [2]uint8     `json:"turned"` // double plays turned, of every sort
	Now         [2]uint8     `json:"now"`    // who pitches
	Pitchers    [2]uint8     `json:"pitchers"`
	Appearances []Appearance `json:"appearances"`
	Debts       [4]Debt      `json:"debts"` // by base, who is charged with the runner there
	Shadow      Shadow       `json:"shadow"`
	Lead        Lead         `json:"lead"`
	Regulation  uint16       `json:"regulation"` // innings that the game is meant to last
}

// Debt says which pitcher is charged when a runner scores.
type Debt struct {
	ID      uint16 `json:"id,omitzero"`
	Pitcher uint8  `json:"pitcher,omitzero"`
	Placed  bool   `json:"placed,omitzero"` // the rules put him there and nothing has happened since
}

// Lead is who would be the pitchers of record if nobody caught up any more. Side means something only while Taken.
type Lead struct {
	Taken bool       `json:"taken,omitzero"`
	Side  chart.Side `json:"side,omitzero"`
	Win   uint8      `json:"win,omitzero"`
	Loss  uint8      `json:"loss,omitzero"`
}

// Appear notes that somebody took a place in a lineup.
func (b *Book) Appear(a Appearance) {
	b.Appearances = append(slices.Clip(b.Appearances), a)
}

// Pitches notes that a pitcher of side takes over in situation s. He inherits the runners that are on base, but not one
// whom the rules placed there for the half-inning that he begins: that one is his own.
func (b *Book) Pitches(side chart.Side, player uint8, s Situation) {
	side &= 1
	if before := &b.Arm[side][b.Now[side]%Roster]; b.Pitchers[side] > 0 {
		b.leaves(side, before, s)
	}
	b.Pitchers[side]++
	b.Now[side] = player
	lead := int(s.Score[side]) - int(s.Score[side.Other()])
	l := &b.Arm[side][player%Roster]
	l.Order = b.Pitchers[side]
	l.Entered = Entry{Inning: s.Inning, Outs: s.Outs, Lead: int16(lead)}
	if s.Half != side { // his side is in the field, so this is in the middle of an inning
		l.IR = uint8(s.Bases.Count()) - b.adopt(player)
		l.Offset = max(b.Shadow.Outs, s.Outs) - s.Outs
	}
	if l.Order > 1 {
		l.Flags = entryFlags(lead, s, b.Regulation)
	}
}

// adopt charges a pitcher with the runner who was placed for the half-inning that he begins, and returns how many that
// is.
func (b *Book) adopt(player uint8) (n uint8) {
	for base := range b.Debts {
		if d := &b.Debts[base]; d.Placed {
			d.Pitcher = player
			n++
		}
	}
	return n
}

// entryFlags judges the situation in which a reliever comes in: the tying run counts as near when it is on base, at bat
// or on deck (9.19(c)(2)); otherwise a lead of up to three can be saved with an inning to go (9.19(c)(1)).
func entryFlags(lead int, s Situation, regulation uint16) (flags Record) {
	if lead <= 0 {
		return 0
	}
	if lead <= s.Bases.Count()+2 {
		flags |= TyingNear | CouldSave
	}
	if lead <= 3 && (s.Inning < regulation || s.Outs == 0) {
		flags |= CouldSave
	}
	return flags
}

// leaves closes the line of a pitcher who is relieved: a lead that he could have saved and handed over is a hold.
func (b *Book) leaves(side chart.Side, l *ArmLine, s Situation) {
	ahead := s.Score[side] > s.Score[side.Other()]
	if l.Flags.Has(CouldSave) && !l.Flags.Has(Blown) && l.Outs > 0 && ahead {
		l.Flags |= Held
	}
}

// Place notes a runner whom the rules put on a base without a plate appearance. His run is nobody's fault and unearned
// (7.01(b) and its comment).
func (b *Book) Place(base uint8, id uint16, defence chart.Side) {
	b.Debts[base&3] = Debt{ID: id, Pitcher: b.Now[defence&1], Placed: true}
}

// Enter writes a play of kind Played or Ran into the book and completes it: Runs, RBI and Outs follow from the moves.
// Every runner must be among the moves, also one who stayed.
func (b *Book) Enter(p *Play) {
	batting := p.Before.Half & 1
	b.count(p)
	if p.Kind == Played {
		b.batter(p, batting)
		b.pitcher(p, batting.Other())
	}
	b.runners(p, batting)
	b.errors(p, batting.Other())
	charged := b.charge(p, batting.Other())
	scored := b.reconstruct(p, charged)
	b.run(p, batting, charged, scored)
	b.settle(p, charged)
}

// count fills in what the moves add up to.
func (b *Book) count(p *Play) {
	p.Outs, p.Runs, p.RBI = 0, 0, 0
	for _, m := range p.Moves.List() {
		switch {
		case m.To == Out && (m.From > 0 || p.Kind == Played):
			p.Outs++
		case m.To == Home:
			p.Runs++
			if m.Clean == Home && p.bats() {
				p.RBI++
			}
		}
	}
	b.Turn += uint16(p.Runs)
	defence := p.Before.Half.Other()
	if p.Outs >= 2 {
		b.Turned[defence]++
	}
	b.Arm[defence][b.Now[defence]%Roster].Outs += uint16(p.Outs)
}

// bats reports whether runs on this play are batted in: not on wild pitches, steals and the like, and not on a ground
// ball into a double play (9.04(b)(1)).
func (p *Play) bats() bool {
	return p.Kind == Played && p.Event != DoublePlay && p.Event != TriplePlay && !p.Flags.Has(NoRBI)
}

// batter keeps the line of who came to bat: 9.02(a) says what is an at-bat.
func (b *Book) batter(p *Play, side chart.Side) {
	l := &b.Bat[side][p.Batter%Roster]
	l.PA++
	l.RBI += p.RBI
	switch {
	case p.Event.Free():
		if p.Event == HitByPitch {
			l.HBP++
		} else {
			l.BB++
		}
		if p.Event == IntentionalWalk {
			l.IBB++
		}
		return
	case p.Event == Sacrifice:
		l.SH++
		return
	case p.Flags.Has(SacrificeFly):
		l.SF++
		return
	}
	l.AB++
	switch p.Event {
	case Single, Double, Triple, HomeRun:
		l.H++
		b.H[side]++
	case Strikeout:
		l.SO++
	case DoublePlay:
		l.GDP++
	}
	switch p.Event {
	case Double:
		l.Doubles++
	case Triple:
		l.Triples++
	case HomeRun:
		l.HR++
	}
}

func (b *Book) pitcher(p *Play, side chart.Side) {
	l := &b.Arm[side][b.Now[side]%Roster]
	l.BF++
	switch p.Event {
	case Single, Double, Triple:
		l.H++
	case HomeRun:
		l.H++
		l.HR++
	case IntentionalWalk:
		l.IBB++
		l.BB++
	case Walk:
		l.BB++
	case HitByPitch:
		l.HBP++
	case Strikeout:
		l.SO++
	}
}

// runners credits steals: nobody is credited on a double or triple steal on which one is thrown out (9.07(d)).
func (b *Book) runners(p *Play, side chart.Side) {
	caught := false
	for _, m := range p.Moves.List() {
		caught = caught || m.Stole && m.To == Out
	}
	for _, m := range p.Moves.List() {
		l := &b.Bat[side][m.Player%Roster]
		switch {
		case m.To == Home:
			l.R++
		case m.Stole && m.To == Out:
			l.CS++
		}
		if m.Stole && m.To != Out && !caught {
			l.SB++
		}
	}
}

// errors charges fielders, and the battery with wild pitches, passed balls and balks.
func (b *Book) errors(p *Play, side chart.Side) {
	b.E[side] += uint16(p.Errors)
	fielder := &b.Bat[side][p.Fielder%Roster]
	fielder.E += p.Errors
	arm := &b.Arm[side][b.Now[side]%Roster]
	switch p.Event {
	case WildPitch:
		arm.WP++
	case Balk:
		arm.BK++
	case PassedBall:
		fielder.PB++
	}
}

// charge says which pitcher answers for each move of p: the batter is the present pitcher's. When a batter is safe
// because a runner was put out, pitchers are charged with the number of runners they left, not with the persons
// (9.16(g) and its examples): those on base before the play are dealt to those who are left, the lead runner first.
func (b *Book) charge(p *Play, defence chart.Side) (charged [4]uint8) {
	moves := p.Moves.List()
	for i, m := range moves {
		charged[i] = b.Now[defence]
		if m.From > 0 {
			charged[i] = b.Debts[m.From&3].Pitcher
		}
	}
	if p.Event != FieldersChoice || p.Outs != 1 {
		return charged
	}
	var owed [4]uint8
	n := 0
	for base := 3; base >= 1; base-- {
		if p.Moves.From(uint8(base)) != nil {
			owed[n] = b.Debts[base].Pitcher
			n++
		}
	}
	k := 0
	for _, base := range [4]uint8{3, 2, 1, 0} {
		for i, m := range moves {
			if m.From == base && m.To != Out && k < n {
				charged[i] = owed[k]
				k++
			}
		}
	}
	return charged
}

// run charges each run to a pitcher, counts inherited runners, and follows the lead. The lead runner's run comes first.
func (b *Book) run(p *Play, batting chart.Side, charged [4]uint8, scored [4]earned) {
	defence := batting.Other()
	now := &b.Arm[defence][b.Now[defence]%Roster]
	tally := [2]int{int(p.Before.Score[0]), int(p.Before.Score[1])}
	for _, base := range [4]uint8{3, 2, 1, 0} {
		for i, m := range p.Moves.List() {
			if m.From != base || m.To != Home {
				continue
			}
			l := &b.Arm[defence][charged[i]%Roster]
			l.R++
			if scored[i].pitcher {
				l.ER++
			}
			if scored[i].team {
				b.TeamER[defence]++
			}
			if charged[i] != b.Now[defence] && now.IRS < now.IR {
				now.IRS++
			}
			tally[batting]++
			b.follow(tally[batting]-tally[defence], batting, charged[i], now)
		}
	}
}

// follow keeps the pitchers of record: who pitches for the side that takes the lead, and who is charged with the run
// that gives it (9.17(a), (d)). When the score is level nobody is (9.17(a) comment).
func (b *Book) follow(ahead int, batting chart.Side, charged uint8, now *ArmLine) {
	switch ahead {
	case 0:
		b.Lead = Lead{}
		if now.Flags.Has(CouldSave) {
			now.Flags |= Blown
		}
	case 1:
		b.Lead = Lead{Taken: true, Side: batting, Win: b.Now[batting], Loss: charged}
	}
}

// settle moves the debts with the runners.
func (b *Book) settle(p *Play, charged [4]uint8) {
	var next [4]Debt
	for i, m := range p.Moves.List() {
		if m.To != Out && m.To != Home && (m.From > 0 || p.Kind == Played) {
			next[m.To&3] = Debt{ID: m.ID, Pitcher: charged[i]}
		}
	}
	b.Debts = next
}

// EndHalf closes a turn at bat: the runs go into the line score, the inning rebuilt without errors is forgotten.
func (b *Book) EndHalf(batting chart.Side, left int) {
	batting &= 1
	b.Innings[batting] = append(slices.Clip(b.Innings[batting]), b.Turn)
	b.Left[batting] += uint16(left)
	b.Turn = 0
	b.Debts, b.Shadow = [4]Debt{}, Shadow{}
	for i := range b.Arm[batting.Other()] {
		b.Arm[batting.Other()][i].Offset = 0
	}
}
