package play_test

import (
	"flag"
	"testing"

	"matchday/app/discord/discordtest"
	"matchday/app/discord/play"
	"matchday/app/discord/say"
	"matchday/app/tournament"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func small(p *tournament.Plan) { p.Rules.Cap = 8 }

func teams(p *tournament.Plan) { p.Rules.TeamSize, p.Rules.Cap, p.Rules.LobbySize = 2, 16, 4 }

func TestGoldenAnswersToPlayers(t *testing.T) {
	open := discordtest.New(t, small).Open().Enter(12).Board()
	before := discordtest.New(t, small).Open().Enter(6).Board()
	lineBefore := discordtest.New(t, small).Open().Enter(11).Board()
	pairs := discordtest.New(t, teams).Open().Enter(5).Board()
	checking := discordtest.New(t, nil).Open().Enter(30).CheckIn().Present(12).Board()
	line := discordtest.New(t, small).Open().Enter(12).CheckIn().Present(10).Board()
	closed := discordtest.New(t, nil).Open().Enter(30).CheckIn().Present(24).Close().Board()
	playing := discordtest.New(t, nil).Open().Enter(24).CheckIn().Present(-1).Close().Draw(true).Record(-1).Draw(true).Board()
	finished := discordtest.New(t, nil).Open().Enter(16).CheckIn().Present(-1).Close().Draw(true).Record(-1).Finish().Board()
	for name, v := range map[string]any{
		"form-new":            play.Form(before, 99),
		"form-known":          play.Form(open, 3),
		"form-team":           play.Form(pairs, 99),
		"form-team-known":     play.Form(pairs, 5),
		"registered-seat":     play.Registered(before, open, 7),
		"registered-line":     play.Registered(lineBefore, open, 12),
		"registered-again":    play.Registered(open, open, 3),
		"registered-new-team": play.Registered(discordtest.New(t, teams).Open().Enter(3).Board(), discordtest.New(t, teams).Open().Enter(3).Also("Team 22").Board(), 4),
		"me-stranger":         play.Card(open, 99),
		"me-seat":             play.Card(open, 3),
		"me-line":             play.Card(open, 11),
		"me-check-in":         play.Card(checking, 20),
		"me-dropped":          play.Card(closed, 29),
		"me-lobby":            play.Card(playing, 11),
		"me-finished":         play.Card(finished, 11),
		"me-team":             play.Card(pairs, 5),
		"checked-in":          play.Present(checking, checking.Mine(5).Row.Entry, 5),
		"checked-out":         play.Present(checking, checking.Mine(20).Row.Entry, 20),
		"checked-in-line":     play.Present(line, line.Mine(9).Row.Entry, 9),
		"withdraw-seat":       play.Withdrawing(open, 3),
		"withdraw-line":       play.Withdrawing(open, 11),
		"withdraw-team":       play.Withdrawing(pairs, 1),
		"standings-alone":     play.Standings(playing, 11, 1, true),
		"standings-shared":    play.Standings(playing, 11, 1, false),
		"standings-final":     play.Standings(finished, 11, 1, true),
		"standings-none":      play.Standings(open, 11, 1, true),
		"players":             page(t, open, 3, "all", 1),
		"players-second":      page(t, checking, 99, "missing", 2),
		"players-teams":       page(t, pairs, 3, "all", 1),
		"players-lobbies":     page(t, playing, 3, "lobbies", 1),
	} {
		t.Run(name, func(t *testing.T) { discordtest.Golden(t, *update, name, v) })
	}
}

func page(t *testing.T, b *tournament.Board, who int64, list string, n int) say.Message {
	t.Helper()
	m, err := play.Players(b, who, list, n)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
