package wire

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Discord allows a bot 50 requests a second over all routes, interactions not counted.
const requestsPerSecond = 45

// routesKept bounds how many routes are remembered; those not used for a while go first.
const (
	routesKept = 1000
	routeIdle  = 10 * time.Minute
)

// unlimited is what may be sent on a route whose answers name no limit: a proxy in between keeps it.
const unlimited = 1 << 20

// pace keeps requests from being sent before Discord takes them: by route, as its headers say, and over all. A wait
// ends with its context, unlike discordgo's.
type pace struct {
	now func() time.Time
	all *rate.Limiter

	mu     sync.Mutex
	before time.Time // nothing is sent before
	routes map[string]*route
}

type route struct {
	known  bool
	left   int // requests that may be sent before reset
	flying int
	reset  time.Time
	used   time.Time
	freed  chan struct{} // closed when an answer has come
}

func newPace(now func() time.Time) *pace {
	return &pace{now: now, all: rate.NewLimiter(requestsPerSecond, requestsPerSecond), routes: map[string]*route{}}
}

// wait returns when a request of the route may be sent, or with the context's error. Each nil is followed by one done.
func (p *pace) wait(ctx context.Context, key string) error {
	if key == "" {
		return ctx.Err()
	}
	if err := p.all.Wait(ctx); err != nil {
		return err
	}
	for {
		pause, freed := p.take(key)
		if pause == 0 && freed == nil {
			return nil
		}
		var timer <-chan time.Time
		if pause > 0 {
			timer = time.After(pause)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer:
		case <-freed:
		}
	}
}

// take counts a request in when it may be sent now. Otherwise it returns how long to wait, or what to wait for: of a
// route that nothing is known of yet, one request goes ahead and the others wait for its answer.
func (p *pace) take(key string) (pause time.Duration, freed <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if pause := p.before.Sub(now); pause > 0 {
		return pause, nil
	}
	r := p.routes[key]
	if r == nil {
		p.tidy(now)
		r = &route{freed: make(chan struct{})}
		p.routes[key] = r
	}
	r.used = now
	if r.known && !now.Before(r.reset) {
		r.known = false
	}
	switch {
	case !r.known && r.flying > 0, r.known && r.left <= 0 && r.flying > 0:
		return max(0, r.reset.Sub(now)), r.freed
	case r.known && r.left <= 0:
		return r.reset.Sub(now), nil
	}
	r.left--
	r.flying++
	return 0, nil
}

// done learns from an answer; headers are nil when there was none.
func (p *pace) done(key string, h http.Header) {
	if key == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.routes[key]
	if r == nil {
		return
	}
	r.flying--
	if left, err := strconv.Atoi(h.Get("X-RateLimit-Remaining")); err == nil {
		if left -= r.flying; r.known { // answers may overtake each other: the lowest word counts
			left = min(left, r.left)
		}
		r.known, r.left = true, left
		r.reset = p.now().Add(seconds(h.Get("X-RateLimit-Reset-After")))
	} else if h != nil {
		r.known, r.left, r.reset = true, unlimited, p.now().Add(time.Minute)
	}
	close(r.freed)
	r.freed = make(chan struct{})
}

// limited keeps the route, or everything, quiet after a 429.
func (p *pace) limited(key string, after time.Duration, global bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	until := p.now().Add(after)
	if global {
		p.before = until
		return
	}
	if r := p.routes[key]; r != nil {
		r.known, r.left, r.reset = true, 0, until
	}
}

func (p *pace) tidy(now time.Time) {
	if len(p.routes) < routesKept {
		return
	}
	for key, r := range p.routes {
		if r.flying == 0 && now.Sub(r.used) > routeIdle {
			delete(p.routes, key)
		}
	}
}

// routeOf names what Discord limits together: the method and the path, with the ids of what is below the first two
// levels left out. Answers to interactions have limits of their own for each token and are not paced: it is empty.
func routeOf(method, path string) string {
	parts := strings.Split(path, "/") // "v9", "channels", id, …
	if len(parts) < 2 {
		return method + " " + path
	}
	if parts[1] == "interactions" || parts[1] == "webhooks" {
		return ""
	}
	for i := 3; i < len(parts); i++ {
		if parts[i] != "" && strings.Trim(parts[i], "0123456789") == "" {
			parts[i] = "-"
		}
	}
	return method + " " + strings.Join(parts[1:], "/")
}

func seconds(s string) time.Duration {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 0 || f > 1e6 {
		return 0
	}
	return time.Duration(f * float64(time.Second))
}
