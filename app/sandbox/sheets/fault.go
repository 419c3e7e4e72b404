package sheets

import (
	"fmt"
	"net/http"
	"slices"
	"time"
)

// Fault is something that goes wrong at Google for a while.
type Fault struct {
	Kind string        // "down", "429", "500", "503", "403", "404", "slow" or "lost": carried out, but the answer never arrives
	For  time.Duration // 0 with Calls 0 is until Heal
	// Calls ends the fault after so many calls; 0 is any number.
	Calls int
	// Method keeps the fault to one, as in "spreadsheets.batchUpdate"; empty is every one.
	Method string
	// After is how long a call takes under "slow" (2 s when 0), and what Retry-After says under "429" and "503", in whole
	// seconds; 0 says nothing there, as Google mostly does.
	After time.Duration

	until time.Time
}

// Kinds lists what can go wrong.
func Kinds() []string {
	return []string{"down", "429", "500", "503", "403", "404", "slow", "lost"}
}

// Break makes something go wrong.
func (s *Server) Break(f Fault) error {
	if !slices.Contains(Kinds(), f.Kind) {
		return fmt.Errorf("%q is nothing that can go wrong with Sheets; there are %v", f.Kind, Kinds())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.For > 0 {
		f.until = s.now().Add(f.For)
	}
	s.faults = append(s.faults, f)
	return nil
}

// Faults returns what goes wrong now, with the time that is left; 0 for what goes on until Heal or for some calls.
func (s *Server) Faults() map[string]time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	left := map[string]time.Duration{}
	for _, f := range s.faults {
		if f.until.IsZero() {
			left[f.Kind] = 0
		} else if now.Before(f.until) {
			left[f.Kind] = f.until.Sub(now)
		}
	}
	return left
}

// Heal ends every fault.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// SetLatency changes how long every call takes.
func (s *Server) SetLatency(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.latency = d
}

// admit says whether a call that is understood may be carried out: faults, quota, the spreadsheet, the right to it.
func (s *Server) admit(r *http.Request, c *call) error {
	f, slow, err := s.weather(r, c)
	if slow > 0 {
		select {
		case <-time.After(slow):
		case <-c.ctx.Done():
			return errDropped
		}
	}
	if err != nil {
		return err
	}
	if f != nil && f.Kind == "lost" {
		c.lost = true
	}
	return nil
}

func (s *Server) weather(r *http.Request, c *call) (*Fault, time.Duration, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	slow := s.latency
	f := s.fault(c)
	if f != nil {
		if f.Kind == "slow" {
			slow += max(f.After, 0)
			if f.After == 0 {
				slow += 2 * time.Second
			}
		}
		if err := f.answer(); err != nil {
			return f, slow, err
		}
	}
	if err := s.quota.take(user(r), c.Write, s.now()); err != nil {
		return f, slow, err
	}
	b := s.books[c.Book]
	switch {
	case b == nil || b.deleted:
		return f, slow, &failure{code: http.StatusNotFound, status: "NOT_FOUND", message: "Requested entity was not found."}
	case b.access == Stranger, b.access == Viewer && c.Write:
		return f, slow, &failure{code: http.StatusForbidden, status: "PERMISSION_DENIED", message: "The caller does not have permission"}
	}
	return f, slow, nil
}

// fault returns the first fault that meets a call, one call shorter.
func (s *Server) fault(c *call) *Fault {
	now := s.now()
	s.faults = slices.DeleteFunc(s.faults, func(f Fault) bool { return !f.until.IsZero() && !now.Before(f.until) })
	for i := range s.faults {
		f := &s.faults[i]
		if f.Method != "" && f.Method != c.Method {
			continue
		}
		met := *f
		if f.Calls--; f.Calls == 0 {
			s.faults = slices.Delete(s.faults, i, i+1)
		}
		return &met
	}
	return nil
}

func (f *Fault) answer() error {
	after := int(f.After.Seconds())
	switch f.Kind {
	case "down":
		return errDropped
	case "429":
		return &failure{code: http.StatusTooManyRequests, status: "RESOURCE_EXHAUSTED", retryAfter: after,
			message: "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of service 'sheets.googleapis.com'."}
	case "500":
		return &failure{code: http.StatusInternalServerError, status: "INTERNAL", message: "Internal error encountered."}
	case "503":
		return &failure{code: http.StatusServiceUnavailable, status: "UNAVAILABLE", retryAfter: after, message: "The service is currently unavailable."}
	case "403":
		return &failure{code: http.StatusForbidden, status: "PERMISSION_DENIED", message: "The caller does not have permission"}
	case "404":
		return &failure{code: http.StatusNotFound, status: "NOT_FOUND", message: "Requested entity was not found."}
	}
	return nil
}

// quota counts calls of the last minute, reads and writes apart, by user and for the project.
type quota struct {
	perUser, perProject int
	used                map[string][]time.Time
}

func (q *quota) take(user string, write bool, now time.Time) error {
	kind := "Read"
	if write {
		kind = "Write"
	}
	for _, l := range []struct {
		key, words string
		limit      int
	}{{kind + " " + user, " requests per minute per user", q.perUser}, {kind, " requests per minute", q.perProject}} {
		times := slices.DeleteFunc(q.used[l.key], func(t time.Time) bool { return now.Sub(t) >= time.Minute })
		q.used[l.key] = times
		if l.limit >= 0 && len(times) >= l.limit {
			return &failure{code: http.StatusTooManyRequests, status: "RESOURCE_EXHAUSTED",
				message: fmt.Sprintf("Quota exceeded for quota metric '%s requests' and limit '%s%s' of service 'sheets.googleapis.com' for consumer 'project_number:0'.", kind, kind, l.words)}
		}
	}
	for _, key := range []string{kind + " " + user, kind} {
		q.used[key] = append(q.used[key], now)
	}
	return nil
}

// user tells callers apart as Google does: by who they are, unless they say on whose behalf they call.
func user(r *http.Request) string {
	if u := r.URL.Query().Get("quotaUser"); u != "" {
		return u
	}
	return r.Header.Get("Authorization")
}
