package tiebreak_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"matchday/app/tournament/tiebreak"
)

func record(last int, places ...int) tiebreak.Record {
	return tiebreak.Record{Places: places, Last: last, Half: 4}
}

func TestWhoIsBetter(t *testing.T) {
	a, b := record(6, 1, 1, 4, 6), record(5, 1, 2, 4, 5)
	c, d := record(4, 1, 3, 4, 4), record(4, 2, 2, 4, 4)
	out := record(0, 1, 1, 4, 0)
	tests := []struct {
		tie  tiebreak.Tie
		x, y tiebreak.Record
		want int
	}{
		{tiebreak.MostFirsts, a, b, -1}, {tiebreak.MostFirsts, b, c, 0}, {tiebreak.MostFirsts, d, c, 1},
		{tiebreak.MostTopFours, c, a, -1}, {tiebreak.MostTopFours, c, d, 0}, {tiebreak.MostTopFours, a, out, 0},
		{tiebreak.CountBack, a, b, -1}, {tiebreak.CountBack, b, c, -1}, {tiebreak.CountBack, d, c, 1}, {tiebreak.CountBack, a, a, 0},
		{tiebreak.LastRound, c, b, -1}, {tiebreak.LastRound, c, d, 0}, {tiebreak.LastRound, out, a, 1}, {tiebreak.LastRound, out, out, 0},
		{tiebreak.FirstsTwice, a, c, -1}, {tiebreak.FirstsTwice, b, c, 1},
		{"luck", a, b, 0}, {tiebreak.CountBack, tiebreak.Record{}, tiebreak.Record{}, 0},
	}
	for _, tt := range tests {
		if got := tt.tie.Compare(tt.x, tt.y); got != tt.want {
			t.Errorf("%s of %v and %v: %d, want %d", tt.tie, tt.x, tt.y, got, tt.want)
		}
	}
}

// Every tie is an order: not both better than each other, and better than better is better.
func TestEveryTieIsAnOrder(t *testing.T) {
	some := rapid.Custom(func(t *rapid.T) tiebreak.Record {
		places := rapid.SliceOfN(rapid.IntRange(0, 5), 3, 3).Draw(t, "places")
		return tiebreak.Record{Places: places, Last: places[2], Half: 2}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := some.Draw(t, "a"), some.Draw(t, "b"), some.Draw(t, "c")
		for _, tie := range tiebreak.Each() {
			if tie.Compare(a, b) != -tie.Compare(b, a) {
				t.Fatalf("%s: %v and %v", tie, a, b)
			}
			if tie.Compare(a, b) <= 0 && tie.Compare(b, c) <= 0 && tie.Compare(a, c) > 0 {
				t.Fatalf("%s: %v, %v, %v", tie, a, b, c)
			}
		}
	})
}

func TestEveryTieHasWords(t *testing.T) {
	var seen []string
	for _, tie := range tiebreak.Each() {
		words := tie.Words(4)
		if words == string(tie) || slices.Contains(seen, words) {
			t.Errorf("%s is called %q", tie, words)
		}
		seen = append(seen, words)
	}
	if tiebreak.Tie("luck").Words(4) != "luck" {
		t.Error("an unknown tie has other words")
	}
}

func TestZeroIsLast(t *testing.T) {
	list := []int{0, 3, 1, 0, 2}
	slices.SortFunc(list, tiebreak.ZeroLast)
	if !slices.Equal(list, []int{1, 2, 3, 0, 0}) {
		t.Error(list)
	}
}
