package odds_test

import (
	"math"
	"testing"

	"matchday/app/baseball/chart"
	"matchday/app/baseball/odds"
	"matchday/app/baseball/score"
)

var nine = odds.Rules{Innings: 9}

// at is a moment: inning, half, outs, bases, home lead.
func at(inning int, half chart.Side, outs int, bases chart.Bases, lead int) score.Situation {
	s := score.Situation{Inning: uint16(inning), Half: half, Outs: uint8(outs), Bases: bases}
	if lead >= 0 {
		s.Score[1] = uint16(lead)
	} else {
		s.Score[0] = uint16(-lead)
	}
	return s
}

// pageRE is the last column of ballgame.md §7.8, and public the table of §3.12 (major leagues 1984 to 1994).
var pageRE = map[chart.Bases][3]float64{
	chart.Empty: {.493, .265, .100}, chart.First: {.879, .514, .217}, chart.Second: {1.066, .646, .294}, chart.FirstSecond: {1.489, .919, .428},
	chart.Third: {1.361, .956, .380}, chart.FirstThird: {1.751, 1.174, .505}, chart.SecondThird: {1.951, 1.354, .576}, chart.Full: {2.423, 1.623, .779},
}

var publicRE = map[chart.Bases][3]float64{
	chart.Empty: {.49, .26, .10}, chart.First: {.88, .52, .23}, chart.Second: {1.13, .69, .33}, chart.FirstSecond: {1.50, .92, .44},
	chart.Third: {1.37, .96, .38}, chart.FirstThird: {1.75, 1.17, .50}, chart.SecondThird: {1.98, 1.40, .61}, chart.Full: {2.37, 1.57, .76},
}

func TestRunsExpectedAreThoseOfThePage(t *testing.T) {
	s := odds.Standard()
	worstPage, worstPublic := 0.0, 0.0
	for bases, row := range pageRE {
		for outs, want := range row {
			got := s.RE(bases, uint8(outs))
			page, public := math.Abs(got-want), math.Abs(got-publicRE[bases][outs])
			worstPage, worstPublic = max(worstPage, page), max(worstPublic, public)
			if page > .06 || public > .12 {
				t.Errorf("%d out, %s: %.3f, page %.3f, public %.3f", outs, bases, got, want, publicRE[bases][outs])
			}
		}
	}
	t.Logf("farthest from the page %.3f (bound .06), from the public table %.3f (bound .12)", worstPage, worstPublic)
	for k, want := range []float64{.7273, .1468, .0704, .0320, .0139, .0058} {
		if got := s.Runs[chart.Empty][0][k]; math.Abs(got-want) > .005 {
			t.Errorf("%d runs in a half-inning: %.4f, page %.4f", k, got, want)
		}
	}
	if s.RE(chart.Full, 3) != 0 {
		t.Error("runs are expected after three outs")
	}
}

func TestTheTestValuesOfThePage(t *testing.T) {
	for name, table := range map[string]*odds.Table{"standard": odds.Standard(), "page": odds.Page()} {
		for what, v := range map[string]struct {
			s    score.Situation
			want float64
		}{
			"tied, bottom 9, bases full, one out":       {at(9, chart.Home, 1, chart.Full, 0), .855},
			"one behind, bottom 9, two outs, R3":        {at(9, chart.Home, 2, chart.Third, -1), .174},
			"home one ahead entering the ninth":         {at(9, chart.Away, 0, chart.Empty, 1), .838},
			"home one behind, bottom of the eighth":     {at(8, chart.Home, 0, chart.Empty, -1), .303},
			"even at the start":                         {at(1, chart.Away, 0, chart.Empty, 0), .500},
			"even in the bottom of the ninth":           {at(9, chart.Home, 0, chart.Empty, 0), .636},
			"home four ahead in the first":              {at(1, chart.Away, 0, chart.Empty, 4), .836},
			"home four behind in the bottom of the 6th": {at(6, chart.Home, 0, chart.Empty, -4), .091},
		} {
			if got := table.Win(v.s, nine); math.Abs(got-v.want) > .003 {
				t.Errorf("%s: %s: %.4f, want %.3f", name, what, got, v.want)
			}
		}
	}
}

// The halves of the page, all 126 of them.
func TestHalfInningsAreThoseOfThePage(t *testing.T) {
	page := map[int][14]float64{
		4:  {.836, .866, .903, .924, .946, .967, .987, .870, .901, .936, .955, .973, .989, 1},
		3:  {.771, .802, .843, .869, .899, .933, .968, .812, .846, .890, .916, .945, .975, 1},
		2:  {.692, .718, .757, .785, .821, .867, .927, .738, .770, .817, .850, .891, .941, 1},
		1:  {.600, .615, .642, .664, .696, .749, .838, .648, .672, .711, .744, .792, .869, 1},
		0:  {.500, .500, .500, .500, .500, .500, .500, .548, .555, .566, .575, .587, .606, .636},
		-1: {.400, .385, .358, .336, .304, .251, .162, .444, .433, .411, .391, .359, .303, .199},
		-2: {.308, .282, .243, .215, .179, .133, .073, .346, .321, .282, .253, .214, .161, .091},
		-3: {.229, .198, .157, .131, .101, .067, .032, .259, .227, .183, .155, .121, .082, .039},
		-4: {.164, .134, .097, .076, .054, .033, .013, .187, .155, .114, .091, .066, .040, .017},
	}
	innings := []int{1, 3, 5, 6, 7, 8, 9, 1, 3, 5, 6, 7, 8, 9}
	worst := 0.0
	for lead, row := range page {
		for i, want := range row {
			half := chart.Away
			if i >= 7 {
				half = chart.Home
			}
			if got := odds.Page().Win(at(innings[i], half, 0, chart.Empty, lead), nine); math.Abs(got-want) > .003 { // the page's own numbers are rounded
				t.Errorf("page: %s of %d, lead %+d: %.4f, want %.3f", half, innings[i], lead, got, want)
			}
			got := odds.Standard().Win(at(innings[i], half, 0, chart.Empty, lead), nine)
			worst = max(worst, math.Abs(got-want))
		}
	}
	if worst > .004 {
		t.Errorf("the standard table is %.4f from the page", worst)
	}
	t.Logf("farthest from the page: %.4f", worst)
}

// What is checked in follows from the distributions that are checked in with it.
func TestTheRecursionIsCheckedIn(t *testing.T) {
	s := odds.Standard()
	again := odds.Recursion(s.Runs)
	for i := range s.Half {
		for half := range s.Half[i] {
			for lead := range s.Half[i][half] {
				if d := math.Abs(s.Half[i][half][lead] - again.Half[i][half][lead]); d > 1e-6 {
					t.Fatalf("inning %d, half %d, lead %d is off by %g", i, half, lead-odds.MaxLead, d)
				}
			}
		}
	}
	for half := range s.Placed {
		for lead := range s.Placed[half] {
			if d := math.Abs(s.Placed[half][lead] - again.Placed[half][lead]); d > 1e-6 {
				t.Fatalf("placed runner, half %d, lead %d is off by %g", half, lead-odds.MaxLead, d)
			}
		}
	}
	for b := range s.Runs {
		for o := range s.Runs[b] {
			sum := 0.0
			for _, p := range s.Runs[b][o] {
				sum += p
			}
			if math.Abs(sum-1) > 1e-5 {
				t.Errorf("%s, %d out: adds to %f", chart.Bases(b), o, sum)
			}
		}
	}
}

// A hundredth of the measurement, played now: every state is where the checked-in table has it, within chance.
func TestASmallMeasurementAgrees(t *testing.T) {
	t.Parallel()
	c := play(t, measured/100)
	s := odds.Standard()
	for b := range c {
		for o := range c[b] {
			n, sum, squares := 0.0, 0.0, 0.0
			for k, times := range c[b][o] {
				n += float64(times)
				sum += float64(k * times)
				squares += float64(k * k * times)
			}
			mean := sum / n
			deviation := math.Sqrt((squares/n - mean*mean) / n)
			if z := (mean - s.RE(chart.Bases(b), uint8(o))) / deviation; math.Abs(z) > 5.5 {
				t.Errorf("%d out, %s: %.3f in %d, %.3f checked in", o, chart.Bases(b), mean, int(n), s.RE(chart.Bases(b), uint8(o)))
			}
		}
	}
}

func TestTheEdgesOfAGame(t *testing.T) {
	s := odds.Standard()
	for what, v := range map[string]struct {
		s    score.Situation
		r    odds.Rules
		low  float64
		high float64
	}{
		"three out in the bottom of the ninth, ahead":  {at(9, chart.Home, 3, chart.Empty, 1), nine, 1, 1},
		"three out in the bottom of the ninth, behind": {at(9, chart.Home, 3, chart.Empty, -1), nine, 0, 0},
		"three out in the bottom of the ninth, level":  {at(9, chart.Home, 3, chart.Empty, 0), nine, .49999, .50001},
		"three out in the top of the ninth, ahead":     {at(9, chart.Away, 3, chart.Empty, 1), nine, 1, 1},
		"three out in the top of the ninth, level":     {at(9, chart.Away, 3, chart.Empty, 0), nine, .630, .640},
		"ahead in the bottom of the ninth":             {at(9, chart.Home, 1, chart.First, 1), nine, 1, 1},
		"level in the twelfth":                         {at(12, chart.Away, 0, chart.Empty, 0), nine, .49999, .50001},
		"level in the tenth with a placed runner":      {at(10, chart.Away, 0, chart.Second, 0), odds.Rules{Innings: 9, Placed: true}, .48, .52},
		"bottom of the tenth, placed, one behind":      {at(10, chart.Home, 0, chart.Second, -1), odds.Rules{Innings: 9, Placed: true}, .40, .46},
		"top of the tenth is over, placed, level":      {at(10, chart.Away, 3, chart.Empty, 0), odds.Rules{Innings: 9, Placed: true}, .78, .84},
		"nine over, placed, level":                     {at(9, chart.Home, 3, chart.Empty, 0), odds.Rules{Innings: 9, Placed: true}, .48, .52},
		"last of a short game is the ninth":            {at(3, chart.Home, 1, chart.Full, 0), odds.Rules{Innings: 3}, .852, .858},
		"hopeless":                                     {at(9, chart.Home, 2, chart.Empty, -40), nine, 0, 1e-6},
		"won":                                          {at(2, chart.Away, 2, chart.Empty, 40), nine, .9999, 1},
	} {
		if got := s.Win(v.s, v.r); got < v.low || got > v.high {
			t.Errorf("%s: %.5f, want %.5f to %.5f", what, got, v.low, v.high)
		}
		if sum := s.WinFor(chart.Home, v.s, v.r) + s.WinFor(chart.Away, v.s, v.r); math.Abs(sum-1) > 1e-12 {
			t.Errorf("%s: the two sides add to %f", what, sum)
		}
	}
}

// Nothing that helps may cost: an out less or a runner more never lowers the chance of the side at bat, except that a
// runner on first makes double plays possible.
func TestMoreIsNeverWorse(t *testing.T) {
	s := odds.Standard()
	for inning := 1; inning <= 11; inning++ {
		for _, half := range []chart.Side{chart.Away, chart.Home} {
			for lead := -6; lead <= 6; lead++ {
				if half == chart.Home && inning >= 9 && lead > 0 {
					continue
				}
				for b := chart.Empty; b <= chart.Full; b++ {
					for outs := range 3 {
						here := s.WinFor(half, at(inning, half, outs, b, lead), nine)
						if outs < 2 && s.WinFor(half, at(inning, half, outs+1, b, lead), nine) > here+1e-9 {
							t.Errorf("an out helps: inning %d %s, %d out, %s, lead %+d", inning, half, outs, b, lead)
						}
						if b != chart.Full {
							more := chart.OnBases(b.Mask() | (b.Mask() + 1))
							slack := 2e-3
							if !b.Has(1) && outs < 2 {
								slack = .03
							}
							if s.WinFor(half, at(inning, half, outs, more, lead), nine) < here-slack {
								t.Errorf("a runner hurts: inning %d %s, %d out, %s to %s, lead %+d", inning, half, outs, b, more, lead)
							}
						}
					}
				}
			}
		}
	}
}
