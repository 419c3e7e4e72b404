package paper_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/paper"
	"matchday/app/baseball/skipper"
	"matchday/app/fault"
)

func clubs(t *testing.T) []paper.Club {
	t.Helper()
	all, err := paper.Clubs()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheLeagueIsWhole(t *testing.T) {
	all := clubs(t)
	names, ids, leagues := map[string]string{}, map[card.ID]bool{}, map[string]int{}
	count := map[card.Rarity]int{}
	for i := range all {
		c := &all[i]
		leagues[c.League]++
		if len(c.Cards) != 26 || len(c.Abbrev) != 3 || len(c.Color) != 6 || !strings.HasSuffix(c.Name, c.Short) {
			t.Errorf("%+v with %d cards", c.Abbrev, len(c.Cards))
		}
		if _, err := skipper.StyleOf(c.Style); err != nil || c.Manager().Style.Name != c.Style {
			t.Errorf("%s: %v", c.Abbrev, err)
		}
		surnames := map[string]bool{}
		for k := range c.Cards {
			one := &c.Cards[k]
			if names[one.Name] != "" || ids[one.ID] {
				t.Errorf("%s plays for %s and %s", one.Name, names[one.Name], c.Abbrev)
			}
			names[one.Name], ids[one.ID] = c.Abbrev, true
			last := one.Name[strings.LastIndexByte(one.Name, ' '):]
			if surnames[last] {
				t.Errorf("two %s in %s", last, c.Abbrev)
			}
			surnames[last] = true
			if one.Rarity != one.Judge() {
				t.Errorf("%s is %s, by the ladder %s", one.Name, one.Rarity, one.Judge())
			}
			if _, err := card.ShapeOf(one.Archetype); err != nil {
				t.Errorf("%s: %v", one.Name, err)
			}
			count[one.Rarity]++
		}
	}
	if len(all) != 30 || len(names) != 780 || len(leagues) != 3 {
		t.Errorf("%d clubs, %d players, leagues %v", len(all), len(names), leagues)
	}
	for _, r := range card.EachRarity() {
		if count[r] == 0 {
			t.Errorf("nobody is %s", r)
		}
	}
	t.Log(count)
}

// Every shipped card has exactly its units, and what is printed on it says the same as what is drawn from it.
func TestEveryShippedCardIsExact(t *testing.T) {
	t.Parallel()
	for _, c := range clubs(t) {
		for i := range c.Cards {
			one := &c.Cards[i]
			if one.Batting != nil {
				exact(t, one, one.Batting.Vs, one.Batting.Layout)
			}
			if one.Pitching != nil {
				exact(t, one, one.Pitching.Vs, one.Pitching.Layout)
			}
		}
	}
}

func exact(t *testing.T, c *card.Card, vs [2]card.Table, layout uint8) {
	t.Helper()
	for hand := range vs {
		if vs[hand].Sum() != card.Units {
			t.Errorf("%s: %d units", c.Name, vs[hand].Sum())
		}
		var rebuilt card.Table
		next := 0
		for _, r := range vs[hand].Ranges(layout) {
			if r.From != next {
				t.Fatalf("%s: unit %d is not printed", c.Name, next)
			}
			next = r.To + 1
			rebuilt[r.Outcome] += uint16(r.To - r.From + 1)
		}
		if next != card.Units || rebuilt != vs[hand] {
			t.Errorf("%s: the printed ranges make another card", c.Name)
		}
	}
}

// Every club can field a lineup of people who play their positions, in every turn of its rotation, with and without a
// designated hitter.
func TestEveryClubCanPlay(t *testing.T) {
	all := clubs(t)
	for i := range all {
		for rotation := -1; rotation < 6; rotation++ {
			for _, dh := range []bool{true, false} {
				rules := baseball.Classic()
				rules.DH = dh
				s, err := paper.Match(&all[i], &all[(i+1)%30], rotation, rules)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := baseball.New(s); err != nil {
					t.Fatal(err)
				}
				for _, slot := range s.Clubs[0].Lineup.Order {
					if !s.Clubs[0].Roster[slot.Player].Plays(slot.At) {
						t.Errorf("%s plays %s", s.Clubs[0].Roster[slot.Player].Name, slot.At)
					}
				}
			}
		}
	}
	empty := paper.Club{Abbrev: "NIL"}
	if _, err := paper.Match(&empty, &all[0], 0, baseball.Classic()); !fault.Is(err, fault.Invalid) {
		t.Errorf("an empty club: %v", err)
	}
	few := all[0]
	few.Cards = few.Cards[10:]
	if _, err := few.Side(0, chart.Right, true); !fault.Is(err, fault.Invalid) {
		t.Errorf("a club with three batters: %v", err)
	}
	strange := all[0]
	strange.Style = "Genius"
	if strange.Manager().Style.Name != "Balanced" {
		t.Error("a style that nobody knows")
	}
}

func TestClubsAreFoundByAnyName(t *testing.T) {
	all := clubs(t)
	for _, name := range []string{"hbr", "HBR", "Harbor City Gulls", "gulls"} {
		if c, err := paper.Find(all, name); err != nil || c.Abbrev != "HBR" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := paper.Find(all, "Nowhere"); !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Sentence(err), "HBR") {
		t.Errorf("Nowhere: %v", err)
	}
}

// No club is hopeless and none unbeatable: everybody plays everybody, home and away.
func TestTheClubsAreBalanced(t *testing.T) {
	t.Parallel()
	rounds := 1
	if os.Getenv("MATCHDAY_TEST_ALL") == "1" && !raced {
		rounds = 10
	}
	all := clubs(t)
	var won, played [30]atomic.Int64
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= 30*29 {
					return
				}
				a, h := i/29, i%29
				if h >= a {
					h++
				}
				if err := meet(all, a, h, rounds, &won, &played); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	low, high, slack := 1.0, 0.0, .22
	if rounds > 1 {
		slack = .09
	}
	for i := range all {
		share := float64(won[i].Load()) / float64(played[i].Load())
		low, high = min(low, share), max(high, share)
		if share < .5-slack || share > .5+slack {
			t.Errorf("%s wins %.3f of %d games", all[i].Abbrev, share, played[i].Load())
		}
	}
	t.Logf("from %.3f to %.3f in %d games each", low, high, played[0].Load())
}

func meet(all []paper.Club, a, h, rounds int, won, played *[30]atomic.Int64) error {
	for r := range rounds {
		s, err := paper.Match(&all[a], &all[h], r+a+h, baseball.Classic())
		if err != nil {
			return err
		}
		g, err := baseball.New(s)
		if err != nil {
			return err
		}
		g, err = skipper.Play(g, [2]skipper.Decider{all[a].Manager(), all[h].Manager()}, dice.Seed{'b', byte(a), byte(h), byte(r)}, nil)
		if err != nil {
			return fmt.Errorf("%s at %s: %w", all[a].Abbrev, all[h].Abbrev, err)
		}
		winner := a
		if g.Score[1] > g.Score[0] {
			winner = h
		}
		won[winner].Add(1)
		played[a].Add(1)
		played[h].Add(1)
	}
	return nil
}
