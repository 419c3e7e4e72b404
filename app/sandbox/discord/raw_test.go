package discord_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"matchday/app/sandbox/discord"
)

// line is a gateway connection without a library, to do what a library would not.
type line struct {
	*websocket.Conn
	t   *testing.T
	seq int64
}

type payload struct {
	Op   int             `json:"op"`
	Seq  *int64          `json:"s"`
	Type string          `json:"t"`
	Data json.RawMessage `json:"d"`
}

func (s *scene) dial(query string) *line {
	s.t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(strings.Replace(s.url, "http", "ws", 1)+"/discord/gateway?"+query, nil)
	s.must(err)
	s.t.Cleanup(func() { ws.Close() })
	return &line{Conn: ws, t: s.t}
}

func (l *line) send(op int, data any) {
	l.t.Helper()
	if err := l.WriteJSON(obj{"op": op, "d": data}); err != nil {
		l.t.Fatal(err)
	}
}

func (l *line) identify(s *scene, intents int) {
	l.t.Helper()
	l.expect(10, "")
	l.send(2, obj{"token": s.Token(), "intents": intents, "properties": obj{"os": "linux", "browser": "test", "device": "test"}})
}

// next reads one payload.
func (l *line) next() (payload, error) {
	l.t.Helper()
	_ = l.SetReadDeadline(time.Now().Add(time.Minute))
	var p payload
	err := l.ReadJSON(&p)
	if p.Seq != nil {
		l.seq = *p.Seq
	}
	return p, err
}

// expect reads one payload that must be of an opcode and, for events, of a name.
func (l *line) expect(op int, name string) payload {
	l.t.Helper()
	p, err := l.next()
	if err != nil {
		l.t.Fatalf("waiting for op %d %s: %v", op, name, err)
	}
	if p.Op != op || p.Type != name {
		l.t.Fatalf("got op %d %s %s, want op %d %s", p.Op, p.Type, p.Data, op, name)
	}
	return p
}

// until reads on to an event of a name.
func (l *line) until(name string) payload {
	l.t.Helper()
	for {
		p, err := l.next()
		if err != nil {
			l.t.Fatalf("waiting for %s: %v", name, err)
		}
		if p.Type == name {
			return p
		}
	}
}

// ends reads on to the end of the connection and returns the code of closing,
// 0 when it broke off without one.
func (l *line) ends() int {
	l.t.Helper()
	for {
		if _, err := l.next(); err != nil {
			if c := new(websocket.CloseError); errors.As(err, &c) && c.Code != websocket.CloseAbnormalClosure {
				return c.Code
			}
			return 0
		}
	}
}

// asked is an interaction as the bot hears of it.
type asked struct {
	ID, Token string
	Type      int
	Data      map[string]any
	Member    map[string]any
	User      map[string]any
	Message   map[string]any
	s         *scene
	then      chan outcome
}

type outcome struct {
	discord.Answer
	err error
}

// ask lets a person do something and returns the interaction that the bot hears of.
func (l *line) ask(s *scene, do func() (discord.Answer, error)) *asked {
	l.t.Helper()
	then := make(chan outcome, 1)
	go func() {
		a, err := do()
		then <- outcome{a, err}
	}()
	var i asked
	if err := json.Unmarshal(l.until("INTERACTION_CREATE").Data, &i); err != nil {
		l.t.Fatal(err)
	}
	i.s, i.then = s, then
	return &i
}

// press lets ben press a button.
func (l *line) press(s *scene, label string) *asked {
	l.t.Helper()
	return l.ask(s, func() (discord.Answer, error) { return s.Press(s.ctx(), s.ben, "", label) })
}

// answer gives an answer and returns the status and what came back.
func (i *asked) answer(kind int, data any) (int, map[string]any) {
	i.s.t.Helper()
	body := obj{"type": kind}
	if data != nil {
		body["data"] = data
	}
	status, m, _ := i.s.call("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", body, "Authorization", "")
	return status, m
}

// ok gives an answer that must be taken.
func (i *asked) ok(kind int, data any) *asked {
	i.s.t.Helper()
	if status, m := i.answer(kind, data); status != 204 {
		i.s.t.Fatalf("answer %d was refused: %d %v", kind, status, m)
	}
	return i
}

// hook speaks to the webhook of the interaction.
func (i *asked) hook(method, path string, body any) (int, map[string]any) {
	i.s.t.Helper()
	status, m, _ := i.s.call(method, fmt.Sprintf("/webhooks/%s/%s%s", i.s.AppID(), i.Token, path), body, "Authorization", "")
	return status, m
}

// seen returns what the person saw.
func (i *asked) seen() discord.Answer {
	i.s.t.Helper()
	o := <-i.then
	if o.err != nil {
		i.s.t.Fatal(o.err)
	}
	return o.Answer
}
