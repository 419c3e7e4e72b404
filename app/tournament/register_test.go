package tournament_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/fault"
	"matchday/app/tournament"
)

func TestCleanTellsEveryFieldThatIsWrongAtOnce(t *testing.T) {
	h := open(t, teams(2))
	_, err := h.n.Tournament.Clean(tournament.Application{InGame: " ", Pronouns: strings.Repeat("x", 51), AltNames: strings.Repeat("y", 201), Team: strings.Repeat("é", 41)})
	var fields []string
	for _, f := range fault.All(err) {
		fields = append(fields, f.Field)
	}
	if !slices.Equal(fields, []string{"ingame", "pronouns", "alt", "team"}) {
		t.Errorf("fields %v: %v", fields, err)
	}
	refused(t, err, "The in-game name is empty. Type at least 1 character. The pronouns field is too long: 51 characters, at most 50. "+
		"The list of other names is too long: 201 characters, at most 200. The team name is too long: 41 characters, at most 40.")
}

func TestCleanKeepsWhatCanBeSeen(t *testing.T) {
	solo, pairs := open(t).n.Tournament, open(t, teams(2)).n.Tournament
	tests := []struct {
		name     string
		of       tournament.Tournament
		in, want tournament.Application
	}{
		{"as typed", solo, tournament.Application{InGame: "Sugar Comet#NA1", Pronouns: "She/Her", AltNames: "LunaAlt#NA1, lv2#NA1"},
			tournament.Application{InGame: "Sugar Comet#NA1", Pronouns: "She/Her", AltNames: "LunaAlt#NA1, lv2#NA1"}},
		{"tidied", solo, tournament.Application{InGame: " \u2066Nimbus\u2069#EUW ", Pronouns: " she / her ", AltNames: "a ,b,, c,", Team: "nobody asks"},
			tournament.Application{InGame: "Nimbus#EUW", Pronouns: "She/Her", AltNames: "a, b, c"}},
		{"other names once", solo, tournament.Application{InGame: "Ivy", AltNames: "a,,b , a, B,c"}, tournament.Application{InGame: "Ivy", AltNames: "a, b, c"}},
		{"own pronouns", solo, tournament.Application{InGame: "Ivy", Pronouns: "xe/xem/"}, tournament.Application{InGame: "Ivy", Pronouns: "Xe/Xem"}},
		{"a team", pairs, tournament.Application{InGame: "Ivy", Team: "  the   boys "}, tournament.Application{InGame: "Ivy", Team: "the boys"}},
		{"markup stays text", solo, tournament.Application{InGame: "=SUM(1,2) @here <b>"}, tournament.Application{InGame: "=SUM(1,2) @here <b>"}},
	}
	for _, tt := range tests {
		got, err := tt.of.Clean(tt.in)
		if err != nil || got != tt.want {
			t.Errorf("%s: %+v, %v", tt.name, got, err)
		}
	}
	_, err := solo.Clean(tournament.Application{InGame: "\u200d\ufe0f"})
	refused(t, err, "The in-game name has nothing in it that can be seen. Type at least one letter or digit.")
}

func TestWhenAnApplicationIsTaken(t *testing.T) {
	opens := evening.Add(24 * time.Hour)
	tests := []struct {
		name  string
		set   func(*tournament.Tournament)
		staff bool
		in    bool
		want  string // the refusal; empty when it is taken
	}{
		{"open", func(*tournament.Tournament) {}, false, false, ""},
		{"not open, by hand", func(o *tournament.Tournament) { o.Registration = tournament.Pending }, false, false,
			"Registration for Holidaze Cup is not open yet. Watch this channel."},
		{"not open, planned", func(o *tournament.Tournament) { o.Registration, o.Times.RegistrationOpens = tournament.Pending, opens }, false, false,
			"Registration for Holidaze Cup is not open yet. It opens Sunday, Nov 22, 6:00 PM UTC."},
		{"closed", func(o *tournament.Tournament) { o.Registration = tournament.Shut }, false, false,
			"Registration for Holidaze Cup is closed. Ask the staff if you think there is still a place for you."},
		{"closed, by staff", func(o *tournament.Tournament) { o.Registration = tournament.Shut }, true, false, ""},
		{"closed, who is in", func(o *tournament.Tournament) { o.Registration = tournament.Shut }, false, true, ""},
		{"playing", func(o *tournament.Tournament) { o.Stage = tournament.Playing }, false, true,
			"Holidaze Cup has already started. Ask the staff if you need to change something."},
		{"playing, a newcomer by staff", func(o *tournament.Tournament) { o.Stage = tournament.Playing }, true, false,
			"Holidaze Cup has started, so nobody can be registered any more. Put them in the place of somebody else instead."},
		{"playing, who is in by staff", func(o *tournament.Tournament) { o.Stage = tournament.Playing }, true, true, ""},
		{"finished", func(o *tournament.Tournament) { o.Stage = tournament.Finished }, true, true, "Holidaze Cup is over. Watch this channel for the next one."},
		{"cancelled", func(o *tournament.Tournament) { o.Stage = tournament.Cancelled }, true, true, "Holidaze Cup was cancelled."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := open(t)
			if tt.in {
				h.fill(1)
			}
			tt.set(&h.n.Tournament)
			a := h.app(1)
			a.Staff, a.InGame = tt.staff, "New#NA1"
			err := h.register(a)
			if tt.want != "" {
				refused(t, err, tt.want)
				return
			}
			h.must(err)
		})
	}
}

func TestApplyingAgain(t *testing.T) {
	h := open(t).fill(2)
	h.must(h.register(h.app(1)))
	if len(h.said) != 0 {
		t.Errorf("the same again: %s", h.told())
	}
	a := h.app(1)
	a.Pronouns = "any"
	h.must(h.register(a))
	h.want("details", h.said[0].Plain(), "P1 changed their details")
	a.InGame = "Sugar Comet"
	h.must(h.register(a))
	h.want("renamed", h.said[0].Plain(), "P1 renamed to Sugar Comet")
	h.want("line", h.line(), "Sugar Comet P2 | ")
}

func TestTheSameInGameNameTwice(t *testing.T) {
	h := open(t).fill(1)
	a := h.app(2)
	a.InGame = "p1"
	refused(t, h.register(a), "Somebody else is registered as p1. Check the spelling; if it really is yours, ask the staff to let you in.")
	a.Staff, a.Shared = true, true
	h.must(h.register(a))
	if m, _ := h.entry(2).Member(2); !m.Shared {
		t.Fatalf("member %+v", m)
	}
	for _, who := range []int{1, 2} { // both may go on changing their other details, and how the name is spelled
		b := h.app(who)
		b.InGame, b.Pronouns = "P 1", "They"
		h.must(h.register(b))
	}
	if m, _ := h.entry(2).Member(2); !m.Shared || m.InGame != "P 1" {
		t.Errorf("after changing: %+v", m)
	}
	c := h.app(2)
	c.InGame = "Own"
	h.must(h.register(c))
	if m, _ := h.entry(2).Member(2); m.Shared {
		t.Errorf("with a name of their own: %+v", m)
	}
}

func TestSharingAllowsOnlyWhatIsInUse(t *testing.T) {
	h := open(t)
	a := h.app(1)
	a.Staff, a.Shared = true, true
	h.must(h.register(a))
	if m, _ := h.entry(1).Member(1); m.Shared {
		t.Errorf("member %+v", m)
	}
	a.Pronouns = "Any"
	h.must(h.register(a))
	if m, _ := h.entry(1).Member(1); m.Shared {
		t.Errorf("after changing: %+v", m)
	}
}

func TestTeamsFillAndChange(t *testing.T) {
	h := open(t, teams(2), seats(2)).fill(1)
	join := func(who int, team string) error {
		a := h.app(who)
		a.Team = team
		return h.register(a)
	}
	h.must(join(2, "TEAM  1"))
	h.want("joined", h.said[0].Plain(), "Team 1 joined Team 1") // league fills in the person's name
	refused(t, join(3, "team1"), "The team Team 1 is full. Choose another team name, or ask them who should play.")
	h.must(join(3, "Duo"))
	h.must(join(4, "Trio"))
	h.want("line", h.line(), "Team 1 Duo | Trio")

	h.must(join(3, "Pair"))
	h.want("alone one renames the team and keeps the seat", h.line(), "Team 1 Pair | Trio")
	h.want("told", h.said[0].Plain(), "Duo renamed to Pair")
	h.must(join(3, "trio"))
	h.want("a change of teams gives the seat up", h.line(), "Team 1 Trio | ")
	h.must(join(1, "Solo"))
	h.want("from a team that stays", h.line(), "Team 1 Trio | Solo")
	h.want("told", h.told(), "entry.parted Team 1, entry.waitlisted Solo")
}

func TestStaffRegisterAfterCheckIn(t *testing.T) {
	h := open(t).fill(3).to(night.OpenCheckIn).checkIn(1, 2, 3)
	h.must(h.step(night.CloseCheckIn))
	a := h.app(4)
	h.must(h.register(a))
	h.want("a player waits", h.line(), "P1+ P2+ P3+ | P4")
	b := h.app(5)
	b.Staff = true
	h.must(h.register(b))
	h.want("whom staff let in is here", h.line(), "P1+ P2+ P3+ P5+ | P4")
	c := h.app(6)
	c.Staff = true
	h.must(h.register(c))
	h.want("even without a seat", h.line(), "P1+ P2+ P3+ P5+ | P4 P6+")
}

func TestStaffRegisterAfterTheDraw(t *testing.T) {
	h := open(t, lobbiesOf(3)).fill(2).to(night.CloseRegistration).draw(tournament.SnakeSeed)
	a := h.app(3)
	a.Staff = true
	h.must(h.register(a))
	h.want("told", h.told(), "entry.waitlisted P3, entry.promoted P3")
	if l, _ := h.n.Lobby(h.n.Lobbies[0].ID); len(l.Seats) != 3 {
		t.Errorf("lobbies %s", h.lobbies())
	}
	a = h.app(4)
	a.Staff = true
	h.must(h.register(a))
	h.want("no room in the lobbies", h.line(), "P1 P2 P3 | P4")
	h.must(h.undo())
	h.must(h.undo())
	h.want("taken back", h.line(), "P1 P2 | ")
	h.want("out of the lobby", h.lobbies()[:2], "A:")
	if l := h.n.Lobbies[0]; len(l.Seats) != 2 {
		t.Errorf("lobbies %s", h.lobbies())
	}
}

func TestStaffCompleteAWaitingTeamAfterCheckIn(t *testing.T) {
	h := open(t, teams(2), seats(2)).fill(5)
	h.to(night.OpenCheckIn).checkIn(1, 2, 5)
	h.must(h.step(night.CloseCheckIn))
	h.want("closed", h.line(), "Team 1+ | Team 3")
	a := h.app(6)
	a.Staff = true
	h.must(h.register(a))
	h.want("complete and here", h.line(), "Team 1+ Team 3+ | ")
	h.want("told", h.told(), "entry.joined Team 3, entry.promoted Team 3")
}

func TestSimilarTeams(t *testing.T) {
	got := tournament.SimilarTeams("Team A", []string{"Team B", "TEAM A", "Other"})
	if !slices.Equal(got, []string{"Team B"}) {
		t.Error(got)
	}
}
