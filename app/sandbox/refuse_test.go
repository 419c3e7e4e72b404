package sandbox_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode"

	"matchday/app/sandbox"
)

// TestBadInputIsRefusedWithASentence: whatever a script sends, it reads what is wrong, and nothing happens.
func TestBadInputIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, c := range []struct {
		deed   string
		body   any
		status int
		field  string
		says   string
	}{
		{"press", "", 400, "", "not a JSON object"},
		{"press", "[1]", 400, "", "not a JSON object"},
		{"press", `{"user":`, 400, "", "not a JSON object"},
		{"press", `{"user":"ben"} {}`, 400, "", "not a JSON object"},
		{"press", `{"user":"` + strings.Repeat("x", 300000) + `"}`, 400, "", "too long"},
		{"press", obj{"label": "Register"}, 400, "user", "missing"},
		{"press", obj{"user": strings.Repeat("x", 70000), "label": "Register"}, 400, "user", "nobody"},
		{"press", obj{"user": "nobody", "label": "Register"}, 400, "user", "nobody called"},
		{"press", obj{"user": 7, "label": "Register"}, 400, "user", "cannot be a number"},
		{"press", obj{"user": "ben", "button": "Register"}, 400, "button", "not known here"},
		{"press", obj{"user": "ben", "label": "Regster"}, 400, "label", "Nothing that person sees"},
		{"press", obj{"user": "ben", "label": ""}, 400, "label", "Nothing that person sees"},
		{"press", obj{"user": "ben", "message": s.panel, "label": "Regster"}, 400, "label", "“Register”"},
		{"press", obj{"user": "ben", "message": "12", "label": "Register"}, 400, "message", "no message"},
		{"press", obj{"user": "ben", "message": s.panel, "label": "Board"}, 400, "", "in the browser"},
		{"select", obj{"user": "ben", "message": s.panel, "menu": "Colour", "values": []string{"red"}}, 400, "label", "“Region”"},
		{"select", obj{"user": "ben", "message": s.panel, "menu": "Region", "values": []string{"Mars"}}, 400, "", "Mars"},
		{"select", obj{"user": "ben", "message": s.panel, "menu": "Region", "values": []string{}}, 400, "", ""},
		{"select", obj{"user": "ben", "message": s.panel, "menu": "Region", "values": []string{"Europe", "Korea"}}, 400, "", ""},
		{"select", obj{"user": "ben", "message": s.panel, "menu": "who", "values": []string{"nobody"}}, 400, "values", "nobody"},
		{"select", obj{"user": "ben", "message": s.panel, "menu": "Region", "values": "Europe"}, 400, "values", "cannot be a string"},
		{"submit", obj{"user": "ben", "fields": obj{"Name in the game": "x"}}, 400, "modal", "No such form"},
		{"command", obj{"user": "ben", "line": "/fly"}, 400, "line", "“/standings”"},
		{"command", obj{"user": "ben", "line": ""}, 400, "line", "“/standings”"},
		{"command", obj{"user": "ben", "line": "/standings"}, 400, "tournament", "needs tournament"},
		{"command", obj{"user": "ben", "line": "/standings cup"}, 400, "line", "name:value"},
		{"command", obj{"user": "ben", "line": "/remove player:nobody"}, 400, "values", "nobody"},
		{"command", obj{"user": "ben", "channel": "staff", "line": "/standings tournament:x"}, 400, "channel", "no channel"},
		{"autocomplete", obj{"user": "ben", "line": "/remove player:b", "focused": "player"}, 400, "focused", "can be completed"},
		{"say", obj{"user": "ben", "channel": "nowhere", "text": "hi"}, 400, "channel", "no channel"},
		{"say", obj{"user": "ben", "channel": "cup", "text": ""}, 400, "", ""},
		{"say", obj{"user": "ben", "channel": "cup", "text": strings.Repeat("x", 2001)}, 400, "", ""},
		{"read", obj{"user": "ben", "channel": "staff"}, 400, "channel", "no channel"},
		{"tick", obj{"advance": "5m"}, 409, "", "real clock"},
		{"fault", obj{"service": "google", "kind": "down"}, 400, "service", "google"},
		{"fault", obj{"service": "discord", "kind": "flood"}, 400, "kind", "“drop-gateway”"},
		{"fault", obj{"service": "discord", "kind": "down", "for": "2h"}, 400, "for", "hour"},
		{"fault", obj{"service": "discord", "kind": "down", "for": "-5s"}, 400, "for", "hour"},
		{"fault", obj{"service": "discord", "kind": "down", "for": "soon"}, 400, "", "soon"},
		{"fault", obj{"service": "discord", "kind": "down", "for": true}, 400, "", "90s"},
		{"fault", obj{"service": "discord", "kind": "down", "for": 1e300}, 400, "for", "hour"},
		{"fly", obj{}, 404, "", "no POST /sandbox/api/fly"},
	} {
		status, a := s.post(c.deed, c.body)
		sentence, _ := a["error"].(string)
		field, _ := a["field"].(string)
		if status != c.status || !strings.Contains(sentence, c.says) || c.field != "" && field != c.field {
			t.Errorf("%s %.90v answered %d %q %q, wanted %d %q %q", c.deed, c.body, status, field, sentence, c.status, c.field, c.says)
		}
		if !isSentence(sentence) || len(sentence) > 1000 {
			t.Errorf("%s %.90v is refused by %q, which is no sentence", c.deed, c.body, sentence)
		}
	}
	if len(s.Messages(s.cup)) != 1 || s.Message(s.panel).Edits != 0 || len(s.Faults()) != 0 {
		t.Error("what was refused left something behind")
	}
}

func isSentence(text string) bool {
	return text != "" && strings.ContainsAny(text[len(text)-1:], ".!") && !unicode.IsLower([]rune(text)[0])
}

func TestOddMethodsAndTypesAreRefused(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, c := range []struct {
		method, path, kind string
		status             int
	}{
		{"GET", "/sandbox/api/press", "", 404},
		{"PUT", "/sandbox/api/press", "application/json", 404},
		{"DELETE", "/sandbox/api/state", "", 404},
		{"POST", "/sandbox/api/press", "text/plain", 400},
		{"POST", "/sandbox/api/press", "application/x-www-form-urlencoded", 400},
		{"GET", "/sandbox/api/state?user=nobody", "", 400},
		{"GET", "/sandbox/api/live?user=nobody", "", 400},
		{"GET", "/sandbox/api/commands?user=ben&channel=nowhere", "", 400},
	} {
		req, err := http.NewRequestWithContext(s.ctx(), c.method, s.url+c.path, strings.NewReader("{}"))
		s.must(err)
		req.Header.Set("Content-Type", c.kind)
		if status, a := s.do(req); status != c.status || !isSentence(a["error"].(string)) {
			t.Errorf("%s %s as %q answered %d %v", c.method, c.path, c.kind, status, a)
		}
	}
}

// TestOtherWebsitesCannotPlay: neither by a name of theirs that leads to 127.0.0.1, nor by a form or script of theirs.
func TestOtherWebsitesCannotPlay(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	at, err := url.Parse(s.url)
	s.must(err)
	for _, c := range []struct {
		name, host, origin, site string
		status                   int
	}{
		{"a script", at.Host, "", "", 200},
		{"the page", at.Host, s.url, "same-origin", 200},
		{"the page by name", "localhost:" + at.Port(), "http://localhost:" + at.Port(), "same-origin", 200},
		{"IPv6", "[::1]:" + at.Port(), "", "", 200},
		{"a rebound name", "evil.example:" + at.Port(), "http://evil.example:" + at.Port(), "same-origin", 403},
		{"a rebound name without a port", "evil.example", "", "", 403},
		{"a name that begins alike", "localhost.evil.example", "", "", 403},
		{"a number that begins alike", "127.0.0.1.evil.example", "", "", 403},
		{"a foreign page", at.Host, "https://evil.example", "cross-site", 403},
		{"a foreign page without an origin", at.Host, "", "cross-site", 403},
		{"a page of another port", at.Host, "http://127.0.0.1:1", "same-site", 403},
		{"a frame without an origin", at.Host, "null", "cross-site", 403},
		{"https", at.Host, "https://" + at.Host, "same-site", 403},
	} {
		req, err := http.NewRequestWithContext(s.ctx(), http.MethodPost, s.url+"/sandbox/api/read", strings.NewReader(`{"user":"ben","channel":"cup"}`))
		s.must(err)
		req.Host = c.host
		req.Header.Set("Content-Type", "application/json")
		if c.origin != "" {
			req.Header.Set("Origin", c.origin)
		}
		if c.site != "" {
			req.Header.Set("Sec-Fetch-Site", c.site)
		}
		if status, a := s.do(req); status != c.status {
			t.Errorf("%s: %d %v", c.name, status, a)
		}
	}
	req, err := http.NewRequestWithContext(s.ctx(), http.MethodGet, s.url+"/discord/api/v10/gateway", nil)
	s.must(err)
	req.Host = "evil.example"
	if status, _ := s.do(req); status != http.StatusForbidden {
		t.Errorf("the Discord answers to another name: %d", status)
	}
}

func TestThePageAllowsNothingInline(t *testing.T) {
	t.Parallel()
	s := newScene(t, func(_ *scene, o *sandbox.Options) {
		o.Links = func() sandbox.Links {
			return sandbox.Links{Admin: "http://127.0.0.1:1/admin", Setup: "javascript:alert(1)", Overlays: []sandbox.Overlay{{Name: "Standings", URL: "http://127.0.0.1:2/overlay/k?scale=fit"}}}
		}
	})
	for _, path := range []string{"/sandbox", "/sandbox/page/main.js", "/sandbox/page/sandbox.css", "/sandbox/page/mark.svg"} {
		req, err := http.NewRequestWithContext(s.ctx(), http.MethodGet, s.url+path, nil)
		s.must(err)
		res, err := client.Do(req)
		s.must(err)
		res.Body.Close()
		policy := res.Header.Get("Content-Security-Policy")
		if res.StatusCode != http.StatusOK || !strings.Contains(policy, "default-src 'none'; script-src 'self'; style-src 'self'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "javascript") {
			t.Errorf("%s: %d with the policy %q", path, res.StatusCode, policy)
		}
		if want := "frame-src 'self' http://127.0.0.1:1 http://127.0.0.1:2"; !strings.HasSuffix(policy, want) {
			t.Errorf("%s may frame %q, wanted %q", path, policy, want)
		}
		req.Header.Set("If-None-Match", res.Header.Get("ETag"))
		again, err := client.Do(req)
		s.must(err)
		again.Body.Close()
		if again.StatusCode != http.StatusNotModified {
			t.Errorf("%s is sent again: %d", path, again.StatusCode)
		}
	}
	for path, status := range map[string]int{"/sandbox/page/none.js": 404, "/sandbox/page/..%2fsandbox.go": 404, "/": 302, "/elsewhere": 404} {
		req, err := http.NewRequestWithContext(s.ctx(), http.MethodGet, s.url+path, nil)
		s.must(err)
		res, err := client.Transport.RoundTrip(req)
		s.must(err)
		res.Body.Close()
		if res.StatusCode != status {
			t.Errorf("%s answered %d, wanted %d", path, res.StatusCode, status)
		}
	}
}
