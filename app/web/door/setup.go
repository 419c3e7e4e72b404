package door

import (
	"matchday/app/fault"
	"matchday/app/web/visit"
	"matchday/views/page"
)

// setupPage shows the form that makes the owner, while its link works.
func (d *Door) setupPage(v *visit.Visit) error {
	_, err := d.guessing(v, "", func() (string, error) { return "", d.league.SetupOpen(v.Ctx, v.Param("token")) })
	if err != nil {
		return err
	}
	return v.Page(page.Setup(v.Document("Set up"), v.Param("token"), page.Typed{}))
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
	return v.Done("You are set up and signed in. Plan the first tournament next.", home)
}
