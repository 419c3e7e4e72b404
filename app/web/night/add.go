package night

import (
	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
)

// addPage is the form with which staff register somebody.
func (n *Night) addPage(v *visit.Visit) error {
	add, err := n.addForm(v, page.Typed{})
	if err != nil {
		return err
	}
	return v.Page(add)
}

// add registers somebody by hand, whether or not registration is open.
func (n *Night) add(v *visit.Visit) error {
	e, err := n.register(v)
	if err != nil {
		if fault.Is(err, fault.Missing) || fault.Is(err, fault.Denied) {
			return v.Refuse(err, at(v, board.ViewPlayers))
		}
		add, ferr := n.addForm(v, page.Typed{Err: err, Values: v.Form()})
		if ferr != nil {
			return ferr
		}
		return v.Again(err, add)
	}
	if e.State == tournament.Waiting {
		return v.Done(e.Name+" is on the waitlist.", at(v, board.ViewPlayers))
	}
	return v.Done(e.Name+" has a seat.", at(v, board.ViewPlayers))
}

// register checks what was typed before anybody becomes known by it.
func (n *Night) register(v *visit.Visit) (tournament.Entry, error) {
	who := v.Wish()
	if err := who.May(person.ActForOthers); err != nil {
		return tournament.Entry{}, err
	}
	b, err := n.league.BoardFor(v.Ctx, who, id(v))
	if err != nil {
		return tournament.Entry{}, err
	}
	a, err := b.Tournament.Clean(application(v))
	var faults fault.List
	faults.Add(err)
	if _, err := person.Text("person", "The name", v.Typed("person"), 1, person.MaxName); err != nil {
		faults.Add(err)
	}
	if err := faults.Err(); err != nil {
		return tournament.Entry{}, err
	}
	if e, in := already(b, a, v.Typed("person")); in && v.Typed("guest") == "on" {
		return e, nil // the same form once more
	}
	if a, err = n.newcomer(v, who, a, admits(b, a)); err != nil {
		return tournament.Entry{}, err
	}
	return n.league.RegisterFor(v.Ctx, who, id(v), a)
}

// application reads what somebody tells of themselves.
func application(v *visit.Visit) tournament.Application {
	return tournament.Application{InGame: v.Typed("ingame"), Pronouns: v.Typed("pronouns"), AltNames: v.Typed("alt"), Team: v.Typed("team"), Shared: v.Typed("shared") == "on", Staff: true}
}
