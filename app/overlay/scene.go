package overlay

import (
	"bytes"
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// key identifies a scene.
type key struct{ name, topic string }

// scene is a key with its last frame and those who watch. All but last is guarded by the hub's mu.
type scene struct {
	key
	last    atomic.Pointer[Frame]
	viewers []*Viewer
	tell    []*Viewer // room for finish; the drawing goroutine's own

	wanted  bool  // something changed since the last drawing began
	drawing bool  // a goroutine draws it
	began   int64 // drawings
	idle    *time.Timer
	retry   *time.Timer

	drawn  time.Time
	took   time.Duration
	tries  int // failures in a row
	err    error
	failed time.Time
}

// part takes v out and reports whether it was there.
func (s *scene) part(v *Viewer) bool {
	i := slices.Index(s.viewers, v)
	if i < 0 {
		return false
	}
	s.viewers = slices.Delete(s.viewers, i, i+1)
	return true
}

// want has a scene drawn, once more when it is being drawn already.
func (h *Hub) want(s *scene) {
	if h.closed {
		return
	}
	s.wanted = true
	if !s.drawing {
		s.drawing = true
		h.wg.Go(func() { h.drawAll(s) })
	}
}

// drawAll draws a scene until it shows all that changed or nobody watches.
func (h *Hub) drawAll(s *scene) {
	for {
		h.slots <- struct{}{}
		n := h.begin(s)
		if n == 0 {
			<-h.slots
			return
		}
		start := time.Now()
		f, err := h.drawOne(s)
		<-h.slots
		h.finish(s, n, f, err, time.Since(start))
	}
}

// begin returns the number of the drawing that begins, which shows whatever changed before; 0 when there is nothing to
// draw and the scene's goroutine ends.
func (h *Hub) begin(s *scene) int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s.drawing = s.wanted && len(s.viewers) > 0 && !h.closed; !s.drawing {
		return 0
	}
	s.wanted = false
	s.began++
	return s.began
}

func (h *Hub) drawOne(s *scene) (f Frame, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	ctx, cancel := context.WithTimeout(h.ctx, h.o.Timeout)
	defer cancel()
	return h.draw(ctx, s.name)
}

// finish takes the outcome of the nth drawing and tells those for whom there is news.
func (h *Hub) finish(s *scene, n int64, f Frame, err error, took time.Duration) {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		return
	}
	s.took = took
	news := false
	if err != nil {
		h.failed(s, err)
	} else {
		h.works(s)
		news = h.publish(s, f)
	}
	tell := s.tell[:0]
	for _, v := range s.viewers {
		opened := !v.open.Load() && v.opens <= n
		if opened {
			v.open.Store(true)
		}
		if opened || news && v.open.Load() {
			tell = append(tell, v)
		}
	}
	h.mu.Unlock()
	for _, v := range tell {
		v.poke()
	}
	clear(tell)
	s.tell = tell
}

// publish makes f the frame of its scene and reports whether it shows anything else than the last one.
func (h *Hub) publish(s *scene, f Frame) bool {
	last := s.last.Load()
	if last != nil && f.behind(last.Position) {
		return false
	}
	if last != nil && f.Kind == last.Kind && f.Store == last.Store && bytes.Equal(f.Body, last.Body) {
		same := *last
		same.Position = f.Position
		s.last.Store(&same)
		return false
	}
	h.version++
	f.version, f.slot = h.version, &slot{}
	s.last.Store(&f)
	return true
}

// works ends a row of failures.
func (h *Hub) works(s *scene) {
	if s.tries > 0 {
		h.log.Info("drawing works again", "scene", s.name, "tries", s.tries)
	}
	s.drawn, s.tries, s.err = time.Now(), 0, nil
}

// failed remembers a failure, writes it to the log when it is news and tries again later.
func (h *Hub) failed(s *scene, err error) {
	if s.err == nil || s.err.Error() != err.Error() {
		h.log.Warn("drawing failed; viewers keep the last good frame", "scene", s.name, "err", err)
	}
	s.tries++
	s.err, s.failed = err, time.Now()
	if s.retry != nil {
		s.retry.Stop()
	}
	s.retry = time.AfterFunc(delay(s.tries), func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		if len(s.viewers) > 0 && s.tries > 0 {
			h.want(s)
		}
	})
}

// delay returns how long to wait after the nth failure in a row: half a second, doubling to ten, with jitter.
func delay(n int) time.Duration {
	b := backoff.ExponentialBackOff{
		InitialInterval: 500 * time.Millisecond, Multiplier: 2, RandomizationFactor: 0.3, MaxInterval: 10 * time.Second,
	}
	d := b.NextBackOff()
	for range min(n, 8) - 1 {
		d = b.NextBackOff()
	}
	return d
}
