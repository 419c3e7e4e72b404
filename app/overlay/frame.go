package overlay

import (
	"sync"
)

// Position says up to which event of which database something is true. The zero Position is before everything.
type Position struct {
	Store string // store.Store's ID
	Seq   int64
}

// Newer reports whether p shows more than than, or another database.
func (p Position) Newer(than Position) bool { return p.Store != than.Store || p.Seq > than.Seq }

// behind reports whether p is an earlier moment of the same database.
func (p Position) behind(of Position) bool { return p.Store == of.Store && p.Seq < of.Seq }

// Frame is one drawing of a scene. Draw fills in the position, the body and, if it likes, the kind.
type Frame struct {
	Position        // of the moment that was read: the topic's newest event, read first thing
	Body     []byte // HTML fragments or JSON; shared by all viewers and never changed
	Kind     string // what the body is, as those who send it understand it

	version int64 // one for each different body
	slot    *slot
}

type slot struct {
	once  sync.Once
	value any
}

// Once returns what prepare makes of the frame. However many viewers ask, prepare is called once for each different
// body: it is where a frame is compressed or framed for the wire. What is prepared stays as long as the frame.
func (f Frame) Once(prepare func(Frame) any) any {
	if f.slot == nil {
		return prepare(f)
	}
	f.slot.once.Do(func() { f.slot.value = prepare(f) })
	return f.slot.value
}
