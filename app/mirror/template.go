package mirror

import "matchday/app/tournament"

// Template returns the plan of a Sheet that Matchday lays out itself: headers in the first row, from column A on, and the
// column of keys after the last. The tabs have no number of Google's yet.
func Template(t tournament.Tournament) Plan {
	var p Plan
	titles := map[Kind]string{Players: "Players", Lobbies: "Lobbies", Standings: "Standings"}
	for _, k := range Kinds() {
		tab := Tab{Kind: k, Title: titles[k], Key: -1}
		for at, f := range k.Fields(t.Rules.Rounds, t.Rules.TeamSize > 1) {
			way := f.Ways()[0]
			if k == Standings {
				way = Ours
			}
			tab.Columns = append(tab.Columns, Column{Field: f, Header: f.Title(), At: at, Way: way})
		}
		if tab.Keyed() {
			tab.Key = len(tab.Columns)
		}
		p.Tabs = append(p.Tabs, tab)
	}
	return p
}
