package card

import (
	"encoding/json"

	"matchday/app/baseball/chart"
)

// The sizes of a table, in units.
const (
	Units       = 108 * 20
	ColumnUnits = 36 * 20
)

// Table is one face of a card: how many units each outcome has, 2,160 together.
type Table [chart.Outcomes]uint16

// Unit numbers what the dice show on one card: column 1 to 3 of that card, the two row dice in the order in which they
// fell, and the d20. Every unit from 0 to 2,159 is equally likely.
func Unit(column, first, second, d20 int) int {
	return ((column-1)*36+chart.Pair(first, second))*20 + d20 - 1
}

// Sum returns the number of units in the table; 2,160 when it is whole.
func (t *Table) Sum() int {
	sum := 0
	for _, n := range t {
		sum += int(n)
	}
	return sum
}

// piece is the part of a group that stands in one column: its first unit counted within the group, and its length.
type piece struct{ start, size int }

// pieces cuts the groups of t over the three columns, so that every column has hits and outs and exactly 720 units.
// Which third of a group stands in which column turns with the group and with the layout.
func (t *Table) pieces(layout uint8) (cut [3][chart.Groups]piece) {
	deal := 0
	for g := range chart.Groups {
		first, last := chart.Group(g).Bounds()
		n := 0
		for _, units := range t[first : last+1] {
			n += int(units)
		}
		start := 0
		for third := range 3 {
			column := (third + 5*3 - g - int(layout)%3) % 3
			size := n / 3
			if (column+3-deal)%3 < n%3 {
				size++
			}
			cut[column][g] = piece{start, size}
			start += size
		}
		deal = (deal + n%3) % 3
	}
	return cut
}

// At returns the outcome at a unit of 0 to 2,159 in the given layout (1 to 3), and the place of that unit among the
// units of the same outcome, from 0. A table that is not whole answers NoOutcome where it has nothing.
func (t *Table) At(layout uint8, unit int) (o chart.Outcome, rank int) {
	if unit < 0 || unit >= Units {
		return chart.NoOutcome, 0
	}
	cut := t.pieces(layout)
	column, left := unit/ColumnUnits, unit%ColumnUnits
	for k := range chart.Groups {
		g := (column + k) % chart.Groups
		p := cut[column][g]
		if left < p.size {
			return t.within(cut, column, g, p.start+left)
		}
		left -= p.size
	}
	return chart.NoOutcome, 0
}

// within finds unit at of group g, and its rank: the units of the same outcome in earlier columns, then in this one.
func (t *Table) within(cut [3][chart.Groups]piece, column, g, at int) (chart.Outcome, int) {
	first, last := chart.Group(g).Bounds()
	from := 0
	for o := first; o <= last; o++ {
		to := from + int(t[o])
		if at < to {
			rank := at - max(from, cut[column][g].start)
			for c := range column {
				p := cut[c][g]
				rank += max(0, min(to, p.start+p.size)-max(from, p.start))
			}
			return o, rank
		}
		from = to
	}
	return chart.NoOutcome, 0
}

// Rates are what a table would hit over its own 108 chances, without the other card: card averages, not game averages.
// Park results count half, x-checks count as outs (ballgame.md §1.18).
type Rates struct{ AVG, OBP, SLG float64 }

// OPS is on-base plus slugging.
func (r Rates) OPS() float64 { return r.OBP + r.SLG }

// Rates returns the card averages of t.
func (t *Table) Rates() Rates {
	at := func(o chart.Outcome) float64 { return float64(t[o]) }
	homers := at(chart.HomeRun) + at(chart.ParkHomer)/2
	triples := at(chart.Triple)
	doubles := at(chart.DoubleThree) + at(chart.DoubleTwo) + at(chart.DoublePull) + at(chart.DoubleCenter)
	singles := at(chart.SingleTwo) + at(chart.SingleOne) + at(chart.SingleCenter) + at(chart.ParkSingle)/2
	free := at(chart.Walk) + at(chart.HitByPitch)
	hits := homers + triples + doubles + singles
	atBats := max(Units-free, 1)
	return Rates{AVG: hits / atBats, OBP: (hits + free) / Units, SLG: (4*homers + 3*triples + 2*doubles + singles) / atBats}
}

// MarshalJSON writes the units by column name and leaves the empty ones out.
func (t Table) MarshalJSON() ([]byte, error) {
	named := make(map[chart.Outcome]uint16)
	for o, n := range t {
		if n > 0 {
			named[chart.Outcome(o)] = n
		}
	}
	return json.Marshal(named)
}

// UnmarshalJSON reads what MarshalJSON wrote. Names that are not outcomes are refused.
func (t *Table) UnmarshalJSON(data []byte) error {
	var named map[chart.Outcome]uint16
	if err := json.Unmarshal(data, &named); err != nil {
		return err
	}
	*t = Table{}
	for o, n := range named {
		t[o] = n
	}
	return nil
}

// wholeTo returns the table of exactly so many units that is nearest to chances, whatever they add to: they are scaled,
// cut to units, and the units still missing go to the largest remainders.
func wholeTo(chances [chart.Outcomes]float64, units int) Table {
	total := 0.0
	for _, c := range chances {
		total += max(c, 0)
	}
	var t Table
	rest := [chart.Outcomes]float64{-1} // NoOutcome never takes a unit
	left := units
	for o, c := range chances {
		if c > 0 {
			exact := c / total * float64(units)
			t[o] = uint16(exact + 1e-9)
			rest[o] = exact - float64(t[o])
			left -= int(t[o])
		}
	}
	for ; left > 0 && total > 0; left-- {
		most := 0
		for o := range rest {
			if rest[o] > rest[most] {
				most = o
			}
		}
		t[most]++
		rest[most] -= 1
	}
	return t
}
