package board

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"matchday/app/tournament"
	"matchday/views/ui"
)

// Split divides an in-game name such as "Sugar Comet#NA1" into the name and what stands behind the sign, which is shown
// smaller. A name without the sign, or with nothing on one side of it, stays whole.
func Split(name string) (short, tag string) {
	i := strings.LastIndexByte(name, '#')
	if i <= 0 || i == len(name)-1 {
		return name, ""
	}
	return strings.TrimSpace(name[:i]), strings.TrimSpace(name[i+1:])
}

// short is the name of an entry as everybody may read it: the team, or the in-game name without its tag.
func short(name string) string {
	s, _ := Split(name)
	return s
}

func itoa(n int) string { return strconv.Itoa(n) }

func id(prefix string, n int64) string { return prefix + "-" + strconv.FormatInt(n, 10) }

// count writes "1 seat", "5 seats".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return itoa(n) + " " + many
}

// kind writes "solo" or "teams of 2".
func kind(r tournament.Rules) string {
	if r.TeamSize == 1 {
		return "solo"
	}
	return "teams of " + itoa(r.TeamSize)
}

// who are those who take part, in words.
func who(r tournament.Rules, n int) string {
	if r.TeamSize == 1 {
		return count(n, "player", "players")
	}
	return count(n, "team", "teams")
}

// When writes the start of a tournament as people say it: "Saturday, 7:00 PM EST", with the date when that is not within
// the week before made.
func When(t tournament.Tournament, made time.Time) string {
	at := t.Times.Starts
	if at.IsZero() {
		return ""
	}
	at = at.In(t.Location())
	if d := at.Sub(made); d > -12*time.Hour && d < 6*24*time.Hour {
		return at.Format("Monday, 3:04 PM MST")
	}
	return at.Format("Monday, Jan 2, 3:04 PM MST")
}

// Sentence says when and how a tournament is played, for the top of a staff page.
func Sentence(t tournament.Tournament) string {
	r := t.Rules
	parts := []string{kind(r), count(r.Cap, "seat", "seats"), fmt.Sprintf("lobbies of %d", r.LobbySize), count(r.Rounds, "round", "rounds")}
	if !t.Times.Starts.IsZero() {
		parts = append([]string{t.Times.Starts.In(t.Location()).Format("Monday, Jan 2, 3:04 PM MST")}, parts...)
	}
	return strings.Join(parts, " · ")
}

// Stand says how far a night is, for the top of a public page.
func Stand(b *tournament.Board) string {
	t := b.Tournament
	switch b.Phase {
	case tournament.PhaseDraft:
		return join("Coming up", said("registration opens ", t, t.Times.RegistrationOpens))
	case tournament.PhaseRegistration:
		return join("Registration is open", seats(b), said("starts ", t, t.Times.Starts))
	case tournament.PhaseBetween:
		return join("Registration has closed", said("check-in opens ", t, t.Times.CheckInOpens))
	case tournament.PhaseCheckIn:
		return join("Check-in is open", fmt.Sprintf("%d of %d are here", b.Counts.CheckedIn, b.Counts.Seated))
	case tournament.PhaseSeating:
		return join(who(t.Rules, b.Counts.Seated)+" are in", said("round 1 starts ", t, t.Times.Starts))
	case tournament.PhaseRounds:
		return rounds(b)
	case tournament.PhaseFinished:
		if len(b.Standings) > 0 && b.Standings[0].Rank == 1 {
			return "Finished · won by " + short(b.Standings[0].Name)
		}
		return "Finished"
	}
	return "Cancelled"
}

func seats(b *tournament.Board) string {
	if b.Counts.Free() == 0 {
		return "all seats are taken, new entries wait in line"
	}
	return count(b.Counts.Free(), "seat is free", "seats are free")
}

func rounds(b *tournament.Board) string {
	all := itoa(b.Tournament.Rules.Rounds)
	if shown, ok := b.Shown(); ok && shown.State == tournament.InPlay {
		return join("Round "+itoa(shown.Number)+" of "+all+" is being played", missing(shown))
	}
	return "After round " + itoa(b.After()) + " of " + all
}

func missing(r tournament.RoundReading) string {
	if done := len(r.Lobbies) - r.Missing; done > 0 {
		return fmt.Sprintf("%d of %s in", done, count(len(r.Lobbies), "result", "results"))
	}
	return ""
}

func said(what string, t tournament.Tournament, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return what + at.In(t.Location()).Format("Monday, Jan 2, 3:04 PM MST")
}

func join(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// clock is a moment of a tournament as it is written in a list.
func clock(t tournament.Tournament, at time.Time, style ui.Style) ui.Time {
	return ui.Time{At: at, Zone: t.Location(), Style: style}
}

// points writes what each round brought: "8 · 7 · –".
func points(s tournament.Standing) string {
	parts := make([]string, len(s.Scores))
	for i, score := range s.Scores {
		parts[i] = scoreText(score)
	}
	return strings.Join(parts, " · ")
}

// scoreText writes what one round brought: points, "abs." for who did not play, "–" for nothing yet.
func scoreText(s tournament.Score) string {
	switch {
	case s.Lobby == "" || !s.Done:
		return "–"
	case s.Outcome == tournament.Absent:
		return "abs."
	case s.Outcome == tournament.Struck:
		return "dq"
	}
	return itoa(s.Points)
}

// played reports whether there is any result to stand by.
func played(b *tournament.Board) bool {
	for _, r := range b.Rounds {
		if r.State != tournament.Drawn && r.Missing < len(r.Lobbies) {
			return true
		}
	}
	return false
}

// cutAfter returns the index of the row below which the line of those who go on is drawn, -1 for none.
func cutAfter(b *tournament.Board) int {
	cut := b.Tournament.Rules.Cut
	if cut == 0 || cut >= len(b.Standings) {
		return -1
	}
	last := -1
	for i, s := range b.Standings {
		if s.Rank > 0 && s.Rank <= cut {
			last = i
		}
	}
	if last == len(b.Standings)-1 {
		return -1
	}
	return last
}
