// Package header finds what the columns of a Sheet hold that nobody has mapped yet.
package header

import (
	"slices"
	"strconv"
	"strings"

	"matchday/app/mirror"
)

// Column is one column of a tab as it stands, with what it seems to hold.
type Column struct {
	At      int
	Header  string       // as it stands
	Field   mirror.Field // empty when nothing is proposed
	Guess   bool         // the header only contains the words
	Samples []string     // up to three values below it
	Note    string       // why nothing is proposed although the words fit
}

// Proposal is what a tab seems to be.
type Proposal struct {
	Kind    mirror.Kind // empty when it seems to be none of ours
	Header  int         // row of the headers, from 0; -1 when there is none
	Columns []Column    // every column with a header, from the left
	Rows    int         // rows below the headers that hold something
	Lacks   []mirror.Field
}

// searched is how many rows are looked at for headers.
const searched = 50

// Propose looks for headers in a tab and says what its columns hold: exact words first, then headers that contain them,
// each column and each field used once. A wrong proposal is corrected by hand; nothing is mapped by it.
func Propose(r mirror.Reading, title string) Proposal {
	best := Proposal{Header: -1}
	score := 0
	for _, kind := range mirror.Kinds() {
		for row := range min(len(r.Cells), searched) {
			p, s := at(r, row, kind)
			if s > 0 && named(title, kind) {
				s++
			}
			if s > score {
				best, score = p, s
			}
		}
	}
	if best.Header >= 0 {
		best.fill(r)
	}
	return best
}

// ProposeAt is Propose for a kind and a row of headers that staff have chosen.
func ProposeAt(r mirror.Reading, row int, kind mirror.Kind) Proposal {
	p, _ := at(r, row, kind)
	p.Kind, p.Header = kind, row
	p.fill(r)
	return p
}

// named reports whether the title of a tab says what it is for.
func named(title string, kind mirror.Kind) bool {
	t := strings.ToLower(title)
	switch kind {
	case mirror.Players:
		return strings.Contains(t, "player") || strings.Contains(t, "database") || strings.Contains(t, "roster") || strings.Contains(t, "entries")
	case mirror.Lobbies:
		return strings.Contains(t, "lobb")
	case mirror.Standings:
		return strings.Contains(t, "standing") || strings.Contains(t, "ranking")
	}
	return false
}

// at reads one row as headers of a kind. The score counts the fields found; it is 0 when those are missing without which
// the tab is of no use.
func at(r mirror.Reading, row int, kind mirror.Kind) (Proposal, int) {
	p := Proposal{Kind: kind, Header: row}
	if row >= len(r.Cells) {
		return p, 0
	}
	for col := range r.Cells[row] {
		if text := told(r, row, col); strings.TrimSpace(text) != "" {
			p.Columns = append(p.Columns, Column{At: col, Header: text})
		}
	}
	used := map[mirror.Field]int{}
	for i := range p.Columns {
		p.Columns[i].take(exact(kind, p.Columns[i].Header), used, false)
	}
	for i := range p.Columns {
		if p.Columns[i].Field == "" && p.Columns[i].Note == "" {
			p.Columns[i].take(within(kind, p.Columns[i].Header), used, true)
		}
	}
	exacts, guesses := 0, 0
	for _, c := range p.Columns {
		switch {
		case c.Field != "" && c.Guess:
			guesses++
		case c.Field != "":
			exacts++
		}
	}
	has := func(f mirror.Field) bool { _, ok := used[f]; return ok }
	switch {
	case kind == mirror.Players && !has(mirror.Discord) && !has(mirror.InGame),
		kind == mirror.Lobbies && (!has(mirror.Player) || !has(mirror.Round(1))),
		kind == mirror.Standings && (!has(mirror.Rank) || !has(mirror.Player)),
		exacts == 0 && guesses < 3, exacts+guesses < 2:
		return p, 0
	}
	return p, 2*exacts + guesses
}

func (c *Column) take(f mirror.Field, used map[mirror.Field]int, guess bool) {
	if f == "" {
		return
	}
	if at, twice := used[f]; twice {
		if !guess {
			c.Note = "Column " + mirror.Letters(at) + " holds " + f.Title() + " already."
		}
		return
	}
	c.Field, c.Guess = f, guess
	used[f] = c.At
}

// fill counts the rows and takes samples.
func (p *Proposal) fill(r mirror.Reading) {
	for row := p.Header + 1; row < len(r.Cells); row++ {
		some := false
		for i := range p.Columns {
			c := &p.Columns[i]
			text := strings.TrimSpace(told(r, row, c.At))
			if text == "" || text == mirror.No && c.Field.Checkbox() {
				continue
			}
			some = some || c.Field != ""
			if len(c.Samples) < 3 {
				c.Samples = append(c.Samples, text)
			}
		}
		if some {
			p.Rows++
		}
	}
	wanted := map[mirror.Kind][]mirror.Field{
		mirror.Players: {mirror.Discord, mirror.InGame, mirror.Registered, mirror.CheckedIn}, mirror.Lobbies: {mirror.Player, mirror.Round(1)},
		mirror.Standings: {mirror.Rank, mirror.Player, mirror.Total},
	}
	for _, f := range wanted[p.Kind] {
		if !slices.ContainsFunc(p.Columns, func(c Column) bool { return c.Field == f }) {
			p.Lacks = append(p.Lacks, f)
		}
	}
}

// Tab makes the mapping that is proposed. sheet and title are Google's of the tab.
func (p Proposal) Tab(sheet int64, title string) mirror.Tab {
	t := mirror.Tab{Kind: p.Kind, Sheet: sheet, Title: title, Header: p.Header, Key: -1}
	for _, c := range p.Columns {
		if c.Field == "" {
			continue
		}
		way := c.Field.Ways()[0]
		if p.Kind == mirror.Standings {
			way = mirror.Ours
		}
		t.Columns = append(t.Columns, mirror.Column{Field: c.Field, Header: c.Header, At: c.At, Way: way})
	}
	return t
}

func told(r mirror.Reading, row, col int) string { return mirror.Field("").Told(r.At(row, col)) }

// words are the headers under which each field is known.
func words(kind mirror.Kind) map[mirror.Field][]string {
	switch kind {
	case mirror.Players:
		return map[mirror.Field][]string{
			mirror.Discord:    {"discord", "discord tag", "discord name", "discord username", "discord user", "discord handle", "discord id"},
			mirror.Pronouns:   {"pronouns", "pronoun"},
			mirror.InGame:     {"username", "ign", "in-game name", "in game name", "ingame name", "riot id", "riot name", "tournament ign", "player ign", "pbe in-game name", "game name", "summoner name"},
			mirror.AltNames:   {"alternative igns", "alternative ign", "alternate igns", "alt igns", "alt ign", "alts", "other igns", "other names", "main ign / alternative igns", "main ign"},
			mirror.Team:       {"team", "team name"},
			mirror.Registered: {"registered", "registration", "is registered"},
			mirror.CheckedIn:  {"checked in", "checked-in", "check in", "check-in", "checkin", "is checked in"},
			mirror.Seed:       {"seed", "seeding"},
			mirror.State:      {"state", "status"},
		}
	case mirror.Lobbies:
		return map[mirror.Field][]string{
			mirror.Lobby: {"lobby", "group"}, mirror.Player: {"player", "players", "name", "team", "player / team"},
			mirror.Total: {"total", "points", "total points"},
		}
	case mirror.Standings:
		return map[mirror.Field][]string{
			mirror.Rank: {"rank", "#", "place", "standing", "position"}, mirror.Player: {"player", "players", "name", "team", "player / team"},
			mirror.Total: {"total", "points", "total points", "score"},
		}
	}
	return nil
}

// fields lists those of a kind in a fixed order, so that the same Sheet is always read the same way.
func fields(kind mirror.Kind) []mirror.Field { return kind.Fields(0, true) }

func exact(kind mirror.Kind, header string) mirror.Field {
	h := mirror.Normal(header)
	if f := round(kind, h); f != "" {
		return f
	}
	for _, f := range fields(kind) {
		if slices.Contains(words(kind)[f], h) {
			return f
		}
	}
	return ""
}

// round reads "Round 2", "R2", "Rd. 2" and "Game 2".
func round(kind mirror.Kind, h string) mirror.Field {
	if kind == mirror.Players {
		return ""
	}
	for _, prefix := range []string{"round", "rd", "r", "game"} {
		rest, ok := strings.CutPrefix(h, prefix)
		n, err := strconv.Atoi(strings.Trim(rest, " .-:"))
		if ok && err == nil && n >= 1 && n <= 99 {
			return mirror.Round(n)
		}
	}
	return ""
}

// within finds the field whose words a header contains as whole words: "Player's Riot ID". Only words of four letters or
// more count, the longest first, so that "Seed" never becomes check-in for its letters.
func within(kind mirror.Kind, header string) mirror.Field {
	h := " " + strings.Map(func(r rune) rune {
		if strings.ContainsRune("/()[],.;:!?\"'-_", r) {
			return ' '
		}
		return r
	}, mirror.Normal(header)) + " "
	h = strings.Join(strings.Fields(h), " ")
	var best mirror.Field
	length := 0
	for _, f := range fields(kind) {
		for _, w := range words(kind)[f] {
			plain := strings.Join(strings.Fields(strings.ReplaceAll(strings.ReplaceAll(w, "-", " "), "/", " ")), " ")
			if len(plain) >= 4 && len(plain) > length && strings.Contains(" "+h+" ", " "+plain+" ") {
				best, length = f, len(plain)
			}
		}
	}
	return best
}

// Finals gives a column "Finals" the round after the last numbered one, as the old Sheets have it.
func Finals(p Proposal) Proposal {
	last := 0
	for _, c := range p.Columns {
		last = max(last, c.Field.Round())
	}
	for i, c := range p.Columns {
		if h := mirror.Normal(c.Header); c.Field == "" && (h == "finals" || h == "final") && last > 0 {
			p.Columns = slices.Clone(p.Columns)
			p.Columns[i].Field = mirror.Round(last + 1)
		}
	}
	return p
}
