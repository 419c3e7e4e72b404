package chart

// Bunted is what became of a bunt.
type Bunted uint8

// The rows of the bunt chart.
const (
	BuntSacrifice Bunted = iota // runners move up, the batter is out
	BuntSingle
	BuntLeadOut // the lead runner is out, the batter safe
	BuntPop     // caught, runners hold
	BuntDouble  // double play when a runner is forced, else a strikeout on a foul bunt
)

// Bunt reads the bunt chart for a batter's grade. A grade that does not exist counts as D.
func Bunt(grade Grade, d20 int) Bunted {
	counts := v1.bunt[min(grade, D)]
	for i, n := range counts {
		if d20 <= int(n) {
			return Bunted(i)
		}
		d20 -= int(n)
	}
	return BuntDouble
}

// DoubledOff reports whether a line out doubles off the runner of a hit-and-run that a batter of this grade missed.
func DoubledOff(grade Grade, d20 int) bool { return d20 >= int(v1.doubleOff[min(grade, D)]) }
