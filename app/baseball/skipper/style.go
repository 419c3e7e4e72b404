// Package skipper manages a club: it makes every decision of a game for one side, legally and at once, and can say why.
//
// There is one rule for every yes or no (ballgame.md §7.9). Let p be the chance that it works, and S, F and H the chances
// to win after it worked, after it failed, and without trying. It is worth it from p* = (H − F) / (S − F) on; a manager's
// tendency, 1 to 10, moves that line by 2.5 percent a step away from 5. So a Balanced manager is right as far as the
// odds know, and the others have a style.
//
// Decide answers with what the side should do now, what else it could do, what each is worth, and a sentence. Play lets
// two managers finish a game.
package skipper

import (
	"matchday/app/baseball/odds"
	"matchday/app/fault"
)

// Style are a manager's tendencies, each 1 to 10: 5 follows the odds, more dares more.
type Style struct {
	Name           string `json:"name"`
	Steal          uint8  `json:"steal"`
	Running        uint8  `json:"running"`         // tagging up, going home on a ground ball, bunts, hit-and-run
	Hold           uint8  `json:"hold"`            // holding runners on
	CatcherThrow   uint8  `json:"catcher_throw"`   // throwing at the lead runner of a double steal
	UncappedHome   uint8  `json:"uncapped_home"`   // sending a runner home on a hit
	UncappedThird  uint8  `json:"uncapped_third"`  // to third
	UncappedTrail  uint8  `json:"uncapped_trail"`  // the runner behind him
	BullpenMatchup uint8  `json:"bullpen_matchup"` // changing pitchers for the batters who come up
	Behind         uint8  `json:"behind_aggression"`
	Ahead          uint8  `json:"ahead_aggression"`
	DecideThrow    uint8  `json:"decide_throw"` // throwing instead of conceding the base
}

// Balanced follows the odds in everything.
func Balanced() Style {
	return Style{"Balanced", 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}
}

// Yolo runs whenever it might work and holds nobody on.
func Yolo() Style {
	return Style{"Yolo", 8, 8, 3, 5, 8, 8, 8, 5, 5, 5, 5}
}

// Safe runs only when it can hardly fail, and holds runners on.
func Safe() Style {
	return Style{"Safe", 2, 2, 7, 5, 2, 2, 2, 5, 5, 5, 5}
}

// Styles lists the presets.
func Styles() []Style { return []Style{Balanced(), Yolo(), Safe()} }

// StyleOf returns the preset with this name.
func StyleOf(name string) (Style, error) {
	for _, s := range Styles() {
		if s.Name == name {
			return s, nil
		}
	}
	return Style{}, fault.Field("style", "There is no managing style called %q. Choose Balanced, Yolo or Safe, or set the tendencies yourself.", name)
}

// Check says what is wrong with a style that somebody made up.
func (s Style) Check() error {
	var list fault.List
	for _, t := range []struct {
		field string
		n     uint8
	}{
		{"steal", s.Steal}, {"running", s.Running}, {"hold", s.Hold}, {"catcher_throw", s.CatcherThrow},
		{"uncapped_home", s.UncappedHome}, {"uncapped_third", s.UncappedThird}, {"uncapped_trail", s.UncappedTrail},
		{"bullpen_matchup", s.BullpenMatchup}, {"behind_aggression", s.Behind}, {"ahead_aggression", s.Ahead}, {"decide_throw", s.DecideThrow},
	} {
		if t.n < 1 || t.n > 10 {
			list = append(list, fault.Field(t.field, "The tendency %s goes from 1 to 10, not %d.", t.field, t.n))
		}
	}
	return list.Err()
}

// Manager manages any side of any game. The zero Manager is Balanced with the standard odds. It is plain data and may be
// used by many games at once.
type Manager struct {
	Style Style
	Odds  *odds.Table // nil is the standard table
}

// style returns the tendencies, Balanced where they were left out.
func (m Manager) style() Style {
	if m.Style == (Style{}) {
		return Balanced()
	}
	return m.Style
}

func (m Manager) odds() *odds.Table {
	if m.Odds == nil {
		return odds.Standard()
	}
	return m.Odds
}
