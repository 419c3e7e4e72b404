package night

import (
	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
)

// replace puts somebody else in the place of a member: seat, lobby and points stay.
func (n *Night) replace(v *visit.Visit) error {
	entry, member, err := entryAndMember(v)
	if err != nil {
		return v.Refuse(err, at(v, board.ViewPlayers))
	}
	b, err := n.substitute(v, entry, member)
	if err != nil {
		return n.entryAgain(v, entry, "replace", err)
	}
	return v.Done(nameOf(b, entry, 0)+" plays on with the newcomer.", atEntry(v, entry))
}

// substitute checks what was typed before anybody becomes known by it.
func (n *Night) substitute(v *visit.Visit, entry, member int64) (*tournament.Board, error) {
	who := v.Wish()
	if err := who.May(person.ActForOthers); err != nil {
		return nil, err
	}
	b, err := n.league.BoardFor(v.Ctx, who, id(v))
	if err != nil {
		return nil, err
	}
	row, ok := b.Row(entry)
	if !ok {
		return nil, fault.New(fault.Missing, "There is no such entry in %s. Look at the list again.", b.Tournament.Name)
	}
	if member == 0 && len(row.People) == 1 {
		member = row.People[0].Person
	}
	if _, in := row.Entry.Member(member); !in || !row.Entry.State.Active() {
		return nil, fault.New(fault.Missing, "They are not in this entry any more. Look at the list again.")
	}
	a := application(v)
	a.Team = row.Entry.Name
	if a, err = b.Tournament.Clean(a); err != nil {
		return nil, err
	}
	if a, err = n.newcomer(v, who, a, takesOver(b, a, member)); err != nil {
		return nil, err
	}
	return n.league.Replace(v.Ctx, who, id(v), entry, member, a)
}
