package skipper_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/paper"
	"matchday/app/baseball/skipper"
	"matchday/app/fault"
)

func averages(t testing.TB, rules baseball.Rules) baseball.Game {
	t.Helper()
	g, err := baseball.New(&baseball.Setup{Rules: rules, Clubs: [2]baseball.Club{
		paper.AverageClub("AWY", 1, rules.DH), paper.AverageClub("HOM", 101, rules.DH)}})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// styles are the presets, a custom one and a wild one.
func styles() []skipper.Manager {
	bold := skipper.Style{Name: "Bold", Steal: 10, Running: 10, Hold: 1, CatcherThrow: 10, UncappedHome: 10, UncappedThird: 10, UncappedTrail: 10,
		BullpenMatchup: 9, Behind: 10, Ahead: 10, DecideThrow: 10}
	timid := skipper.Style{Name: "Timid", Steal: 1, Running: 1, Hold: 10, CatcherThrow: 1, UncappedHome: 1, UncappedThird: 1, UncappedTrail: 1,
		BullpenMatchup: 1, Behind: 1, Ahead: 1, DecideThrow: 1}
	return []skipper.Manager{{}, {Style: skipper.Yolo()}, {Style: skipper.Safe()}, {Style: bold}, {Style: timid}}
}

// A manager is never illegal and never stuck: in games of every kind that somebody else has played into any corner he
// answers what is due to him, and the game accepts it.
func TestManagersAreNeverIllegalAndNeverStuck(t *testing.T) {
	t.Parallel()
	clubs, err := paper.Clubs()
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[baseball.InputKind]int{}
	for n := range 260 {
		r := rand.New(rand.NewPCG(5, uint64(n)))
		rules := baseball.Classic()
		if n%5 == 0 {
			rules = baseball.Short()
		}
		rules.DH, rules.Placed, rules.Injuries = n%2 == 0, n%3 == 0, n%4 != 0
		setup, err := paper.Match(&clubs[n%30], &clubs[(n+7)%30], n%5, rules)
		if err != nil {
			t.Fatal(err)
		}
		for side := range setup.Clubs { // frailer people than any league has
			c := &setup.Clubs[side]
			c.Roster = append([]card.Card(nil), c.Roster...)
			for i := range c.Roster {
				if n%4 == 1 {
					c.Roster[i].Durability = 20
				}
			}
		}
		g, err := baseball.New(setup)
		if err != nil {
			t.Fatal(err)
		}
		if n%3 != 0 { // and shorter benches: whoever is not in the lineup may have been used up before
			for side := range g.Dugouts {
				g.Dugouts[side].Used |= r.Uint32() & r.Uint32N(1<<26) & (1<<len(setup.Clubs[side].Roster) - 1)
				if n%3 == 2 {
					g.Dugouts[side].Used |= r.Uint32N(1<<26) & (1<<len(setup.Clubs[side].Roster) - 1)
				}
			}
		}
		seed := dice.Seed{byte(n), byte(n >> 8), 7}
		managers := styles()
		for inputs := 0; !g.Over(); inputs++ {
			if inputs > 3000 {
				t.Fatalf("game %d does not end", n)
			}
			in := oneOf(t, &g, managers, r)
			kinds[in.Kind]++
			next, _, err := baseball.Apply(g, in, seed.Dice(g.Version+1))
			if err != nil {
				t.Fatalf("game %d, input %d: %+v: %v", n, g.Version+1, in, err)
			}
			g = next
		}
	}
	t.Log(kinds)
	for kind := baseball.Roll; kind <= baseball.IntentionallyWalk; kind++ {
		if kinds[kind] == 0 {
			t.Errorf("nobody ever chose %s", kind)
		}
	}
}

// oneOf asks every manager for both sides, checks each answer, and takes one of them.
func oneOf(t *testing.T, g *baseball.Game, managers []skipper.Manager, r *rand.Rand) baseball.Input {
	t.Helper()
	var answers []baseball.Input
	for _, m := range managers {
		for side := baseball.Away; side <= baseball.Home; side++ {
			d := m.Decide(g, side)
			why := d.Why()
			if !strings.HasSuffix(why, ".") || strings.Contains(why, "%!") || strings.Contains(why, "he ") && strings.Contains(why, "(he)") {
				t.Errorf("%+v: why: %q", d.Input, why)
			}
			for _, o := range d.Options() {
				if o.What == "" || o.Win < 0 || o.Win > 1 {
					t.Errorf("%+v: option %+v", d.Input, o)
				}
			}
			if d.Pass {
				continue
			}
			if err := g.Legal(d.Input); err != nil {
				t.Fatalf("%s of %d, %s: %+v: %v", g.Half, g.Inning, m.Style.Name, d.Input, err)
			}
			answers = append(answers, d.Input)
		}
	}
	if g.Pending.Ask != baseball.AskNothing && len(answers) == 0 {
		t.Fatalf("nobody answers %s", g.Pending.Ask)
	}
	if len(answers) == 0 || g.Pending.Ask == baseball.AskNothing && r.IntN(2) == 0 {
		return baseball.Input{Kind: baseball.Roll}
	}
	return answers[r.IntN(len(answers))]
}

// situation puts a game where a decision is interesting.
func situation(g baseball.Game, inning uint16, half baseball.Side, outs uint8, away, home uint16, bases ...uint8) baseball.Game {
	g.Inning, g.Half, g.Outs = inning, half, outs
	g.Score = [2]uint16{away, home}
	for i, base := range bases {
		g.Dealt++
		g.On[base] = baseball.Runner{ID: g.Dealt, Player: uint8(8 - i)}
	}
	g.Dugouts[0].Settled, g.Dugouts[1].Settled = true, true
	return g
}

func pending(g baseball.Game, ask baseball.Ask, ball baseball.Ball, spot chart.Position, lead, trail uint8) baseball.Game {
	g.Pending = baseball.Pending{Ask: ask, Ball: ball, Spot: spot, Lead: lead, Trail: trail}
	return g
}

func TestManagersKnowTheGame(t *testing.T) {
	plain := averages(t, baseball.Classic())
	slow := averages(t, baseball.Classic())
	fast := averages(t, baseball.Classic())
	for i := range slow.Setup.Clubs[0].Roster {
		for side := range 2 {
			if b := slow.Setup.Clubs[side].Roster[i].Batting; b != nil {
				b.Running, b.StealHigh, b.StealLow, b.Jump = 8, 7, 3, 4
			}
			if b := fast.Setup.Clubs[side].Roster[i].Batting; b != nil {
				b.Running, b.StealHigh, b.StealLow, b.Jump = 17, 19, 14, 24
			}
		}
	}
	for _, c := range []struct {
		what string
		g    baseball.Game
		side baseball.Side
		want baseball.Choice
	}{
		{"a fast runner is sent home with two out", pending(situation(fast, 3, 0, 2, 0, 0, 2), baseball.AskSend, baseball.BallSingle, chart.CenterField, 2, 0), 0, baseball.Go},
		{"a slow one is not sent to third with nobody out", pending(situation(slow, 3, 0, 0, 0, 0, 1), baseball.AskSend, baseball.BallSingle, chart.LeftField, 1, 0), 0, baseball.Stay},
		{"nor with two out, where only .95 would do", pending(situation(plain, 3, 0, 2, 0, 0, 1), baseball.AskSend, baseball.BallSingle, chart.CenterField, 1, 0), 0, baseball.Stay},
		{"the defence throws at a slow runner", pending(situation(slow, 9, 1, 2, 1, 0, 2), baseball.AskThrow, baseball.BallSingle, chart.LeftField, 2, 0), 0, baseball.Throw},
		{"and does not when he is home anyway and the one behind him would go to third", pending(situation(fast, 3, 0, 0, 0, 0, 2, 1), baseball.AskThrow, baseball.BallSingle, chart.RightField, 2, 1), 1, baseball.Give},
		{"the winning run tags up when he can hardly fail", pending(situation(fast, 9, 1, 1, 0, 0, 3), baseball.AskSend, baseball.BallTagHome, chart.CenterField, 3, 0), 1, baseball.Go},
		{"nobody tags for third with one out on a left fielder", pending(situation(plain, 3, 0, 1, 0, 0, 2), baseball.AskSend, baseball.BallTagThird, chart.LeftField, 2, 0), 0, baseball.Stay},
		{"with a slow roller the winning run goes", pending(situation(fast, 9, 1, 1, 0, 0, 3), baseball.AskSend, baseball.BallGround, chart.Shortstop, 3, 0), 1, baseball.Go},
	} {
		if c.g.Pending.Ball == baseball.BallGround {
			c.g.Pending.Class = uint8(chart.GroundSlow)
		}
		d := skipper.Manager{}.Decide(&c.g, c.side)
		if d.Pass || d.Input.Take != c.want {
			t.Errorf("%s: %s (%s)", c.what, d.Input.Take, d.Why())
		}
		if o := d.Options(); len(o) != 2 || o[0].What != c.want.String() {
			t.Errorf("%s: weighed %+v", c.what, o)
		}
	}
}

func TestTendenciesMoveTheLine(t *testing.T) {
	// A runner of 11 for home from second with one out, against an average arm in center, makes it 15 times of 20: near
	// the line.
	start := averages(t, baseball.Classic())
	start.Setup.Clubs[0].Roster[8].Batting.Running = 11
	g := pending(situation(start, 4, 0, 1, 0, 0, 2), baseball.AskSend, baseball.BallSingle, chart.CenterField, 2, 0)
	going := 0
	for tendency := uint8(1); tendency <= 10; tendency++ {
		s := skipper.Balanced()
		s.UncappedHome = tendency
		d := skipper.Manager{Style: s}.Decide(&g, 0)
		if d.Input.Take == baseball.Go {
			going++
		} else if going > 0 {
			t.Errorf("tendency %d stays where a lower one goes", tendency)
		}
	}
	if going == 0 || going == 10 {
		t.Errorf("%d of 10 tendencies go", going)
	}
	// Trailing late, a manager who grows bold when behind runs where he would not otherwise.
	bold, meek := skipper.Balanced(), skipper.Balanced()
	bold.Behind, meek.Behind = 10, 1
	late := situation(averages(t, baseball.Classic()), 8, 0, 1, 0, 3, 2)
	ran := [2]int{}
	for number := uint8(8); number <= 17; number++ {
		h := late
		setup := *h.Setup
		setup.Clubs[0].Roster = append([]card.Card(nil), setup.Clubs[0].Roster...)
		b := *setup.Clubs[0].Roster[8].Batting
		b.Running = number
		setup.Clubs[0].Roster[8].Batting = &b
		h.Setup = &setup
		h = pending(h, baseball.AskSend, baseball.BallSingle, chart.RightField, 2, 0)
		for i, s := range []skipper.Style{bold, meek} {
			d := skipper.Manager{Style: s}.Decide(&h, 0)
			if d.Input.Take == baseball.Go {
				ran[i]++
			}
		}
	}
	if ran[0] <= ran[1] {
		t.Errorf("bold behind: goes with %d of 10 running numbers; meek with %d", ran[0], ran[1])
	}
}

func TestOrdersBeforeThePitch(t *testing.T) {
	classic := averages(t, baseball.Classic())
	pitchersBat := baseball.Classic()
	pitchersBat.DH = false
	noDH := averages(t, pitchersBat)
	noDH.Dugouts[1].Up = 4 // the pitcher
	noDH.Setup.Clubs[1].Roster[13].Pitching.Bats = chart.D
	for i := range 13 { // and nobody on the bench to bat for him
		noDH.Dugouts[1].Used |= 1 << i
		if b := noDH.Setup.Clubs[1].Roster[i].Batting; b != nil { // nor legs to steal
			b.StealHigh, b.StealLow = 6, 2
		}
	}
	for _, c := range []struct {
		what string
		g    baseball.Game
		side baseball.Side
		kind baseball.InputKind
	}{
		{"a weak pitcher bunts a runner over", situation(noDH, 9, 1, 0, 0, 0, 1), 1, baseball.Bunt},
		{"the infield comes in for the winning run", situation(classic, 9, 1, 0, 0, 0, 3), 0, baseball.Align},
		{"nobody moves in the first inning", situation(classic, 1, 0, 0, 0, 0, 3), 1, 0},
	} {
		d := skipper.Manager{}.Decide(&c.g, c.side)
		if d.Input.Kind != c.kind || d.Pass != (c.kind == 0) {
			t.Errorf("%s: %s, pass %v (%s)", c.what, d.Input.Kind, d.Pass, d.Why())
		}
	}
	in := situation(classic, 9, 1, 0, 0, 0, 3)
	if d := (skipper.Manager{}).Decide(&in, 0); d.Input.Align.Depth == baseball.Back || !strings.Contains(d.Why(), "infield") {
		t.Errorf("%+v: %s", d.Input.Align, d.Why())
	}
	// An intentional walk needs somebody worth passing and somebody weak behind him.
	setup := *classic.Setup
	setup.Clubs[1].Roster = append([]card.Card(nil), setup.Clubs[1].Roster...)
	great, err := card.ShapeOf("Balanced Star")
	if err != nil {
		t.Fatal(err)
	}
	table, err := great.Table(1.4)
	if err != nil {
		t.Fatal(err)
	}
	star := *setup.Clubs[1].Roster[0].Batting
	star.Vs = [2]card.Table{table, table}
	setup.Clubs[1].Roster[0].Batting = &star
	walk := situation(classic, 9, 1, 1, 0, 0, 2)
	walk.Setup = &setup
	if d := (skipper.Manager{}).Decide(&walk, 0); d.Input.Kind != baseball.IntentionallyWalk || !strings.Contains(d.Why(), "Walk") {
		t.Errorf("a star with first base open and the winning run on second: %s (%s)", d.Input.Kind, d.Why())
	}
}

func TestTheBullpen(t *testing.T) {
	g := situation(averages(t, baseball.Classic()), 9, 0, 0, 0, 2)
	d := skipper.Manager{}.Decide(&g, 1)
	if d.Input.Kind != baseball.Substitute || g.Card(1, d.Input.Moves[0].Player).Pitching.Closer == 0 || !strings.Contains(d.Why(), "closer") {
		t.Errorf("two ahead in the ninth: %+v (%s)", d.Input, d.Why())
	}
	rules := baseball.Classic()
	rules.Placed = true
	placed := situation(averages(t, rules), 10, 0, 0, 0, 0, 2)
	d = skipper.Manager{}.Decide(&placed, 1)
	if d.Input.Kind != baseball.Substitute || !strings.Contains(d.Why(), "closer") {
		t.Errorf("level in the tenth with a runner placed on second: %+v (%s)", d.Input, d.Why())
	}
	tired := situation(averages(t, baseball.Classic()), 6, 0, 0, 0, 2)
	tired.Book.Arm[1][13].Outs = 20
	d = skipper.Manager{}.Decide(&tired, 1)
	if d.Input.Kind != baseball.Substitute || !strings.Contains(d.Why(), "tired") {
		t.Errorf("a tired starter: %+v (%s)", d.Input, d.Why())
	}
	hit := situation(averages(t, baseball.Classic()), 3, 0, 1, 7, 0, 1)
	hit.Book.Arm[1][13].R = 7
	if d = (skipper.Manager{}).Decide(&hit, 1); d.Input.Kind != baseball.Substitute || !strings.Contains(d.Why(), "hit hard") {
		t.Errorf("seven runs in the third: %+v (%s)", d.Input, d.Why())
	}
	held := situation(averages(t, baseball.Classic()), 6, 0, 0, 0, 2)
	held.Book.Arm[1][13].Outs = 20
	held.Dugouts[1].Settled, held.Dugouts[1].Faced = false, 1
	if d = (skipper.Manager{}).Decide(&held, 1); !d.Pass {
		t.Errorf("a pitcher who must face more batters was relieved: %+v", d.Input)
	}
}

func TestStyles(t *testing.T) {
	for _, s := range skipper.Styles() {
		if err := s.Check(); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
		if again, err := skipper.StyleOf(s.Name); err != nil || again != s {
			t.Errorf("%s: not found", s.Name)
		}
	}
	if _, err := skipper.StyleOf("Genius"); !fault.Is(err, fault.Invalid) {
		t.Errorf("Genius: %v", err)
	}
	wrong := skipper.Balanced()
	wrong.Steal, wrong.Ahead = 0, 11
	if n := len(fault.All(wrong.Check())); n != 2 {
		t.Errorf("%d faults, want 2", n)
	}
}

func TestLineups(t *testing.T) {
	clubs, err := paper.Clubs()
	if err != nil {
		t.Fatal(err)
	}
	for i := range clubs {
		roster := clubs[i].Cards
		starters := skipper.Starters(roster)
		if len(starters) != 5 {
			t.Errorf("%s has %d starters", clubs[i].Abbrev, len(starters))
		}
		for k := 1; k < len(starters); k++ {
			if roster[starters[k]].OPS() < roster[starters[k-1]].OPS() {
				t.Errorf("%s: starters out of order", clubs[i].Abbrev)
			}
		}
		for _, arm := range []chart.Hand{chart.Left, chart.Right} {
			for _, dh := range []bool{true, false} {
				l, err := skipper.Lineup(roster, starters[0], arm, dh)
				if err != nil {
					t.Fatal(err)
				}
				checkLineup(t, roster, l, arm, dh)
			}
		}
	}
	if _, err := skipper.Lineup(clubs[0].Cards, 0, chart.Right, true); !fault.Is(err, fault.Invalid) {
		t.Errorf("a catcher starts: %v", err)
	}
	if _, err := skipper.Lineup(clubs[0].Cards[8:], 9, chart.Right, true); !fault.Is(err, fault.Invalid) {
		t.Errorf("five batters: %v", err)
	}
	// Any roster: twenty batters of whom nobody plays anywhere but one.
	many := append([]card.Card(nil), clubs[0].Cards[:13]...)
	for i := range 10 {
		c := clubs[1].Cards[i]
		c.Gloves = nil
		many = append(many, c)
	}
	many = append(many, clubs[0].Cards[13])
	if l, err := skipper.Lineup(many, 23, chart.Right, true); err != nil {
		t.Error(err)
	} else {
		checkLineup(t, many, l, chart.Right, true)
	}
}

func checkLineup(t *testing.T, roster []card.Card, l baseball.Lineup, arm chart.Hand, dh bool) {
	t.Helper()
	sum, best := 0.0, 0.0
	for i, s := range l.Order {
		c := &roster[s.Player]
		if s.At == chart.Pitcher {
			if dh || i != 8 {
				t.Errorf("the pitcher bats %d", i+1)
			}
			continue
		}
		if !c.Plays(s.At) {
			t.Errorf("%s (%v) plays %s; club %s", c.Name, c.Gloves, s.At, c.Club)
		}
		ops := c.Batting.Vs[arm].Rates().OPS()
		sum += ops
		if i >= 1 && i <= 3 {
			best += ops
		}
	}
	if best/3 < sum/9 {
		t.Errorf("second to fourth are worse than the rest")
	}
}

func TestPlayReportsWhatGoesWrong(t *testing.T) {
	g := averages(t, baseball.Classic())
	if _, err := skipper.Play(g, [2]skipper.Decider{stubborn{}, stubborn{}}, dice.Seed{}, nil); err == nil {
		t.Error("an illegal manager was not noticed")
	}
	if _, err := skipper.Play(g, [2]skipper.Decider{restless{}, restless{}}, dice.Seed{}, nil); err == nil {
		t.Error("a game without end was not noticed")
	}
}

// stubborn always decides what nobody asked.
type stubborn struct{}

func (stubborn) Decide(_ *baseball.Game, side baseball.Side) skipper.Decision {
	return skipper.Decision{Input: baseball.Input{Kind: baseball.Decide, Side: side, Take: baseball.Go}}
}

// restless walks everybody.
type restless struct{}

func (restless) Decide(g *baseball.Game, side baseball.Side) skipper.Decision {
	return skipper.Decision{Pass: side == g.Half, Input: baseball.Input{Kind: baseball.IntentionallyWalk, Side: side}}
}
