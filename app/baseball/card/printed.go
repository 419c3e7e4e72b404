package card

import (
	"fmt"
	"strings"

	"matchday/app/baseball/chart"
)

// Range is one line of a printed card: units that follow one another in a column and say the same. From and To are
// units counted over the whole card, both included.
type Range struct {
	Outcome  chart.Outcome
	From, To int
}

// Ranges returns what is printed on the card in this layout, column by column, from the same lookup that the game reads.
func (t *Table) Ranges(layout uint8) []Range {
	var all []Range
	for unit := range Units {
		o, _ := t.At(layout, unit)
		if n := len(all); n > 0 && all[n-1].Outcome == o && unit%ColumnUnits != 0 {
			all[n-1].To = unit
			continue
		}
		all = append(all, Range{o, unit, unit})
	}
	return all
}

// String prints the range as it stands on a card: the column, the row total, the two dice when only part of that total
// counts, and the d20 when only part of a roll counts. "2·7" is all of row 7 in column 2; "1·8 (2-6) 1–12" is a 2 and a 6
// with a d20 of 1 to 12.
func (r Range) String() string {
	var parts []string
	for unit := r.From; unit <= r.To; {
		text, next := r.cell(unit)
		parts = append(parts, text)
		unit = next
	}
	return r.Outcome.String() + ": " + strings.Join(parts, ", ")
}

// cell prints the longest row, pair or part of a pair that begins at unit and stays within the range, and where the
// next one begins.
func (r Range) cell(unit int) (text string, next int) {
	column, pair, d20 := unit/ColumnUnits+1, unit%ColumnUnits/20, unit%20+1
	first, second := chart.Dice(pair)
	total := first + second
	row := 6 - max(total-7, 7-total)
	if d20 == 1 && first == max(1, total-6) && unit+row*20-1 <= r.To {
		return fmt.Sprintf("%d·%d", column, total), unit + row*20
	}
	cell := fmt.Sprintf("%d·%d (%d-%d)", column, total, first, second)
	last := min(r.To, unit-unit%20+19)
	if d20 == 1 && last%20 == 19 {
		return cell, last + 1
	}
	if to := last%20 + 1; to != d20 {
		return fmt.Sprintf("%s %d–%d", cell, d20, to), last + 1
	}
	return fmt.Sprintf("%s %d", cell, d20), last + 1
}
