package sandbox

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"matchday/app/fault"
)

// guard lets in what was sent to this machine by name, from no page or from the sandbox's own. A website that leads its
// own name to 127.0.0.1 shows it in Host; one that sends a form or a script shows it in Origin.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !loopback(r.Host) {
			fail(w, http.StatusForbidden, fault.New(fault.Denied, "The sandbox answers to localhost only, not to %q.", r.Host))
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" && !same(origin, r.Host) || r.Header.Get("Sec-Fetch-Site") == "cross-site" && r.Method != http.MethodGet {
			fail(w, http.StatusForbidden, fault.New(fault.Denied, "The sandbox is not for other websites: this came from %q.", origin))
			return
		}
		next.ServeHTTP(w, r)
	})
}

func loopback(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	if name == "localhost" {
		return true
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return ip != nil && ip.IsLoopback()
}

func same(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Scheme == "http" && u.Host == host
}
