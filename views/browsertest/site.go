package browsertest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"matchday/static"
	"matchday/views/ui"
)

// Site serves pages of ours the way the program does: with the content policy, the static files and the accent's style
// sheet. A page is asked for anew at every request, so it may change. The address ends without a slash; more is an
// additional handler for everything else (sockets, posts), or nil.
func Site(t testing.TB, pages map[string]func(*http.Request) templ.Component, more http.Handler) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+static.Prefix, serveStatic)
	mux.HandleFunc("GET "+ui.AccentPath, serveAccent)
	for path, page := range pages {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", ui.ContentPolicy)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			if err := page(r).Render(r.Context(), w); err != nil {
				t.Errorf("%s: %v", r.URL.Path, err)
			}
		})
	}
	if more != nil {
		mux.Handle("/", more)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func serveStatic(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, static.Prefix)
	body, kind, ok := static.Open(name)
	if !ok {
		http.NotFound(w, r)
		return
	}
	if zipped, ok := static.Gzipped(name); ok && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		body = zipped
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", static.CacheControl)
	w.Write(body) //nolint:errcheck // the browser may have gone
}

func serveAccent(w http.ResponseWriter, r *http.Request) {
	css, err := ui.AccentCSS(r.URL.Query().Get("accent"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Write([]byte(css)) //nolint:errcheck // the browser may have gone
}
