package chart

// GroundClass is how hard a ground ball is hit, from the double-play ball to the slow roller.
type GroundClass uint8

// The classes of ground balls.
const (
	GroundHard    GroundClass = iota // A
	GroundMedium                     // B
	GroundSlow                       // C
	groundClasses = 3
)

// String says A, B or C.
func (c GroundClass) String() string { return gradeNames.Say(uint8(c)) }

// Fate is what a ground ball does to the batter or to one runner.
type Fate uint8

// The fates. Absent is the zero value: there is nobody.
const (
	Absent Fate = iota
	Stays
	Next               // the batter reaches first, a runner takes the next base
	Gone               // out
	NextIfMiddle       // next base when the ball is at second or short
	NextIfRight        // next base when the ball is at first or second
	NextIfRightAndFree // the same, and only when the runner ahead has left the base
	MayTry             // the runner on third: his side decides, the other decides whether to throw
	NextIfHeGoes       // next base when the runner on third tries
)

// GroundCell is one cell of the chart of ground balls: the fate of the batter and of each runner.
type GroundCell struct{ B, R1, R2, R3 Fate }

// Ground reads the chart of ground balls with fewer than two outs. in is the infield, or this ball's part of it,
// playing in; it matters only with a runner on third and is read as back otherwise.
func Ground(class GroundClass, bases Bases, in bool) GroundCell {
	if class >= groundClasses {
		class = GroundSlow
	}
	if in && bases.Has(3) {
		return v1.in[bases.Mask()&3][class]
	}
	return v1.back[bases&7][class]
}

// Resolve settles the fates that depend on where the ball is, so that only Absent, Stays, Next, Gone, MayTry and
// NextIfHeGoes are left.
func (c GroundCell) Resolve(at Position) GroundCell {
	c.R3 = settle(c.R3, at, false)
	c.R2 = settle(c.R2, at, c.R3 == Next || c.R3 == Absent)
	return c
}

func settle(f Fate, at Position, free bool) Fate {
	middle := at == SecondBase || at == Shortstop
	right := at == FirstBase || at == SecondBase
	switch f {
	case NextIfMiddle:
		return nextIf(middle)
	case NextIfRight:
		return nextIf(right)
	case NextIfRightAndFree:
		return nextIf(right && free)
	}
	return f
}

func nextIf(yes bool) Fate {
	if yes {
		return Next
	}
	return Stays
}

// TriplePlayChance reports whether a ground ball may become a triple play: one of class A to third with runners on first
// and second and nobody out.
func TriplePlayChance(class GroundClass, bases Bases, outs int, at Position) bool {
	return class == GroundHard && bases == FirstSecond && outs == 0 && at == ThirdBase
}

// TriplePlay reports whether it is turned.
func TriplePlay(d20 int) bool { return d20 >= int(v1.tripleFrom) }
