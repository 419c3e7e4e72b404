package desk

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"matchday/app/discord/discordtest"
	"matchday/app/fault"
	"matchday/app/tournament"
)

// lobby returns a lobby of seven: Ivy, 7thHarp, LunaVex, `tick`, moonpetal, __xX_mia_Xx__, Звезда.
func lobby(t testing.TB) (*tournament.Board, tournament.LobbyReading) {
	t.Helper()
	b := discordtest.New(t, nil).Open().Enter(34).CheckIn().Present(20).Close().Draw(true).Board()
	return b, b.Rounds[0].Lobbies[1]
}

func TestTypedResults(t *testing.T) {
	t.Parallel()
	b, l := lobby(t)
	var names []string
	for i := range l.Lobby.Seats {
		names = append(names, seatName(b, l, i))
	}
	if got := strings.Join(names, ", "); got != "Ivy, 7thHarp, LunaVex, `tick`, moonpetal, __xX_mia_Xx__, Звезда" {
		t.Fatal(got)
	}
	for text, want := range map[string]string{
		"1 2 3 4 5 6 7":       "oabcdefg",
		"7,6,5,4,3,2,1":       "ogfedcba",
		"ivy, luna, moon":     "oace",
		"звезда, IVY,7thharp": "ogab",
		"ivy\nluna\nmoon":     "oace",
		"3 1 2 / 4":           "ocabD",
		"luna / ivy, moon":    "ocAE",
		"mia, tick":           "ofd",
		" 2 ":                 "ob",
		"Ivy, 7thHarp, LunaVex, `tick`, moonpetal": "oabcde",
	} {
		o, err := parseOrder(b, l, text)
		if err != nil || o.String() != want {
			t.Errorf("%q is %s, want %s (%v)", text, o, want, err)
		}
	}
	for text, want := range map[string]string{
		"ivy, ivy": "named twice", "ivy / ivy": "named twice", "nobody": "Nobody in lobby B is called", "9": "Nobody in lobby B is called", "e": "Type more of the name",
	} {
		if _, err := parseOrder(b, l, text); err == nil || !strings.Contains(fault.Sentence(err), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestTappedResults(t *testing.T) {
	t.Parallel()
	_, l := lobby(t)
	for _, bad := range []string{"", "x", "oo", "oaa", "oaA", "oh", "o1", "oабв", "O"} {
		if _, ok := readOrder(l, bad); ok {
			t.Errorf("%q is taken", bad)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		o := order{}
		for len(o.left(l)) > 1 {
			o = append(o, mark{rapid.SampledFrom(o.left(l)).Draw(t, "seat"), rapid.Bool().Draw(t, "absent")})
		}
		o = o.last(l)
		again, ok := readOrder(l, o.String())
		res := o.result(l)
		if !ok || !slices.Equal(again, o) || len(res.Order)+len(res.Absent) != len(l.Lobby.Seats) {
			t.Fatalf("%s came back as %s, %+v", o, again, res)
		}
	})
}

// TestSuggestionsLeadToAWholeResult takes the first suggestion again and again, as somebody does who only taps.
func TestSuggestionsLeadToAWholeResult(t *testing.T) {
	t.Parallel()
	b, l := lobby(t)
	text := ""
	for range l.Lobby.Seats {
		list := completions(b, l, text)
		if len(list) == 0 {
			t.Fatalf("nothing follows %q", text)
		}
		if len(list[0]) > 100 {
			t.Fatalf("%q is longer than Discord takes", list[0])
		}
		text = list[0]
	}
	o, err := parseOrder(b, l, text)
	if err != nil || len(o.left(l)) > 0 {
		t.Errorf("%q is %s (%v)", text, o, err)
	}
	if list := completions(b, l, "ivy, lu"); len(list) != 1 || list[0] != "ivy, Luna," {
		t.Errorf("%q", list)
	}
}
