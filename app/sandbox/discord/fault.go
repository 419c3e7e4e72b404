package discord

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"matchday/app/fault"
	"matchday/app/sandbox/discord/shape"
)

// The kinds of failure that Fault brings about.
const (
	Down           = "down"            // the API answers 503, the gateway is dropped and lets nobody in
	TooMany        = "429"             // the API answers 429 for everything but interactions, as for the global limit
	Broken         = "500"             // the API answers 500
	Slow           = "slow"            // the API takes two seconds for each request
	DropGateway    = "drop-gateway"    // connections to the gateway are cut and none is let in
	InvalidSession = "invalid-session" // the gateway says "invalid session", and no session can be resumed
	Reconnect      = "reconnect"       // the gateway asks to connect again; it takes no time
	Silent         = "silent"          // the gateway keeps connections open and says nothing
)

// slowness is what a slow API adds to every request: long enough to be felt, short enough to answer an interaction.
const slowness = 2 * time.Second

// Kinds returns the kinds of failure, in the order in which a page should offer them.
func Kinds() []string {
	return []string{Down, TooMany, Broken, Slow, DropGateway, InvalidSession, Reconnect, Silent}
}

type failures struct {
	mu     sync.Mutex
	until  map[string]time.Time
	broken map[string]*breakage
	speak  *time.Timer
	ended  bool
}

type breakage struct{ status, times int }

func (f *failures) stop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ended = true
	if f.speak != nil {
		f.speak.Stop()
	}
}

// Fault brings about a failure that ends by itself after a time. Kinds can overlap; the same kind again sets a new end.
func (d *Discord) Fault(kind string, how time.Duration) error {
	if how < 0 || how > time.Hour {
		return fault.Field("for", "A fault lasts up to an hour.")
	}
	now := d.opt.Stopwatch()
	until := now.Add(how)
	switch kind {
	case TooMany, Broken, Slow:
	case Down, DropGateway:
		d.hub.Refuse(until)
		d.hub.Drop()
	case InvalidSession:
		d.hub.Invalidate(false, until)
	case Reconnect:
		d.hub.Reconnect()
		return nil
	case Silent:
		d.silence(how, until)
	default:
		return fault.Field("kind", "Discord cannot fail by %q. It can by: %s.", kind, list(Kinds()))
	}
	d.fail.mu.Lock()
	defer d.fail.mu.Unlock()
	if d.fail.until == nil {
		d.fail.until = map[string]time.Time{}
	}
	d.fail.until[kind] = until
	return nil
}

func (d *Discord) silence(how time.Duration, until time.Time) {
	d.hub.Silence(until)
	d.fail.mu.Lock()
	defer d.fail.mu.Unlock()
	if d.fail.speak != nil {
		d.fail.speak.Stop()
	}
	if !d.fail.ended {
		d.fail.speak = time.AfterFunc(how, d.hub.Speak)
	}
}

// Faults returns the failures that go on, with what is left of them.
func (d *Discord) Faults() map[string]time.Duration {
	d.fail.mu.Lock()
	defer d.fail.mu.Unlock()
	left := map[string]time.Duration{}
	now := d.opt.Stopwatch()
	for kind, until := range d.fail.until {
		if now.Before(until) {
			left[kind] = until.Sub(now)
		}
	}
	return left
}

// Heal ends every failure.
func (d *Discord) Heal() {
	d.fail.mu.Lock()
	clear(d.fail.until)
	clear(d.fail.broken)
	d.fail.mu.Unlock()
	d.hub.Heal()
}

// Break lets the next requests of a route fail, such as "POST /channels/{channel}/messages": with an HTTP status they are
// refused and nothing is done; with 0 they are carried out and the answer is lost on the way.
func (d *Discord) Break(route string, status, times int) {
	d.fail.mu.Lock()
	defer d.fail.mu.Unlock()
	if d.fail.broken == nil {
		d.fail.broken = map[string]*breakage{}
	}
	d.fail.broken[route] = &breakage{status, times}
}

// InvalidateResumable says "invalid session" but lets sessions be resumed. Documentation: Events › Gateway Events.
func (d *Discord) InvalidateResumable() { d.hub.Invalidate(true, time.Time{}) }

// Beat asks every session for a heartbeat at once.
func (d *Discord) Beat() { d.hub.Beat() }

func (f *failures) left(kind string, now time.Time) time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.until[kind].Sub(now)
}

func (f *failures) hit(route string) (status int, hit bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	b := f.broken[route]
	if b == nil || b.times == 0 {
		return 0, false
	}
	b.times--
	return b.status, true
}

// around lets requests fail as long as a failure goes on.
func (d *Discord) around(route string, open bool, w http.ResponseWriter, next func(http.ResponseWriter)) {
	now := d.opt.Stopwatch()
	if d.fail.left(Down, now) > 0 {
		http.Error(w, "upstream connect error or disconnect/reset before headers", http.StatusServiceUnavailable)
		return
	}
	if status, hit := d.fail.hit(route); hit {
		if status == 0 {
			next(nowhere{http.Header{}})
			panic(http.ErrAbortHandler) //nolint:forbidigo // net/http's way to end a connection without an answer
		}
		refuse(w, shape.Plain(status))
		return
	}
	if d.fail.left(Broken, now) > 0 {
		refuse(w, shape.Plain(http.StatusInternalServerError))
		return
	}
	if left := d.fail.left(TooMany, now); left > 0 && !open {
		wait := min(left, time.Second)
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		w.Header().Set("X-RateLimit-Global", "true")
		w.Header().Set("X-RateLimit-Scope", "global")
		w.Header().Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", wait.Seconds()))
		refuse(w, &shape.Refusal{Status: http.StatusTooManyRequests, Message: "You are being rate limited.", After: wait, Global: true})
		return
	}
	if d.fail.left(Slow, now) > 0 {
		select {
		case <-d.done:
		case <-time.After(slowness):
		}
	}
	next(w)
}

func refuse(w http.ResponseWriter, no *shape.Refusal) {
	body, err := no.MarshalJSON()
	if err != nil {
		panic("discord: " + err.Error()) //nolint:forbidigo // a mistake in the sandbox must fail the test that meets it
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(no.Status)
	_, _ = w.Write(body) // the bot may have gone
}

// nowhere is where lost answers go.
type nowhere struct{ header http.Header }

func (n nowhere) Header() http.Header         { return n.header }
func (n nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (n nowhere) WriteHeader(int)             {}
