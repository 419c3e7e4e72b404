package card

import (
	"matchday/app/baseball/chart"
	"matchday/app/fault"
)

// Line is what somebody did in a season against one hand: a batter against pitchers who throw with it, a pitcher
// against batters who bat with it. PA counts everything, sacrifices too.
type Line struct {
	PA, Singles, Doubles, Triples, Homers int
	Walks, HBP, Strikeouts                int
	GroundOuts, AirOuts                   int // only their ratio counts; both 0 is the league's
}

// Season is a year of somebody against left-handers and against right-handers.
type Season [2]Line

// regress is the number of plate appearances at which a player's own rate against one hand counts as much as his rate
// against everybody (ballgame.md §7.4).
const regress = 150

// groundShare is the part of outs on balls in play that are ground balls when two average cards meet.
const groundShare = .51

// rates are what a line makes of one plate appearance.
type rates struct {
	single, double, triple, homer, walk, hbp, strikeout float64
	ground                                              float64 // share of the other outs
}

func (l Line) rates() rates {
	pa := float64(max(l.PA, 1))
	r := rates{
		single: float64(l.Singles) / pa, double: float64(l.Doubles) / pa, triple: float64(l.Triples) / pa,
		homer: float64(l.Homers) / pa, walk: float64(l.Walks) / pa, hbp: float64(l.HBP) / pa,
		strikeout: float64(l.Strikeouts) / pa, ground: groundShare,
	}
	if outs := l.GroundOuts + l.AirOuts; outs > 0 {
		r.ground = float64(l.GroundOuts) / float64(outs)
	}
	return r
}

// toward mixes the rates of one hand with those over both: the hand counts pa/(pa+150).
func (r rates) toward(overall rates, pa int) rates {
	w := float64(pa) / float64(pa+regress)
	mix := func(a, b float64) float64 { return w*a + (1-w)*b }
	return rates{
		mix(r.single, overall.single), mix(r.double, overall.double), mix(r.triple, overall.triple),
		mix(r.homer, overall.homer), mix(r.walk, overall.walk), mix(r.hbp, overall.hbp),
		mix(r.strikeout, overall.strikeout), mix(r.ground, overall.ground),
	}
}

// BattingTables makes the two tables of a batter from his statistics. Each outcome gets 216 chances times its rate,
// less what the league's average pitcher and the x-checks give anybody; what is left to 108 are outs on balls in play.
func (s Season) BattingTables() ([2]Table, error) { return s.tables(batterShare) }

// PitchingTables makes the two tables of a pitcher from what batters did against him.
func (s Season) PitchingTables() ([2]Table, error) { return s.tables(pitcherShare) }

func (s Season) tables(share share) (tables [2]Table, err error) {
	if err := s.check(); err != nil {
		return tables, err
	}
	overall := s[0].plus(s[1]).rates()
	for hand, line := range s {
		t, err := share.table(line.rates().toward(overall, line.PA))
		if err != nil {
			return tables, err
		}
		tables[hand] = t
	}
	return tables, nil
}

func (l Line) plus(m Line) Line {
	return Line{l.PA + m.PA, l.Singles + m.Singles, l.Doubles + m.Doubles, l.Triples + m.Triples, l.Homers + m.Homers,
		l.Walks + m.Walks, l.HBP + m.HBP, l.Strikeouts + m.Strikeouts, l.GroundOuts + m.GroundOuts, l.AirOuts + m.AirOuts}
}

func (s Season) check() error {
	for hand, l := range s {
		for _, n := range []int{l.PA, l.Singles, l.Doubles, l.Triples, l.Homers, l.Walks, l.HBP, l.Strikeouts, l.GroundOuts, l.AirOuts} {
			if n < 0 {
				return fault.Field("stats", "The statistics against %s-handers hold a negative number.", sideWord(chart.Hand(hand)))
			}
		}
		if sum := l.Singles + l.Doubles + l.Triples + l.Homers + l.Walks + l.HBP + l.Strikeouts; sum > l.PA {
			return fault.Field("stats", "The statistics against %s-handers list %d results in %d plate appearances.", sideWord(chart.Hand(hand)), sum, l.PA)
		}
	}
	if s[0].PA+s[1].PA == 0 {
		return fault.Field("stats", "Without a single plate appearance there is nothing to make a card of.")
	}
	return nil
}

// share is how a side of the 216 chances is laid out: what the other side and the x-checks contribute on average, how
// the doubles and the outs of this side spread.
type share struct {
	other  *Table // the average card of the other side
	own    *Table // whose proportions doubles and outs follow
	groups [2][]chart.Outcome
}

var (
	batterShare = share{other: &averagePitching, own: &averageBatting, groups: [2][]chart.Outcome{
		{chart.GroundA, chart.GroundB, chart.GroundC},
		{chart.LineOut, chart.PopOut, chart.FlyA, chart.FlyBQ, chart.FlyLeft, chart.FlyRight}}}
	pitcherShare = share{other: &averageBatting, own: &averagePitching, groups: [2][]chart.Outcome{
		{chart.GroundA, chart.GroundB},
		{chart.FlyLeft, chart.FlyCenter, chart.FlyRight}}}
)

// What x-checks give on average, in chances (ballgame.md §7.4).
const (
	checkSingles = 5.3
	checkDoubles = 1.1
)

// The parts of a season's hits that are laid out in a special way (ballgame.md §7.4): homers that need no park, singles
// that are uncapped or worth two bases. How many singles need the park the page leaves open: as many as on the average
// card.
const (
	sureHomers = .85
	farSingles = .35
)

func (s share) table(r rates) (Table, error) {
	var c [chart.Outcomes]float64
	chances := func(o ...chart.Outcome) (sum float64) {
		for _, o := range o {
			n := float64(s.other[o]) / 20
			if o == chart.ParkHomer || o == chart.ParkSingle {
				n /= 2
			}
			sum += n
		}
		return sum
	}
	left := func(rate, given float64) float64 { return max(0, 216*rate-given) }

	homers := left(r.homer, chances(chart.HomeRun, chart.ParkHomer))
	c[chart.HomeRun], c[chart.ParkHomer] = homers*sureHomers, 2*homers*(1-sureHomers)
	c[chart.Triple] = left(r.triple, chances(chart.Triple))
	kinds := []chart.Outcome{chart.DoubleThree, chart.DoubleTwo, chart.DoublePull, chart.DoubleCenter}
	doubles := left(r.double, chances(kinds...)+checkDoubles)
	s.spread(&c, doubles, kinds)
	singles := left(r.single, chances(chart.SingleTwo, chart.SingleOne, chart.SingleCenter, chart.ParkSingle)+checkSingles)
	park := float64(s.own[chart.ParkSingle]) / 2
	park /= park + float64(s.own[chart.SingleTwo]+s.own[chart.SingleOne]+s.own[chart.SingleCenter])
	c[chart.SingleTwo], c[chart.SingleCenter] = singles*farSingles/2, singles*farSingles/2
	c[chart.ParkSingle] = 2 * singles * park
	c[chart.SingleOne] = singles * (1 - farSingles - park)
	c[chart.Walk] = left(r.walk, chances(chart.Walk))
	c[chart.HitByPitch] = left(r.hbp, chances(chart.HitByPitch))
	c[chart.Strikeout] = left(r.strikeout, chances(chart.Strikeout))
	for o := chart.CheckPitcher; o <= chart.CheckRight; o++ {
		c[o] = float64(s.own[o]) / 20
	}
	return s.outs(c, r.ground)
}

// outs fills what is left to 108 chances with ground and air outs, turned from this side's average ratio by as much as
// the player's ratio differs from the league's.
func (s share) outs(c [chart.Outcomes]float64, ground float64) (Table, error) {
	left := 108.0
	for _, n := range c {
		left -= n
	}
	if left < 0 {
		return Table{}, fault.Field("stats", "These statistics need %.1f chances more than the 108 of a card: there is no room for outs.", -left)
	}
	var sums [2]float64
	for i, group := range s.groups {
		for _, o := range group {
			sums[i] += float64(s.own[o])
		}
	}
	ground = min(max(ground, .01), .99)
	odds := sums[0] / sums[1] * (ground / (1 - ground)) / (groundShare / (1 - groundShare))
	part := odds / (1 + odds)
	s.spread(&c, left*part, s.groups[0])
	s.spread(&c, left*(1-part), s.groups[1])
	return fixed(c), nil
}

func (s share) spread(c *[chart.Outcomes]float64, chances float64, over []chart.Outcome) {
	sum := 0.0
	for _, o := range over {
		sum += float64(s.own[o])
	}
	for _, o := range over {
		c[o] += chances * float64(s.own[o]) / sum
	}
}

// fixed makes the table whole without touching the x-checks, of which every pitcher has the same.
func fixed(c [chart.Outcomes]float64) Table {
	var checks Table
	checked := 0
	for o := chart.CheckPitcher; o <= chart.CheckRight; o++ {
		checks[o] = uint16(c[o]*20 + .5)
		checked += int(checks[o])
		c[o] = 0
	}
	t := wholeTo(c, Units-checked)
	for o := chart.CheckPitcher; o <= chart.CheckRight; o++ {
		t[o] = checks[o]
	}
	return t
}
