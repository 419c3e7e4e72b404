package night

import (
	"context"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
)

// promote gives an entry a seat, out of turn if need be.
func (n *Night) promote(v *visit.Visit) error {
	return n.press(v, n.league.Promote, " has a seat.")
}

// keep lets an entry stay when check-in closes although somebody is missing.
func (n *Night) keep(v *visit.Visit) error {
	return n.press(v, n.keeping(true), " keeps the seat when check-in closes.")
}

// release takes that back.
func (n *Night) release(v *visit.Visit) error {
	return n.press(v, n.keeping(false), " is dropped when check-in closes without them.")
}

func (n *Night) keeping(keep bool) onEntry {
	return func(ctx context.Context, who person.Actor, id, entry int64) (*tournament.Board, error) {
		return n.league.Keep(ctx, who, id, entry, keep)
	}
}

// withdraw takes somebody out before the start, as they asked.
func (n *Night) withdraw(v *visit.Visit) error {
	entry, member, err := entryAndMember(v)
	if err == nil && member == 0 {
		err = fault.Field("member", "Choose who withdraws.")
	}
	if err != nil {
		return v.Refuse(err, at(v, board.ViewPlayers))
	}
	b, err := n.league.WithdrawFor(v.Ctx, v.Wish(), id(v), entry, member)
	if err != nil {
		return v.Refuse(err, atEntry(v, entry))
	}
	return v.Done(nameOf(b, entry, member)+" has withdrawn.", at(v, board.ViewPlayers))
}

type onEntry func(ctx context.Context, who person.Actor, id, entry int64) (*tournament.Board, error)

// press does something to an entry with one press of a button in its row.
func (n *Night) press(v *visit.Visit, do onEntry, said string) error {
	back := v.Came(at(v, board.ViewPlayers))
	entry, err := v.Number("entry")
	if err != nil {
		return v.Refuse(err, back)
	}
	b, err := do(v.Ctx, v.Wish(), id(v), entry)
	if err != nil {
		return v.Refuse(err, back)
	}
	return v.Pressed(nameOf(b, entry, 0)+said, back)
}
