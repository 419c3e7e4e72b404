package baseball_test

import (
	"fmt"
	"strings"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
)

// The oracle: the words of the page, and as little arithmetic as they need.

// spotFaces are rolls of the d100 that send a ground ball from a right-handed batter to each fielder.
var spotFaces = map[string]int{"P": 3, "1B": 10, "2B": 30, "3B": 60, "SS": 90}

// groundPage is the chart of ground balls with fewer than two outs: A, B, C back, then A, B, C in.
var groundPage = map[string][6]string{
	"---": {"B out", "B out", "B out"},
	"1--": {"1 out, B out", "1 forced", "B out, 1 up"},
	"-2-": {"B out, 2 up if right", "B out, 2 up if right", "B out, 2 up"},
	"12-": {"1 out, B out, 2 up", "1 forced, 2 up", "B out, 1 up, 2 up"},
	"--3": {"B out, 3 up if mid", "B out, 3 up if mid", "B out, 3 up", "B out", "B out, 3 may try", "B out, 3 may try"},
	"1-3": {"1 out, B out, 3 up", "1 forced, 3 up", "B out, 1 up, 3 up", "B out, 1 up", "B out, 1 up, 3 may try", "B out, 1 up, 3 may try"},
	"-23": {"B out, 3 up if mid, 2 up if right and free", "B out, 3 up if mid, 2 up if right and free", "B out, 2 up, 3 up",
		"B out", "B out, 3 may try", "B out, 3 may try, 2 with him"},
	"123": {"1 out, B out, 2 up, 3 up", "1 forced, 2 up, 3 up", "B out, 1 up, 2 up, 3 up",
		"3 out, B out, 2 up, 1 up", "3 forced, 2 up, 1 up", "3 forced, 2 up, 1 up"},
}

func name(mask int) string { return chart.OnBases(uint8(mask)).String() }

func stay() [4]int { return [4]int{0, 1, 2, 3} }

// held takes back what a third out on the batter or on a force forbids: runs, and moves onto a base that is not left.
func held(to [4]int, mask int) [4]int {
	ahead := 4
	for base := 3; base >= 1; base-- {
		if to[base] == 0 || mask>>(base-1)&1 == 0 {
			continue
		}
		if to[base] >= ahead {
			to[base] = base
		}
		ahead = to[base]
	}
	return to
}

// groundOracle reads the chart in words. tried is how the runner on third came out if he may try: "", "stay", "give",
// "safe" or "out".
func groundOracle(class int, spot, depth, tried string, errors int) func(mask, outs int) outline {
	return func(mask, outs int) outline {
		if outs == 2 {
			if errors > 0 {
				return misplayed(stay(), mask, errors, 0)
			}
			return outline{to: stay(), event: "ground_out"}
		}
		in := depth == "in" || depth == "corners_in" && (spot == "P" || spot == "C" || spot == "1B" || spot == "3B")
		column := class
		if in && mask&4 != 0 {
			column += 3
		}
		words := groundPage[name(mask)][column]
		to, rbis := stay(), 0
		mid, right := spot == "2B" || spot == "SS", spot == "1B" || spot == "2B"
		double, force := strings.Contains(words, " out, B out"), strings.Contains(words, "forced")
		if force {
			to[0] = 1
		}
		for phrase := range strings.SplitSeq(words, ", ") {
			var base int
			fmt.Sscanf(phrase, "%d", &base)
			switch {
			case strings.HasSuffix(phrase, "forced"), base > 0 && strings.HasSuffix(phrase, "out"):
				to[base] = 0
			case strings.HasSuffix(phrase, " up"),
				strings.HasSuffix(phrase, "if mid") && mid,
				strings.HasSuffix(phrase, "if right") && right,
				strings.HasSuffix(phrase, "and free") && right && mid:
				to[base] = base + 1
			}
		}
		if errors > 0 {
			// The batter would have been out and nobody else: no double play is taken for granted.
			clean := to
			if to[3] == 0 {
				clean = stay()
			}
			if clean[1] == 0 && mask&1 != 0 {
				clean[1] = 2
			}
			if mask&4 != 0 && clean[3] == 4 && !double {
				rbis = 1
			}
			return misplayed(clean, mask, errors, rbis)
		}
		if strings.Contains(words, "may try") {
			return triedOracle(words, to, mask, tried)
		}
		event := "ground_out"
		switch {
		case double:
			event = "double_play"
			if outs == 1 {
				return outline{to: held(to, mask), event: event}
			}
		case force:
			event = "fielders_choice"
		}
		if mask&4 != 0 && to[3] == 4 && !double {
			rbis = 1
		}
		return outline{to: to, event: event, rbi: rbis}
	}
}

// triedOracle: the runner on third may try. When he stays the batter is out; when nobody throws he scores and the
// batter is out; thrown at, he is safe or out and the batter safe on first.
func triedOracle(words string, to [4]int, mask int, tried string) outline {
	with := strings.Contains(words, "2 with him")
	switch tried {
	case "":
		return outline{event: "asks send", none: true}
	case "stay":
		return outline{to: to, event: "ground_out"}
	}
	if with {
		to[2] = 3
	}
	switch tried {
	case "give":
		to[3] = 4
		return outline{to: to, event: "ground_out", rbi: 1}
	case "safe":
		to[0], to[3] = 1, 4
		return outline{to: to, event: "fielders_choice", rbi: 1}
	}
	to[0], to[3] = 1, 0
	return outline{to: to, event: "fielders_choice"}
}

// misplayed: the batter is safe at the base of the error, runners take as many, all of them on three.
func misplayed(clean [4]int, mask, errors, rbi int) outline {
	var to [4]int
	to[0] = errors
	for base := 1; base <= 3; base++ {
		to[base] = min(base+errors, 4)
		if errors == 3 {
			to[base] = 4
		}
	}
	return outline{to: to, event: "reached_on_error", rbi: rbi, err: errors}
}

// hitOracle: the batter's base and what runners take; with errors as ballgame.md §3.3 says.
func hitOracle(event string, batter, runners, errors int) func(mask, outs int) outline {
	return func(mask, outs int) outline {
		o := outline{event: event, err: errors}
		o.to[0] = batter
		if batter == 4 {
			o.rbi = 1
		}
		for base := 1; base <= 3; base++ {
			clean := min(base+runners, 4)
			o.to[base] = clean
			if mask>>(base-1)&1 == 1 && clean == 4 {
				o.rbi++
			}
			switch {
			case errors == 1 && event != "triple":
				o.to[base] = min(clean+1, 4)
			case errors > 0:
				o.to[base] = 4
			}
		}
		switch {
		case errors == 0:
		case event == "triple" || errors == 3:
			o.to[0] = 4
		default:
			o.to[0] = min(batter+errors, 4)
		}
		return o
	}
}

// freeOracle: only forced runners move.
func freeOracle(event string) func(mask, outs int) outline {
	return func(mask, outs int) outline {
		o := outline{to: stay(), event: event}
		o.to[0] = 1
		for base := 1; base <= 3; base++ {
			if mask>>(base-1)&1 == 0 {
				return o
			}
			o.to[base] = base + 1
		}
		o.rbi = 1
		return o
	}
}

func outOracle(event string) func(mask, outs int) outline {
	return func(mask, outs int) outline { return outline{to: stay(), event: event} }
}

// flyOracle: A moves everybody, B the runner from third and asks for the one on second, BQ asks for third, C nobody.
func flyOracle(class string, tried string, errors int) func(mask, outs int) outline {
	return func(mask, outs int) outline {
		o := outline{to: stay(), event: "fly_out"}
		if outs < 2 {
			switch class {
			case "A":
				for base := 1; base <= 3; base++ {
					o.to[base] = base + 1
				}
			case "B":
				o.to[3] = 4
			}
			if mask&4 != 0 && o.to[3] == 4 {
				o.rbi = 1
			}
		}
		if errors > 0 {
			return misplayed(o.to, mask, errors, o.rbi)
		}
		asked := outs < 2 && (class == "BQ" && mask&4 != 0 || class == "B" && mask&2 != 0)
		if !asked {
			return o
		}
		base := 2
		if class == "BQ" {
			base = 3
		}
		switch tried {
		case "":
			return outline{event: "asks send", none: true}
		case "safe":
			o.to[base] = base + 1
			if base == 3 {
				o.rbi = 1
			}
		case "out":
			o.to[base] = 0
		}
		return o
	}
}

// uncappedOracle: single: R2 for home, else R1 for third; double: R1 for home. branch is what was decided: "hold",
// "give", "stay safe", "stay out", "lead safe", "lead out", "trail safe", "trail out".
func uncappedOracle(double bool, branch string) func(mask, outs int) outline {
	return func(mask, outs int) outline {
		o := outline{to: [4]int{1, 2, 3, 4}, event: "single"}
		if double {
			o = outline{to: [4]int{2, 3, 4, 4}, event: "double"}
		}
		lead, goal := 0, 4
		switch {
		case double && mask&1 != 0:
			lead = 1
		case !double && mask&2 != 0:
			lead = 2
		case !double && mask&1 != 0:
			lead, goal = 1, 3
		}
		trail, next := 0, 2
		if double {
			next = 3
		}
		if lead == 2 && mask&1 != 0 {
			trail, next = 1, 3
		}
		if lead > 0 {
			switch branch {
			case "give", "stay safe":
				o.to[lead] = goal
			case "stay out":
				o.to[lead] = 0
			case "lead safe", "trail safe":
				o.to[lead], o.to[trail] = goal, next
			case "lead out":
				o.to[lead], o.to[trail] = 0, next
			case "trail out":
				o.to[lead], o.to[trail] = goal, 0
			}
		}
		for base := 1; base <= 3; base++ {
			if mask>>(base-1)&1 == 1 && o.to[base] == 4 {
				o.rbi++
			}
		}
		return o
	}
}

// buntOracle is the bunt chart's five rows in words.
func buntOracle(row string) func(mask, outs int) outline {
	return func(mask, outs int) outline {
		up := [4]int{0, 2, 3, 4}
		scores := 0
		if mask&4 != 0 {
			scores = 1
		}
		switch row {
		case "sacrifice":
			if outs == 2 || mask == 0 {
				return outline{to: stay(), event: "bunt_out"}
			}
			return outline{to: up, event: "sacrifice", rbi: scores}
		case "single":
			up[0] = 1
			return outline{to: up, event: "single", rbi: scores}
		case "pop":
			return outline{to: stay(), event: "pop_out"}
		case "lead":
			if mask == 0 {
				return outline{to: stay(), event: "bunt_out"}
			}
			lead := 3
			for mask>>(lead-1)&1 == 0 {
				lead--
			}
			up[0], up[lead] = 1, 0
			return outline{to: up, event: "fielders_choice"}
		}
		if mask&1 == 0 || outs == 2 {
			return outline{to: stay(), event: "strikeout"}
		}
		to := stay()
		switch mask & 7 {
		case 1, 5:
			to[1] = 0
		case 3:
			to[1], to[2] = 2, 0
		case 7:
			to[1], to[2], to[3] = 2, 3, 0
		}
		if outs == 1 {
			to = held(to, mask)
		}
		return outline{to: to, event: "double_play"}
	}
}

// runOracle is the hit-and-run: ground balls A and B count as C, singles move runners one more, a strikeout makes the
// runner run, a line out may double him off.
func runOracle(what string) func(mask, outs int) outline {
	return func(mask, outs int) outline {
		o := outline{to: stay(), event: strings.Fields(what)[0]}
		third := outs == 2
		switch what {
		case "single":
			return hitOracle("single", 1, 2, 0)(mask, outs)
		case "ground_out":
			return groundOracle(2, "SS", "back", "", 0)(mask, outs)
		case "strikeout safe":
			if !third {
				o.to[1] = 2
			}
		case "strikeout out", "line_out doubled":
			if !third {
				o.to[1] = 0
			}
		}
		return o
	}
}

func faces(f ...int) func(bool) []int { return func(bool) []int { return f } }

// deals lists all cases.
func deals() []deal {
	var all []deal
	add := func(d deal) {
		if d.input == 0 {
			d.input = baseball.Roll
		}
		all = append(all, d)
	}
	add(deal{title: "homerun", outcome: chart.HomeRun, expect: hitOracle("homer", 4, 4, 0)})
	add(deal{title: "bp_homerun, the park allows it", outcome: chart.ParkHomer, rolls: faces(10), expect: hitOracle("homer", 4, 4, 0)})
	add(deal{title: "bp_homerun, caught at the wall", outcome: chart.ParkHomer, rolls: faces(11, 50), expect: outOracle("fly_out")})
	add(deal{title: "triple", outcome: chart.Triple, expect: hitOracle("triple", 3, 3, 0)})
	add(deal{title: "double_three", outcome: chart.DoubleThree, expect: hitOracle("double", 2, 3, 0)})
	add(deal{title: "double_two", outcome: chart.DoubleTwo, expect: hitOracle("double", 2, 2, 0)})
	add(deal{title: "single_two", outcome: chart.SingleTwo, expect: hitOracle("single", 1, 2, 0)})
	add(deal{title: "single_one", outcome: chart.SingleOne, expect: hitOracle("single", 1, 1, 0)})
	add(deal{title: "bp_single, the park allows it", outcome: chart.ParkSingle, rolls: faces(10), expect: hitOracle("single", 1, 1, 0)})
	add(deal{title: "bp_single, lined out", outcome: chart.ParkSingle, rolls: faces(11), expect: outOracle("line_out")})
	add(deal{title: "walk", outcome: chart.Walk, expect: freeOracle("walk")})
	add(deal{title: "hbp", outcome: chart.HitByPitch, expect: freeOracle("hit_by_pitch")})
	add(deal{title: "intentional walk", outcome: chart.Walk, input: baseball.IntentionallyWalk, expect: freeOracle("intentional_walk")})
	add(deal{title: "strikeout", outcome: chart.Strikeout, expect: outOracle("strikeout")})
	add(deal{title: "lineout", outcome: chart.LineOut, expect: outOracle("line_out")})
	add(deal{title: "popout", outcome: chart.PopOut, expect: outOracle("pop_out")})
	uncappedDeals(add)
	flyDeals(add)
	groundDeals(add)
	checkDeals(add)
	for row, face := range map[string]int{"sacrifice": 1, "single": 11, "lead": 14, "pop": 17, "double": 20} {
		add(deal{title: "bunt, grade C, " + row, outcome: chart.Strikeout, input: baseball.Bunt, rolls: faces(face), expect: buntOracle(row)})
	}
	for what, d := range map[string]deal{
		"single":           {outcome: chart.SingleOne},
		"ground_out":       {outcome: chart.GroundA, rolls: faces(90)},
		"strikeout safe":   {outcome: chart.Strikeout, rolls: faces(1)},
		"strikeout out":    {outcome: chart.Strikeout, rolls: faces(20)},
		"line_out doubled": {outcome: chart.LineOut, rolls: faces(20)},
		"line_out back":    {outcome: chart.LineOut, rolls: faces(1)},
	} {
		d.title, d.input, d.expect = "hit-and-run, "+what, baseball.HitAndRun, runOracle(what)
		d.skip = func(b chart.Bases) bool { return !b.Has(1) || b.Has(2) }
		d.deep = what == "ground_out"
		add(d)
	}
	sortDeals(all)
	return all
}

func uncappedDeals(add func(deal)) {
	branches := map[string][]string{
		"hold": {"stay"}, "give": {"go", "give"},
		"stay safe": {"go", "throw", "stay", "1"}, "stay out": {"go", "throw", "stay", "20"},
		"lead safe": {"go", "throw", "go", "lead", "1"}, "lead out": {"go", "throw", "go", "lead", "20"},
		"trail safe": {"go", "throw", "go", "trail", "1"}, "trail out": {"go", "throw", "go", "trail", "20"},
	}
	for branch, choices := range branches {
		add(deal{title: "single_center, " + branch, outcome: chart.SingleCenter, rolls: faces(50), choices: choices, expect: uncappedOracle(false, branch)})
		add(deal{title: "double_pull, " + branch, outcome: chart.DoublePull, choices: choices, expect: uncappedOracle(true, branch)})
		add(deal{title: "double_cf, " + branch, outcome: chart.DoubleCenter, choices: choices, expect: uncappedOracle(true, branch)})
	}
}

func flyDeals(add func(deal)) {
	for _, tried := range []string{"", "stay", "safe", "out"} {
		choices := map[string][]string{"stay": {"stay"}, "safe": {"go", "1"}, "out": {"go", "20"}}[tried]
		title := map[string]string{"": "asked", "stay": "stays", "safe": "tags and is safe", "out": "tags and is out"}[tried]
		for o, class := range map[chart.Outcome]string{chart.FlyA: "A", chart.FlyBQ: "BQ", chart.FlyLeft: "B", chart.FlyCenter: "B", chart.FlyRight: "B"} {
			if class == "A" && tried != "" {
				continue
			}
			d := deal{title: o.String() + ", " + title, outcome: o, choices: choices, expect: flyOracle(class, tried, 0)}
			if class == "A" || class == "BQ" {
				d.rolls = faces(50)
			}
			add(d)
		}
	}
}

func groundDeals(add func(deal)) {
	for class, o := range []chart.Outcome{chart.GroundA, chart.GroundB, chart.GroundC} {
		for _, depth := range []baseball.Depth{baseball.Back, baseball.CornersIn, baseball.In} {
			for spot, face := range spotFaces {
				for tried, choices := range map[string][]string{"": nil, "stay": {"stay"}, "give": {"go", "give"}, "safe": {"go", "throw", "1"}, "out": {"go", "throw", "20"}} {
					corner := spot == "P" || spot == "1B" || spot == "3B"
					asks := class > 0 && (depth == baseball.In || depth == baseball.CornersIn && corner)
					if tried != "" && !asks {
						continue
					}
					roll := []int{face}
					if class == 0 && depth == baseball.In {
						roll = append(roll, 4) // not through the infield
					}
					roll = append(roll, 10) // no triple play
					d := deal{title: fmt.Sprintf("%s to %s, infield %s", o, spot, depth), outcome: o, align: baseball.Alignment{Depth: depth}, deep: true,
						rolls: faces(roll...), choices: choices, expect: groundOracle(class, spot, depth.String(), tried, 0)}
					if tried != "" {
						d.title += ", runner from third: " + tried
						d.skip = func(b chart.Bases) bool { return b != chart.Third && b != chart.FirstThird && b != chart.SecondThird }
					} else if depth != baseball.Back {
						d.skip = func(b chart.Bases) bool { return !b.Has(3) }
					}
					add(d)
				}
			}
		}
	}
	add(deal{title: "groundout_a through the infield in", outcome: chart.GroundA, align: baseball.Alignment{Depth: baseball.In}, deep: true, rolls: faces(90, 3),
		expect: hitOracle("single", 1, 1, 0), skip: func(b chart.Bases) bool { return !b.Has(3) }})
	add(deal{title: "groundout_a to 3B, triple play", outcome: chart.GroundA, deep: true, rolls: faces(60, 20),
		expect: func(mask, outs int) outline {
			if outs == 0 {
				return outline{to: [4]int{}, event: "triple_play"}
			}
			return groundOracle(0, "3B", "back", "", 0)(mask, outs)
		}, skip: func(b chart.Bases) bool { return b != chart.FirstSecond }})
}

// checkDeals: every result that the range chart of a position can give, with every error, infield back and in.
func checkDeals(add func(deal)) {
	for at := chart.Pitcher; at <= chart.RightField; at++ {
		outcome := chart.CheckPitcher + chart.Outcome(at-chart.Pitcher)
		depths := []baseball.Depth{baseball.Back}
		if !at.Outfield() {
			depths = append(depths, baseball.CornersIn, baseball.In)
		}
		for result, roll := range rangeRolls(at) {
			for errors := 0; errors <= 3; errors++ {
				rating, face := errorRoll(at, errors)
				if rating < 0 {
					continue
				}
				for _, depth := range depths {
					rng := roll[0]
					in := at.Infield() && (depth == baseball.In || depth == baseball.CornersIn && (at == chart.FirstBase || at == chart.ThirdBase))
					if in {
						rng--
					}
					if rng < 1 {
						continue
					}
					d := checkDeal(at, result, errors, depth, in)
					d.title = fmt.Sprintf("%s: %s", outcome, d.title)
					d.outcome, d.align = outcome, baseball.Alignment{Depth: depth}
					d.gloves = func(g *card.Glove) {
						if g.Position == at {
							g.Range, g.Error = uint8(rng), uint8(rating)
						}
					}
					tail := d.rolls
					d.rolls = func(on bool) []int {
						f := []int{roll[1], face[0], face[1], face[2], 50}
						if tail != nil {
							f = append(f, tail(on)...)
						}
						return f
					}
					if depth != baseball.Back {
						d.skip = func(b chart.Bases) bool { return !b.Has(3) }
					}
					add(d)
				}
			}
		}
	}
}

// rangeRolls finds for each result a range and a d20 that give it, the range as high as possible so that playing in
// can be taken off.
func rangeRolls(at chart.Position) map[string][2]int {
	found := map[string][2]int{}
	for rng := 1; rng <= 5; rng++ {
		for d := 1; d <= 20; d++ {
			found[chart.Range(at, rng, d).String()] = [2]int{rng, d}
		}
	}
	return found
}

// errorRoll finds a rating and three dice that make an error of so many bases; rating -1 when the position has none.
func errorRoll(at chart.Position, bases int) (rating int, roll [3]int) {
	if bases == 0 {
		return 0, [3]int{6, 6, 6}
	}
	const high = 40
	for a := 1; a <= 6; a++ {
		for b := 1; b <= 6; b++ {
			for c := 1; c <= 6; c++ {
				if chart.Error(at, high, chart.ErrorRoll(a, b, c)) == bases {
					return high, [3]int{a, b, c}
				}
			}
		}
	}
	return -1, roll
}

// checkDeal says what a checked ball becomes.
func checkDeal(at chart.Position, result string, errors int, depth baseball.Depth, in bool) deal {
	title := result
	if errors > 0 {
		title = fmt.Sprintf("%s and a %d-base error", result, errors)
	}
	if !at.Outfield() {
		title += ", infield " + depth.String()
	}
	d := deal{title: title, deep: !at.Outfield(), errors: errors}
	spot := at.String()
	ground := func(class int) {
		d.expect = groundOracle(class, spot, depth.String(), "", errors)
		d.rolls = faces(10)
	}
	switch result {
	case "SI1":
		d.expect = hitOracle("single", 1, 1, errors)
	case "SI2":
		d.expect = hitOracle("single", 1, 2, errors)
	case "DO2":
		d.expect = hitOracle("double", 2, 2, errors)
	case "DO3":
		d.expect = hitOracle("double", 2, 3, errors)
	case "TR3":
		d.expect = hitOracle("triple", 3, 3, errors)
	case "G1":
		ground(0)
	case "G2":
		ground(1)
	case "G3":
		ground(2)
	case "G2#", "G3#":
		ground(map[string]int{"G2#": 1, "G3#": 2}[result])
		d.hash = at
		if in {
			d.expect = hitOracle("single", 1, 2, errors)
		}
	case "F1":
		d.expect = flyOracle("A", "", errors)
	case "F2":
		d.expect = flyOracle("B", "", errors)
	case "F3":
		d.expect = flyOracle("C", "", errors)
	case "SPD":
		// Safe up to his running number of 12: the runner beats the throw.
		d.rolls = faces(12)
		d.expect = hitOracle("single", 1, 1, errors)
	case "PO":
		d.expect = popOracle("pop_out", errors)
	case "FO":
		d.rolls = func(on bool) []int {
			if on {
				return []int{20} // no passed ball
			}
			return nil
		}
		d.expect = popOracle("foul_out", errors)
	}
	return d
}

func popOracle(event string, errors int) func(mask, outs int) outline {
	return func(mask, outs int) outline {
		switch {
		case errors > 0 && event == "foul_out":
			return outline{to: stay(), event: "foul_error", err: errors}
		case errors > 0:
			return misplayed(stay(), mask, errors, 0)
		}
		return outline{to: stay(), event: event}
	}
}

func sortDeals(all []deal) {
	order := func(d deal) string { return fmt.Sprintf("%d %02d %s", d.input, d.outcome, d.title) }
	for i := range all {
		for k := i; k > 0 && order(all[k]) < order(all[k-1]); k-- {
			all[k], all[k-1] = all[k-1], all[k]
		}
	}
}
