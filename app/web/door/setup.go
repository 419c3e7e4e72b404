package door

import (
	"net/url"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/web/visit"
	"matchday/views/page"
)

// setupPage shows the form that makes the owner, while its link works. It begins with the league that is there already.
func (d *Door) setupPage(v *visit.Visit) error {
	var there person.League
	_, err := d.guessing(v, "", func() (_ string, err error) {
		there, err = d.league.SetupOpen(v.Ctx, v.Param("token"))
		return "", err
	})
	if err != nil {
		return err
	}
	typed := page.Typed{}
	if there.ID != 0 {
		typed.Values = url.Values{"league": {there.Name}, "zone": {there.Zone}}
	}
	return v.Page(page.Setup(v.Document("Set up"), v.Param("token"), typed))
}

// setup makes the owner and the league, and signs the owner in.
func (d *Door) setup(v *visit.Visit) error {
	session, err := d.guessing(v, "", func() (string, error) {
		return d.league.Setup(v.Ctx, v.Param("token"), v.Typed("name"), v.Typed("password"), v.Typed("league"), v.Typed("zone"), v.Client())
	})
	if f := fault.Of(err); err != nil && f.Field == "" && f.Code != fault.Invalid {
		return err
	}
	if err != nil {
		return v.Again(err, page.Setup(v.Document("Set up"), v.Param("token"), page.Typed{Err: err, Values: v.Form()}))
	}
	v.Enter(session)
	return v.Done("You are set up and signed in.", home)
}
