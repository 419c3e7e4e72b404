package baseball_test

import (
	"math/rand/v2"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/paper"
)

// averages returns the setup of a game between two average clubs.
func averages(rules baseball.Rules) *baseball.Setup {
	return &baseball.Setup{Rules: rules, Clubs: [2]baseball.Club{
		paper.AverageClub("AWY", 1, rules.DH), paper.AverageClub("HOM", 101, rules.DH)}}
}

func begin(t testing.TB, s *baseball.Setup) baseball.Game {
	t.Helper()
	g, err := baseball.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// anyInput makes up an input that is nearly always legal: what a person might do who presses buttons at random.
func anyInput(g *baseball.Game, r *rand.Rand) baseball.Input {
	due := g.Due()
	switch due.Ask {
	case baseball.AskField, baseball.AskReplace:
		return anySwap(g, due.Side, r)
	case baseball.AskNothing:
	default:
		return baseball.Input{Kind: baseball.Decide, Side: due.Side, Take: due.Options[r.IntN(2)].Choice}
	}
	batting, fielding := g.Half, g.Half.Other()
	for range 4 {
		in := baseball.Input{Kind: baseball.Roll, Side: batting}
		switch n := r.IntN(100); {
		case n < 4:
			in = baseball.Input{Kind: baseball.Bunt, Side: batting}
		case n < 8:
			in = baseball.Input{Kind: baseball.HitAndRun, Side: batting}
		case n < 16:
			in = baseball.Input{Kind: baseball.StealOrder, Side: batting, Going: uint8(1 + r.IntN(7))}
		case n < 22:
			in = baseball.Input{Kind: baseball.Align, Side: fielding, Align: baseball.Alignment{
				Depth: baseball.Depth(r.IntN(3)), HoldFirst: r.IntN(2) == 0, HoldSecond: r.IntN(2) == 0}}
		case n < 23:
			in = baseball.Input{Kind: baseball.IntentionallyWalk, Side: fielding}
		case n < 26:
			in = anySwap(g, baseball.Side(r.IntN(2)), r)
		}
		if g.Legal(in) == nil {
			return in
		}
	}
	return baseball.Input{Kind: baseball.Roll, Side: batting}
}

// anySwap tries substitutions of every sort until one is legal; when a lineup has to be completed it finds one that
// completes it.
func anySwap(g *baseball.Game, side baseball.Side, r *rand.Rand) baseball.Input {
	in := baseball.Input{Kind: baseball.Substitute, Side: side}
	for range 60 {
		in.Moves = guess(g, side, r)
		if g.Legal(in) == nil {
			return in
		}
	}
	in.Moves = complete(g, side)
	return in
}

func guess(g *baseball.Game, side baseball.Side, r *rand.Rand) []baseball.Move {
	d := &g.Dugouts[side]
	bench := g.Bench(side)
	somebody := func() uint8 {
		if len(bench) == 0 || r.IntN(5) == 0 {
			return d.Order[r.IntN(9)].Player
		}
		return bench[r.IntN(len(bench))]
	}
	slot := uint8(r.IntN(10))
	if side == g.Half {
		at := chart.PinchHitter
		slot = d.Up
		if r.IntN(2) == 0 {
			at, slot = chart.PinchRunner, uint8(r.IntN(9))
		}
		return []baseball.Move{{Slot: slot, Player: somebody(), At: at}}
	}
	at := chart.Pitcher
	if slot < 9 {
		at = d.Order[slot].At
	}
	switch other := uint8(r.IntN(9)); r.IntN(6) {
	case 4: // anybody anywhere
		return []baseball.Move{{Slot: slot, Player: somebody(), At: chart.Position(1 + r.IntN(12))}, {Slot: other, Player: somebody(), At: chart.Position(1 + r.IntN(12))}}
	case 5: // somebody pitches, and the designated hitter takes his place
		for i, s := range d.Order {
			if s.At == chart.Designated && slot < 9 && other != uint8(i) {
				return []baseball.Move{{Slot: other, Player: d.Order[other].Player, At: chart.Pitcher}, {Slot: uint8(i), Player: s.Player, At: d.Order[other].At}}
			}
		}
	case 0: // a double switch, or two fielders who exchange positions
		if slot == 9 || other == slot {
			return []baseball.Move{{Slot: slot, Player: somebody(), At: at}}
		}
		a, b := somebody(), somebody()
		if r.IntN(2) == 0 {
			a, b = d.Order[slot].Player, d.Order[other].Player
		}
		return []baseball.Move{{Slot: slot, Player: a, At: d.Order[other].At}, {Slot: other, Player: b, At: at}}
	case 1: // the designated hitter takes the field and the pitcher bats
		for i, s := range d.Order {
			if s.At == chart.Designated && other != uint8(i) {
				return []baseball.Move{{Slot: uint8(i), Player: s.Player, At: d.Order[other].At}, {Slot: other, Player: d.Pitcher, At: chart.Pitcher}}
			}
		}
	}
	return []baseball.Move{{Slot: slot, Player: somebody(), At: at}}
}

// complete fills open places with whoever stands in a slot without one, the bench for the pitcher, and replaces who is
// hurt by the first on the bench.
func complete(g *baseball.Game, side baseball.Side) []baseball.Move {
	d := &g.Dugouts[side]
	taken := map[chart.Position]bool{}
	designated := false
	for _, s := range d.Order {
		taken[s.At] = true
		designated = designated || s.At == chart.Designated
	}
	bench := g.Bench(side)
	var moves []baseball.Move
	for i, s := range d.Order {
		hurt := g.Due().Ask == baseball.AskReplace && s.Player == g.Hurt.Player
		if s.At <= chart.Designated && !hurt {
			continue
		}
		player, at := s.Player, s.At
		if hurt {
			player, bench = bench[0], bench[1:]
			if side == g.Half {
				return []baseball.Move{{Slot: uint8(i), Player: player, At: chart.PinchRunner}}
			}
		}
		for p := chart.Pitcher; at > chart.Designated && p <= chart.RightField; p++ {
			if !taken[p] && (p != chart.Pitcher || !designated) {
				at = p
				taken[p] = true
				break
			}
		}
		if at == chart.Pitcher && !hurt && len(bench) > 0 && g.Book.Arm[side][player].Order > 0 {
			player, bench = bench[0], bench[1:]
		}
		moves = append(moves, baseball.Move{Slot: uint8(i), Player: player, At: at})
	}
	if g.Due().Ask == baseball.AskReplace && d.Pitcher == g.Hurt.Player && designated {
		moves = append(moves, baseball.Move{Slot: baseball.PitcherSlot, Player: bench[0], At: chart.Pitcher})
	}
	return moves
}
