package phrase_test

import (
	"slices"
	"testing"

	"matchday/app/tournament/phrase"
)

func TestParts(t *testing.T) {
	facts := map[string]string{"who": "zoe", "other": "*pickles* [x]", "n": "4"}
	type p = phrase.Part
	tests := []struct {
		pattern string
		want    []p
	}{
		{"", nil},
		{"plain", []p{{"plain", false}}},
		{"*who* withdrew", []p{{"zoe", true}, {" withdrew", false}}},
		{"in {n} lobbies", []p{{"in 4 lobbies", false}}},
		{"*who*[ and *other*][: {why}] left", []p{{"zoe", true}, {" and ", false}, {"*pickles* [x]", true}, {" left", false}}},
		{"[: {why}]", nil},
		{"{why}*why*end", []p{{"end", false}}},
		{"*who**who*", []p{{"zoe", true}, {"zoe", true}}},
	}
	for _, tt := range tests {
		if got := phrase.Parts(tt.pattern, facts); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %v, want %v", tt.pattern, got, tt.want)
		}
	}
	if got := phrase.Plain(phrase.Parts("*who* and *other*", facts)); got != "zoe and *pickles* [x]" {
		t.Errorf("plain %q", got)
	}
}

func TestOf(t *testing.T) {
	for _, tt := range [][3]string{
		{"entry.seeded", "", "*who* is seed {count}"}, {"entry.seeded", "none", "*who* is no longer seeded"},
		{"venue.changed", "", "Venue changed"}, {"card_game.play_resolved", "", "Card game play resolved"}, {"", "", ""},
	} {
		if got := phrase.Of(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%s %s: %q", tt[0], tt[1], got)
		}
	}
}
