package paper_test

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"slices"
	"sort"
	"testing"

	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/dice"
)

var update = flag.Bool("update", false, "write clubs.csv and cards.csv anew")

// TestTheLeagueIsWhatTheProgramMakes makes the league from the words and the archetypes and compares it with what is
// checked in.
func TestTheLeagueIsWhatTheProgramMakes(t *testing.T) {
	t.Parallel()
	clubs, cards := makeLeague(t)
	for name, text := range map[string][]byte{"clubs.csv": clubs, "cards.csv": cards} {
		if *update {
			if err := os.WriteFile(name, text, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		have, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(have, text) {
			t.Errorf("%s is not what the program makes; run with -update and look at the difference", name)
		}
	}
}

// tier is a stretch of the ladder: how many cards, and their card OPS from the best to the least.
type tier struct {
	n         int
	top, last float64
}

// The qualities of a league, best first. They are chosen so that the average game is that of the average cards: 4.4 runs.
var (
	regulars = []tier{{1, 1.235, 1.235}, {3, 1.09, 1.03}, {12, .995, .922}, {36, .910, .822}, {130, .815, .702}, {88, .695, .600}}
	bench    = []tier{{4, .860, .825}, {40, .780, .702}, {76, .690, .560}}
	rotation = []tier{{1, .385, .385}, {4, .415, .455}, {14, .465, .518}, {56, .525, .579}, {60, .582, .638}, {15, .642, .680}}
	closers  = []tier{{1, .360, .360}, {4, .395, .435}, {12, .442, .498}, {13, .502, .555}}
	relief   = []tier{{2, .420, .438}, {14, .448, .498}, {80, .505, .558}, {84, .562, .618}, {30, .622, .665}}
)

func qualities(tiers []tier) []float64 {
	var all []float64
	for _, t := range tiers {
		for i := range t.n {
			share := 0.0
			if t.n > 1 {
				share = float64(i) / float64(t.n-1)
			}
			all = append(all, t.top+(t.last-t.top)*share)
		}
	}
	return all
}

// role is a place on a roster.
type role struct {
	at     []chart.Position // positions, the first his own
	shapes []string
	pool   string
}

var roles = func() []role {
	slug := []string{"Power Slugger", "Three True Outcomes", "Patient Walker", "Balanced Star"}
	glove := []string{"Defensive Specialist", "Slap Hitter", "Contact Hitter", "Balanced Star"}
	fast := []string{"Speedster", "Balanced Star", "Slap Hitter", "Defensive Specialist"}
	start := []string{"Ace", "Power", "Finesse", "Groundball", "Swingman"}
	late := []string{"Setup Man", "Power", "Groundball", "Finesse", "Lefty Specialist", "Setup Man", "Swingman"}
	at := func(p ...chart.Position) []chart.Position { return p }
	r := []role{
		{at(chart.Catcher), []string{"Defensive Specialist", "Patient Walker", "Power Slugger", "Contact Hitter"}, "regular"},
		{at(chart.FirstBase), slug, "regular"},
		{at(chart.SecondBase, chart.Shortstop), glove, "regular"},
		{at(chart.ThirdBase, chart.FirstBase), []string{"Balanced Star", "Power Slugger", "Contact Hitter", "Patient Walker"}, "regular"},
		{at(chart.Shortstop, chart.SecondBase), []string{"Defensive Specialist", "Speedster", "Contact Hitter", "Balanced Star"}, "regular"},
		{at(chart.LeftField, chart.RightField), slug, "regular"},
		{at(chart.CenterField, chart.LeftField), fast, "regular"},
		{at(chart.RightField, chart.LeftField), []string{"Power Slugger", "Balanced Star", "Three True Outcomes", "Contact Hitter"}, "regular"},
		{at(chart.FirstBase, chart.LeftField), slug, "regular"}, // the designated hitter
		{at(chart.Catcher), []string{"Defensive Specialist", "Contact Hitter"}, "bench"},
		{at(chart.Shortstop, chart.SecondBase, chart.ThirdBase), glove, "bench"},
		{at(chart.CenterField, chart.LeftField, chart.RightField), fast, "bench"},
		{at(chart.ThirdBase, chart.FirstBase, chart.LeftField), []string{"Contact Hitter", "Power Slugger", "Patient Walker"}, "bench"},
	}
	for range 5 {
		r = append(r, role{shapes: start, pool: "rotation"})
	}
	r = append(r, role{shapes: []string{"Dominant Closer"}, pool: "closer"})
	for i := range 7 {
		r = append(r, role{shapes: late[i : i+1], pool: "relief"})
	}
	return r
}()

// maker rolls everything that the words and the ladder leave open, from one seed.
type maker struct {
	*dice.Dice
	used map[string]bool // whole names
	club map[string]bool // surnames of the club that is being made
}

// z is a normal number, nearly: twelve dice.
func (m *maker) z() float64 {
	sum := 0
	for range 12 {
		sum += m.Roll(1000)
	}
	return (float64(sum) - 6006) / 1000
}

func (m *maker) between(low, high int) int { return low + m.Roll(high-low+1) - 1 }

func (m *maker) name() string {
	for {
		last := oneWord[m.Roll(len(oneWord))-1]
		if m.Roll(4) > 1 {
			last = fronts[m.Roll(len(fronts))-1] + backs[m.Roll(len(backs))-1]
		}
		name := firstNames[m.Roll(len(firstNames))-1] + " " + last
		if !m.used[name] && !m.club[last] { // nobody shares his surname with a teammate
			m.used[name], m.club[last] = true, true
			return name
		}
	}
}

func makeLeague(t *testing.T) (clubs, cards []byte) {
	t.Helper()
	m := &maker{dice.Seed{'p', 'a', 'p', 'e', 'r'}.Dice(1), map[string]bool{}, nil}
	dealt := deal(m)
	var all []card.Card
	var clubText bytes.Buffer
	w := csv.NewWriter(&clubText)
	must(t, w.Write([]string{"abbrev", "name", "short", "color", "league", "style", "park", "homer_l", "homer_r", "single_l", "single_r"}))
	order := slices.Clone(clubWordList)
	sort.Slice(order, func(i, k int) bool { return order[i].abbrev < order[k].abbrev })
	for i, c := range order {
		row := []string{c.abbrev, c.city + " " + c.short, c.short, c.color, c.league, c.style, c.park}
		for range 4 {
			row = append(row, fmt.Sprint(max(4, min(16, 10+int(m.z()*2)))))
		}
		must(t, w.Write(row))
		m.club = map[string]bool{}
		for k, r := range roles {
			one := m.player(t, card.ID(1000+26*i+k), r, dealt[k][i])
			one.Club, one.Note = c.abbrev, "Y1"
			all = append(all, one)
		}
	}
	w.Flush()
	var cardText bytes.Buffer
	must(t, card.WriteCSV(&cardText, all))
	return clubText.Bytes(), cardText.Bytes()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// deal hands out the qualities of each pool so that clubs come out even: each role's cards go, from the one that is
// farthest from the average on, to the club that needs it most. Innings and plate appearances weigh them.
func deal(m *maker) [][]float64 {
	pools := map[string][]float64{"regular": qualities(regulars), "bench": qualities(bench), "rotation": qualities(rotation), "closer": qualities(closers), "relief": qualities(relief)}
	weight := map[string]float64{"regular": 1, "bench": .15, "rotation": -1.6, "closer": -.5, "relief": -.45}
	for _, name := range []string{"regular", "bench", "rotation", "closer", "relief"} {
		pool := pools[name]
		for i := range pool { // which role gets which quality is chance
			k := i + m.Roll(len(pool)-i) - 1
			pool[i], pool[k] = pool[k], pool[i]
		}
	}
	dealt := make([][]float64, len(roles))
	var worth [30]float64
	for k, r := range roles {
		mine := slices.Clone(pools[r.pool][:30])
		pools[r.pool] = pools[r.pool][30:]
		w := weight[r.pool]
		sort.Slice(mine, func(a, b int) bool { return mine[a]*w > mine[b]*w })
		need := make([]int, 30)
		for i := range need {
			need[i] = i
		}
		sort.SliceStable(need, func(a, b int) bool { return worth[need[a]] < worth[need[b]] })
		dealt[k] = make([]float64, 30)
		for i, club := range need {
			dealt[k][club] = mine[i]
			worth[club] += mine[i] * w
		}
	}
	return dealt
}

func (m *maker) hand(left, both int) chart.Hand {
	switch n := m.Roll(100); {
	case n <= left:
		return chart.Left
	case n <= left+both:
		return chart.Switch
	}
	return chart.Right
}

func (m *maker) player(t *testing.T, id card.ID, r role, ops float64) card.Card {
	t.Helper()
	shape, err := card.ShapeOf(r.shapes[m.Roll(len(r.shapes))-1])
	must(t, err)
	c := card.Card{ID: id, Name: m.name(), Archetype: shape.Name, Durability: uint8(m.between(35, 70))}
	if shape.Pitches {
		m.pitcher(t, &c, shape, ops, r.pool)
	} else {
		m.batter(t, &c, shape, ops, r.at)
	}
	c.Rarity = c.Judge()
	c.Cost = []int{10, 40, 120, 350, 900, 2200}[c.Rarity] + m.between(0, 15)*int(c.Rarity+1)
	must(t, c.Check())
	return c
}

// tables makes the two tables around ops: against the side that suits him better and the other.
func (m *maker) tables(t *testing.T, s card.Shape, ops float64, better chart.Hand, both bool) [2]card.Table {
	t.Helper()
	split := s.Opposite * (.6 + float64(m.Roll(80))/100)
	if both {
		split /= 3
	}
	var pair [2]card.Table
	for hand := range pair {
		want := ops - split/2
		if chart.Hand(hand) == better {
			want = ops + split/2
		}
		table, err := s.Table(want)
		must(t, err)
		pair[hand] = table
	}
	return pair
}

func (m *maker) batter(t *testing.T, c *card.Card, s card.Shape, ops float64, at []chart.Position) {
	t.Helper()
	c.Bats = m.hand(33, 12)
	c.Throws = chart.Right
	if c.Bats == chart.Left && (at[0] == chart.FirstBase || at[0].Outfield()) && m.Roll(2) == 1 {
		c.Throws = chart.Left
	}
	better := chart.Left
	if c.Bats == chart.Left {
		better = chart.Right
	}
	z := s.Speed + .6*m.z()
	b := &card.Batting{Vs: m.tables(t, s, ops, better, c.Bats == chart.Switch), Layout: uint8(m.Roll(3))}
	b.Running, b.StealLow, b.StealHigh, b.Jump = s.Run(z)
	b.StealAuto = z > 1.5
	b.Bunt = grade(.6*s.Ground-.4*s.Homers+.35*m.z(), .75, .25, -.25)
	b.HitAndRun = grade(1.2-s.Strikes+.25*m.z(), .85, .55, .1)
	pull := 30 + max(-8, min(12, int(6*s.Homers-6+3*m.z())))
	b.Spray = card.Spray{Pull: uint8(pull), Center: 40, Slap: uint8(60 - pull)}
	c.Batting = b
	for i, p := range at {
		c.Gloves = append(c.Gloves, m.glove(p, s.Glove-.5*float64(i), 1100-350*i))
	}
}

func grade(x, a, b, c float64) chart.Grade {
	switch {
	case x > a:
		return chart.A
	case x > b:
		return chart.B
	case x > c:
		return chart.C
	}
	return chart.D
}

// glove rates a position: range by the percentiles 5, 20, 50, 20, 5 of a normal number, fewer errors for better hands.
func (m *maker) glove(at chart.Position, skill float64, innings int) card.Glove {
	z := skill + m.z()
	g := card.Glove{Position: at, Innings: max(60, innings+m.between(-150, 150)), Range: 3}
	switch {
	case z > 1.645:
		g.Range = 1
	case z > .674:
		g.Range = 2
	case z < -1.645:
		g.Range = 5
	case z < -.674:
		g.Range = 4
	}
	average := float64(card.AverageGlove(at).Error)
	g.Error = uint8(max(average*.2, min(average*2.4, average*(1-.12*skill+.3*m.z()))) + .5)
	if at.Outfield() || at == chart.Catcher {
		g.Arm = int8(max(-4, min(4, -.4*skill+1.4*m.z())))
	}
	if at == chart.Catcher {
		g.Passed = uint8(max(0, min(6, 2+m.z())) + .5)
		g.Overthrow = uint8(max(0, min(4, 1+.8*m.z())) + .5)
	}
	return g
}

func (m *maker) pitcher(t *testing.T, c *card.Card, s card.Shape, ops float64, pool string) {
	t.Helper()
	c.Throws = m.hand(28, 0)
	if s.Name == "Lefty Specialist" {
		c.Throws = chart.Left
	}
	c.Bats = c.Throws
	better := chart.Right // he allows more to batters who stand on the other side
	if c.Throws == chart.Right {
		better = chart.Left
	}
	p := &card.Pitching{Vs: m.tables(t, s, ops, better, false), Layout: uint8(m.Roll(3)), Bats: chart.Grade(m.Roll(3)),
		Balk: uint8(m.between(0, 4)), WildPitch: uint8(max(2, min(15, int(8+3*m.z())))), Hold: int8(max(-4, min(4, int(1.6*m.z()))))}
	switch pool {
	case "rotation":
		p.Starter = uint8(max(4, int(s.Starter)+m.between(-1, 1)))
	case "closer":
		p.Relief, p.Closer = 1, 1
	default:
		p.Relief = uint8(max(1, int(s.Relief)+m.between(-1, 1)))
		if s.Name == "Setup Man" {
			p.Relief = max(p.Relief, 1)
		}
	}
	c.Pitching = p
	c.Gloves = []card.Glove{m.glove(chart.Pitcher, 0, 150)}
}
