package skipper

import (
	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
)

// look works out what the coming plate appearance is worth to the side at bat, outcome by outcome of the two cards. It
// looks closer than the table of odds, which knows only average players, and less close than the game: runners try when
// the odds say so, throws go to the runner in front, errors do not happen.
type look struct {
	k      *mind
	batter *card.Card
	arm    *card.Card
	outs   int
	mask   uint8
	depth  baseball.Depth
	run    bool // hit-and-run
	hand   chart.Hand
	memo   [3][8][5]float64 // by outs made, runners, runs; 0 is not worked out yet
}

// plate values a plate appearance of batter, a place on the roster, with these runners and orders.
func (k *mind) plate(batter uint8, mask uint8, depth baseball.Depth, run bool) float64 {
	g := k.g
	l := look{k: k, batter: g.Card(g.Half, batter), arm: g.Card(g.Half.Other(), g.Pitching()), outs: int(g.Outs), mask: mask, depth: depth, run: run}
	l.hand = l.batter.Bats.Against(l.arm.Throws)
	bats, _ := l.batter.Hitting(l.arm.Throws)
	arm, _ := l.arm.Throwing(l.hand)
	sum := 0.0
	for o := chart.HomeRun; o <= chart.GroundC; o++ {
		if n := float64(bats[o]) + float64(arm[o]); n > 0 {
			sum += n * l.outcome(o)
		}
	}
	for o := chart.CheckPitcher; o <= chart.CheckRight; o++ {
		if n := float64(arm[o]); n > 0 {
			sum += n * l.check(o.Checked())
		}
	}
	return sum / (2 * card.Units)
}

func (l *look) value(outs int, mask uint8, runs int) float64 {
	runs = min(runs, 4)
	made := min(outs-l.outs, 2)
	v := &l.memo[made][mask&7][runs]
	if *v == 0 {
		*v = l.k.value(outs, mask, runs)
	}
	return *v
}

func (l *look) outcome(o chart.Outcome) float64 {
	park := &l.k.g.Setup.Rules.Park
	switch o {
	case chart.HomeRun:
		return l.hit(chart.HitHomer)
	case chart.ParkHomer:
		p := float64(park.Homer[l.hand&1]) / 20
		return p*l.hit(chart.HitHomer) + (1-p)*l.value(l.outs+1, l.mask, 0)
	case chart.Triple:
		return l.hit(chart.HitTriple)
	case chart.DoubleThree:
		return l.hit(chart.HitDoubleThree)
	case chart.DoubleTwo:
		return l.hit(chart.HitDoubleTwo)
	case chart.DoublePull, chart.DoubleCenter:
		return l.uncapped(chart.HitDoubleTwo)
	case chart.SingleTwo:
		return l.hit(chart.HitSingleTwo)
	case chart.SingleOne:
		return l.hit(chart.HitSingleOne)
	case chart.SingleCenter:
		return l.uncapped(chart.HitSingleOne)
	case chart.ParkSingle:
		p := float64(park.Single[l.hand&1]) / 20
		return p*l.hit(chart.HitSingleOne) + (1-p)*l.lineOut()
	case chart.HitByPitch, chart.Walk:
		return l.walk()
	case chart.Strikeout:
		return l.strikeout()
	case chart.LineOut:
		return l.lineOut()
	case chart.FlyA:
		return l.fly(chart.FlyDeep, chart.CenterField)
	case chart.FlyBQ:
		return l.fly(chart.FlyMediumShort, chart.CenterField)
	case chart.FlyLeft, chart.FlyCenter, chart.FlyRight:
		return l.fly(chart.FlyMedium, chart.LeftField+chart.Position(o-chart.FlyLeft))
	case chart.GroundA, chart.GroundB, chart.GroundC:
		return l.grounder(chart.GroundClass(o - chart.GroundA))
	}
	return l.value(l.outs+1, l.mask, 0)
}

func (l *look) hit(kind chart.HitKind) float64 {
	h := chart.HitOf(kind)
	runners := h.Runners
	if l.run && kind <= chart.HitSingleTwo {
		runners++
	}
	runs, mask := 0, uint8(0)
	if h.Batter >= 4 {
		runs++
	} else {
		mask = 1 << (h.Batter - 1)
	}
	for base := uint8(1); base <= 3; base++ {
		switch {
		case l.mask>>(base-1)&1 == 0:
		case base+runners >= 4:
			runs++
		default:
			mask |= 1 << (base + runners - 1)
		}
	}
	return l.value(l.outs, mask, runs)
}

// uncapped lets the runner in front try when that is better.
func (l *look) uncapped(kind chart.HitKind) float64 {
	hold := l.hit(kind)
	if l.run && kind == chart.HitSingleOne || l.mask&3 == 0 || kind == chart.HitDoubleTwo && l.mask&1 == 0 {
		return hold
	}
	h := chart.HitOf(kind)
	lead, try := uint8(1), chart.ThirdOnSingle
	switch {
	case kind == chart.HitDoubleTwo:
		try = chart.HomeOnDouble
	case l.mask&2 != 0:
		lead, try = 2, chart.HomeOnSingle
	}
	runs, mask := int(l.mask>>2&1), uint8(1)<<(h.Batter-1)
	if kind == chart.HitDoubleTwo {
		runs += int(l.mask >> 1 & 1)
	} else if lead == 2 && l.mask&1 != 0 {
		mask |= 2
	}
	g := l.k.g
	p := float64(chart.Safe(try, g.Card(g.Half, g.On[lead].Player).Legs().Running, 0, chart.CenterField, l.outs)) / 20
	made := l.value(l.outs, mask|4, runs)
	if try != chart.ThirdOnSingle {
		made = l.value(l.outs, mask, runs+1)
	}
	return max(hold, min(made, p*made+(1-p)*l.value(l.outs+1, mask, runs)))
}

func (l *look) walk() float64 {
	switch {
	case l.mask&1 == 0:
		return l.value(l.outs, l.mask|1, 0)
	case l.mask&2 == 0:
		return l.value(l.outs, l.mask|3, 0)
	case l.mask&4 == 0:
		return l.value(l.outs, 7, 0)
	}
	return l.value(l.outs, 7, 1)
}

func (l *look) strikeout() float64 {
	plain := l.value(l.outs+1, l.mask, 0)
	if !l.run || l.outs == 2 || l.mask&1 == 0 {
		return plain
	}
	g := l.k.g
	low := chart.RunLow(g.Card(g.Half, g.On[1].Player).Legs().Low)
	p := float64(chart.StealSafe(2, low, 0, 0)) / 20
	return p*l.value(l.outs+1, l.mask&^1|2, 0) + (1-p)*l.value(l.outs+2, l.mask&^1, 0)
}

func (l *look) lineOut() float64 {
	held := l.value(l.outs+1, l.mask, 0)
	if !l.run || l.outs == 2 || l.mask&1 == 0 {
		return held
	}
	faces := 0
	for d := 1; d <= 20; d++ {
		if chart.DoubledOff(l.batter.Legs().HitAndRun, d) {
			faces++
		}
	}
	p := float64(faces) / 20
	return p*l.value(l.outs+2, l.mask&^1, 0) + (1-p)*held
}

func (l *look) fly(class chart.FlyClass, spot chart.Position) float64 {
	if l.outs == 2 {
		return l.value(3, 0, 0)
	}
	runs, mask := 0, l.mask
	for base := uint8(3); base >= 1; base-- {
		if mask>>(base-1)&1 == 0 || chart.Fly(class, int(base)) != chart.Advances {
			continue
		}
		mask &^= 1 << (base - 1)
		if base == 3 {
			runs++
		} else {
			mask |= 1 << base
		}
	}
	hold := l.value(l.outs+1, mask, runs)
	base := uint8(2)
	try := chart.ThirdOnFly
	if class == chart.FlyMediumShort {
		base, try = 3, chart.HomeOnFly
	}
	if class == chart.FlyDeep || class == chart.FlyShort || mask>>(base-1)&1 == 0 {
		return hold
	}
	g := l.k.g
	p := float64(chart.Safe(try, g.Card(g.Half, g.On[base].Player).Legs().Running, 0, spot, l.outs)) / 20
	gone := mask &^ (1 << (base - 1))
	made := l.value(l.outs+1, gone, runs+1)
	if base == 2 {
		made = l.value(l.outs+1, gone|4, runs)
	}
	return max(hold, p*made+(1-p)*l.value(l.outs+2, gone, runs))
}

// grounder spreads a ground ball from a card over the fielders, mirrored for a left-handed batter.
func (l *look) grounder(class chart.GroundClass) float64 {
	sum := 0.0
	for _, s := range chart.GroundSpots(l.hand) {
		sum += s.Share * l.ground(class, s.At)
	}
	if l.depth == baseball.In && class == chart.GroundHard {
		const through = .15 // d20 1 to 3
		return through*l.hit(chart.HitSingleOne) + (1-through)*sum
	}
	return sum
}

func (l *look) ground(class chart.GroundClass, at chart.Position) float64 {
	if l.outs == 2 {
		return l.value(3, 0, 0)
	}
	if l.run {
		class = chart.GroundSlow
	}
	cell := chart.Ground(class, chart.OnBases(l.mask), l.in(at)).Resolve(at)
	outs, runs, mask := l.outs, 0, uint8(0)
	for base, fate := range [4]chart.Fate{cell.B, cell.R1, cell.R2, cell.R3} {
		switch {
		case fate == chart.Gone:
			outs++
		case fate == chart.Next && base == 3:
			runs++
		case fate == chart.Next:
			mask |= 1 << base
		case fate != chart.Absent:
			mask |= 1 << (base - 1)
		}
	}
	if outs >= 3 {
		return l.value(3, 0, 0)
	}
	hold := l.value(outs, mask, runs)
	if cell.R3 != chart.MayTry {
		return hold
	}
	g := l.k.g
	try := chart.HomeOnGrounder
	if class == chart.GroundSlow {
		try = chart.HomeOnSlow
	}
	p := float64(chart.Safe(try, g.Card(g.Half, g.On[3].Player).Legs().Running, 0, at, l.outs)) / 20
	behind := mask &^ 4
	thrown := p*l.value(l.outs, behind|1, 1) + (1-p)*l.value(l.outs+1, behind|1, 0)
	return max(hold, min(thrown, l.value(l.outs+1, behind, 1)))
}

func (l *look) in(at chart.Position) bool {
	switch l.depth {
	case baseball.In:
		return true
	case baseball.CornersIn:
		return at == chart.Pitcher || at == chart.Catcher || at == chart.FirstBase || at == chart.ThirdBase
	}
	return false
}

// check averages an x-check over the twenty faces of its range die.
func (l *look) check(at chart.Position) float64 {
	g := l.k.g
	rng := 5
	if player := g.Fielder(g.Half.Other(), at); player < 255 {
		glove, _ := g.Card(g.Half.Other(), player).Glove(at)
		rng = int(glove.Range)
	}
	playsIn := at.Infield() && l.in(at)
	if playsIn {
		rng = chart.RangeIn(rng)
	}
	sum := 0.0
	last, worth := chart.NotFielded, 0.0
	for d := 1; d <= 20; d++ {
		if f := chart.Range(at, rng, d); f != last {
			last, worth = f, l.fielded(f, at, playsIn)
		}
		sum += worth
	}
	return sum / 20
}

func (l *look) fielded(f chart.Fielded, at chart.Position, playsIn bool) float64 {
	switch f {
	case chart.SI1:
		return l.hit(chart.HitSingleOne)
	case chart.SI2:
		return l.hit(chart.HitSingleTwo)
	case chart.DO2:
		return l.hit(chart.HitDoubleTwo)
	case chart.DO3:
		return l.hit(chart.HitDoubleThree)
	case chart.TR3:
		return l.hit(chart.HitTriple)
	case chart.G2Hash, chart.G3Hash:
		if playsIn {
			return l.hit(chart.HitSingleTwo)
		}
		return l.ground(chart.GroundSlow-chart.GroundClass(chart.G3Hash-f), at)
	case chart.G1, chart.G2, chart.G3:
		return l.ground(chart.GroundClass(f-chart.G1), at)
	case chart.F1:
		return l.fly(chart.FlyDeep, at)
	case chart.F2:
		return l.fly(chart.FlyMedium, at)
	case chart.SPD:
		p := float64(l.batter.Legs().Running) / 20
		return p*l.hit(chart.HitSingleOne) + (1-p)*l.ground(chart.GroundSlow, at)
	}
	return l.value(l.outs+1, l.mask, 0)
}
