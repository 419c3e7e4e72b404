package web_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"matchday/app/tournament"
	"matchday/app/web"
)

func TestChangesFromOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.create(nil)
	path := "/admin/t/" + itoa(b.Tournament.ID) + "/step"
	for name, headers := range map[string]map[string]string{
		"cross site":  {"Sec-Fetch-Site": "cross-site"},
		"same site":   {"Sec-Fetch-Site": "same-site"},
		"evil origin": {"Origin": "https://evil.example"},
		"null origin": {"Origin": "null"},
	} {
		a := h.signedIn(h.owner).send(path, headers, "step", "close_registration", "version", itoa(b.Tournament.Version))
		if a.StatusCode != http.StatusForbidden || !strings.Contains(a.Text, "This came from another site") {
			t.Errorf("%s: %d %s", name, a.StatusCode, cut(a.Text))
		}
	}
	if got := h.board(b.Tournament.ID).Tournament.Registration; got != tournament.Open {
		t.Errorf("registration is %s", got)
	}
	for name, headers := range map[string]map[string]string{
		"same origin": {"Sec-Fetch-Site": "same-origin"}, "own origin": {"Origin": h.url}, "no browser": nil,
	} {
		b = h.board(b.Tournament.ID)
		next := map[bool]string{true: "close_registration", false: "open_registration"}[b.Tournament.Registration == tournament.Open]
		a := h.signedIn(h.owner).send(path, headers, "step", next, "version", itoa(b.Tournament.Version))
		if a.StatusCode != http.StatusOK {
			t.Errorf("%s: %d %s", name, a.StatusCode, cut(a.Text))
		}
	}
}

func TestThePublicAddressIsOurOwn(t *testing.T) {
	t.Parallel()
	h := open(t, func(o *web.Options) { o.PublicURL = "https://league.example" })
	a := h.visitor().send("/sign-in", map[string]string{"Origin": "https://league.example"}, "name", "x", "password", "y")
	a.wants(t, 401, "do not belong together")
	h.visitor().send("/sign-in", map[string]string{"Origin": "https://other.example"}, "name", "x", "password", "y").wants(t, 403)
}

func TestEveryAnswerCarriesItsHeaders(t *testing.T) {
	t.Parallel()
	h := open(t, func(o *web.Options) {
		o.PublicURL, o.FrameAncestors = "https://league.example", []string{"http://127.0.0.1:8081"}
	})
	for path, want := range map[string]map[string]string{
		"/":              {"X-Frame-Options": "DENY", "Referrer-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"},
		"/nothing":       {"X-Frame-Options": "DENY"},
		"/admin":         {"X-Frame-Options": "DENY"},
		"/overlay/no":    {"X-Frame-Options": "", "Referrer-Policy": "no-referrer"},
		"/livez":         {},
		"/api/v1/nought": {"Content-Type": "application/json"},
	} {
		a := h.visitor().get(path)
		csp := a.Header.Get("Content-Security-Policy")
		frames := "frame-ancestors 'none'"
		if strings.HasPrefix(path, "/overlay/") {
			frames = "frame-ancestors 'self' http://127.0.0.1:8081"
		}
		if !strings.Contains(csp, "script-src 'self'") || !strings.Contains(csp, frames) || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %s", path, csp)
		}
		for name, value := range map[string]string{"X-Content-Type-Options": "nosniff", "Strict-Transport-Security": "max-age=31536000"} {
			if a.Header.Get(name) != value {
				t.Errorf("%s: %s is %q", path, name, a.Header.Get(name))
			}
		}
		if a.Header.Get("X-Request-Id") == "" {
			t.Errorf("%s: no request id", path)
		}
		for name, value := range want {
			if got := a.Header.Get(name); got != value && !strings.HasPrefix(got, value+";") {
				t.Errorf("%s: %s is %q, want %q", path, name, got, value)
			}
		}
	}
}

func TestABodyThatIsTooLargeIsRefusedReadably(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, body := range map[string]io.Reader{
		"with a length": strings.NewReader("name=" + strings.Repeat("x", 1<<20)),
		"just over":     strings.NewReader("name=" + strings.Repeat("x", 256<<10)),
		"chunked":       io.MultiReader(strings.NewReader("name="), bytes.NewReader(make([]byte, 2<<20))),
	} {
		req, err := http.NewRequestWithContext(h.ctx, http.MethodPost, h.url+"/sign-in", body)
		h.must(err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		a := h.visitor().do(req)
		if a.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(a.Text, "That is too much at once") {
			t.Errorf("%s: %d %s", name, a.StatusCode, cut(a.Text))
		}
	}
	req, err := http.NewRequestWithContext(h.ctx, http.MethodPost, h.url+"/sign-in", io.MultiReader(strings.NewReader("name=Robin&password="), strings.NewReader("correct+horse+battery")))
	h.must(err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	h.visitor().do(req).wants(t, 200, "Tonight") // chunked and small
}

func TestWhatIsNotThereSaysSo(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.visitor()
	for _, path := range []string{"/nothing", "/t/1", "/t/abc", "/t/-1", "/t/1/nonsense", "/static/app.css", "/static/../web.go", "/T/1", "/Admin", "/sign-in/", "/t/99999999999999999999"} {
		a := b.get(path)
		if a.StatusCode != http.StatusNotFound || !strings.Contains(a.Text, "<h1>Not here</h1>") {
			t.Errorf("%s: %d %s", path, a.StatusCode, cut(a.Text))
		}
	}
	b.get("/api/v1/tournaments/1/standings").wants(t, 404, `"code":"missing"`, `"request_id":"`)
	b.send("/t/1", nil).wants(t, 404)
	b.get("/theme.css?accent=red;}").wants(t, 422)
	b.get("/theme.css?accent=FF00AA").wants(t, 200, "--accent")
}

func TestAnInternalErrorIsNotShown(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	h := open(t, func(o *web.Options) {
		o.Log = logTo(&log)
		o.Checks = []web.Check{{Name: "boom", Run: func(context.Context) error { panic("secret of the house") }}}
	})
	a := h.visitor().get("/readyz")
	a.wants(t, 500, "Something went wrong on our side", "tell the operator the number "+a.Header.Get("X-Request-Id"))
	if strings.Contains(a.Text, "secret") {
		t.Error(a.Text)
	}
	h.stop()
	if !strings.Contains(log.String(), "secret of the house") || !strings.Contains(log.String(), a.Header.Get("X-Request-Id")) {
		t.Errorf("the log says %s", log.String())
	}
}

func TestWhereARequestComesFromIsBelievedOfTrustedProxiesOnly(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		trusted []string
		spared  bool // the throttle sees the forwarded addresses
	}{{"nobody is trusted", nil, false}, {"the proxy is trusted", []string{"127.0.0.1"}, true}} {
		h := open(t, func(o *web.Options) { o.TrustedProxies = tt.trusted })
		status := 0
		for i := range 14 {
			a := h.visitor().send("/sign-in", map[string]string{"X-Forwarded-For": "203.0.113.7, 192.0.2." + itoa(int64(i+1))}, "name", "somebody"+itoa(int64(i)), "password", "wrong")
			status = a.StatusCode
		}
		if (status == 401) != tt.spared {
			t.Errorf("%s: the last of 14 tries from 14 forwarded addresses is answered %d", tt.name, status)
		}
	}
}

func TestThemesAreKeptInACookie(t *testing.T) {
	t.Parallel()
	h := open(t)
	b := h.visitor()
	b.post("/theme", "theme", "dark", "back", "/?all").wants(t, 200, `data-theme="dark"`)
	b.post("/theme", "theme", "system", "back", "/?all")
	if a := b.get("/?all"); strings.Contains(a.Text, "data-theme=") {
		t.Error("the system's theme is not back")
	}
	b.post("/theme", "theme", `"><script>`, "back", "//evil.example").wants(t, 200)
}

func TestStaticFilesAreKeptForEver(t *testing.T) {
	t.Parallel()
	h := open(t)
	page := h.visitor().get("/?all").Text
	i := strings.Index(page, "/static/app.")
	name := page[i : i+strings.IndexByte(page[i:], '"')]
	req, err := http.NewRequestWithContext(h.ctx, http.MethodGet, h.url+name, nil)
	h.must(err)
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := http.DefaultTransport.RoundTrip(req)
	h.must(err)
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(res.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("%s: %d %v", name, res.StatusCode, res.Header)
	}
	h.visitor().get("/overlay/worker.js").wants(t, 200, "caches")
}

func TestTheClientsOwnWordOfItsAddressIsNotBelieved(t *testing.T) {
	t.Parallel()
	h := open(t, func(o *web.Options) { o.TrustedProxies = []string{"127.0.0.0/8"} })
	status := 0
	for i := range 14 {
		a := h.visitor().send("/sign-in", map[string]string{"X-Forwarded-For": "192.0.2." + itoa(int64(i+1)) + ", 203.0.113.7"}, "name", "somebody"+itoa(int64(i)), "password", "wrong")
		status = a.StatusCode
	}
	if status != 429 {
		t.Errorf("whoever writes addresses into the header is answered %d", status)
	}
	if _, err := web.New(web.Options{TrustedProxies: []string{"proxy.example"}}); err == nil || !strings.Contains(err.Error(), "is no address") {
		t.Errorf("a name as trusted proxy: %v", err)
	}
}
