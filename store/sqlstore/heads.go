package sqlstore

import (
	"context"
	"fmt"
	"sync"

	"matchday/store"
	"matchday/store/sqlstore/query"
)

// Heads knows the newest number of every topic, and rings a bell when something was committed.
type Heads struct {
	mu   sync.RWMutex
	of   map[string]int64
	seen int64 // every event up to this number is in of, also those of other processes

	bell chan struct{}
}

// NewHeads returns heads that know of nothing yet.
func NewHeads() *Heads {
	return &Heads{of: map[string]int64{}, bell: make(chan struct{}, 1)}
}

// Load reads the newest numbers of every topic. The query jumps from topic to topic in the index instead of reading the
// log, so that it costs by topics and not by events.
func (h *Heads) Load(ctx context.Context, q *query.Queries) error {
	seen, err := q.LastSeq(ctx)
	if err != nil {
		return fmt.Errorf("store: newest event: %w", err)
	}
	heads, err := q.Heads(ctx)
	if err != nil {
		return fmt.Errorf("store: newest event of each topic: %w", err)
	}
	said := make([]Said, len(heads))
	for i, row := range heads {
		said[i] = Said{row.Topic, row.Head}
	}
	h.Apply(said)
	h.mu.Lock()
	h.seen = seen
	h.mu.Unlock()
	return nil
}

// Refresh reads what others have committed since it was last asked, and reports whether any of it is news to this process.
func (h *Heads) Refresh(ctx context.Context, q *query.Queries) (news bool, err error) {
	const batch = 1000
	h.mu.RLock()
	seen := h.seen
	h.mu.RUnlock()
	for {
		fresh, err := q.TopicsAfter(ctx, query.TopicsAfterParams{Seq: seen, Limit: batch})
		if err != nil {
			return news, fmt.Errorf("store: new events: %w", err)
		}
		said := make([]Said, len(fresh))
		for i, row := range fresh {
			said[i] = Said{row.Topic, row.Seq}
			seen = row.Seq
		}
		news = h.Apply(said) || news
		h.mu.Lock()
		h.seen = max(h.seen, seen)
		h.mu.Unlock()
		if len(fresh) < batch {
			return news, nil
		}
	}
}

// Apply takes in events that are committed, and reports whether any of them is news.
func (h *Heads) Apply(said []Said) (news bool) {
	if len(said) == 0 {
		return false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range said {
		if h.of[s.Topic] < s.Seq {
			h.of[s.Topic] = s.Seq
			news = true
		}
	}
	return news
}

// Head returns the newest number of a topic, 0 for none.
func (h *Heads) Head(topic string) int64 {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.of[topic]
}

// Ring wakes the reader of Bell. It never waits.
func (h *Heads) Ring() {
	select {
	case h.bell <- struct{}{}:
	default:
	}
}

// Bell returns the channel that Ring fills.
func (h *Heads) Bell() <-chan struct{} { return h.bell }

// inside is the key of the mark that a context carries inside a transaction of one database.
type inside struct{ db any }

// Enter marks a context for a transaction of db, which is any pointer that stands for it; ErrNested when it is marked
// already.
func Enter(ctx context.Context, db any) (context.Context, error) {
	key := inside{db}
	if ctx.Value(key) != nil {
		return nil, fmt.Errorf("%w: give the transaction itself to what is called inside it", store.ErrNested)
	}
	return context.WithValue(ctx, key, true), nil
}
