package deal_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"matchday/app/tournament/deal"
)

func TestNames(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 27: "AB", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := deal.Name(i); got != want {
			t.Errorf("%d is %s, want %s", i, got, want)
		}
	}
}

func count(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i + 1
	}
	return list
}

func TestBlocksAndSnake(t *testing.T) {
	if got := deal.Blocks(count(9), 4); !slices.EqualFunc(got, [][]int{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, slices.Equal) {
		t.Error(got)
	}
	if got := deal.Blocks(count(7), 4); !slices.EqualFunc(got, [][]int{{1, 2, 3, 4}, {5, 6, 7}}, slices.Equal) {
		t.Error(got)
	}
	if got := deal.Snake(count(10), 4); !slices.EqualFunc(got, [][]int{{1, 6, 7}, {2, 5, 8}, {3, 4, 9, 10}}, slices.Equal) {
		t.Error(got)
	}
	if len(deal.Blocks[int](nil, 4)) != 0 || len(deal.Snake[int](nil, 4)) != 0 {
		t.Error("nobody sits in a lobby")
	}
}

func TestEverybodySitsOnceInLobbiesOfNearlyOneSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, size := rapid.IntRange(1, 130).Draw(t, "players"), rapid.IntRange(2, 16).Draw(t, "size")
		list := count(n)
		deal.Shuffle(list, rapid.Int64().Draw(t, "seed"))
		for _, groups := range [][][]int{deal.Blocks(list, size), deal.Snake(list, size)} {
			if len(groups) != (n+size-1)/size {
				t.Fatalf("%d lobbies", len(groups))
			}
			least, most := n, 0
			for _, g := range groups {
				least, most = min(least, len(g)), max(most, len(g))
			}
			if most > size || most-least > 1 {
				t.Fatalf("lobbies of %d to %d", least, most)
			}
			all := slices.Concat(groups...)
			slices.Sort(all)
			if !slices.Equal(all, count(n)) {
				t.Fatalf("%v", all)
			}
		}
	})
}

func TestShuffleDependsOnTheSeedAlone(t *testing.T) {
	a, b, c := count(40), count(40), count(40)
	deal.Shuffle(a, 7)
	deal.Shuffle(b, 7)
	deal.Shuffle(c, 8)
	if !slices.Equal(a, b) || slices.Equal(a, c) {
		t.Error("seed 7 and 7, seed 7 and 8")
	}
	// The draw of a seed is kept with its round; it must stay what it was when it was drawn.
	d := count(8)
	deal.Shuffle(d, 1)
	if want := []int{8, 7, 6, 5, 2, 4, 3, 1}; !slices.Equal(d, want) {
		t.Errorf("seed 1 deals %v", d)
	}
}
