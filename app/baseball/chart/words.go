package chart

import "matchday/app/fault"

// Names are the words of a small enumeration in order of its values, as they stand in stored games and in JSON. They
// are never renamed: a finished game must stay readable.
type Names []string

// Text returns the word of value i, and a fault for a value that has none.
func (n Names) Text(i uint8) ([]byte, error) {
	if int(i) >= len(n) {
		return nil, fault.New(fault.Invalid, "There is no value %d among %s … %s.", i, n[0], n[len(n)-1])
	}
	return []byte(n[i]), nil
}

// Find returns the value of a word, and a fault for one that is not among the names.
func (n Names) Find(text []byte) (uint8, error) {
	for i, name := range n {
		if name == string(text) {
			return uint8(i), nil
		}
	}
	return 0, fault.New(fault.Invalid, "%q is none of %s … %s.", text, n[0], n[len(n)-1])
}

// Say returns the word of value i, and "?" for a value that has none. It is for people, never for storage.
func (n Names) Say(i uint8) string {
	if int(i) >= len(n) {
		return "?"
	}
	return n[i]
}

// Side is one of the two clubs of a game. The away club bats in the top half of an inning, so a Side also names a half.
type Side uint8

// The two sides.
const (
	Away Side = iota
	Home
)

var sideNames = Names{"away", "home"}

// Other returns the opponent of s.
func (s Side) Other() Side { return 1 - s&1 }

// String says "away" or "home".
func (s Side) String() string { return sideNames.Say(uint8(s)) }

// MarshalText writes the word of s.
func (s Side) MarshalText() ([]byte, error) { return sideNames.Text(uint8(s)) }

// UnmarshalText reads the word that MarshalText wrote.
func (s *Side) UnmarshalText(text []byte) error {
	i, err := sideNames.Find(text)
	*s = Side(i)
	return err
}

// Hand is the side of the body that a person bats or throws with.
type Hand uint8

// The hands. A switch hitter takes the side that faces away from the pitcher's arm.
const (
	Left Hand = iota
	Right
	Switch
)

var handNames = Names{"L", "R", "S"}

// Against returns the hand that a batter uses against a pitcher who throws with arm.
func (h Hand) Against(arm Hand) Hand {
	if h != Switch {
		return h
	}
	if arm == Left {
		return Right
	}
	return Left
}

// String says L, R or S.
func (h Hand) String() string { return handNames.Say(uint8(h)) }

// MarshalText writes the letter of h.
func (h Hand) MarshalText() ([]byte, error) { return handNames.Text(uint8(h)) }

// UnmarshalText reads the letter that MarshalText wrote.
func (h *Hand) UnmarshalText(text []byte) error {
	i, err := handNames.Find(text)
	*h = Hand(i)
	return err
}

// Grade is a skill in four steps, A the best.
type Grade uint8

// The grades.
const (
	A Grade = iota
	B
	C
	D
)

var gradeNames = Names{"A", "B", "C", "D"}

// String says the letter.
func (g Grade) String() string { return gradeNames.Say(uint8(g)) }

// MarshalText writes the letter of g.
func (g Grade) MarshalText() ([]byte, error) { return gradeNames.Text(uint8(g)) }

// UnmarshalText reads the letter that MarshalText wrote.
func (g *Grade) UnmarshalText(text []byte) error {
	i, err := gradeNames.Find(text)
	*g = Grade(i)
	return err
}

// Position is a place in a lineup: the nine in the field by their scoring numbers, the designated hitter, and the two
// who have come off the bench and have no place in the field yet.
type Position uint8

// The positions. Nowhere is the zero value.
const (
	Nowhere Position = iota
	Pitcher
	Catcher
	FirstBase
	SecondBase
	ThirdBase
	Shortstop
	LeftField
	CenterField
	RightField
	Designated
	PinchHitter
	PinchRunner
)

var positionNames = Names{"", "P", "C", "1B", "2B", "3B", "SS", "LF", "CF", "RF", "DH", "PH", "PR"}

// Fields reports whether p is one of the nine places in the field.
func (p Position) Fields() bool { return p >= Pitcher && p <= RightField }

// Infield reports whether p is one of the four infielders. Pitcher and catcher are batteries, not infielders.
func (p Position) Infield() bool { return p >= FirstBase && p <= Shortstop }

// Outfield reports whether p is one of the three outfielders.
func (p Position) Outfield() bool { return p >= LeftField && p <= RightField }

// String says the usual letters: P, C, 1B … RF, DH, PH, PR.
func (p Position) String() string { return positionNames.Say(uint8(p)) }

// MarshalText writes the letters of p.
func (p Position) MarshalText() ([]byte, error) { return positionNames.Text(uint8(p)) }

// UnmarshalText reads the letters that MarshalText wrote.
func (p *Position) UnmarshalText(text []byte) error {
	i, err := positionNames.Find(text)
	*p = Position(i)
	return err
}
