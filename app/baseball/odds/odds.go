// Package odds says what a moment of a game is worth: runs still to be expected in the half-inning, and the chance that
// the home side wins.
//
// Everything follows from 24 distributions: how often, with so many out and these bases occupied, no, one, two … more
// runs score in the half-inning (ballgame.md §7.8). They are measured on the average clubs of the Paper League with
// Balanced managers, by the program in measure_test.go, and checked in. The chance to win at the start of each half
// follows by recursion from the last inning backwards, and any other moment is one sum over its distribution.
package odds

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// The sizes of a Table.
const (
	MaxRuns = 15 // the last entry of a distribution is "so many or more"
	MaxLead = 20 // a bigger lead counts as this one
	innings = 9
)

// Dist is how often 0, 1, 2 … runs score; it adds to 1.
type Dist [MaxRuns + 1]float64

// Mean returns the runs to be expected.
func (d *Dist) Mean() float64 {
	sum := 0.0
	for k, p := range d {
		sum += float64(k) * p
	}
	return sum
}

// whole makes d add to exactly 1: numbers that were written down are rounded.
func (d *Dist) whole() {
	sum := 0.0
	for _, p := range d {
		sum += p
	}
	for k := range d {
		d[k] /= max(sum, 1e-9)
	}
}

// Runs are the 24 distributions, by base state in the sequential code and by outs.
type Runs [8][3]Dist

// Table is what follows from Runs. Make one with Recursion; Standard is the one that is checked in.
type Table struct {
	Runs Runs
	// Half is the home side's chance to win at the start of a half of inning 1 to 9, top and bottom, with a home lead of
	// -20 to 20.
	Half [innings + 1][2][2*MaxLead + 1]float64
	// Placed is the same for an extra half-inning that begins with a runner on second.
	Placed [2][2*MaxLead + 1]float64
}

// Rules are what the chance to win depends on besides the moment.
type Rules struct {
	Innings uint16 // of regulation
	Placed  bool   // extra innings begin with a runner on second
}

// Recursion works out the table of runs for nine innings. Extra innings are even: with the score level at their start
// each side wins half the time.
func Recursion(runs Runs) *Table {
	for bases := range runs {
		for outs := range runs[bases] {
			runs[bases][outs].whole()
		}
	}
	t := &Table{Runs: runs}
	start := &runs[chart.Empty][0]
	for i := innings; i >= 1; i-- {
		for lead := -MaxLead; lead <= MaxLead; lead++ {
			t.Half[i][1][lead+MaxLead] = t.bottom(i, lead, start)
		}
		for lead := -MaxLead; lead <= MaxLead; lead++ {
			t.Half[i][0][lead+MaxLead] = top(&t.Half[i][1], lead, start)
		}
	}
	placed := &runs[chart.Second][0]
	for lead := -MaxLead; lead <= MaxLead; lead++ {
		t.Placed[1][lead+MaxLead] = t.bottom(innings, lead, placed)
	}
	for lead := -MaxLead; lead <= MaxLead; lead++ {
		t.Placed[0][lead+MaxLead] = top(&t.Placed[1], lead, placed)
	}
	return t
}

// bottom returns the chance with the home side at bat in inning i: the last ends at once when it leads.
func (t *Table) bottom(i, lead int, runs *Dist) float64 {
	if i == innings && lead > 0 {
		return 1
	}
	sum := 0.0
	for k, p := range runs {
		after := lead + k
		switch {
		case i < innings:
			sum += p * t.Half[i+1][0][at(after)]
		case after > 0:
			sum += p
		case after == 0:
			sum += p / 2
		}
	}
	return min(sum, 1) // the checked-in distributions are rounded
}

// top returns the chance with the away side at bat, before the bottom half that next describes.
func top(next *[2*MaxLead + 1]float64, lead int, runs *Dist) float64 {
	sum := 0.0
	for k, p := range runs {
		sum += p * next[at(lead-k)]
	}
	return min(sum, 1)
}

func at(lead int) int { return min(max(lead, -MaxLead), MaxLead) + MaxLead }

// RE returns the runs that the side at bat can still expect in this half-inning; 0 with three out.
func (t *Table) RE(bases chart.Bases, outs uint8) float64 {
	if outs > 2 {
		return 0
	}
	return t.Runs[bases&7][outs].Mean()
}

// Win returns the chance that the home side wins from this moment, between sides that are equal in everything else. A
// game shorter than nine innings counts as the end of a longer one.
func (t *Table) Win(s score.Situation, r Rules) float64 {
	lead := int(s.Score[1]) - int(s.Score[0])
	half := int(s.Half & 1)
	bases := s.Bases & 7
	inning := int(s.Inning) + innings - int(r.Innings)
	fresh := s.Outs == 0 && bases == chart.Empty
	if s.Outs > 2 {
		if half == 1 && inning >= innings && lead != 0 || half == 0 && inning >= innings && lead > 0 {
			return decided(lead)
		}
		inning += half
		half, fresh = 1-half, true
	}
	if half == 1 && inning >= innings && lead > 0 {
		return 1
	}
	extra := inning > innings
	inning = min(max(inning, 1), innings)
	if extra && r.Placed {
		if fresh && s.Outs > 2 {
			return t.Placed[half][at(lead)]
		}
		if half == 1 {
			return t.bottom(innings, lead, &t.Runs[bases][s.Outs])
		}
		return top(&t.Placed[1], lead, &t.Runs[bases][s.Outs])
	}
	if fresh {
		return t.Half[inning][half][at(lead)]
	}
	if half == 1 {
		return t.bottom(inning, lead, &t.Runs[bases][s.Outs])
	}
	return top(&t.Half[inning][1], lead, &t.Runs[bases][s.Outs])
}

func decided(lead int) float64 {
	if lead > 0 {
		return 1
	}
	return 0
}

// WinFor returns the chance of one side.
func (t *Table) WinFor(side chart.Side, s score.Situation, r Rules) float64 {
	if side == chart.Home {
		return t.Win(s, r)
	}
	return 1 - t.Win(s, r)
}

// Standard returns the table that is checked in. It is shared by everybody: nobody writes to it.
func Standard() *Table { return &standard }
