package live

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/gofiber/contrib/websocket"
	"github.com/gofiber/fiber/v2"

	"matchday/app/fault"
	"matchday/app/overlay"
)

// The times of a socket.
const (
	writeTime = 10 * time.Second // for one message; who takes longer is gone
	pingTime  = 25 * time.Second
	readTime  = 60 * time.Second // without a pong
	tickEvery = 2 * time.Second
)

// readLimit is the largest message that is read. What a page sends is not looked at.
const readLimit = 4096

// Bounds of how many sockets there are.
const (
	maxSockets    = 10_000
	maxPerAddress = 4_000 // a venue, a stream machine or a proxy is one address
)

// Sockets are the open ones.
type Sockets struct {
	hub     *overlay.Hub
	log     *slog.Logger
	ping    time.Duration
	buffers sync.Pool // for writing; shared, because most sockets are quiet most of the time

	mu      sync.Mutex
	open    map[*socket]struct{}
	from    map[string]int
	closing bool
	empty   chan struct{} // closed when the last one has gone after Close
}

// NewSockets returns none yet. hub draws what they show; ping is how often each is asked whether it is there, 0 for as
// often as is fit for proxies.
func NewSockets(hub *overlay.Hub, log *slog.Logger, ping time.Duration) *Sockets {
	if ping == 0 {
		ping = pingTime
	}
	return &Sockets{hub: hub, log: log, ping: ping, open: map[*socket]struct{}{}, from: map[string]int{}, empty: make(chan struct{})}
}

// Watch is what one socket shows.
type Watch struct {
	Scene, Topic string
	Have         overlay.Position // what the page shows already
	Address      string           // where the request comes from
	Remote       string           // how staff pages name the viewer; the address when empty

	Own   func(context.Context) []byte // what this viewer alone is sent after each frame; nil for nothing
	Tick  func(context.Context) []byte // what is sent when it differs, looked at every two seconds; nil for nothing
	Still func(context.Context) bool   // whether the viewer may still look; asked with every ping; nil is yes
	Beat  bool                         // an empty message with every ping, for a page that wants to hear that we are there
}

// Gone is the kind of a frame after which there is nothing more to see: the socket is closed instead.
const Gone = "gone"

// Serve makes a request a socket and shows w on it until either side ends it.
func (s *Sockets) Serve(c *fiber.Ctx, w Watch) error {
	if !websocket.IsWebSocketUpgrade(c) {
		return fiber.ErrUpgradeRequired
	}
	if w.Remote == "" {
		w.Remote = w.Address
	}
	k := &socket{sockets: s, watch: w, address: w.Address, stop: make(chan struct{}), done: make(chan struct{})}
	if err := s.room(w.Address); err != nil {
		return err
	}
	upgrade := websocket.New(k.run, websocket.Config{
		EnableCompression: true, HandshakeTimeout: writeTime, WriteBufferPool: &s.buffers, RecoverHandler: s.recovered,
	})
	return upgrade(c)
}

// room reports why one more socket cannot be opened.
func (s *Sockets) room(address string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closing:
		return fault.New(fault.Away, "Matchday is stopping. The page comes back by itself.")
	case len(s.open) >= maxSockets || s.from[address] >= maxPerAddress:
		return fault.New(fault.Busy, "Too many pages are open. This one shows what it has; load it again later.")
	}
	return nil
}

// add counts a socket that is open. It is called when the connection is there: one that breaks before is never counted.
func (s *Sockets) add(k *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[k] = struct{}{}
	s.from[k.address]++
	if s.closing {
		k.end()
	}
}

func (s *Sockets) remove(k *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, k)
	if s.from[k.address]--; s.from[k.address] <= 0 {
		delete(s.from, k.address)
	}
	s.leftClosed()
}

func (s *Sockets) recovered(*websocket.Conn) {
	if p := recover(); p != nil {
		s.log.Error("a socket panicked", "panic", p, "stack", string(debug.Stack()))
	}
}

// Close ends every socket with 1012, after which pages and overlays come back by themselves, and waits for them until
// ctx ends. No new one is let in.
func (s *Sockets) Close(ctx context.Context) {
	s.mu.Lock()
	first := !s.closing
	s.closing = true
	for k := range s.open {
		k.end()
	}
	if first {
		s.leftClosed()
	}
	s.mu.Unlock()
	select {
	case <-s.empty:
	case <-ctx.Done():
	}
}

// leftClosed tells Close that the last socket has gone.
func (s *Sockets) leftClosed() {
	if !s.closing || len(s.open) > 0 {
		return
	}
	select {
	case <-s.empty:
	default:
		close(s.empty)
	}
}

// Open returns how many there are.
func (s *Sockets) Open() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.open)
}
