package overlay

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"matchday/app/feed"
	"matchday/store"
)

// Draw makes a scene as the database has it.
type Draw func(ctx context.Context, scene string) (Frame, error)

// Options say how a hub is run. The zero value is fit for use.
type Options struct {
	Parallel int           // scenes drawn at a time; 0 means as many as there are processors
	Timeout  time.Duration // of drawing one; 0 means 10 s
	Keep     time.Duration // how long a scene that nobody watches stays ready; 0 means a minute
}

// Scenes that nobody watches are kept up to this number.
const spare = 256

// Hub draws scenes and shows them to viewers.
type Hub struct {
	store store.Store
	draw  Draw
	log   *slog.Logger
	o     Options
	ctx   context.Context // ends with Close
	stop  context.CancelFunc
	wg    sync.WaitGroup
	slots chan struct{} // one for each scene being drawn

	mu      sync.Mutex
	scenes  map[key]*scene
	version int64
	closed  bool
	reason  string
}

var _ feed.View = (*Hub)(nil)

// New returns a hub with no viewers. It is to be added to the feed as a live view.
func New(s store.Store, draw Draw, log *slog.Logger, o Options) *Hub {
	if o.Parallel == 0 {
		o.Parallel = runtime.GOMAXPROCS(0)
	}
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Second
	}
	if o.Keep == 0 {
		o.Keep = time.Minute
	}
	ctx, stop := context.WithCancel(context.Background())
	return &Hub{
		store: s, draw: draw, log: log, o: o, ctx: ctx, stop: stop,
		slots: make(chan struct{}, o.Parallel), scenes: map[key]*scene{},
	}
}

// Watch adds a viewer to a scene. have is what the viewer shows already, the zero Position for nothing; remote is how
// staff pages name it. topic is the one whose changes change the scene; with an empty topic every change does, and
// everybody who comes waits for a new drawing. After Close the viewer is done from the beginning.
func (h *Hub) Watch(name, topic string, have Position, remote string) *Viewer {
	v := &Viewer{
		hub: h, remote: remote, since: time.Now(), at: have,
		ready: make(chan struct{}, 1), done: make(chan struct{}),
	}
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		v.scene = &scene{}
		v.end(h.reason)
		return v
	}
	s := h.scene(key{name, topic})
	v.scene = s
	s.viewers = append(s.viewers, v)
	fresh := h.fresh(s)
	if fresh {
		v.open.Store(true)
	} else {
		v.opens = s.began + 1
		h.want(s)
	}
	h.mu.Unlock()
	if fresh {
		v.poke()
	}
	return v
}

// scene returns the scene of a key. It is in the map until nobody watched it for a while.
func (h *Hub) scene(k key) *scene {
	s := h.scenes[k]
	if s == nil {
		s = &scene{key: k}
		h.scenes[k] = s
		return s
	}
	if len(s.viewers) == 0 {
		s.idle.Stop()
	}
	return s
}

// fresh reports whether the last frame of a scene shows everything that was answered.
func (h *Hub) fresh(s *scene) bool {
	f := s.last.Load()
	return f != nil && !s.wanted && s.topic != "" && f.Store == h.store.ID() && f.Seq >= h.store.Head(s.topic)
}

// leave takes a viewer out and lets a scene that nobody watches any more rest.
func (h *Hub) leave(v *Viewer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := v.scene
	if !s.part(v) || len(s.viewers) > 0 || h.closed {
		return
	}
	unwatched := 0
	for _, other := range h.scenes {
		if len(other.viewers) == 0 {
			unwatched++
		}
	}
	if unwatched > spare {
		delete(h.scenes, s.key)
		return
	}
	s.idle = time.AfterFunc(h.o.Keep, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		if len(s.viewers) == 0 && h.scenes[s.key] == s {
			delete(h.scenes, s.key)
		}
	})
}

// Name is the follower's name.
func (h *Hub) Name() string { return "overlay" }

// Topics returns the topics of the scenes that somebody watches.
func (h *Hub) Topics(context.Context) ([]string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var topics []string
	for _, s := range h.scenes {
		if len(s.viewers) > 0 {
			topics = append(topics, s.topic)
		}
	}
	return topics, nil
}

// Redraw has the scenes of a topic drawn that somebody watches; the others are when somebody comes. It does not wait
// for them, so that a scene that takes long delays no other; what fails is tried again by the hub and told by Scenes.
func (h *Hub) Redraw(_ context.Context, topic string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range h.scenes {
		switch {
		case s.topic != topic && s.topic != "":
		case len(s.viewers) > 0:
			h.want(s)
		default:
			s.wanted = true
		}
	}
	return nil
}

// Close ends every viewer with a reason and returns when nothing is being drawn any more.
func (h *Hub) Close(reason string) {
	h.mu.Lock()
	var viewers []*Viewer
	if !h.closed {
		h.closed, h.reason = true, reason
		for _, s := range h.scenes {
			viewers = append(viewers, s.viewers...)
		}
	}
	h.mu.Unlock()
	for _, v := range viewers {
		v.end(reason)
	}
	h.stop()
	h.wg.Wait()
}
