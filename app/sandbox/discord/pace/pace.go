// Package pace keeps Discord's rate limits: so many requests of one kind to one resource within a window that begins
// with the first, and so many of all kinds in a second. Documentation: Topics › Rate Limits.
//
// Discord does not publish the numbers of single routes and asks bots to read them from the headers. Those used here are
// what its API was seen to answer; a bot that reads the headers is served as fast by others.
package pace

import (
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Limit is how many requests a window of time takes.
type Limit struct {
	Requests int
	Window   time.Duration
}

// Global is the limit of all requests of a bot together, those to interaction endpoints not counted.
// Documentation: Topics › Rate Limits › Global Rate Limit.
const Global = 50

// maxBuckets bounds the memory: past it, windows that are over are forgotten.
const maxBuckets = 4096

// Pacer counts requests. It is for use by many at once.
type Pacer struct {
	now func() time.Time

	mu      sync.Mutex
	windows map[string]*window
	all     window
}

type window struct {
	until time.Time
	used  int
}

// New returns a pacer that measures time with now.
func New(now func() time.Time) *Pacer {
	return &Pacer{now: now, windows: map[string]*window{}}
}

// Verdict tells whether a request may pass, and what its headers say.
type Verdict struct {
	Limited   bool
	Global    bool
	After     time.Duration // until the window is over
	name      string
	limit     int
	remaining int
	reset     time.Time
}

// Take counts one request of a kind, such as "POST /channels/:/messages", to a resource. A limit of zero requests only
// counts towards the global limit; free ones, such as those to interactions, are not counted there.
func (p *Pacer) Take(kind, resource string, limit Limit, free bool) Verdict {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if !free {
		if !p.all.take(now, Limit{Global, time.Second}) {
			return Verdict{Limited: true, Global: true, After: p.all.until.Sub(now)}
		}
	}
	if limit.Requests == 0 {
		return Verdict{}
	}
	w := p.window(kind+" "+resource, now)
	ok := w.take(now, limit)
	return Verdict{Limited: !ok, After: w.until.Sub(now), name: bucketName(kind), limit: limit.Requests,
		remaining: max(0, limit.Requests-w.used), reset: w.until}
}

func (w *window) take(now time.Time, limit Limit) bool {
	if !now.Before(w.until) {
		*w = window{until: now.Add(limit.Window)}
	}
	if w.used >= limit.Requests {
		return false
	}
	w.used++
	return true
}

func (p *Pacer) window(key string, now time.Time) *window {
	if w := p.windows[key]; w != nil {
		return w
	}
	if len(p.windows) >= maxBuckets {
		for k, w := range p.windows {
			if !now.Before(w.until) {
				delete(p.windows, k)
			}
		}
	}
	w := &window{}
	p.windows[key] = w
	return w
}

func bucketName(kind string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(kind)) // a hash takes everything
	return fmt.Sprintf("%016x", h.Sum64())
}

// Write puts the headers of a verdict into an answer. Documentation: Topics › Rate Limits › Header Format.
func (v Verdict) Write(h http.Header) {
	if v.limit > 0 {
		h.Set("X-RateLimit-Limit", strconv.Itoa(v.limit))
		h.Set("X-RateLimit-Remaining", strconv.Itoa(v.remaining))
		h.Set("X-RateLimit-Reset", seconds(time.Duration(v.reset.UnixNano())))
		h.Set("X-RateLimit-Reset-After", seconds(v.After))
		h.Set("X-RateLimit-Bucket", v.name)
	}
	if !v.Limited {
		return
	}
	h.Set("Retry-After", strconv.Itoa(int(math.Ceil(v.After.Seconds()))))
	scope := "user"
	if v.Global {
		scope = "global"
		h.Set("X-RateLimit-Global", "true")
		h.Set("X-RateLimit-Reset-After", seconds(v.After))
	}
	h.Set("X-RateLimit-Scope", scope)
}

// slack is added to what the headers say: the way to Discord takes that long at least, and clients that round down and are
// as near as this one would come too early.
const slack = 3 * time.Millisecond

// seconds writes a duration with milliseconds.
func seconds(d time.Duration) string {
	return strconv.FormatFloat(math.Ceil(float64(d+slack)/1e6)/1e3, 'f', 3, 64)
}
