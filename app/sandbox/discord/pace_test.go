package discord_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"matchday/app/sandbox/discord"
)

func TestRoutesAreLimited(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	other := s.room("other")
	path := "/channels/" + s.channel + "/messages"
	for i := range 5 {
		status, _, h := s.call("POST", path, obj{"content": "x"})
		if status != 200 || h.Get("X-RateLimit-Limit") != "5" || h.Get("X-RateLimit-Remaining") != strconv.Itoa(4-i) || h.Get("X-RateLimit-Bucket") == "" {
			t.Fatalf("message %d: %d %v", i+1, status, h)
		}
		after, err := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64)
		s.must(err)
		at, err := strconv.ParseFloat(h.Get("X-RateLimit-Reset"), 64)
		s.must(err)
		if after <= 0 || after > 5.01 || at < float64(time.Now().Unix()) {
			t.Errorf("resets after %v at %v", after, at)
		}
	}
	status, m, h := s.call("POST", path, obj{"content": "x"})
	if status != 429 || m["global"] != false || m["retry_after"].(float64) <= 0 || h.Get("Retry-After") == "" || h.Get("X-RateLimit-Scope") != "user" || h.Get("X-RateLimit-Remaining") != "0" {
		t.Errorf("the sixth message: %d %v %v", status, m, h)
	}
	if status, _, _ := s.call("POST", "/channels/"+other+"/messages", obj{"content": "x"}); status != 200 {
		t.Errorf("another channel: %d", status)
	}
	if status, _, _ := s.call("GET", path, nil); status != 200 {
		t.Errorf("another route: %d", status)
	}
	s.pass(5 * time.Second)
	if status, _, _ := s.call("POST", path, obj{"content": "x"}); status != 200 {
		t.Errorf("after the window: %d", status)
	}
	for i := range 11 {
		method := []string{"PUT", "DELETE"}[i%2]
		status, _, _ := s.call(method, "/guilds/"+s.guild+"/members/"+s.ben+"/roles/"+s.player, nil)
		if (i < 10) != (status == 204) {
			t.Errorf("role change %d: %d", i+1, status)
		}
	}
}

func TestEverythingTogetherIsLimited(t *testing.T) {
	t.Parallel()
	s, l := stage(t, discord.Options{})
	s.pass(10 * time.Second)
	stopped := 0
	for i := range 60 {
		status, m, h := s.call("GET", "/users/@me", nil)
		if status == http.StatusTooManyRequests {
			stopped++
			if m["global"] != true || h.Get("X-RateLimit-Global") != "true" || h.Get("X-RateLimit-Scope") != "global" {
				t.Fatalf("request %d: %v %v", i+1, m, h)
			}
		}
	}
	if stopped == 0 {
		t.Error("sixty requests in a moment were taken")
	}
	// Interactions are answered all the same.
	l.press(s, "Go").ok(4, obj{"content": "x"})
}

// TestTheRealClientKeepsThePace sends six messages: its limiter reads the headers, so nothing is refused.
func TestTheRealClientKeepsThePace(t *testing.T) {
	t.Parallel()
	s := newScene(t, discord.Options{})
	dg := s.bot(discordgo.IntentsGuilds)
	for range 6 {
		if _, err := dg.ChannelMessageSend(s.channel, "x"); err != nil {
			t.Fatal(err)
		}
	}
	if s.Invalid() != 0 {
		t.Errorf("%d requests were refused", s.Invalid())
	}
}
