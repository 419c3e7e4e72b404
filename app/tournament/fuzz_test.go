package tournament_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
)

// FuzzApplication types anything into the form: it is refused with a sentence for each field that is wrong, or kept in a
// form that does not change when it is typed again.
func FuzzApplication(f *testing.F) {
	f.Add("Sugar Comet#NA1", " she / her ", "a ,b,, c,", "Team 1", true)
	f.Add("\u2066Nimbus\u2069#EUW", strings.Repeat("i\u0307/", 20), strings.Repeat("x,", 150), "\u200d\ufe0f", true)
	f.Add("=SUM(1,2)", "@here", "\x00\xff", "<b>", false)
	f.Add(strings.Repeat("é", 51), "", strings.Repeat(",", 500), "달빛토끼", true)
	f.Fuzz(func(t *testing.T, inGame, pronouns, alt, team string, pairs bool) {
		h := open(t)
		if pairs {
			h = open(t, teams(2))
		}
		a := tournament.Application{Person: 1, InGame: inGame, Pronouns: pronouns, AltNames: alt, Team: team}
		clean, err := h.n.Tournament.Clean(a)
		if err != nil {
			for _, wrong := range fault.All(err) {
				if wrong.Field == "" || wrong.Code != fault.Invalid || wrong.Sentence == "" {
					t.Fatalf("%+v: %+v", a, wrong)
				}
			}
			h.checkFault(err)
			return
		}
		again, err := h.n.Tournament.Clean(clean)
		if err != nil || again != clean {
			t.Fatalf("%+v is kept as %+v and then as %+v, %v", a, clean, again, err)
		}
		for field, most := range map[string]int{clean.InGame: tournament.MaxInGame, clean.Pronouns: tournament.MaxPronouns, clean.AltNames: tournament.MaxAltNames, clean.Team: tournament.MaxTeamName} {
			if utf8.RuneCountInString(field) > most || !utf8.ValidString(field) || strings.ContainsRune(field, 0) {
				t.Fatalf("%q is kept", field)
			}
		}
		if person.Fold(clean.InGame) == "" || pairs == (clean.Team == "") {
			t.Fatalf("kept %+v", clean)
		}
		h.must(h.register(clean))
		h.must(h.register(clean))
		if len(h.said) != 0 {
			t.Fatalf("the same again says %s", h.told())
		}
		b := clean
		b.Person, b.Team = 2, "Other than "+string([]rune(clean.Team)[:min(5, len([]rune(clean.Team)))])
		if err := h.register(b); !fault.Is(err, fault.Taken) {
			t.Fatalf("the same in-game name again: %v", err)
		}
	})
}

// FuzzPlan fills anything into the plan: whatever passes makes a night that can be played.
func FuzzPlan(f *testing.F) {
	f.Add("Holidaze Cup", "Europe/Berlin", 1, 32, 8, 4, 8, 8, 1)
	f.Add("", "Local", 0, -1, 17, 13, 600, 1001, -1)
	f.Add("x", "../../etc/passwd", 8, 512, 16, 12, 512, 1000, 1000)
	f.Fuzz(func(t *testing.T, name, zone string, size, cap, lobby, rounds, cut, first, second int) {
		name, zone = strings.ReplaceAll(name, "%!", ""), strings.ReplaceAll(zone, "%!", "") // what checkFault looks for
		rules := tournament.DefaultRules()
		rules.TeamSize, rules.Cap, rules.LobbySize, rules.Rounds, rules.Cut, rules.Points = size, cap, lobby, rounds, cut, []int{first, second}
		p, err := tournament.Plan{Name: name, Zone: zone, Rules: rules}.Check()
		h := &hall{t: t, now: evening}
		if err != nil {
			h.checkFault(err)
			return
		}
		again, err := p.Check()
		if err != nil || asText(t, again) != asText(t, p) {
			t.Fatalf("%+v checks as %+v, %v", p, again, err)
		}
		h.n.Tournament = tournament.New(1, p, evening)
		h.to(night.OpenRegistration)
		h.fill(2 * p.Rules.TeamSize).to(night.CloseRegistration).draw(p.Rules.First).start().play()
		h.must(h.step(night.Finish))
	})
}
