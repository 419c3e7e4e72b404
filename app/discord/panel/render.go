package panel

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"matchday/app/discord/say"
	"matchday/app/tournament"
)

// Room for lists: what the texts above and below them may need is left over.
const (
	roomForLine      = 2400
	roomForLobbies   = 1700
	roomForStandings = 1000
)

// The names of the panel's buttons, which are the same for as long as there are panels: any panel ever posted works.
const (
	Register = "register"
	CheckIn  = "checkin"
	CheckOut = "checkout"
	Withdraw = "withdraw"
	Players  = "players"
	Admin    = "admin"
)

// Render makes the panel of a board. The same board gives the same bytes.
func Render(b *tournament.Board) say.Message {
	parts := []any{say.Text("## " + say.Esc(b.Tournament.Name) + "\n" + head(b)), say.Line(), say.Text(doors(b)), say.Text(line(b))}
	if round, ok := b.Shown(); ok {
		parts = append(parts, say.Line(), say.Text(lobbies(b, round)), say.Text(standings(b)))
	}
	if !b.Tournament.Stage.Over() {
		parts = append(parts, say.Line())
	}
	parts = append(parts, buttons(b))
	return say.Show(say.Card(accent(b.Tournament), say.Parts(parts...)...))
}

// Digest tells two panels apart.
func Digest(m say.Message) string {
	text, _ := json.Marshal(m) // texts and numbers always can be
	sum := sha256.Sum256(text)
	return base64.RawURLEncoding.EncodeToString(sum[:15])
}

func accent(t tournament.Tournament) int {
	if t.Stage == tournament.Playing || t.Stage == tournament.Preparing && (t.Registration == tournament.Open || t.CheckIn == tournament.Open) {
		return say.AccentNow
	}
	return say.AccentQuiet
}

func head(b *tournament.Board) string {
	if b.Tournament.Stage == tournament.Preparing {
		return say.Starts(b.Tournament) + "\n" + say.Format(b.Tournament.Rules)
	}
	return say.Format(b.Tournament.Rules)
}

// doors says what the night is at, in one to four lines.
func doors(b *tournament.Board) string {
	t := b.Tournament
	switch t.Stage {
	case tournament.Cancelled:
		return "**Cancelled.** This tournament does not take place."
	case tournament.Finished:
		return "**Finished.** " + winner(b)
	case tournament.Playing:
		return playing(b)
	}
	text := say.Registration(t) + "\n" + say.Seats(b) + "\n" + say.CheckIn(t)
	if t.CheckIn != tournament.Pending && b.Counts.Seated > 0 {
		text += "\n" + say.Present(b.Counts)
	}
	if t.CheckIn == tournament.Shut {
		text += "\nThe lobbies of round 1 are next."
	}
	return text
}

func winner(b *tournament.Board) string {
	var names []string
	for _, s := range b.Standings {
		if s.Rank == 1 {
			names = append(names, say.NameIn(b, s))
		}
	}
	switch {
	case len(names) == 0:
		return "Thank you for playing."
	case len(names) == 1:
		return "**" + say.Esc(names[0]) + "** wins. Thank you for playing."
	case len(names) > 4:
		return fmt.Sprintf("%d share the first place. Thank you for playing.", len(names))
	}
	return "**" + say.Names(names) + "** share the first place. Thank you for playing."
}

func playing(b *tournament.Board) string {
	round, ok := b.Shown()
	switch {
	case !ok:
		return "The first round is about to start."
	case round.State == tournament.InPlay:
		return fmt.Sprintf("**Round %d of %d is being played.** %s", round.Number, b.Tournament.Rules.Rounds, results(round))
	case round.Number >= b.Tournament.Rules.Rounds:
		return "**All rounds are played.** The final standings follow."
	}
	return fmt.Sprintf("**Round %d of %d is over.** The next lobbies follow here.", round.Number, b.Tournament.Rules.Rounds)
}

func results(round tournament.RoundReading) string {
	if have := len(round.Lobbies) - round.Missing; have > 0 {
		return fmt.Sprintf("%d of %d results are in.", have, len(round.Lobbies))
	}
	return "Find your lobby below."
}

// line is the waitlist, as much of it as fits.
func line(b *tournament.Board) string {
	if len(b.Waitlist) == 0 || b.Tournament.Stage != tournament.Preparing {
		return ""
	}
	return fmt.Sprintf("**Waitlist · %d**\n", len(b.Waitlist)) +
		say.Fit(roomForLine, 40, say.InLine(b.Waitlist), say.More(" in line: press View players")) + "\n-# " + tournament.LineRule
}

func lobbies(b *tournament.Board, round tournament.RoundReading) string {
	if b.Tournament.Stage.Over() {
		return ""
	}
	var lines []string
	for _, l := range round.Lobbies {
		lines = append(lines, say.Lobby(l))
	}
	return fmt.Sprintf("**Lobbies of round %d**\n", round.Number) + say.Fit(roomForLobbies, 32, lines, say.More(" lobbies: press View players to find yours"))
}

func standings(b *tournament.Board) string {
	title, room, most := "**Standings**", roomForStandings, 11
	switch after := b.After(); {
	case b.Tournament.Stage == tournament.Finished:
		title, room, most = "**Final standings**", roomForStandings+roomForLobbies, 33
	case after == 0:
		return ""
	}
	lines := say.Standings(b)
	return title + "\n" + say.Fit(room, most, lines, say.More(": see /standings"))
}

// buttons are the same six for everybody: what a button does for whom is decided when it is pressed.
func buttons(b *tournament.Board) []say.Component {
	t := b.Tournament
	preparing := t.Stage == tournament.Preparing
	anybody := b.Counts.Seated+b.Counts.Waiting > 0
	open := t.CheckIn == tournament.Open && preparing
	register, checkIn := say.Plain, say.Plain
	switch {
	case open:
		checkIn = say.Good
	case t.Registration == tournament.Open:
		register = say.Main
	}
	return []say.Component{
		say.Row(
			say.Button(register, "Register", say.ID(Register, t.ID)).If(preparing && (t.Registration == tournament.Open || anybody)),
			say.Button(checkIn, "Check in", say.ID(CheckIn, t.ID)).If(open),
			say.Button(say.Plain, "Check out", say.ID(CheckOut, t.ID)).If(open),
			say.Button(say.Plain, "Withdraw", say.ID(Withdraw, t.ID)).If(preparing && anybody),
		),
		say.Row(
			say.Button(say.Plain, "View players", say.ID(Players, t.ID)),
			say.Button(say.Plain, "Admin", say.ID(Admin, t.ID)),
		),
	}
}
