package card

import (
	"matchday/app/baseball/chart"
	"matchday/app/fault"
)

// Shape is the style of an invented player, without how good he is: how his hits divide, how often he walks and strikes
// out beside the average, where he puts the ball. A number of 1 is the league's average.
type Shape struct {
	Name     string
	Pitches  bool
	Homers   float64
	Triples  float64
	Doubles  float64
	Singles  float64
	Walks    float64
	Strikes  float64 // strikeouts
	Ground   float64 // odds of a ground ball among the outs on balls in play
	Speed    float64 // z: 0 average, +2 among the fastest
	Glove    float64 // z of the range, batters
	Starter  uint8   // innings of POW, pitchers
	Relief   uint8
	Closer   uint8
	Opposite float64 // OPS that he loses against the side he is worse against
}

// Batters returns the styles of invented batters (ballgame.md §1.18).
func Batters() []Shape {
	return []Shape{
		{Name: "Power Slugger", Homers: 2.1, Triples: .4, Doubles: 1.1, Singles: .75, Walks: 1.15, Strikes: 1.2, Ground: .75, Speed: -.9, Glove: -.4, Opposite: .04},
		{Name: "Contact Hitter", Homers: .7, Triples: 1, Doubles: 1.1, Singles: 1.2, Walks: .8, Strikes: .6, Ground: 1.05, Speed: .1, Opposite: .03},
		{Name: "Speedster", Homers: .4, Triples: 2.2, Doubles: .85, Singles: 1.15, Walks: .9, Strikes: .95, Ground: 1.35, Speed: 1.9, Glove: .5, Opposite: .03},
		{Name: "Balanced Star", Homers: 1.15, Triples: 1, Doubles: 1.1, Singles: 1, Walks: 1.05, Strikes: .9, Ground: .95, Speed: .5, Glove: .4, Opposite: .02},
		{Name: "Patient Walker", Homers: .9, Triples: .6, Doubles: .95, Singles: .9, Walks: 1.7, Strikes: 1.05, Ground: .95, Speed: -.3, Opposite: .03},
		{Name: "Slap Hitter", Homers: .2, Triples: 1.3, Doubles: .7, Singles: 1.4, Walks: .7, Strikes: .65, Ground: 1.5, Speed: 1, Glove: .2, Opposite: .04},
		{Name: "Three True Outcomes", Homers: 2.3, Triples: .3, Doubles: .75, Singles: .55, Walks: 1.6, Strikes: 1.45, Ground: .7, Speed: -.7, Glove: -.5, Opposite: .04},
		{Name: "Defensive Specialist", Homers: .6, Triples: .8, Doubles: .9, Singles: 1.05, Walks: .85, Strikes: 1, Ground: 1.1, Speed: .3, Glove: 1.6, Opposite: .02},
	}
}

// Pitchers returns the styles of invented pitchers (ballgame.md §1.18).
func Pitchers() []Shape {
	return []Shape{
		{Name: "Ace", Pitches: true, Homers: .85, Triples: 1, Doubles: 1, Singles: 1, Walks: .85, Strikes: 1.25, Ground: 1, Starter: 7, Relief: 3, Opposite: .02},
		{Name: "Power", Pitches: true, Homers: 1, Triples: 1, Doubles: .95, Singles: .85, Walks: 1.3, Strikes: 1.4, Ground: .85, Starter: 6, Relief: 2, Opposite: .03},
		{Name: "Finesse", Pitches: true, Homers: 1.1, Triples: 1, Doubles: 1.05, Singles: 1.15, Walks: .6, Strikes: .75, Ground: 1, Starter: 6, Relief: 3, Opposite: .03},
		{Name: "Groundball", Pitches: true, Homers: .65, Triples: 1, Doubles: .9, Singles: 1.2, Walks: 1, Strikes: .8, Ground: 1.9, Starter: 6, Relief: 2, Opposite: .03},
		{Name: "Dominant Closer", Pitches: true, Homers: .8, Triples: 1, Doubles: .9, Singles: .8, Walks: 1, Strikes: 1.55, Ground: .95, Relief: 1, Closer: 1, Opposite: .02},
		{Name: "Setup Man", Pitches: true, Homers: .9, Triples: 1, Doubles: 1, Singles: .95, Walks: 1.05, Strikes: 1.25, Ground: 1, Relief: 2, Closer: 1, Opposite: .03},
		{Name: "Swingman", Pitches: true, Homers: 1.05, Triples: 1, Doubles: 1, Singles: 1.05, Walks: 1, Strikes: .95, Ground: 1.05, Starter: 4, Relief: 3, Opposite: .03},
		{Name: "Lefty Specialist", Pitches: true, Homers: .9, Triples: 1, Doubles: .95, Singles: 1, Walks: 1.1, Strikes: 1.15, Ground: 1.1, Relief: 1, Opposite: .09},
	}
}

// ShapeOf returns the style with this name.
func ShapeOf(name string) (Shape, error) {
	for _, s := range append(Batters(), Pitchers()...) {
		if s.Name == name {
			return s, nil
		}
	}
	return Shape{}, fault.Field("archetype", "There is no archetype called %q.", name)
}

// Table makes a table of this style whose card OPS is as near to ops as units allow. Hits and free bases grow and
// shrink together; strikeouts keep their size while there is room, ground and air outs take the rest. An OPS that no
// table of the style can have is refused.
func (s Shape) Table(ops float64) (Table, error) {
	low, high := .01, 4.0
	least, _ := s.at(low)
	if t, fits := s.at(high); ops < least.Rates().OPS() || fits && ops > t.Rates().OPS() {
		return Table{}, fault.Field("ops", "A card of the style %s cannot have an OPS of %.3f.", s.Name, ops)
	}
	for range 40 {
		middle := (low + high) / 2
		if t, fits := s.at(middle); fits && t.Rates().OPS() < ops {
			low = middle
		} else {
			high = middle
		}
	}
	t, _ := s.at(low)
	if got := t.Rates().OPS(); got < ops-.01 || got > ops+.01 {
		return Table{}, fault.Field("ops", "A card of the style %s cannot have an OPS of %.3f.", s.Name, ops)
	}
	return t, nil
}

// at makes the table whose hits and free bases are scale times those of the style. fits is false when they leave too
// little room for outs.
func (s Shape) at(scale float64) (t Table, fits bool) {
	side := batterShare
	if s.Pitches {
		side = pitcherShare
	}
	var c [chart.Outcomes]float64
	for i := range c {
		c[i] = float64(side.own[i]) / 20
	}
	for o, times := range map[chart.Outcome]float64{
		chart.HomeRun: s.Homers, chart.ParkHomer: s.Homers, chart.Triple: s.Triples,
		chart.DoubleThree: s.Doubles, chart.DoubleTwo: s.Doubles, chart.DoublePull: s.Doubles, chart.DoubleCenter: s.Doubles,
		chart.SingleTwo: s.Singles, chart.SingleOne: s.Singles, chart.SingleCenter: s.Singles, chart.ParkSingle: s.Singles,
		chart.Walk: s.Walks, chart.HitByPitch: 1,
	} {
		c[o] *= times * scale
	}
	room := 108.0
	for o, n := range c {
		if chart.Outcome(o).Group() != chart.Outs {
			room -= n
		}
	}
	const inPlay = 12 // chances that always remain for outs on balls in play
	if room < inPlay {
		return Table{}, false
	}
	c[chart.Strikeout] = min(c[chart.Strikeout]*s.Strikes, room-inPlay)
	for _, group := range side.groups {
		for _, o := range group {
			c[o] = 0
		}
	}
	odds := s.Ground * groundShare / (1 - groundShare)
	t, err := side.outs(c, odds/(1+odds))
	return t, err == nil
}

// Run fills in how a batter of this style runs: the scales of ballgame.md §7.4 at his speed z.
func (s Shape) Run(z float64) (running, low, high, jump uint8) {
	clamp := func(x, low, high float64) uint8 { return uint8(min(max(x, low), high) + .5) }
	running = clamp(12+2*z, 8, 17)
	high = clamp(12+4*z, 6, 19)
	low = high - 5
	jump = clamp(8+5*z, 4, 24)
	return running, low, high, jump
}
