package guard

import (
	"net/netip"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"matchday/app/fault"
	"matchday/app/person"
)

// Throttle slows down whoever guesses passwords or links. A try that is refused costs nothing: waiting always helps.
// It remembers a bounded number of names and addresses, the latest ones.
type Throttle struct {
	now func() time.Time
	mu  sync.Mutex
	by  [2]*ring // names, addresses
}

// The rules: how many tries a minute and how many failures in a row are free, and how long the pause after them grows.
var rules = [2]struct {
	perMinute, free int
	most            time.Duration
}{
	{perMinute: 10, free: 5, most: time.Minute},       // a name: short, so that nobody can lock somebody else out for long
	{perMinute: 30, free: 10, most: 15 * time.Minute}, // an address
}

// remembered is how many names, and how many addresses, are remembered at a time.
const remembered = 4096

// NewThrottle returns a Throttle that asks now for the time; nil is the machine's clock.
func NewThrottle(now func() time.Time) *Throttle {
	if now == nil {
		now = time.Now
	}
	return &Throttle{now: now, by: [2]*ring{newRing(remembered), newRing(remembered)}}
}

// Try reports whether somebody at an address may try under a name now; name is empty where there is none. The error is a
// Busy fault that says how long to wait.
func (t *Throttle) Try(name, address string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	keys := t.keys(name, address)
	var wait time.Duration
	for i, key := range keys {
		if key != "" {
			wait = max(wait, t.by[i].get(key, i).wait(now))
		}
	}
	if wait > 0 {
		return fault.New(fault.Busy, "Too many tries. Wait %s and try again.", words(wait))
	}
	for i, key := range keys {
		if key != "" {
			t.by[i].get(key, i).limit.AllowN(now, 1)
		}
	}
	return nil
}

// Failed makes the next pause longer.
func (t *Throttle) Failed(name, address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, key := range t.keys(name, address) {
		if key == "" {
			continue
		}
		m := t.by[i].get(key, i)
		m.failures++
		if over := m.failures - rules[i].free; over >= 0 {
			m.until = t.now().Add(min(rules[i].most, time.Second<<min(over, 12)))
		}
	}
}

// Succeeded forgets the failures.
func (t *Throttle) Succeeded(name, address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, key := range t.keys(name, address) {
		t.by[i].drop(key)
	}
}

func (t *Throttle) keys(name, address string) [2]string {
	// Whoever has one address of IPv6 has a whole /64 of them.
	if ip, err := netip.ParseAddr(address); err == nil && ip.Unmap().Is6() {
		if net, err := ip.Prefix(64); err == nil {
			address = net.String()
		}
	}
	return [2]string{person.Fold(name), address}
}

func words(wait time.Duration) string {
	switch seconds := int(wait.Round(time.Second) / time.Second); {
	case seconds <= 1:
		return "a second"
	case seconds < 90:
		return strconv.Itoa(seconds) + " seconds"
	default:
		return strconv.Itoa((seconds+59)/60) + " minutes"
	}
}

// memory is what is remembered of one name or address.
type memory struct {
	limit    *rate.Limiter
	failures int
	until    time.Time
}

// wait returns how long until the next try is allowed.
func (m *memory) wait(now time.Time) time.Duration {
	pause := m.until.Sub(now)
	if missing := 1 - m.limit.TokensAt(now); missing > 0 {
		pause = max(pause, time.Duration(missing/float64(m.limit.Limit())*float64(time.Second)))
	}
	return pause
}

// ring keeps the latest keys.
type ring struct {
	all  map[string]*memory
	keys []string // in the order in which they came; the oldest at next
	next int
}

func newRing(size int) *ring { return &ring{all: map[string]*memory{}, keys: make([]string, size)} }

func (r *ring) get(key string, rule int) *memory {
	m := r.all[key]
	if m != nil {
		return m
	}
	per := rules[rule].perMinute
	m = &memory{limit: rate.NewLimiter(rate.Every(time.Minute/time.Duration(per)), per)}
	delete(r.all, r.keys[r.next])
	r.all[key], r.keys[r.next] = m, key
	r.next = (r.next + 1) % len(r.keys)
	return m
}

func (r *ring) drop(key string) {
	if m := r.all[key]; m != nil {
		m.failures, m.until = 0, time.Time{}
	}
}
