package oldgal_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"matchday/app/mirror"
	"matchday/app/mirror/oldgal"
)

func sheet(lines ...string) mirror.Reading {
	r := mirror.Reading{Rows: 1000, Cols: 26}
	for _, line := range lines {
		var row []any
		for _, cell := range strings.Split(line, "|") {
			row = append(row, cell)
		}
		r.Cells = append(r.Cells, row)
	}
	return r
}

func TestTheOldLayoutsAreRecognised(t *testing.T) {
	normal := oldgal.Read(sheet("GAL Database", "|Discord:|Pronouns:|Username:|Alternative IGNs:|Registered:|Checked In:",
		"|moonpetal|She/Her|Sugar Comet#NA1||TRUE|TRUE", "", "|vex.luna|They/Them|LunaVex#GAL|LunaAlt#NA1, lv2#NA1|yes|False"), "GAL Database")
	if diff := cmp.Diff([]oldgal.Player{
		{Row: 2, Discord: "moonpetal", Pronouns: "She/Her", InGame: "Sugar Comet#NA1", Registered: true, CheckedIn: true},
		{Row: 4, Discord: "vex.luna", Pronouns: "They/Them", InGame: "LunaVex#GAL", AltNames: "LunaAlt#NA1, lv2#NA1", Registered: true},
	}, normal.Players); diff != "" || normal.Layout != oldgal.Normal || normal.Sentence() != "2 players, one a row." {
		t.Errorf("%s %s %s", normal.Layout, normal.Sentence(), diff)
	}

	double := oldgal.Read(sheet("GAL Database", "|Discord:|Pronouns:|Username:|Alternative IGNs:|||Seed|Team:|Registered:|Checked In:",
		"|a||A#1|||||Duo 1|TRUE|TRUE", "|b||B#1|||||duo 1|TRUE|FALSE", "|c||C#1||||||FALSE|FALSE"), "GAL Database")
	if double.Layout != oldgal.DoubleUp || double.Players[1].Team != "duo 1" || double.Sentence() != "3 players in 1 team." {
		t.Errorf("%s %s", double.Layout, double.Sentence())
	}

	blocks := oldgal.Read(sheet("Lobby|Player|Round 1|Round 2|Round 3|Round 4|Finals", "Lobby A", "|Sugar Comet#NA1|1|2", "|LunaVex#GAL|2nd|DNP", "", "Lobby B|Ivy#0777|1", "2|Zoë#EUW|2"), "Lobbies")
	if blocks.Layout != oldgal.Blocks || blocks.Sentence() != "2 lobbies in blocks, results of 5 rounds." || !cmp.Equal(blocks.Lobbies, []string{"A", "B"}) || blocks.Flat {
		t.Errorf("%s %s %v", blocks.Layout, blocks.Sentence(), blocks.Lobbies)
	}
	if got := told(blocks.Places[:6]); got != "1 A B3 Sugar Comet#NA1 C3=1; 1 A B4 LunaVex#GAL C4=2; 1 B B6 Ivy#0777 C6=1; 1 B B7 Zoë#EUW C7=2; 2 A B3 Sugar Comet#NA1 D3=2; 2 A B4 LunaVex#GAL D4=DNP" {
		t.Error(got)
	}

	pairs := oldgal.Read(sheet("Doubleup", "||Round 1||||Round 2", "||Sugar Comet#NA1|1|||Ivy#0777|1", "||LunaVex#GAL|2|||LunaVex#GAL|"), "Lobbies")
	if got := told(pairs.Places); pairs.Layout != oldgal.Pairs || pairs.Rounds != 2 || got != "1  C3 Sugar Comet#NA1 D3=1; 1  C4 LunaVex#GAL D4=2; 2  G3 Ivy#0777 H3=1; 2  G4 LunaVex#GAL H4=" {
		t.Errorf("%s %s %s", pairs.Layout, pairs.Sentence(), got)
	}

	for name, r := range map[string]mirror.Reading{"empty": {}, "words": sheet("Todo", "buy prizes"), "rounds without lobbies": sheet("Round 1|Round 2", "1|2")} {
		if got := oldgal.Read(r, name); got.Layout != oldgal.Unknown || got.Sentence() != "No layout that Matchday knows." {
			t.Errorf("%s: %s", name, got.Layout)
		}
	}
}

func told(places []oldgal.Place) string {
	var out []string
	for _, p := range places {
		out = append(out, fmt.Sprintf("%d %s %s %s %s=%s", p.Round, p.Lobby, p.Name, p.Player, p.At, p.Told))
	}
	return strings.Join(out, "; ")
}
