package page

import (
	"fmt"

	"matchday/app/tournament"
	"matchday/views/ui"
)

// PhaseWord says where a tournament stands, in a chip.
func PhaseWord(b *tournament.Board) (ui.Tone, string) {
	switch b.Phase {
	case tournament.PhaseDraft:
		return ui.Quiet, "Planned"
	case tournament.PhaseRegistration:
		return ui.Good, "Registration"
	case tournament.PhaseBetween:
		return ui.Wait, "Before check-in"
	case tournament.PhaseCheckIn:
		return ui.Hot, "Check-in"
	case tournament.PhaseSeating:
		return ui.Wait, "Before round 1"
	case tournament.PhaseRounds:
		return ui.Hot, fmt.Sprintf("Round %d of %d", max(1, b.Tournament.Round), b.Tournament.Rules.Rounds)
	case tournament.PhaseFinished:
		return ui.Quiet, "Finished"
	}
	return ui.Quiet, "Cancelled"
}

func inOf(b *tournament.Board) string {
	text := fmt.Sprintf("%d of %d", b.Counts.Seated, b.Counts.Seats)
	if b.Counts.Waiting > 0 {
		text += fmt.Sprintf(" +%d", b.Counts.Waiting)
	}
	return text
}

// Sort divides boards into what is on, what comes and what is over. Of what is on, the one that is furthest comes first.
func Sort(all []*tournament.Board) Listed {
	var l Listed
	for _, b := range all {
		switch {
		case b.Tournament.Stage.Over():
			l.Past = append(l.Past, b)
		case b.Phase == tournament.PhaseDraft:
			l.Coming = append(l.Coming, b)
		default:
			l.On = append(l.On, b)
		}
	}
	return l
}
