package night

import (
	"context"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
)

// remove takes an entry out.
func (n *Night) remove(v *visit.Visit) error {
	return n.takeOut(v, n.league.Remove, " is removed.")
}

// disqualify takes an entry out and strikes its points.
func (n *Night) disqualify(v *visit.Visit) error {
	return n.takeOut(v, n.league.Disqualify, " is disqualified.")
}

type expulsion func(ctx context.Context, who person.Actor, id, entry int64, reason string) (*tournament.Board, error)

func (n *Night) takeOut(v *visit.Visit, do expulsion, said string) error {
	entry, err := v.Number("entry")
	if err != nil {
		return v.Refuse(err, at(v, board.ViewPlayers))
	}
	b, err := do(v.Ctx, v.Wish(), id(v), entry, v.Typed("reason"))
	if err != nil {
		return v.Refuse(err, atEntry(v, entry))
	}
	return v.Done(nameOf(b, entry, 0)+said, at(v, board.ViewPlayers))
}
