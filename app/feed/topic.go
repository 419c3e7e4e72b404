package feed

import (
	"time"
)

// span is a run of events of one topic that a view has not shown yet. The zero span is none.
type span struct {
	first int64
	last  int64
	since time.Time // when first happened
	count int
}

func (s *span) add(e Event) {
	if s.count == 0 {
		s.first, s.since = e.Seq, e.At
	}
	s.last = e.Seq
	s.count++
}

// join returns the span of s and of what came after it.
func (s span) join(later span) span {
	if s.count == 0 {
		return later
	}
	if later.count > 0 {
		s.last = later.last
		s.count += later.count
	}
	return s
}

// step is where a topic stands between a change and its redraw.
type step int

const (
	idle    step = iota // nothing to do
	resting             // not before its time: the interval, or the delay after a failure
	ready               // in the queue
	drawing             // being redrawn
)

// topic is one that has something to do, rests after it, or has failed.
type topic struct {
	name    string
	step    step
	pending span // changes that no redraw has begun to show
	shown   span // changes that the redraw in progress shows
	asked   bool // to be redrawn without a change
	final   bool // the failure was for good: not tried before it changes
	free    time.Time
	timer   *time.Timer
	failing failing
}

// wanted reports whether the topic is to be redrawn.
func (t *topic) wanted() bool { return t.asked || t.pending.count > 0 }

// lowest returns the number of the oldest event that is not done with, 0 for none.
func (t *topic) lowest() int64 {
	if t.shown.count > 0 {
		return t.shown.first
	}
	return t.pending.first
}

// begin moves what is to be shown to the redraw that begins.
func (t *topic) begin() {
	t.step, t.asked = drawing, false
	t.shown, t.pending = t.pending, span{}
}

// unshow takes back what a redraw did not show.
func (t *topic) unshow() {
	t.pending = t.shown.join(t.pending)
	t.shown = span{}
	t.asked = true
}
