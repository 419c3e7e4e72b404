package board

import (
	"fmt"

	"matchday/app/baseball"
	"matchday/app/baseball/score"
)

// struck says what waits for a decision.
func (v voice) struck() string {
	what := "The ball is in play"
	switch v.p.Outcome.Group() {
	case 0:
		what = "A hit by " + v.batter() + v.to()
	case 2, 3:
		what = v.batter() + " puts it in play" + v.to()
	}
	return what + ": a runner may try."
}

// chose says what a choice looks like from the stands.
func (v voice) chose() string {
	switch v.p.Choice.Chosen {
	case "go":
		return "He goes."
	case "throw":
		return "The throw comes in."
	}
	return "A decision was taken."
}

func (v voice) jumped() string {
	p := v.p
	switch {
	case p.Choice.Chosen == "stay":
		return "The runner stays."
	case p.Flags.Has(score.GoodLead):
		return "The runner has a good lead."
	}
	for _, r := range p.Rolls.List() {
		if r.For == score.ForPickoff {
			return v.pitcher() + " throws over; the runner is back."
		}
		if r.For == score.ForLead {
			return "The runner has no lead to speak of."
		}
	}
	return "Nothing comes of the lead."
}

func (v voice) replaced() string {
	w := v.p.Swap
	in, out := v.name(w.Side, w.In), v.name(w.Side, w.Out)
	switch {
	case w.In == w.Out:
		return fmt.Sprintf("%s moves to %s.", in, w.At)
	case w.At.String() == "PH" || w.At.String() == "DH" && w.Side == v.side:
		return fmt.Sprintf("%s bats for %s.", in, out)
	case w.At.String() == "PR":
		return fmt.Sprintf("%s runs for %s.", in, out)
	case w.At.String() == "P":
		return fmt.Sprintf("%s pitches for %s.", in, out)
	}
	return fmt.Sprintf("%s replaces %s at %s.", in, out, w.At)
}

func (v voice) hurt() string {
	w := v.p.Swap
	name := v.name(w.Side, w.In)
	switch {
	case !v.p.Flags.Has(score.InjuryOver):
		return name + " is shaken up and stays in."
	case w.Games == 0:
		return name + " is hurt and leaves the game."
	case w.Games == 1:
		return name + " is hurt and misses the next game too."
	}
	return fmt.Sprintf("%s is hurt and misses the next %d games.", name, w.Games)
}

func (v voice) halfOver() string {
	p := v.p
	word := "Middle"
	if p.Before.Half == baseball.Home {
		word = "End"
	}
	return fmt.Sprintf("%s of inning %d: %s.", word, p.Before.Inning, v.scoreText(p.After.Score))
}

func (v voice) gameOver() string {
	p := v.p
	text := "Final: "
	switch {
	case p.Flags.Has(score.Conceded):
		text = "The game is given up: "
	case p.Flags.Has(score.RunRule):
		text = "Final by the run rule: "
	case p.Flags.Has(score.WalkOff):
		text = "Walk-off. Final: "
	}
	return text + v.scoreText(p.After.Score) + "."
}
