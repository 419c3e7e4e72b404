package web_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"

	"matchday/app/fault"
	"matchday/app/graphic"
	"matchday/app/league"
	"matchday/store/sqlite/sqlitetest"
)

// bad are values that nobody should type, and somebody will.
var bad = []string{
	"", " ", "\t\n", "\x00", "\x07\x1b[31m", "\u202egnp.exe", "\u200b\u2060", "\xff\xfe\xc0", strings.Repeat("x", 5000), strings.Repeat("🦊", 600),
	"abc", "-1", "0", "1e9", "3.5", "99999999999999999999", "0x10", "١٢٣", "NaN", "null", "undefined", "true",
	"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "javascript:alert(1)", "=HYPERLINK(\"http://evil.example\")", "+1+1", "@everyone <@123> <@&456>", "`tick` *bold* ||x||",
	"'; DROP TABLE entries; --", "../../etc/passwd", "%00", "%s%n", "{{.}}", "Smarch 13th", "31.02.2026 25:61", "9999-12-31 23:59", "0001-01-01 00:00",
}

// formCase is one form: where it goes, its good values, and the fields that are typed into or could be tampered with.
type formCase struct {
	path   string
	good   func(*house, int64) []string
	signed bool
}

func forms(id int64) []formCase {
	at := "/admin/t/" + itoa(id)
	night := func(fields ...string) func(*house, int64) []string {
		return func(*house, int64) []string { return fields }
	}
	versioned := func(fields ...string) func(*house, int64) []string {
		return func(h *house, id int64) []string {
			return append([]string{"version", itoa(h.board(id).Tournament.Version)}, fields...)
		}
	}
	entry := func(fields ...string) func(*house, int64) []string {
		return func(h *house, id int64) []string {
			b := h.board(id)
			r := append(b.Seated, b.Left...)[0]
			return append([]string{"entry", itoa(r.Entry.ID), "member", itoa(r.People[0].Person)}, fields...)
		}
	}
	plan := []string{"name", "Cup", "zone", "UTC", "registration_opens", "", "registration_closes", "", "check_in_opens", "", "check_in_closes", "", "starts", "", "cap", "8", "team_size", "1", "rounds", "2",
		"lobby_size", "4", "cut", "0", "points", "4 3 2 1", "first", "random", "later", "random", "ties", "firsts", "ties_2", ""}
	return []formCase{
		{"/sign-in", night("name", "Nobody", "password", "wrong", "back", "/admin"), false},
		{"/theme", night("theme", "dark", "back", "/"), false},
		{"/t/" + itoa(id) + "/me", night("person", "1"), false},
		{"/admin/account/password", night("present", "wrong", "password", "a new short sentence"), true},
		{"/admin/account/sessions/end", night("session", "999"), true},
		{"/admin/account/league", night("league", "1"), true},
		{"/admin/tournaments/new", night(plan...), true},
		{at + "/plan", versioned(append([]string{"was", ""}, plan...)...), true},
		{at + "/step", versioned("step", "open_registration"), true},
		{at + "/draw", versioned("seating", "random"), true},
		{at + "/undo", night("last", "999999"), true},
		{at + "/swap", func(h *house, id int64) []string {
			r, _ := h.board(id).Current()
			return []string{"version", itoa(h.board(id).Tournament.Version), "pick", itoa(r.Lobbies[0].Seats[0].Entry), "pick", itoa(r.Lobbies[1].Seats[0].Entry)}
		}, true},
		{at + "/result", func(h *house, id int64) []string {
			r, _ := h.board(id).Current()
			return []string{"lobby", itoa(r.Lobbies[0].ID), "version", itoa(r.Lobbies[0].Version), "order", "1 2 3 4", "sure", "yes"}
		}, true},
		{at + "/add", night("person", "Guest", "guest", "on", "ingame", "Guest#1", "pronouns", "", "alt", "", "team", "", "shared", "on"), true},
		{at + "/details", entry("ingame", "Fresh#1", "pronouns", "", "alt", "", "team", "", "shared", "on"), true},
		{at + "/replace", entry("person", "Stand-in", "guest", "on", "ingame", "Stand#1", "pronouns", ""), true},
		{at + "/seed", entry("seed", "1"), true},
		{at + "/check-in", entry(), true},
		{at + "/check-out", entry(), true},
		{at + "/keep", entry(), true},
		{at + "/release", entry(), true},
		{at + "/promote", entry(), true},
		{at + "/withdraw", entry(), true},
		{at + "/remove", entry("reason", "x"), true},
		{at + "/disqualify", entry("reason", "x"), true},
		{at + "/overlays/rotate", night("graphic", "999"), true},
		{"/admin/staff/roles", night("id", "1", "role", "viewer"), true},
		{"/admin/staff/give", night("person", "moonpetal", "role", "viewer"), true},
		{"/admin/staff/bind", night("discord", "700000000000000009", "role", "helper"), true},
		{"/admin/league", night("name", "League", "zone", "UTC"), true},
		{"/admin/notices/dismiss", night("key", "panel"), true},
	}
}

func TestBadInputEverywhere(t *testing.T) {
	t.Parallel()
	probe := open(t)
	id, _ := probe.playing()
	for i, f := range forms(id) {
		t.Run(strings.Trim(f.path, "/"), func(t *testing.T) {
			t.Parallel()
			dir := sqlitetest.Dir(t)
			h := openOn(t, sqlitetest.OpenDir(t, dir))
			id, _ := h.playing()
			elsewhere := h.elsewhere()
			all := beside(t, dir)
			b := h.visitor()
			if f.signed {
				b = h.signedIn(h.owner)
			}
			b.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
			form := forms(id)[i]
			good := form.good(h, id)
			for field := 0; field < len(good); field += 2 {
				for i, value := range append(elsewhere, bad...) {
					if testing.Short() && (i+field/2)%5 != 0 {
						continue // the fields try the values turn about
					}
					h.badField(t, b, all, form, id, field, value)
				}
			}
			h.badField(t, b, all, form, id, -1, "") // nothing at all
		})
	}
}

// elsewhere are the ids of a tournament of another league: of itself, its entries, people, lobbies and graphics.
func (h *house) elsewhere() []string {
	h.t.Helper()
	of, admin := h.of, h.admin
	var err error
	h.of, err = h.BindServer(h.ctx, "100000000000000002", "Elsewhere")
	h.must(err)
	h.admin, err = h.Arrive(h.ctx, league.Visitor{Server: h.of.Server, Discord: "900000000000000002", Name: "Sam", Admin: true})
	h.must(err)
	id, _ := h.playing()
	b := h.board(id)
	r, _ := b.Current()
	key, graphic := h.key(id, graphic.Standings)
	ids := []string{itoa(id), itoa(b.Seated[0].Entry.ID), itoa(h.admin.Person), itoa(r.Lobbies[0].ID), itoa(graphic), key, itoa(h.of.ID)}
	h.of, h.admin = of, admin
	return ids
}

// badField posts a form with one field spoiled. It may be accepted, as text is; it may be refused with a sentence, and
// then nothing has changed; it must never be an error of ours, and never come back as markup.
func (h *house) badField(t *testing.T, b *browser, all *rows, f formCase, id int64, field int, value string) {
	t.Helper()
	fields := append([]string(nil), f.good(h, id)...)
	name := "(no fields)"
	if field >= 0 {
		fields[field+1], name = value, fields[field]
	} else {
		fields = nil
	}
	h.advance(61e9) // past every throttle
	before, seq := all.digest(), h.lastSeq()
	a := b.post(f.path, fields...)
	where := fmt.Sprintf("%s %s=%.40q", f.path, name, value)
	if a.StatusCode >= 500 {
		t.Errorf("%s: %d %s", where, a.StatusCode, cut(a.Text))
	}
	for _, markup := range []string{"<script>alert(1)", "<img src=x"} {
		if strings.Contains(a.Text, markup) {
			t.Errorf("%s comes back as markup", where)
		}
	}
	if a.StatusCode == http.StatusSeeOther {
		if to := a.Header.Get("Location"); !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") {
			t.Errorf("%s leads to %s", where, to)
		}
		return
	}
	if a.StatusCode >= 400 {
		if h.lastSeq() != seq || all.digest() != before {
			t.Errorf("%s: refused with %d, and something was changed", where, a.StatusCode)
		}
		if !strings.Contains(a.Text, "data-sentence") && !strings.Contains(a.Text, `class="fault"`) && !strings.Contains(a.Text, "need another look") {
			t.Errorf("%s: %d without a sentence: %s", where, a.StatusCode, cut(a.Text))
		}
		if strings.Contains(a.Text, fault.Sentence(nil)) && fault.Sentence(nil) != "" {
			t.Errorf("%s: the neutral sentence", where)
		}
	}
}

func TestBadQueriesAndPaths(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, at := h.playing()
	lobby, _ := h.board(id).Current()
	b := h.signedIn(h.owner)
	for _, value := range bad {
		q := url.QueryEscape(value)
		for _, path := range []string{
			"/t/" + itoa(id) + "?me=" + q, "/?" + q, "/sign-in?back=" + q, at + "/lobbies?round=" + q, at + "/history?before=" + q,
			at + "/lobby/" + itoa(lobby.Lobbies[0].ID) + "/read?order=" + q, "/admin/moment?field=starts&starts=" + q + "&zone=" + q, "/admin/moment?field=" + q,
			"/overlay/x?top=" + q + "&offset=" + q + "&scale=" + q + "&" + q + "=1", "/theme.css?accent=" + q,
			"/t/" + url.PathEscape(value), "/admin/t/" + url.PathEscape(value), at + "/entry/" + url.PathEscape(value), at + "/lobby/" + url.PathEscape(value),
			"/overlay/" + url.PathEscape(value), "/setup/" + url.PathEscape(value), "/static/" + url.PathEscape(value), "/api/v1/tournaments/" + url.PathEscape(value) + "/standings",
		} {
			h.advance(61e9)
			a, cutOff := b.tryPath(path)
			if cutOff {
				continue
			}
			if a.StatusCode >= 500 {
				t.Errorf("%s: %d %s", path, a.StatusCode, cut(a.Text))
			}
			if strings.Contains(a.Text, "<script>alert(1)") || strings.Contains(a.Text, "<img src=x") {
				t.Errorf("%s comes back as markup", path)
			}
		}
	}
}

// tryPath asks for a path. One that is longer than what the server reads of a head is refused before all of it is sent,
// and then a client may see its connection end instead of the refusal.
func (b *browser) tryPath(path string) (a answer, cutOff bool) {
	b.h.t.Helper()
	req, err := http.NewRequestWithContext(b.h.ctx, http.MethodGet, b.h.url+path, nil)
	b.h.must(err)
	res, err := b.Do(req)
	if len(path) > 16<<10 {
		if err != nil {
			if !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, syscall.EPIPE) && !errors.Is(err, io.EOF) {
				b.h.t.Errorf("a path of %d bytes: %v", len(path), err)
			}
			return a, true
		}
		if res.StatusCode < 400 || res.StatusCode >= 500 {
			b.h.t.Errorf("a path of %d bytes: %d", len(path), res.StatusCode)
		}
	}
	b.h.must(err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil && len(path) > 16<<10 {
		return a, true
	}
	b.h.must(err)
	return answer{res, string(text)}, false
}

func TestEveryWrongFieldIsToldBesideItWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.signedIn(h.owner)
	a := b.post("/admin/tournaments/new", "name", "", "zone", "Mars/Olympus", "starts", "Smarch 13th", "cap", "many", "team_size", "99", "rounds", "0", "lobby_size", "1", "cut", "-1", "points", "1 2 x",
		"first", "by_standing", "later", "nonsense", "ties", "firsts", "ties_2", "firsts")
	a.wants(t, 422)
	for field, want := range map[string]string{
		"name": "The name is empty", "zone": "Mars/Olympus", "starts": "Smarch 13th", "cap": "type a whole number", "team_size": "between 1 and 8", "rounds": "between 1 and 12",
		"lobby_size": "between 2 and 16", "cut": "between 0 and 512", "points": "Points are whole numbers", "first": "Round 1 has no standings yet", "later": "Choose how the later rounds are drawn", "ties": "unknown or listed twice",
	} {
		i := strings.Index(a.Text, `id="plan-`+strings.ReplaceAll(field, "_", "-")+`-fault"`)
		if i < 0 {
			t.Errorf("nothing is told beside %s", field)
			continue
		}
		if line := a.Text[i : i+strings.Index(a.Text[i:], "</p>")]; !strings.Contains(line, want) {
			t.Errorf("beside %s: %s, want %q", field, line, want)
		}
	}
	for _, typed := range []string{`value="Mars/Olympus"`, `value="Smarch 13th"`, `value="many"`, `value="1 2 x"`} {
		if !strings.Contains(a.Text, typed) {
			t.Errorf("what was typed is lost: %s", typed)
		}
	}
	if boards, err := h.Tonight(h.ctx, h.of.ID); err != nil || len(boards) != 0 {
		t.Errorf("%d tournaments, %v", len(boards), err)
	}
}
