package page

import (
	"matchday/app/tournament"
	"matchday/views/ui"
)

// TieFields are the names of the fields for the tie-breaks, in their order. The first has the name by which the rules
// refuse all of them.
func TieFields() []string { return []string{"ties", "ties_2", "ties_3", "ties_4", "ties_5"} }

func tieLabel(i int) string {
	return []string{"First", "Second", "Third", "Fourth", "Fifth"}[i]
}

func tieOptions() []ui.Option {
	return []ui.Option{
		{Value: "", Label: "nothing"},
		{Value: string(tournament.MostFirsts), Label: "more first places"},
		{Value: string(tournament.MostTopFours), Label: "more upper-half places"},
		{Value: string(tournament.CountBack), Label: "count-back of places"},
		{Value: string(tournament.LastRound), Label: "the last round"},
		{Value: string(tournament.FirstsTwice), Label: "twice firsts + upper half"},
	}
}

func seatings(list ...tournament.Seating) []ui.Option {
	var options []ui.Option
	for _, s := range list {
		options = append(options, ui.Option{Value: string(s), Label: s.Title()})
	}
	return options
}
