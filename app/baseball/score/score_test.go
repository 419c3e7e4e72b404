package score_test

import (
	"encoding/json"
	"testing"

	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

func TestLinesInWords(t *testing.T) {
	for outs, want := range map[uint16]string{0: "0.0", 1: "0.1", 17: "5.2", 30: "10.0", 305: "101.2"} {
		if got := (score.ArmLine{Outs: outs}).IP(); got != want {
			t.Errorf("%d outs: %s, want %s", outs, got, want)
		}
	}
	if tb := (score.BatLine{H: 4, Doubles: 1, Triples: 1, HR: 1}).TB(); tb != 10 {
		t.Errorf("%d total bases", tb)
	}
	s := score.Situation{Half: chart.Home, Score: [2]uint16{3, 1}}
	if s.Lead() != -2 || (score.Situation{Score: [2]uint16{3, 1}}).Lead() != 2 {
		t.Error("leads")
	}
	if score.Single.Hit() != 1 || score.HomeRun.Hit() != 4 || score.Walk.Hit() != 0 || !score.HitByPitch.Free() || score.Single.Free() {
		t.Error("events")
	}
	if !(score.WalkOff | score.Bunted).Has(score.Bunted) || score.Bunted.Has(score.WalkOff) || !(score.Won | score.Blown).Has(score.Won) {
		t.Error("flags")
	}
}

func TestPlaysComeBackFromJSON(t *testing.T) {
	p := score.Play{Number: 7, Kind: score.Played, Event: score.FieldersChoice, Batter: 3, Fielder: score.Nobody, Spot: chart.Shortstop, Outcome: chart.CheckShort,
		Check: score.Check{At: chart.Shortstop, Range: 2, D20: 5, Roll: 99, Base: chart.G2Hash, Final: chart.SI2, Errors: 1, Rare: true}}
	for i := range 6 { // only four can move
		p.Moves.Add(score.Move{ID: uint16(i + 1), Player: uint8(i), From: uint8(i), To: score.Home, Clean: score.Out, Stole: i == 1})
	}
	for range 20 { // only sixteen dice are kept
		p.Rolls.Add(score.Roll{For: score.ForOverthrow, Sides: 20, Face: 3})
	}
	if len(p.Moves.List()) != 4 || len(p.Rolls.List()) != 16 || p.Moves.From(2) == nil || p.Moves.From(4) != nil {
		t.Fatalf("%+v", p.Moves)
	}
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var back score.Play
	if err := json.Unmarshal(text, &back); err != nil || back != p {
		t.Errorf("%v: %+v", err, back)
	}
	for _, bad := range []string{`{"kind":"x"}`, `{"event":"x"}`, `{"moves":3}`, `{"rolls":3}`, `{"rolls":[{"for":"fun"}]}`} {
		if json.Unmarshal([]byte(bad), &back) == nil {
			t.Errorf("%s was read", bad)
		}
	}
	if s := score.Ran.String() + score.Balk.String() + score.ForLead.String(); s != "ranbalklead" {
		t.Error(s)
	}
}

func TestSheetsKeepOnlyWhatIsThere(t *testing.T) {
	var bats score.BatSheet
	var arms score.ArmSheet
	bats[25].HR, arms[13].Outs = 2, 9
	text, err := json.Marshal([]any{bats, arms})
	if err != nil || string(text) != `[{"25":{"hr":2}},{"13":{"outs":9}}]` {
		t.Fatalf("%s %v", text, err)
	}
	if err := json.Unmarshal([]byte(`{"25":{"hr":2},"99":{"hr":1}}`), &bats); err != nil || bats[25].HR != 2 {
		t.Error(err)
	}
	if err := json.Unmarshal([]byte(`[1]`), &arms); err == nil {
		t.Error("a list was read")
	}
}

// A game shorter than five innings: the starter needs five ninths of it (ours), four innings of five (9.17(b)).
func TestWhatAStarterNeeds(t *testing.T) {
	for _, c := range []struct {
		innings int // on defence
		outs    uint16
		win     uint8
	}{{9, 15, 0}, {9, 14, 1}, {6, 15, 0}, {6, 14, 1}, {5, 12, 0}, {5, 11, 1}, {3, 6, 0}, {3, 5, 1}, {1, 3, 0}, {1, 2, 1}} {
		var b score.Book
		b.Regulation = 9
		now := score.Situation{Inning: 1}
		b.Pitches(chart.Away, 0, now)
		b.Pitches(chart.Home, 5, now)
		b.Lead = score.Lead{Taken: true, Side: chart.Away, Win: 0, Loss: 5}
		b.Arm[chart.Away][0].Outs = c.outs
		b.Pitches(chart.Away, 1, score.Situation{Inning: 3, Half: chart.Home, Outs: 1, Score: [2]uint16{9, 0}})
		b.Arm[chart.Away][1].Outs = uint16(3*c.innings) - c.outs
		v, ok := b.Close(score.Situation{Inning: 9, Score: [2]uint16{9, 0}})
		if !ok || v.Win != c.win {
			t.Errorf("%d outs of %d innings: pitcher %d wins, want %d", c.outs, c.innings, v.Win, c.win)
		}
	}
	var b score.Book
	if v, ok := b.Close(score.Situation{}); ok || v.Win != score.Nobody {
		t.Error("somebody won a game that nobody led")
	}
}

// Of two relievers who did the same otherwise the one with fewer hits or walks is the more effective, of two alike the
// earlier (9.17(b) comment).
func TestTheMostEffectiveReliever(t *testing.T) {
	for _, c := range []struct {
		first, second score.ArmLine
		win           uint8
	}{
		{score.ArmLine{Outs: 9, H: 4}, score.ArmLine{Outs: 9, H: 1}, 2},
		{score.ArmLine{Outs: 9, BB: 4}, score.ArmLine{Outs: 9, BB: 1}, 2},
		{score.ArmLine{Outs: 9, R: 1}, score.ArmLine{Outs: 9}, 2},
		{score.ArmLine{Outs: 9, IR: 1, IRS: 1}, score.ArmLine{Outs: 9}, 2},
		{score.ArmLine{Outs: 6}, score.ArmLine{Outs: 12}, 2},
		{score.ArmLine{Outs: 9}, score.ArmLine{Outs: 9}, 1},
		{score.ArmLine{Outs: 9, H: 1}, score.ArmLine{Outs: 9, H: 4}, 1},
	} {
		var b score.Book
		b.Regulation = 9
		b.Pitches(chart.Away, 0, score.Situation{Inning: 1})
		b.Pitches(chart.Home, 5, score.Situation{Inning: 1})
		b.Lead = score.Lead{Taken: true, Side: chart.Away, Win: 0, Loss: 5}
		b.Arm[chart.Away][0].Outs = 9
		for i, l := range []score.ArmLine{c.first, c.second} {
			l.Order = uint8(2 + i)
			b.Arm[chart.Away][1+i] = l
		}
		b.Pitchers[chart.Away], b.Now[chart.Away] = 3, 2
		if v, _ := b.Close(score.Situation{Inning: 9, Score: [2]uint16{9, 0}}); v.Win != c.win {
			t.Errorf("%+v and %+v: pitcher %d wins", c.first, c.second, v.Win)
		}
	}
}
