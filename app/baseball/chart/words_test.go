package chart_test

import (
	"encoding/json"
	"testing"

	"matchday/app/baseball/chart"
	"matchday/app/fault"
)

func TestBaseStatesAreWhatTheirNamesSay(t *testing.T) {
	want := map[chart.Bases][3]bool{
		chart.Empty: {}, chart.First: {true}, chart.Second: {false, true}, chart.Third: {false, false, true},
		chart.FirstSecond: {true, true}, chart.FirstThird: {true, false, true}, chart.SecondThird: {false, true, true}, chart.Full: {true, true, true},
	}
	for b, on := range want {
		n, draw := 0, ""
		for base := 1; base <= 3; base++ {
			if b.Has(base) != on[base-1] {
				t.Errorf("%s: base %d", b, base)
			}
			if on[base-1] {
				n++
				draw += string(rune('0' + base))
			} else {
				draw += "-"
			}
		}
		if b.Count() != n || b.String() != draw || chart.OnBases(b.Mask()) != b {
			t.Errorf("%s: %d runners, mask %d, drawn %q", b, b.Count(), b.Mask(), draw)
		}
	}
	if len(want) != 8 || chart.FirstSecond != 4 || chart.Third != 3 {
		t.Error("the code of the base states is not the sequential one")
	}
	if chart.Full.Has(0) || chart.Full.Has(4) {
		t.Error("there are only three bases")
	}
	seen := map[chart.Bases]bool{}
	for _, b := range chart.EachBases() {
		seen[b] = true
	}
	if len(seen) != 8 {
		t.Error("EachBases misses a state")
	}
}

func TestEveryWordComesBack(t *testing.T) {
	type all struct {
		Side     []chart.Side
		Hand     []chart.Hand
		Grade    []chart.Grade
		Position []chart.Position
		Bases    []chart.Bases
		Outcome  []chart.Outcome
		Fielded  []chart.Fielded
		Wear     []chart.Wear
	}
	var a, b all
	for i := range uint8(34) {
		add(&a.Side, i, 2)
		add(&a.Hand, i, 3)
		add(&a.Grade, i, 4)
		add(&a.Position, i, 13)
		add(&a.Bases, i, 8)
		add(&a.Outcome, i, 34)
		add(&a.Fielded, i, 17)
		add(&a.Wear, i, 3)
	}
	text, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &b); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(b)
	if err != nil || string(again) != string(text) {
		t.Fatalf("came back as %s", again)
	}
	if _, err := json.Marshal(chart.Position(99)); err == nil {
		t.Error("a value without a word was written")
	}
	var p chart.Position
	if err := p.UnmarshalText([]byte("QB")); !fault.Is(err, fault.Invalid) {
		t.Errorf("QB: %v", err)
	}
	if s := chart.Position(99).String(); s != "?" {
		t.Errorf("said %q", s)
	}
}

func add[T ~uint8](list *[]T, i, n uint8) {
	if i < n {
		*list = append(*list, T(i))
	}
}

func TestOutcomesBelongToOneGroupAndToTheirCards(t *testing.T) {
	batting, pitching, grouped := 0, 0, 0
	for g := range chart.Groups {
		first, last := chart.Group(g).Bounds()
		for o := first; o <= last; o++ {
			grouped++
			if o.Group() != chart.Group(g) {
				t.Errorf("%s is in group %d, listed in %d", o, o.Group(), g)
			}
		}
	}
	for o := range chart.Outcomes {
		if chart.Outcome(o).Batting() {
			batting++
		}
		if chart.Outcome(o).Pitching() {
			pitching++
		}
	}
	if grouped != 33 || batting != 22 || pitching != 27 {
		t.Errorf("%d outcomes, %d on batting cards, %d on pitching cards; want 33, 22, 18+9", grouped, batting, pitching)
	}
	if chart.CheckShort.Checked() != chart.Shortstop || chart.CheckRight.Checked() != chart.RightField || chart.Walk.Checked() != chart.Nowhere {
		t.Error("an x-check names the wrong fielder")
	}
}

func TestHands(t *testing.T) {
	if chart.Switch.Against(chart.Left) != chart.Right || chart.Switch.Against(chart.Right) != chart.Left || chart.Left.Against(chart.Left) != chart.Left {
		t.Error("a switch hitter takes the other side, nobody else does")
	}
	if chart.Away.Other() != chart.Home || chart.Home.Other() != chart.Away {
		t.Error("sides")
	}
	if chart.PullField(chart.Left) != chart.RightField || chart.PullField(chart.Right) != chart.LeftField {
		t.Error("pull side")
	}
	if chart.Covering(chart.Left) != chart.Shortstop || chart.Covering(chart.Right) != chart.SecondBase {
		t.Error("who covers")
	}
	if !chart.Catcher.Fields() || chart.Designated.Fields() || chart.Nowhere.Fields() || !chart.Shortstop.Infield() || chart.Pitcher.Infield() || !chart.RightField.Outfield() {
		t.Error("kinds of positions")
	}
}
