// Package sheetstest starts the sandbox Sheets for tests and fails those whose calls Google would not understand.
package sheetstest

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"matchday/app/sandbox/sheets"
	"matchday/app/sandbox/sheets/discovery"
)

// document is the discovery document in the module of the real client.
var document = sync.OnceValues(func() (*discovery.Doc, error) {
	dir, err := exec.CommandContext(context.Background(), "go", "list", "-m", "-f", "{{.Dir}}", "google.golang.org/api").Output()
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(string(bytes.TrimSpace(dir)), "sheets", "v4", "sheets-api.json"))
	if err != nil {
		return nil, err
	}
	return discovery.Parse(text)
})

// Sandbox is a running sandbox with its address.
type Sandbox struct {
	*sheets.Server
	URL     string
	Handler http.Handler // what answers at URL, for transports without a network
}

// New returns a sandbox whose calls and answers are checked against the discovery document; nothing listens.
func New(t testing.TB, o sheets.Options) *Sandbox {
	t.Helper()
	doc, err := document()
	if err != nil {
		t.Fatalf("the discovery document: %v", err)
	}
	s := sheets.New(o)
	var mu sync.Mutex
	over := false
	watched := doc.Watch(s, func(wrong string) {
		mu.Lock()
		defer mu.Unlock()
		if !over {
			t.Errorf("not as the discovery document has it: %s", wrong)
		}
	})
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		over = true
		for _, what := range s.Misunderstood() {
			t.Errorf("the sandbox does not carry this out: %s", what)
		}
	})
	return &Sandbox{Server: s, Handler: watched}
}

// Start returns a sandbox that listens on loopback until the test ends.
func Start(t testing.TB, o sheets.Options) *Sandbox {
	t.Helper()
	s := New(t, o)
	srv := httptest.NewServer(s.Handler)
	t.Cleanup(srv.Close)
	s.URL = srv.URL
	return s
}

// Transport answers requests by the sandbox without a network, so that a test can run under a clock of its own.
func (s *Sandbox) Transport() http.RoundTripper { return direct{s.Handler} }

type direct struct{ h http.Handler }

// RoundTrip implements http.RoundTripper. A cut connection is an error, as on a network.
func (d direct) RoundTrip(r *http.Request) (resp *http.Response, err error) {
	defer func() {
		if p := recover(); p == http.ErrAbortHandler { //nolint:errorlint // the very value that net/http compares with
			resp, err = nil, http.ErrServerClosed
		} else if p != nil {
			panic(p) //nolint:forbidigo // it was not ours
		}
	}()
	if r.Body == nil {
		r.Body = http.NoBody
	}
	rec := httptest.NewRecorder()
	d.h.ServeHTTP(rec, r)
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	return rec.Result(), nil
}
