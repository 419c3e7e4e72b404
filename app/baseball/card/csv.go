package card

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"matchday/app/baseball/chart"
	"matchday/app/fault"
)

// columns are the header of a file of cards. Tables are one cell each: the units of the side's outcomes in the order
// of chart.Outcome, separated by spaces, 22 for batters and 27 for pitchers.
var columns = []string{"id", "name", "club", "note", "archetype", "bats", "throws", "rarity", "cost", "durability", "gloves",
	"steal_low", "steal_high", "steal_auto", "steal_jump", "bunting", "hit_and_run", "running", "offense_col", "spray",
	"bat_vs_l", "bat_vs_r",
	"balk", "wild_pitch", "hold", "starter", "relief", "closer", "batting", "pitch_col", "pitch_vs_l", "pitch_vs_r"}

// batCells and armCells count the columns of the two sides of a card; both stand after headCells others.
const (
	headCells = 11
	batCells  = 11
	armCells  = 10
)

// WriteCSV writes cards with a header, one line each. ReadCSV reads exactly what it wrote.
func WriteCSV(w io.Writer, cards []Card) error {
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return fmt.Errorf("write cards: %w", err)
	}
	for i := range cards {
		if err := out.Write(cards[i].cells()); err != nil {
			return fmt.Errorf("write card %d: %w", cards[i].ID, err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write cards: %w", err)
	}
	return nil
}

func (c *Card) cells() []string {
	rarity, _ := c.Rarity.MarshalText()
	cells := []string{fmt.Sprint(c.ID), c.Name, c.Club, c.Note, c.Archetype, c.Bats.String(), c.Throws.String(),
		string(rarity), strconv.Itoa(c.Cost), fmt.Sprint(c.Durability), glovesText(c.Gloves)}
	if b := c.Batting; b != nil {
		cells = append(cells, fmt.Sprint(b.StealLow), fmt.Sprint(b.StealHigh), strconv.FormatBool(b.StealAuto), fmt.Sprint(b.Jump),
			b.Bunt.String(), b.HitAndRun.String(), fmt.Sprint(b.Running), fmt.Sprint(b.Layout),
			fmt.Sprintf("%d %d %d", b.Spray.Pull, b.Spray.Center, b.Spray.Slap),
			b.Vs[0].text(chart.Outcome.Batting), b.Vs[1].text(chart.Outcome.Batting))
	} else {
		cells = append(cells, make([]string, batCells)...)
	}
	if p := c.Pitching; p != nil {
		cells = append(cells, fmt.Sprint(p.Balk), fmt.Sprint(p.WildPitch), fmt.Sprint(p.Hold), fmt.Sprint(p.Starter),
			fmt.Sprint(p.Relief), fmt.Sprint(p.Closer), p.Bats.String(), fmt.Sprint(p.Layout),
			p.Vs[0].text(chart.Outcome.Pitching), p.Vs[1].text(chart.Outcome.Pitching))
	} else {
		cells = append(cells, make([]string, armCells)...)
	}
	return cells
}

func (t *Table) text(allowed func(chart.Outcome) bool) string {
	var b strings.Builder
	for i, n := range t {
		if allowed(chart.Outcome(i)) {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprint(&b, n)
		}
	}
	return b.String()
}

func glovesText(gloves []Glove) string {
	parts := make([]string, len(gloves))
	for i, g := range gloves {
		parts[i] = fmt.Sprintf("%s %d %d %d %d %d %d", g.Position, g.Innings, g.Range, g.Error, g.Arm, g.Passed, g.Overthrow)
	}
	return strings.Join(parts, "; ")
}

// ReadCSV reads cards with the header that WriteCSV writes and checks each. The fault names the line of every card that
// cannot be used; then no card is returned.
func ReadCSV(r io.Reader) ([]Card, error) {
	in := csv.NewReader(r)
	in.ReuseRecord = true
	head, err := in.Read()
	if err != nil || strings.Join(head, ",") != strings.Join(columns, ",") {
		return nil, fault.Field("csv", "The first line must name the columns: %s.", strings.Join(columns, ",")).Because(err)
	}
	var cards []Card
	var wrong fault.List
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := in.FieldPos(0)
		if err != nil {
			return nil, fault.Field("csv", "Line %d is not a line of %d cells.", line, len(columns)).Because(err)
		}
		c, err := parse(cells)
		if err == nil {
			err = c.Check()
		}
		for _, f := range fault.All(err) {
			wrong = append(wrong, fault.Field(f.Field, "Line %d: %s", line, f.Sentence))
		}
		cards = append(cards, c)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return cards, nil
}

// parse reads the cells of one card. A side whose cells are all empty is not there.
func parse(cells []string) (Card, error) {
	p := parser{cells: cells}
	c := Card{ID: ID(p.number(0, 63)), Name: cells[1], Club: cells[2], Note: cells[3], Archetype: cells[4]}
	p.word(5, &c.Bats)
	p.word(6, &c.Throws)
	p.word(7, &c.Rarity)
	c.Cost, c.Durability = int(p.number(8, 32)), uint8(p.number(9, 8))
	c.Gloves = p.gloves(10)
	if strings.Join(cells[headCells:headCells+batCells], "") != "" {
		b := &Batting{StealLow: p.small(11), StealHigh: p.small(12), StealAuto: cells[13] == "true", Jump: p.small(14), Running: p.small(17), Layout: p.small(18)}
		p.word(15, &b.Bunt)
		p.word(16, &b.HitAndRun)
		spray := p.numbers(19, cells[19], 3)
		b.Spray = Spray{uint8(spray[0]), uint8(spray[1]), uint8(spray[2])}
		b.Vs = [2]Table{p.table(20, chart.Outcome.Batting), p.table(21, chart.Outcome.Batting)}
		c.Batting = b
	}
	if strings.Join(cells[headCells+batCells:], "") != "" {
		a := &Pitching{Balk: p.small(22), WildPitch: p.small(23), Hold: int8(p.number(24, 8)), Starter: p.small(25), Relief: p.small(26), Closer: p.small(27), Layout: p.small(29)}
		p.word(28, &a.Bats)
		a.Vs = [2]Table{p.table(30, chart.Outcome.Pitching), p.table(31, chart.Outcome.Pitching)}
		c.Pitching = a
	}
	return c, p.wrong.Err()
}

type parser struct {
	cells []string
	wrong fault.List
}

func (p *parser) refuse(i int, what string) {
	p.wrong = append(p.wrong, fault.Field(columns[i], "The cell %q in column %s is not %s.", p.cells[i], columns[i], what))
}

func (p *parser) number(i, bits int) int64 {
	n, err := strconv.ParseInt(p.cells[i], 10, bits)
	if err != nil {
		p.refuse(i, "a number that fits")
	}
	return n
}

func (p *parser) small(i int) uint8 {
	n, err := strconv.ParseUint(p.cells[i], 10, 8)
	if err != nil {
		p.refuse(i, "a number from 0 to 255")
	}
	return uint8(n)
}

func (p *parser) word(i int, into interface{ UnmarshalText([]byte) error }) {
	if into.UnmarshalText([]byte(p.cells[i])) != nil {
		p.refuse(i, "one of its words")
	}
}

// numbers reads exactly n numbers separated by spaces; zeros when they are not.
func (p *parser) numbers(i int, text string, n int) []int64 {
	all := make([]int64, n)
	fields := strings.Fields(text)
	if len(fields) != n {
		p.refuse(i, fmt.Sprintf("%d numbers", n))
		return all
	}
	for k, f := range fields {
		v, err := strconv.ParseInt(f, 10, 16)
		if err != nil {
			p.refuse(i, fmt.Sprintf("%d numbers", n))
			return make([]int64, n)
		}
		all[k] = v
	}
	return all
}

func (p *parser) table(i int, allowed func(chart.Outcome) bool) (t Table) {
	var places []chart.Outcome
	for o := range chart.Outcomes {
		if allowed(chart.Outcome(o)) {
			places = append(places, chart.Outcome(o))
		}
	}
	for k, n := range p.numbers(i, p.cells[i], len(places)) {
		if n < 0 {
			p.refuse(i, "a list of units, which are never negative")
			return Table{}
		}
		t[places[k]] = uint16(n)
	}
	return t
}

func (p *parser) gloves(i int) []Glove {
	var all []Glove
	for part := range strings.SplitSeq(p.cells[i], ";") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		name, rest, _ := strings.Cut(part, " ")
		var g Glove
		if g.Position.UnmarshalText([]byte(name)) != nil {
			p.refuse(i, "a list of positions")
			return nil
		}
		n := p.numbers(i, rest, 6)
		for k, v := range n {
			if low, high := int64(-128), int64(127); v < low || v > high && k != 0 {
				p.refuse(i, "a list of positions with numbers that a card can have")
				return nil
			}
		}
		g.Innings, g.Range, g.Error = int(n[0]), uint8(n[1]), uint8(n[2])
		g.Arm, g.Passed, g.Overthrow = int8(n[3]), uint8(n[4]), uint8(n[5])
		all = append(all, g)
	}
	return all
}
