package feed

import (
	"slices"
	"strings"
	"time"
)

// StuckAfter is how long a follower may have something to do without getting anywhere before it counts as stuck. One
// whose calls may take longer has half a minute more than they.
const StuckAfter = 2 * time.Minute

// Status is how a follower fares. Times are by Options.Now.
type Status struct {
	Follower string // "events" for the reading of the log itself
	Running  bool   // false for a follower that another process leads, and before Run
	Behind   int    // events that are not done with; up to a few too many, as numbers of events may be missing
	Oldest   time.Time
	Lag      time.Duration // age of the oldest event or delivery that is not done with
	Waiting  int           // deliveries to be done, those of the future included
	Success  time.Time     // of the last redraw or delivery
	Err      error         // the last failure, also when things work again; it may hold a fault for people
	Failed   time.Time     // when that was
	Stalled  time.Duration // since when something could be done and nothing was
	Topics   []TopicStatus // what fails now, by topic
	failing  bool          // something that is not about one topic fails now
	patience time.Duration // how long it may be stalled, if that is more than StuckAfter
}

// TopicStatus is one topic, or line of deliveries, whose last try failed.
type TopicStatus struct {
	Topic string
	Tries int // in a row
	Err   error
	At    time.Time
	Final bool // not tried again before it changes
}

// Stuck reports that a follower has something to do and gets nowhere, though nothing outside asked it to wait: the
// program is at fault and not the outside. It is what readiness asks.
func (s Status) Stuck() bool { return s.Stalled > max(StuckAfter, s.patience) }

// Failing reports that the last try of something failed: the follower works, and what it needs does not.
func (s Status) Failing() bool { return s.failing || len(s.Topics) > 0 }

// Status returns how the reading of the log and each follower fare, in the order in which they were added. It reads
// memory only.
func (f *Feed) Status() []Status {
	f.mu.Lock()
	now := f.now()
	log := Status{Follower: "events", Running: f.session != nil}
	if f.reading.err != nil {
		log.Err, log.Failed, log.failing = f.reading.err, f.reading.at, true
	}
	f.mu.Unlock()
	all := []Status{log}
	for _, fo := range f.followers {
		s := fo.status()
		if !s.Oldest.IsZero() {
			s.Lag = max(0, now.Sub(s.Oldest))
		}
		slices.SortFunc(s.Topics, func(a, b TopicStatus) int { return strings.Compare(a.Topic, b.Topic) })
		all = append(all, s)
	}
	return all
}

func (v *view) status() Status {
	v.mu.Lock()
	defer v.mu.Unlock()
	s := Status{Follower: v.name(), Success: v.success, Err: v.last.err, Failed: v.last.at}
	s.patience = v.o.Timeout + 30*time.Second
	s.failing = v.reading.err != nil || v.saving.err != nil
	r := v.run
	if r == nil {
		return s
	}
	s.Running = true
	s.Behind = int(max(0, r.tail.newest()-r.pos))
	for _, t := range r.topics {
		waits := t.shown.join(t.pending)
		s.Behind += waits.count
		s.Oldest = earlier(s.Oldest, waits.since)
		if t.failing.err != nil {
			s.Topics = append(s.Topics, t.failing.status(t.name, t.final))
		}
	}
	if (len(r.queue) > 0 || r.drawing > 0) && time.Until(r.paused) <= 0 {
		s.Stalled = time.Since(r.progress)
	}
	return s
}

func (e *effect) status() Status {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := Status{Follower: e.name(), Success: e.success, Err: e.last.err, Failed: e.last.at}
	s.patience = e.o.Timeout + 30*time.Second
	s.failing = e.planning.err != nil || e.settling.err != nil || e.saving.err != nil
	r := e.run
	if r == nil {
		return s
	}
	s.Running = true
	s.Behind = int(max(0, r.tail.newest()-r.pos))
	s.Waiting = r.waiting
	s.Oldest = r.oldest
	for _, d := range r.due {
		s.Oldest = earlier(s.Oldest, d.At)
	}
	for line, h := range r.held {
		s.Oldest = earlier(s.Oldest, h.At)
		s.Topics = append(s.Topics, h.failing.status(line, false))
	}
	for _, began := range []time.Time{r.plan, r.deliver} {
		if !began.IsZero() {
			s.Stalled = max(s.Stalled, time.Since(began))
		}
	}
	return s
}

func (f *failing) status(topic string, final bool) TopicStatus {
	return TopicStatus{Topic: topic, Tries: f.tries, Err: f.err, At: f.at, Final: final}
}

// earlier returns the earlier of two times, of which a zero one is none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
