package baseball_test

import (
	"encoding/json"
	"strings"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/score"
	"matchday/app/fault"
)

// times repeats words.
func times(n int, words string) string { return strings.Repeat(words+" ", n) }

func TestHowGamesEnd(t *testing.T) {
	short := baseball.Short()
	short.RunRule = 0
	placed := short
	placed.Placed = true
	out := short
	out.PlayOut = true
	rule := baseball.Short() // ten ahead after two
	for _, c := range []struct {
		what   string
		rules  baseball.Rules
		script string
		over   bool
		inning uint16
		half   baseball.Side
		away   uint16
		home   uint16
	}{
		{"the home side does not bat when it leads after the top of the last", short, "rest HR rest rest rest rest", true, 3, 0, 0, 1},
		{"a lead of the away side needs the bottom", short, "HR rest rest rest rest rest", false, 3, 1, 1, 0},
		{"and ends with it", short, "HR rest rest rest rest rest rest", true, 3, 1, 1, 0},
		{"level goes on", short, times(6, "rest"), false, 4, 0, 0, 0},
		{"for as long as it takes", short, times(13, "rest") + "HR", true, 7, 1, 0, 1},
		{"walk-off in regulation", short, times(5, "rest") + "BB 2B 1B", true, 3, 1, 0, 1},
		{"a walk with the bases full wins too", short, times(5, "rest") + "BB BB BB BB", true, 3, 1, 0, 1},
		{"so does a wild pitch", short, times(5, "rest") + "3B WP", true, 3, 1, 0, 1},
		{"and an error", short, times(5, "rest") + "3B x:SS:G3:1", true, 3, 1, 0, 1},
		{"only as many runs as it takes", short, times(5, "rest") + "BB BB BB 3B", true, 3, 1, 0, 1},
		{"with the placed runner one single is enough", placed, times(7, "rest") + "1B2", true, 4, 1, 0, 1},
		{"everything is played out when measuring", out, times(5, "rest") + "HR HR rest", true, 3, 1, 0, 2},
		{"also a tie", out, times(6, "rest"), true, 3, 1, 0, 0},
		{"the run rule ends it after the second", rule, times(10, "HR") + "rest rest rest rest", true, 2, 1, 10, 0},
		{"not before", rule, times(10, "HR") + "rest rest rest", false, 2, 1, 10, 0},
		{"the home side needs no bottom then", rule, "rest " + times(10, "HR") + "rest rest", true, 2, 0, 0, 10},
		{"and wins it in the middle of one", rule, "rest " + times(9, "HR") + "rest rest HR", true, 2, 1, 0, 10},
	} {
		s := newScript(t, c.rules).play(c.script)
		if s.g.Over() != c.over || s.g.Inning != c.inning || s.g.Half != c.half || s.g.Score != [2]uint16{c.away, c.home} {
			t.Errorf("%s: over %v in the %s of %d, %v", c.what, s.g.Over(), s.g.Half, s.g.Inning, s.g.Score)
		}
		if c.over {
			if err := s.g.Legal(baseball.Input{Kind: baseball.Roll}); fault.Of(err) == nil || fault.Of(err).Field != baseball.BrokeOver {
				t.Errorf("%s: a roll afterwards: %v", c.what, err)
			}
			if s.results[len(s.results)-1].Kind != score.GameOver || s.g.Due().Ask != baseball.AskNothing {
				t.Errorf("%s: the end is not said", c.what)
			}
		}
	}
}

func TestTheRunThatWinsNeedsNoDecision(t *testing.T) {
	short := baseball.Short()
	s := newScript(t, short).play(times(5, "rest") + "3B BB")
	s.with(chart.SingleCenter, nil).apply("uncapped", baseball.Input{Kind: baseball.Roll}, 10, 1, 1, 1, 10, 50)
	if !s.g.Over() || s.last().Event != score.Single || s.last().Flags&score.WalkOff == 0 {
		t.Errorf("%s, due %s", line(s.last()), s.g.Due().Ask)
	}
	for script, asks := range map[string]bool{"2B": true, "BB": true, "2B BB": true, "3B BB": false} {
		s = newScript(t, short).play(times(5, "rest") + script)
		s.with(chart.SingleCenter, nil).order(baseball.Input{Kind: baseball.Roll}, 10, 1, 1, 1, 10, 50)
		if asked := s.g.Due().Ask == baseball.AskSend; asked != asks || s.g.Over() == asks {
			t.Errorf("%s and a single to center: asked %v, over %v", script, asked, s.g.Over())
		}
	}
	s = newScript(t, short).play(times(5, "rest") + "3B BB SB1")
	s.with(chart.FlyLeft, nil).apply("fly", baseball.Input{Kind: baseball.Roll}, 10, 1, 1, 1, 10)
	if !s.g.Over() || s.last().RBI != 1 {
		t.Errorf("%s, due %s", line(s.last()), s.g.Due().Ask)
	}
}

func TestGivingUp(t *testing.T) {
	for _, c := range []struct {
		script string
		side   baseball.Side
		win    uint8
	}{{"HR", 1, 13}, {"HR", 0, score.Nobody}, {"", 0, score.Nobody}} {
		s := newScript(t, classic(true)).play(c.script)
		s.order(baseball.Input{Kind: baseball.Concede, Side: c.side})
		if !s.g.Over() || s.g.Status != baseball.GivenUp || s.g.Verdict.Winner != c.side.Other() || s.g.Verdict.Win != c.win {
			t.Errorf("%q, %s gives up: %+v", c.script, c.side, s.g.Verdict)
		}
	}
}

// Tired arms: the first units of strikeout are singles and of ground balls walks.
func TestTiredPitchers(t *testing.T) {
	s := newScript(t, classic(true))
	d := deal{outcome: chart.Strikeout}
	s.g.Setup = d.setup()
	wear := func(outs uint16, er uint8) chart.Wear {
		s.g.Book.Arm[1][13].Outs, s.g.Book.Arm[1][13].ER = outs, er
		return s.g.Wear(1, 13)
	}
	// The average starter has six innings.
	for _, c := range []struct {
		outs uint16
		er   uint8
		want chart.Wear
	}{{17, 0, chart.Fresh}, {18, 0, chart.Tired}, {0, 6, chart.Tired}, {23, 0, chart.Tired}, {24, 0, chart.Exhausted}} {
		if got := wear(c.outs, c.er); got != c.want {
			t.Errorf("%d outs, %d earned runs: %s, want %s", c.outs, c.er, got, c.want)
		}
	}
	roll := func(face int) score.Event {
		_, results, err := baseball.Apply(s.g, baseball.Input{Kind: baseball.Roll}, dice.Load(4, 1, 1, face))
		if err != nil {
			t.Fatal(err)
		}
		return results[0].Event
	}
	wear(18, 0)
	if roll(1) != score.Single {
		t.Error("the first strikeouts of a tired pitcher are singles")
	}
	wear(17, 0)
	if roll(1) != score.Strikeout {
		t.Error("those of a fresh one are strikeouts")
	}
	s.g.Setup.Rules.Fatigue = false
	if wear(50, 20) != chart.Fresh {
		t.Error("nobody tires without the rule")
	}
}

func TestPOWIsThatOfTheRole(t *testing.T) {
	rules := classic(true)
	setup := averages(rules)
	for _, i := range []int{18, 19, 20} {
		setup.Clubs[1].Roster[i].Pitching.Relief, setup.Clubs[1].Roster[i].Pitching.Closer = 3, 2
	}
	setup.Clubs[1].Worn = make([]uint8, 26)
	setup.Clubs[1].Worn[19] = 2
	s := newScript(t, rules)
	s.base = setup
	s.g = begin(t, setup)
	if got := s.g.POW(1, 13); got != 6 {
		t.Errorf("starter %d", got)
	}
	s.play("P:H:18")
	if got := s.g.POW(1, 18); got != 3 {
		t.Errorf("reliever %d", got)
	}
	s.play("P:H:19")
	if got := s.g.POW(1, 19); got != 1 {
		t.Errorf("reliever who pitched yesterday %d", got)
	}
	s.play("rest HR rest " + times(14, "rest") + "P:H:20")
	if got := s.g.POW(1, 20); got != 2 {
		t.Errorf("closer %d", got)
	}
	if got := s.g.POW(1, 0); got != 1 {
		t.Errorf("a fielder on the mound %d", got)
	}
}

// The park's numbers are by the batter's hand; a left-handed batter pulls to right and mirrors ground balls.
func TestHandsAndParks(t *testing.T) {
	rules := classic(true)
	rules.Park = baseball.Park{Homer: [2]uint8{5, 15}, Single: [2]uint8{3, 17}}
	try := func(hand chart.Hand, o chart.Outcome, faces ...int) string {
		d := deal{outcome: o}
		setup := d.setup()
		setup.Rules = rules
		for i := range setup.Clubs[0].Roster {
			setup.Clubs[0].Roster[i].Bats = hand
		}
		g := begin(t, averages(rules))
		g.Setup = setup
		next, results, err := baseball.Apply(g, baseball.Input{Kind: baseball.Roll}, dice.Load(append([]int{1, 1, 1, 10}, faces...)...))
		if err != nil {
			t.Fatal(err)
		}
		return results[0].Event.String() + " " + results[0].Spot.String() + next.Pending.Spot.String()
	}
	for _, c := range []struct {
		hand  chart.Hand
		o     chart.Outcome
		faces []int
		want  string
	}{
		{chart.Left, chart.ParkHomer, []int{5}, "homer "}, {chart.Left, chart.ParkHomer, []int{6, 1}, "fly_out LF"},
		{chart.Right, chart.ParkHomer, []int{15}, "homer "}, {chart.Right, chart.ParkHomer, []int{16, 100}, "fly_out RF"},
		{chart.Switch, chart.ParkHomer, []int{6, 1}, "fly_out LF"}, // against a right-hander he bats left
		{chart.Left, chart.ParkSingle, []int{3}, "single "}, {chart.Right, chart.ParkSingle, []int{18}, "line_out "},
		{chart.Right, chart.GroundA, []int{90}, "ground_out SS"}, {chart.Left, chart.GroundA, []int{90}, "ground_out 2B"},
		{chart.Right, chart.DoublePull, nil, "double LF"}, {chart.Left, chart.DoublePull, nil, "double RF"},
		{chart.Right, chart.SingleCenter, []int{1}, "single LF"}, {chart.Left, chart.SingleCenter, []int{1}, "single RF"},
		{chart.Right, chart.FlyA, []int{31}, "fly_out CF"},
	} {
		if got := try(c.hand, c.o, c.faces...); got != c.want {
			t.Errorf("%s hits %s %v: %q, want %q", c.hand, c.o, c.faces, got, c.want)
		}
	}
}

func TestSetupsThatAreRefused(t *testing.T) {
	if _, err := baseball.New(averages(baseball.Classic())); err != nil {
		t.Fatal(err)
	}
	if _, err := baseball.New(averages(classic(false))); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*baseball.Setup){
		"charts":          func(s *baseball.Setup) { s.Rules.Charts = "paper-0" },
		"no innings":      func(s *baseball.Setup) { s.Rules.Innings = 0 },
		"minimum":         func(s *baseball.Setup) { s.Rules.MinBatters = 10 },
		"park":            func(s *baseball.Setup) { s.Rules.Park.Homer[0] = 0 },
		"abbreviation":    func(s *baseball.Setup) { s.Clubs[0].Abbrev = "X" },
		"name":            func(s *baseball.Setup) { s.Clubs[0].Name = "" },
		"too many":        func(s *baseball.Setup) { s.Clubs[0].Roster = append(s.Clubs[0].Roster, card.Average(999, "One More")) },
		"twice":           func(s *baseball.Setup) { s.Clubs[0].Roster[1].ID = s.Clubs[0].Roster[0].ID },
		"a wrong card":    func(s *baseball.Setup) { s.Clubs[0].Roster[1].Durability = 0 },
		"worn":            func(s *baseball.Setup) { s.Clubs[0].Worn = make([]uint8, 30) },
		"no such batter":  func(s *baseball.Setup) { s.Clubs[0].Lineup.Order[2].Player = 40 },
		"bats twice":      func(s *baseball.Setup) { s.Clubs[0].Lineup.Order[2].Player = 1 },
		"two shortstops":  func(s *baseball.Setup) { s.Clubs[0].Lineup.Order[2].At = chart.Shortstop },
		"pinch hitter":    func(s *baseball.Setup) { s.Clubs[0].Lineup.Order[2].At = chart.PinchHitter },
		"no such pitcher": func(s *baseball.Setup) { s.Clubs[0].Lineup.Pitcher = 40 },
		"no pitcher":      func(s *baseball.Setup) { s.Clubs[0].Lineup.Pitcher = 10 },
		"no DH here":      func(s *baseball.Setup) { s.Rules.DH = false },
		"pitcher bats": func(s *baseball.Setup) {
			s.Clubs[0].Lineup.Order[3] = baseball.Slot{Player: 13, At: chart.FirstBase}
		},
		"two pitchers and nobody in center": func(s *baseball.Setup) {
			s.Clubs[0].Lineup.Order[0].At = chart.Pitcher
		},
		"nobody pitches": func(s *baseball.Setup) {
			s.Clubs[0].Lineup.Order[4].At = chart.Pitcher
		},
	} {
		s := averages(baseball.Classic())
		spoil(s)
		if _, err := baseball.New(s); !fault.Is(err, fault.Invalid) || !strings.HasSuffix(fault.Sentence(err), ".") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := baseball.Restore(s, baseball.State{}); err == nil {
			t.Errorf("%s was restored", name)
		}
	}
}

// Everything stored comes back: a game in the middle with everything in it, and inputs of every kind.
func TestGamesAndInputsComeBackFromJSON(t *testing.T) {
	for n := range uint64(40) {
		g := middle(t, n)
		text, err := json.Marshal(g)
		if err != nil {
			t.Fatal(err)
		}
		var back baseball.Game
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if back.Hash() != g.Hash() {
			t.Fatalf("came back as another game:\n%s", text)
		}
		again, _ := json.Marshal(back)
		if string(again) != string(text) {
			t.Fatal("the setup came back changed")
		}
	}
	for _, in := range []baseball.Input{
		{Kind: baseball.Roll, Seen: 7}, {Kind: baseball.Decide, Side: 1, Take: baseball.AtTrail},
		{Kind: baseball.Substitute, Moves: []baseball.Move{mv(9, 18, chart.Pitcher)}},
		{Kind: baseball.Align, Side: 1, Align: baseball.Alignment{Depth: baseball.CornersIn, HoldFirst: true}},
		{Kind: baseball.StealOrder, Going: 3}, {Kind: baseball.Bunt}, {Kind: baseball.HitAndRun}, {Kind: baseball.IntentionallyWalk}, {Kind: baseball.Concede},
	} {
		text, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var back baseball.Input
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		again, _ := json.Marshal(back)
		if string(again) != string(text) || back.Kind.String() != in.Kind.String() {
			t.Errorf("%s came back as %s", text, again)
		}
	}
	for _, bad := range []string{`{"kind":"pray"}`, `{"kind":"roll","side":"both"}`, `{"kind":"decide","take":"maybe"}`, `{"kind":"align","align":{"depth":"moon"}}`} {
		var in baseball.Input
		if err := json.Unmarshal([]byte(bad), &in); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
	for _, bad := range []string{`{"status":"asleep"}`, `{"pending":{"ask":"why"}}`, `{"pending":{"ball":"foot"}}`} {
		var s baseball.State
		if err := json.Unmarshal([]byte(bad), &s); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
	words := baseball.Playing.String() + baseball.In.String() + baseball.AskThrow.String() + baseball.Throw.String() + baseball.BallGround.String() + baseball.Bunt.String() +
		baseball.Alignment{Depth: baseball.In, HoldFirst: true, HoldSecond: true}.String()
	if words != "playinginthrowthrowgroundbuntinfield in, both held" {
		t.Error(words)
	}
}
