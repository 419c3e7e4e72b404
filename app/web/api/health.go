package api

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"matchday/app/feed"
	"matchday/app/web/visit"
)

// Check is one thing without which Matchday is not ready.
type Check struct {
	Name string                      // "database"
	Run  func(context.Context) error // nil is well
}

// Discord is how the bot fares.
type Discord struct {
	On        bool   // there is a token
	Connected bool   // it hears what happens
	Words     string // what is wrong and what to do, for staff; empty when nothing is
}

// Sheets is how the exchange with Google fares.
type Sheets struct {
	On    bool   // there is a service account
	Words string // what is wrong, for staff; empty when nothing is
}

// Health knows whether Matchday is well. Asking it often costs nothing: an answer is good for a second.
type Health struct {
	Checks  []Check
	Status  func() []feed.Status // of the followers; nil for none
	Discord func() Discord       // nil for none
	Sheets  func() Sheets        // nil for none
	Log     *slog.Logger         // is told why a check fails

	mu   sync.Mutex
	at   time.Time
	last report
}

// report is the answer of /healthz. Status is "ok", "degraded" when only something outside is away, or "failing".
type report struct {
	Status string           `json:"status"`
	Checks map[string]state `json:"checks"`
}

type state struct {
	Status string `json:"status"`
	Words  string `json:"words,omitempty"`
}

// The states of a check.
const (
	ok       = "ok"
	degraded = "degraded"
	failing  = "failing"
)

// fresh is how long an answer is good for.
const fresh = time.Second

// checkTime is how long one check may take.
const checkTime = 3 * time.Second

func (h *Health) report(ctx context.Context) report {
	h.mu.Lock()
	defer h.mu.Unlock()
	if time.Since(h.at) < fresh {
		return h.last
	}
	r := report{Status: ok, Checks: map[string]state{}}
	for _, c := range h.Checks {
		r.add(c.Name, h.run(ctx, c))
	}
	if h.Status != nil {
		r.add("followers", followers(h.Status()))
	}
	if h.Discord != nil {
		if d := h.Discord(); d.On {
			r.add("discord", discord(d))
		}
	}
	if h.Sheets != nil {
		if s := h.Sheets(); s.On && s.Words != "" {
			r.add("sheets", state{degraded, s.Words})
		} else if s.On {
			r.add("sheets", state{Status: ok})
		}
	}
	h.at, h.last = time.Now(), r
	return r
}

func (r *report) add(name string, s state) {
	r.Checks[name] = s
	if s.Status == failing || s.Status == degraded && r.Status == ok {
		r.Status = s.Status
	}
}

// run judges one check. What exactly is wrong is in the log, not in an answer that everybody may read.
func (h *Health) run(ctx context.Context, c Check) state {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	if err := c.Run(ctx); err != nil {
		h.Log.Error("not ready", "check", c.Name, "err", err)
		return state{failing, "not usable now; the log says why"}
	}
	return state{Status: ok}
}

func followers(all []feed.Status) state {
	s := state{Status: ok}
	for _, f := range all {
		switch {
		case f.Stuck():
			return state{failing, f.Follower + " has something to do and gets nowhere"}
		case f.Failing():
			s = state{degraded, f.Follower + " tries again"}
		}
	}
	return s
}

func discord(d Discord) state {
	if d.Connected {
		return state{Status: ok}
	}
	return state{degraded, "Discord does not answer"}
}

// livez says that the process answers. Any page may ask: the file that OBS opens before the server is there does, and it
// comes from nowhere.
func (a *API) livez(v *visit.Visit) error {
	v.Raw().Set("Cross-Origin-Resource-Policy", "cross-origin")
	return v.Text("ok\n")
}

// readyz says whether Matchday can do its work. What is away outside does not make it unready.
func (a *API) readyz(v *visit.Visit) error {
	r := a.health.report(v.Ctx)
	v.Raw().Set("Cache-Control", "no-store")
	if r.Status == failing {
		v.Raw().Status(503)
		text := "not ready\n"
		for name, s := range r.Checks {
			if s.Status == failing {
				text += name + ": " + s.Words + "\n"
			}
		}
		return v.Text(text)
	}
	return v.Text("ready\n")
}

// healthz says the same as JSON, check by check.
func (a *API) healthz(v *visit.Visit) error {
	r := a.health.report(v.Ctx)
	v.Raw().Set("Cache-Control", "no-store")
	if r.Status == failing {
		v.Raw().Status(503)
	}
	return v.Raw().JSON(r)
}
