package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"matchday/app/person"
	"matchday/app/web"
	"matchday/store/sqlite/sqlitetest"
)

func TestTheSetupLinkMakesTheOwnerOnce(t *testing.T) {
	t.Parallel()
	h := openEmpty(t)
	token, err := h.SetupLink(h.ctx)
	h.must(err)
	b := h.visitor()
	for range 3 { // a preview looks at it
		h.visitor().get("/setup/"+token).wants(t, 200, "Set up Matchday")
	}
	a := b.post("/setup/"+token, "name", "", "password", "short", "league", "", "zone", "Mars/Olympus")
	a.wants(t, 422, "Your name is empty", "The password is too short", "The league&#39;s name is empty", "Mars/Olympus", "4 things need another look")
	if strings.Contains(a.Text, "short\"") {
		t.Error("a password is shown again")
	}
	b.post("/setup/"+token, "name", "Mirae", "password", "a short sentence", "league", "Galiseum", "zone", "Europe/Berlin").wants(t, 200, "You are set up and signed in", "Mirae")
	b.get("/admin").wants(t, 200, "Tonight")
	h.visitor().get("/setup/"+token).wants(t, 404, "has been used or has ended")
	h.visitor().post("/setup/"+token, "name", "Eve", "password", "a short sentence", "league", "x", "zone", "UTC").wants(t, 404)
}

func TestTheSetupPageBeginsWithTheLeagueThatADiscordServerHasMade(t *testing.T) {
	t.Parallel()
	h := openEmpty(t)
	l, err := h.BindServer(t.Context(), "900100", "Galiseum")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.SetLeague(t.Context(), person.Console(l.ID), l.Name, "America/New_York", ""); err != nil {
		t.Fatal(err)
	}
	token, err := h.SetupLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	h.visitor().get("/setup/"+token).wants(t, 200, `value="Galiseum"`, `value="America/New_York"`)
}

// openEmpty is a house in which nobody lives yet.
func openEmpty(t *testing.T) *house {
	t.Helper()
	return serve(t, sqlitetest.Open(t))
}

func TestSigningInAndOut(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.visitor()
	a := b.get("/admin/tournaments")
	a.wants(t, 200, "Sign in", `name="back" value="/admin/tournaments"`)
	if a.Request.URL.Path != "/sign-in" {
		t.Errorf("asked at %s", a.Request.URL)
	}
	b.post("/sign-in", "name", "robin", "password", "wrong").wants(t, 401, "do not belong together", `value="robin"`)
	b.post("/sign-in", "name", "nobody", "password", "wrong").wants(t, 401, "do not belong together")
	a = b.post("/sign-in", "name", "ROBIN", "password", "correct horse battery", "back", "/admin/tournaments")
	a.wants(t, 200, "New tournament")
	b.get("/admin/account").wants(t, 200, "Where you are signed in", "this one")
	b.post("/sign-out").wants(t, 200, "You are signed out")
	if a := b.get("/admin"); a.Request.URL.Path != "/sign-in" {
		t.Error("still signed in")
	}
	b.post("/admin/account/code").wants(t, 401, "Sign in")
}

func TestComingBackLeadsNowhereElse(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, back := range []string{"https://evil.example/", "//evil.example/", `/\evil.example`, "javascript:alert(1)", "/\t/evil.example", "evil"} {
		a := h.visitor().post("/sign-in", "name", "Robin", "password", "correct horse battery", "back", back)
		if a.Request.URL.Host != strings.TrimPrefix(h.url, "http://") || a.Request.URL.Path != "/admin" {
			t.Errorf("back %q leads to %s", back, a.Request.URL)
		}
	}
}

func TestAOneTimeLinkIsNotUsedUpByLooking(t *testing.T) {
	t.Parallel()
	h := open(t)
	helper := h.player(1)
	h.must(h.SetRoles(h.ctx, person.Actor{League: h.of.ID, Roles: person.Owner}, helper.Person, person.Helper))
	token, err := h.SignInLink(h.ctx, helper.Person)
	h.must(err)
	for range 5 {
		h.visitor().get("/sign-in/"+token).wants(t, 200, "Sign in with this link")
	}
	b := h.visitor()
	b.post("/sign-in/"+token).wants(t, 200, "moonpetal")
	h.visitor().post("/sign-in/"+token).wants(t, 404, "has been used")
	h.visitor().get("/sign-in/nonsense").wants(t, 404, "has been used or has ended")
}

func TestSessionsAreListedAndRevoked(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, second := h.visitor(), h.visitor()
	for _, b := range []*browser{first, second} {
		b.post("/sign-in", "name", "Robin", "password", "correct horse battery").wants(t, 200)
	}
	a := first.get("/admin/account")
	ids := regexp.MustCompile(`name="session" value="(\d+)"`).FindAllStringSubmatch(a.Text, -1)
	if len(ids) != 2 {
		t.Fatalf("%d others are listed, want 2 (setting up and the second)", len(ids))
	}
	first.post("/admin/account/sessions/others").wants(t, 200, "Every other browser is signed out")
	if a := second.get("/admin"); a.Request.URL.Path != "/sign-in" {
		t.Error("the second browser is still signed in")
	}
	first.get("/admin").wants(t, 200, "Tonight")
	// A password change signs the others out as well.
	second.post("/sign-in", "name", "Robin", "password", "correct horse battery").wants(t, 200)
	first.post("/admin/account/password", "present", "wrong", "password", "another short sentence").wants(t, 422, "not your present password")
	first.post("/admin/account/password", "present", "correct horse battery", "password", "short").wants(t, 422, "too short")
	first.post("/admin/account/password", "present", "correct horse battery", "password", "another short sentence").wants(t, 200, "Your password is changed")
	if a := second.get("/admin"); a.Request.URL.Path != "/sign-in" {
		t.Error("the second browser survived the new password")
	}
	h.advance(31 * 24 * time.Hour)
	if a := first.get("/admin"); a.Request.URL.Path != "/sign-in" {
		t.Error("a session does not end")
	}
}

func TestNobodyEndsTheSessionOfAnother(t *testing.T) {
	t.Parallel()
	h := open(t)
	helper := h.as(person.Helper)
	sessions, err := h.Sessions(h.ctx, 1)
	h.must(err)
	helper.post("/admin/account/sessions/end", "session", itoa(sessions[0].ID)).wants(t, 200)
	h.signedIn(h.owner).get("/admin").wants(t, 200, "Tonight")
}

func TestTheCodeForDiscordIsShownOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.signedIn(h.owner)
	a := b.post("/admin/account/code")
	code := regexp.MustCompile(`code:([A-Z0-9-]+)`).FindStringSubmatch(a.Text)
	if code == nil {
		t.Fatalf("no code in %s", cut(a.Text))
	}
	who := h.player(1)
	_, err := h.Join(h.ctx, who, code[1])
	h.must(err)
	b.get("/admin/account").wants(t, 200, "are one person")
}

func TestSigningInIsThrottled(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.visitor()
	for range 6 {
		b.post("/sign-in", "name", "Robin", "password", "wrong")
	}
	b.post("/sign-in", "name", "Robin", "password", "correct horse battery").wants(t, 429, "Too many tries. Wait")
	h.advance(3 * time.Second)
	b.post("/sign-in", "name", "Robin", "password", "correct horse battery").wants(t, 200, "Tonight")
	// Links are guessed at no greater speed.
	for i := range 12 {
		h.visitor().get("/sign-in/guess" + string(rune('a'+i)))
	}
	h.visitor().get("/sign-in/guess").wants(t, 429)
}

func TestCookiesKeepToTheirHost(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ public, name, flags string }{
		{"", "matchday", "path=/; HttpOnly; SameSite=Lax"},
		{"https://league.example", "__Host-matchday", "path=/; HttpOnly; secure; SameSite=Lax"},
	} {
		h := open(t, func(o *web.Options) { o.PublicURL = tt.public })
		b := h.visitor()
		b.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		a := b.post("/sign-in", "name", "Robin", "password", "correct horse battery")
		set := a.Header.Get("Set-Cookie")
		if !strings.HasPrefix(set, tt.name+"=") || !strings.HasSuffix(strings.ToLower(set), strings.ToLower(tt.flags)) || strings.Contains(set, "omain") {
			t.Errorf("public_url %q: %s", tt.public, set)
		}
	}
}
