package baseball_test

import (
	"fmt"
	"strings"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/score"
	"matchday/app/fault"
)

// order gives an order with loaded dice and answers the results.
func (s *script) order(in baseball.Input, faces ...int) []baseball.Result {
	s.t.Helper()
	next, results, err := baseball.Apply(s.g, in, dice.Load(faces...))
	if err != nil {
		s.t.Fatalf("%s: %v", in.Kind, err)
	}
	s.g = next
	s.results = append(s.results, results...)
	return results
}

func stealOrder(going uint8) baseball.Input {
	return baseball.Input{Kind: baseball.StealOrder, Going: going}
}

func take(side baseball.Side, c baseball.Choice) baseball.Input {
	return baseball.Input{Kind: baseball.Decide, Side: side, Take: c}
}

// What the jump die, the lead and the throw bring, one case after the other.
func TestSteals(t *testing.T) {
	for _, c := range []struct {
		what   string
		script string
		going  uint8
		faces  [][]int // of the order, then of each decision
		takes  []baseball.Choice
		want   string // the last play, and who is on
	}{
		{"a pickoff throw finds him", "1B", 1, [][]int{{1, 6}}, nil, "1x picked_off; --- 1 out"},
		{"or does not", "1B", 1, [][]int{{1, 7}}, nil, "jumped; 1-- 0 out"},
		{"a balk moves everybody", "1B 1B", 2, [][]int{{2, 2}}, nil, "2>3 1>2 balk; -23 0 out"},
		{"or is none", "1B", 1, [][]int{{2, 3}}, nil, "jumped; 1-- 0 out"},
		{"with a good lead he is safe up to 16", "1B", 1, [][]int{{3, 6, 5}, {16, 20}}, []baseball.Choice{baseball.Go}, "1>2 steal; -2- 0 out"},
		{"and out from 17", "1B", 1, [][]int{{3, 6, 5}, {17}}, []baseball.Choice{baseball.Go}, "1x caught_stealing; --- 1 out"},
		{"without one up to 11", "1B", 1, [][]int{{3, 1, 1}, {11, 20}}, []baseball.Choice{baseball.Go}, "1>2 steal; -2- 0 out"},
		{"and out from 12", "1B", 1, [][]int{{3, 1, 1}, {12}}, []baseball.Choice{baseball.Go}, "1x caught_stealing; --- 1 out"},
		{"he may stay", "1B", 1, [][]int{{3, 1, 1}, {}}, []baseball.Choice{baseball.Stay}, "jumped; 1-- 0 out"},
		{"third is two harder", "2B", 2, [][]int{{3, 6, 6}, {14, 20}}, []baseball.Choice{baseball.Go}, "2>3 steal; --3 0 out"},
		{"so 15 is out", "2B", 2, [][]int{{3, 6, 6}, {15}}, []baseball.Choice{baseball.Go}, "2x caught_stealing; --- 1 out"},
		{"home takes a 5 or less", "3B K K", 4, [][]int{{3, 6, 6}, {5, 20}}, []baseball.Choice{baseball.Go}, "3>H steal; --- 2 out"},
		{"a 6 ends the inning", "3B K K", 4, [][]int{{3, 6, 6}, {6}}, []baseball.Choice{baseball.Go}, "3x caught_stealing; --- 0 out"},
		{"the throw sails on", "1B 1B", 2, [][]int{{3, 6, 6}, {1, 1}}, []baseball.Choice{baseball.Go}, "2>H 1>2 steal E; -2- 0 out"},
		{"a double steal, at the lead", "1B 1B", 3, [][]int{{3, 6, 6}, {}, {14, 20}}, []baseball.Choice{baseball.Go, baseball.AtLead}, "2>3 1>2 steal; -23 0 out"},
		{"who is out", "1B 1B", 3, [][]int{{3, 6, 6}, {}, {15}}, []baseball.Choice{baseball.Go, baseball.AtLead}, "2x 1>2 caught_stealing; -2- 1 out"},
		{"at the other", "1B 1B", 3, [][]int{{3, 6, 6}, {}, {17}}, []baseball.Choice{baseball.Go, baseball.AtTrail}, "2>3 1x caught_stealing; --3 1 out"},
		{"a triple steal", "1B 1B 1B K K", 7, [][]int{{3, 6, 6}, {}, {5, 20}}, []baseball.Choice{baseball.Go, baseball.AtLead}, "3>H 2>3 1>2 steal; -23 2 out"},
	} {
		s := newScript(t, classic(true)).play(c.script)
		results := s.order(stealOrder(c.going), c.faces[0]...)
		if due := s.g.Due(); due.Ask == baseball.AskSteal && (due.Lead.To != due.Lead.From+1 || due.Trail.Player != score.Nobody && due.Trail.To != due.Trail.From+1) {
			t.Errorf("%s: %+v", c.what, due)
		}
		for i, choice := range c.takes {
			results = s.order(take(s.g.Due().Side, choice), c.faces[i+1]...)
		}
		p := &results[0]
		got := p.Kind.String()
		if p.Kind == score.Ran {
			got = line(p)
		}
		if got = fmt.Sprintf("%s; %s %d out", got, s.g.Bases(), s.g.Outs); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
		if s.g.Half == 0 && s.g.MaySteal(c.going) && s.g.Bases().Mask() == c.going {
			t.Errorf("%s: he gets a second jump with the same batter", c.what)
		}
	}
}

func TestStealOrdersThatAreRefused(t *testing.T) {
	for _, c := range []struct {
		script string
		in     baseball.Input
		rule   string
	}{
		{"", stealOrder(1), baseball.BrokeOrder},
		{"1B", stealOrder(0), baseball.BrokeOrder},
		{"1B", stealOrder(9), baseball.BrokeOrder},
		{"1B 1B", stealOrder(1), baseball.BrokeOrder}, // second is taken
		{"3B", stealOrder(4), baseball.BrokeOrder},    // home only with two out
		{"1B", baseball.Input{Kind: baseball.StealOrder, Side: 1, Going: 1}, baseball.BrokeTurn},
		{"", baseball.Input{Kind: baseball.HitAndRun}, baseball.BrokeOrder},
		{"1B 1B", baseball.Input{Kind: baseball.HitAndRun}, baseball.BrokeOrder},
		{"1B", baseball.Input{Kind: baseball.HitAndRun, Side: 1}, baseball.BrokeTurn},
		{"1B", baseball.Input{Kind: baseball.Bunt, Side: 1}, baseball.BrokeTurn},
		{"1B", baseball.Input{Kind: baseball.IntentionallyWalk, Side: 0}, baseball.BrokeTurn},
		{"1B", baseball.Input{Kind: baseball.Align, Side: 0}, baseball.BrokeTurn},
		{"1B", baseball.Input{Kind: baseball.Align, Side: 1}, baseball.BrokeOrder}, // they stand like that
		{"1B", baseball.Input{Kind: baseball.Align, Side: 1, Align: baseball.Alignment{Depth: baseball.In}}, baseball.BrokeOrder},
		{"1B", baseball.Input{Kind: baseball.Align, Side: 1, Align: baseball.Alignment{Depth: 7}}, baseball.BrokeInput},
		{"1B 1B", baseball.Input{Kind: baseball.Align, Side: 1, Align: baseball.Alignment{HoldFirst: true}}, baseball.BrokeOrder},
		{"1B", baseball.Input{Kind: baseball.Align, Side: 1, Align: baseball.Alignment{HoldSecond: true}}, baseball.BrokeOrder},
		{"1B", take(0, baseball.Go), baseball.BrokeDecision},
		{"1B", baseball.Input{}, baseball.BrokeInput},
		{"1B", baseball.Input{Kind: 99}, baseball.BrokeInput},
		{"1B", baseball.Input{Kind: baseball.Roll, Side: 3}, baseball.BrokeTurn},
		{"1B", baseball.Input{Kind: baseball.Roll, Seen: 99}, baseball.BrokeStale},
	} {
		s := newScript(t, classic(true)).play(c.script)
		_, results, err := baseball.Apply(s.g, c.in, dice.Load())
		if f := fault.Of(err); f == nil || f.Field != c.rule || results != nil || !strings.HasSuffix(f.Sentence, ".") {
			t.Errorf("%q, %+v: %v, want the rule %s", c.script, c.in, err, c.rule)
		}
	}
	s := newScript(t, classic(true)).play("1B")
	s.order(stealOrder(1), 3, 6, 6)
	for _, c := range []struct {
		in   baseball.Input
		rule string
	}{
		{baseball.Input{Kind: baseball.Roll}, baseball.BrokeDecision},
		{take(1, baseball.Go), baseball.BrokeTurn},
		{take(0, baseball.Throw), baseball.BrokeDecision},
		{baseball.Input{Kind: baseball.Substitute, Side: 1, Moves: []baseball.Move{mv(0, 9, chart.CenterField)}}, baseball.BrokeDecision},
	} {
		if _, _, err := baseball.Apply(s.g, c.in, dice.Load()); fault.Of(err) == nil || fault.Of(err).Field != c.rule {
			t.Errorf("%+v while a decision is due: %v", c.in, err)
		}
	}
	if _, _, err := baseball.Apply(s.g, take(0, baseball.Go), nil); !fault.Is(err, fault.Internal) {
		t.Errorf("a roll without dice: %v", err)
	}
}

func TestPitchesThatGetAway(t *testing.T) {
	for _, c := range []struct {
		what, script string
		faces        []int
		want         string
	}{
		{"a wild pitch up to the pitcher's number", "1B 1B", []int{1, 8}, "2>3 1>2 wild_pitch; -23"},
		{"not above it", "1B 1B", []int{1, 9, 1, 1, 1, 10}, "Bx strikeout; 12-"},
		{"a passed ball up to the catcher's", "3B", []int{2, 2}, "3>H passed_ball; ---"},
		{"not above it", "3B", []int{2, 3, 1, 1, 1, 10}, "Bx strikeout; --3"},
		{"nothing with nobody on", "", []int{1, 1, 1, 10}, "Bx strikeout; ---"},
	} {
		s := newScript(t, classic(true)).play(c.script)
		s.with(chart.Strikeout, nil).apply(c.what, baseball.Input{Kind: baseball.Roll}, c.faces...)
		if got := line(s.last()) + "; " + s.g.Bases().String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	// A passed ball may come before a foul is caught; the plate appearance goes on.
	s := newScript(t, classic(true)).play("1B")
	s.with(chart.CheckCatcher, nil)
	face := rangeRolls(chart.Catcher)["FO"]
	for side := range 2 {
		for i := range s.g.Setup.Clubs[side].Roster {
			for k := range s.g.Setup.Clubs[side].Roster[i].Gloves {
				if g := &s.g.Setup.Clubs[side].Roster[i].Gloves[k]; g.Position == chart.Catcher {
					g.Range = uint8(face[0])
				}
			}
		}
	}
	s.apply("FO", baseball.Input{Kind: baseball.Roll}, 10, 4, 1, 1, 10, face[1], 6, 6, 6, 50, 2)
	if got := line(s.last()); got != "1>2 passed_ball" {
		t.Error(got)
	}
}

// Holding a runner costs a hole and halves his jump; playing in and covering cost holes too.
func TestWhatHoldingCosts(t *testing.T) {
	hash := func(at chart.Position, script string, align baseball.Alignment, before func(*script)) string {
		face := rangeRolls(at)["G2#"]
		s := newScript(t, classic(true)).play(script)
		if align != (baseball.Alignment{}) {
			s.order(baseball.Input{Kind: baseball.Align, Side: 1, Align: align})
		}
		if before != nil {
			before(s)
		}
		rng := face[0]
		if align.Depth == baseball.In {
			rng--
		}
		s.with(chart.CheckPitcher+chart.Outcome(at-chart.Pitcher), func(g *card.Glove) {
			if g.Position == at {
				g.Range, g.Error = uint8(rng), 0
			}
		})
		s.apply("check", baseball.Input{Kind: baseball.Roll}, 10, 4, 1, 1, 10, face[1], 6, 6, 6, 50)
		return s.last().Check.Final.String()
	}
	jumped := func(s *script) { s.order(stealOrder(1), 3, 1, 1); s.order(take(0, baseball.Stay)) }
	for _, c := range []struct {
		what, script string
		at           chart.Position
		align        baseball.Alignment
		before       func(*script)
		want         string
	}{
		{"the first baseman plays off the bag", "1B", chart.FirstBase, baseball.Alignment{}, nil, "G2"},
		{"he holds the runner", "1B", chart.FirstBase, baseball.Alignment{HoldFirst: true}, nil, "SI2"},
		{"the second baseman covers after a jump", "1B", chart.SecondBase, baseball.Alignment{}, jumped, "SI2"},
		{"not any more once the runner has gone", "1B", chart.SecondBase, baseball.Alignment{}, func(s *script) { s.play("SB1") }, "G2"},
		{"the shortstop does not, for a right-handed batter", "1B", chart.Shortstop, baseball.Alignment{}, jumped, "G2"},
		{"the second baseman holds the runner on second", "2B", chart.SecondBase, baseball.Alignment{HoldSecond: true}, nil, "SI2"},
		{"the infield is in", "3B", chart.Shortstop, baseball.Alignment{Depth: baseball.In}, nil, "SI2"},
	} {
		if got := hash(c.at, c.script, c.align, c.before); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	for held, want := range map[bool]bool{false: true, true: false} {
		s := newScript(t, classic(true)).play("1B")
		if held {
			s.order(baseball.Input{Kind: baseball.Align, Side: 1, Align: baseball.Alignment{HoldFirst: true}})
		}
		first, second := chart.Dice(36 - 8) // the least of his eight good pairs
		s.order(stealOrder(1), 3, first, second)
		if s.g.Pending.GoodLead != want {
			t.Errorf("held %v: a good lead %v", held, s.g.Pending.GoodLead)
		}
	}
	s := newScript(t, classic(true)).play("2B") // second is stolen from as well, and holding there halves too
	first, second := chart.Dice(36 - 8)
	if s.order(stealOrder(2), 3, first, second); !s.g.Pending.GoodLead {
		t.Error("nobody holds him on second, and his lead is halved")
	}
	s = newScript(t, classic(true)).play("2B")
	s.order(baseball.Input{Kind: baseball.Align, Side: 1, Align: baseball.Alignment{HoldSecond: true}})
	if s.order(stealOrder(2), 3, first, second); s.g.Pending.GoodLead {
		t.Error("he is held on second, and his lead is not halved")
	}
	// Alignments end when they cannot stay.
	s = newScript(t, classic(true)).play("3B")
	s.order(baseball.Input{Kind: baseball.Align, Side: 1, Align: baseball.Alignment{Depth: baseball.In}})
	if s.play("HR"); s.g.Align != (baseball.Alignment{}) {
		t.Errorf("%s with nobody on", s.g.Align)
	}
}

func TestDueSaysWhoseDecisionItIsAndTheOdds(t *testing.T) {
	s := newScript(t, classic(true)).play("1B 1B")
	s.with(chart.SingleCenter, nil)
	s.order(baseball.Input{Kind: baseball.Roll}, 10, 1, 1, 1, 10, 50)
	// Second to home on an average single to center: 12 + 3 + 1.
	steps := []struct {
		ask     baseball.Ask
		side    baseball.Side
		options []baseball.Option
		take    baseball.Choice
	}{
		{baseball.AskSend, 0, []baseball.Option{{Choice: baseball.Go, Safe: 16}, {Choice: baseball.Stay, Safe: 20}}, baseball.Go},
		{baseball.AskThrow, 1, []baseball.Option{{Choice: baseball.Throw, Safe: 16}, {Choice: baseball.Give, Safe: 20}}, baseball.Throw},
		{baseball.AskTrail, 0, []baseball.Option{{Choice: baseball.Go, Safe: 10}, {Choice: baseball.Stay, Safe: 20}}, baseball.Go},
		{baseball.AskTarget, 1, []baseball.Option{{Choice: baseball.AtLead, Safe: 16}, {Choice: baseball.AtTrail, Safe: 10}}, baseball.AtTrail},
	}
	for _, step := range steps {
		due := s.g.Due()
		if due.Ask != step.ask || due.Side != step.side || fmt.Sprint(due.Options) != fmt.Sprint(step.options) {
			t.Fatalf("due %+v, want %+v", due, step)
		}
		if due.Lead.Player != s.g.On[2].Player || due.Lead.To != 4 || due.Trail.From != 1 || due.Trail.To != 3 {
			t.Errorf("chances %+v %+v", due.Lead, due.Trail)
		}
		safe := step.options[0].Safe // of the runner whom the choice is about
		if step.take == baseball.AtTrail {
			safe = step.options[1].Safe
		}
		if said := s.order(take(step.side, step.take), 11)[0].Choice; said.Safe != safe || said.Ask != step.ask.String() || said.Chosen != step.take.String() {
			t.Errorf("the record says %+v, want %d of 20", said, safe)
		}
	}
	if got := line(s.last()); got != "2>H 1x B>1 single 1 RBI" {
		t.Error(got)
	}
	if s.g.Due().Ask != baseball.AskNothing || s.g.StealNumber(3, true)+s.g.StealNumber(0, true)+s.g.StealNumber(4, true) != 0 {
		t.Error("something is still due")
	}
}

// Orders are exactly the legal ones, by the rules that refuse the others.
func TestOrdersBeforeThePitchAreTheLegalOnes(t *testing.T) {
	for script, want := range map[string][2]string{
		"":             {"bunt", "intentional_walk"},
		"1B":           {"bunt hit_and_run steal-1", "intentional_walk align-infield back, first held"},
		"1B 1B":        {"bunt steal-2 steal-3", "intentional_walk align-infield back, second held"},
		"3B":           {"bunt", "intentional_walk align-corners in align-infield in"},
		"3B K K":       {"bunt steal-4", "intentional_walk align-corners in align-infield in"},
		"1B 1B BB K K": {"bunt steal-4 steal-6 steal-7", "intentional_walk align-corners in align-infield in"},
	} {
		s := newScript(t, classic(true)).play(script)
		for side := range baseball.Side(2) {
			var got []string
			for _, in := range s.g.Orders(side) {
				text := in.Kind.String()
				switch in.Kind {
				case baseball.StealOrder:
					text += fmt.Sprintf("-%d", in.Going)
				case baseball.Align:
					text += "-" + in.Align.String()
				}
				got = append(got, text)
				if in.Seen != s.g.Version || in.Side != side {
					t.Errorf("%q: %+v is not what %s saw", script, in, side)
				}
			}
			if text := strings.Join(got, " "); text != want[side] {
				t.Errorf("%q, %s: %s, want %s", script, side, text, want[side])
			}
		}
	}
	s := newScript(t, classic(true)).play("1B")
	s.order(stealOrder(1), 3, 6, 6)
	if n := len(s.g.Orders(0)) + len(s.g.Orders(1)); n != 0 {
		t.Errorf("%d orders while a decision is due", n)
	}
}

// Only who has to make room for the batter is forced, and only he is told so.
func TestWhoIsForcedOnABunt(t *testing.T) {
	for script, forced := range map[string]bool{"1B": true, "2B": false, "1B 1B": true, "3B BB": false, "1B 1B BB": true} {
		s := newScript(t, classic(true)).play(script + " lead")
		for _, m := range s.last().Moves.List() {
			if m.To == score.Out && m.Forced != forced {
				t.Errorf("%s: the runner from %d is forced: %v", script, m.From, m.Forced)
			}
		}
	}
}
