package sandbox

import (
	"context"
	"embed"
	"net/http"
	"time"

	"matchday/app/fault"
	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/sheets"
)

// Links leads from the sandbox to the program. Empty addresses are not shown.
type Links struct {
	Setup    string    `json:"setup,omitempty"`  // the page behind the one-time link
	Admin    string    `json:"admin,omitempty"`  // the admin pages
	Public   string    `json:"public,omitempty"` // the public board
	Overlays []Overlay `json:"overlays,omitempty"`
}

// Overlay is a page for OBS that the sandbox shows in a frame.
type Overlay struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// Options say what the sandbox shows. Only Discord is needed; without Sheets there is no Sheet.
type Options struct {
	Discord *discord.Discord
	Sheets  *sheets.Server

	// Me is the id of the person whom the page shows first; the oldest account when empty.
	Me string
	// Links is asked again and again, so that a new overlay appears by itself.
	Links func() Links
	// Clock tells the time of the demo, Advance lets it pass. Without Advance the page has no buttons for it.
	Clock   func() time.Time
	Advance func(context.Context, time.Duration) error
}

// Sandbox serves the page and the API. It is for use by many at once.
type Sandbox struct {
	opt  Options
	mux  *http.ServeMux
	done chan struct{}
}

//go:embed page
var files embed.FS

// New returns a sandbox around a fake Discord. Close it when done.
func New(o Options) *Sandbox {
	if o.Links == nil {
		o.Links = func() Links { return Links{} }
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	s := &Sandbox{opt: o, mux: http.NewServeMux(), done: make(chan struct{})}
	s.mux.Handle("/discord/", o.Discord.Handler())
	if o.Sheets != nil {
		s.mux.Handle("/v4/", o.Sheets)
	}
	s.mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/sandbox", http.StatusFound) })
	s.mux.HandleFunc("GET /sandbox", s.serveFile("index.html"))
	s.mux.HandleFunc("GET /sandbox/page/{name}", func(w http.ResponseWriter, r *http.Request) { s.serveFile(r.PathValue("name"))(w, r) })
	s.mux.HandleFunc("GET /sandbox/api/state", s.state)
	s.mux.HandleFunc("GET /sandbox/api/commands", s.commands)
	s.mux.HandleFunc("GET /sandbox/api/live", s.live)
	for name, do := range s.deeds() {
		s.mux.HandleFunc("POST /sandbox/api/"+name, do)
	}
	s.mux.HandleFunc("/sandbox/api/", func(w http.ResponseWriter, r *http.Request) {
		fail(w, http.StatusNotFound, fault.New(fault.Missing, "The sandbox has no %s %s.", r.Method, r.URL.Path))
	})
	return s
}

// Handler serves everything: the page at /sandbox, the API below /sandbox/api, Discord below /discord, and Google Sheets
// at the root, so that the sandbox's own address is the endpoint of its client.
func (s *Sandbox) Handler() http.Handler { return guard(s.mux) }

// Close ends the pages that are being kept up to date. It is called once.
func (s *Sandbox) Close() { close(s.done) }
