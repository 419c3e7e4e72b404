package night

import (
	"matchday/app/fault"
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
	if err := n.belongs(v, entry, member); err != nil {
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

// belongs reports why the details of a person are not those of somebody in an entry.
func (n *Night) belongs(v *visit.Visit, entry, member int64) error {
	b, err := n.league.BoardFor(v.Ctx, v.Who(), id(v))
	if err != nil {
		return err
	}
	row, _ := b.Row(entry)
	if _, in := row.Entry.Member(member); !in || !row.Entry.State.Active() {
		return fault.New(fault.Missing, "They are not in this entry any more. Look at the list again.")
	}
	return nil
}
