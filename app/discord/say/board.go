package say

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"matchday/app/tournament"
)

// Format writes what kind of night it is: "Solo · 32 seats · 4 rounds in lobbies of 8".
func Format(r tournament.Rules) string {
	kind := "Solo"
	if r.TeamSize > 1 {
		kind = "Teams of " + strconv.Itoa(r.TeamSize)
	}
	return fmt.Sprintf("%s · %d seats · %s in lobbies of %d", kind, r.Cap, tournament.Count(r.Rounds, "round", "rounds"), r.LobbySize)
}

// Starts writes when the first round is to start, or that this is not known.
func Starts(t tournament.Tournament) string {
	if t.Times.Starts.IsZero() {
		return "The time will be announced here."
	}
	return When(t.Times.Starts) + " (" + FromNow(t.Times.Starts) + ")"
}

// Registration says how registration stands, and what comes next of it.
func Registration(t tournament.Tournament) string {
	return door("Registration", t.Registration, t.Times.RegistrationOpens, t.Times.RegistrationCloses)
}

// CheckIn says how check-in stands, and what comes next of it.
func CheckIn(t tournament.Tournament) string {
	return door("Check-in", t.CheckIn, t.Times.CheckInOpens, t.Times.CheckInCloses)
}

func door(what string, d tournament.Door, opens, closes time.Time) string {
	switch {
	case d == tournament.Shut:
		return what + " is closed."
	case d == tournament.Open && closes.IsZero():
		return "**" + what + " is open.**"
	case d == tournament.Open:
		return "**" + what + " is open** until " + Short(closes) + " (" + FromNow(closes) + ")."
	case opens.IsZero():
		return what + " is not open yet."
	}
	return what + " opens " + Short(opens) + " (" + FromNow(opens) + ")."
}

// Seats says how full it is, with a bar. That new entries wait in line is said while they can be made.
func Seats(b *tournament.Board) string {
	c := b.Counts
	line := fmt.Sprintf("%s **%d** of %d seats", Bar(c.Seated, c.Seats), c.Seated, c.Seats)
	switch {
	case c.Seated > c.Seats:
		return line + " · nobody moves up until there is room"
	case c.Free() == 0 && b.Tournament.Registration == tournament.Open:
		return line + " · full, new entries wait in line"
	case c.Free() == 0:
		return line + " · full"
	}
	return line + fmt.Sprintf(" · %d free", c.Free())
}

// Present says how many of those with a seat have checked in, with a bar.
func Present(c tournament.Counts) string {
	return fmt.Sprintf("%s **%d** of %d checked in", Bar(c.CheckedIn, c.Seated), c.CheckedIn, c.Seated)
}

// InLine writes the lines of a waitlist.
func InLine(rows []tournament.Row) []string {
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = fmt.Sprintf("%d\\. %s", r.Position, Esc(r.Name))
		if r.Ready {
			lines[i] += " · here"
		}
	}
	return lines
}

// Lobby writes one lobby on a line: who sits in it, by place once there is a result.
func Lobby(l tournament.LobbyReading) string {
	var seats []string
	for _, s := range l.Seats {
		seats = append(seats, Seat(l, s))
	}
	sep := ", "
	if l.Done() {
		sep = " · "
	}
	return "**" + Esc(l.Name) + "** " + strings.Join(seats, sep)
}

// Seat writes one seat: the name, behind its place once there is one.
func Seat(l tournament.LobbyReading, s tournament.SeatReading) string {
	switch {
	case s.Outcome == tournament.Absent:
		return "~~" + Esc(s.Row.Name) + "~~ absent"
	case s.Outcome == tournament.Struck:
		return "~~" + Esc(s.Row.Name) + "~~ disqualified"
	case l.Done():
		return strconv.Itoa(s.Place) + " " + Esc(s.Row.Name)
	}
	return Esc(s.Row.Name)
}

// Standings writes the lines of a table: rank, name, points, ranks gained or lost.
func Standings(b *tournament.Board) []string {
	lines := make([]string, len(b.Standings))
	for i, s := range b.Standings {
		lines[i] = "**" + s.RankText() + "** " + Esc(NameIn(b, s)) + " · " + tournament.Count(s.Total, "point", "points")
		switch {
		case s.State == tournament.Disqualified:
			lines[i] = "– " + Esc(NameIn(b, s)) + " · disqualified"
		case s.Moved > 0:
			lines[i] += " ▲" + strconv.Itoa(s.Moved)
		case s.Moved < 0:
			lines[i] += " ▼" + strconv.Itoa(-s.Moved)
		}
	}
	return lines
}

// NameIn returns the name under which a board shows a standing.
func NameIn(b *tournament.Board, s tournament.Standing) string {
	if r, ok := b.Row(s.Entry); ok {
		return r.Name
	}
	return s.Name
}

// More returns the line that stands for what did not fit: "and 12 more", and what follows.
func More(follows string) func(int) string {
	return func(left int) string { return fmt.Sprintf("-# and %d more%s", left, follows) }
}
