package baseball

// Orders lists what a side may order before the pitch: bunt, hit-and-run and every steal for the side at bat, every
// alignment and the intentional walk for the side in the field. It is empty while a decision is due. What is always there
// while none is, the roll, is not among them, and neither are substitutions (Candidates) and giving up.
func (g *Game) Orders(side Side) []Input {
	inputs := []Input{{Kind: IntentionallyWalk}}
	for depth := Back; depth <= In; depth++ {
		for held := range 4 {
			inputs = append(inputs, Input{Kind: Align, Align: Alignment{Depth: depth, HoldFirst: held&1 != 0, HoldSecond: held&2 != 0}})
		}
	}
	if side == g.Half {
		inputs = []Input{{Kind: Bunt}, {Kind: HitAndRun}}
		for going := uint8(1); going <= 7; going++ {
			inputs = append(inputs, Input{Kind: StealOrder, Going: going})
		}
	}
	var legal []Input
	for _, in := range inputs {
		in.Side, in.Seen = side, g.Version
		if g.Legal(in) == nil {
			legal = append(legal, in)
		}
	}
	return legal
}
