package night

import (
	"strconv"

	"matchday/app/fault"
	"matchday/app/web/visit"
	"matchday/views/board"
)

// swap lets two entries of the current round change places.
func (n *Night) swap(v *visit.Visit) error {
	back := v.Came(at(v, board.ViewLobbies))
	version, err := v.Version()
	if err != nil {
		return v.Refuse(err, back)
	}
	a, b, err := picked(v.Form()["pick"])
	if err != nil {
		return v.Refuse(err, back)
	}
	after, err := n.league.SwapSeats(v.Ctx, v.Wish(), id(v), version, a, b)
	if err != nil {
		return v.Refuse(err, back)
	}
	return v.Done(nameOf(after, a, 0)+" and "+nameOf(after, b, 0)+" have changed places.", back)
}

// picked reads the two entries that were ticked.
func picked(ticked []string) (a, b int64, err error) {
	if len(ticked) != 2 {
		return 0, 0, fault.Field("pick", "Tick exactly two players, of two lobbies; %d are ticked.", len(ticked))
	}
	a, errA := strconv.ParseInt(ticked[0], 10, 64)
	b, errB := strconv.ParseInt(ticked[1], 10, 64)
	if errA != nil || errB != nil {
		return 0, 0, fault.Field("pick", "Tick exactly two players of the lobbies that are shown.")
	}
	return a, b, nil
}
