package night

import (
	"context"
	"strconv"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
)

// checkIn marks an entry, or one person of it, as present. After check-in has closed it brings a dropped entry back.
func (n *Night) checkIn(v *visit.Visit) error {
	return n.present(v, n.league.CheckInFor, " is checked in.")
}

// checkOut takes a check-in back.
func (n *Night) checkOut(v *visit.Visit) error {
	return n.present(v, n.league.CheckOutFor, " is checked out.")
}

type presence func(ctx context.Context, who person.Actor, id, entry, member int64) (*tournament.Board, error)

func (n *Night) present(v *visit.Visit, do presence, said string) error {
	back := v.Came(at(v, board.ViewPlayers))
	entry, member, err := entryAndMember(v)
	if err != nil {
		return v.Refuse(err, back)
	}
	b, err := do(v.Ctx, v.Wish(), id(v), entry, member)
	if err != nil {
		return v.Refuse(err, back)
	}
	return v.Pressed(nameOf(b, entry, member)+said, back)
}

func entryAndMember(v *visit.Visit) (entry, member int64, err error) {
	if entry, err = v.Number("entry"); err != nil {
		return 0, 0, err
	}
	member, err = v.Optional("member")
	return entry, member, err
}

// nameOf is how a sentence calls an entry, or one person of it.
func nameOf(b *tournament.Board, entry, member int64) string {
	r, ok := b.Row(entry)
	if !ok {
		return "The entry"
	}
	for _, m := range r.People {
		if m.Person == member {
			return m.Name
		}
	}
	return r.Name
}

func itoa(n int) string { return strconv.Itoa(n) }
