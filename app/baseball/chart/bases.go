package chart

// Bases says which bases are occupied. Its values are the sequential code of the charts, not a bit field: 3 is a lone
// runner on third and 4 is first and second. Mixing the two codes is a known mistake (ballgame.md §1.14), so nothing
// outside this file computes with the number; use Has, Mask and OnBases.
type Bases uint8

// The eight base states.
const (
	Empty       Bases = iota // ---
	First                    // 1--
	Second                   // -2-
	Third                    // --3
	FirstSecond              // 12-
	FirstThird               // 1-3
	SecondThird              // -23
	Full                     // 123
)

// states counts the base states.
const states = 8

var baseNames = Names{"---", "1--", "-2-", "--3", "12-", "1-3", "-23", "123"}

// flip turns the sequential code into bits and back: it is its own inverse, because only 3 and 4 change places.
const flip = "\x00\x01\x02\x04\x03\x05\x06\x07"

// OnBases returns the state with a runner on each base whose bit is set: 1 for first, 2 for second, 4 for third. Other
// bits are ignored.
func OnBases(mask uint8) Bases { return Bases(flip[mask&7]) }

// EachBases lists the eight states in the order in which the printed charts show them, the lead runner rising last.
func EachBases() [8]Bases {
	return [8]Bases{Empty, First, Second, FirstSecond, Third, FirstThird, SecondThird, Full}
}

// Mask returns the state as bits: 1 for first, 2 for second, 4 for third.
func (b Bases) Mask() uint8 { return flip[b&7] }

// Has reports whether somebody stands on base 1, 2 or 3.
func (b Bases) Has(base int) bool { return base >= 1 && base <= 3 && b.Mask()>>(base-1)&1 == 1 }

// Count returns how many runners there are.
func (b Bases) Count() int {
	m := b.Mask()
	return int(m&1 + m>>1&1 + m>>2&1)
}

// String draws the state: "1-3" is a runner on first and one on third.
func (b Bases) String() string { return baseNames.Say(uint8(b)) }

// MarshalText writes the drawing.
func (b Bases) MarshalText() ([]byte, error) { return baseNames.Text(uint8(b)) }

// UnmarshalText reads the drawing that MarshalText wrote.
func (b *Bases) UnmarshalText(text []byte) error {
	i, err := baseNames.Find(text)
	*b = Bases(i)
	return err
}
