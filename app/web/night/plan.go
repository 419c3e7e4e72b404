package night

import (
	"strconv"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
	"matchday/views/ui"
)

// planPage is the plan of a tournament, to be changed.
func (n *Night) planPage(v *visit.Visit) error {
	r, p, err := n.planReading(v, page.Typed{})
	if err != nil {
		return err
	}
	return v.Page(page.Plan(n.shell(v, r), r, p))
}

// plan changes the plan. Steps that were taken while the form was open do not matter to it, unless they changed the plan
// itself: then it is shown again with what was typed.
func (n *Night) plan(v *visit.Visit) error {
	b, err := n.league.BoardFor(v.Ctx, v.Who(), id(v))
	if err != nil {
		return err
	}
	version, err := v.Version()
	if err != nil {
		return v.Refuse(err, at(v, viewPlan))
	}
	if digest(b.Tournament.Plan()) == v.Typed("was") {
		version = b.Tournament.Version
	}
	p, err := readPlan(v, n.league.Now())
	if err == nil {
		_, err = n.league.EditTournament(v.Ctx, v.Wish(), id(v), version, p)
	}
	if err == nil {
		return v.Done("The plan is saved.", at(v, ""))
	}
	if fault.Is(err, fault.Denied) {
		return v.Refuse(err, at(v, ""))
	}
	r, form, ferr := n.planReading(v, page.Typed{Err: err, Values: v.Form()})
	if ferr != nil {
		return ferr
	}
	return v.Again(err, page.Plan(n.shell(v, r), r, form))
}

func (n *Night) planReading(v *visit.Visit, again page.Typed) (board.Night, page.PlanReading, error) {
	if err := v.Who().May(person.PlanEvents); err != nil {
		return board.Night{}, page.PlanReading{}, err
	}
	r, err := n.Read(v.Ctx, v.Who(), id(v), viewPlan, 0)
	if err != nil {
		return r, page.PlanReading{}, err
	}
	p := r.Tournament.Plan()
	fields, read := fieldsOf(p, r.Tournament.Location())
	return r, page.PlanReading{Action: r.At(viewPlan), Submit: "Save the plan", Cancel: r.At(""), Fields: fields, Read: read, Again: again, Hidden: []ui.Hidden{
		{Name: "version", Value: strconv.FormatInt(r.Tournament.Version, 10)}, {Name: "was", Value: digest(p)}, visit.Nonce(),
	}}, nil
}

// createPage asks for the plan of a new tournament.
func (n *Night) createPage(v *visit.Visit) error {
	if err := v.Who().May(person.PlanEvents); err != nil {
		return err
	}
	return v.Page(page.NewTournament(v.Shell("New tournament", "Tournaments"), newPlan(v, page.Typed{})))
}

// create makes a tournament.
func (n *Night) create(v *visit.Visit) error {
	if err := v.Who().May(person.PlanEvents); err != nil {
		return v.Refuse(err, "/admin/tournaments")
	}
	p, err := readPlan(v, n.league.Now())
	var b *tournament.Board
	if err == nil {
		b, err = n.league.CreateTournament(v.Ctx, v.Wish(), p)
	}
	if err != nil {
		return v.Again(err, page.NewTournament(v.Shell("New tournament", "Tournaments"), newPlan(v, page.Typed{Err: err, Values: v.Form()})))
	}
	return v.Done(b.Tournament.Name+" is planned. Choose its channel in Discord, or open registration here.", board.StaffAddress(b.Tournament.ID, ""))
}

// newPlan begins with the rules of the house in the league's zone.
func newPlan(v *visit.Visit, again page.Typed) page.PlanReading {
	fields, read := fieldsOf(tournament.Plan{Zone: v.League.Zone, Rules: tournament.DefaultRules()}, v.League.Location())
	return page.PlanReading{Action: "/admin/tournaments/new", Submit: "Create tournament", Cancel: "/admin/tournaments", Fields: fields, Read: read, Again: again, Hidden: []ui.Hidden{visit.Nonce()}}
}
