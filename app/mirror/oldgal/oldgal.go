// Package oldgal reads the Sheets of the bot that Matchday replaces, for import: the players of a normal and of a
// double-up night, and results in blocks of lobbies or in pairs of columns.
package oldgal

import (
	"slices"
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

// Place is one result.
type Place struct {
	Round  int
	Lobby  string // "A"; empty in the layout of pairs, which has none
	Player string // as it stands: mostly the in-game name
	Place  string // told as a place; empty for none so far
}

// Tab is what was read of a tab.
type Tab struct {
	Layout  Layout
	Players []Player
	Places  []Place
	Lobbies []string // names of the blocks, in order
	Rounds  int
}

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

// roundsIn finds the row whose cells name rounds and the columns that they head: round by column.
func roundsIn(r mirror.Reading) (row int, rounds map[int]int) {
	for row := range min(len(r.Cells), 50) {
		rounds := map[int]int{}
		last := 0
		for col := range r.Cells[row] {
			h := mirror.Normal(told(r, row, col))
			n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(h, "round")))
			switch {
			case strings.HasPrefix(h, "round") && err == nil && n > 0:
				rounds[col], last = n, max(last, n)
			case (h == "finals" || h == "final") && last > 0:
				rounds[col] = last + 1
			}
		}
		if len(rounds) > 0 {
			return row, rounds
		}
	}
	return -1, nil
}

// blocks reads "Lobby A" in the first column that has it, and below it a player in one of the first three columns with a
// place under each round, until the next block or an empty row.
func blocks(r mirror.Reading) Tab {
	top, rounds := roundsIn(r)
	if top < 0 {
		return Tab{}
	}
	t := Tab{Layout: Blocks}
	current := ""
	for row := top + 1; row < len(r.Cells); row++ {
		if name, ok := blockName(told(r, row, 0)); ok {
			current = name
			if !slices.Contains(t.Lobbies, name) {
				t.Lobbies = append(t.Lobbies, name)
			}
		}
		player := playerIn(r, row)
		if current == "" || player == "" {
			continue
		}
		for col, n := range rounds {
			t.Rounds = max(t.Rounds, n)
			t.Places = append(t.Places, Place{Round: n, Lobby: current, Player: player, Place: mirror.Round(n).Told(r.At(row, col))})
		}
	}
	if len(t.Lobbies) == 0 || len(t.Places) == 0 {
		return Tab{}
	}
	t.sort()
	return t
}

// blockName reads "Lobby A".
func blockName(s string) (string, bool) {
	rest, ok := strings.CutPrefix(mirror.Normal(s), "lobby ")
	rest = strings.ToUpper(strings.TrimSpace(rest))
	return rest, ok && len(rest) >= 1 && len(rest) <= 2 && strings.Trim(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// playerIn returns the first text in the first three columns of a row that is neither a number nor the name of a block.
func playerIn(r mirror.Reading, row int) string {
	for col := range 3 {
		s := told(r, row, col)
		if _, block := blockName(s); s == "" || block {
			continue
		}
		if strings.Trim(s, "0123456789.") != "" {
			return s
		}
	}
	return ""
}

// pairsFrom is the first column of names in the layout of pairs; each round takes four columns.
const pairsFrom, pairsStep, pairsTop = 2, 4, 2

// pairs reads C/D, G/H, K/L and O/P below two rows of headers: names with a tag, and places beside them.
func pairs(r mirror.Reading) Tab {
	t := Tab{Layout: Pairs}
	for n := range 4 {
		name := pairsFrom + n*pairsStep
		found := 0
		for row := pairsTop; row < len(r.Cells); row++ {
			player, place := told(r, row, name), mirror.Round(1).Told(r.At(row, name+1))
			if player == "" {
				continue
			}
			if _, err := strconv.Atoi(place); err != nil && place != "" && place != mirror.DidNotPlay {
				return Tab{}
			}
			if strings.Contains(player, "#") && place != "" {
				found++
			}
			t.Places = append(t.Places, Place{Round: n + 1, Player: player, Place: place})
		}
		if n == 0 && found < 2 {
			return Tab{}
		}
		if found > 0 {
			t.Rounds = n + 1
		}
	}
	t.Places = slices.DeleteFunc(t.Places, func(p Place) bool { return p.Round > t.Rounds })
	return t
}

func (t *Tab) sort() {
	slices.SortStableFunc(t.Places, func(a, b Place) int {
		if a.Round != b.Round {
			return a.Round - b.Round
		}
		return strings.Compare(a.Lobby, b.Lobby)
	})
}
