package admin

import (
	"strings"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/web/night"
	"matchday/app/web/visit"
	"matchday/views/page"
)

const staffPage = "/admin/staff"

// staff is who helps, and who may do what.
func (a *Admin) staff(v *visit.Visit) error {
	r, err := a.readStaff(v)
	if err != nil {
		return err
	}
	return v.Page(page.Staff(v.Shell("Staff", "Staff"), r))
}

func (a *Admin) readStaff(v *visit.Visit) (page.StaffReading, error) {
	r := page.StaffReading{Manage: person.ManageStaff.Allowed(v.Actor.Roles), Give: givable()}
	members, bindings, err := a.league.Staff(v.Ctx, v.Who())
	if err != nil {
		return r, err
	}
	for _, m := range members {
		r.Members = append(r.Members, page.MemberOfStaff{Person: m.Person, Roles: m.Roles, Fixed: m.Roles.Has(person.Owner)})
	}
	for _, b := range bindings {
		r.Bindings = append(r.Bindings, page.BindingReading{Discord: b.Discord, Role: b.Role})
	}
	if !r.Manage {
		return r, nil
	}
	players, err := a.league.Players(v.Ctx, v.Who())
	for _, p := range players {
		r.Players = append(r.Players, p.Person.Name)
	}
	return r, err
}

// givable are the roles that staff pages can give; owners are made on the server.
func givable() []person.Roles {
	return []person.Roles{person.Admin, person.Helper, person.Producer, person.Viewer}
}

// setRoles gives somebody who helps already other roles.
func (a *Admin) setRoles(v *visit.Visit) error {
	id, err := v.Number("id")
	if err != nil {
		return v.Refuse(err, staffPage)
	}
	roles, err := typedRoles(v.Form()["role"])
	if err == nil {
		err = a.league.SetRoles(v.Ctx, v.Wish(), id, roles)
	}
	if err != nil {
		return v.Refuse(err, staffPage)
	}
	return v.Done("The roles are saved.", staffPage)
}

// giveRoles gives roles to somebody who has none yet.
func (a *Admin) giveRoles(v *visit.Visit) error {
	p, err := a.give(v)
	if err != nil {
		return a.staffAgain(v, "give", err)
	}
	return v.Done(p.Name+" helps now.", staffPage)
}

func (a *Admin) give(v *visit.Visit) (person.Person, error) {
	who := v.Wish()
	if err := who.May(person.ManageStaff); err != nil {
		return person.Person{}, err
	}
	roles, err := typedRoles(v.Form()["role"])
	if err != nil {
		return person.Person{}, err
	}
	if roles == person.Player {
		return person.Person{}, fault.Field("role", "Tick at least one role.")
	}
	p, err := night.Meet(v.Ctx, a.league, who, v.Typed("person"), "", nil)
	if err != nil {
		return p, err
	}
	return p, a.league.SetRoles(v.Ctx, who, p.ID, roles)
}

// bindRole makes a Discord role stand for a staff role, or for none any more.
func (a *Admin) bindRole(v *visit.Visit) error {
	discord := strings.TrimSpace(v.Typed("discord"))
	role, err := typedRoles([]string{v.Typed("role")})
	if err == nil {
		err = a.league.BindRole(v.Ctx, v.Wish(), discord, discord, role)
	}
	if f := fault.Of(err); err != nil && f.Field == "role" && len(discord) < 15 {
		err = fault.Field("discord", "A Discord role is named by its id, a long number. In Discord, turn on developer mode, then right-click the role and copy the id.")
	}
	if err != nil {
		return a.staffAgain(v, "bind", err)
	}
	if role == person.Player {
		return v.Done("That Discord role stands for nothing any more.", staffPage)
	}
	return v.Done("That Discord role stands for "+role.String()+" now.", staffPage)
}

func (a *Admin) staffAgain(v *visit.Visit, which string, err error) error {
	if f := fault.Of(err); f.Field == "" {
		return v.Refuse(err, staffPage)
	}
	r, rerr := a.readStaff(v)
	if rerr != nil {
		return rerr
	}
	r.Which, r.Again = which, page.Typed{Err: err, Values: v.Form()}
	return v.Again(err, page.Staff(v.Shell("Staff", "Staff"), r))
}

// typedRoles reads roles by name; "player" is none.
func typedRoles(names []string) (person.Roles, error) {
	var roles person.Roles
	for _, name := range names {
		role, ok := person.ParseRole(name)
		if !ok && name != person.Player.String() {
			return 0, fault.Field("role", "Choose a role from the list.")
		}
		roles |= role
	}
	return roles, nil
}
