package feed

import (
	"context"
	"sync"
	"time"

	"matchday/store"
)

const (
	batch = 500  // events read at a time
	kept  = 1024 // newest events shared in memory
)

// tail is the newest events, read once and shared by all followers.
type tail struct {
	id    string        // of the store whose numbers these are
	moved chan struct{} // closed when the store has become another

	mu     sync.Mutex
	low    int64   // every event after low is in events; negative until the log was looked at
	head   int64   // the newest number that was read
	events []Event // never changed in place: parts of it are handed out
	more   chan struct{}
}

func newTail(id string, low int64) *tail {
	return &tail{id: id, moved: make(chan struct{}), low: low, head: low, more: make(chan struct{})}
}

// changed returns a channel that is closed when there is more than there is now.
func (t *tail) changed() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.more
}

// start says where the tail begins.
func (t *tail) start(head int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.low, t.head = head, head
	close(t.more)
	t.more = make(chan struct{})
}

// add appends events in order.
func (t *tail) add(events []Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.events = append(t.events, events...)
	t.head = events[len(events)-1].Seq
	if over := len(t.events) - kept; over > 0 {
		t.low = t.events[over-1].Seq
		t.events = t.events[over:]
	}
	close(t.more)
	t.more = make(chan struct{})
}

// after returns up to limit events after pos; false when the tail no longer reaches back so far.
func (t *tail) after(pos int64, limit int) ([]Event, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.low < 0 || pos < t.low {
		return nil, false
	}
	n := len(t.events)
	for n > 0 && t.events[n-1].Seq > pos {
		n--
	}
	end := min(n+limit, len(t.events))
	return t.events[n:end:end], true
}

// newest returns the newest number, negative until the log was looked at.
func (t *tail) newest() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.head
}

// events returns up to a batch of events after pos, from the tail or else from the log.
func (f *Feed) events(ctx context.Context, t *tail, pos int64) (events []Event, err error) {
	if events, ok := t.after(pos, batch); ok {
		return events, nil
	}
	err = f.store.View(ctx, func(_ context.Context, tx store.Tx) (err error) {
		events, err = tx.EventsAfter(pos, batch)
		return err
	})
	return events, err
}

// read keeps the tail of a session at the end of the log.
func (f *Feed) read(s *session) {
	for s.stop.Err() == nil {
		err := f.readNew(s)
		if s.stop.Err() != nil {
			return
		}
		f.mu.Lock()
		f.reading.note(f.log, f.now(), "reading the log of events", err)
		tries := f.reading.tries
		f.mu.Unlock()
		if err != nil {
			rest(s.stop, delay(tries))
			continue
		}
		select {
		case <-s.stop.Done():
		case <-f.store.Wake():
		}
	}
}

// readNew reads what is new. When the store has become another, sequence numbers mean nothing any more: a new tail
// begins at the end of the new log, and every follower begins again with it.
func (f *Feed) readNew(s *session) error {
	t := s.tail
	if id := f.store.ID(); id != t.id {
		f.log.Warn("the database was replaced; every follower begins again", "was", t.id, "is", id)
		next := newTail(id, -1)
		f.mu.Lock()
		s.tail = next
		f.mu.Unlock()
		close(t.moved)
		t = next
	}
	if t.newest() < 0 {
		head, err := f.head(s.stop)
		if err != nil {
			return err
		}
		t.start(head)
	}
	for {
		var events []Event
		err := f.store.View(s.stop, func(_ context.Context, tx store.Tx) (err error) {
			events, err = tx.EventsAfter(t.newest(), batch)
			return err
		})
		if err != nil {
			return err
		}
		if len(events) > 0 {
			t.add(events)
		}
		if len(events) < batch {
			return nil
		}
	}
}

func (f *Feed) head(ctx context.Context) (head int64, err error) {
	err = f.store.View(ctx, func(_ context.Context, tx store.Tx) (err error) {
		head, err = tx.LastSeq()
		return err
	})
	return head, err
}

// beginning is the cursor of a follower that began when there were no events. 0 cannot say so: it stands for a
// follower that never ran, which begins at the newest event and would pass over what happened before its first save.
const beginning = -1

// cursor returns where a follower goes on, negative for the beginning. One that is new is given the newest number, or the beginning when it asks
// for everything, and that is saved at once. A cursor beyond the end of the log is moved back to it: the database is
// an older one than that which the follower knew.
func (f *Feed) cursor(ctx context.Context, name string, fromStart bool) (pos int64, err error) {
	var saved, last int64
	err = f.store.View(ctx, func(_ context.Context, tx store.Tx) (err error) {
		if saved, err = tx.Cursor(name); err != nil {
			return err
		}
		last, err = tx.LastSeq()
		return err
	})
	switch {
	case err != nil:
		return 0, err
	case saved != 0 && saved <= last:
		return saved, nil
	case saved > last:
		f.log.Warn("a follower was ahead of the log; it goes on at its end", "follower", name, "cursor", saved, "last", last)
	case fromStart:
		last = beginning
	}
	if last == 0 {
		last = beginning
	}
	return last, f.save(ctx, name, last)
}

// save moves a follower's cursor.
func (f *Feed) save(ctx context.Context, name string, seq int64) error {
	return f.store.Update(ctx, func(_ context.Context, tx store.Tx) error { return tx.PutCursor(name, seq) })
}

// bookmark is how far a follower is and how much of that is saved. Cursors of followers that could as well repeat are
// saved once a second at most: a redraw costs less than a commit.
type bookmark struct {
	saved int64
	at    time.Time
}

const saveEvery = time.Second

// wait returns how long until pos may be saved: 0 when it may, negative when there is nothing to save.
func (b *bookmark) wait(pos int64) time.Duration {
	if pos <= b.saved {
		return -1
	}
	return max(0, saveEvery-time.Since(b.at))
}
