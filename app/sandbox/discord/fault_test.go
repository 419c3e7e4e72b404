package discord_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"matchday/app/sandbox/discord"
)

func TestDiscordIsDown(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	s.must(s.Fault(discord.Down, time.Minute))
	l.ends()
	if status, _, _ := s.raw("GET", "/users/@me", nil); status != http.StatusServiceUnavailable {
		t.Errorf("answered %d", status)
	}
	dial := func() error {
		ws, _, err := websocket.DefaultDialer.Dial("ws"+s.url[4:]+"/discord/gateway?v=10", nil)
		if err == nil {
			ws.Close()
		}
		return err
	}
	if dial() == nil {
		t.Error("the gateway lets somebody in")
	}
	if left := s.Faults()[discord.Down]; left <= 0 || left > time.Minute {
		t.Errorf("%v are left", left)
	}
	s.pass(time.Minute)
	if status, _, _ := s.call("GET", "/users/@me", nil); status != 200 || dial() != nil || len(s.Faults()) != 0 {
		t.Errorf("afterwards it answered %d", status)
	}
}

func TestEverythingIsLimitedForAWhile(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	s.must(s.Fault(discord.TooMany, time.Minute))
	status, m, h := s.call("GET", "/users/@me", nil)
	if status != 429 || m["global"] != true || m["retry_after"].(float64) != 1 || h.Get("Retry-After") != "1" {
		t.Errorf("answered %d %v %v", status, m, h)
	}
	l.press(s, "Go").ok(4, obj{"content": "all the same"})
	s.Heal()
	if status, _, _ := s.call("GET", "/users/@me", nil); status != 200 {
		t.Errorf("healed it answered %d", status)
	}
}

func TestDiscordIsBroken(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	s.must(s.Fault(discord.Broken, time.Minute))
	if status, _ := l.press(s, "Go").answer(4, obj{"content": "x"}); status != 500 {
		t.Errorf("answered %d", status)
	}
}

func TestDiscordIsSlow(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	s.must(s.Fault(discord.Slow, time.Minute))
	began := time.Now()
	s.call("GET", "/users/@me", nil)
	if took := time.Since(began); took < 1900*time.Millisecond {
		t.Errorf("it took %v", took)
	}
}

func TestTheGatewayFails(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	s.Beat()
	l.expect(1, "")
	s.must(s.Fault(discord.Reconnect, 0))
	l.expect(7, "")
	s.InvalidateResumable()
	if p := l.expect(9, ""); string(p.Data) != "true" {
		t.Errorf("op 9 says %s", p.Data)
	}
	s.must(s.Fault(discord.InvalidSession, time.Minute))
	if p := l.expect(9, ""); string(p.Data) != "false" {
		t.Errorf("op 9 says %s", p.Data)
	}
	l.send(2, obj{"token": s.Token(), "intents": 1, "properties": obj{}})
	l.until("GUILD_CREATE")
	other := s.dial("v=10")
	other.expect(10, "")
	s.must(s.Fault(discord.Silent, 300*time.Millisecond))
	greeted := s.dial("v=10")
	other.send(1, nil)
	s.room("unheard")
	for name, quiet := range map[string]*line{"a heartbeat was confirmed": other, "a connection was greeted": greeted} {
		_ = quiet.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
		if _, _, err := quiet.ReadMessage(); err == nil {
			t.Error("in the silence " + name)
		}
	}
	s.pass(300 * time.Millisecond)
	l.expect(0, "CHANNEL_CREATE")
	s.must(s.Fault(discord.DropGateway, 0))
	if got := l.ends(); got != 0 {
		t.Errorf("the connection ended with %d instead of breaking", got)
	}
	if err := s.Fault("fire", 0); err == nil {
		t.Error("an unknown fault was taken")
	}
	if err := s.Fault(discord.Down, -1); err == nil {
		t.Error("a fault of negative length was taken")
	}
}

func TestOneRequestIsBroken(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	const route = "POST /channels/{channel}/messages"
	s.Break(route, 500, 1)
	body := obj{"content": "x", "nonce": "n", "enforce_nonce": true}
	if status, _, _ := s.call("POST", "/channels/"+s.channel+"/messages", body); status != 500 || len(s.Messages(s.channel)) != 0 {
		t.Errorf("answered %d", status)
	}
	s.Break(route, 0, 1)
	dg := s.bot(discordgo.IntentsGuilds)
	if _, err := dg.RequestWithBucketID("POST", discordgo.EndpointChannelMessages(s.channel), body, ""); err == nil {
		t.Error("a lost answer has arrived")
	}
	if len(s.Messages(s.channel)) != 1 {
		t.Error("what lost its answer was not carried out")
	}
	s.post(s.channel, body)
	if n := len(s.Messages(s.channel)); n != 1 || s.Requests(route) != 3 {
		t.Errorf("%d messages after %d requests", n, s.Requests(route))
	}
}

// TestTheRealClientComesBack drops, resumes and invalidates sessions of the real client.
func TestTheRealClientComesBack(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	dg := s.bot(discordgo.IntentsGuilds | discordgo.IntentsGuildMessages)
	heard := make(chan string, 64)
	dg.AddHandler(func(_ *discordgo.Session, c *discordgo.ChannelCreate) { heard <- c.Name })
	dg.AddHandler(func(_ *discordgo.Session, _ *discordgo.Resumed) { heard <- "resumed" })
	dg.AddHandler(func(_ *discordgo.Session, _ *discordgo.Ready) { heard <- "ready" })
	s.open(dg)
	expect := func(want ...string) {
		t.Helper()
		got := map[string]int{}
		for range want {
			select {
			case name := <-heard:
				got[name]++
			case <-s.ctx().Done():
				t.Fatalf("waiting for %v, heard %v", want, got)
			}
		}
		for _, name := range want {
			if got[name] == 0 {
				t.Fatalf("heard %v, want %v", got, want)
			}
		}
	}
	// The client sends a heartbeat as soon as it is connected. Losing the connection in that moment makes it begin two new
	// ones, which can block each other for good.
	calm := func(beats int) {
		s.must(s.Until(s.ctx(), func() bool { return s.Connected() == 1 && s.Heartbeats() >= beats }))
	}
	expect("ready")
	calm(1)
	s.must(s.Fault(discord.DropGateway, 0))
	s.room("missed")
	expect("resumed", "missed")
	calm(2)
	s.must(s.Fault(discord.Reconnect, 0))
	expect("resumed")
	calm(3)
	s.must(s.Fault(discord.InvalidSession, 0))
	expect("ready")
	calm(4)
	s.room("after")
	expect("after")
}

// TestTheRealClientIsRefused opens the real client with an intent that is switched off.
func TestTheRealClientIsRefused(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	err := s.bot(discordgo.IntentsGuildMembers).Open()
	var closed *websocket.CloseError
	if !errors.As(err, &closed) || closed.Code != 4014 {
		t.Errorf("it says %v", err)
	}
}
