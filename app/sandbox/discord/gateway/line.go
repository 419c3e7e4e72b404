package gateway

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gorilla/websocket"
)

// The limits of what a bot may send. Documentation: Events › Gateway › Sending Events, Rate Limiting.
const (
	maxPayload = 4096
	maxSends   = 120
	sendWindow = time.Minute
	writeLimit = 10 * time.Second
)

// The codes of closing. Documentation: Topics › Opcodes and Status Codes › Gateway Close Event Codes.
const (
	UnknownOpcode    = 4001
	DecodeError      = 4002
	NotAuthenticated = 4003
	BadToken         = 4004
	AlreadyKnown     = 4005
	BadSequence      = 4007
	TooFast          = 4008
	TimedOut         = 4009
	BadShard         = 4010
	BadVersion       = 4012
	BadIntents       = 4013
	DeniedIntents    = 4014
)

// line is one connection. session and sent are guarded by the hub's lock.
type line struct {
	hub     *Hub
	ws      *websocket.Conn
	version int
	home    string // ws://host
	wake    chan struct{}
	words   chan []byte
	gone    chan struct{} // closed when the reader has ended
	mute    chan struct{} // closed when the writer has ended

	session *session
	sent    int64

	sends int // of the reader alone
	since time.Time
}

// ServeHTTP takes a connection and serves it to its end.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	refused := h.closed || h.opt.Now().Before(h.refuse)
	if !refused {
		h.lines.Add(1)
	}
	h.mu.Unlock()
	if refused {
		http.Error(w, "the sandbox's gateway is down", http.StatusServiceUnavailable)
		return
	}
	defer h.lines.Done()
	q := r.URL.Query()
	if q.Get("compress") != "" || q.Get("encoding") != "" && q.Get("encoding") != "json" {
		h.world.Misunderstood("gateway " + r.URL.RawQuery)
		http.Error(w, "the sandbox speaks plain JSON only", http.StatusBadRequest)
		return
	}
	// A bot is no browser: there is no page whose origin could be wrong. Where the request was sent to is judged outside.
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return r.Header.Get("Origin") == "" }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	version, _ := strconv.Atoi(q.Get("v"))
	l := &line{hub: h, ws: ws, version: version, home: "ws://" + r.Host, wake: make(chan struct{}, 1),
		words: make(chan []byte, 16), gone: make(chan struct{}), mute: make(chan struct{}), since: h.opt.Now()}
	h.serve(l)
}

func (h *Hub) serve(l *line) {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		l.cut()
		return
	}
	h.open[l] = struct{}{}
	h.mu.Unlock()
	go func() {
		defer close(l.mute)
		l.write()
	}()
	code := BadVersion
	if l.version == 9 || l.version == 10 {
		l.reply([]byte(fmt.Sprintf(`{"op":10,"d":{"heartbeat_interval":%d,"_trace":["sandbox"]},"s":null,"t":null}`, h.opt.Heartbeat.Milliseconds())))
		code = l.read()
	}
	if code != 0 {
		l.goodbye(code)
	}
	h.leave(l, code)
	close(l.gone)
	l.cut()
	<-l.mute
	h.world.Touched()
}

// goodbye tells the bot why the connection ends, and reads on for a moment: cut at once, what the bot has sent meanwhile
// would make its system throw the reason away.
func (l *line) goodbye(code int) {
	deadline := time.Now().Add(time.Second)
	_ = l.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), deadline) // it may be gone
	_ = l.ws.SetReadDeadline(deadline)                                                              // an error shows in the read
	for {
		if _, _, err := l.ws.NextReader(); err != nil {
			return
		}
	}
}

// leave parts a connection from its session, which lives on unless the code says that it is over.
func (h *Hub) leave(l *line, code int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.open, l)
	s := l.session
	if s == nil || s.line != l {
		return
	}
	s.line, s.left = nil, h.opt.Now()
	if code == TimedOut {
		delete(h.sessions, s.id)
	}
}

func (l *line) cut() { _ = l.ws.Close() } // only the end matters

func (l *line) wakeUp() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// say queues a payload that is no event. A bot that does not take sixteen of them is cut off.
func (l *line) say(text []byte) {
	select {
	case l.words <- text:
	default:
		l.cut()
	}
}

// reply is say for the reader, which can wait for the writer.
func (l *line) reply(text []byte) {
	select {
	case l.words <- text:
	case <-l.mute:
	}
}

func (l *line) write() {
	for {
		select {
		case <-l.gone:
			return
		case text := <-l.words:
			if l.hub.isSilent() {
				continue
			}
			if l.send(text) != nil {
				return
			}
		case <-l.wake:
			for {
				text, ok := l.hub.next(l)
				if !ok {
					break
				}
				if l.send(text) != nil {
					return
				}
			}
		}
	}
}

func (l *line) send(text []byte) error {
	_ = l.ws.SetWriteDeadline(time.Now().Add(writeLimit)) // an error shows in the write
	err := l.ws.WriteMessage(websocket.TextMessage, text)
	if err != nil {
		l.cut()
	}
	return err
}

// read takes payloads until the connection ends. It returns the code to close with, 0 when the bot has gone by itself.
func (l *line) read() int {
	l.ws.SetReadLimit(4 * maxPayload)
	for {
		// A bot that sends nothing for one and a half intervals has missed a heartbeat.
		_ = l.ws.SetReadDeadline(time.Now().Add(l.hub.opt.Heartbeat * 3 / 2)) // an error shows in the read
		_, text, err := l.ws.ReadMessage()
		if err != nil {
			var timeout interface{ Timeout() bool }
			if errors.As(err, &timeout) && timeout.Timeout() {
				return TimedOut
			}
			return l.closed(err)
		}
		if code := l.take(text); code != 0 {
			return code
		}
	}
}

// closed ends the session of a bot that said goodbye: 1000 and 1001 mean that it does not come back.
// Documentation: Events › Gateway › Initiating a Disconnect.
func (l *line) closed(err error) int {
	if websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway) {
		h := l.hub
		h.mu.Lock()
		defer h.mu.Unlock()
		if l.session != nil {
			delete(h.sessions, l.session.id)
		}
	}
	return 0
}

func (l *line) take(text []byte) int {
	now := l.hub.opt.Now()
	if now.Sub(l.since) > sendWindow {
		l.sends, l.since = 0, now
	}
	if l.sends++; l.sends > maxSends {
		return TooFast
	}
	var p struct {
		Op   *int            `json:"op"`
		Data json.RawMessage `json:"d"`
	}
	if len(text) > maxPayload || json.Unmarshal(text, &p) != nil || p.Op == nil {
		return DecodeError
	}
	return l.obey(*p.Op, p.Data)
}

func (l *line) known() bool {
	l.hub.mu.Lock()
	defer l.hub.mu.Unlock()
	return l.session != nil
}

func invalidSession(resumable bool) []byte {
	return []byte(`{"op":9,"d":` + strconv.FormatBool(resumable) + `,"s":null,"t":null}`)
}
