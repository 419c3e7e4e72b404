package gateway

import (
	"strconv"
	"sync"
	"time"

	"matchday/app/sandbox/discord/shape"
)

// The bounds of what is kept.
const (
	maxBacklog  = 4096 // events kept for one session
	maxSessions = 32   // sessions kept without a connection
	resumeTime  = 3 * time.Minute
)

// World is what the gateway asks of the world.
type World interface {
	// Begin judges the token and the intents of a session: it returns 0, or the code to close with. On 0 it has called
	// register with what the session is told first, and nothing was published in between.
	Begin(token string, want Intents, register func(Welcome)) (code int)
	// Members answers a request for members by events.
	Members(r *MemberRequest) []Event
	// Misunderstood notes something that a bot did and the sandbox does not know.
	Misunderstood(what string)
	// Touched is called after a connection came or went.
	Touched()
}

// Options tune a Hub. The zero value is Discord.
type Options struct {
	Heartbeat     time.Duration // 0 means 41.25 s
	IdentifyEvery time.Duration // sessions that begin sooner after one another are answered by "invalid session"; 0 allows all
	Now           func() time.Time
	Path          string // where resumed connections go, such as "/discord/gateway/resume"
}

// Hub holds the sessions of one bot. It is for use by many at once.
type Hub struct {
	world World
	opt   Options
	lines sync.WaitGroup

	mu         sync.Mutex
	closed     bool
	names      int
	beats      int
	sessions   map[string]*session
	open       map[*line]struct{}
	refuse     time.Time // until then connections are refused
	invalidate time.Time // until then resuming fails
	silent     time.Time // until then nothing is said
	identified time.Time // when the last session began
}

// session is what is known of one session of a bot. It outlives its connection.
type session struct {
	id      string
	intents Intents
	seq     int64
	kept    []frame
	line    *line
	left    time.Time
}

type frame struct {
	seq  int64
	text []byte
}

// New returns a hub without sessions.
func New(w World, o Options) *Hub {
	if o.Heartbeat == 0 {
		o.Heartbeat = 41250 * time.Millisecond
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Hub{world: w, opt: o, sessions: map[string]*session{}, open: map[*line]struct{}{}}
}

// Publish tells every session that wants to know. It does not wait.
func (h *Hub) Publish(e Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var full, bare []byte
	for _, s := range h.sessions {
		if e.Intent != 0 && s.intents&e.Intent == 0 {
			continue
		}
		if e.Bare != nil && s.intents&MessageContent == 0 {
			if bare == nil {
				bare = encode(e.Bare)
			}
			h.append(s, e.Name, bare)
			continue
		}
		if full == nil {
			full = encode(e.Data)
		}
		h.append(s, e.Name, full)
	}
}

// append keeps one event for a session and wakes its connection. Callers hold the lock.
func (h *Hub) append(s *session, name string, data []byte) {
	s.seq++
	s.kept = append(s.kept, frame{s.seq, dispatch(name, s.seq, data)})
	if len(s.kept) > maxBacklog {
		if s.line == nil || s.line.sent < s.kept[0].seq {
			h.end(s)
			return
		}
		s.kept = s.kept[1:]
	}
	if s.line != nil {
		s.line.wakeUp()
	}
}

// end forgets a session that has fallen too far behind, or is no longer valid.
func (h *Hub) end(s *session) {
	delete(h.sessions, s.id)
	if s.line != nil {
		s.line.session = nil
		s.line.cut()
		s.line = nil
	}
}

// begin makes a session and gives it to a connection. It runs inside World.Begin.
func (h *Hub) begin(l *line, want Intents, shard *[2]int, w Welcome) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.sweep()
	h.names++
	s := &session{id: "session" + strconv.Itoa(h.names), intents: want, line: l}
	l.session, l.sent = s, 0
	h.sessions[s.id] = s
	first := ready{Version: l.version, User: w.User, Guilds: []unavailable{}, SessionID: s.id, Resume: l.home + h.opt.Path,
		Shard: shard, Application: application{w.Application.ID, w.Application.Flags}, SessionType: "normal", Private: []any{}}
	for _, g := range w.Guilds {
		first.Guilds = append(first.Guilds, unavailable{g.ID, true})
	}
	h.append(s, "READY", encode(first))
	if want&Guilds == 0 {
		return
	}
	for _, g := range w.Guilds {
		h.append(s, "GUILD_CREATE", encode(guildFor(g, w.User.ID, want)))
	}
}

// guildFor returns a server as a session may see it: without the presences intent, of the members only the bot itself is
// told. Documentation: Events › Gateway Events › Guild Create.
func guildFor(g *shape.GuildCreate, bot string, want Intents) *shape.GuildCreate {
	if want&GuildPresences != 0 && want&GuildMembers != 0 {
		return g
	}
	few := *g
	few.Members = nil
	for _, m := range g.Members {
		if m.User.ID == bot {
			few.Members = append(few.Members, m)
		}
	}
	return &few
}

// resume gives a session to a new connection. It returns false when the session cannot be resumed.
func (h *Hub) resume(l *line, id string, seq int64) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.sweep()
	s := h.sessions[id]
	if s == nil || h.opt.Now().Before(h.invalidate) || seq > s.seq || seq < s.seq-int64(len(s.kept)) {
		return false
	}
	if s.line != nil {
		s.line.session = nil
		s.line.cut()
	}
	s.line, l.session, l.sent = l, s, seq
	h.append(s, "RESUMED", []byte(`{"_trace":["sandbox"]}`))
	return true
}

// sweep forgets sessions that were left too long ago, and the oldest when there are too many. Callers hold the lock.
func (h *Hub) sweep() {
	now := h.opt.Now()
	var oldest *session
	left := 0
	for id, s := range h.sessions {
		if s.line != nil {
			continue
		}
		if now.Sub(s.left) > resumeTime {
			delete(h.sessions, id)
			continue
		}
		left++
		if oldest == nil || s.left.Before(oldest.left) {
			oldest = s
		}
	}
	if left > maxSessions {
		delete(h.sessions, oldest.id)
	}
}

// heard counts a heartbeat, and drops what the session confirms by it to have received.
func (h *Hub) heard(l *line, seq *int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.beats++
	if s := l.session; s != nil && seq != nil {
		n := 0
		for n < len(s.kept) && s.kept[n].seq <= min(*seq, l.sent) {
			n++
		}
		s.kept = s.kept[n:]
	}
}

// next returns the first event that a connection was not sent yet.
func (h *Hub) next(l *line) (text []byte, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := l.session
	if s == nil || h.opt.Now().Before(h.silent) {
		return nil, false
	}
	if len(s.kept) == 0 || s.seq <= l.sent {
		return nil, false
	}
	f := s.kept[max(0, l.sent+1-s.kept[0].seq)]
	l.sent = f.seq
	return f.text, true
}

// Connected returns how many sessions have a connection.
func (h *Hub) Connected() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, s := range h.sessions {
		if s.line != nil {
			n++
		}
	}
	return n
}

// Beats returns how many heartbeats have come in all.
func (h *Hub) Beats() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.beats
}
