package mirror

import (
	"slices"
	"strconv"
	"strings"

	"matchday/app/tournament"
)

// PersonKey is the key of a person's row in the tab of players. It names the tournament, so that a Sheet that was copied
// from another night is recognised, and the person, who keeps the row whatever becomes of the entry.
func PersonKey(tournamentID, person int64) string {
	return "t" + strconv.FormatInt(tournamentID, 10) + "p" + strconv.FormatInt(person, 10)
}

// EntryKey is the key of an entry's row in the tab of lobbies.
func EntryKey(tournamentID, entry int64) string {
	return "t" + strconv.FormatInt(tournamentID, 10) + "e" + strconv.FormatInt(entry, 10)
}

// PlaceKey is the key of the n-th row of a tab whose rows are found by their place; it stands in no cell.
func PlaceKey(n int) string { return "row" + strconv.Itoa(n+1) }

// Owner returns the person or entry that a key of the tournament names, 0 for any other text.
func Owner(tournamentID int64, key string) (person, entry int64) {
	rest, ok := strings.CutPrefix(key, "t"+strconv.FormatInt(tournamentID, 10))
	if !ok || len(rest) < 2 {
		return 0, 0
	}
	id, err := strconv.ParseInt(rest[1:], 10, 64)
	switch {
	case err != nil || id < 1:
		return 0, 0
	case rest[0] == 'p':
		return id, 0
	case rest[0] == 'e':
		return 0, id
	}
	return 0, 0
}

// Ours returns the rows of a tab as the league has them: first those that hold a seat, in line, then those that wait, then
// those that have left.
func (t Tab) Ours(b *tournament.Board, link Link) []OurRow {
	switch t.Kind {
	case Players:
		return t.ourPlayers(b, link)
	case Lobbies:
		return t.ourLobbies(b)
	case Standings:
		return t.ourStandings(b)
	}
	return nil
}

func (t Tab) ourPlayers(b *tournament.Board, link Link) []OurRow {
	var out []OurRow
	seen := map[int64]bool{}
	for _, rows := range [][]tournament.Row{b.Seated, b.Waitlist, b.Left} {
		for _, r := range rows {
			for _, m := range r.People {
				if seen[m.Person] {
					continue // an earlier entry of somebody who came back
				}
				seen[m.Person] = true
				o := OurRow{Key: PersonKey(b.Tournament.ID, m.Person), Values: make([]string, len(t.Columns)), Stays: r.Entry.State.Active(), Link: link.To(m.InGame)}
				for i, c := range t.Columns {
					o.Values[i] = playerCell(c.Field, r, m)
				}
				out = append(out, o)
			}
		}
	}
	return out
}

func playerCell(f Field, r tournament.Row, m tournament.MemberReading) string {
	switch f {
	case Discord:
		return m.Name
	case State:
		if r.Entry.State == tournament.Waiting {
			return "waitlist " + strconv.Itoa(r.Position)
		}
		return string(r.Entry.State)
	}
	return CellOf(f, r.Entry, m.Member)
}

// CellOf tells what the league has for a field of a person that staff can edit; other fields are empty.
func CellOf(f Field, e tournament.Entry, m tournament.Member) string {
	switch f {
	case Pronouns:
		return m.Pronouns
	case InGame:
		return m.InGame
	case AltNames:
		return m.AltNames
	case Team:
		return e.Name
	case Registered:
		return yes(e.State == tournament.Seated)
	case CheckedIn:
		return yes(e.State.Active() && !m.CheckIn.IsZero())
	case Seed:
		if e.Seed > 0 {
			return strconv.Itoa(e.Seed)
		}
	}
	return ""
}

func yes(is bool) string {
	if is {
		return Yes
	}
	return No
}

// ourLobbies has a row for every entry that sits in a lobby of some round, in the order of the current round's lobbies.
func (t Tab) ourLobbies(b *tournament.Board) []OurRow {
	totals := map[int64]int{}
	for _, s := range b.Standings {
		totals[s.Entry] = s.Total
	}
	sits := sittings(b)
	var out []OurRow
	seen := map[int64]bool{}
	for _, round := range slices.Backward(b.Rounds) {
		for _, l := range round.Lobbies {
			for _, s := range l.Seats {
				if seen[s.Entry] {
					continue
				}
				seen[s.Entry] = true
				o := OurRow{Key: EntryKey(b.Tournament.ID, s.Entry), Values: make([]string, len(t.Columns)), Stays: true}
				for i, c := range t.Columns {
					o.Values[i] = lobbyCell(c.Field, b, s.Entry, totals[s.Entry], sits)
				}
				out = append(out, o)
			}
		}
	}
	return out
}

// sitting is where an entry sits in one round.
type sitting struct {
	lobby string
	seat  tournament.Seat
}

// sittings returns them by round and entry.
func sittings(b *tournament.Board) map[int]map[int64]sitting {
	all := map[int]map[int64]sitting{}
	for _, r := range b.Rounds {
		all[r.Number] = map[int64]sitting{}
		for _, l := range r.Lobbies {
			for _, s := range l.Seats {
				all[r.Number][s.Entry] = sitting{l.Name, s.Seat}
			}
		}
	}
	return all
}

func lobbyCell(f Field, b *tournament.Board, entry int64, total int, sits map[int]map[int64]sitting) string {
	switch f {
	case Player:
		r, _ := b.Row(entry)
		return r.Name
	case Lobby:
		return sits[b.Tournament.Round][entry].lobby
	case Total:
		return strconv.Itoa(total)
	}
	return PlaceOf(sits[f.Round()][entry].seat)
}

// PlaceOf tells the result of a seat: its place, why it has none, or nothing while none is recorded.
func PlaceOf(s tournament.Seat) string {
	switch {
	case s.Outcome == tournament.Absent:
		return DidNotPlay
	case s.Outcome == tournament.Struck:
		return Disqualified
	case s.Place > 0:
		return strconv.Itoa(s.Place)
	}
	return ""
}

func (t Tab) ourStandings(b *tournament.Board) []OurRow {
	out := make([]OurRow, 0, len(b.Standings))
	for i, s := range b.Standings {
		o := OurRow{Key: PlaceKey(i), Values: make([]string, len(t.Columns)), Stays: true}
		for j, c := range t.Columns {
			o.Values[j] = standingCell(c.Field, b, s)
		}
		out = append(out, o)
	}
	return out
}

func standingCell(f Field, b *tournament.Board, s tournament.Standing) string {
	switch f {
	case Rank:
		return s.RankText()
	case Player:
		r, _ := b.Row(s.Entry)
		return r.Name
	case Total:
		return strconv.Itoa(s.Total)
	}
	for _, score := range s.Scores {
		if score.Round == f.Round() && score.Done {
			return PlaceOf(tournament.Seat{Place: score.Place, Outcome: score.Outcome})
		}
	}
	return ""
}
