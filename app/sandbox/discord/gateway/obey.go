package gateway

import (
	"encoding/json"
	"fmt"
)

// The opcodes that a bot sends. Documentation: Topics › Opcodes and Status Codes › Gateway Opcodes.
const (
	opHeartbeat = 1
	opIdentify  = 2
	opPresence  = 3
	opVoice     = 4
	opResume    = 6
	opMembers   = 8
)

// obey does what a payload asks and returns the code to close with, 0 to go on.
func (l *line) obey(op int, data json.RawMessage) int {
	switch op {
	case opHeartbeat:
		var seq *int64
		if json.Unmarshal(data, &seq) != nil {
			return DecodeError
		}
		l.hub.heard(l, seq)
		l.reply([]byte(`{"op":11,"d":null,"s":null,"t":null}`))
		l.hub.world.Touched()
		return 0
	case opIdentify:
		return l.identify(data)
	case opResume:
		return l.resume(data)
	}
	if !l.known() {
		return NotAuthenticated
	}
	switch op {
	case opPresence:
		return 0
	case opMembers:
		return l.members(data)
	case opVoice:
		l.hub.world.Misunderstood("gateway opcode 4: the sandbox has no voice")
		return 0
	}
	l.hub.world.Misunderstood(fmt.Sprintf("gateway opcode %d", op))
	return UnknownOpcode
}

// identify begins a session. Documentation: Events › Gateway Events › Identify.
func (l *line) identify(data json.RawMessage) int {
	var d struct {
		Token   string          `json:"token"`
		Intents *Intents        `json:"intents"`
		Shard   *[2]int         `json:"shard"`
		Props   json.RawMessage `json:"properties"`
	}
	switch {
	case json.Unmarshal(data, &d) != nil || d.Props == nil:
		return DecodeError
	case l.known():
		return AlreadyKnown
	case d.Intents == nil, *d.Intents&^known != 0:
		return BadIntents
	case d.Shard != nil && (d.Shard[0] < 0 || d.Shard[0] >= d.Shard[1]):
		return BadShard
	case l.hub.tooSoon():
		l.reply(invalidSession(false))
		return 0
	}
	want := *d.Intents
	code := l.hub.world.Begin(d.Token, want, func(w Welcome) { l.hub.begin(l, want, d.Shard, w) })
	if code == 0 {
		l.hub.world.Touched()
	}
	return code
}

// tooSoon reports whether another session began within the time that Discord wants between two.
// Documentation: Events › Gateway › Session Start Limit Object.
func (h *Hub) tooSoon() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.opt.Now()
	if h.opt.IdentifyEvery > 0 && now.Sub(h.identified) < h.opt.IdentifyEvery {
		return true
	}
	h.identified = now
	return false
}

// resume goes on with a session. Documentation: Events › Gateway › Resuming.
func (l *line) resume(data json.RawMessage) int {
	var d struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     *int64 `json:"seq"`
	}
	switch {
	case json.Unmarshal(data, &d) != nil:
		return DecodeError
	case l.known():
		return AlreadyKnown
	case d.Seq == nil || *d.Seq < 0:
		return BadSequence
	}
	if code := l.hub.world.Begin(d.Token, 0, func(Welcome) {}); code != 0 {
		return code
	}
	if !l.hub.resume(l, d.Session, *d.Seq) {
		l.reply(invalidSession(false))
		return 0
	}
	l.hub.world.Touched()
	return 0
}

func (l *line) members(data json.RawMessage) int {
	var r MemberRequest
	if json.Unmarshal(data, &r) != nil || len(r.Guilds) == 0 {
		return DecodeError
	}
	l.hub.mu.Lock()
	if l.session != nil {
		r.intents = l.session.intents
	}
	l.hub.mu.Unlock()
	events := l.hub.world.Members(&r)
	l.hub.mu.Lock()
	defer l.hub.mu.Unlock()
	for _, e := range events {
		if l.session != nil {
			l.hub.append(l.session, e.Name, encode(e.Data))
		}
	}
	return 0
}
