package night

import (
	"github.com/a-h/templ"

	"matchday/app/person"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
)

func (n *Night) addForm(v *visit.Visit, again page.Typed) (templ.Component, error) {
	if err := v.Who().May(person.ActForOthers); err != nil {
		return nil, err
	}
	b, err := n.league.BoardFor(v.Ctx, v.Who(), id(v))
	if err != nil {
		return nil, err
	}
	names, err := n.playerNames(v)
	if err != nil {
		return nil, err
	}
	r := board.Night{Board: b, Roles: v.Actor.Roles}
	return page.Add(v.Shell("Add somebody", "Tournaments"), r, page.AddReading{Players: names, Again: again, Nonce: visit.Nonce()}), nil
}
