package baseball_test

import (
	"strings"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
	"matchday/app/fault"
)

func mv(slot, player uint8, at chart.Position) baseball.Move {
	return baseball.Move{Slot: slot, Player: player, At: at}
}

// sub tries a substitution.
func (s *script) sub(side baseball.Side, moves ...baseball.Move) error {
	in := baseball.Input{Kind: baseball.Substitute, Side: side, Moves: moves}
	next, results, err := baseball.Apply(s.g, in, nil)
	if err == nil {
		s.g = next
		s.results = append(s.results, results...)
	}
	return err
}

func (s *script) must(side baseball.Side, moves ...baseball.Move) *script {
	s.t.Helper()
	if err := s.sub(side, moves...); err != nil {
		s.t.Fatalf("%+v: %v", moves, err)
	}
	return s
}

func (s *script) refused(rule string, side baseball.Side, moves ...baseball.Move) {
	s.t.Helper()
	before := s.g.Hash()
	err := s.sub(side, moves...)
	if f := fault.Of(err); f == nil || f.Field != rule || !strings.HasSuffix(f.Sentence, ".") {
		s.t.Errorf("%+v: %v, want the rule %s", moves, err, rule)
	}
	if s.g.Hash() != before {
		s.t.Errorf("%+v was refused and changed the game", moves)
	}
}

func classic(dh bool) baseball.Rules {
	r := baseball.Classic()
	r.DH, r.MinBatters = dh, 0
	return r
}

// The average clubs: CF SS RF 1B DH LF 3B C 2B in slots 0 to 8, pitcher 13, bench 9 to 12, relievers 18 to 25.
func TestPinchHittersAndRunners(t *testing.T) {
	s := newScript(t, classic(true))
	s.refused(baseball.BrokeOrder, 0, mv(1, 9, chart.PinchHitter))    // not his turn
	s.refused(baseball.BrokeOrder, 0, mv(1, 9, chart.PinchRunner))    // not on base
	s.refused(baseball.BrokePosition, 0, mv(0, 9, chart.CenterField)) // not in the field
	s.refused(baseball.BrokePosition, 0, mv(9, 18, chart.Pitcher))    // not now
	s.refused(baseball.BrokePosition, 0, mv(0, 0, chart.PinchHitter)) // himself
	s.refused(baseball.BrokeSlot, 0, mv(0, 3, chart.PinchHitter))     // bats already
	s.refused(baseball.BrokeRoster, 0, mv(0, 26, chart.PinchHitter))
	s.refused(baseball.BrokeSlot, 0, mv(10, 9, chart.PinchHitter))
	s.refused(baseball.BrokeSlot, 0, mv(0, 9, chart.PinchHitter), mv(0, 10, chart.PinchHitter))
	s.refused(baseball.BrokeInput, 0)
	s.refused(baseball.BrokeDesignated, 0, mv(0, 13, chart.PinchHitter)) // the pitcher bats only for the designated hitter
	s.must(0, mv(0, 9, chart.PinchHitter)).play("1B")
	if s.g.On[1].Player != 9 || s.bat(0, 9).H != 1 {
		t.Error("the pinch hitter is not on first with his single")
	}
	s.must(0, mv(0, 10, chart.PinchRunner))
	if s.g.On[1].Player != 10 {
		t.Error("the pinch runner is not on first")
	}
	s.play("HR")
	if s.bat(0, 10).R != 1 || s.bat(0, 9).R != 0 {
		t.Error("the run is not the pinch runner's")
	}
	s.refused(baseball.BrokeReentry, 0, mv(2, 9, chart.PinchHitter))
	s.play("rest")
	if due := s.g.Due(); due.Ask != baseball.AskField || due.Side != 0 {
		t.Fatalf("due %+v", due)
	}
	if err := s.g.Legal(baseball.Input{Kind: baseball.Roll}); fault.Of(err).Field != baseball.BrokeDecision {
		t.Errorf("a roll with nobody in center: %v", err)
	}
	s.refused(baseball.BrokeTurn, 1, mv(0, 9, chart.PinchHitter))
	s.refused(baseball.BrokePosition, 0, mv(0, 10, chart.Shortstop)) // two shortstops, nobody in center
	s.refused(baseball.BrokePosition, 0, mv(1, 1, chart.CenterField))
	s.must(0, mv(0, 10, chart.CenterField)).play("K")
}

func TestTheDesignatedHitter(t *testing.T) {
	t.Run("a pinch hitter for him takes his place", func(t *testing.T) {
		s := newScript(t, classic(true)).play("1B 1B 1B 1B")
		s.refused(baseball.BrokeDesignated, 0, mv(4, 9, chart.PinchHitter)) // the first must bat once (5.11(a)(2))
		s.play("P:H:18").must(0, mv(4, 9, chart.PinchHitter)).play("HR rest")
		if d := s.g.Dugouts[0]; d.Order[4].At != chart.Designated || s.g.Due().Ask != baseball.AskNothing {
			t.Errorf("slot %+v, due %s", d.Order[4], s.g.Due().Ask)
		}
	})
	t.Run("when he takes the field the pitcher bats, and nobody bats for a pitcher any more", func(t *testing.T) {
		s := newScript(t, classic(true)).play("rest")
		s.refused(baseball.BrokePosition, 0, mv(4, 4, chart.LeftField)) // two in left
		s.must(0, mv(4, 4, chart.LeftField), mv(5, 13, chart.Pitcher))
		if d := s.g.Dugouts[0]; d.Pitcher != 13 || d.Order[5].Player != 13 {
			t.Errorf("%+v", d)
		}
		s.refused(baseball.BrokeDesignated, 0, mv(4, 4, chart.Designated), mv(5, 9, chart.LeftField))
		s.play("rest").play("1B 1B")
		s.must(0, mv(5, 9, chart.PinchHitter)).play("rest")
		s.refused(baseball.BrokePosition, 0, mv(5, 9, chart.LeftField)) // somebody has to pitch
		s.refused(baseball.BrokePosition, 0, mv(5, 9, chart.Pitcher), mv(9, 18, chart.Pitcher))
		s.must(0, mv(5, 18, chart.Pitcher))
		if s.g.Dugouts[0].Pitcher != 18 || s.arm(0, 18).Order != 2 {
			t.Error("the reliever does not pitch")
		}
	})
	t.Run("the pitcher may bat for him, which gives him up", func(t *testing.T) {
		s := newScript(t, classic(true)).play("rest rest 1B")
		s.refused(baseball.BrokeDesignated, 0, mv(4, 13, chart.PinchHitter))
		s.play("P:H:18").must(0, mv(4, 13, chart.PinchHitter))
		if s.g.Dugouts[0].Order[4].At != chart.Pitcher {
			t.Errorf("%+v", s.g.Dugouts[0].Order[4])
		}
		s.play("HR rest")
		if s.g.Due().Ask != baseball.AskNothing || s.bat(0, 13).HR != 1 {
			t.Errorf("due %s", s.g.Due().Ask)
		}
	})
	t.Run("he must bat once, in the field too, and once is enough", func(t *testing.T) {
		s := newScript(t, classic(true)).play("rest")
		s.refused(baseball.BrokeDesignated, 0, mv(4, 9, chart.Designated))
		s.play("rest 1B 1B 1B rest").must(0, mv(4, 9, chart.Designated)).must(0, mv(4, 10, chart.Designated))
		x := newScript(t, classic(true)).play("1B 1B 1B 1B")
		x.g.Hurt, x.g.Pending.Ask = baseball.Hurt{Due: true, Player: 4}, baseball.AskReplace // hurt on a foul that was dropped
		x.must(0, mv(4, 9, chart.PinchHitter))
	})
	t.Run("a pitcher who bats cannot also be outside the order", func(t *testing.T) {
		s := newScript(t, classic(true)).play("rest")
		s.refused(baseball.BrokeDesignated, 0, mv(0, 13, chart.CenterField))
		s.refused(baseball.BrokeDesignated, 0, mv(9, 0, chart.Pitcher))
		s.refused(baseball.BrokeSlot, 0, mv(0, 9, chart.CenterField), mv(9, 0, chart.Pitcher))
		s.refused(baseball.BrokeDesignated, 0, mv(0, 0, chart.Pitcher)) // a fielder who pitches gives up the designated hitter (5.11(a))
		s.play("rest 1B 1B 1B 1B rest").must(0, mv(0, 0, chart.Pitcher), mv(4, 4, chart.CenterField))
		if d := s.g.Dugouts[0]; d.Pitcher != 0 || s.g.Fielder(0, chart.CenterField) != 4 || s.g.Due().Ask != baseball.AskNothing {
			t.Errorf("%+v, due %s", d, s.g.Due().Ask)
		}
	})
}

func TestDoubleSwitchesAndPositions(t *testing.T) {
	s := newScript(t, classic(false)).play("rest")
	// The pitcher's slot is 4 and second base 8: the reliever takes slot 8, the new second baseman slot 4.
	s.must(0, mv(8, 18, chart.Pitcher), mv(4, 9, chart.SecondBase))
	d := s.g.Dugouts[0]
	if d.Order[8].Player != 18 || d.Order[4].Player != 9 || d.Pitcher != 18 {
		t.Fatalf("%+v", d)
	}
	s.refused(baseball.BrokeReentry, 0, mv(0, 8, chart.CenterField))
	s.refused(baseball.BrokeReentry, 0, mv(8, 13, chart.Pitcher))
	s.must(0, mv(0, 0, chart.LeftField), mv(5, 5, chart.CenterField)) // two outfielders change places
	if s.g.Fielder(0, chart.CenterField) != 5 || s.g.Fielder(0, chart.LeftField) != 0 {
		t.Error("they did not change places")
	}
	s.refused(baseball.BrokeSlot, 0, mv(0, 5, chart.LeftField), mv(5, 0, chart.CenterField)) // nor their slots
	// The pitcher goes to left, somebody else pitches, and the first does not come back to the mound.
	s.must(0, mv(8, 18, chart.LeftField), mv(0, 19, chart.Pitcher))
	s.refused(baseball.BrokeReentry, 0, mv(8, 18, chart.Pitcher), mv(0, 19, chart.LeftField))
	s.refused(baseball.BrokeInput, 0, mv(8, 18, chart.LeftField)) // changes nothing
	s.refused(baseball.BrokePosition, 0, mv(8, 18, chart.PinchRunner))
	if n := len(s.results); n == 0 || s.results[n-1].Kind != score.Replaced {
		t.Error("a substitution says nothing")
	}
}

func TestTheMinimumOfBatters(t *testing.T) {
	rules := classic(true)
	rules.MinBatters = 3
	s := newScript(t, rules).play("BB BB")
	s.refused(baseball.BrokeMinimum, 1, mv(9, 18, chart.Pitcher))
	s.play("BB").must(1, mv(9, 18, chart.Pitcher)).play("K")
	s.refused(baseball.BrokeMinimum, 1, mv(9, 19, chart.Pitcher))
	s.play("K K") // the end of the half-inning is enough
	s.play("rest").must(1, mv(9, 19, chart.Pitcher))

	noDH := classic(false)
	noDH.MinBatters = 3
	x := newScript(t, noDH).play("1B 1B 1B 1B")
	x.refused(baseball.BrokeMinimum, 0, mv(4, 9, chart.PinchHitter)) // the away pitcher has not pitched yet (5.10(f))
}

func TestCandidates(t *testing.T) {
	s := newScript(t, classic(true))
	if got := s.g.Candidates(0, 0, chart.PinchHitter); len(got) != 16 {
		t.Errorf("pinch hitters: %v", got)
	}
	if got := s.g.Candidates(0, 3, chart.PinchHitter); len(got) != 0 {
		t.Errorf("pinch hitters for somebody who is not up: %v", got)
	}
	if got := s.g.Candidates(1, baseball.PitcherSlot, chart.Pitcher); len(got) != 16 {
		t.Errorf("pitchers: %v", got)
	}
	if got := s.g.Bench(1); len(got) != 16 || s.g.Fresh(1, 13) || !s.g.Fresh(1, 18) || s.g.Fresh(1, 99) || s.g.Fresh(1, 26) {
		t.Errorf("bench: %v", got)
	}
}

func TestInjuries(t *testing.T) {
	rules := classic(true)
	rules.Injuries = true
	hurt := func(t *testing.T, row1, row2, d200 int, more ...int) *script {
		s := newScript(t, rules).play("BB")
		s.with(chart.Walk, nil).apply("hurt", baseball.Input{Kind: baseball.Roll}, append([]int{10, 6, row1, row2, 1, d200}, more...)...)
		return s
	}
	t.Run("a batter who is hurt must be replaced before it goes on", func(t *testing.T) {
		s := hurt(t, 1, 6, 60, 1)
		due := s.g.Due()
		if due.Ask != baseball.AskReplace || due.Side != 0 || s.results[len(s.results)-2].Swap.Games != 1 {
			t.Fatalf("due %+v, %+v", due, s.results[len(s.results)-2].Swap)
		}
		s.refused(baseball.BrokeDecision, 0, mv(0, 9, chart.PinchRunner)) // somebody else
		s.must(0, mv(1, 9, chart.PinchRunner))
		if s.g.On[1].Player != 9 || s.g.Due().Ask != baseball.AskNothing {
			t.Errorf("%+v", s.g.On)
		}
		s.play("HR")
	})
	t.Run("a pitcher who is hurt for this game tires at once", func(t *testing.T) {
		s := hurt(t, 6, 6, 1)
		if s.g.Due().Ask != baseball.AskNothing || s.g.Wear(1, 13) != chart.Tired || !s.g.MayRelieve(1) {
			t.Errorf("due %s, %s", s.g.Due().Ask, s.g.Wear(1, 13))
		}
	})
	t.Run("a pitcher who misses games is relieved whatever the minimum", func(t *testing.T) {
		s := hurt(t, 6, 6, 60, 999, 999, 1)
		if s.g.Due().Ask != baseball.AskReplace || s.results[len(s.results)-2].Swap.Games != 3 {
			t.Fatalf("due %s, %+v", s.g.Due().Ask, s.results[len(s.results)-2].Swap)
		}
		s.must(1, mv(9, 18, chart.Pitcher)).play("K")
	})
	t.Run("nothing happens most of the time, and nothing without the rule", func(t *testing.T) {
		if s := hurt(t, 1, 6, 200); s.g.Due().Ask != baseball.AskNothing {
			t.Error("hurt")
		}
		s := newScript(t, classic(true))
		s.with(chart.Walk, nil).apply("hurt", baseball.Input{Kind: baseball.Roll}, 6, 1, 6, 1, 1)
		if s.g.Due().Ask != baseball.AskNothing {
			t.Error("hurt without the rule")
		}
	})
	t.Run("a pitcher who is hurt on the last out is replaced when his side takes the field again", func(t *testing.T) {
		s := newScript(t, rules).play("K K")
		s.with(chart.Strikeout, nil).apply("hurt", baseball.Input{Kind: baseball.Roll}, 6, 6, 6, 1, 60, 1)
		if s.g.Due().Ask != baseball.AskNothing || !s.g.Hurt.Due {
			t.Fatalf("due %s", s.g.Due().Ask)
		}
		minimum := *s.g.Setup
		minimum.Rules.MinBatters = 3
		strict := s.g
		strict.Setup = &minimum
		if strict.MayRelieve(0) || !strict.MayRelieve(1) {
			t.Error("the injury of one pitcher excuses the other")
		}
		s.play("rest")
		if s.g.Due().Ask != baseball.AskReplace || s.g.Due().Side != 1 {
			t.Fatalf("due %+v", s.g.Due())
		}
		s.must(1, mv(9, 18, chart.Pitcher)).play("K")
	})
	t.Run("with nobody left he plays on", func(t *testing.T) {
		s := newScript(t, rules).play("BB")
		s.g.Dugouts[0].Used = 1<<26 - 1
		s.with(chart.Walk, nil).apply("hurt", baseball.Input{Kind: baseball.Roll}, 10, 6, 1, 6, 1, 60, 1)
		if s.g.Due().Ask != baseball.AskNothing {
			t.Errorf("due %s", s.g.Due().Ask)
		}
	})
}
