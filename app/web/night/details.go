package night

import (
	"matchday/app/web/visit"
	"matchday/views/board"
)

// details changes what somebody told of themselves.
func (n *Night) details(v *visit.Visit) error {
	entry, err := v.Number("entry")
	if err != nil {
		return v.Refuse(err, at(v, board.ViewPlayers))
	}
	member, err := v.Number("member")
	if err != nil {
		return v.Refuse(err, atEntry(v, entry))
	}
	a := application(v)
	a.Person = member
	e, err := n.league.RegisterFor(v.Ctx, v.Wish(), id(v), a)
	if err != nil {
		return n.entryAgain(v, entry, "details-"+v.Typed("member"), err)
	}
	return v.Done("The details are saved.", atEntry(v, e.ID))
}
