package chart

// Fielded is what the range chart says of a ball that an x-check sends to a fielder.
type Fielded uint8

// The results of the range charts. G1, G2, G3 are ground balls A, B, C and F1, F2, F3 fly balls A, B, C. G2Hash and
// G3Hash become SI2 when that fielder plays in, holds a runner or covers for a steal.
const (
	NotFielded Fielded = iota
	SI1
	SI2
	DO2
	DO3
	TR3
	G1
	G2
	G3
	G2Hash
	G3Hash
	F1
	F2
	F3
	SPD // the batter races the throw: safe up to his running number
	PO
	FO
)

var fieldedNames = Names{"", "SI1", "SI2", "DO2", "DO3", "TR3", "G1", "G2", "G3", "G2#", "G3#", "F1", "F2", "F3", "SPD", "PO", "FO"}

// String says the chart's own letters.
func (f Fielded) String() string { return fieldedNames.Say(uint8(f)) }

// MarshalText writes the chart's letters.
func (f Fielded) MarshalText() ([]byte, error) { return fieldedNames.Text(uint8(f)) }

// UnmarshalText reads the letters that MarshalText wrote.
func (f *Fielded) UnmarshalText(text []byte) error {
	i, err := fieldedNames.Find(text)
	*f = Fielded(i)
	return err
}

// The rows of the range charts, in the order of their counts, the rest last.
const (
	infieldRows  = string("\x02\x01\x0a\x09\x08\x07\x06")
	outfieldRows = string("\x05\x04\x03\x02\x0b\x0c\x0d")
	catcherRows  = string("\x01\x0e\x0f\x10\x08\x07\x06")
	pitcherRows  = string("\x01\x08\x07\x06")
)

// Range reads the range chart: what happens to a ball hit to a fielder of range 1 (best) to 5 on a d20. Ranges outside
// 1 to 5 count as the nearest; a position that does not field answers NotFielded.
func Range(at Position, rng, d20 int) Fielded {
	r := min(max(rng, 1), 5) - 1
	switch {
	case at == Pitcher:
		return row(v1.pitcher[r][:], pitcherRows, d20)
	case at == Catcher:
		return row(v1.catcher[r][:], catcherRows, d20)
	case at.Infield():
		return row(v1.infield[r][:], infieldRows, d20)
	case at.Outfield():
		return row(v1.outfield[r][:], outfieldRows, d20)
	}
	return NotFielded
}

// row walks counts of d20 faces and answers the row that d20 falls into.
func row(counts []uint8, rows string, d20 int) Fielded {
	for i, n := range counts {
		if d20 <= int(n) {
			return Fielded(rows[i])
		}
		d20 -= int(n)
	}
	return Fielded(rows[len(rows)-1])
}

// RangeIn returns the range of a fielder who plays in: one worse, never worse than 5.
func RangeIn(rng int) int { return min(rng+int(v1.inPenalty), 5) }

// SingleIn reports whether a ground ball A from a card gets through the infield that plays in.
func SingleIn(d20 int) bool { return d20 <= int(v1.inSingle) }

// Error reads the error chart: how many bases a fielder with this error rating gives away when the three error dice
// make roll, which is 1 to 216 and uniform (three d6 read as digits of base six). 0 is a clean play.
func Error(at Position, rating, roll int) int {
	n := ErrorFaces(at, rating)
	if roll > n || roll < 1 || !at.Fields() {
		return 0
	}
	share := v1.errorShare[at-1]
	three := int(share[0])
	switch {
	case roll*60 <= n*three:
		return 3
	case roll*60 <= n*(three+int(share[1])):
		return 2
	}
	return 1
}

// ErrorFaces returns how many of the 216 rolls are errors for this rating at this position, at most 190.
func ErrorFaces(at Position, rating int) int {
	if !at.Fields() || rating <= 0 {
		return 0
	}
	return min(int(v1.errorMost), (int(v1.errorTenth[at-1])*rating+5)/10)
}

// ErrorRoll reads three d6 as digits of base six: 1 for 1-1-1 up to 216 for 6-6-6.
func ErrorRoll(a, b, c int) int { return (a-1)*36 + (b-1)*6 + c }
