package discord_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
)

func TestSessionsAreRefused(t *testing.T) {
	t.Parallel()
	props := obj{"os": "x"}
	long := make([]byte, 5000)
	for i := range long {
		long[i] = ' '
	}
	for name, c := range map[string]struct {
		query string
		send  []any
		code  int
	}{
		"wrong version":         {"v=6", nil, 4012},
		"no JSON":               {"v=10", []any{"{"}, 4002},
		"too long":              {"v=10", []any{`{"op":1,"d":null` + string(long) + `}`}, 4002},
		"unknown opcode":        {"v=10", []any{obj{"op": 2, "d": obj{"token": "sandbox-token", "intents": 1, "properties": props}}, obj{"op": 99}}, 4001},
		"members before":        {"v=10", []any{obj{"op": 8, "d": obj{"guild_id": "5"}}}, 4003},
		"wrong token":           {"v=10", []any{obj{"op": 2, "d": obj{"token": "x", "intents": 1, "properties": props}}}, 4004},
		"twice":                 {"v=10", []any{obj{"op": 2, "d": obj{"token": "sandbox-token", "intents": 1, "properties": props}}, obj{"op": 2, "d": obj{"token": "sandbox-token", "intents": 1, "properties": props}}}, 4005},
		"no intents":            {"v=10", []any{obj{"op": 2, "d": obj{"token": "sandbox-token", "properties": props}}}, 4013},
		"unknown intents":       {"v=10", []any{obj{"op": 2, "d": obj{"token": "sandbox-token", "intents": 1 << 30, "properties": props}}}, 4013},
		"members not switched":  {"v=10", []any{obj{"op": 2, "d": obj{"token": "sandbox-token", "intents": 2, "properties": props}}}, 4014},
		"content not switched":  {"v=10", []any{obj{"op": 2, "d": obj{"token": "sandbox-token", "intents": 1 << 15, "properties": props}}}, 4014},
		"presence not switched": {"v=10", []any{obj{"op": 2, "d": obj{"token": "sandbox-token", "intents": 1 << 8, "properties": props}}}, 4014},
		"wrong shard":           {"v=10", []any{obj{"op": 2, "d": obj{"token": "sandbox-token", "intents": 1, "properties": props, "shard": arr{1, 1}}}}, 4010},
		"no properties":         {"v=10", []any{obj{"op": 2, "d": obj{"token": "sandbox-token", "intents": 1}}}, 4002},
		"a heartbeat of words":  {"v=10", []any{obj{"op": 1, "d": "now"}}, 4002},
		"members of nowhere":    {"v=10", []any{obj{"op": 2, "d": obj{"token": "sandbox-token", "intents": 1, "properties": props}}, obj{"op": 8, "d": obj{}}}, 4002},
		"a resume of words":     {"v=10", []any{obj{"op": 6, "d": "again"}}, 4002},
		"no sequence":           {"v=10", []any{obj{"op": 6, "d": obj{"token": "sandbox-token", "session_id": "x"}}}, 4007},
		"resume, wrong token":   {"v=10", []any{obj{"op": 6, "d": obj{"token": "x", "session_id": "x", "seq": 1}}}, 4004},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t, discord.Options{})
			s.known = true
			l := s.dial(c.query)
			for _, p := range c.send {
				if text, ok := p.(string); ok {
					s.must(l.WriteMessage(websocket.TextMessage, []byte(text)))
				} else {
					s.must(l.WriteJSON(p))
				}
			}
			if got := l.ends(); got != c.code {
				t.Errorf("closed with %d, want %d", got, c.code)
			}
		})
	}
}

func TestTooManyPayloads(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	l := s.dial("v=10")
	go func() {
		for range 130 {
			if l.WriteJSON(obj{"op": 1, "d": nil}) != nil {
				return
			}
		}
	}()
	if got := l.ends(); got != 4008 {
		t.Errorf("closed with %d", got)
	}
}

func TestCompressionIsNotSpoken(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	s.known = true
	_, res, err := websocket.DefaultDialer.Dial("ws"+s.url[4:]+"/discord/gateway?v=10&compress=zlib-stream", nil)
	if err == nil || res.StatusCode != http.StatusBadRequest || len(s.Misunderstood()) != 1 {
		t.Errorf("%v, noted %v", err, s.Misunderstood())
	}
}

func TestReadyComesFirst(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{MembersIntent: true})
	hidden := s.room("hidden", shape.Overwrite{ID: s.guild, Deny: shape.ViewChannel})
	for intents, members := range map[int]int{1: 1, 3: 1} { // the bot alone: of others one asks
		l := s.dial("v=9")
		l.identify(s, intents)
		var ready struct {
			Version   int `json:"v"`
			User      struct{ ID string }
			Guilds    []struct{ Unavailable bool }
			SessionID string `json:"session_id"`
			Resume    string `json:"resume_gateway_url"`
		}
		s.must(json.Unmarshal(l.expect(0, "READY").Data, &ready))
		if ready.Version != 9 || ready.User.ID != s.AppID() || len(ready.Guilds) != 1 || !ready.Guilds[0].Unavailable || ready.SessionID == "" || ready.Resume == "" {
			t.Errorf("READY is %+v", ready)
		}
		var g shape.GuildCreate
		s.must(json.Unmarshal(l.expect(0, "GUILD_CREATE").Data, &g))
		if g.ID != s.guild || len(g.Members) != members || g.MemberCount != 4 || len(g.Channels) != 2 || len(g.Roles) != 4 || len(g.Presences) != 0 || g.Unavailable {
			t.Errorf("with the intents %d GUILD_CREATE is %+v", intents, g)
		}
		if g.Channels[1].ID != hidden {
			t.Error("a channel is missing")
		}
	}
}

func TestMembersAreAskedFor(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{MembersIntent: true})
	l := s.dial("v=10")
	l.identify(s, 3)
	l.until("GUILD_CREATE")
	chunk := func(data obj) int {
		l.send(8, data)
		var c struct{ Members []shape.Member }
		s.must(json.Unmarshal(l.until("GUILD_MEMBERS_CHUNK").Data, &c))
		return len(c.Members)
	}
	if n := chunk(obj{"guild_id": s.guild, "query": "", "limit": 0}); n != 4 {
		t.Errorf("%d members", n)
	}
	if n := chunk(obj{"guild_id": arr{s.guild}, "query": "BE", "limit": 5}); n != 1 {
		t.Errorf("%d members begin with be", n)
	}
	if n := chunk(obj{"guild_id": s.guild, "user_ids": arr{s.cara, "5"}}); n != 1 {
		t.Errorf("%d members by id", n)
	}
}

func TestWhatHappensIsToldByIntent(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{MembersIntent: true})
	all, few := s.dial("v=10"), s.dial("v=10")
	all.identify(s, 1|2|1<<9|1<<12)
	few.identify(s, 1<<9)
	all.until("GUILD_CREATE")
	few.until("READY")
	happen := func() {
		zed := s.AddPerson("zed", "")
		s.must(s.Join(s.guild, zed))
		s.must(s.ChangeName(s.guild, zed, "Zed"))
		s.must(s.Leave(s.guild, zed))
		r := s.role(shape.Role{Name: "New"})
		s.must(s.ChangeRole(s.guild, r, func(r *shape.Role) { r.Name = "Newer" }))
		s.must(s.DeleteRole(s.guild, r))
		c := s.room("new")
		s.must(s.SetPermissions(c, s.player, shape.ForRole, 0, shape.SendMessages))
		s.must(s.DeleteChannel(c))
		id, err := s.Say(s.ben, "cup", "secret")
		s.must(err)
		s.must(s.DeleteMessage(id))
		s.must(s.GiveRole(s.guild, s.AppID(), s.player))
		s.must(s.RemoveBot(s.guild))
		s.must(s.InviteBot(s.guild, botRights))
	}
	happen()
	for _, name := range []string{"GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE",
		"CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "MESSAGE_CREATE", "MESSAGE_DELETE", "GUILD_MEMBER_UPDATE", "GUILD_DELETE", "GUILD_CREATE"} {
		p := all.expect(0, name)
		if name == "MESSAGE_CREATE" {
			var m shape.Message
			s.must(json.Unmarshal(p.Data, &m))
			if m.Content != "" || m.GuildID != s.guild || m.Member == nil || m.Author.ID != s.ben {
				t.Errorf("a person's message is told as %s", p.Data)
			}
		}
	}
	for _, name := range []string{"MESSAGE_CREATE", "MESSAGE_DELETE", "GUILD_MEMBER_UPDATE"} {
		few.expect(0, name)
	}
	if status, m, _ := s.call("GET", "/guilds/"+s.guild, nil); status != 200 {
		t.Errorf("back again: %d %v", status, m)
	}
}

func TestASessionIsResumed(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	l := s.dial("v=10")
	l.identify(s, 1|1<<9)
	var ready struct {
		SessionID string `json:"session_id"`
	}
	s.must(json.Unmarshal(l.expect(0, "READY").Data, &ready))
	l.expect(0, "GUILD_CREATE")
	heard := l.seq
	s.room("one")
	l.expect(0, "CHANNEL_CREATE")
	l.NetConn().Close()
	s.must(s.Until(s.ctx(), func() bool { return s.Connected() == 0 }))
	s.room("two")
	resume := func(seq int64, session string) *line {
		k := s.dial("v=10")
		k.expect(10, "")
		k.send(6, obj{"token": s.Token(), "session_id": session, "seq": seq})
		return k
	}
	k := resume(heard, ready.SessionID)
	k.expect(0, "CHANNEL_CREATE")
	k.expect(0, "CHANNEL_CREATE")
	k.expect(0, "RESUMED")
	s.room("three")
	if p := k.expect(0, "CHANNEL_CREATE"); *p.Seq != heard+4 {
		t.Errorf("the sequence goes on with %d", *p.Seq)
	}
	k.send(1, k.seq)
	k.expect(11, "")
	for name, try := range map[string]*line{"a number that was confirmed": resume(heard, ready.SessionID), "a number to come": resume(99, ready.SessionID), "another session": resume(1, "x")} {
		if p := try.expect(9, ""); string(p.Data) != "false" {
			t.Errorf("%s was answered %s", name, p.Data)
		}
	}
	s.pass(4 * time.Minute)
	k.NetConn().Close()
	s.must(s.Until(s.ctx(), func() bool { return s.Connected() == 0 }))
	s.pass(4 * time.Minute)
	resume(k.seq, ready.SessionID).expect(9, "")
}

func TestASessionEndsWithGoodbye(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	l := s.dial("v=10")
	l.identify(s, 1)
	l.until("GUILD_CREATE")
	s.must(l.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second)))
	s.must(s.Until(s.ctx(), func() bool { return s.Connected() == 0 }))
	k := s.dial("v=10")
	k.expect(10, "")
	k.send(6, obj{"token": s.Token(), "session_id": "session1", "seq": 1})
	k.expect(9, "")
	k.send(2, obj{"token": s.Token(), "intents": 1, "properties": obj{}})
	k.expect(0, "READY")
}

func TestAZombieIsCutOff(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{Heartbeat: 40 * time.Millisecond})
	l := s.dial("v=10")
	l.identify(s, 1)
	if got := l.ends(); got != 4009 {
		t.Errorf("closed with %d", got)
	}
}

func TestSessionsBeginOneAfterTheOther(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{IdentifyEvery: 5 * time.Second})
	a, b := s.dial("v=10"), s.dial("v=10")
	a.identify(s, 1)
	a.expect(0, "READY")
	b.identify(s, 1)
	b.expect(9, "")
	s.pass(5 * time.Second)
	b.send(2, obj{"token": s.Token(), "intents": 1, "properties": obj{}})
	b.expect(0, "READY")
}

// TestASlowBotIsCutOff publishes more than is kept to a bot that does not read.
func TestASlowBotIsCutOff(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	l := s.dial("v=10")
	l.identify(s, 1)
	l.until("READY")
	c := s.room("busy")
	topic := string(make([]byte, 1000))
	for range 12_000 {
		if s.Connected() == 0 {
			return
		}
		s.must(s.SetPermissions(c, topic, shape.ForRole, shape.SendMessages, 0))
	}
	t.Error("a bot that reads nothing is still fed")
}
