package world

import "context"

// Key names something that can change: a kind and an id.
type Key struct {
	Kind string // "message", "channel", "people", "modal" or "link"
	ID   string
	In   string // for a message: its channel
}

// The kinds of keys.
const (
	MessageKey = "message"
	ChannelKey = "channel"
	PeopleKey  = "people"
	ModalKey   = "modal"
	LinkKey    = "link"
)

// Watch collects what has changed until somebody looks. It holds each thing once, so it cannot grow past the world.
type Watch struct {
	// C receives after something has changed; capacity 1.
	C     chan struct{}
	world *World
	dirty map[Key]struct{}
}

// Watch begins to collect what changes. Stop it when done.
func (w *World) Watch() *Watch {
	t := &Watch{C: make(chan struct{}, 1), world: w, dirty: map[Key]struct{}{}}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.watchers[t] = struct{}{}
	return t
}

// Stop ends the collecting.
func (t *Watch) Stop() {
	t.world.mu.Lock()
	defer t.world.mu.Unlock()
	delete(t.world.watchers, t)
}

// Take returns what has changed since the last call.
func (t *Watch) Take() []Key {
	t.world.mu.Lock()
	defer t.world.mu.Unlock()
	keys := make([]Key, 0, len(t.dirty))
	for k := range t.dirty {
		keys = append(keys, k)
	}
	clear(t.dirty)
	return keys
}

// touch tells everybody who waits or watches. Callers hold the lock.
func (w *World) touch(k Key) {
	close(w.changed)
	w.changed = make(chan struct{})
	for t := range w.watchers {
		t.dirty[k] = struct{}{}
		select {
		case t.C <- struct{}{}:
		default:
		}
	}
}

// Touched tells that something outside the world has changed: the link to the bot, a heartbeat, the commands.
func (w *World) Touched() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.touch(Key{Kind: LinkKey})
}

// Until waits until holds is true of the world. holds is called without the lock, after every change, and may use any
// method. It returns the context's error when that ends first.
func (w *World) Until(ctx context.Context, holds func() bool) error {
	for {
		w.mu.Lock()
		changed := w.changed
		w.mu.Unlock()
		if holds() {
			return nil
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-changed:
		}
	}
}
