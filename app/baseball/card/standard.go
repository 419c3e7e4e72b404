package card

import "matchday/app/baseball/chart"

// averageBatting and averagePitching are the league-average tables of ballgame.md §7.4, in units.
var (
	averageBatting = Table{
		chart.HomeRun: 48, chart.ParkHomer: 24, chart.Triple: 11,
		chart.DoubleThree: 10, chart.DoubleTwo: 30, chart.DoublePull: 60,
		chart.SingleTwo: 70, chart.SingleOne: 100, chart.SingleCenter: 70, chart.ParkSingle: 100,
		chart.HitByPitch: 20, chart.Walk: 188,
		chart.Strikeout: 480, chart.LineOut: 140, chart.PopOut: 90,
		chart.FlyA: 40, chart.FlyBQ: 60, chart.FlyLeft: 100, chart.FlyRight: 100,
		chart.GroundA: 140, chart.GroundB: 160, chart.GroundC: 119,
	}
	averagePitching = Table{
		chart.HomeRun: 44, chart.ParkHomer: 32, chart.Triple: 6,
		chart.DoubleThree: 6, chart.DoubleTwo: 28, chart.DoubleCenter: 40,
		chart.SingleTwo: 50, chart.SingleOne: 64, chart.SingleCenter: 70, chart.ParkSingle: 100,
		chart.HitByPitch: 18, chart.Walk: 170,
		chart.Strikeout: 428, chart.FlyLeft: 70, chart.FlyCenter: 90, chart.FlyRight: 70,
		chart.GroundA: 144, chart.GroundB: 150,
		chart.CheckPitcher: 20, chart.CheckCatcher: 60, chart.CheckFirst: 40, chart.CheckSecond: 120,
		chart.CheckThird: 60, chart.CheckShort: 140, chart.CheckLeft: 40, chart.CheckCenter: 60, chart.CheckRight: 40,
	}
	averageErrors = [9]uint8{10, 5, 8, 18, 15, 20, 5, 5, 5}
	strangeErrors = [9]uint8{25, 14, 24, 60, 50, 70, 20, 22, 20}
	checkUnits    = [9]uint16{20, 60, 40, 120, 60, 140, 40, 60, 40}
)

// AverageBatting returns the league-average batting table.
func AverageBatting() Table { return averageBatting }

// AveragePitching returns the league-average pitching table.
func AveragePitching() Table { return averagePitching }

// Average returns the league-average player: average with the bat, on the bases and with the glove at every position,
// and an average pitcher too. The figures of ballgame.md §7 are games between clubs of nothing else.
//
// The page gives scales for steal numbers and no averages. These are chosen so that such clubs steal as often and as
// well as the page's simulation says (0.53 stolen, 0.16 caught a game).
func Average(id ID, name string) Card {
	c := Card{ID: id, Name: name, Bats: chart.Right, Throws: chart.Right, Durability: 50}
	for at := chart.Pitcher; at <= chart.RightField; at++ {
		c.Gloves = append(c.Gloves, AverageGlove(at))
	}
	c.Batting = &Batting{
		Vs:       [2]Table{averageBatting, averageBatting},
		StealLow: 11, StealHigh: 16, Jump: 8, Bunt: chart.C, HitAndRun: chart.C, Running: 12,
		Layout: 1, Spray: Spray{30, 40, 30},
	}
	c.Pitching = &Pitching{
		Vs:   [2]Table{averagePitching, averagePitching},
		Balk: 2, WildPitch: 8, Starter: 6, Relief: 2, Closer: 1, Bats: chart.C, Layout: 1,
	}
	return c
}

// AverageGlove returns what the average player does at a position.
func AverageGlove(at chart.Position) Glove {
	g := Glove{Position: at, Range: 3}
	if at.Fields() {
		g.Error = averageErrors[at-1]
	}
	if at == chart.Catcher {
		g.Passed, g.Overthrow = 2, 1
	}
	return g
}

// Stranger returns what somebody does at a position that he never played: range 5, many errors, a weak arm. Ours.
func Stranger(at chart.Position) Glove {
	g := Glove{Position: at, Range: 5}
	if at.Fields() {
		g.Error = strangeErrors[at-1]
	}
	switch {
	case at == chart.Catcher:
		g.Arm, g.Passed, g.Overthrow = 5, 9, 6
	case at.Outfield():
		g.Arm = 4
	}
	return g
}

// PitcherHitting returns how a pitcher bats with a short code: A hits like a weak regular, D almost never. Ours: the
// average table with its hits and walks cut to so many percent, nine in ten of the units lost going to strikeouts.
func PitcherHitting(grade chart.Grade) Table {
	percent := [4]int{80, 60, 45, 30}[min(grade, chart.D)]
	t := averageBatting
	lost := 0
	for o := chart.HomeRun; o <= chart.Walk; o++ {
		kept := int(t[o]) * percent / 100
		lost += int(t[o]) - kept
		t[o] = uint16(kept)
	}
	ground := lost / 10
	t[chart.GroundB] += uint16(ground)
	t[chart.Strikeout] += uint16(lost - ground)
	return t
}

// Mopup returns how somebody pitches who is no pitcher: twice the home runs and walks of the average, half as many
// strikeouts again turned into hits. Ours.
func Mopup() Table {
	t := averagePitching
	move := func(from, to chart.Outcome, n uint16) { t[from] -= n; t[to] += n }
	move(chart.Strikeout, chart.HomeRun, 60)
	move(chart.Strikeout, chart.Walk, 160)
	move(chart.Strikeout, chart.SingleTwo, 60)
	move(chart.GroundA, chart.DoubleTwo, 50)
	move(chart.GroundB, chart.SingleOne, 60)
	return t
}
