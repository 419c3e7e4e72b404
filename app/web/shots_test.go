package web_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"matchday/app/league"
	"matchday/app/tournament"
	"matchday/views/browsertest"
)

// cookie gives a window a cookie of the house.
func (h *house) cookie(p *browsertest.Page, name, value string) {
	h.t.Helper()
	p.Do(chromedp.ActionFunc(func(ctx context.Context) error {
		return network.SetCookie(name, value).WithURL(h.url).Do(ctx)
	}))
}

// season fills a house with tournaments in every phase, and returns their ids by phase.
func (h *house) season() map[string]int64 {
	h.t.Helper()
	ids := map[string]int64{}
	make := func(phase, name string, cap, players int) *tournament.Board {
		b := h.create(func(p *tournament.Plan) { p.Name, p.Rules.Cap, p.Rules.Cut = name, cap, 4 })
		ids[phase] = b.Tournament.ID
		for n := 1; n <= players; n++ {
			h.register(b.Tournament.ID, n)
		}
		return h.board(b.Tournament.ID)
	}
	through := func(b *tournament.Board, steps ...tournament.Step) *tournament.Board {
		for _, s := range steps {
			b = h.step(b, s)
		}
		return b
	}
	draft, err := h.CreateTournament(h.ctx, h.admin, tournament.Plan{Name: "New Year Open", Zone: "Europe/Berlin", Rules: tournament.DefaultRules(), Times: tournament.Times{RegistrationOpens: evening.AddDate(0, 0, 20), Starts: evening.AddDate(0, 0, 33)}})
	h.must(err)
	ids["draft"] = draft.Tournament.ID
	duo := h.create(func(p *tournament.Plan) {
		p.Name, p.Rules.TeamSize, p.Rules.Cap, p.Rules.LobbySize, p.Rules.Points = "Double Up", 2, 4, 4, tournament.DefaultPoints(4)
	})
	ids["teams"] = duo.Tournament.ID
	for n, team := range map[int]string{1: "the boys", 2: "the boys", 3: "the toys", 4: "Queen & Pickles"} {
		a := application(n)
		a.Team = team
		_, err := h.Register(h.ctx, h.player(n), duo.Tournament.ID, a)
		h.must(err)
	}
	b := make("finished", "Curse of the Carousel", 16, 16)
	b = through(b, tournament.StepCloseRegistration)
	for range 4 {
		b = through(b, tournament.StepDraw, tournament.StepStartRound)
		b = h.record(b)
	}
	through(b, tournament.StepFinish)
	b = make("drawn", "Spring Cup", 16, 16)
	through(b, tournament.StepCloseRegistration, tournament.StepDraw)
	make("registration", "K.O. Galiseum", 14, 9)
	b = make("checkin", "Holidaze Cup", 14, 16)
	b = through(b, tournament.StepCloseRegistration, tournament.StepOpenCheckIn)
	_, err = h.Remind(h.ctx, h.admin, b.Tournament.ID)
	h.must(err)
	h.checkIn(b.Tournament.ID, 11)
	b = make("rounds", "GALs Giving", 16, 16)
	b = through(b, tournament.StepCloseRegistration, tournament.StepDraw, tournament.StepStartRound)
	b = h.record(b)
	b = through(b, tournament.StepDraw, tournament.StepStartRound)
	r, _ := b.Current()
	res := tournament.Result{Lobby: r.Lobbies[0].ID, Version: r.Lobbies[0].Version}
	for _, s := range r.Lobbies[0].Seats {
		res.Order = append(res.Order, s.Entry)
	}
	_, err = h.RecordResult(h.ctx, h.admin, b.Tournament.ID, res)
	h.must(err)
	h.must(h.Report(h.ctx, league.Notice{League: h.of.ID, Key: "panel", Tournament: b.Tournament.ID, Text: "The bot may not post in #tournaments. Give its role “Send messages” there; the panel follows by itself."}))
	return ids
}

// everyPage are the addresses of every page that there is, by a name for its picture.
func (h *house) everyPage(ids map[string]int64) map[string]string {
	pages := map[string]string{
		"tonight": "/admin", "tournaments": "/admin/tournaments", "new": "/admin/tournaments/new", "players": "/admin/players", "staff": "/admin/staff",
		"settings": "/admin/league", "account": "/admin/account", "list": "/?all", "sign-in": "/sign-in", "missing": "/admin/t/999999",
	}
	for phase, id := range ids {
		at := fmt.Sprintf("/admin/t/%d", id)
		pages["night-"+phase] = at
		pages["board-"+phase] = fmt.Sprintf("/t/%d", id)
	}
	at := func(phase, part string) string { return fmt.Sprintf("/admin/t/%d/%s", ids[phase], part) }
	rounds := h.board(ids["rounds"])
	entry := rounds.Seated[2].Entry.ID
	lobby := rounds.Rounds[0].Lobbies[0].ID
	pages["night-standings"], pages["night-history"], pages["night-overlays"], pages["night-plan"] = at("rounds", "standings"), at("rounds", "history"), at("rounds", "overlays"), at("checkin", "plan")
	pages["entry"], pages["entry-team"] = at("rounds", fmt.Sprintf("entry/%d", entry)), at("teams", fmt.Sprintf("entry/%d", h.board(ids["teams"]).Seated[0].Entry.ID))
	pages["correct"], pages["add"] = at("rounds", fmt.Sprintf("lobby/%d", lobby)), at("registration", "add")
	pages["board-lobbies"], pages["board-players"], pages["who"] = fmt.Sprintf("/t/%d/lobbies", ids["rounds"]), fmt.Sprintf("/t/%d/players", ids["checkin"]), fmt.Sprintf("/t/%d/me", ids["rounds"])
	return pages
}

func TestEveryPageIsSoundInARealBrowser(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	h := openOffice(t)
	pages := h.everyPage(h.season())
	maps.Copy(pages, h.everySheet())
	for i, look := range []browsertest.Look{{Theme: "light"}, {Width: 390, Height: 844, Theme: "dark", Touch: true}, {Theme: "dark"}, {Width: 390, Height: 844, Theme: "light", Touch: true}} {
		p := b.Page(look)
		h.cookie(p, "matchday", h.owner)
		h.cookie(p, "me", fmt.Sprint(h.player(4).Person))
		for name, path := range pages {
			p.Go(h.url + path)
			if name == "missing" {
				p.Complaints() // the browser says itself that the page is not there
			}
			looked(t, p, name, i < 2, look)
			if name == "sheet-map" {
				p.Click("button[value=preview]")
				p.Seen("#go")
				looked(t, p, "sheet-preview", i < 2, look)
			}
		}
	}
}

// looked takes a picture of a page and looks at its width, and with axe at each width and in each theme once.
func looked(t *testing.T, p *browsertest.Page, name string, whole bool, look browsertest.Look) {
	t.Helper()
	if whole {
		p.Sound(name)
	} else {
		p.Shot(name)
		for _, line := range append(p.Overflow(), p.Complaints()...) {
			t.Errorf("%s at %d px, %s: %s", name, look.Width, look.Theme, line)
		}
	}
	if look.Touch && strings.HasPrefix(name, "sheet") {
		for _, small := range p.SmallTargets() {
			t.Errorf("%s: too small for a finger: %s", name, small)
		}
	}
}
