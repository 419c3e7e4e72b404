package guard

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"matchday/app/fault"
)

// Origins decides which pages may ask for what changes something, and which may open a socket.
type Origins struct {
	protection *http.CrossOriginProtection
	public     string // host of public_url; empty without one
}

// NewOrigins returns the rule for a Matchday that people reach under publicURL, or under whatever host they ask for
// when that is empty.
func NewOrigins(publicURL string) (*Origins, error) {
	o := &Origins{protection: http.NewCrossOriginProtection()}
	if publicURL == "" {
		return o, nil
	}
	u, err := url.Parse(publicURL)
	if err != nil {
		return nil, err
	}
	o.public = u.Host
	return o, o.protection.AddTrustedOrigin(u.Scheme + "://" + u.Host)
}

// Changes refuses a changing request that a page of another site sent. Reading is not looked at: nothing changes by it.
func (o *Origins) Changes(c *fiber.Ctx) error {
	switch c.Method() {
	case fiber.MethodGet, fiber.MethodHead, fiber.MethodOptions:
		return c.Next()
	}
	r := &http.Request{Method: c.Method(), Host: string(c.Context().Host()), URL: &url.URL{Path: c.Path()}, Header: http.Header{}}
	for _, name := range []string{"Origin", "Sec-Fetch-Site"} {
		if value := c.Get(name); value != "" {
			r.Header.Set(name, value)
		}
	}
	if err := o.protection.Check(r); err != nil {
		return fault.New(fault.Denied, "This came from another site, so nothing was changed. Open Matchday itself and do it there.").Because(err)
	}
	return c.Next()
}

// Sockets refuses a socket that a page of another site opens. The origin is compared with the host that was asked for,
// so that OBS on this machine works whatever public_url says. Programs send no origin and carry no cookie by themselves.
func (o *Origins) Sockets(c *fiber.Ctx) error {
	origin := c.Get("Origin")
	if origin == "" {
		return c.Next()
	}
	u, err := url.Parse(origin)
	hosts := []string{string(c.Context().Host()), c.Hostname(), o.public}
	if err != nil || u.Host == "" || !slices.Contains(hosts, u.Host) {
		return fault.New(fault.Denied, "This came from another site. Open Matchday itself.")
	}
	return c.Next()
}
