package app

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"matchday/app/graphic"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/sandbox/discord"
	"matchday/app/studio"
	"matchday/app/tournament"
	"matchday/store/sqlite"
)

func (h *house) console() person.Actor { return person.Console(h.world.league) }

// TestAKilledProcessLosesAndDoublesNothing plays a small night of which the process dies once, at each moment of each kind
// of event, and looks at what everybody has seen in the end.
func TestAKilledProcessLosesAndDoublesNothing(t *testing.T) {
	for _, kind := range []tournament.Kind{tournament.Registered, tournament.Promoted, tournament.CheckedIn, tournament.ResultRecorded, tournament.RoundStarted} {
		for _, moment := range moments {
			if unsent := kind == tournament.Registered || kind == tournament.CheckedIn; unsent && (moment == "planned" || moment == "sent") {
				continue // nothing is sent because of these
			}
			if os.Getenv("MATCHDAY_TEST_ALL") != "1" && kind != tournament.Promoted {
				continue // the others take a minute more
			}
			t.Run(string(kind)+"@"+moment, func(t *testing.T) {
				t.Parallel()
				h := newHouse(t, string(kind)+"@"+moment)
				h.night()
				if h.deaths != 1 {
					t.Fatalf("the process died %d times", h.deaths)
				}
				h.agree()
			})
		}
	}
}

// night: four register for three seats, one leaves, the rest check in, play one round and finish.
func (h *house) night() {
	h.t.Helper()
	for n := range 4 {
		h.register(n)
	}
	if a := h.press(h.world.players[0].User, "Withdraw"); a.Reply != nil {
		for _, b := range a.Reply.Buttons {
			if strings.HasPrefix(b.Label, "Yes") {
				h.insist("yes", func() (discord.Answer, error) { return h.withdrawn(a.Reply.ID, b.Label) })
			}
		}
	}
	h.command("/tournament close what:registration")
	h.command("/tournament open what:check-in")
	for n := 1; n < 4; n++ {
		h.press(h.world.players[n].User, "Check in")
	}
	h.yes("/tournament close what:check-in")
	h.command("/tournament draw")
	h.command("/tournament start")
	h.yes("/result lobby:A order:" + strings.Join([]string{h.name(1), h.name(2), h.name(3)}, ", "))
	h.revive(2500 * time.Millisecond) // the posts about the result are sent after the answer
}

// withdrawn presses yes; when the first press was carried out and not answered, the second finds nothing to withdraw.
func (h *house) withdrawn(message, label string) (discord.Answer, error) {
	return h.discord.Press(h.t.Context(), h.world.players[0].User, message, label)
}

func (h *house) name(n int) string { return h.world.players[n].InGame }

// agree waits until everything that follows has followed, and compares it with the database.
func (h *house) agree() {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), 20*time.Second)
	defer cancel()
	count := func(in []*discord.Seen, part string) int {
		n := 0
		for _, m := range in {
			if m.Bot && !m.Ephemeral && strings.Contains(m.Text, part) && !m.Pinned {
				n++
			}
		}
		return n
	}
	posts := func() []*discord.Seen { return h.discord.Messages(h.world.channel) }
	direct := func() []*discord.Seen { return h.discord.Direct(h.world.players[3].User) }
	err := h.discord.Until(ctx, func() bool {
		return count(posts(), "round 1, lobby A") >= 1 && count(posts(), "Find your lobby") >= 1 && count(direct(), "You have a seat") >= 1
	})
	if err != nil {
		h.t.Errorf("something was never sent: %v", err)
	}
	if _, err := h.panel(func(m *discord.Seen) bool {
		return strings.Contains(m.Text, "results are in") || strings.Contains(m.Text, "Standings") || strings.Contains(m.Text, "standings")
	}); err != nil {
		h.t.Errorf("the panel does not show the result: %v", err)
	}
	key := ""
	h.closed(func(l *league.League, s *studio.Studio) {
		b, err := l.Board(h.t.Context(), 1)
		if err != nil {
			h.t.Fatal(err)
		}
		if got := b.Counts; got.Seated != 3 || got.CheckedIn != 3 || got.Waiting != 0 || len(b.Left) != 1 {
			h.t.Errorf("the league has %+v and %d who left", got, len(b.Left))
		}
		if r, ok := b.Current(); !ok || r.State != tournament.RoundDone || r.Lobbies[0].Sum != 8+6+4 || b.Standings[0].Name != h.name(1) {
			h.t.Errorf("round %+v, standings %+v", r, b.Standings)
		}
		list, err := s.Graphics(h.t.Context(), h.console(), 1)
		if err != nil {
			h.t.Fatal(err)
		}
		for _, g := range list {
			if g.Kind == graphic.Standings {
				key = g.Key
			}
		}
	})
	screen := openScreen(h.t, h.address, key)
	picture := screen.until("data-seq")
	if !strings.Contains(picture, "After round 1") {
		h.t.Errorf("the overlay shows %s", picture)
	}
	for part, in := range map[string][]*discord.Seen{"round 1, lobby A": posts(), "Find your lobby": posts(), "You have a seat": direct()} {
		if n := count(in, part); n != 1 {
			h.t.Errorf("%q was said %d times", part, n)
		}
	}
}

// closed opens the child's database beside it, as a verb does.
func (h *house) closed(fn func(*league.League, *studio.Studio)) {
	h.t.Helper()
	_, rest, _ := strings.Cut(h.config, `"Dir":"`)
	dir, _, _ := strings.Cut(rest, `"`)
	s, err := sqlite.Open(h.t.Context(), sqlite.Options{Dir: dir, Beside: true})
	if err != nil {
		h.t.Fatal(err)
	}
	defer s.Close()
	fn(league.New(s, league.Options{}), studio.New(s, nil))
}
