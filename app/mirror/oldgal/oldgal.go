// Package oldgal reads the Sheets of the bot that Matchday replaces, for import: the players of a normal and of a
// double-up night, and results in blocks of lobbies or in pairs of columns.
package oldgal

import (
	"strconv"
	"strings"

	"matchday/app/mirror"
	"matchday/app/mirror/header"
)

// Layout is what a tab was recognised as.
type Layout string

// The layouts.
const (
	Unknown  Layout = ""
	Normal   Layout = "normal"   // one player a row
	DoubleUp Layout = "doubleup" // one player a row, with a team
	Blocks   Layout = "blocks"   // "Lobby A" and the players below it, a column for each round
	Pairs    Layout = "pairs"    // for each round a column of names and one of places, from C and D on
)

// Player is one row of players.
type Player struct {
	Row                                       int // in the Sheet, from 0
	Discord, Pronouns, InGame, AltNames, Team string
	Registered, CheckedIn                     bool
}

// Cell is where something stands, counted from 0.
type Cell struct{ Row, Col int }

// String writes the cell as people do: "F12".
func (c Cell) String() string { return mirror.Place(c.Row, c.Col) }

// Head is the column of a round.
type Head struct {
	Round  int
	Finals bool
	Points bool // its words say that it holds points
	At     Cell
}

// Block is the name of a lobby where it stands.
type Block struct {
	Name string // "A"
	At   Cell
}

// Place is what stands for one player in one round.
type Place struct {
	Round  int
	Lobby  string // "A"; empty in the layout of pairs where it names none
	Part   int    // one more after an empty row of the layout of pairs: there a lobby may end
	Player string // as it stands: mostly the in-game name
	Name   Cell
	Told   string // told as a place; empty for none so far
	At     Cell
}

// Sum is the total that stands for one player.
type Sum struct {
	Player string
	Told   string
	At     Cell
}

// Tab is what was read of a tab.
type Tab struct {
	Layout  Layout
	Players []Player
	Heads   []Head
	Blocks  []Block
	Places  []Place // by round, then as they stand
	Loose   []Place // numbers without a player beside them, or with one above the first lobby
	Sums    []Sum
	Lobbies []string // names of the blocks, in order
	Rounds  int
	Flat    bool // each row of blocks names its lobby itself, as a table does that can be kept in step
}

// Results reports whether the tab holds lobbies and places to be imported.
func (t Tab) Results() bool { return t.Layout == Blocks || t.Layout == Pairs }

// Read recognises the layout of a tab and reads it.
func Read(r mirror.Reading, title string) Tab {
	for _, read := range []func(mirror.Reading) Tab{blocks, pairs} {
		if t := read(r); t.Layout != Unknown {
			return t
		}
	}
	return players(r, title)
}

// Sentence says what was recognised.
func (t Tab) Sentence() string {
	count := func(n int, one, many string) string {
		if n == 1 {
			return "1 " + one
		}
		return strconv.Itoa(n) + " " + many
	}
	switch t.Layout {
	case Normal:
		return count(len(t.Players), "player", "players") + ", one a row."
	case DoubleUp:
		teams := map[string]bool{}
		for _, p := range t.Players {
			teams[strings.ToLower(p.Team)] = true
		}
		delete(teams, "")
		return count(len(t.Players), "player", "players") + " in " + count(len(teams), "team", "teams") + "."
	case Blocks:
		if t.Rounds == 0 {
			return count(len(t.Lobbies), "lobby", "lobbies") + " in blocks, with totals only."
		}
		return count(len(t.Lobbies), "lobby", "lobbies") + " in blocks, results of " + count(t.Rounds, "round", "rounds") + "."
	case Pairs:
		return "Pairs of names and places for " + count(t.Rounds, "round", "rounds") + "."
	}
	return "No layout that Matchday knows."
}

func told(r mirror.Reading, row, col int) string {
	return strings.TrimSpace(mirror.Field("").Told(r.At(row, col)))
}

func players(r mirror.Reading, title string) Tab {
	p := header.Propose(r, title)
	if p.Kind != mirror.Players {
		return Tab{}
	}
	t := Tab{Layout: Normal}
	at := map[mirror.Field]int{}
	for _, c := range p.Columns {
		if c.Field != "" {
			at[c.Field] = c.At
		}
	}
	if _, teams := at[mirror.Team]; teams {
		t.Layout = DoubleUp
	}
	for row := p.Header + 1; row < len(r.Cells); row++ {
		cell := func(f mirror.Field) string {
			col, ok := at[f]
			if !ok {
				return ""
			}
			return strings.TrimSpace(f.Told(r.At(row, col)))
		}
		one := Player{Row: row, Discord: cell(mirror.Discord), Pronouns: cell(mirror.Pronouns), InGame: cell(mirror.InGame), AltNames: cell(mirror.AltNames),
			Team: cell(mirror.Team), Registered: cell(mirror.Registered) == mirror.Yes, CheckedIn: cell(mirror.CheckedIn) == mirror.Yes}
		if one.Discord != "" || one.InGame != "" {
			t.Players = append(t.Players, one)
		}
	}
	return t
}
