package desk_test

import (
	"flag"
	"testing"
	"time"

	"matchday/app/discord/desk"
	"matchday/app/discord/discordtest"
	"matchday/app/discord/say"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func teams(p *tournament.Plan) { p.Rules.TeamSize, p.Rules.Cap, p.Rules.LobbySize = 2, 16, 4 }

func TestGoldenScreensOfStaff(t *testing.T) {
	admin := person.Actor{Person: 1, Name: "mod", League: 1, Roles: person.Admin}
	viewer := person.Actor{Person: 2, Name: "watcher", League: 1, Roles: person.Viewer}
	at := discordtest.Start()
	draft := discordtest.New(t, nil).Board()
	open := discordtest.New(t, nil).Open().Enter(34).Board()
	checking := discordtest.New(t, nil).Open().Enter(34).CheckIn().Present(12).Board()
	closed := discordtest.New(t, nil).Open().Enter(34).CheckIn().Present(20).Close().Board()
	drawn := discordtest.New(t, nil).Open().Enter(34).CheckIn().Present(20).Close().Draw(false).Board()
	playing := discordtest.New(t, nil).Open().Enter(34).CheckIn().Present(20).Close().Draw(true).Record(1).Board()
	second := discordtest.New(t, nil).Open().Enter(34).CheckIn().Present(20).Close().Draw(true).Record(-1).Draw(true).Board()
	pairs := discordtest.New(t, teams).Open().Enter(5).Board()
	finished := discordtest.New(t, nil).Open().Enter(16).CheckIn().Present(-1).Close().Draw(true).Record(-1).Finish().Board()
	some := desk.Staff{Last: "closed check-in", LastID: 12, Venue: league.Venue{Channel: "500000000000000001"}, Notices: []league.Notice{
		{Key: "departed/7/3", Tournament: 7, Text: "Ivy has left the Discord server but is still in Friday Cup as Ivy#NA1. Remove the entry, or leave it if they play without Discord.", Since: at}}}
	lobby, done := playing.Rounds[0].Lobbies[1], playing.Rounds[0].Lobbies[0]
	for name, v := range map[string]any{
		"home-draft":        desk.Home(draft, admin, desk.Staff{}, "**Friday Cup** is created."),
		"home-registration": desk.Home(open, admin, some, ""),
		"home-check-in":     desk.Home(checking, admin, some, "Check-in is open."),
		"home-viewer":       desk.Home(checking, viewer, some, ""),
		"home-seating":      desk.Home(closed, admin, some, ""),
		"home-drawn":        desk.Home(drawn, admin, some, ""),
		"home-playing":      desk.Home(playing, admin, some, ""),
		"home-finished":     desk.Home(finished, admin, some, ""),
		"ask-close":         desk.Question(checking, offer(t, checking, tournament.StepCloseCheckIn), preview(checking)),
		"ask-remind":        desk.Question(checking, offer(t, checking, tournament.StepRemind), tournament.CheckInPreview{}),
		"ask-cancel":        desk.Question(checking, offer(t, checking, tournament.StepCancel), tournament.CheckInPreview{}),
		"ask-undo":          desk.Undo(checking, desk.LastStep{ID: 12, Title: "corrected the result of round 2, lobby A", By: "*mod*", When: say.FromNow(at)}),
		"entries":           entries(t, open, "all", 1),
		"entries-left":      entries(t, closed, "left", 1),
		"entries-none":      entries(t, draft, "all", 1),
		"found":             desk.Found(open, "player 2", ""),
		"card-seated":       card(t, checking, 115, 0),
		"card-waiting":      card(t, open, 133, 0),
		"card-dropped":      card(t, closed, 125, 0),
		"card-team":         card(t, pairs, 101, 0),
		"card-member":       card(t, pairs, 101, 2),
		"add-form":          desk.AddForm(open),
		"add-form-team":     desk.AddForm(pairs),
		"lobbies-drawn":     desk.Lobbies(drawn, 0, "The lobbies are drawn. Players see them when you start the round."),
		"lobbies-playing":   desk.Lobbies(playing, 0, ""),
		"lobbies-earlier":   desk.Lobbies(second, 1, ""),
		"swap":              swap(t, drawn, drawn.Rounds[0].Lobbies[0].Seats[0].Entry),
		"tap-first":         desk.Tapping(playing, lobby, nil, ""),
		"tap-some":          desk.Tapping(playing, lobby, desk.Order(lobby, "oabE"), ""),
		"tap-correct":       desk.Tapping(playing, done, nil, ""),
		"tap-complete":      desk.Complete(playing, lobby, desk.Order(lobby, "oabcdefG"), tournament.Ripple{}),
		"tap-ripple": desk.Complete(playing, done, desk.Order(done, "obacdef"), tournament.Ripple{
			Moves:    []tournament.Move{{Name: "LunaVex", RankBefore: 2, RankAfter: 1, TotalBefore: 15, TotalAfter: 16}, {Name: "=SUM(1,2)", RankBefore: 1, RankAfter: 2, TotalBefore: 16, TotalAfter: 15}},
			Warnings: []string{"The lobbies of round 2 were drawn from the old standings and stay as they are."}}),
		"type-form":  desk.TypeForm(playing, lobby),
		"plan":       desk.Plan(checking, []league.Timer{{Kind: "open_check_in", Due: at.Add(-time.Hour), Done: at.Add(-time.Hour), Outcome: "fired"}, {Kind: "close_check_in", Due: at}}, ""),
		"times-read": desk.Reading(open, open.Tournament.Times, at.Add(-30*time.Minute), ""),
		"venue":      desk.Venue(open, league.Venue{Channel: "500000000000000001", Ping: "600000000000000001"}, []string{"The ping tells nobody: @Cup may not be mentioned. Allow everybody to mention the role."}, "It is set."),
	} {
		t.Run(name, func(t *testing.T) { discordtest.Golden(t, *update, name, v) })
	}
}

func offer(t *testing.T, b *tournament.Board, step tournament.Step) tournament.Offer {
	t.Helper()
	for _, o := range b.Offers() {
		if o.Step == step {
			return o
		}
	}
	t.Fatalf("no offer %s", step)
	return tournament.Offer{}
}

func preview(b *tournament.Board) tournament.CheckInPreview {
	var p tournament.CheckInPreview
	for _, r := range b.Seated {
		if r.Ready {
			p.Stay = append(p.Stay, r.Entry)
		} else {
			p.Drop = append(p.Drop, r.Entry)
		}
	}
	return p
}

func entries(t *testing.T, b *tournament.Board, list string, page int) say.Message {
	t.Helper()
	m, err := desk.Entries(b, list, page, "")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func card(t *testing.T, b *tournament.Board, entry, member int64) say.Message {
	t.Helper()
	m, err := desk.Card(b, entry, member, "")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func swap(t *testing.T, b *tournament.Board, entry int64) say.Message {
	t.Helper()
	m, err := desk.SwapWith(b, entry, "")
	if err != nil {
		t.Fatal(err)
	}
	return m
}
