// Package board reads a game for showing: line score, box score, the plays in words, the scorebug, the plays that decided
// it. Readings are plain data with ready text in it, so that Discord, a web page and an overlay show the same.
//
// A reading needs the game as it stands; those about plays need the results that Apply answered, in order.
package board

import (
	"fmt"
	"slices"
	"strings"

	"matchday/app/baseball"
	"matchday/app/baseball/score"
)

// LineScore is the score by innings.
type LineScore struct {
	Teams  [2]TeamLine `json:"teams"`  // away, home
	Status string      `json:"status"` // "Top 5", "Final", "Final/11"
}

// TeamLine is one row of a line score. Innings are runs as text: "x" where the home side did not have to bat, empty
// where nothing has been played yet.
type TeamLine struct {
	Abbrev  string   `json:"abbrev"`
	Name    string   `json:"name"`
	Color   string   `json:"color,omitzero"`
	Innings []string `json:"innings"`
	R       int      `json:"r"`
	H       int      `json:"h"`
	E       int      `json:"e"`
}

// Line reads the line score. It shows at least the innings of regulation.
func Line(g *baseball.Game) LineScore {
	columns := max(int(g.Setup.Rules.Innings), int(g.Inning))
	l := LineScore{Status: status(g)}
	for side := range l.Teams {
		c := &g.Setup.Clubs[side]
		b := &g.Book
		t := TeamLine{Abbrev: c.Abbrev, Name: c.Name, Color: c.Color, R: int(g.Score[side]), H: int(b.H[side]), E: int(b.E[side])}
		for i := range columns {
			t.Innings = append(t.Innings, cell(g, baseball.Side(side), i))
		}
		l.Teams[side] = t
	}
	return l
}

func cell(g *baseball.Game, side baseball.Side, i int) string {
	done := g.Book.Innings[side]
	switch {
	case i < len(done):
		return fmt.Sprint(done[i])
	case g.Over() && side == baseball.Home && i == int(g.Inning)-1:
		return "x"
	case !g.Over() && side == g.Half && i == int(g.Inning)-1:
		return fmt.Sprint(g.Book.Turn)
	}
	return ""
}

// status says where a game stands: "Top 5", "Bottom 9", "Final", "Final/11", "Given up".
func status(g *baseball.Game) string {
	switch {
	case g.Status == baseball.GivenUp:
		return "Given up"
	case g.Over() && g.Inning != g.Setup.Rules.Innings:
		return fmt.Sprintf("Final/%d", g.Inning)
	case g.Over():
		return "Final"
	}
	return fmt.Sprintf("%s %d", halfWord(g.Half), g.Inning)
}

func halfWord(half baseball.Side) string {
	if half == baseball.Home {
		return "Bottom"
	}
	return "Top"
}

// String draws the line score in monospaced letters.
func (l LineScore) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-5s", "")
	for i := range l.Teams[0].Innings {
		fmt.Fprintf(&b, "%3d", i+1)
	}
	b.WriteString("    R  H  E\n")
	for _, t := range l.Teams {
		fmt.Fprintf(&b, "%-5s", t.Abbrev)
		for _, c := range t.Innings {
			fmt.Fprintf(&b, "%3s", c)
		}
		fmt.Fprintf(&b, "   %2d %2d %2d\n", t.R, t.H, t.E)
	}
	return b.String()
}

// BoxScore is what everybody did.
type BoxScore struct {
	Line  LineScore  `json:"line"`
	Teams [2]TeamBox `json:"teams"`
}

// TeamBox is one side of a box score.
type TeamBox struct {
	Abbrev   string        `json:"abbrev"`
	Name     string        `json:"name"`
	Batters  []BatterRow   `json:"batters"`
	Total    score.BatLine `json:"total"`
	Left     int           `json:"left_on_base"`
	Turned   int           `json:"double_plays"`
	Notes    []string      `json:"notes"` // "2B: Calloway 2, Osprey." and the like
	Pitchers []PitcherRow  `json:"pitchers"`
}

// BatterRow is one batter. Rows of a slot follow one another; Sub is true for everybody but the first.
type BatterRow struct {
	Slot   int           `json:"slot"` // 1 to 9
	Sub    bool          `json:"sub,omitzero"`
	Player uint8         `json:"player"` // place on the roster
	Name   string        `json:"name"`
	At     string        `json:"at"` // "SS", "PH-LF"
	Line   score.BatLine `json:"line"`
}

// PitcherRow is one pitcher, in the order in which they came.
type PitcherRow struct {
	Player   uint8         `json:"player"`
	Name     string        `json:"name"`
	IP       string        `json:"ip"`
	Decision string        `json:"decision,omitzero"` // "W", "L", "S", "H", "BS", "BS, W"
	Line     score.ArmLine `json:"line"`
}

// Box reads the box score.
func Box(g *baseball.Game) BoxScore {
	b := BoxScore{Line: Line(g)}
	for side := range b.Teams {
		b.Teams[side] = team(g, baseball.Side(side))
	}
	return b
}

func team(g *baseball.Game, side baseball.Side) TeamBox {
	c := &g.Setup.Clubs[side]
	t := TeamBox{Abbrev: c.Abbrev, Name: c.Name, Left: int(g.Book.Left[side]), Turned: int(g.Book.Turned[side])}
	for slot := range uint8(9) {
		for _, a := range g.Book.Appearances {
			if a.Side != side || a.Slot != slot {
				continue
			}
			if n := len(t.Batters); n > 0 && t.Batters[n-1].Slot == int(slot)+1 && t.Batters[n-1].Player == a.Player {
				t.Batters[n-1].At += "-" + a.At.String()
				continue
			}
			sub := len(t.Batters) > 0 && t.Batters[len(t.Batters)-1].Slot == int(slot)+1
			t.Batters = append(t.Batters, BatterRow{Slot: int(slot) + 1, Sub: sub, Player: a.Player, Name: c.Roster[a.Player].Name,
				At: a.At.String(), Line: g.Book.Bat[side][a.Player]})
		}
	}
	for i := range c.Roster {
		plus(&t.Total, g.Book.Bat[side][i])
	}
	t.Notes = notes(g, side)
	t.Pitchers = pitchers(g, side)
	return t
}

func plus(sum *score.BatLine, l score.BatLine) {
	sum.PA += l.PA
	sum.AB += l.AB
	sum.R += l.R
	sum.H += l.H
	sum.Doubles += l.Doubles
	sum.Triples += l.Triples
	sum.HR += l.HR
	sum.RBI += l.RBI
	sum.BB += l.BB
	sum.IBB += l.IBB
	sum.HBP += l.HBP
	sum.SO += l.SO
	sum.SH += l.SH
	sum.SF += l.SF
	sum.GDP += l.GDP
	sum.SB += l.SB
	sum.CS += l.CS
	sum.E += l.E
	sum.PB += l.PB
}

// notes are the lines under a box score: who had what, with counts above one.
func notes(g *baseball.Game, side baseball.Side) []string {
	var all []string
	for _, n := range []struct {
		what string
		of   func(score.BatLine) uint8
	}{
		{"2B", func(l score.BatLine) uint8 { return l.Doubles }}, {"3B", func(l score.BatLine) uint8 { return l.Triples }},
		{"HR", func(l score.BatLine) uint8 { return l.HR }}, {"RBI", func(l score.BatLine) uint8 { return l.RBI }},
		{"SB", func(l score.BatLine) uint8 { return l.SB }}, {"CS", func(l score.BatLine) uint8 { return l.CS }},
		{"SH", func(l score.BatLine) uint8 { return l.SH }}, {"SF", func(l score.BatLine) uint8 { return l.SF }},
		{"HBP", func(l score.BatLine) uint8 { return l.HBP }}, {"GIDP", func(l score.BatLine) uint8 { return l.GDP }},
		{"E", func(l score.BatLine) uint8 { return l.E }}, {"PB", func(l score.BatLine) uint8 { return l.PB }},
	} {
		var who []string
		for i := range g.Setup.Clubs[side].Roster {
			switch k := n.of(g.Book.Bat[side][i]); {
			case k == 1:
				who = append(who, last(g.Setup.Clubs[side].Roster[i].Name))
			case k > 1:
				who = append(who, fmt.Sprintf("%s %d", last(g.Setup.Clubs[side].Roster[i].Name), k))
			}
		}
		if len(who) > 0 {
			all = append(all, n.what+": "+strings.Join(who, ", ")+".")
		}
	}
	return all
}

func pitchers(g *baseball.Game, side baseball.Side) []PitcherRow {
	var rows []PitcherRow
	for i := range g.Setup.Clubs[side].Roster {
		l := g.Book.Arm[side][i]
		if l.Order == 0 {
			continue
		}
		rows = append(rows, PitcherRow{Player: uint8(i), Name: g.Setup.Clubs[side].Roster[i].Name, IP: l.IP(), Decision: decision(l.Flags), Line: l})
	}
	slices.SortFunc(rows, func(a, b PitcherRow) int { return int(a.Line.Order) - int(b.Line.Order) })
	return rows
}

func decision(r score.Record) string {
	var marks []string
	for _, m := range []struct {
		flag score.Record
		mark string
	}{{score.Held, "H"}, {score.Blown, "BS"}, {score.Won, "W"}, {score.Lost, "L"}, {score.Saved, "S"}} {
		if r.Has(m.flag) {
			marks = append(marks, m.mark)
		}
	}
	return strings.Join(marks, ", ")
}

// last returns the name that a broadcaster says: what stands after the last space.
func last(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }

// String draws the box score in monospaced letters, for logs and for Discord's code blocks.
func (b BoxScore) String() string {
	var w strings.Builder
	w.WriteString(b.Line.String())
	for _, t := range b.Teams {
		fmt.Fprintf(&w, "\n%-26s %2s %2s %2s %3s %2s %2s\n", t.Name, "AB", "R", "H", "RBI", "BB", "K")
		for _, r := range t.Batters {
			name := last(r.Name) + " " + r.At
			if r.Sub {
				name = "  " + name
			}
			row(&w, name, r.Line)
		}
		row(&w, "Total", t.Total)
		fmt.Fprintf(&w, "LOB: %d. DP: %d. %s\n", t.Left, t.Turned, strings.Join(t.Notes, " "))
		fmt.Fprintf(&w, "%-26s %4s %2s %2s %2s %2s %2s\n", "", "IP", "H", "R", "ER", "BB", "K")
		for _, p := range t.Pitchers {
			name := last(p.Name)
			if p.Decision != "" {
				name += " (" + p.Decision + ")"
			}
			fmt.Fprintf(&w, "%-26s %4s %2d %2d %2d %2d %2d\n", name, p.IP, p.Line.H, p.Line.R, p.Line.ER, p.Line.BB, p.Line.SO)
		}
	}
	return w.String()
}

func row(w *strings.Builder, name string, l score.BatLine) {
	fmt.Fprintf(w, "%-26s %2d %2d %2d %3d %2d %2d\n", name, l.AB, l.R, l.H, l.RBI, l.BB, l.SO)
}
