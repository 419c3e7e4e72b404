package admin

import (
	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/web/visit"
	"matchday/views/page"
)

// settings is what can be set of a league.
func (a *Admin) settings(v *visit.Visit) error {
	return v.Page(page.League(v.Shell("Settings", "Settings"), a.readSettings(v, page.Typed{})))
}

func (a *Admin) readSettings(v *visit.Visit, again page.Typed) page.LeagueReading {
	return page.LeagueReading{League: v.League, Change: person.ManageLeague.Allowed(v.Actor.Roles), Again: again}
}

// setSettings changes the league's name and zone.
func (a *Admin) setSettings(v *visit.Visit) error {
	_, err := a.league.SetLeague(v.Ctx, v.Wish(), v.Typed("name"), v.Typed("zone"), v.League.Staff)
	if fault.Is(err, fault.Denied) {
		return v.Refuse(err, "/admin/league")
	}
	if err != nil {
		return v.Again(err, page.League(v.Shell("Settings", "Settings"), a.readSettings(v, page.Typed{Err: err, Values: v.Form()})))
	}
	return v.Done("The settings are saved.", "/admin/league")
}
