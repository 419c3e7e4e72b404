package door

import (
	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/web/visit"
	"matchday/views/page"
)

const account = "/admin/account"

// account is one's own page.
func (d *Door) account(v *visit.Visit) error {
	a, err := d.read(v)
	if err != nil {
		return err
	}
	return v.Page(page.Account(v.Shell("Your account", ""), a, page.Typed{}))
}

func (d *Door) read(v *visit.Visit) (page.AccountReading, error) {
	a := page.AccountReading{Person: v.Person, Roles: v.Actor.Roles, Current: v.Session.ID, League: v.League.ID}
	var err error
	if a.Sessions, err = d.league.Sessions(v.Ctx, v.Person.ID); err != nil {
		return a, err
	}
	a.Leagues, err = d.league.Leagues(v.Ctx)
	return a, err
}

// password changes one's own password. Guessing the present one is slowed down as signing in is.
func (d *Door) password(v *visit.Visit) error {
	try := func() (string, error) {
		err := d.league.ChangePassword(v.Ctx, v.Person.ID, v.Session.ID, v.Typed("present"), v.Typed("password"))
		if f := fault.Of(err); f != nil && f.Field == "present" {
			d.throttle.Failed(v.Person.Name, v.Address())
		}
		return "", err
	}
	if _, err := d.guessing(v, v.Person.Name, try); err != nil {
		a, rerr := d.read(v)
		if rerr != nil {
			return rerr
		}
		return v.Again(err, page.Account(v.Shell("Your account", ""), a, page.Typed{Err: err, Values: v.Form()}))
	}
	return v.Done("Your password is changed. Every other browser is signed out.", account)
}

// endSession signs one other browser out.
func (d *Door) endSession(v *visit.Visit) error {
	id, err := v.Number("session")
	if err == nil {
		err = d.league.EndSession(v.Ctx, v.Person.ID, id)
	}
	if err != nil {
		return v.Refuse(err, account)
	}
	return v.Done("That browser is signed out.", account)
}

// endOthers signs every other browser out.
func (d *Door) endOthers(v *visit.Visit) error {
	if err := d.league.EndOtherSessions(v.Ctx, v.Person.ID, v.Session.ID); err != nil {
		return v.Refuse(err, account)
	}
	return v.Done("Every other browser is signed out.", account)
}

// code shows a code that joins this login to the Discord account that types it. It is shown once.
func (d *Door) code(v *visit.Visit) error {
	a, err := d.read(v)
	if err != nil {
		return err
	}
	if a.Code, err = d.league.JoinCode(v.Ctx, v.Person.ID); err != nil {
		return v.Refuse(err, account)
	}
	return v.Page(page.Account(v.Shell("Your account", ""), a, page.Typed{}))
}

// chooseLeague says in which league this browser works.
func (d *Door) chooseLeague(v *visit.Visit) error {
	id, err := v.Number("league")
	if err != nil {
		return v.Refuse(err, account)
	}
	in, err := d.league.BySession(v.Ctx, v.Token(), id)
	if err == nil {
		err = in.Actor.May(person.SeeStaff)
	}
	if err != nil {
		return v.Refuse(err, account)
	}
	v.ChooseLeague(id)
	return v.Done("You work in "+in.League.Name+" now.", home)
}
