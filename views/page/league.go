package page

import (
	"slices"

	"matchday/app/person"
	"matchday/views/ui"
)

func roleTone(r person.Roles) ui.Tone {
	if r.Has(person.Owner | person.Admin) {
		return ui.Good
	}
	return ui.Quiet
}

// mayChange reports whether somebody who may give these roles may change who has those.
func mayChange(r StaffReading, has person.Roles) bool {
	return !has.Has(person.Admin) || slices.Contains(r.Give, person.Admin)
}

func roleOptions(give []person.Roles) []ui.Option {
	words := map[person.Roles]string{
		person.Admin:    "runs the league: staff, settings, tournaments",
		person.Helper:   "runs the night: check-in, lobbies, results",
		person.Producer: "runs the picture: overlays and their addresses",
		person.Viewer:   "reads staff pages and changes nothing",
	}
	var list []ui.Option
	for _, role := range give {
		list = append(list, ui.Option{Value: role.String(), Label: role.String(), Hint: words[role]})
	}
	return list
}

func roleNames(roles person.Roles) []string {
	var names []string
	for _, role := range person.EachRole() {
		if roles.Has(role) {
			names = append(names, role.String())
		}
	}
	return names
}

func ruleColumns() []ui.Column {
	columns := []ui.Column{{Label: "What", Kind: ui.Who}}
	for _, role := range person.EachRole() {
		columns = append(columns, ui.Column{Label: role.String(), Kind: ui.Figure})
	}
	return append(columns, ui.Column{Label: "player", Kind: ui.Figure})
}
