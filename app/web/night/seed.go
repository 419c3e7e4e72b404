package night

import (
	"strconv"
	"strings"

	"matchday/app/fault"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
)

// seed sets how strong an entry is for a draw by seed.
func (n *Night) seed(v *visit.Visit) error {
	entry, err := v.Number("entry")
	if err != nil {
		return v.Refuse(err, at(v, board.ViewPlayers))
	}
	seed, err := strconv.Atoi(strings.TrimSpace(v.Typed("seed")))
	if err != nil {
		err = fault.Field("seed", "A seed is a number from 1, the strongest, to %d; 0 takes it away.", tournament.MaxCap)
		return n.entryAgain(v, entry, "seed", err)
	}
	b, err := n.league.Seed(v.Ctx, v.Wish(), id(v), entry, seed)
	if err != nil {
		return n.entryAgain(v, entry, "seed", err)
	}
	if seed == 0 {
		return v.Done(nameOf(b, entry, 0)+" is not seeded any more.", atEntry(v, entry))
	}
	return v.Done(nameOf(b, entry, 0)+" is seed "+itoa(seed)+".", atEntry(v, entry))
}
