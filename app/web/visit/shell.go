package visit

import (
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/views/ui"
)

// Document returns what every page of this reader begins with.
func (v *Visit) Document(title string) ui.Document {
	return ui.Document{Title: title, Theme: v.Theme(), Path: v.Path(), Notices: v.notices()}
}

// Shell returns the frame of a staff page. current is the label of the page in the sidebar.
func (v *Visit) Shell(title, current string) ui.Shell {
	link := func(label, href, key string) ui.NavLink {
		return ui.NavLink{Label: label, Href: href, Key: key, Current: label == current}
	}
	tonight := link("Tonight", "/admin", "t")
	tonight.ID, tonight.Badge = "tonight", v.badge()
	nav := []ui.NavGroup{
		{Links: []ui.NavLink{tonight, link("Tournaments", "/admin/tournaments", "o"), link("Players", "/admin/players", "p")}},
		{Title: "League", Links: []ui.NavLink{link("Staff", "/admin/staff", "s"), link("Settings", "/admin/league", "l")}},
	}
	s := ui.Shell{Document: v.Document(title), Nav: nav, Person: v.Person.Name, Account: "/admin/account", SignOut: "/sign-out"}
	if !person.SeeStaff.Allowed(v.Actor.Roles) {
		s.Nav = nil
	}
	return s
}

// badge says beside Tonight that something is on.
func (v *Visit) badge() string {
	boards, err := v.desk.League.Tonight(v.Ctx, v.League.ID)
	if err != nil {
		return ""
	}
	for _, b := range boards {
		if b.Phase == tournament.PhaseCheckIn || b.Phase == tournament.PhaseRounds {
			return "live"
		}
	}
	return ""
}
