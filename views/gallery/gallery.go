// Package gallery shows every control of views/ui in every state, with content as it is on a real night: names in many
// scripts, names that do not break, long words, zero and many. Tests look at it in a browser; no page of the program
// is made of it.
package gallery

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/a-h/templ"

	"matchday/app/fault"
	"matchday/views/ui"
)

// Pages are the pages of the gallery by their path. Query "theme" is what the cookie would say, "accent" the league's
// colour, "socket" the address of a socket.
func Pages() map[string]func(*http.Request) templ.Component {
	return map[string]func(*http.Request) templ.Component{
		"/tonight":  func(r *http.Request) templ.Component { return tonight(shell(r, "Tonight")) },
		"/controls": func(r *http.Request) templ.Component { return controls(shell(r, "Players")) },
		"/forms":    func(r *http.Request) templ.Component { return forms(shell(r, "Tournaments"), nil, nil) },
		"/faults":   func(r *http.Request) templ.Component { return forms(shell(r, "Tournaments"), refused(), typed()) },
		"/empty":    func(r *http.Request) templ.Component { return empty(shell(r, "Graphics")) },
		"/board":    func(r *http.Request) templ.Component { return board(document(r, "Holidaze Cup")) },
		"/signin":   func(r *http.Request) templ.Component { return signIn(document(r, "Sign in")) },
		"/problem":  func(r *http.Request) templ.Component { return problem(document(r, "Not here")) },
	}
}

func document(r *http.Request, title string) ui.Document {
	q := r.URL.Query()
	return ui.Document{Title: title, Theme: ui.ThemeOf(q.Get("theme")), Accent: q.Get("accent"), Path: r.URL.Path, Socket: q.Get("socket")}
}

func shell(r *http.Request, current string) ui.Shell {
	links := func(labels ...string) []ui.NavLink {
		var out []ui.NavLink
		for _, l := range labels {
			link := ui.NavLink{Label: l, Href: "/" + l, Current: l == current}
			switch l {
			case "Tonight":
				link.ID, link.Badge, link.Key = "tonight", "live", "t"
			case "Sheet":
				link.ID, link.Badge = "sheet", "2 conflicts"
			}
			out = append(out, link)
		}
		return out
	}
	return ui.Shell{
		Document: document(r, "Holidaze Cup"),
		Nav: []ui.NavGroup{
			{Links: links("Tonight", "Tournaments", "Players", "Graphics", "Baseball")},
			{Title: "League", Links: links("Sheet", "Discord", "History", "Settings")},
		},
		Person: "Mirae 미래", Account: "/account", SignOut: "/signout",
	}
}

// Entry is one line of the check-in table.
type Entry struct {
	ID                          string
	Name, Pronouns, Game, Since string
	Tone                        ui.Tone
	State, Press                string
}

// Entries are those of the page of the night.
func Entries() []Entry {
	return []Entry{
		{"e1", "moonpetal", "she/her", "Sugar Comet#NA1", "6:41 PM", ui.Good, "Checked in", "Check out"},
		{"e2", "vex.luna", "they/them", "LunaVex#GAL", "6:40 PM", ui.Good, "Checked in", "Check out"},
		{"e3", "달빛토끼", "", "달빛토끼#KR1", "6:38 PM", ui.Good, "Checked in", "Check out"},
		{"e4", "ivy_", "any", "Ivy#0777", "reminded 6:45", ui.Wait, "Waiting", "Check in"},
		{"e5", "starwarden", "he/they", "StarlightWarden9#NA1", "DMs closed", ui.Wait, "Waiting", "Check in"},
		{"e6", "pickles", "she/they", "Queen of Pickles#OCE", "waitlist 1", ui.Quiet, "Next in line", "Promote…"},
	}
}

// strange are names that a page has to bear.
func strange() []Entry {
	return []Entry{
		{"s1", "Звезда Полуночи", "она", "Звезда#EUNE", "6:41 PM", ui.Good, "Checked in", "Check out"},
		{"s2", "شمس الليل", "", "شمس#ME1", "6:40 PM", ui.Good, "Checked in", "Check out"},
		{"s3", "לילה טוב", "", "לילה#EUW", "6:39 PM", ui.Hot, "Needs a seat", "Seat…"},
		{"s4", "Zoë Ångström", "she/her", "Zoë Ångström#EUW", "6:38 PM", ui.Bad, "Disqualified", "Undo…"},
		{"s5", "SixteenLettersXX", "they/them", "SixteenLettersXX#12345", "6:37 PM", ui.Quiet, "Withdrew", "Bring back"},
		{"s6", "Supercalifragilisticexpialidocious_unbroken_name_of_a_person_without_end", "", "Supercalifragilisticexpialidocious#NA1", "6:36 PM", ui.Wait, "Waiting", "Check in"},
		{"s7", "🦊🌙 fox 🎀", "any", "🦊#FOX", "6:35 PM", ui.Good, "Checked in", "Check out"},
		{"s8", "ภาษาไทย", "", "ไทย#TH1", "6:34 PM", ui.Good, "Checked in", "Check out"},
		{"s9", "<b>not bold</b> & co", "", "=SUM(A1)#1", "6:33 PM", ui.Good, "Checked in", "Check out"},
	}
}

type standing struct {
	Place, Name, Note, Value string
	Change                   int
	Mine, Cut                bool
}

func standings() []standing {
	return []standing{
		{"1", "LunaVex", "8 · 7 · 8", "23", 0, false, false},
		{"2", "달빛토끼", "7 · 8 · 6", "21", 1, false, false},
		{"3", "Sugar Comet", "6 · 8 · 7", "21", -1, false, false},
		{"4", "Zoë Ångström", "8 · 5 · 7", "20", 2, false, false},
		{"5", "StarlightWarden9", "5 · 7 · 7", "19", 0, false, false},
		{"6", "Queen of Pickles", "7 · 6 · 5", "18", -2, false, false},
		{"7", "Ivy", "6 · 4 · 8", "18", 4, true, false},
		{"8", "7thHarp", "4 · 8 · 5", "17", -1, false, true},
		{"9", "moonpetal", "8 · 3 · 5", "16", -1, false, false},
		{"10", "Звезда", "5 · 6 · 4", "15", 1, false, false},
		{"11", "Supercalifragilisticexpialidocious_unbroken_name", "1 · 1 · 1", "3", 0, false, false},
	}
}

// evening is a moment of the night all pages are made at.
func evening(hour, minute, second int) time.Time {
	return time.Date(2026, time.November, 21, hour, minute, second, 0, eastern())
}

func eastern() *time.Location { return time.FixedZone("EST", -5*3600) }

func clock(hour, minute, second int, style ui.Style) ui.Time {
	return ui.Time{At: evening(hour, minute, second), Zone: eastern(), Style: style}
}

func refused() error {
	var list fault.List
	list.Add(fault.Field("name", "A tournament with this name is open already. Give this one another name, or finish the other first."))
	list.Add(fault.Field("cap", "Seats are a number from 2 to 512."))
	list.Add(fault.Field("starts", "“Smarch 13th” is no time we can read. Try “Saturday 6pm” or “Nov 22 18:00”."))
	list.Add(fault.Field("kind", "Choose how people play."))
	list.Add(fault.Field("rules", "Say that you have read the rules."))
	list.Add(fault.New(fault.Closed, "This season is closed, so nothing can be added to it."))
	return list.Err()
}

func refusedOnce() error {
	return fault.Field("password", "Name and password do not fit together. Try again, or ask the owner for a new link.")
}

func internal() error { return errors.New("UNIQUE constraint failed") }

func typed() url.Values {
	return url.Values{"name": {"Holidaze Cup"}, "cap": {"many"}, "starts": {"Smarch 13th"}, "zone": {"Europe/Berlin"}, "about": {"Bring snacks.\n<script>alert(1)</script>"}, "tell": {"dm", "post"}}
}

// value is what a field starts with, or nothing when the form is shown again.
func value(err error, first string) string {
	if err != nil {
		return ""
	}
	return first
}
