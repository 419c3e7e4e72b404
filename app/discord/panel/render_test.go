package panel_test

import (
	"flag"
	"strings"
	"testing"

	"matchday/app/discord/discordtest"
	"matchday/app/discord/panel"
	"matchday/app/discord/say"
	"matchday/app/tournament"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func teams(p *tournament.Plan) { p.Rules.TeamSize, p.Rules.Cap, p.Rules.LobbySize = 2, 16, 4 }

func nights(t *testing.T) map[string]*discordtest.Night {
	return map[string]*discordtest.Night{
		"draft":        discordtest.New(t, nil),
		"bare":         discordtest.New(t, func(p *tournament.Plan) { p.Times = tournament.Times{} }),
		"registration": discordtest.New(t, nil).Open().Enter(16),
		"waitlist":     discordtest.New(t, func(p *tournament.Plan) { p.Rules.Cap = 8 }).Open().Enter(16),
		"teams":        discordtest.New(t, teams).Open().Enter(13),
		"check-in":     discordtest.New(t, nil).Open().Enter(30).CheckIn().Present(12),
		"seating":      discordtest.New(t, nil).Open().Enter(30).CheckIn().Present(24).Close(),
		"drawn":        discordtest.New(t, nil).Open().Enter(30).CheckIn().Present(24).Close().Draw(false),
		"playing":      discordtest.New(t, nil).Open().Enter(30).CheckIn().Present(24).Close().Draw(true),
		"some-results": discordtest.New(t, nil).Open().Enter(30).CheckIn().Present(24).Close().Draw(true).Record(2),
		"round-done":   discordtest.New(t, nil).Open().Enter(30).CheckIn().Present(24).Close().Draw(true).Record(-1),
		"round-two":    discordtest.New(t, nil).Open().Enter(30).CheckIn().Present(24).Close().Draw(true).Record(-1).Draw(true).Record(1),
		"finished":     discordtest.New(t, nil).Open().Enter(16).CheckIn().Present(-1).Close().Draw(true).Record(-1).Finish(),
		"cancelled": discordtest.New(t, nil).Open().Enter(4).Do(func(n tournament.Night) (tournament.Night, []tournament.Happening, error) {
			return n.Cancel(discordtest.Start())
		}),
	}
}

func TestGoldenPanels(t *testing.T) {
	for name, night := range nights(t) {
		t.Run(name, func(t *testing.T) { discordtest.Golden(t, *update, "panel-"+name, panel.Render(night.Board())) })
	}
}

// TestPanelsAlwaysFit draws the largest nights there can be, with the longest names that are let in, everything of which
// has to be escaped.
func TestPanelsAlwaysFit(t *testing.T) {
	long := strings.Repeat("*", 80)
	huge := func(p *tournament.Plan) {
		p.Name, p.Rules.Cap, p.Rules.LobbySize, p.Rules.Points = long, 256, 2, []int{2, 1}
	}
	full := discordtest.New(t, huge).Open().Enter(512)
	for id, p := range full.People() {
		p.Name = long
		full.People()[id] = p
	}
	check(t, "waitlist", full)
	full.CheckIn().Present(-1).Close().Draw(true)
	check(t, "lobbies", full)
	check(t, "results", full.Record(-1))
	check(t, "final", full.Finish())
}

func check(t *testing.T, what string, n *discordtest.Night) {
	t.Helper()
	m := panel.Render(n.Board())
	if m.Len() > say.MaxCard || m.Size() > say.MaxParts {
		t.Errorf("%s: %d characters in %d components; Discord takes %d in %d", what, m.Len(), m.Size(), say.MaxCard, say.MaxParts)
	}
}

func TestEqualBoardsHaveEqualPanels(t *testing.T) {
	a := panel.Digest(panel.Render(discordtest.New(t, nil).Open().Enter(9).Board()))
	b := panel.Digest(panel.Render(discordtest.New(t, nil).Open().Enter(9).Board()))
	c := panel.Digest(panel.Render(discordtest.New(t, nil).Open().Enter(10).Board()))
	if a != b || a == c {
		t.Fatalf("digests %s, %s, %s", a, b, c)
	}
}
