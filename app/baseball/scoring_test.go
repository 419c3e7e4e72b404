package baseball_test

import (
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// Thirty-odd situations of the Official Baseball Rules, chapter 9 (2023 numbering), each with its rule. The away side
// bats first: its batters are players 0 to 8 in order, the home pitcher is 13, relievers are 18 and up.
func TestOfficialScoring(t *testing.T) {
	classic := baseball.Classic()
	classic.MinBatters = 0
	for _, c := range []struct {
		rule, what string
		script     string
		want       func(*testing.T, *script)
	}{
		{"9.02(a)(1)", "walks, hit batters and sacrifices are no at-bats", "BB HBP 1B sac FA", func(t *testing.T, s *script) {
			for player, ab := range []uint8{0, 0, 1, 0, 0} {
				same(t, "AB", s.bat(0, player).AB, ab)
			}
			same(t, "SH", s.bat(0, 3).SH, 1)
			same(t, "SF", s.bat(0, 4).SF, 1)
		}},
		{"9.04(a)(1)", "a hit bats in every runner who scores on it", "1B 1B 2B", func(t *testing.T, s *script) {
			same(t, "RBI", s.bat(0, 2).RBI, 1)
			same(t, "R", s.bat(0, 0).R, 1)
		}},
		{"9.04(a)(2)", "a run is batted in with the bases full by a walk", "1B 1B BB BB", func(t *testing.T, s *script) {
			same(t, "RBI", s.bat(0, 3).RBI, 1)
		}},
		{"9.04(a)(3)", "with fewer than two out an error on a ball that would have scored the runner from third bats him in", "3B x:SS:G3:1", func(t *testing.T, s *script) {
			same(t, "RBI", s.bat(0, 1).RBI, 1)
			same(t, "H", s.bat(0, 1).H, 0)
			same(t, "AB", s.bat(0, 1).AB, 1)
		}},
		{"9.04(b)(1)", "no run is batted in by grounding into a double play", "3B BB GA@SS", func(t *testing.T, s *script) {
			same(t, "runs", int(s.g.Score[0]), 1)
			same(t, "RBI", s.bat(0, 2).RBI, 0)
			same(t, "GDP", s.bat(0, 2).GDP, 1)
		}},
		{"9.04(b)(2)", "nor when the error spoils the double play", "3B BB x:SS:G1:1", func(t *testing.T, s *script) {
			same(t, "runs", int(s.g.Score[0]), 1)
			same(t, "RBI", s.bat(0, 2).RBI, 0)
		}},
		{"9.04(a) comment", "no run is batted in by a wild pitch, a passed ball, a balk or a steal", "3B WP 3B PB 1B over1 WP", func(t *testing.T, s *script) {
			same(t, "runs", int(s.g.Score[0]), 3)
			for player := range 3 {
				same(t, "RBI", s.bat(0, player).RBI, 0)
			}
		}},
		{"9.05(a)(1)", "a hit and an error: the hit counts for what it alone gave", "1B x:LF:SI2:1", func(t *testing.T, s *script) {
			same(t, "event", s.last().Event, score.Single)
			same(t, "E", s.g.Book.E[1], 1)
			same(t, "RBI", s.bat(0, 1).RBI, 0) // on the hit alone he would stand on third
			same(t, "runs", int(s.g.Score[0]), 1)
		}},
		{"9.05(b)(1)", "no hit when a runner is forced out, or on a fielder's choice", "1B GB@SS", func(t *testing.T, s *script) {
			same(t, "event", s.last().Event, score.FieldersChoice)
			same(t, "H", s.bat(0, 1).H, 0)
			same(t, "AB", s.bat(0, 1).AB, 1)
		}},
		{"9.06(f)", "a hit that ends the game is worth the bases that the winning runner takes", "rest rest rest rest rest rest rest rest rest rest rest rest rest rest rest rest rest 3B 2B", func(t *testing.T, s *script) {
			same(t, "over", s.g.Over(), true)
			same(t, "event", s.last().Event, score.Single)
			same(t, "runs", int(s.g.Score[1]), 1)
		}},
		{"9.06(g)", "a home run that ends the game counts whole", "rest rest rest rest rest rest rest rest rest rest rest rest rest rest rest rest rest 1B 1B HR", func(t *testing.T, s *script) {
			same(t, "event", s.last().Event, score.HomeRun)
			same(t, "runs", int(s.g.Score[1]), 3)
			same(t, "RBI", s.bat(1, 8).RBI, 3)
		}},
		{"9.07(a)", "a runner who steals is credited", "1B SB1", func(t *testing.T, s *script) {
			same(t, "SB", s.bat(0, 0).SB, 1)
		}},
		{"9.07(c)", "a steal and an error on the throw: the base is stolen, the rest is the error", "1B over1", func(t *testing.T, s *script) {
			same(t, "SB", s.bat(0, 0).SB, 1)
			same(t, "E", s.g.Book.E[1], 1)
			same(t, "on third", s.g.On[3].ID != 0, true)
		}},
		{"9.07(d)", "nobody is credited on a double steal on which one is out", "1B 1B CS3", func(t *testing.T, s *script) {
			same(t, "SB", s.bat(0, 1).SB, 0)
			same(t, "CS", s.bat(0, 0).CS, 1)
		}},
		{"9.07(h)", "picked off without trying to steal is not caught stealing", "1B PK1", func(t *testing.T, s *script) {
			same(t, "CS", s.bat(0, 0).CS, 0)
			same(t, "outs", s.g.Outs, 1)
			same(t, "pitcher's outs", s.arm(1, 13).Outs, 1)
		}},
		{"9.08(a)", "a bunt with nobody out that moves a runner is a sacrifice; with two out it is not", "1B sac K K 1B K K 1B sac", func(t *testing.T, s *script) {
			same(t, "away SH", s.bat(0, 1).SH, 1)
			same(t, "home event", s.last().Event, score.BuntOut)
		}},
		{"9.08(c)", "a bunt on which the lead runner is out is a fielder's choice and an at-bat", "1B lead", func(t *testing.T, s *script) {
			same(t, "event", s.last().Event, score.FieldersChoice)
			same(t, "AB", s.bat(0, 1).AB, 1)
		}},
		{"9.08(d)(2)", "a dropped fly that would have scored the runner anyway is a sacrifice fly", "3B x:CF:F1:1", func(t *testing.T, s *script) {
			same(t, "SF", s.bat(0, 1).SF, 1)
			same(t, "AB", s.bat(0, 1).AB, 0)
			same(t, "RBI", s.bat(0, 1).RBI, 1)
			same(t, "E", s.g.Book.E[1], 1)
		}},
		{"9.12(a)(2)", "a muffed foul fly is an error and the batter bats on", "x:C:FO:1 K", func(t *testing.T, s *script) {
			same(t, "E", s.g.Book.E[1], 1)
			same(t, "PA", s.bat(0, 0).PA, 1)
			same(t, "outs", s.g.Outs, 1)
		}},
		{"9.13(a)", "a wild pitch is the pitcher's, a passed ball the catcher's", "1B WP PB", func(t *testing.T, s *script) {
			same(t, "WP", s.arm(1, 13).WP, 1)
			same(t, "PB", s.bat(1, 7).PB, 1)
		}},
		{"9.14(a)", "a walk is charged when the batter is given first, also on purpose", "BB IBB", func(t *testing.T, s *script) {
			same(t, "BB", s.arm(1, 13).BB, 2)
			same(t, "IBB", s.arm(1, 13).IBB, 1)
			same(t, "the batters' BB and IBB", s.bat(0, 0).BB+s.bat(0, 1).BB+s.bat(0, 1).IBB, 3)
		}},
		{"9.16(a)", "hits, walks, steals, wild pitches and balks make earned runs", "BB BK WP 1B", func(t *testing.T, s *script) {
			same(t, "ER", s.arm(1, 13).ER, 1)
			same(t, "team", s.g.Book.TeamER[1], 1)
		}},
		{"9.16(b)(1)", "who reaches after a muffed foul scores unearned", "x:C:FO:1 HR", func(t *testing.T, s *script) {
			same(t, "R", s.arm(1, 13).R, 1)
			same(t, "ER", s.arm(1, 13).ER, 0)
		}},
		{"9.16(b)(3)", "who reaches on an error scores unearned", "x:SS:G3:1 HR", func(t *testing.T, s *script) {
			same(t, "R", s.arm(1, 13).R, 2)
			same(t, "ER", s.arm(1, 13).ER, 1)
		}},
		{"9.16(a)", "nothing is earned after the third out was there to be made", "K K x:SS:G3:1 HR HR", func(t *testing.T, s *script) {
			same(t, "R", s.arm(1, 13).R, 3)
			same(t, "ER", s.arm(1, 13).ER, 0)
		}},
		{"9.16(d)", "a run that a passed ball brought is unearned until the inning makes it earned", "2B PB x:LF:F2", func(t *testing.T, s *script) {
			same(t, "runs", int(s.g.Score[0]), 1)
			same(t, "ER", s.arm(1, 13).ER, 0)
			s.play("1B2")
			same(t, "ER after a single that would have scored him from second", s.arm(1, 13).ER, 1)
		}},
		{"9.16(c)", "who is safe on a fielder's choice on a runner who should have been out is unearned", "x:SS:G3:1 GB@SS 3B", func(t *testing.T, s *script) {
			same(t, "R", s.arm(1, 13).R, 1)
			same(t, "ER", s.arm(1, 13).ER, 0)
		}},
		{"9.16(c)", "and he stands for the out that the error cost, also with another runner in front", "1B x:SS:G3:1 GB@SS FB", func(t *testing.T, s *script) {
			same(t, "R", s.arm(1, 13).R, 1)
			same(t, "ER", s.arm(1, 13).ER, 0) // the fly would have been the third out
		}},
		{"9.16(g) example 1", "the pitcher who put a runner on is charged with him", "BB P:H:18 GC@SS FB 1B2", func(t *testing.T, s *script) {
			same(t, "first pitcher's R", s.arm(1, 13).R, 1)
			same(t, "second pitcher's R", s.arm(1, 18).R, 0)
			same(t, "inherited", s.arm(1, 18).IR, 1)
			same(t, "of them scored", s.arm(1, 18).IRS, 1)
		}},
		{"9.16(g) example 2", "also when a fielder's choice put another in his place", "BB P:H:18 GB@SS GC@SS 1B2", func(t *testing.T, s *script) {
			same(t, "first pitcher's R", s.arm(1, 13).R, 1)
			same(t, "second pitcher's R", s.arm(1, 18).R, 0)
		}},
		{"9.16(g) example 3", "or when he is out at home on it", "BB P:H:18 1B2", func(t *testing.T, s *script) {
			s.order(baseball.Input{Kind: baseball.Align, Side: 1, Align: baseball.Alignment{Depth: baseball.In}})
			s.with(chart.GroundC, nil)
			s.order(baseball.Input{Kind: baseball.Roll}, 10, 1, 1, 1, 10, 90)
			s.order(take(0, baseball.Go))
			s.order(take(1, baseball.Throw), 20)
			same(t, "the play", line(s.last()), "3x 1>2 B>1 fielders_choice")
			s.play("FB 1B2")
			same(t, "first pitcher's R", s.arm(1, 13).R, 1)
			same(t, "second pitcher's R", s.arm(1, 18).R, 0)
		}},
		{"9.16(g) example 4", "but not when he is put out otherwise", "BB P:H:18 BB FB PK2 2B 1B2", func(t *testing.T, s *script) {
			same(t, "first pitcher's R", s.arm(1, 13).R, 0)
			same(t, "second pitcher's R", s.arm(1, 18).R > 0, true)
		}},
		{"9.16(g) example 5", "by number, not by person: one run each", "BB P:H:18 BB P:H:19 lead lead HR", func(t *testing.T, s *script) {
			same(t, "first pitcher's R", s.arm(1, 13).R, 1)
			same(t, "second pitcher's R", s.arm(1, 18).R, 1)
			same(t, "third pitcher's R", s.arm(1, 19).R, 1)
		}},
		{"9.16(i)", "a reliever does not have the benefit of chances that were missed before him", "K K x:SS:G3:1 P:H:18 HR", func(t *testing.T, s *script) {
			same(t, "first pitcher's R", s.arm(1, 13).R, 1)
			same(t, "first pitcher's ER", s.arm(1, 13).ER, 0)
			same(t, "second pitcher's ER", s.arm(1, 18).ER, 1)
			same(t, "the team's", s.g.Book.TeamER[1], 0)
		}},
		{"7.01(b)", "the runner who is placed on second scores unearned", "", func(t *testing.T, s *script) {
			r := classic
			r.Placed, r.Innings = true, 1
			x := newScript(t, r).play("rest rest 1B2 rest")
			same(t, "R", x.arm(1, 13).R, 1)
			same(t, "ER", x.arm(1, 13).ER, 0)
			same(t, "RBI", x.g.Book.Bat[0][3].RBI, 1)
		}},
		{"7.01(b) and 9.16(g)", "he is charged to the pitcher who begins the inning, who inherits nobody", "", func(t *testing.T, s *script) {
			r := classic
			r.Placed, r.Innings = true, 1
			x := newScript(t, r).play("rest rest P:H:18 1B2 rest rest")
			same(t, "first pitcher's R", x.arm(1, 13).R, 0)
			same(t, "second pitcher's R", x.arm(1, 18).R, 1)
			same(t, "and ER", x.arm(1, 18).ER, 0)
			same(t, "IR", x.arm(1, 18).IR, 0)
			same(t, "L", x.g.Verdict.Loss, 18)
			y := newScript(t, r).play("rest rest WP P:H:18 1B2")
			same(t, "R of who began it", y.arm(1, 13).R, 1)
			same(t, "IR of who did not", y.arm(1, 18).IR, 1)
			same(t, "IRS", y.arm(1, 18).IRS, 1)
		}},
	} {
		t.Run(c.rule+" "+c.what, func(t *testing.T) {
			c.want(t, newScript(t, classic).play(c.script))
		})
	}
}

func same[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// Pitchers of record, rules 9.17 and 9.19, and the holds and blown saves that everybody keeps. A script of whole innings:
// the away side scores when it says so, and the home pitchers are 13, then 18, 19, 20.
func TestPitchersOfRecord(t *testing.T) {
	classic := baseball.Classic()
	classic.MinBatters = 0
	innings := func(n int) string {
		s := ""
		for range n {
			s += " rest rest"
		}
		return s
	}
	type want struct {
		win, loss, save int
		holds, blown    []int
	}
	const none = score.Nobody
	for _, c := range []struct {
		rule, what, script string
		side               baseball.Side // of the winner
		want               want
	}{
		{"9.17(a)", "a starter who goes the distance with the lead wins", "HR rest rest" + innings(8), baseball.Away, want{13, 13, none, nil, nil}},
		{"9.17(b)", "a starter who leaves before five innings does not; the most effective reliever does", "HR rest rest" + innings(3) + " rest P:A:18 rest" + innings(2) + " rest P:A:19 rest" + innings(1), baseball.Away,
			want{18, 13, 19, nil, nil}},
		{"9.17(b)", "with five innings he wins and the others hold and save", "HR rest rest" + innings(5) + " rest P:A:18 rest rest P:A:19 rest rest P:A:20 rest", baseball.Away,
			want{13, 13, 20, []int{18, 19}, nil}},
		{"9.17(c)", "a reliever who is brief and bad does not win", "HR rest rest" + innings(5) + " rest K K P:A:18 HR HR K HR HR rest P:A:19 rest rest rest", baseball.Away,
			want{19, 13, none, nil, []int{18}}},
		{"9.17(d)", "the loss goes with the run that gave the lead for good", "rest rest rest rest BB P:H:18 HR rest rest" + innings(6), baseball.Away, want{13, 13, none, nil, nil}},
		{"9.19(c)(1)", "a lead of three and a whole inning is a save", "HR HR HR rest rest" + innings(7) + " rest P:A:18 rest", baseball.Away, want{13, 13, 18, nil, nil}},
		{"9.19(c)(1)", "a lead of four is none", "HR HR HR HR rest rest" + innings(7) + " rest P:A:18 rest", baseball.Away, want{13, 13, none, nil, nil}},
		{"9.19(c)(2)", "but with the tying run on deck it is", "HR HR HR HR rest rest" + innings(7) + " rest BB BB P:A:18 rest", baseball.Away, want{13, 13, 18, nil, nil}},
		{"9.19(c)(3)", "three innings are a save whatever the lead", "HR HR HR HR HR rest rest" + innings(5) + " rest P:A:18 rest rest rest rest rest", baseball.Away, want{13, 13, 18, nil, nil}},
		{"blown save", "the lead is lost and the pitcher who lost it wins after all", "HR rest rest" + innings(6) + " rest P:A:18 HR rest HR rest rest", baseball.Away, want{18, 13, none, nil, []int{18}}},
		{"hold", "takes an out", "HR rest rest" + innings(6) + " rest P:A:18 BB P:A:19 rest rest P:A:20 rest rest", baseball.Away, want{13, 13, 20, []int{19}, nil}},
		{"walk-off", "the home pitcher of the top half wins", innings(8) + " rest P:H:18 HR", baseball.Home, want{13, 13, none, nil, nil}},
	} {
		t.Run(c.rule+" "+c.what, func(t *testing.T) {
			script := c.script
			if c.rule == "walk-off" {
				script = innings(8) + " P:H:18 rest HR"
				c.want.win = 18
			}
			s := newScript(t, classic).play(script)
			for !s.g.Over() {
				s.play("rest")
			}
			v := s.g.Verdict
			same(t, "winner", v.Winner, c.side)
			same(t, "W", int(v.Win), c.want.win)
			same(t, "L", int(v.Loss), c.want.loss)
			same(t, "S", int(v.Save), c.want.save)
			for player, l := range s.g.Book.Arm[c.side] {
				held, blown := l.Flags.Has(score.Held), l.Flags.Has(score.Blown)
				if held != contains(c.want.holds, player) || blown != contains(c.want.blown, player) {
					t.Errorf("pitcher %d: hold %v, blown save %v", player, held, blown)
				}
			}
			same(t, "marked W", s.g.Book.Arm[c.side][v.Win].Flags.Has(score.Won), true)
			same(t, "marked L", s.g.Book.Arm[c.side.Other()][v.Loss].Flags.Has(score.Lost), true)
		})
	}
}

func contains(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}
