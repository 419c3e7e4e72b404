package chart

// HitKind is a hit whose advance the charts fix.
type HitKind uint8

// The hits. The number after Single or Double is what the runners take.
const (
	HitSingleOne HitKind = iota
	HitSingleTwo
	HitDoubleTwo
	HitDoubleThree
	HitTriple
	HitHomer
)

// Hit is how far a hit carries: the base that the batter reaches and the bases that each runner takes.
type Hit struct {
	Batter  uint8
	Runners uint8
}

// HitOf reads the chart of hits. A kind that does not exist is a single with runners one base.
func HitOf(kind HitKind) Hit {
	if kind > HitHomer {
		kind = HitSingleOne
	}
	return v1.hits[kind]
}

// FlyClass is how deep a caught fly ball is.
type FlyClass uint8

// The classes from deep to shallow. Pop-ups, line drives and foul flies count as FlyShort.
const (
	FlyDeep        FlyClass = iota // A
	FlyMedium                      // B
	FlyMediumShort                 // BQ
	FlyShort                       // C
	flyClasses     = 4
)

// FlyFate is what a runner does when a fly ball is caught.
type FlyFate uint8

// The fates of a runner on a caught fly.
const (
	Holds    FlyFate = iota
	MayTag           // his side decides
	Advances         // one base, nobody can stop him
)

// Fly returns what the runner on base 1, 2 or 3 does on a caught fly with fewer than two outs before it.
func Fly(class FlyClass, base int) FlyFate {
	if class >= flyClasses || base < 1 || base > 3 {
		return Holds
	}
	return v1.fly[class][base-1]
}
