package overlay_test

import (
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"testing"
)

// gate is a port where nobody answers until it is opened; then it is the site behind it.
type gate struct {
	t    *testing.T
	port string
	site *url.URL
	srv  *http.Server
}

func newGate(t *testing.T, site string) *gate {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close() // the port is free again, and refuses
	u, err := url.Parse(site)
	if err != nil {
		t.Fatal(err)
	}
	return &gate{t: t, port: l.Addr().String(), site: &url.URL{Scheme: u.Scheme, Host: u.Host}}
}

func (g *gate) address(path string) string { return "http://" + g.port + path }

func (g *gate) open() {
	g.t.Helper()
	l, err := net.Listen("tcp", g.port)
	if err != nil {
		g.t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(g.site) }}
	g.srv = &http.Server{Handler: proxy}
	go func() { _ = g.srv.Serve(l) }() // ends with Close
	g.t.Cleanup(g.close)
}

func (g *gate) close() { _ = g.srv.Close() }
