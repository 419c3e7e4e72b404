package wire_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"matchday/app/discord/wire"
	"matchday/app/fault"
)

// gate is a gateway that plays one script for each connection, in order, and the last one from then on.
type gate struct {
	t       *testing.T
	http    *httptest.Server
	mu      sync.Mutex
	scripts []func(*line)
	dials   int
	seen    chan string // what each connection began with: "identify 515", "resume"
}

// line is one connection.
type line struct {
	*gate
	conn *websocket.Conn
	seq  int
}

func newGate(t *testing.T, scripts ...func(*line)) *gate {
	g := &gate{t: t, scripts: scripts, seen: make(chan string, 100)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /base/v9/gateway", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]string{"url": "ws" + strings.TrimPrefix(g.http.URL, "http") + "/gate/"})
	})
	mux.HandleFunc("/gate/", func(w http.ResponseWriter, r *http.Request) {
		up := websocket.Upgrader{}
		conn, err := up.Upgrade(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		g.mu.Lock()
		script := g.scripts[min(g.dials, len(g.scripts)-1)]
		g.dials++
		g.mu.Unlock()
		defer conn.Close()
		script(&line{gate: g, conn: conn})
	})
	g.http = httptest.NewServer(mux)
	t.Cleanup(g.http.Close)
	return g
}

func (l *line) send(v any) { _ = l.conn.WriteJSON(v) }

func (l *line) hello() {
	l.send(map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": 41250}})
}

// begin says hello and reads how the bot introduces itself.
func (l *line) begin() string {
	l.hello()
	for {
		var m struct {
			Op int `json:"op"`
			D  struct {
				Intents int `json:"intents"`
			} `json:"d"`
		}
		if err := l.conn.ReadJSON(&m); err != nil {
			return ""
		}
		var what string
		switch m.Op {
		case 2:
			what = "identify"
			if m.D.Intents&2 == 0 {
				what = "identify without members"
			}
		case 6:
			what = "resume"
		default:
			continue
		}
		l.seen <- what
		return what
	}
}

func (l *line) event(kind string, d any) {
	l.seq++
	l.send(map[string]any{"op": 0, "s": l.seq, "t": kind, "d": d})
}

func (l *line) ready() {
	l.event("READY", map[string]any{"v": 9, "session_id": "s1", "resume_gateway_url": "wss://gateway-us-east1-b.discord.gg",
		"user": map[string]any{"id": "100000000000000001", "username": "bot"}, "application": map[string]any{"id": "200000000000000001"}, "guilds": []any{}})
}

// stay answers heartbeats until the bot is gone.
func (l *line) stay() {
	for {
		var m struct {
			Op int `json:"op"`
		}
		if l.conn.ReadJSON(&m) != nil {
			return
		}
		if m.Op == 1 {
			l.send(map[string]any{"op": 11})
		}
	}
}

func well(l *line) {
	if l.begin() == "resume" {
		l.event("RESUMED", map[string]any{})
	} else {
		l.ready()
	}
	l.event("MESSAGE_DELETE", map[string]any{"id": "1", "channel_id": "2"})
	l.stay()
}

// drop is well until the first event and then gone without a word.
func drop(l *line) {
	l.begin()
	l.ready()
	l.event("MESSAGE_DELETE", map[string]any{"id": "1", "channel_id": "2"})
}

type run struct {
	t      *testing.T
	g      *wire.Gateway
	events chan any
	done   chan error
	cancel context.CancelFunc
}

func start(t *testing.T, g *gate, p wire.Patience) *run {
	t.Helper()
	if p.Retry == 0 {
		p.Retry = 10 * time.Millisecond
	}
	gw, err := wire.NewGateway("token", g.http.URL+"/base", "", p, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r := &run{t: t, g: gw, events: make(chan any, 100), done: make(chan error, 1), cancel: cancel}
	go func() { r.done <- gw.Run(ctx, func(e any) { r.events <- e }) }()
	t.Cleanup(func() {
		cancel()
		select {
		case <-r.done:
		case <-time.After(30 * time.Second):
			t.Error("the gateway did not stop")
		}
	})
	return r
}

func (r *run) deleted() {
	r.t.Helper()
	for {
		select {
		case e := <-r.events:
			if _, ok := e.(*discordgo.MessageDelete); ok {
				return
			}
		case <-time.After(30 * time.Second):
			r.t.Fatal("no event came")
		}
	}
}

func (r *run) began(g *gate, want ...string) {
	r.t.Helper()
	for _, w := range want {
		select {
		case got := <-g.seen:
			if got != w {
				r.t.Fatalf("the bot began with %q, want %q", got, w)
			}
		case <-time.After(30 * time.Second):
			r.t.Fatalf("the bot did not begin with %q", w)
		}
	}
}

func TestADroppedConnectionIsResumedAtTheSameGateway(t *testing.T) {
	t.Parallel()
	g := newGate(t, drop, well)
	r := start(t, g, wire.Patience{})
	r.deleted()
	r.deleted()
	r.began(g, "identify", "resume")
	if s := r.g.State(); s.Sessions != 1 {
		t.Errorf("state %+v", s)
	}
}

// TestAResumeThatIsRefusedDoesNotEndTheBot is the deadlock of discordgo: "invalid session" as the first answer to RESUME.
func TestAResumeThatIsRefusedDoesNotEndTheBot(t *testing.T) {
	t.Parallel()
	for name, op := range map[string]map[string]any{"invalid session": {"op": 9, "d": false}, "reconnect": {"op": 7}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGate(t, drop, func(l *line) {
				l.begin()
				l.send(op)
				l.stay()
			}, well)
			r := start(t, g, wire.Patience{Open: 300 * time.Millisecond})
			r.deleted()
			r.deleted()
			r.began(g, "identify", "resume", "identify")
			if s := r.g.State(); s.Sessions != 2 {
				t.Errorf("%d sessions were begun", s.Sessions)
			}
		})
	}
}

func TestAnInvalidSessionLaterIsBegunAnew(t *testing.T) {
	t.Parallel()
	g := newGate(t, func(l *line) {
		l.begin()
		l.ready()
		l.send(map[string]any{"op": 9, "d": false})
		l.stay()
	}, well)
	r := start(t, g, wire.Patience{})
	r.deleted()
	r.began(g, "identify", "identify")
}

func TestAGatewayThatNeverSaysHelloIsLeft(t *testing.T) {
	t.Parallel()
	g := newGate(t, (*line).stay, well)
	r := start(t, g, wire.Patience{Open: 200 * time.Millisecond})
	r.deleted()
	r.began(g, "identify")
}

func TestAConnectionThatGoesQuietIsReplaced(t *testing.T) {
	t.Parallel()
	quiet := make(chan struct{})
	g := newGate(t, func(l *line) {
		l.begin()
		l.ready()
		<-quiet
	}, well)
	t.Cleanup(func() { close(quiet) })
	r := start(t, g, wire.Patience{Quiet: 200 * time.Millisecond})
	r.deleted()
	r.began(g, "identify", "resume")
}

func TestCodesThatSayThatTryingIsUseless(t *testing.T) {
	t.Parallel()
	refuse := func(code int) func(*line) {
		return func(l *line) {
			l.begin()
			_ = l.conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, "no"))
		}
	}
	for name, tt := range map[string]struct {
		scripts []func(*line)
		began   []string
	}{
		"4004":            {[]func(*line){refuse(4004)}, []string{"identify"}},
		"4004 on resume":  {[]func(*line){drop, refuse(4004)}, []string{"identify", "resume"}},
		"4013":            {[]func(*line){refuse(4013)}, []string{"identify"}},
		"4014 both times": {[]func(*line){refuse(4014), refuse(4014)}, []string{"identify", "identify without members"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGate(t, tt.scripts...)
			r := start(t, g, wire.Patience{})
			r.began(g, tt.began...)
			select {
			case err := <-r.done:
				r.done <- err
				if !fault.Is(err, fault.Away) || r.g.State().Trouble != fault.Sentence(err) || !r.g.State().Stopped {
					t.Errorf("it ended with %v in state %+v", err, r.g.State())
				}
			case <-time.After(5 * time.Second):
				t.Fatal("it goes on trying")
			}
		})
	}
}

func TestARefusedIntentIsGivenUp(t *testing.T) {
	t.Parallel()
	g := newGate(t, func(l *line) {
		l.begin()
		_ = l.conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(4014, "no"))
	}, well)
	r := start(t, g, wire.Patience{})
	degraded := false
	for range 10 {
		e := <-r.events
		if _, ok := e.(wire.Degraded); ok {
			degraded = true
		}
		if _, ok := e.(*discordgo.MessageDelete); ok {
			break
		}
	}
	r.began(g, "identify", "identify without members")
	if !degraded || r.g.State().Members {
		t.Errorf("degraded %v, state %+v", degraded, r.g.State())
	}
}

func TestAPanicInAHandlerEndsNothing(t *testing.T) {
	t.Parallel()
	g := newGate(t, well)
	gw, err := wire.NewGateway("token", g.http.URL+"/base", "", wire.Patience{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	err = gw.Run(ctx, func(any) {
		if n++; n == 2 {
			cancel()
		}
		panic(errors.New("a handler's mistake"))
	})
	if err != nil || n < 2 {
		t.Errorf("%d events, %v", n, err)
	}
}

func TestAnOverrideLeadsEveryDial(t *testing.T) {
	t.Parallel()
	g := newGate(t, drop, well)
	api := httptest.NewServer(http.NotFoundHandler()) // it is never asked for the gateway
	t.Cleanup(api.Close)
	gw, err := wire.NewGateway("token", api.URL, "ws"+strings.TrimPrefix(g.http.URL, "http")+"/gate/", wire.Patience{Retry: time.Millisecond}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	if err := gw.Run(ctx, func(e any) {
		if _, ok := e.(*discordgo.MessageDelete); ok {
			if n++; n == 2 {
				cancel()
			}
		}
	}); err != nil || n != 2 {
		t.Errorf("%d events, %v", n, err)
	}
}

// TestAConnectionThatEndsAtOnceIsTriedWithPauses meets a gateway that lets everybody in and throws everybody out.
func TestAConnectionThatEndsAtOnceIsTriedWithPauses(t *testing.T) {
	t.Parallel()
	g := newGate(t, drop)
	gw, err := wire.NewGateway("token", g.http.URL+"/base", "", wire.Patience{Retry: time.Second}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 6500*time.Millisecond) // the library takes a second for each end
	defer cancel()
	if err := gw.Run(ctx, func(any) {}); err != nil {
		t.Fatal(err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.dials < 2 || g.dials > 4 {
		t.Errorf("it connected %d times in 6.5 s", g.dials)
	}
}

func TestEveryIntentHasAName(t *testing.T) {
	t.Parallel()
	bits := 0
	for in := wire.Intents(true); in != 0; in &= in - 1 {
		bits++
	}
	if names := wire.IntentNames(); len(names) != bits {
		t.Errorf("%d intents are called %v", bits, names)
	}
}
