package league_test

import (
	"strings"
	"testing"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
)

func TestStaffActForOthers(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(func(p *tournament.Plan) { p.Rules.Cap = 3 })
	id := b.Tournament.ID
	entries := make([]tournament.Entry, 5)
	for n := range entries {
		entries[n] = h.register(id, n)
	}
	h.step(b, tournament.StepCloseRegistration)
	h.step(b, tournament.StepOpenCheckIn)
	h.said()
	run := func(want []string, call func() (*tournament.Board, error)) *tournament.Board {
		t.Helper()
		b, err := call()
		h.must(err)
		h.wantSaid(want...)
		return b
	}
	b = run([]string{"entry.checked_in player0"}, func() (*tournament.Board, error) { return h.CheckInFor(h.ctx, h.admin, id, entries[0].ID, 0) })
	if b.Counts.CheckedIn != 1 {
		t.Errorf("%+v", b.Counts)
	}
	run(nil, func() (*tournament.Board, error) { return h.CheckInFor(h.ctx, h.admin, id, entries[0].ID, 0) })
	run([]string{"entry.checked_out player0"}, func() (*tournament.Board, error) { return h.CheckOutFor(h.ctx, h.admin, id, entries[0].ID, 0) })
	run([]string{"entry.kept player1"}, func() (*tournament.Board, error) { return h.Keep(h.ctx, h.admin, id, entries[1].ID, true) })
	run([]string{"entry.seeded player2"}, func() (*tournament.Board, error) { return h.Seed(h.ctx, h.admin, id, entries[2].ID, 1) })
	run([]string{"entry.withdrawn player0", "entry.promoted player3"}, func() (*tournament.Board, error) {
		return h.WithdrawFor(h.ctx, h.admin, id, entries[0].ID, h.player(0).Person)
	})
	preview, err := h.PreviewCloseCheckIn(h.ctx, h.admin, id)
	h.must(err)
	if len(preview.Stay) != 1 || len(preview.Drop) != 2 || len(preview.Promote) != 0 {
		t.Errorf("preview %d stay, %d drop, %d move up", len(preview.Stay), len(preview.Drop), len(preview.Promote))
	}
	h.wantSaid()
	run([]string{"check_in.closed", "entry.dropped player2", "entry.dropped player3"}, func() (*tournament.Board, error) {
		return h.Advance(h.ctx, h.admin, id, 0, tournament.StepCloseCheckIn)
	})
	b = run([]string{"entry.restored player2"}, func() (*tournament.Board, error) { return h.CheckInFor(h.ctx, h.admin, id, entries[2].ID, 0) })
	if row, _ := b.Row(entries[2].ID); row.Entry.State != tournament.Seated || !row.Ready {
		t.Errorf("late check-in left %+v", row.Entry)
	}
	run([]string{"entry.promoted player4"}, func() (*tournament.Board, error) { return h.Promote(h.ctx, h.admin, id, entries[4].ID) })
	_, err = h.Promote(h.ctx, h.admin, id, entries[3].ID)
	h.wantFault(err, fault.Taken)
	run([]string{"entry.removed player4"}, func() (*tournament.Board, error) { return h.Remove(h.ctx, h.admin, id, entries[4].ID, "no answer") })
	_, err = h.Remove(h.ctx, h.admin, id, entries[1].ID, strings.Repeat("x", 201))
	h.wantFault(err, fault.Invalid)
	h.wantSaid()
}

func TestASubstituteTakesSeatLobbyAndPoints(t *testing.T) {
	t.Parallel()
	h := open(t)
	b, l := h.playing(4, 4)
	id := b.Tournament.ID
	b = h.result(b, l)
	first := b.Standings[0]
	row, _ := b.Row(first.Entry)
	_, err := h.Replace(h.ctx, h.admin, id, first.Entry, row.People[0].Person, tournament.Application{Guest: "\u200b", InGame: "Sub#1"})
	h.wantFault(err, fault.Invalid)
	_, err = h.Replace(h.ctx, h.admin, id, first.Entry, row.People[0].Person, tournament.Application{InGame: "Sub#1"})
	h.wantFault(err, fault.Invalid)
	other, _ := b.Row(b.Standings[1].Entry)
	_, err = h.Replace(h.ctx, h.admin, id, first.Entry, row.People[0].Person, tournament.Application{Guest: " Stand In ", InGame: other.People[0].InGame})
	h.wantFault(err, fault.Taken)
	h.said()
	b, err = h.Replace(h.ctx, h.admin, id, first.Entry, row.People[0].Person, tournament.Application{Guest: " Stand In ", InGame: "Sub#1"})
	h.must(err)
	h.wantSaid("entry.replaced Stand In")
	if s := b.Standings[0]; s.Entry != first.Entry || s.Total != first.Total {
		t.Errorf("standing %+v, was %+v", s, first)
	}
	if row, _ := b.Row(first.Entry); row.Name != "Stand In" || row.Entry.Name != "Sub#1" {
		t.Errorf("row %+v", row)
	}
	row2, _ := b.Row(first.Entry)
	if b.Mine(row2.People[0].Person).Row.Entry.ID != first.Entry || b.Mine(row.People[0].Person).In {
		t.Error("the two are not exchanged")
	}
}

func TestSwappingTwoBetweenLobbies(t *testing.T) {
	t.Parallel()
	h := open(t)
	b, _ := h.playing(8, 4)
	r, _ := b.Current()
	x, y := r.Lobbies[0].Seats[0].Entry, r.Lobbies[1].Seats[2].Entry
	b, err := h.SwapSeats(h.ctx, h.admin, b.Tournament.ID, b.Tournament.Version, x, y)
	h.must(err)
	r, _ = b.Current()
	if r.Lobbies[0].Seats[0].Entry != y || r.Lobbies[1].Seats[2].Entry != x {
		t.Error("not swapped")
	}
	_, err = h.SwapSeats(h.ctx, h.admin, b.Tournament.ID, b.Tournament.Version-1, x, y)
	h.wantFault(err, fault.Stale)
	_, err = h.SwapSeats(h.ctx, h.admin, b.Tournament.ID, 0, x, 999)
	h.wantFault(err, fault.Missing)
}

func TestCheckingOutAndInAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	id := b.Tournament.ID
	h.register(id, 1)
	h.step(b, tournament.StepOpenCheckIn)
	h.said()
	for range 2 {
		_, err := h.CheckIn(h.ctx, h.player(1), id)
		h.must(err)
	}
	for range 2 {
		_, err := h.CheckOut(h.ctx, h.player(1), id)
		h.must(err)
	}
	h.wantSaid("entry.checked_in player1", "entry.checked_out player1")
	_, err := h.CheckIn(h.ctx, h.player(2), id)
	h.wantFault(err, fault.Missing)
}

func TestACreatedTournamentIsMadeOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	who := h.admin
	who.Cause = "form:create"
	p := tournament.Plan{Name: "Cup", Zone: "UTC", Rules: tournament.DefaultRules()}
	first, err := h.CreateTournament(h.ctx, who, p)
	h.must(err)
	second, err := h.CreateTournament(h.ctx, who, p)
	h.must(err)
	if first.Tournament.ID != second.Tournament.ID {
		t.Errorf("made %d and %d", first.Tournament.ID, second.Tournament.ID)
	}
	all, err := h.Tournaments(h.ctx, h.of.ID)
	h.must(err)
	boards, err := h.Tonight(h.ctx, h.of.ID)
	h.must(err)
	if len(all) != 1 || len(boards) != 1 {
		t.Errorf("%d tournaments, %d on tonight", len(all), len(boards))
	}
	if _, err := h.Board(h.ctx, 4711); !fault.Is(err, fault.Missing) {
		t.Errorf("a board of nothing: %v", err)
	}
}

func TestTheVenueKeepsItsPanelUntilTheChannelChanges(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.create(nil).Tournament.ID
	const channel, other = "400000000000000001", "400000000000000002"
	h.wantFault(h.SetVenue(h.ctx, h.admin, league.Venue{Tournament: id, Channel: "general"}), fault.Invalid)
	h.said()
	h.must(h.SetVenue(h.ctx, h.admin, league.Venue{Tournament: id, Channel: channel}))
	h.must(h.SetVenue(h.ctx, h.admin, league.Venue{Tournament: id, Channel: channel}))
	h.must(h.KeepPanel(h.ctx, id, channel, "500000000000000001", "abc"))
	h.must(h.KeepPanel(h.ctx, id, other, "500000000000000002", "late"))
	if got := h.said(); len(got) != 1 || got[0] != "venue.changed" {
		t.Errorf("said %v", got)
	}
	v, err := h.Venue(h.ctx, id)
	h.must(err)
	if v.Panel != "500000000000000001" || v.Digest != "abc" {
		t.Errorf("venue %+v", v)
	}
	h.must(h.SetVenue(h.ctx, h.admin, league.Venue{Tournament: id, Channel: other, Panel: "forged"}))
	list, err := h.Venues(h.ctx, h.of.ID)
	h.must(err)
	if len(list) != 1 || list[0].Channel != other || list[0].Panel != "" {
		t.Errorf("venues %+v", list)
	}
	g := league.Grant{Tournament: id, User: "200000000000000001", Role: "300000000000000001"}
	h.must(h.KeepGrant(h.ctx, g))
	h.must(h.KeepGrant(h.ctx, g))
	grants, err := h.Grants(h.ctx, id)
	h.must(err)
	if len(grants) != 1 || grants[0] != g {
		t.Errorf("grants %+v", grants)
	}
	h.must(h.DropGrant(h.ctx, g))
	if grants, _ = h.Grants(h.ctx, id); len(grants) != 0 {
		t.Errorf("grants %+v", grants)
	}
}

func TestLeagueSettingsAndServers(t *testing.T) {
	t.Parallel()
	h := open(t)
	again := h.newLeague("Renamed in Discord", h.of.Server)
	if again.ID != h.of.ID {
		t.Errorf("one server got two leagues")
	}
	_, err := h.SetLeague(h.ctx, h.admin, "", "Nowhere", "")
	if got := len(faultFields(err)); got != 2 {
		t.Errorf("faults %v", err)
	}
	h.said()
	of, err := h.SetLeague(h.ctx, h.admin, "Guardian Cup", "America/New_York", "400000000000000009")
	h.must(err)
	_, err = h.SetLeague(h.ctx, h.admin, "Guardian Cup", "America/New_York", "400000000000000009")
	h.must(err)
	if got := h.said(); len(got) != 1 {
		t.Errorf("said %v", got)
	}
	if got, _ := h.LeagueByID(h.ctx, of.ID); got != of || got.Location().String() != "America/New_York" {
		t.Errorf("league %+v", got)
	}
	h.newLeague("Elsewhere", "100000000000000007")
	if all, _ := h.Leagues(h.ctx); len(all) != 2 {
		t.Errorf("%d leagues", len(all))
	}
	_, err = h.Arrive(h.ctx, league.Visitor{Server: "100000000000000099", Discord: "2", Name: "x"})
	h.wantFault(err, fault.Missing)
}

func TestNoticesStandUntilTheyAreSettled(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.said()
	n := league.Notice{League: h.of.ID, Key: "panel/1", Text: "I may not write in #cup. Give me Send Messages there."}
	for range 3 {
		h.must(h.Report(h.ctx, n))
	}
	h.wantNotice("may not write")
	if got := h.said(); len(got) != 1 {
		t.Errorf("said %v", got)
	}
	h.wantFault(h.Dismiss(h.ctx, h.player(1), n.Key), fault.Denied)
	h.must(h.Dismiss(h.ctx, h.admin, n.Key))
	h.must(h.Settle(h.ctx, h.of.ID, n.Key))
	if got := h.said(); len(got) != 1 || got[0] != league.NoticeSettled {
		t.Errorf("said %v", got)
	}
}

func TestANewNameIsSaidOnEveryRunningBoardThatShowsIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	for range 2 {
		h.register(h.create(nil).Tournament.ID, 1)
	}
	h.create(nil)
	h.said()
	h.must(h.Renamed(h.ctx, "200000000000000001", "moonpetal"))
	h.must(h.Renamed(h.ctx, "200000000000000001", "moonpetal"))
	h.must(h.Renamed(h.ctx, "299999999999999999", "a stranger"))
	h.wantSaid("person.renamed moonpetal", "person.renamed moonpetal")
	p, err := h.Meet(h.ctx, h.admin, "288888888888888888", "New Face")
	h.must(err)
	if got, _ := h.Person(h.ctx, p.ID); got.Name != "New Face" {
		t.Errorf("met %+v", got)
	}
}

func TestStaffAreListedWithOwners(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.owner()
	h.must(h.SetRoles(h.ctx, h.admin, h.player(1).Person, person.Helper|person.Producer))
	members, _, err := h.Staff(h.ctx, h.admin)
	h.must(err)
	if len(members) != 2 || members[0].Roles != person.Owner || members[1].Roles.String() != "helper, producer" {
		t.Errorf("staff %+v", members)
	}
	promoted := h.player(1)
	h.wantFault(h.SetRoles(h.ctx, promoted, h.player(2).Person, person.Helper), fault.Denied)
	h.must(h.SetRoles(h.ctx, h.admin, promoted.Person, person.Player))
	h.wantFault(h.SetRoles(h.ctx, h.admin, 4711, person.Helper), fault.Missing)
}

// TestNobodyWhoIsNotKnownIsEntered names people who do not exist, as a wish of another program may.
func TestNobodyWhoIsNotKnownIsEntered(t *testing.T) {
	t.Parallel()
	everyStore(t, func(t *testing.T, h *house) {
		id := h.create(nil).Tournament.ID
		e := h.register(id, 1)
		h.said()
		nobody := tournament.Application{Person: 99999, InGame: "Ghost#1"}
		_, err := h.RegisterFor(h.ctx, h.admin, id, nobody)
		h.wantFault(err, fault.Missing)
		_, err = h.Replace(h.ctx, h.admin, id, e.ID, e.Members[0].Person, nobody)
		h.wantFault(err, fault.Missing)
		h.wantSaid()
	})
}

// A guest becomes known with their entry or not at all, however many try at once, and the same wish makes one.
func TestARefusedGuestLeavesNobodyBehind(t *testing.T) {
	t.Parallel()
	h := open(t)
	b, _ := h.playing(4, 4)
	id := h.create(nil).Tournament.ID
	guest := func(name, inGame, cause string) (tournament.Entry, error) {
		who := h.admin
		who.Cause = cause
		return h.RegisterFor(h.ctx, who, id, tournament.Application{Guest: name, InGame: inGame})
	}
	ada, err := guest("Ada", "Ada#1", "form:1")
	h.must(err)
	if p, err := h.Person(h.ctx, ada.Members[0].Person); err != nil || p.Name != "Ada" || p.Discord != "" {
		t.Errorf("the guest is %+v, %v", p, err)
	}
	again, err := guest("Ada", "Ada#1", "form:1")
	if err != nil || again.ID != ada.ID {
		t.Errorf("the same form again: %+v, %v", again, err)
	}
	for i, err := range together(4, func(int) error {
		_, err := guest("Bea", "ada#1", "")
		return err
	}) {
		if !fault.Is(err, fault.Taken) {
			t.Errorf("guest %d: %v", i, err)
		}
	}
	row := b.Standings[0]
	member, _ := b.Row(row.Entry)
	other, _ := b.Row(b.Standings[1].Entry)
	_, err = h.Replace(h.ctx, h.admin, b.Tournament.ID, row.Entry, member.People[0].Person, tournament.Application{Guest: "Cy", InGame: other.People[0].InGame})
	h.wantFault(err, fault.Taken)
	h.said()
	for n := range int64(6) {
		if p, err := h.Person(h.ctx, ada.Members[0].Person+1+n); !fault.Is(err, fault.Missing) {
			t.Errorf("%+v was left behind: %v", p, err)
		}
	}
	_, err = h.Register(h.ctx, h.player(1), id, tournament.Application{Guest: "Nobody", InGame: "Me#1"})
	h.must(err)
	if row, _ := h.board(id).Row(ada.ID); row.Name != "Ada" || h.board(id).Counts.Seated != 2 {
		t.Errorf("%+v", h.board(id).Counts)
	}
}
