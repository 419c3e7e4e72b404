package gallery_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/a-h/templ"

	"matchday/app/fault"
	"matchday/views/browsertest"
	"matchday/views/ui"
)

// desk is a small server that does with forms what package ui asks of a server, and remembers what it was sent.
type desk struct {
	t    *testing.T
	mu   sync.Mutex
	sent []url.Values
	note string // said by the next page, once
}

type pages = map[string]func(*http.Request) templ.Component

// newDesk starts a desk and returns the address of its page.
func newDesk(t *testing.T) (string, *desk) {
	t.Helper()
	d := &desk{t: t}
	mux := http.NewServeMux()
	posts := map[string]http.HandlerFunc{
		"/done":      func(w http.ResponseWriter, r *http.Request) { d.redirect(w, r, "/desk", "ivy_ is checked in.") },
		"/elsewhere": func(w http.ResponseWriter, r *http.Request) { d.redirect(w, r, "/other?x=1", "Made.") },
		"/out":       func(w http.ResponseWriter, r *http.Request) { d.redirect(w, r, "/center", "") },
		"/refused":   d.refuse,
		"/quiet":     quiet,
		"/form":      d.again,
		ui.ThemePath: theme,
	}
	for path, handler := range posts {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
			if err := r.ParseForm(); err != nil {
				t.Error(err)
			}
			d.mu.Lock()
			d.sent = append(d.sent, r.PostForm)
			d.mu.Unlock()
			handler(w, r)
		})
	}
	mux.HandleFunc("GET /read", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, templ.EscapeString("Read as <"+r.URL.Query().Get("starts")+">")) //nolint:errcheck // to a browser
	})
	mux.HandleFunc("GET /suggest", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `<option value="`+templ.EscapeString(r.URL.Query().Get("host"))+`petal">`) //nolint:errcheck // to a browser
	})
	site := browsertest.Site(t, pages{
		"/desk":  func(r *http.Request) templ.Component { return d.page(r, deskContent(nil, nil)) },
		"/other": func(r *http.Request) templ.Component { return d.page(r, ui.Header{Title: "Other page"}.Show()) },
		"/find":  func(r *http.Request) templ.Component { return d.page(r, found(r.URL.Query().Get("q"))) },
		"/center": func(*http.Request) templ.Component {
			return inside(ui.CenterShell{}.Show(), templ.Raw("<h1>Signed out</h1>"))
		},
	}, mux)
	return site + "/desk", d
}

// last is what was posted last, and how often something was posted.
func (d *desk) last() (url.Values, int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.sent) == 0 {
		return nil, 0
	}
	return d.sent[len(d.sent)-1], len(d.sent)
}

func (d *desk) redirect(w http.ResponseWriter, r *http.Request, to, note string) {
	d.mu.Lock()
	d.note = note
	d.mu.Unlock()
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (d *desk) refuse(w http.ResponseWriter, r *http.Request) {
	d.render(w, r, http.StatusConflict, inside(ui.CenterShell{}.Show(), ui.Problem{Title: "Not done", Sentence: "The list had moved on. Look again and repeat."}.Show()))
}

func (d *desk) again(w http.ResponseWriter, r *http.Request) {
	err := fault.List{fault.Field("name", "Give it a name."), fault.Field("cap", "Seats are a number.")}
	d.render(w, r, http.StatusUnprocessableEntity, d.page(r, deskContent(err, r.PostForm)))
}

func (d *desk) render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) {
	w.Header().Set("Content-Security-Policy", ui.ContentPolicy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if err := c.Render(r.Context(), w); err != nil {
		d.t.Error(err)
	}
}

func quiet(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("HX-Trigger", ui.TriggerHeader(ui.Good, "달빛토끼 is in, seat 31."))
	w.WriteHeader(http.StatusNoContent)
}

func theme(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: ui.ThemeCookie, Value: r.PostForm.Get("theme"), Path: "/"})
	http.Redirect(w, r, r.PostForm.Get("back"), http.StatusSeeOther)
}

// page is a shell around content, in the reader's theme, with the note that waits.
func (d *desk) page(r *http.Request, content templ.Component) templ.Component {
	s := ui.Shell{Document: ui.Document{Title: "Desk", Path: r.URL.Path}, Person: "Mirae", SignOut: "/out"}
	if c, err := r.Cookie(ui.ThemeCookie); err == nil {
		s.Theme = ui.ThemeOf(c.Value)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.note != "" {
		s.Notices, d.note = []ui.Notice{{Text: d.note}}, ""
	}
	return inside(s.Show(), content)
}

func deskContent(err error, values url.Values) templ.Component {
	press := func(id, action string) templ.Component {
		return templ.Join(templ.Raw(`<div id="`+id+`">`), ui.FormButton{Action: action, Label: "Press " + id, Hidden: []ui.Hidden{{Name: "version", Value: "3"}}}.Show(), templ.Raw("</div>"))
	}
	return templ.Join(
		press("done", "/done"), press("elsewhere", "/elsewhere"), press("out", "/out"), press("refused", "/refused"), press("quiet", "/quiet"),
		inside(ui.Ask{ID: "ask", Label: "Close…", Title: "Close?", Action: "/refused", Confirm: "Close"}.Show(), ui.Field{Name: "why", Label: "Why", Optional: true}.Show()),
		ui.Ask{ID: "yes", Label: "Open…", Title: "Open?", Action: "/done", Confirm: "Open"}.Show(),
		inside(ui.Form{ID: "new", Action: "/form", Submit: "Create", Err: err, Values: values}.Show(), templ.Join(
			ui.Field{Name: "name", Label: "Name"}.Show(), ui.Field{Name: "cap", Label: "Seats", Kind: ui.Numeric}.Show(),
			ui.Field{Name: "starts", Label: "Starts", Kind: ui.When, Read: "/read"}.Show(),
			ui.Field{Name: "host", Label: "Host", Suggest: "/suggest", Optional: true}.Show())),
		ui.CopyField{ID: "copy", Label: "Overlay URL", Value: "http://127.0.0.1/overlay/1"}.Show(),
		templ.Raw(`<input id="draft" aria-label="Draft">`),
	)
}

func found(q string) templ.Component {
	rows := ""
	for _, name := range []string{"ivy_", "moonpetal", "vex.luna"} {
		if strings.Contains(name, q) {
			rows += "<li>" + name + "</li>"
		}
	}
	return templ.Join(ui.Search{ID: "find", Action: "/find", Label: "Find", Value: q, Target: "list"}.Show(), templ.Raw(`<ul id="list">`+rows+`</ul>`))
}

// inside gives a component children.
func inside(c, children templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return c.Render(templ.WithChildren(ctx, children), w)
	})
}
