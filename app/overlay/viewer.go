package overlay

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// ErrDone is returned by Next when the viewer was closed or the hub was.
var ErrDone = errors.New("overlay: the viewer is done")

// Viewer is one screen that watches a scene. Take and Next are for one goroutine at a time.
type Viewer struct {
	hub    *Hub
	scene  *scene
	remote string
	since  time.Time
	ready  chan struct{}
	done   chan struct{}

	open  atomic.Bool // it may see the last frame; false while that may be behind what was answered
	opens int64       // under the hub's mu: the drawing that opens it

	mu      sync.Mutex
	shut    bool
	reason  string
	at      Position // of what it shows
	version int64    // of what it shows; 0 before the first frame
	taken   time.Time
	frames  int64
}

// Ready returns a channel that gets a value when there may be a frame to take.
func (v *Viewer) Ready() <-chan struct{} { return v.ready }

// Done returns a channel that is closed when the viewer was closed, by itself or by the hub.
func (v *Viewer) Done() <-chan struct{} { return v.done }

// Reason returns why the hub ended the viewer, once Done is closed.
func (v *Viewer) Reason() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.reason
}

// Take returns the newest frame; false when the viewer has it already.
func (v *Viewer) Take() (Frame, bool) {
	open := v.open.Load()
	f := v.scene.last.Load()
	v.mu.Lock()
	defer v.mu.Unlock()
	switch {
	case !open || v.shut || f == nil || f.version == v.version || f.behind(v.at):
		return Frame{}, false
	case v.version == 0 && f.Position == v.at:
		v.version = f.version
		return Frame{}, false
	}
	v.at, v.version, v.taken = f.Position, f.version, time.Now()
	v.frames++
	return *f, true
}

// Next waits for a frame that the viewer has not got yet. It returns ErrDone when there will be none, or ctx's error.
func (v *Viewer) Next(ctx context.Context) (Frame, error) {
	for {
		select {
		case <-v.ready:
			if f, ok := v.Take(); ok {
				return f, nil
			}
		case <-v.done:
			return Frame{}, ErrDone
		case <-ctx.Done():
			return Frame{}, ctx.Err()
		}
	}
}

// Close ends the viewer. It may be called more than once.
func (v *Viewer) Close() {
	v.end("")
	v.hub.leave(v)
}

// poke tells the viewer that there is news. It never waits: one value stands for any number of frames.
func (v *Viewer) poke() {
	select {
	case v.ready <- struct{}{}:
	default:
	}
}

func (v *Viewer) end(reason string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.shut {
		v.shut, v.reason = true, reason
		close(v.done)
	}
}
