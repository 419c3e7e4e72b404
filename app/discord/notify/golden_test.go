package notify

import (
	"flag"
	"strings"
	"testing"
	"time"

	"matchday/app/discord/discordtest"
	"matchday/app/discord/say"
	"matchday/app/feed"
	"matchday/app/league"
	"matchday/app/tournament"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func venue() league.Venue {
	return league.Venue{Channel: "500000000000000001", Ping: "600000000000000001"}
}

// render plans and writes one row of the table for something that happened.
func render(t *testing.T, name string, b *tournament.Board, h tournament.Happening) []say.Message {
	t.Helper()
	for _, r := range Table() {
		if r.Name != name {
			continue
		}
		p := planning{b, h, feed.Event{Actor: 99}, map[int64]string{h.Person: user(b, h.Person), h.OtherPerson: user(b, h.OtherPerson)}}
		var out []say.Message
		for i, n := range r.plan(p) {
			n.Part = i
			m, why := r.write(writing{b, venue(), n, discordtest.Start().Add(-20 * time.Minute)})
			if why != "" {
				t.Fatalf("%s: %s", name, why)
			}
			out = append(out, m)
		}
		return out
	}
	t.Fatalf("no row %s", name)
	return nil
}

func user(b *tournament.Board, id int64) string {
	if id == 0 {
		return ""
	}
	for _, m := range b.Mine(id).Row.People {
		if m.Person == id {
			return m.Discord
		}
	}
	return "499999999999999999"
}

func teams(p *tournament.Plan) { p.Rules.TeamSize, p.Rules.Cap, p.Rules.LobbySize = 2, 16, 4 }

func TestGoldenMessages(t *testing.T) {
	open := discordtest.New(t, nil).Open().Enter(34).Board()
	checking := discordtest.New(t, nil).Open().Enter(34).CheckIn().Present(12).Board()
	closed := discordtest.New(t, nil).Open().Enter(34).CheckIn().Present(20).Close().Board()
	playing := discordtest.New(t, nil).Open().Enter(34).CheckIn().Present(20).Close().Draw(true).Record(1).Board()
	roundDone := discordtest.New(t, nil).Open().Enter(34).CheckIn().Present(20).Close().Draw(true).Record(-1).Board()
	pairs := discordtest.New(t, teams).Open().Enter(8).CheckIn().Present(-1).Close().Draw(true).Record(-1).Board()
	pairsPlaying := discordtest.New(t, teams).Open().Enter(8).CheckIn().Present(-1).Close().Draw(true).Board()
	finished := discordtest.New(t, nil).Open().Enter(16).CheckIn().Present(-1).Close().Draw(true).Record(-1).Finish().Board()
	struck := discordtest.New(t, nil).Open().Enter(4).Do(func(n tournament.Night) (tournament.Night, []tournament.Happening, error) {
		return n.Disqualify(102, "unfair **play**.", discordtest.Start())
	}).Board()
	removed := discordtest.New(t, nil).Open().Enter(4).Do(func(n tournament.Night) (tournament.Night, []tournament.Happening, error) {
		return n.Remove(102, "", discordtest.Start())
	}).Board()
	withdrawn := discordtest.New(t, nil).Open().Enter(4).Do(func(n tournament.Night) (tournament.Night, []tournament.Happening, error) {
		return n.Withdraw(102, 2, discordtest.Start())
	}).Board()
	replaced := discordtest.New(t, nil).Open().Enter(4).Do(func(n tournament.Night) (tournament.Night, []tournament.Happening, error) {
		return n.Replace(102, 2, tournament.Application{Person: 50, InGame: "New#EUW"}, discordtest.Start())
	}).Board()
	cancelled := discordtest.New(t, nil).Open().Enter(3).Do(func(n tournament.Night) (tournament.Night, []tournament.Happening, error) {
		return n.Cancel(discordtest.Start())
	}).Board()
	first := playing.Rounds[0].Lobbies[0].ID
	for name, v := range map[string][]say.Message{
		"registration-opened": render(t, "registration-opened", open, tournament.Happening{}),
		"check-in-opened":     render(t, "check-in-opened", checking, tournament.Happening{}),
		"promoted":            render(t, "promoted", open, tournament.Happening{Entry: 103}),
		"promoted-check-in":   render(t, "promoted", checking, tournament.Happening{Entry: 120}),
		"promoted-team":       render(t, "promoted", pairs, tournament.Happening{Entry: 102}),
		"reminder":            render(t, "reminder", checking, tournament.Happening{Entry: 120, Person: 20}),
		"dropped":             render(t, "dropped", closed, tournament.Happening{Entry: 125}),
		"removed":             render(t, "removed", removed, tournament.Happening{Entry: 102}),
		"disqualified":        render(t, "disqualified", struck, tournament.Happening{Entry: 102}),
		"replaced":            render(t, "replaced", replaced, tournament.Happening{Entry: 102, Person: 50, OtherPerson: 2, Was: "LunaVex#NA1", Now: "New#EUW"}),
		"registered":          render(t, "registered", open, tournament.Happening{Entry: 103, Person: 3}),
		"registered-line":     render(t, "registered", open, tournament.Happening{Entry: 134, Person: 34}),
		"withdrawn":           render(t, "withdrawn", withdrawn, tournament.Happening{Entry: 102, Person: 2}),
		"lobbies":             render(t, "lobbies", playing, tournament.Happening{Round: 1}),
		"lobbies-teams":       render(t, "lobbies", pairsPlaying, tournament.Happening{Round: 1}),
		"result":              render(t, "result", playing, tournament.Happening{Lobby: first}),
		"result-corrected":    render(t, "result", playing, tournament.Happening{Lobby: first, Before: []tournament.Seat{{}}}),
		"result-teams":        render(t, "result", pairs, tournament.Happening{Lobby: pairs.Rounds[0].Lobbies[0].ID}),
		"round-completed":     render(t, "round-completed", roundDone, tournament.Happening{Round: 1}),
		"finished":            render(t, "finished", finished, tournament.Happening{}),
		"cancelled":           render(t, "cancelled", cancelled, tournament.Happening{}),
		"taken-back":          render(t, "taken-back", open, tournament.Happening{Step: tournament.CalledOff}),
	} {
		t.Run(name, func(t *testing.T) {
			if len(v) == 0 {
				t.Fatal("nothing is sent")
			}
			for _, m := range v {
				discordtest.Valid(t, m)
			}
			discordtest.Golden(t, *update, name, v)
		})
	}
}

// TestLobbiesOfAnySizeFit spreads the largest rounds over messages that Discord takes.
func TestLobbiesOfAnySizeFit(t *testing.T) {
	for name, change := range map[string]func(*tournament.Plan){
		"512 alone":      func(p *tournament.Plan) { p.Rules.Cap = 512 },
		"teams of eight": func(p *tournament.Plan) { p.Rules.Cap, p.Rules.TeamSize, p.Rules.LobbySize = 32, 8, 16 },
	} {
		t.Run(name, func(t *testing.T) {
			n := discordtest.New(t, change)
			count := n.Board().Tournament.Rules.Cap
			if size := n.Board().Tournament.Rules.TeamSize; size > 1 {
				count *= size
			}
			n.Open().Enter(count)
			for id, p := range n.People() {
				p.Name = strings.Repeat("*", 80)
				n.People()[id] = p
			}
			b := n.CheckIn().Present(-1).Close().Draw(true).Board()
			told := 0
			for _, m := range render(t, "lobbies", b, tournament.Happening{Round: 1}) {
				discordtest.Valid(t, m)
				if len(m.Mentions.Users) > 100 {
					t.Errorf("%d mentions in one message", len(m.Mentions.Users))
				}
				told += len(m.Mentions.Users)
			}
			if told != count {
				t.Errorf("%d of %d people are told", told, count)
			}
		})
	}
}
