package sandbox

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
)

// serveFile serves one file of the page.
func (s *Sandbox) serveFile(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		text, err := files.ReadFile("page/" + path.Base(name))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		kinds := map[string]string{".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
		sum := sha256.Sum256(text)
		h := w.Header()
		h.Set("Content-Type", kinds[path.Ext(name)]+"; charset=utf-8")
		h.Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
		h.Set("Cache-Control", "no-cache")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", s.policy())
		if r.Header.Get("If-None-Match") == h.Get("ETag") {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write(text) // the browser may have gone
	}
}

// policy allows scripts and styles of the page alone, and frames of the origins that overlays may come from: the overlays
// that there are, and those of the pages that are linked, since new ones appear while the page is open.
func (s *Sandbox) policy() string {
	links := s.opt.Links()
	addresses := []string{links.Setup, links.Admin, links.Public}
	for _, o := range links.Overlays {
		addresses = append(addresses, o.URL)
	}
	var origins []string
	for _, a := range addresses {
		if u, err := url.Parse(a); err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
			origins = append(origins, fmt.Sprintf("%s://%s", u.Scheme, u.Host))
		}
	}
	slices.Sort(origins)
	origins = append([]string{"'self'"}, slices.Compact(origins)...)
	return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; frame-src " +
		strings.Join(origins, " ")
}
