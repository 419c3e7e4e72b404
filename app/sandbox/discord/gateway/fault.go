package gateway

import "time"

// Drop cuts every connection without a word, as a lost network does. Sessions can be resumed.
func (h *Hub) Drop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.open {
		l.cut()
	}
}

// Refuse lets no new connection in until a moment.
func (h *Hub) Refuse(until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.refuse = until
}

// Invalidate sends "invalid session" to everybody. Sessions that are not resumable are forgotten, and until the moment
// given no session can be resumed. Documentation: Events › Gateway Events › Invalid Session.
func (h *Hub) Invalidate(resumable bool, until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.invalidate = until
	for l := range h.open {
		l.say(invalidSession(resumable))
		if !resumable {
			l.session = nil
		}
	}
	if !resumable {
		clear(h.sessions)
	}
}

// Reconnect asks everybody to connect again and resume. Documentation: Events › Gateway Events › Reconnect.
func (h *Hub) Reconnect() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.open {
		l.say([]byte(`{"op":7,"d":null,"s":null,"t":null}`))
	}
}

// Beat asks everybody for a heartbeat at once. Documentation: Events › Gateway › Sending Heartbeats.
func (h *Hub) Beat() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.open {
		l.say([]byte(`{"op":1,"d":null,"s":null,"t":null}`))
	}
}

// Silence keeps connections open and says nothing on them until a moment: no events, no heartbeat ACKs, no HELLO.
func (h *Hub) Silence(until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.silent = until
}

// Speak ends a silence: what was held back is sent.
func (h *Hub) Speak() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.silent = time.Time{}
	for l := range h.open {
		l.wakeUp()
	}
}

// Heal ends what Refuse, Invalidate and Silence have begun.
func (h *Hub) Heal() {
	h.mu.Lock()
	h.refuse, h.invalidate = time.Time{}, time.Time{}
	h.mu.Unlock()
	h.Speak()
}

func (h *Hub) isSilent() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.opt.Now().Before(h.silent)
}

// Close cuts every connection, lets no new one in and returns when all goroutines have ended.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	for l := range h.open {
		l.cut()
	}
	h.mu.Unlock()
	h.lines.Wait()
}
