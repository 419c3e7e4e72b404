package web_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/store"
)

// wish is a form that somebody posts, and what it takes to be allowed.
type wish struct {
	act    person.Act
	path   string
	fields []string
}

// wishes are forms to every address that changes something, good ones: who may not is refused for that reason alone.
func (h *house) wishes(id int64) []wish {
	h.t.Helper()
	b := h.board(id)
	at := "/admin/t/" + itoa(id)
	version := itoa(b.Tournament.Version)
	entry := itoa(b.Seated[0].Entry.ID)
	person1 := itoa(b.Seated[0].People[0].Person)
	r, _ := b.Current()
	lobby := r.Lobbies[0]
	graphics, err := h.studio.Graphics(h.ctx, h.admin, id)
	h.must(err)
	last, _, err := h.LastStep(h.ctx, h.admin, id)
	h.must(err)
	plan := []string{"name", "New Cup", "zone", "UTC", "cap", "8", "team_size", "1", "rounds", "1", "lobby_size", "4", "cut", "0", "points", "", "first", "random", "later", "random", "version", version}
	return []wish{
		{person.PlanEvents, "/admin/tournaments/new", plan},
		{person.PlanEvents, at + "/plan", plan},
		{person.PlanEvents, at + "/step", []string{"version", version, "step", "cancel"}},
		{person.OpenDoors, at + "/step", []string{"version", version, "step", "open_registration"}},
		{person.RunRounds, at + "/step", []string{"version", version, "step", "finish"}},
		{person.SendReminders, at + "/step", []string{"version", version, "step", "remind"}},
		{person.SeatLobbies, at + "/draw", []string{"version", version, "seating", "random"}},
		{person.SeatLobbies, at + "/swap", []string{"version", version, "pick", itoa(r.Lobbies[0].Seats[0].Entry), "pick", itoa(r.Lobbies[1].Seats[0].Entry)}},
		{person.SeatLobbies, at + "/seed", []string{"entry", entry, "seed", "2"}},
		{person.UndoSteps, at + "/undo", []string{"last", itoa(last.ID)}},
		{person.RecordResults, at + "/result", []string{"lobby", itoa(lobby.ID), "version", itoa(lobby.Version), "order", "1 2 3 4"}},
		{person.ActForOthers, at + "/add", []string{"person", "Ada", "guest", "on", "ingame", "Ada#1"}},
		{person.ActForOthers, at + "/check-in", []string{"entry", entry}},
		{person.ActForOthers, at + "/check-out", []string{"entry", entry}},
		{person.ActForOthers, at + "/promote", []string{"entry", entry}},
		{person.ActForOthers, at + "/keep", []string{"entry", entry}},
		{person.ActForOthers, at + "/release", []string{"entry", entry}},
		{person.ActForOthers, at + "/withdraw", []string{"entry", entry, "member", person1}},
		{person.ActForOthers, at + "/details", []string{"entry", entry, "member", person1, "ingame", "Other#1"}},
		{person.ActForOthers, at + "/replace", []string{"entry", entry, "person", "Bea", "guest", "on", "ingame", "Bea#1"}},
		{person.RemoveEntries, at + "/remove", []string{"entry", entry}},
		{person.RemoveEntries, at + "/disqualify", []string{"entry", entry}},
		{person.RunOverlays, at + "/overlays/rotate", []string{"graphic", itoa(graphics[0].ID)}},
		{person.ManageStaff, "/admin/staff/roles", []string{"id", person1, "role", "viewer"}},
		{person.ManageStaff, "/admin/staff/give", []string{"person", "moonpetal", "role", "viewer"}},
		{person.ManageStaff, "/admin/staff/bind", []string{"discord", "700000000000000001", "role", "helper"}},
		{person.ManageLeague, "/admin/league", []string{"name", "Other", "zone", "UTC"}},
		{person.SendReminders, "/admin/notices/dismiss", []string{"key", "panel"}},
	}
}

// lastSeq is the newest event of all.
func (h *house) lastSeq() int64 {
	h.t.Helper()
	var seq int64
	h.must(h.store.View(h.ctx, func(_ context.Context, tx store.Tx) (err error) {
		seq, err = tx.LastSeq()
		return err
	}))
	return seq
}

func TestWhoMayNotIsRefusedAndNotOffered(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, at := h.playing()
	h.must(h.Report(h.ctx, league.Notice{League: h.of.ID, Key: "panel", Text: "The bot may not post."}))
	entry := itoa(h.board(id).Seated[0].Entry.ID)
	for _, role := range []person.Roles{person.Helper, person.Producer, person.Viewer, person.Player} {
		b := h.as(person.Viewer | role)
		if role == person.Player {
			b = h.as(person.Player)
		}
		offered := ""
		for _, page := range []string{"/admin", at, at + "/players", at + "/lobbies", at + "/standings", at + "/entry/" + entry, "/admin/tournaments", "/admin/staff", "/admin/league", "/admin/players", at + "/history"} {
			a := b.get(page)
			if want := map[bool]int{true: 200, false: 403}[role != person.Player]; a.StatusCode != want {
				t.Errorf("%s sees %s: %d, want %d", role, page, a.StatusCode, want)
			}
			offered += a.Text
		}
		for _, w := range h.wishes(id) {
			if w.act.Allowed(role) {
				continue
			}
			before := h.lastSeq()
			a := b.post(w.path, w.fields...)
			if a.StatusCode != http.StatusForbidden || !strings.Contains(a.Text, "Ask one of them.") {
				t.Errorf("%s posts %s %v: %d %s", role, w.path, w.fields, a.StatusCode, cut(a.Text))
			}
			if h.lastSeq() != before {
				t.Errorf("%s changed something by %s %v", role, w.path, w.fields)
			}
			hidden := `action="` + w.path + `"`
			if len(w.fields) > 3 && w.fields[2] == "step" {
				hidden = `value="` + w.fields[3] + `"`
			}
			if strings.Contains(offered, hidden) {
				t.Errorf("%s is offered %s", role, hidden)
			}
		}
	}
}

func TestWhoMayIsOffered(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, at := h.playing()
	b := h.signedIn(h.owner)
	offered := ""
	for _, page := range []string{at, at + "/players", at + "/entry/" + itoa(h.board(id).Seated[0].Entry.ID), at + "/overlays", at + "/plan", at + "/add", "/admin/staff", "/admin/league", "/admin/tournaments/new"} {
		offered += b.get(page).Text
	}
	for _, path := range []string{at + "/result", at + "/undo", at + "/swap", at + "/details", at + "/replace", at + "/seed", at + "/remove", at + "/disqualify", at + "/overlays/rotate", at + "/plan", at + "/add", "/admin/staff/give", "/admin/staff/bind", "/admin/league", "/admin/tournaments/new"} {
		if !strings.Contains(offered, `action="`+path+`"`) {
			t.Errorf("the owner is not offered %s", path)
		}
	}
}

func TestWhoIsNotSignedInIsSentAway(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, _ := h.playing()
	before := h.lastSeq()
	for _, w := range h.wishes(id) {
		h.visitor().post(w.path, w.fields...).wants(t, 401, "Sign in")
	}
	if h.lastSeq() != before {
		t.Error("somebody unknown has changed something")
	}
}

func TestRolesThatAreTakenAwayEndAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.as(person.Helper)
	b.get("/admin").wants(t, 200)
	owner := person.Actor{League: h.of.ID, Roles: person.Owner}
	h.must(h.SetRoles(h.ctx, owner, h.player(500+int(person.Helper)).Person, person.Player))
	b.get("/admin").wants(t, 403, "Seeing staff pages, rosters and history is for")
	b.get("/admin/account").wants(t, 200, "player")
}

func TestAnOwnerStaysOneWhateverAdminsPress(t *testing.T) {
	t.Parallel()
	h := open(t)
	members, _, err := h.Staff(h.ctx, h.admin)
	h.must(err)
	owner := members[slices.IndexFunc(members, func(m league.StaffMember) bool { return m.Roles.Has(person.Owner) })].Person
	admin := h.as(person.Admin)
	for _, role := range []string{"player", "viewer"} {
		admin.post("/admin/staff/roles", "id", itoa(owner.ID), "role", role)
		h.signedIn(h.owner).get("/admin/account").wants(t, http.StatusOK, owner.Name+" · owner")
		h.signedIn(h.owner).get("/admin/league").wants(t, http.StatusOK, `action="/admin/league"`)
	}
	admin.post("/admin/staff/roles", "id", itoa(h.player(500+int(person.Admin)).Person), "role", "owner").wants(t, http.StatusForbidden, "Owners are made on the server")
}

func TestOtherLeaguesAreOutOfReach(t *testing.T) {
	t.Parallel()
	h := open(t)
	mine, at := h.playing()
	other, err := h.BindServer(h.ctx, "100000000000000002", "Elsewhere")
	h.must(err)
	boss, err := h.Arrive(h.ctx, league.Visitor{Server: other.Server, Discord: "900000000000000002", Name: "Boss", Admin: true})
	h.must(err)
	there, err := h.CreateTournament(h.ctx, boss, tournament.Plan{Name: "Theirs", Zone: "UTC", Rules: tournament.DefaultRules()})
	h.must(err)
	var entries []tournament.Entry
	for _, name := range []string{"Ann", "Bob", "Cy", "Di"} {
		e, err := h.RegisterFor(h.ctx, boss, there.Tournament.ID, tournament.Application{Guest: name, InGame: name + "#1"})
		h.must(err)
		entries = append(entries, e)
	}
	_, err = h.DrawRound(h.ctx, boss, there.Tournament.ID, 0, tournament.Random)
	h.must(err)
	board, err := h.Advance(h.ctx, boss, there.Tournament.ID, 0, tournament.StepStartRound)
	h.must(err)
	r, _ := board.Current()
	graphics, err := h.studio.Graphics(h.ctx, boss, there.Tournament.ID)
	h.must(err)
	b := h.as(person.Helper)
	theirs := "/admin/t/" + itoa(there.Tournament.ID)
	for _, page := range []string{"", "/players", "/lobbies", "/standings", "/history", "/overlays", "/add", "/entry/" + itoa(entries[0].ID), "/lobby/" + itoa(r.Lobbies[0].ID), "/lobby/" + itoa(r.Lobbies[0].ID) + "/read?order=1"} {
		a := b.get(theirs + page)
		if a.StatusCode != http.StatusNotFound || strings.Contains(a.Text, "Theirs") || strings.Contains(a.Text, "Ann") {
			t.Errorf("%s: %d %s", theirs+page, a.StatusCode, cut(a.Text))
		}
	}
	before := h.lastSeq()
	for _, w := range h.wishes(mine) {
		if !strings.HasPrefix(w.path, at) || !w.act.Allowed(person.Helper) {
			continue
		}
		path := strings.Replace(w.path, at, theirs, 1)
		if a := b.post(path, w.fields...); a.StatusCode != http.StatusNotFound && a.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s %v: %d %s", path, w.fields, a.StatusCode, cut(a.Text))
		}
	}
	// Ids of theirs under an address of ours.
	entry, lobby := itoa(entries[0].ID), r.Lobbies[0]
	for path, fields := range map[string][]string{
		"/check-in": {"entry", entry}, "/promote": {"entry", entry}, "/remove": {"entry", entry}, "/keep": {"entry", entry}, "/seed": {"entry", entry, "seed", "1"},
		"/replace": {"entry", entry, "person", "Zed", "guest", "on", "ingame", "Z#1"}, "/result": {"lobby", itoa(lobby.ID), "version", itoa(lobby.Version), "order", "1 2 3 4"},
		"/overlays/rotate": {"graphic", itoa(graphics[0].ID)}, "/undo": {"last", "999999"},
		"/swap": {"version", itoa(h.board(mine).Tournament.Version), "pick", entry, "pick", itoa(entries[1].ID)},
	} {
		if a := b.post(at+path, fields...); a.StatusCode == http.StatusOK && !strings.Contains(a.Text, "banner-bad") {
			t.Errorf("%s %v is accepted: %s", path, fields, cut(a.Text))
		}
	}
	if h.lastSeq() != before {
		t.Error("something was changed")
	}
}
