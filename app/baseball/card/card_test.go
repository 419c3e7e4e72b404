package card_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/dice"
	"matchday/app/fault"
)

// tables are tables of every kind that the program makes.
func tables(t *testing.T) map[string]card.Table {
	t.Helper()
	all := map[string]card.Table{
		"average batting": card.AverageBatting(), "average pitching": card.AveragePitching(), "mop-up": card.Mopup(),
	}
	for g := chart.A; g <= chart.D; g++ {
		all["pitcher bats "+g.String()] = card.PitcherHitting(g)
	}
	for _, s := range append(card.Batters(), card.Pitchers()...) {
		ops := []float64{.500, .701, .950, 1.250}
		if s.Pitches {
			ops = []float64{.380, .520, .585, .700}
		}
		for _, ops := range ops {
			table, err := s.Table(ops)
			if err != nil {
				t.Fatalf("%s at %.3f: %v", s.Name, ops, err)
			}
			all[fmt.Sprintf("%s %.3f", s.Name, ops)] = table
		}
	}
	return all
}

func TestEveryTableHasExactlyItsUnits(t *testing.T) {
	for name, table := range tables(t) {
		if table.Sum() != card.Units {
			t.Errorf("%s: %d units", name, table.Sum())
		}
		if table[chart.NoOutcome] != 0 {
			t.Errorf("%s: units of nothing", name)
		}
	}
}

// The printed ranges, read back, are the table again: no unit is lost, doubled or moved, in any layout; every column
// has hits and outs.
func TestPrintedRangesRebuildTheTable(t *testing.T) {
	for name, table := range tables(t) {
		for layout := uint8(1); layout <= 3; layout++ {
			var rebuilt card.Table
			var covered [card.Units]bool
			for _, r := range table.Ranges(layout) {
				outcome, units := unprint(t, r.String())
				for _, unit := range units {
					if covered[unit] {
						t.Fatalf("%s, layout %d: unit %d is printed twice", name, layout, unit)
					}
					covered[unit] = true
					if o, _ := table.At(layout, unit); o != outcome {
						t.Fatalf("%s, layout %d: %s printed where the card has %s", name, layout, outcome, o)
					}
				}
				rebuilt[outcome] += uint16(len(units))
			}
			if rebuilt != table {
				t.Errorf("%s, layout %d: %s", name, layout, cmp.Diff(table, rebuilt))
			}
			var seen [3][chart.Groups]bool
			for unit := range card.Units {
				o, _ := table.At(layout, unit)
				seen[unit/card.ColumnUnits][o.Group()] = true
			}
			for column := range seen {
				if !seen[column][chart.Hits] || !seen[column][chart.Outs] {
					t.Errorf("%s, layout %d: column %d lacks hits or outs", name, layout, column+1)
				}
			}
		}
	}
}

// unprint reads one printed range by rolling every triple of dice and asking whether the words cover it: a second
// reader of the notation, slower and independent of how it was written.
func unprint(t *testing.T, text string) (chart.Outcome, []int) {
	t.Helper()
	name, cells, _ := strings.Cut(text, ": ")
	var o chart.Outcome
	if err := o.UnmarshalText([]byte(name)); err != nil {
		t.Fatal(err)
	}
	var units []int
	for cell := range strings.SplitSeq(cells, ", ") {
		var column, total, first, second int
		from, to := 1, 20
		head, split, _ := strings.Cut(cell, ") ")
		if _, err := fmt.Sscanf(head, "%d·%d (%d-%d", &column, &total, &first, &second); err != nil {
			first = 0
			if _, err := fmt.Sscanf(head, "%d·%d", &column, &total); err != nil {
				t.Fatalf("%q: %v", cell, err)
			}
		}
		if split != "" {
			if n, _ := fmt.Sscanf(strings.ReplaceAll(split, "–", " "), "%d %d", &from, &to); n == 1 {
				to = from
			}
		}
		for a := 1; a <= 6; a++ {
			for b := 1; b <= 6; b++ {
				if a+b != total || first > 0 && (a != first || b != second) {
					continue
				}
				for d := from; d <= to; d++ {
					units = append(units, card.Unit(column, a, b, d))
				}
			}
		}
	}
	return o, units
}

func TestUnitsAreEveryTripleOnce(t *testing.T) {
	seen := map[int]bool{}
	last := -1
	for column := 1; column <= 3; column++ {
		for pair := range 36 {
			a, b := chart.Dice(pair)
			for d := 1; d <= 20; d++ {
				unit := card.Unit(column, a, b, d)
				if unit != last+1 {
					t.Fatalf("%d·%d-%d %d is unit %d after %d", column, a, b, d, unit, last)
				}
				last = unit
				seen[unit] = true
			}
		}
	}
	if len(seen) != card.Units {
		t.Fatalf("%d units", len(seen))
	}
}

// rank counts the units of an outcome from the first: pitchers tire by it.
func TestRanksCountUpWithinAnOutcome(t *testing.T) {
	for name, table := range tables(t) {
		for layout := uint8(1); layout <= 3; layout++ {
			var next [chart.Outcomes]int
			for unit := range card.Units {
				o, rank := table.At(layout, unit)
				if rank != next[o] {
					t.Fatalf("%s, layout %d, unit %d: %s has rank %d, want %d", name, layout, unit, o, rank, next[o])
				}
				next[o]++
			}
		}
	}
	whole := card.AverageBatting()
	for _, unit := range []int{-1, card.Units} {
		if o, _ := whole.At(1, unit); o != chart.NoOutcome {
			t.Errorf("unit %d is %s", unit, o)
		}
	}
	var empty card.Table
	if o, _ := empty.At(1, 0); o != chart.NoOutcome {
		t.Errorf("an empty table answers %s", o)
	}
}

// What fair dice draw from a card is what stands on it.
func TestDrawnOutcomesFollowTheCard(t *testing.T) {
	table := card.AveragePitching()
	const n = 400_000
	d := dice.Seed{42}.Dice(1)
	var drawn [chart.Outcomes]float64
	for range n {
		o, _ := table.At(2, card.Unit(d.Roll(3), d.Roll(6), d.Roll(6), d.Roll(20)))
		drawn[o]++
	}
	chi, free := 0.0, -1.0
	for o, units := range table {
		if units == 0 {
			continue
		}
		want := n * float64(units) / card.Units
		chi += (drawn[o] - want) * (drawn[o] - want) / want
		free++
	}
	if z := (chi - free) / math.Sqrt(2*free); z > 3.5 {
		t.Errorf("chi-square %.1f for %v degrees of freedom", chi, free)
	}
}

func TestCardAverages(t *testing.T) {
	bat, arm := card.AverageBatting(), card.AveragePitching()
	b, p := bat.Rates(), arm.Rates()
	for what, got := range map[string][2]float64{
		"batting AVG": {b.AVG, 23.05 / 97.6}, "batting OBP": {b.OBP, (23.05 + 10.4) / 108}, "batting SLG": {b.SLG, 38.15 / 97.6},
		"pitching AVG": {p.AVG, 18.7 / 98.6}, "pitching OBP": {p.OBP, (18.7 + 9.4) / 108}, "pitching SLG": {p.SLG, 32.0 / 98.6},
	} {
		if math.Abs(got[0]-got[1]) > 1e-9 {
			t.Errorf("%s %.4f, want %.4f", what, got[0], got[1])
		}
	}
}

func TestTablesComeBackFromJSON(t *testing.T) {
	for name, table := range tables(t) {
		text, err := json.Marshal(table)
		if err != nil {
			t.Fatal(err)
		}
		var back card.Table
		if err := json.Unmarshal(text, &back); err != nil || back != table {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
	var back card.Table
	for _, bad := range []string{`{"home_run": 1}`, `{"homerun": -1}`, `[1]`} {
		if json.Unmarshal([]byte(bad), &back) == nil {
			t.Errorf("%s was accepted", bad)
		}
	}
}

func TestShapesMeetTheirOPS(t *testing.T) {
	for _, s := range append(card.Batters(), card.Pitchers()...) {
		low, high := .450, 1.400
		if s.Pitches {
			low, high = .360, .750
		}
		for ops := low; ops <= high; ops += .0313 {
			table, err := s.Table(ops)
			if err != nil {
				t.Errorf("%s at %.3f: %v", s.Name, ops, err)
				continue
			}
			if got := table.Rates().OPS(); math.Abs(got-ops) > .005 {
				t.Errorf("%s: OPS %.4f, want %.4f", s.Name, got, ops)
			}
		}
		for _, absurd := range []float64{0, 3} {
			if _, err := s.Table(absurd); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s at %.1f: %v", s.Name, absurd, err)
			}
		}
		if again, err := card.ShapeOf(s.Name); err != nil || again != s {
			t.Errorf("%s: not found again (%v)", s.Name, err)
		}
	}
	if _, err := card.ShapeOf("Goalkeeper"); !fault.Is(err, fault.Invalid) {
		t.Errorf("Goalkeeper: %v", err)
	}
}

// The example of the page: .058 homers per plate appearance are 9.6 chances, 8.15 of them sure.
func TestASeasonBecomesACard(t *testing.T) {
	line := card.Line{PA: 1_000_000, Singles: 145_000, Doubles: 45_000, Triples: 4_400, Homers: 58_000, Walks: 83_000, HBP: 9_000, Strikeouts: 210_000}
	tables, err := card.Season{line, line}.BattingTables()
	if err != nil {
		t.Fatal(err)
	}
	got := tables[1]
	if got.Sum() != card.Units || got[chart.HomeRun] != 162 && got[chart.HomeRun] != 163 || got[chart.ParkHomer] < 56 || got[chart.ParkHomer] > 58 {
		t.Errorf("homerun %d, bp_homerun %d units", got[chart.HomeRun], got[chart.ParkHomer])
	}
	far := float64(got[chart.SingleTwo]+got[chart.SingleCenter]) / float64(got[chart.SingleTwo]+got[chart.SingleCenter]+got[chart.SingleOne]+got[chart.ParkSingle]/2)
	if math.Abs(far-.35) > .01 {
		t.Errorf("%.3f of the singles are worth more", far)
	}
}

// League-average statistics make cards whose averages are those of the average cards.
func TestAnAverageSeasonBecomesAnAverageCard(t *testing.T) {
	const pa = 2_160_000
	league := func(a, b float64, extra float64) int { return int((a + b + extra) / 216 * pa) }
	line := card.Line{PA: pa,
		Singles: league(14.5, 11.7, 5.3), Doubles: league(5, 3.7, 1.1), Triples: league(.55, .3, 0), Homers: league(3, 3, 0),
		Walks: league(9.4, 8.5, 0), HBP: league(1, .9, 0), Strikeouts: league(24, 21.4, 0), GroundOuts: 51, AirOuts: 49}
	season := card.Season{line, line}
	bat, err := season.BattingTables()
	if err != nil {
		t.Fatal(err)
	}
	arm, err := season.PitchingTables()
	if err != nil {
		t.Fatal(err)
	}
	wantBat, wantArm := card.AverageBatting(), card.AveragePitching()
	for hand := range 2 {
		for what, pair := range map[string][2]card.Rates{"batting": {bat[hand].Rates(), wantBat.Rates()}, "pitching": {arm[hand].Rates(), wantArm.Rates()}} {
			if math.Abs(pair[0].AVG-pair[1].AVG) > .002 || math.Abs(pair[0].OBP-pair[1].OBP) > .002 || math.Abs(pair[0].SLG-pair[1].SLG) > .004 {
				t.Errorf("%s: %+v, want %+v", what, pair[0], pair[1])
			}
		}
		for _, o := range []chart.Outcome{chart.GroundA, chart.GroundB, chart.FlyLeft, chart.Strikeout, chart.Walk} {
			if d := int(bat[hand][o]) - int(wantBat[o]); d < -3 || d > 3 {
				t.Errorf("batting %s: %d units, want about %d", o, bat[hand][o], wantBat[o])
			}
			if d := int(arm[hand][o]) - int(wantArm[o]); d < -3 || d > 3 {
				t.Errorf("pitching %s: %d units, want about %d", o, arm[hand][o], wantArm[o])
			}
		}
	}
}

// Few plate appearances against one hand count little: with 150 the own rate counts half.
func TestRatesRegressTowardTheWhole(t *testing.T) {
	base := card.Line{PA: 1_000_000, Singles: 150_000, Doubles: 45_000, Triples: 4_000, Homers: 30_000, Walks: 83_000, HBP: 9_000, Strikeouts: 210_000}
	few := base
	few.PA, few.Singles, few.Doubles, few.Triples, few.Homers, few.Walks, few.HBP, few.Strikeouts = 150, 22, 7, 0, 15, 12, 1, 31
	tables, err := card.Season{few, base}.BattingTables()
	if err != nil {
		t.Fatal(err)
	}
	own := func(rate float64) float64 { return (216*rate - 3) * .85 * 20 }
	if got, want := float64(tables[0][chart.HomeRun]), (own(.1)+own(.03))/2; math.Abs(got-want) > 4 {
		t.Errorf("homerun %v units against the rare hand, want about %.0f", got, want)
	}
	if got, want := float64(tables[1][chart.HomeRun]), own(.03); math.Abs(got-want) > 2 {
		t.Errorf("homerun %v units against the usual hand, want about %.0f", got, want)
	}
	more := few
	more.GroundOuts, more.AirOuts = 80, 20
	grounder, err := card.Season{more, more}.BattingTables()
	if err != nil {
		t.Fatal(err)
	}
	if grounder[0][chart.GroundA] <= tables[0][chart.GroundA] {
		t.Error("a ground ball hitter hits no more ground balls")
	}
}

func TestImpossibleSeasonsAreRefused(t *testing.T) {
	for name, s := range map[string]card.Season{
		"empty":    {},
		"negative": {{PA: 10, Homers: -1}, {PA: 10}},
		"too much": {{PA: 10, Singles: 11}, {PA: 10}},
		"no outs":  {{PA: 1000, Homers: 500, Singles: 500}, {PA: 1000, Homers: 500, Singles: 500}},
	} {
		if _, err := s.BattingTables(); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := s.PitchingTables(); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRarities(t *testing.T) {
	for ops, want := range map[float64]card.Rarity{.5: card.Replacement, .7: card.Reserve, .82: card.Starter, .92: card.AllStar, 1.025: card.MVP, 1.22: card.HallOfFame, 1.5: card.HallOfFame} {
		if got := card.BatterRarity(ops); got != want {
			t.Errorf("batter %.3f: %s, want %s", ops, got, want)
		}
	}
	for ops, want := range map[float64]card.Rarity{.7: card.Replacement, .64: card.Reserve, .58: card.Starter, .52: card.AllStar, .46: card.MVP, .39: card.HallOfFame} {
		if got := card.PitcherRarity(ops, false); got != want {
			t.Errorf("starter %.3f: %s, want %s", ops, got, want)
		}
		if got := card.PitcherRarity(ops-.02, true); got != want {
			t.Errorf("reliever %.3f: %s, want %s", ops-.02, got, want)
		}
	}
	values := []int{}
	for _, r := range card.EachRarity() {
		values = append(values, r.Value())
		text, _ := r.MarshalText()
		var back card.Rarity
		if err := back.UnmarshalText(text); err != nil || back != r {
			t.Errorf("%s: %v", r, err)
		}
	}
	if !cmp.Equal(values, []int{0, 1, 2, 3, 5, 8}) || card.Rarity(99).Value() != 0 || card.AllStar.String() != "All-Star" {
		t.Errorf("values %v", values)
	}
	average := card.Average(1, "Sam Average")
	if average.Judge() != card.Reserve {
		t.Errorf("an average pitcher is %s", average.Judge())
	}
	average.Pitching = nil
	if average.Judge() != card.Reserve {
		t.Errorf("an average batter is %s", average.Judge())
	}
	if (&card.Card{}).OPS() != 0 {
		t.Error("an empty card has an OPS")
	}
}

func TestCardsComeBackFromCSV(t *testing.T) {
	both := card.Average(7, `Ana "Ace" Average, Jr.`)
	both.Gloves[6].Arm, both.Gloves[6].Innings = -3, 1130
	batter := card.Average(8, "Bo Batter")
	batter.Pitching = nil
	pitcher := card.Average(9, "Pia Pitcher")
	pitcher.Batting, pitcher.Gloves, pitcher.Pitching.Hold = nil, nil, -3
	cards := []card.Card{both, batter, pitcher}
	var text bytes.Buffer
	if err := card.WriteCSV(&text, cards); err != nil {
		t.Fatal(err)
	}
	back, err := card.ReadCSV(bytes.NewReader(text.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(cards, back); d != "" {
		t.Error(d)
	}
	for _, w := range []int{0, 300} {
		if err := card.WriteCSV(&shortWriter{w}, cards); err == nil {
			t.Errorf("a writer that fails after %d bytes was not noticed", w)
		}
	}
}

type shortWriter struct{ left int }

func (w *shortWriter) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, fmt.Errorf("full")
	}
	return len(p), nil
}

func TestBadCSVIsRefusedWithItsLine(t *testing.T) {
	var text bytes.Buffer
	if err := card.WriteCSV(&text, []card.Card{card.Average(1, "Al One"), card.Average(2, "Al Two")}); err != nil {
		t.Fatal(err)
	}
	good := text.String()
	for from, to := range map[string]string{
		"id,name":         "nr,name",
		"\n2,Al Two":      "\nx,Al Two",
		"2,Al Two,":       "2,Al Two",
		"Al Two,,,,R,R":   "Al Two,,,,X,R",
		"P 0 3 10 0 0 0;": "Q 0 3 10 0 0 0;",
		"C 0 3 5 0 2 1;":  "C 0 3 5 0 2;",
		"30 40 30":        "30 40",
		"48 24 11":        "47 24 11",
		"48 24 12":        "48 x 12",
		"44 32 6":         "-44 32 6",
		"1B 0 3 8":        "1B 0 300 8",
		"11,16,false":     "11,999,false",
		"2,8,0":           "2,8,900",
	} {
		bad := strings.Replace(good, from, to, 1)
		if bad == good {
			if from != "48 24 12" {
				t.Errorf("%q is not in the file", from)
			}
			continue
		}
		cards, err := card.ReadCSV(strings.NewReader(bad))
		if !fault.Is(err, fault.Invalid) || cards != nil {
			t.Errorf("%q for %q: %v", to, from, err)
		}
	}
	if _, err := card.ReadCSV(strings.NewReader("")); !fault.Is(err, fault.Invalid) {
		t.Errorf("an empty file: %v", err)
	}
}

func TestWrongCardsAreToldEveryFault(t *testing.T) {
	good := card.Average(1, "Gus Good")
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*card.Card){
		"name":       func(c *card.Card) { c.Name = "" },
		"long name":  func(c *card.Card) { c.Name = strings.Repeat("x", 61) },
		"spaces":     func(c *card.Card) { c.Name = " Gus" },
		"control":    func(c *card.Card) { c.Name = "Gus\x00" },
		"id":         func(c *card.Card) { c.ID = 0 },
		"bats":       func(c *card.Card) { c.Bats = 3 },
		"throws":     func(c *card.Card) { c.Throws = chart.Switch },
		"rarity":     func(c *card.Card) { c.Rarity = 9 },
		"durability": func(c *card.Card) { c.Durability = 10 },
		"nothing":    func(c *card.Card) { c.Batting, c.Pitching = nil, nil },
		"glove":      func(c *card.Card) { c.Gloves = []card.Glove{{Position: chart.Designated, Range: 3}} },
		"twice":      func(c *card.Card) { c.Gloves = append(c.Gloves[:1:1], c.Gloves[0]) },
		"range":      func(c *card.Card) { c.Gloves = []card.Glove{{Position: chart.Catcher, Range: 6}} },
		"short":      func(c *card.Card) { c.Batting.Vs[0][chart.Walk]-- },
		"long":       func(c *card.Card) { c.Batting.Vs[1][chart.Walk]++ },
		"foreign":    func(c *card.Card) { c.Batting.Vs[0][chart.CheckShort] = 4 },
		"running":    func(c *card.Card) { c.Batting.Running = 18 },
		"steal":      func(c *card.Card) { c.Batting.StealLow = 17 },
		"bunt":       func(c *card.Card) { c.Batting.Bunt = 4 },
		"layout":     func(c *card.Card) { c.Batting.Layout = 0 },
		"spray":      func(c *card.Card) { c.Batting.Spray.Pull++ },
		"x-checks": func(c *card.Card) {
			c.Pitching.Vs[0][chart.CheckShort]--
			c.Pitching.Vs[0][chart.Walk]++
		},
		"no role": func(c *card.Card) { c.Pitching.Starter, c.Pitching.Relief, c.Pitching.Closer = 0, 0, 0 },
		"hold":    func(c *card.Card) { c.Pitching.Hold = 12 },
	} {
		c := card.Average(1, "Gus Good")
		spoil(&c)
		err := c.Check()
		if !fault.Is(err, fault.Invalid) || !strings.HasSuffix(fault.Sentence(err), ".") {
			t.Errorf("%s: %v", name, err)
		}
	}
	two := card.Average(1, "Gus Good")
	two.Durability, two.Batting.Running = 0, 1
	if n := len(fault.All(two.Check())); n != 2 {
		t.Errorf("%d faults told, want 2", n)
	}
}

func TestWhatACardAnswers(t *testing.T) {
	c := card.Average(1, "Gus Good")
	c.Batting.Vs[chart.Left][chart.Walk], c.Batting.Vs[chart.Left][chart.Strikeout] = 1, 667
	if table, layout := c.Hitting(chart.Left); table[chart.Walk] != 1 || layout != 1 {
		t.Error("the wrong table against a left-hander")
	}
	if c.Legs() != (card.Legs{Low: 11, High: 16, Jump: 8, Running: 12, Bunt: chart.C, HitAndRun: chart.C}) {
		t.Errorf("legs %+v", c.Legs())
	}
	pitcher := card.Average(2, "Pat Arm")
	pitcher.Batting, pitcher.Gloves = nil, nil
	if table, _ := pitcher.Hitting(chart.Left); table != card.PitcherHitting(chart.C) {
		t.Error("a pitcher does not bat by his short code")
	}
	if pitcher.Legs().Running != 9 {
		t.Error("pitchers run slowly")
	}
	if table, _ := pitcher.Throwing(chart.Left); table != card.AveragePitching() {
		t.Error("the wrong pitching table")
	}
	pitcher.Pitching = nil
	if table, _ := pitcher.Throwing(chart.Left); table != card.Mopup() {
		t.Error("a fielder pitches like a pitcher")
	}
	if table, _ := pitcher.Hitting(chart.Left); table != card.PitcherHitting(chart.D) {
		t.Error("somebody without any table hits")
	}
	if g, listed := pitcher.Glove(chart.Shortstop); listed || g.Range != 5 || g.Error < 50 {
		t.Errorf("a stranger at short: %+v", g)
	}
	if g, _ := pitcher.Glove(chart.Catcher); g.Arm <= 0 || g.Passed <= 2 {
		t.Errorf("a stranger behind the plate: %+v", g)
	}
	if g, _ := pitcher.Glove(chart.LeftField); g.Arm <= 0 {
		t.Errorf("a stranger in left: %+v", g)
	}
	if !c.Plays(chart.Shortstop) || !c.Plays(chart.Pitcher) || pitcher.Plays(chart.Pitcher) || !pitcher.Plays(chart.Designated) || pitcher.Plays(chart.Catcher) {
		t.Error("who plays where")
	}
	if g := card.AverageGlove(chart.Designated); g.Error != 0 {
		t.Error("a glove for the designated hitter")
	}
	s := card.Spray{Pull: 50, Center: 30, Slap: 20}
	for _, want := range []struct {
		hand chart.Hand
		d    int
		at   chart.Position
	}{{chart.Right, 50, chart.LeftField}, {chart.Right, 51, chart.CenterField}, {chart.Right, 81, chart.RightField}, {chart.Left, 1, chart.RightField}, {chart.Left, 100, chart.LeftField}} {
		if got := s.Spot(want.hand, want.d); got != want.at {
			t.Errorf("spray %s %d: %s, want %s", want.hand, want.d, got, want.at)
		}
	}
	run, low, high, jump := card.Shape{}.Run(0)
	if run != 12 || high != 12 || low != 7 || jump < 4 || jump > 24 {
		t.Errorf("average legs: %d %d %d %d", run, low, high, jump)
	}
	if run, _, high, jump := (card.Shape{}).Run(9); run != 17 || high > 20 || jump != 24 {
		t.Errorf("fastest legs: %d %d %d", run, high, jump)
	}
}
