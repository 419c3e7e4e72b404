package board

import (
	"strconv"
	"strings"

	"matchday/app/tournament"
)

// The tabs of a public board.
const (
	Standings = "standings"
	Lobbies   = "lobbies"
	Players   = "players"
)

// Tabs are the tabs of a public board in their order.
func Tabs() []string { return []string{Standings, Lobbies, Players} }

// Address is where a tab of the public board is.
func Address(b *tournament.Board, tab string) string {
	return "/t/" + strconv.FormatInt(b.Tournament.ID, 10) + "/" + tab
}

// TabNow is the tab that says most about a night where it stands.
func TabNow(b *tournament.Board) string {
	switch {
	case played(b):
		return Standings
	case b.Phase == tournament.PhaseRounds:
		return Lobbies
	}
	return Players
}

func title(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func tagOf(name string) string {
	if _, tag := Split(name); tag != "" {
		return "#" + tag
	}
	return ""
}

// teamNames lists who plays in a team.
func teamNames(r tournament.Row) string {
	names := make([]string, len(r.People))
	for i, m := range r.People {
		names[i] = short(m.InGame)
	}
	return strings.Join(names, ", ")
}

func seatsNote(b *tournament.Board) string {
	if b.Tournament.Stage != tournament.Preparing {
		return ""
	}
	if free := b.Counts.Free(); free > 0 {
		return count(free, "seat free", "seats free")
	}
	return "all seats taken"
}

func lobbyNote(r tournament.RoundReading, l tournament.LobbyReading) string {
	state := "playing"
	if l.Done() {
		state = "done"
	}
	return "round " + itoa(r.Number) + ", " + state
}

// placeText is what stands before a name in a lobby: the place, or a sign that there is none.
func placeText(l tournament.Lobby, s tournament.Seat) string {
	switch {
	case s.Outcome == tournament.Struck:
		return "dq"
	case s.Outcome == tournament.Absent:
		return "abs."
	case l.Done():
		return itoa(s.Place)
	}
	return "·"
}

func seatPoints(s tournament.SeatReading) string {
	if s.Outcome != tournament.Played {
		return "0"
	}
	return "+" + itoa(s.Points)
}
