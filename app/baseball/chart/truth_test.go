package chart_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"matchday/app/baseball/chart"
)

// The charts of ballgame.md §7.5 to §7.7, typed in again from the page in the shape in which they stand there, and read
// by code that shares nothing with the package. differences compares every answer the charts can give with them.

const pageInfield = `
SI2  | –   | –     | 1–2   | 1–4   | 1–6
SI1  | –   | 1–2   | 3–4   | 5–6   | 7–8
G3#  | 1–2 | 3–4   | 5–6   | 7–8   | 9–10
G2#  | 3–4 | 5–6   | 7–8   | 9–10  | 11–12
G3   | –   | 7     | 9–10  | 11–12 | 13–14
G2   | 5–8 | 8–11  | 11–14 | 13–16 | 15–18
G1   | 9–20| 12–20 | 15–20 | 17–20 | 19–20`

const pageOutfield = `TR3/DO3/DO2 | 0/0/0 | 0/0/1 | 0/1/2 | 1/1/2 | 2/2/3
SI2 | 1 | 2 | 3 | 6 | 7`

const pageCatcher = `SI1 0 1 2 3 4; SPD 1 2 3 4 5; PO 3 3 3 3 3; FO 3 3 3 3 3; G3 2 2 2 2 2; G2 3 3 3 3 3`
const pagePitcher = `SI1 0 1 3 4 6; G3 7 7 7 7 7; G2 4 4 4 4 4`

const pageGround = `
--- | B out | B out | B out | – | – | –
1-- | R1 and B out | R1 forced, B safe | B out, R1→2 | – | – | –
-2- | B out, R2→3 if right | B out, R2→3 if right | B out, R2→3 | – | – | –
12- | R1 and B out, R2→3 | R1 forced, R2→3, B safe | B out, R1→2, R2→3 | – | – | –
--3 | B out, R3→4 if mid | B out, R3→4 if mid | B out, R3→4 | B out | B out, R3 may try -6 | B out, R3 may try 2
1-3 | R1 and B out, R3→4 | R1 forced, R3→4, B safe | B out, R1→2, R3→4 | B out, R1→2 | B out, R1→2, R3 may try -6 | B out, R1→2, R3 may try 2
-23 | B out, R3→4 if mid, R2→3 if right and free | B out, R3→4 if mid, R2→3 if right and free | B out, R2→3, R3→4 | B out | B out, R3 may try -6 | B out, R3 may try 2, R2 if he goes
123 | R1 and B out, R3→4, R2→3 | R1 forced, R3→4, R2→3, B safe | B out, R1→2, R2→3, R3→4 | R3 and B out, R2→3, R1→2 | R3 forced, B safe, R1→2, R2→3 | R3 forced, B safe, R1→2, R2→3`

const pageBunt = `
Sacrifice 1–14 1–12 1–10 1–8
Single 15–16 13 11 –
Lead 17–18 14–17 12–16 9–15
Pop 19 18–19 17–18 16–18
Double 20 20 19–20 19–20`

type report []string

func (r *report) say(format string, args ...any) { *r = append(*r, fmt.Sprintf(format, args...)) }

// differences lists every answer of the charts that is not what the page says.
func differences() report {
	var r report
	r.ranges()
	r.errors()
	r.spots()
	r.advances()
	r.grounds()
	r.attempts()
	r.steals()
	r.bunts()
	r.stamina()
	return r
}

// span reads "5–8", "7" or "–".
func span(text string) (from, to int) {
	text = strings.TrimSpace(text)
	if text == "–" {
		return 1, 0
	}
	if n, _ := fmt.Sscanf(strings.ReplaceAll(text, "–", " "), "%d %d", &from, &to); n == 1 {
		to = from
	}
	return from, to
}

func (r *report) ranges() {
	want := map[string]map[[2]int]string{"infield": {}, "outfield": {}, "catcher": {}, "pitcher": {}}
	for line := range strings.Lines(strings.TrimSpace(pageInfield)) {
		cells := strings.Split(line, "|")
		for rng, cell := range cells[1:] {
			from, to := span(cell)
			for d := from; d <= to; d++ {
				want["infield"][[2]int{rng + 1, d}] = strings.TrimSpace(cells[0])
			}
		}
	}
	lines := strings.Split(pageOutfield, "\n")
	for rng := 1; rng <= 5; rng++ {
		var tr, do3, do2, si2 int
		fmt.Sscanf(strings.TrimSpace(strings.Split(lines[0], "|")[rng]), "%d/%d/%d", &tr, &do3, &do2)
		fmt.Sscan(strings.Split(lines[1], "|")[rng], &si2)
		rest := 20 - tr - do3 - do2 - si2 - 2
		f2 := int(math.Round(float64(rest) * 2 / 3))
		fill(want["outfield"], rng, "TR3", tr, "DO3", do3, "DO2", do2, "SI2", si2, "F1", 2, "F2", f2, "F3", rest-f2)
	}
	for name, page := range map[string]string{"catcher": pageCatcher, "pitcher": pagePitcher} {
		for rng := 1; rng <= 5; rng++ {
			var rows []any
			sum := 0
			for part := range strings.SplitSeq(page, ";") {
				f := strings.Fields(part)
				var n int
				fmt.Sscan(f[rng], &n)
				rows = append(rows, f[0], n)
				sum += n
			}
			fill(want[name], rng, append(rows, "G1", 20-sum)...)
		}
	}
	for at := chart.Pitcher; at <= chart.RightField; at++ {
		table := want["outfield"]
		switch {
		case at == chart.Pitcher:
			table = want["pitcher"]
		case at == chart.Catcher:
			table = want["catcher"]
		case at <= chart.Shortstop:
			table = want["infield"]
		}
		for rng := 1; rng <= 5; rng++ {
			for d := 1; d <= 20; d++ {
				if got := chart.Range(at, rng, d).String(); got != table[[2]int{rng, d}] {
					r.say("range %d at %s, d20 %d: %s, want %s", rng, at, d, got, table[[2]int{rng, d}])
				}
			}
		}
	}
	for rng, want := range map[int]int{1: 2, 2: 3, 3: 4, 4: 5, 5: 5} {
		if chart.RangeIn(rng) != want {
			r.say("range %d playing in", rng)
		}
	}
	for d := 1; d <= 20; d++ {
		if chart.SingleIn(d) != (d <= 3) {
			r.say("single through the infield in on %d", d)
		}
	}
}

// fill lays rows of so many faces of the d20 one after the other.
func fill(table map[[2]int]string, rng int, rows ...any) {
	d := 1
	for i := 0; i < len(rows); i += 2 {
		for range rows[i+1].(int) {
			table[[2]int{rng, d}] = rows[i].(string)
			d++
		}
	}
}

func (r *report) errors() {
	k := map[string]float64{"P": 3.7, "C": 2.6, "1B": 3.7, "2B": 1.1, "3B": 2.6, "SS": 1.1, "LF": 3.9, "RF": 3.9, "CF": 2.5}
	for at := chart.Pitcher; at <= chart.RightField; at++ {
		for rating := 0; rating <= 200; rating++ {
			if rating > 60 && rating < 195 && rating%9 != 0 {
				continue
			}
			n := math.Min(190, math.Floor(k[at.String()]*float64(rating)+.5+1e-9))
			for roll := 1; roll <= 216; roll++ {
				want := 0
				part := float64(roll) / n
				switch {
				case float64(roll) > n:
				case at >= chart.LeftField && part <= .05+1e-9:
					want = 3
				case at >= chart.LeftField && part <= .80+1e-9:
					want = 2
				case at >= chart.LeftField:
					want = 1
				case (at == chart.SecondBase || at == chart.ThirdBase || at == chart.Shortstop) && part <= 1./6+1e-9:
					want = 2
				case at <= chart.FirstBase && part <= .05+1e-9:
					want = 2
				default:
					want = 1
				}
				if got := chart.Error(at, rating, roll); got != want {
					r.say("error %d at %s, roll %d: %d bases, want %d", rating, at, roll, got, want)
				}
			}
		}
	}
}

func (r *report) spots() {
	count := map[string]int{}
	for d := 1; d <= 100; d++ {
		count["R"+chart.GroundSpot(chart.Right, d).String()]++
		count["L"+chart.GroundSpot(chart.Left, d).String()]++
		count["fly"+chart.FlySpot(d).String()]++
	}
	want := map[string]int{"RP": 6, "R1B": 14, "R2B": 28, "R3B": 19, "RSS": 33, "LP": 6, "L3B": 14, "LSS": 28, "L1B": 19, "L2B": 33,
		"flyLF": 30, "flyCF": 40, "flyRF": 30}
	if fmt.Sprint(count) != fmt.Sprint(want) {
		r.say("spots: %v, want %v", count, want)
	}
	if chart.GroundSpot(chart.Right, 101) != chart.Shortstop || chart.FlySpot(101) != chart.RightField {
		r.say("a spot beyond the last")
	}
	if chart.GroundSpot(chart.Right, 100) != chart.Shortstop || chart.GroundSpot(chart.Right, 67) != chart.ThirdBase || chart.GroundSpot(chart.Right, 68) != chart.Shortstop {
		r.say("the order of the spots")
	}
	if spots, fullest := chart.Sums(); spots != [2]int{100, 100} || fullest != 20 {
		r.say("the spots add to %v percent, the fullest row to %d faces", spots, fullest)
	}
}

func (r *report) advances() {
	want := map[chart.HitKind]string{ // batter, then R1, R2, R3
		chart.HitSingleOne: "1 2 3 4", chart.HitSingleTwo: "1 3 4 4", chart.HitDoubleTwo: "2 3 4 4",
		chart.HitDoubleThree: "2 4 4 4", chart.HitTriple: "3 4 4 4", chart.HitHomer: "4 4 4 4",
	}
	for kind, bases := range want {
		h := chart.HitOf(kind)
		got := fmt.Sprint(h.Batter, min(1+int(h.Runners), 4), min(2+int(h.Runners), 4), min(3+int(h.Runners), 4))
		if got != bases || h.Runners != map[chart.HitKind]uint8{0: 1, 1: 2, 2: 2, 3: 3, 4: 3, 5: 4}[kind] {
			r.say("hit %d: %s, want %s", kind, got, bases)
		}
	}
	if chart.HitOf(99) != chart.HitOf(chart.HitSingleOne) {
		r.say("a hit that does not exist")
	}
	const up, tag, hold = chart.Advances, chart.MayTag, chart.Holds
	flies := [][3]chart.FlyFate{{up, up, up}, {hold, tag, up}, {hold, hold, tag}, {hold, hold, hold}}
	for class, row := range flies {
		for base := 1; base <= 3; base++ {
			if chart.Fly(chart.FlyClass(class), base) != row[base-1] {
				r.say("fly %d, runner on %d", class, base)
			}
		}
	}
	if chart.Fly(9, 1) != hold || chart.Fly(0, 4) != hold {
		r.say("a fly that does not exist")
	}
}

func (r *report) grounds() {
	for line := range strings.Lines(strings.TrimSpace(pageGround)) {
		cells := strings.Split(line, "|")
		var bases chart.Bases
		if err := bases.UnmarshalText([]byte(strings.TrimSpace(cells[0]))); err != nil {
			r.say("%v", err)
		}
		for i, cell := range cells[1:] {
			class, in := chart.GroundClass(i%3), i >= 3
			if strings.TrimSpace(cell) == "–" {
				if chart.Ground(class, bases, true) != chart.Ground(class, bases, false) {
					r.say("%s %s: the infield in matters with nobody on third", bases, class)
				}
				continue
			}
			for _, at := range []chart.Position{chart.Pitcher, chart.Catcher, chart.FirstBase, chart.SecondBase, chart.ThirdBase, chart.Shortstop} {
				r.ground(bases, class, in, at, cell)
			}
		}
	}
	for class := chart.GroundHard; class <= chart.GroundMedium; class++ {
		lone, both := chart.Ground(class, chart.Second, false).R2, chart.Ground(class, chart.SecondThird, false).R2
		if lone != chart.NextIfRight || both != chart.NextIfRightAndFree {
			r.say("the runner from second on a ground ball %s to the right", class)
		}
	}
	for d := 1; d <= 20; d++ {
		if chart.TriplePlay(d) != (d == 20) {
			r.say("triple play on %d", d)
		}
	}
	if !chart.TriplePlayChance(chart.GroundHard, chart.FirstSecond, 0, chart.ThirdBase) || chart.TriplePlayChance(chart.GroundHard, chart.FirstSecond, 1, chart.ThirdBase) ||
		chart.TriplePlayChance(chart.GroundMedium, chart.FirstSecond, 0, chart.ThirdBase) || chart.TriplePlayChance(chart.GroundHard, chart.Full, 0, chart.ThirdBase) ||
		chart.TriplePlayChance(chart.GroundHard, chart.FirstSecond, 0, chart.Shortstop) {
		r.say("chances of a triple play")
	}
	if chart.Ground(99, chart.First, false) != chart.Ground(chart.GroundSlow, chart.First, false) {
		r.say("a ground ball that does not exist")
	}
}

// ground compares one cell: what the words of the page say, worked out for a ball to this fielder.
func (r *report) ground(bases chart.Bases, class chart.GroundClass, in bool, at chart.Position, words string) {
	mid := at == chart.SecondBase || at == chart.Shortstop
	right := at == chart.FirstBase || at == chart.SecondBase
	fate := [4]chart.Fate{chart.Gone, chart.Absent, chart.Absent, chart.Absent}
	for base := 1; base <= 3; base++ {
		if bases.Has(base) {
			fate[base] = chart.Stays
		}
	}
	for phrase := range strings.SplitSeq(words, ",") {
		phrase = strings.TrimSpace(phrase)
		var base, to int
		switch {
		case phrase == "B out":
		case phrase == "B safe":
			fate[0] = chart.Next
		case strings.HasSuffix(phrase, "and B out"), strings.HasSuffix(phrase, "forced"):
			fmt.Sscanf(phrase, "R%d", &base)
			fate[base] = chart.Gone
		case strings.Contains(phrase, "may try"):
			fate[3] = chart.MayTry
			want := -6
			if class == chart.GroundSlow {
				want = 2
			}
			if !strings.HasSuffix(phrase, fmt.Sprint(want)) {
				r.say("%s: %s", bases, phrase)
			}
		case phrase == "R2 if he goes":
			fate[2] = chart.NextIfHeGoes
		default:
			fmt.Sscanf(phrase, "R%d→%d", &base, &to)
			yes := true
			switch {
			case strings.HasSuffix(phrase, "if mid"):
				yes = mid
			case strings.HasSuffix(phrase, "if right"):
				yes = right
			case strings.HasSuffix(phrase, "if right and free"):
				yes = right && mid // third is free when its runner has scored, which takes a ball to the middle
			}
			if yes {
				fate[base] = chart.Next
			}
			if to != base+1 {
				r.say("%s: %s", bases, phrase)
			}
		}
	}
	got := chart.Ground(class, bases, in).Resolve(at)
	if want := (chart.GroundCell{B: fate[0], R1: fate[1], R2: fate[2], R3: fate[3]}); got != want {
		r.say("ground %s with %s, in %v, to %s: %v, want %v", class, bases, in, at, got, want)
	}
}

func (r *report) attempts() {
	type field struct{ left, center, right float64 }
	page := map[chart.Try]struct {
		add    float64
		field  field
		twoOut float64
		arm    bool
	}{
		chart.HomeOnSingle:   {3, field{-1, 1, 0}, 2, true},
		chart.ThirdOnSingle:  {-2, field{-3, 0, 2}, 2, true},
		chart.SecondOnThrow:  {-6, field{}, 0, false},
		chart.HomeOnDouble:   {-1, field{}, 3, true},
		chart.ThirdOnThrow:   {-6, field{}, 0, false},
		chart.HomeOnFly:      {1, field{}, 0, true},
		chart.ThirdOnFly:     {0, field{-6, 2, 4}, 0, true},
		chart.HomeOnGrounder: {-6, field{}, 0, false},
		chart.HomeOnSlow:     {2, field{}, 0, false},
	}
	for try, row := range page {
		for running := 1; running <= 22; running++ {
			for arm := -6; arm <= 6; arm++ {
				for outs := range 3 {
					for _, at := range []chart.Position{chart.ThirdBase, chart.LeftField, chart.CenterField, chart.RightField} {
						want := float64(running) + row.add
						switch at {
						case chart.LeftField:
							want += row.field.left
						case chart.CenterField:
							want += row.field.center
						case chart.RightField:
							want += row.field.right
						}
						if row.arm {
							want += float64(arm)
						}
						if outs == 2 {
							want += row.twoOut
						}
						want = math.Max(2, math.Min(19, want))
						if got := chart.Safe(try, running, arm, at, outs); float64(got) != want {
							r.say("try %d, running %d, arm %d, %d out, %s: %d, want %v", try, running, arm, outs, at, got, want)
						}
					}
				}
			}
		}
	}
	if chart.Safe(99, 20, 0, chart.LeftField, 0) != 2 {
		r.say("an attempt that does not exist")
	}
}

func (r *report) steals() {
	for number := 1; number <= 20; number++ {
		for hold := -4; hold <= 4; hold++ {
			for arm := -4; arm <= 4; arm++ {
				for to := 2; to <= 4; to++ {
					want := number + hold + arm
					if to == 3 {
						want -= 2
					}
					if to == 4 {
						want = 5 + (number - 12)
					}
					want = max(1, min(19, want))
					if got := chart.StealSafe(to, number, hold, arm); got != want {
						r.say("steal of %d with %d %d %d: %d, want %d", to, number, hold, arm, got, want)
					}
				}
			}
		}
		if chart.RunLow(number) != number-2 {
			r.say("hit-and-run strikeout, %d", number)
		}
	}
	for d := 1; d <= 20; d++ {
		if (chart.JumpOf(d) == chart.JumpPickoff) != (d == 1) || (chart.JumpOf(d) == chart.JumpBalk) != (d == 2) {
			r.say("jump die %d", d)
		}
		if (chart.ChaosOf(d) == chart.ChaosWildPitch) != (d == 1) || (chart.ChaosOf(d) == chart.ChaosPassedBall) != (d == 2) {
			r.say("chaos die %d", d)
		}
	}
	for hold := -9; hold <= 9; hold++ {
		if got, want := chart.PickoffOut(hold), max(1, 6-hold); got != want {
			r.say("pickoff with hold %d: %d, want %d", hold, got, want)
		}
	}
	for jump := 0; jump <= 40; jump++ {
		for _, held := range []bool{false, true} {
			want := min(jump, 36)
			if held {
				want = jump / 2
			}
			good := 0
			for a := 1; a <= 6; a++ {
				for b := 1; b <= 6; b++ {
					if chart.GoodLead(jump, held, a, b) {
						good++
					}
				}
			}
			if good != want || chart.LeadFaces(jump, held) != want {
				r.say("jump %d, held %v: %d good pairs, want %d", jump, held, good, want)
			}
		}
	}
}

func (r *report) bunts() {
	kinds := []chart.Bunted{chart.BuntSacrifice, chart.BuntSingle, chart.BuntLeadOut, chart.BuntPop, chart.BuntDouble}
	for i, line := range strings.Split(strings.TrimSpace(pageBunt), "\n") {
		for grade, cell := range strings.Fields(line)[1:] {
			from, to := span(cell)
			for d := from; d <= to; d++ {
				if got := chart.Bunt(chart.Grade(grade), d); got != kinds[i] {
					r.say("bunt %s on %d: %d, want %d", chart.Grade(grade), d, got, kinds[i])
				}
			}
		}
	}
	for grade, from := range []int{12, 10, 8, 6} {
		for d := 1; d <= 20; d++ {
			if chart.DoubledOff(chart.Grade(grade), d) != (d >= from) {
				r.say("doubled off, %s on %d", chart.Grade(grade), d)
			}
		}
	}
}

func (r *report) stamina() {
	for pow := range 9 {
		for outs := range 40 {
			for earned := range 9 {
				want := chart.Fresh
				if outs >= 3*pow || earned >= 6 {
					want = chart.Tired
				}
				if outs >= 3*pow+6 {
					want = chart.Exhausted
				}
				if got := chart.WearOf(pow, outs, earned, false); got != want {
					r.say("POW %d, %d outs, %d ER: %s, want %s", pow, outs, earned, got, want)
				}
			}
		}
	}
	if chart.WearOf(6, 0, 0, true) != chart.Tired {
		r.say("an injury that does not tire")
	}
	for rank := range 400 {
		for wear, times := range []int{0, 1, 2} {
			if got := chart.Wear(wear).Worn(chart.Strikeout, rank); (got == chart.SingleOne) != (rank < 4*20*times) {
				r.say("%s: unit %d of strikeout is %s", chart.Wear(wear), rank, got)
			}
			if got := chart.Wear(wear).Worn(chart.GroundA, rank); (got == chart.Walk) != (rank < 2*20*times) {
				r.say("%s: unit %d of groundout_a is %s", chart.Wear(wear), rank, got)
			}
			if chart.Wear(wear).Worn(chart.HomeRun, rank) != chart.HomeRun {
				r.say("wear changes a homer")
			}
		}
	}
	for outs := range 30 {
		want := 0
		if outs >= 15 {
			want = 4
		}
		if chart.StarterRest(outs) != want {
			r.say("rest after %d outs", outs)
		}
	}
	if chart.RelieverLoss() != 0 || chart.RelieverLoss(1) != 1 || chart.RelieverLoss(1, 2) != 2 || chart.RelieverLoss(2, 3, 4) != 1 || chart.RelieverLoss(0) != 0 {
		r.say("what relievers lose")
	}
	for column := 1; column <= 6; column++ {
		for row := 2; row <= 12; row++ {
			for d := 1; d <= 20; d++ {
				if chart.InjuryTriggered(column, row, d) != (column == 6 && row >= 7 && d == 1) {
					r.say("injury on %d %d %d", column, row, d)
				}
			}
		}
	}
	for durability := 20; durability <= 70; durability++ {
		longer, only := 0, 0
		for d := 1; d <= 200; d++ {
			misses, hurt := chart.Injury(durability, d)
			switch {
			case misses:
				longer++
			case hurt:
				only++
			}
		}
		if only != 50 || longer != 100-durability {
			r.say("durability %d: %d of 200 for this game, %d for longer", durability, only, longer)
		}
		mean, stop := float64(80-durability)/8, 0
		for d := 1; d <= 1000; d++ {
			if chart.InjuryStop(durability, d) {
				stop++
			}
		}
		if want := int(1000/(1+mean) + 1e-9); stop != want {
			r.say("durability %d: an injury ends on %d of 1000, want %d", durability, stop, want)
		}
	}
	if chart.InjuryLimit() != 24 {
		r.say("longest injury")
	}
}

func TestChartsSayWhatThePageSays(t *testing.T) {
	for _, d := range differences() {
		t.Error(d)
	}
}

// The checksum is pinned so that a changed number is always a decision: a new set of charts gets a new Version.
func TestTheChecksumIsPinned(t *testing.T) {
	if got := chart.Version + ":" + chart.Checksum(); got != "paper-1:99e6769f0622" {
		t.Errorf("charts are %s", got)
	}
}

// Every number of the charts is watched: one more or one less anywhere, and the comparison with the page fails.
func TestEveryCellIsWatched(t *testing.T) {
	cells := chart.Cells()
	sum := chart.Checksum()
	unseen := 0
	for _, cell := range cells {
		for _, by := range []int64{1, -1} {
			cell.Change(by)
			seen := len(differencesSafely()) > 0
			changed := chart.Checksum() != sum
			cell.Change(-by)
			if !seen || !changed {
				unseen++
				t.Errorf("%s changed by %+d: nobody noticed", cell.Name, by)
			}
		}
	}
	if chart.Checksum() != sum || len(differences()) > 0 {
		t.Fatal("the charts were not put back")
	}
	t.Logf("%d cells, %d changes, %d unnoticed", len(cells), 2*len(cells), unseen)
}

// differencesSafely counts a panic as a difference: a wild cell may be no index any more.
func differencesSafely() (r report) {
	defer func() {
		if p := recover(); p != nil {
			r = append(r, fmt.Sprint(p))
		}
	}()
	return differences()
}
