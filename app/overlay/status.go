package overlay

import (
	"cmp"
	"slices"
	"time"
)

// SceneStatus is how one scene fares.
type SceneStatus struct {
	Scene    string
	Topic    string
	Viewers  int
	Position Position      // of the last good frame
	Bytes    int           // of it
	Drawn    time.Time     // when it was
	Took     time.Duration // the last drawing
	Drawings int64         // since the scene is kept
	Tries    int           // failures in a row, 0 when it works
	Err      error         // the last one of them
	Failed   time.Time     // when that was
}

// Scenes returns the scenes that are kept, those that nobody watches included, by name.
func (h *Hub) Scenes() []SceneStatus {
	h.mu.Lock()
	defer h.mu.Unlock()
	all := make([]SceneStatus, 0, len(h.scenes))
	for _, s := range h.scenes {
		st := SceneStatus{
			Scene: s.name, Topic: s.topic, Viewers: len(s.viewers), Drawn: s.drawn, Took: s.took, Drawings: s.began,
			Tries: s.tries, Err: s.err, Failed: s.failed,
		}
		if f := s.last.Load(); f != nil {
			st.Position, st.Bytes = f.Position, len(f.Body)
		}
		all = append(all, st)
	}
	slices.SortFunc(all, func(a, b SceneStatus) int {
		return cmp.Or(cmp.Compare(a.Scene, b.Scene), cmp.Compare(a.Topic, b.Topic))
	})
	return all
}

// ViewerStatus is one viewer, as staff see it.
type ViewerStatus struct {
	Scene    string
	Topic    string
	Remote   string
	Since    time.Time
	Position Position  // of the last frame it took, or of what it said it had
	Taken    time.Time // when it took that; zero when it took none
	Frames   int64
	Late     bool // there is a newer frame that it did not take yet
}

// Viewers returns who watches, by scene and then the longest first.
func (h *Hub) Viewers() []ViewerStatus {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []ViewerStatus
	for _, s := range h.scenes {
		f := s.last.Load()
		for _, v := range s.viewers {
			v.mu.Lock()
			all = append(all, ViewerStatus{
				Scene: s.name, Topic: s.topic, Remote: v.remote, Since: v.since, Position: v.at, Taken: v.taken,
				Frames: v.frames, Late: f != nil && v.open.Load() && f.version != v.version && !f.behind(v.at),
			})
			v.mu.Unlock()
		}
	}
	slices.SortFunc(all, func(a, b ViewerStatus) int {
		return cmp.Or(cmp.Compare(a.Scene, b.Scene), a.Since.Compare(b.Since), cmp.Compare(a.Remote, b.Remote))
	})
	return all
}

// Watching returns how many viewers there are.
func (h *Hub) Watching() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, s := range h.scenes {
		n += len(s.viewers)
	}
	return n
}
