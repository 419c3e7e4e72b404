package board

import (
	"fmt"
	"strings"

	"matchday/app/baseball"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/odds"
	"matchday/app/baseball/score"
)

// Bug is the scorebug: everything that a viewer wants to know at a glance, ready to be drawn small (score and bases) or
// large (who is who).
type Bug struct {
	Version int         `json:"version"`
	Status  string      `json:"status"` // "Bottom 7", "Final"
	Over    bool        `json:"over"`
	Inning  int         `json:"inning"`
	Half    string      `json:"half"` // "top" or "bottom"
	Outs    int         `json:"outs"`
	Bases   [3]bool     `json:"bases"` // first, second, third
	Teams   [2]BugTeam  `json:"teams"`
	HomeWin float64     `json:"home_win"` // chance, 0 to 1
	Favored string      `json:"favored"`  // abbreviation; empty at even odds
	Batter  Person      `json:"batter"`
	OnDeck  Person      `json:"on_deck"`
	InHole  Person      `json:"in_the_hole"`
	Pitcher BugPitcher  `json:"pitcher"`
	Catcher Person      `json:"catcher"`
	Runners []BugRunner `json:"runners"` // from third to first
	Infield string      `json:"infield,omitzero"`
	Waits   string      `json:"waits,omitzero"` // what the game waits for, when not for a roll
}

// BugTeam is one side of the scorebug.
type BugTeam struct {
	Abbrev string `json:"abbrev"`
	Name   string `json:"name"`
	Color  string `json:"color,omitzero"`
	R      int    `json:"r"`
	H      int    `json:"h"`
	E      int    `json:"e"`
}

// Person is somebody with his line of the day.
type Person struct {
	Player uint8  `json:"player"`
	Name   string `json:"name"`
	Line   string `json:"line,omitzero"` // "1-3, 2B, RBI"
}

// BugPitcher is who pitches: his line and how much is left of him.
type BugPitcher struct {
	Person
	Wear string `json:"wear"`     // fresh, tired, exhausted
	Left int    `json:"pow_left"` // outs until he tires
}

// BugRunner is somebody on base.
type BugRunner struct {
	Person
	Base int `json:"base"`
}

// Scorebug reads the game for the scorebug. table is the odds to use, nil for the standard ones.
func Scorebug(g *baseball.Game, table *odds.Table) Bug {
	if table == nil {
		table = odds.Standard()
	}
	b := Bug{Version: g.Version, Status: status(g), Over: g.Over(), Inning: int(g.Inning), Half: strings.ToLower(halfWord(g.Half)),
		Outs: int(g.Outs), HomeWin: HomeWin(g, table)}
	for side := range b.Teams {
		c := &g.Setup.Clubs[side]
		b.Teams[side] = BugTeam{Abbrev: c.Abbrev, Name: c.Name, Color: c.Color, R: int(g.Score[side]), H: int(g.Book.H[side]), E: int(g.Book.E[side])}
	}
	switch {
	case b.HomeWin > .5+1e-9:
		b.Favored = b.Teams[1].Abbrev
	case b.HomeWin < .5-1e-9:
		b.Favored = b.Teams[0].Abbrev
	}
	b.Batter, b.OnDeck, b.InHole = batting(g, g.Next(0)), batting(g, g.Next(1)), batting(g, g.Next(2))
	b.Pitcher = pitching(g)
	if c := g.Fielder(g.Half.Other(), chart.Catcher); c != score.Nobody {
		b.Catcher = Person{Player: c, Name: g.Card(g.Half.Other(), c).Name}
	}
	for base := 3; base >= 1; base-- {
		if r := g.On[base]; r.ID != 0 {
			b.Bases[base-1] = true
			b.Runners = append(b.Runners, BugRunner{Person: batting(g, r.Player), Base: base})
		}
	}
	b.Infield = map[baseball.Depth]string{baseball.In: "infield in", baseball.CornersIn: "corners in"}[g.Align.Depth]
	b.Waits = Question(g)
	return b
}

// HomeWin returns the chance that the home side wins; 0, 1 or, for a tie, one half when the game is over.
func HomeWin(g *baseball.Game, table *odds.Table) float64 {
	if g.Over() {
		switch {
		case g.Status == baseball.GivenUp:
			return float64(g.Verdict.Winner)
		case g.Score[1] > g.Score[0]:
			return 1
		case g.Score[1] < g.Score[0]:
			return 0
		}
		return .5
	}
	return table.Win(g.Situation(), rules(g.Setup))
}

func rules(s *baseball.Setup) odds.Rules {
	return odds.Rules{Innings: s.Rules.Innings, Placed: s.Rules.Placed}
}

// batting is a player of the side at bat with what he has done.
func batting(g *baseball.Game, player uint8) Person {
	return Person{Player: player, Name: g.Card(g.Half, player).Name, Line: BatText(g.Book.Bat[g.Half][player])}
}

// BatText writes a batting line as a broadcast does: "2-4, HR, 2 RBI, BB".
func BatText(l score.BatLine) string {
	parts := []string{fmt.Sprintf("%d-%d", l.H, l.AB)}
	for _, n := range []struct {
		count uint8
		what  string
	}{{l.Doubles, "2B"}, {l.Triples, "3B"}, {l.HR, "HR"}, {l.RBI, "RBI"}, {l.R, "R"}, {l.BB, "BB"}, {l.HBP, "HBP"}, {l.SO, "K"}, {l.SB, "SB"}} {
		switch {
		case n.count == 1:
			parts = append(parts, n.what)
		case n.count > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n.count, n.what))
		}
	}
	return strings.Join(parts, ", ")
}

// ArmText writes a pitching line: "5.2 IP, 2 R, 6 K".
func ArmText(l score.ArmLine) string {
	return fmt.Sprintf("%s IP, %d H, %d R, %d BB, %d K", l.IP(), l.H, l.R, l.BB, l.SO)
}

func pitching(g *baseball.Game) BugPitcher {
	side, player := g.Half.Other(), g.Pitching()
	line := g.Book.Arm[side][player]
	return BugPitcher{
		Person: Person{Player: player, Name: g.Card(side, player).Name, Line: ArmText(line)},
		Wear:   g.Wear(side, player).String(),
		Left:   max(0, 3*g.POW(side, player)-int(line.Outs)),
	}
}

// Question says in words what the game waits for and whose answer it is; empty while an at-bat can be rolled.
func Question(g *baseball.Game) string {
	d := g.Due()
	if g.Over() || d.Ask == baseball.AskNothing {
		return ""
	}
	club := g.Setup.Clubs[d.Side&1].Abbrev
	name := func(c baseball.Chance) string {
		if c.Player == score.Nobody {
			return "the runner"
		}
		return last(g.Card(g.Half, c.Player).Name)
	}
	odds := func(c baseball.Chance) string { return fmt.Sprintf("safe on %d of 20", c.Safe) }
	switch d.Ask {
	case baseball.AskSend, baseball.AskSteal:
		return fmt.Sprintf("%s: does %s try for %s (%s)?", club, name(d.Lead), bases[d.Lead.To&7], odds(d.Lead))
	case baseball.AskThrow:
		return fmt.Sprintf("%s: throw at %s (%s)?", club, name(d.Lead), odds(d.Lead))
	case baseball.AskTrail:
		return fmt.Sprintf("%s: does %s try for %s too (%s)?", club, name(d.Trail), bases[d.Trail.To&7], odds(d.Trail))
	case baseball.AskTarget:
		return fmt.Sprintf("%s: throw at %s (%s) or at %s (%s)?", club, name(d.Lead), odds(d.Lead), name(d.Trail), odds(d.Trail))
	case baseball.AskField:
		return fmt.Sprintf("%s has places to fill in the field.", club)
	}
	return fmt.Sprintf("%s must replace %s, who is hurt.", club, last(g.Card(g.Hurt.Side, g.Hurt.Player).Name))
}
