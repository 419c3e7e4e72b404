package ui

import (
	"encoding/json"
	"github.com/a-h/templ"
	"strings"

	"matchday/static"
)

// ContentPolicy is the Content-Security-Policy under which every page of this package works: no inline script, no
// inline style, nothing from elsewhere. The server sends it with every page.
const ContentPolicy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

// Theme is what a reader chose: light, dark, or whatever the system says.
type Theme string

// The themes. System is the zero value.
const (
	System Theme = ""
	Light  Theme = "light"
	Dark   Theme = "dark"
)

// Where the choice of a theme lives. The switch in every page posts "theme" ("light", "dark" or "system") and "back"
// (a path of ours) to ThemePath; the server sets the cookie for a year, readable by scripts, and redirects to back.
// With script the cookie is set at once and nothing is posted.
const (
	ThemeCookie = "theme"
	ThemePath   = "/theme"
)

// ThemeOf reads a theme from a cookie or form value. Anything unknown is System.
func ThemeOf(value string) Theme {
	switch t := Theme(value); t {
	case Light, Dark:
		return t
	default:
		return System
	}
}

// Document is what every kind of page needs.
type Document struct {
	Title   string   // of the window: "Holidaze Cup"; " · Matchday" is appended
	Theme   Theme    // ThemeOf the cookie ThemeCookie
	Accent  string   // the league's colour as "FF5A1F"; empty is Matchday's own
	Path    string   // path and query being shown; where the theme switch comes back to
	Socket  string   // address of the socket that keeps the page true ("/ws/tournament/7"); empty for a page that stands still
	Notices []Notice // said once at the top, usually after a redirect
}

// Notice is one sentence above a page: what has just been done, or why not.
type Notice struct {
	Tone Tone
	Text string
}

// Shell is the page of everybody who runs the league: sidebar, then content. Its children are the content, usually a
// Header first.
type Shell struct {
	Document
	Nav     []NavGroup
	Person  string // name of who is signed in
	Account string // address of their own page; empty shows the name alone
	SignOut string // address that a sign-out is posted to; empty shows no such button
}

// NavGroup is a part of the sidebar. The first usually has no title.
type NavGroup struct {
	Title string
	Links []NavLink
}

// NavLink is one page in the sidebar. Badge says in a word or two what waits there ("live", "2 conflicts").
type NavLink struct {
	ID      string // stable; the badge gets the id "nav-badge-"+ID so that a live frame may replace it; empty without badge
	Label   string
	Href    string
	Badge   string
	Current bool
	Key     string // shortcut: one letter, pressed after "g"
}

// PublicShell is the page of everybody else: a dark band with the title, then content. Its children are the content.
type PublicShell struct {
	Document
	Heading  string          // in the band; Title when empty
	Sentence string          // below it: where and when
	Stand    templ.Component // instead of Sentence, when a live frame changes it
	Home     string          // where the mark leads; "/" when empty
}

// CenterShell is a page with one thing to do: sign in, set up, an error. Its children stand in the middle.
type CenterShell struct {
	Document
	Wide bool // 720 instead of 440 pixels
}

func (d Document) title() string {
	if d.Title == "" {
		return "Matchday"
	}
	return d.Title + " · Matchday"
}

func (s PublicShell) heading() string {
	if s.Heading != "" {
		return s.Heading
	}
	return s.Title
}

func (s PublicShell) home() string {
	if s.Home != "" {
		return s.Home
	}
	return "/"
}

// current is the label of the page being shown, for the bar of a phone.
func (s Shell) current() string {
	for _, g := range s.Nav {
		for _, l := range g.Links {
			if l.Current {
				return l.Label
			}
		}
	}
	return "Matchday"
}

// hxConfig is how htmx behaves: no eval, no style of its own, no history in the browser's storage (pages are private),
// 422 shows the form again with its faults, other errors are told by app.js.
const hxConfig = `{"allowEval":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,"historyEnabled":false,"historyCacheSize":0,` +
	`"scrollIntoViewOnBoost":false,"allowNestedOobSwaps":false,"defaultSettleDelay":0,"timeout":20000,` +
	`"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"422","swap":true},{"code":"...","swap":false,"error":true}]}`

func asset(name string) string { return static.URL(name) }

// TriggerHeader returns the value of an HX-Trigger header that makes the page say a sentence in a toast, for an answer
// that carries no page (204). It is plain ASCII, as headers must be.
func TriggerHeader(tone Tone, sentence string) string {
	body, err := json.Marshal(map[string]any{"toast": map[string]string{"tone": string(tone), "text": sentence}})
	if err != nil {
		return "" // a map of strings always marshals
	}
	var out strings.Builder
	for _, r := range string(body) {
		if r < 0x80 {
			out.WriteRune(r)
			continue
		}
		out.WriteString(escapeRune(r))
	}
	return out.String()
}
