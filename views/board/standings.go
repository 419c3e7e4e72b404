package board

import (
	"matchday/app/tournament"
	"matchday/views/ui"
)

func standingColumns(b *tournament.Board) []ui.Column {
	columns := []ui.Column{{Label: "#", Kind: ui.Figure}, {Label: "Player", Kind: ui.Who}}
	if b.Tournament.Rules.TeamSize > 1 {
		columns[1].Label = "Team"
	}
	if len(b.Standings) > 0 {
		for _, s := range b.Standings[0].Scores {
			columns = append(columns, ui.Column{Label: "R" + itoa(s.Round), Kind: ui.Figure})
		}
	}
	return append(columns, ui.Column{Label: "Firsts", Kind: ui.Figure}, ui.Column{Label: "Top " + itoa(b.Tournament.Rules.TopHalf()), Kind: ui.Figure}, ui.Column{Label: "Total", Kind: ui.Total})
}

func standingsNote(b *tournament.Board) string {
	if b.Phase == tournament.PhaseFinished {
		return "final"
	}
	if n := b.After(); n > 0 {
		return "after round " + itoa(n)
	}
	return "round 1 is being played"
}

func standingNote(s tournament.Standing) string {
	switch s.State {
	case tournament.Disqualified:
		return "disqualified"
	case tournament.Removed, tournament.Dropped, tournament.Withdrawn:
		return "left"
	}
	switch {
	case s.Moved > 0:
		return "up " + itoa(s.Moved)
	case s.Moved < 0:
		return "down " + itoa(-s.Moved)
	}
	return ""
}
