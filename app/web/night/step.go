package night

import (
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
)

// step carries out one of the steps that the board offers.
func (n *Night) step(v *visit.Visit) error {
	version, err := v.Version()
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	what := tournament.Step(v.Typed("step"))
	b, err := n.league.Advance(v.Ctx, v.Wish(), id(v), version, what)
	if err != nil {
		return v.Refuse(err, onwards(v))
	}
	return moved(v, stepped(what, b))
}

// draw draws the lobbies in another way than the plan wants.
func (n *Night) draw(v *visit.Visit) error {
	version, err := v.Version()
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	b, err := n.league.DrawRound(v.Ctx, v.Wish(), id(v), version, tournament.Seating(v.Typed("seating")))
	if err != nil {
		return v.Refuse(err, onwards(v))
	}
	return moved(v, stepped(tournament.StepDraw, b))
}

// undo takes the last step of staff back, if it is still the one that was shown.
func (n *Night) undo(v *visit.Visit) error {
	last, err := v.Number("last")
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	step, err := n.league.Undo(v.Ctx, v.Wish(), id(v), last)
	switch {
	case err != nil:
		return v.Refuse(err, onwards(v))
	case step.Title == "":
		return moved(v, "Taken back.")
	}
	return moved(v, "Taken back: "+step.Name+" "+step.Title+".")
}

// onwards is the page on which a night goes on after a step: the first page stays the first page, everything else leads
// to the view that the night is at then.
func onwards(v *visit.Visit) string {
	if v.Came("") == "/admin" {
		return "/admin"
	}
	return at(v, "")
}

// moved answers a step: the first page follows by itself, the others may be at another view now.
func moved(v *visit.Visit, sentence string) error {
	if to := onwards(v); to == "/admin" {
		return v.Pressed(sentence, to)
	}
	return v.Done(sentence, at(v, ""))
}

// stepped says what a step has come to.
func stepped(what tournament.Step, b *tournament.Board) string {
	round, _ := b.Current()
	switch what {
	case tournament.StepOpenRegistration:
		return "Registration is open."
	case tournament.StepCloseRegistration:
		if b.Phase == tournament.PhaseBetween {
			return board.Stand(b) + "."
		}
		return "Registration is closed. " + board.Stand(b) + "."
	case tournament.StepOpenCheckIn:
		return "Check-in is open."
	case tournament.StepCloseCheckIn:
		return "Check-in is closed. " + board.Stand(b) + "."
	case tournament.StepDraw, tournament.StepRedraw:
		return "Round " + itoa(round.Number) + " is drawn, " + round.Seating.Title() + ". Only staff see it until it starts."
	case tournament.StepDiscard:
		return "The draw is thrown away."
	case tournament.StepStartRound:
		return "Round " + itoa(round.Number) + " has started. Everybody is told where they play."
	case tournament.StepRemind:
		return "Everybody who is missing is asked to check in."
	case tournament.StepFinish:
		return "The tournament is finished."
	case tournament.StepCancel:
		return "The tournament is cancelled."
	}
	return ""
}
