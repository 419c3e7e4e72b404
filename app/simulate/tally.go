package simulate

import (
	"reflect"

	"matchday/app/baseball"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/odds"
	"matchday/app/baseball/score"
	"matchday/app/baseball/skipper"
)

// tally counts games. Only whole numbers, so that adding tallies in any order gives the same.
type tally struct {
	Games, Innings        int // innings: turns at bat
	Wins                  [2]int
	Ties, Extra, Walkoffs int
	Score, Square         [2]int // runs of each side, and the sum of their squares
	Bat                   counts
	States                [8][3][odds.MaxRuns + 1]int // runs in the rest of the half-inning, by state before a play
	Inputs                int
	before                []score.Situation // of the present half-inning
}

// counts are the sums of both sides' lines.
type counts struct {
	PA, AB, R, H, Doubles, Triples, HR, BB, IBB, HBP, SO, SH, SF, GDP, SB, CS, Picked, E, PB int
	WP, BK, DoublePlays, Pitchers, ER, Checks                                                int
}

// game plays one game and counts it.
func (t *tally) game(c contest, n int, seed dice.Seed) error {
	see := func(_ baseball.Input, results []baseball.Result) {
		t.Inputs++
		for i := range results {
			t.see(&results[i], c.counts)
		}
	}
	g, err := skipper.Play(c.start(n), c.managers(n), seed, see)
	if err != nil {
		return err
	}
	t.Games++
	t.book(&g)
	return nil
}

func (t *tally) see(p *baseball.Result, states bool) {
	switch p.Kind {
	case score.Played, score.Ran:
		if p.Check.At != chart.Nowhere {
			t.Bat.Checks++
		}
		if p.Event == score.PickedOff {
			t.Bat.Picked++
		}
		if p.Flags.Has(score.WalkOff) {
			t.Walkoffs++
		}
		if states {
			t.before = append(t.before, p.Before)
		}
	case score.HalfOver, score.GameOver:
		for _, s := range t.before {
			runs := int(p.After.Score[s.Half]) - int(s.Score[s.Half])
			t.States[s.Bases][s.Outs][min(runs, odds.MaxRuns)]++
		}
		t.before = t.before[:0]
	}
}

// book adds up the lines of a finished game.
func (t *tally) book(g *baseball.Game) {
	switch a, h := g.Score[baseball.Away], g.Score[baseball.Home]; {
	case a > h:
		t.Wins[baseball.Away]++
	case h > a:
		t.Wins[baseball.Home]++
	default:
		t.Ties++
	}
	if g.Inning > g.Setup.Rules.Innings {
		t.Extra++
	}
	b := &g.Book
	for side := range 2 {
		t.Innings += len(b.Innings[side])
		runs := int(g.Score[side])
		t.Score[side] += runs
		t.Square[side] += runs * runs
		t.Bat.DoublePlays += int(b.Turned[side])
		t.Bat.Pitchers += int(b.Pitchers[side])
		for i := range b.Bat[side] {
			t.Bat.batter(&b.Bat[side][i])
			arm := &b.Arm[side][i]
			t.Bat.WP += int(arm.WP)
			t.Bat.BK += int(arm.BK)
			t.Bat.ER += int(arm.ER)
		}
	}
}

func (c *counts) batter(l *score.BatLine) {
	if *l == (score.BatLine{}) {
		return
	}
	c.PA += int(l.PA)
	c.AB += int(l.AB)
	c.R += int(l.R)
	c.H += int(l.H)
	c.Doubles += int(l.Doubles)
	c.Triples += int(l.Triples)
	c.HR += int(l.HR)
	c.BB += int(l.BB)
	c.IBB += int(l.IBB)
	c.HBP += int(l.HBP)
	c.SO += int(l.SO)
	c.SH += int(l.SH)
	c.SF += int(l.SF)
	c.GDP += int(l.GDP)
	c.SB += int(l.SB)
	c.CS += int(l.CS)
	c.E += int(l.E)
	c.PB += int(l.PB)
}

// add adds another tally, number by number.
func (t *tally) add(o *tally) {
	o.before = nil
	sum(reflect.ValueOf(t).Elem(), reflect.ValueOf(o).Elem())
}

func sum(to, from reflect.Value) {
	switch to.Kind() {
	case reflect.Struct:
		for i := range to.NumField() {
			if to.Type().Field(i).IsExported() {
				sum(to.Field(i), from.Field(i))
			}
		}
	case reflect.Array:
		for i := range to.Len() {
			sum(to.Index(i), from.Index(i))
		}
	case reflect.Int:
		to.SetInt(to.Int() + from.Int())
	}
}

// perSide divides by the teams that played: a count a team and game.
func (t *tally) perSide(n int) float64 { return float64(n) / float64(max(2*t.Games, 1)) }

// perNine divides by nine innings at bat.
func (t *tally) perNine(n int) float64 { return float64(n) * 9 / float64(max(t.Innings, 1)) }

func (c *counts) avg() float64 { return ratio(c.H, c.AB) }
func (c *counts) obp() float64 { return ratio(c.H+c.BB+c.HBP, c.AB+c.BB+c.HBP+c.SF) }
func (c *counts) slg() float64 { return ratio(c.H+c.Doubles+2*c.Triples+3*c.HR, c.AB) }

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

// runs turns the states into distributions.
func (t *tally) runs() odds.Runs {
	var r odds.Runs
	for b := range t.States {
		for o := range t.States[b] {
			n := 0
			for _, k := range t.States[b][o] {
				n += k
			}
			for k, times := range t.States[b][o] {
				r[b][o][k] = ratio(times, n)
			}
		}
	}
	return r
}
