// Package tiebreak tells equal totals apart.
package tiebreak

import (
	"cmp"
	"strconv"
)

// Tie is one way to tell equal totals apart.
type Tie string

// The ties. The better record has: more first places; more places in the upper half of a full lobby (top fours in lobbies
// of eight); more firsts, else more seconds, and so on down; the better place in the last round; a higher sum of twice the
// firsts and the top fours.
const (
	MostFirsts   Tie = "firsts"
	MostTopFours Tie = "top_fours"
	CountBack    Tie = "count_back"
	LastRound    Tie = "last_round"
	FirstsTwice  Tie = "firsts_twice_and_top_fours"
)

// Each lists the ties in the order in which they are offered.
func Each() []Tie { return []Tie{MostFirsts, MostTopFours, CountBack, LastRound, FirstsTwice} }

// Record is how somebody came in.
type Record struct {
	Places []int // one for each round; 0 where there is none
	Last   int   // the place in the last round, 0 without one
	Half   int   // the last place in the upper half of a full lobby
}

// Firsts counts the first places.
func (r Record) Firsts() int { return r.times(1) }

// Uppers counts the places in the upper half.
func (r Record) Uppers() int {
	n := 0
	for _, p := range r.Places {
		if p > 0 && p <= r.Half {
			n++
		}
	}
	return n
}

func (r Record) times(place int) int {
	n := 0
	for _, p := range r.Places {
		if p == place {
			n++
		}
	}
	return n
}

// Compare is negative when a is better, 0 when the tie does not tell the two apart.
func (t Tie) Compare(a, b Record) int {
	switch t {
	case MostFirsts:
		return cmp.Compare(b.Firsts(), a.Firsts())
	case MostTopFours:
		return cmp.Compare(b.Uppers(), a.Uppers())
	case FirstsTwice:
		return cmp.Compare(2*b.Firsts()+b.Uppers(), 2*a.Firsts()+a.Uppers())
	case LastRound:
		return ZeroLast(a.Last, b.Last)
	case CountBack:
		return countBack(a, b)
	}
	return 0
}

func countBack(a, b Record) int {
	worst := 0
	for i := range max(len(a.Places), len(b.Places)) {
		if i < len(a.Places) {
			worst = max(worst, a.Places[i])
		}
		if i < len(b.Places) {
			worst = max(worst, b.Places[i])
		}
	}
	for place := 1; place <= worst; place++ {
		if c := cmp.Compare(b.times(place), a.times(place)); c != 0 {
			return c
		}
	}
	return 0
}

// Words names the tie within a sentence; half is the last place in the upper half of a full lobby.
func (t Tie) Words(half int) string {
	switch t {
	case MostFirsts:
		return "first places"
	case MostTopFours:
		return "places in the top " + strconv.Itoa(half)
	case CountBack:
		return "count-back of places"
	case LastRound:
		return "place in the last round"
	case FirstsTwice:
		return "twice the first places plus places in the top " + strconv.Itoa(half)
	}
	return string(t)
}

// ZeroLast compares two places, of which 0 means that there is none: that is worse than any.
func ZeroLast(a, b int) int {
	if (a == 0) != (b == 0) {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}
