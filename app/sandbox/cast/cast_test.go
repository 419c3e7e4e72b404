package cast_test

import (
	"testing"
	"unicode/utf8"

	"matchday/app/sandbox/cast"
)

// TestEverybodyCouldBeInDiscord: no name is longer than Discord and the registration form take, and nobody is there twice.
func TestEverybodyCouldBeInDiscord(t *testing.T) {
	t.Parallel()
	if n := len(cast.Players()); n != 32 {
		t.Errorf("%d play, the demo's stories tell of 32", n)
	}
	seen := map[string]bool{}
	staff := map[string]bool{}
	for _, m := range append(cast.Crew(), cast.Players()...) {
		if n := utf8.RuneCountInString(m.Name); n < 1 || n > 32 {
			t.Errorf("%q is no display name: %d characters", m.Name, n)
		}
		for what, text := range map[string]string{"in-game name": m.InGame, "pronouns": m.Pronouns} {
			if n := utf8.RuneCountInString(text); n < 1 || n > 50 {
				t.Errorf("%s: the %s %q has %d characters", m.Name, what, text, n)
			}
		}
		if seen[m.Name] || seen[m.InGame] {
			t.Errorf("%s, %s is there twice", m.Name, m.InGame)
		}
		seen[m.Name], seen[m.InGame] = true, true
		if m.Staff != "" {
			staff[m.Staff] = true
		}
	}
	if len(staff) != len(cast.Crew()) {
		t.Errorf("the crew has the roles %v", staff)
	}
}
