package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"matchday/app/feed"
	"matchday/app/web"
	"matchday/app/web/api"
)

func TestStandingsAsJSON(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, _ := h.playing()
	b := h.record(h.board(id))
	path := "/api/v1/tournaments/" + itoa(id) + "/standings"
	a := h.visitor().get(path)
	a.wants(t, 200)
	if kind := a.Header.Get("Content-Type"); kind != "application/json; charset=utf-8" {
		t.Errorf("content type %s", kind)
	}
	var got api.Standings
	h.must(json.Unmarshal([]byte(a.Text), &got))
	if got.Tournament.Name != "Holidaze Cup" || got.Tournament.League != "Galiseum" || got.AfterRound != 1 || len(got.Standings) != 8 || got.Seq != b.Seq {
		t.Errorf("got %+v", got.Tournament)
	}
	first := got.Standings[0]
	if first.Total != 8 || *first.Rank != 1 || !first.Shared || first.Rounds[0].Outcome != "played" || *first.Rounds[0].Place != 1 {
		t.Errorf("first is %+v", first)
	}
	// Nothing of a person's account is in it.
	var raw any
	h.must(json.Unmarshal([]byte(a.Text), &raw))
	for _, secret := range []string{"moonpetal", "20000000000", "she", "She", "discord", "person", "check"} {
		if strings.Contains(a.Text, secret) {
			t.Errorf("%q is public", secret)
		}
	}
}

func TestAnAnswerThatIsKnownIsNotSentAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	for _, path := range []string{"/api/v1/tournaments/" + itoa(id) + "/standings", "/t/" + itoa(id) + "/players"} {
		b := h.visitor()
		tag := b.get(path).Header.Get("ETag")
		ask := func() int {
			req, err := http.NewRequestWithContext(h.ctx, http.MethodGet, h.url+path, nil)
			h.must(err)
			req.Header.Set("If-None-Match", tag)
			return b.do(req).StatusCode
		}
		if got := ask(); tag == "" || got != 304 {
			t.Errorf("%s: %d for tag %q", path, got, tag)
		}
		h.advance(time.Second)
		n := len(path) % 7
		h.checkIn1(id, 1+n)
		if got := ask(); got != 200 {
			t.Errorf("%s: %d after a change", path, got)
		}
	}
}

func TestReadingsAreNeverOlderThanAnAnsweredWrite(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	stale := 0
	b := h.visitor()
	for i := range 200 {
		n := 1 + i%8
		var want string
		if i/8%2 == 0 {
			h.checkIn1(id, n)
			want = itoa(int64(n)) + " of 8 are here"
		} else {
			_, err := h.CheckOut(h.ctx, h.player(n), id)
			h.must(err)
			want = itoa(int64(8-n)) + " of 8 are here"
		}
		if !strings.Contains(b.get("/t/"+itoa(id)+"/players").Text, want) {
			stale++
		}
		var got api.Standings
		h.must(json.Unmarshal([]byte(b.get("/api/v1/tournaments/"+itoa(id)+"/standings").Text), &got))
		if got.Seq < h.head(id) {
			stale++
		}
	}
	if stale != 0 {
		t.Errorf("%d of 400 readings were stale", stale)
	}
}

func TestABoardThatDoesNotChangeCostsNoSQL(t *testing.T) {
	t.Parallel()
	var views atomic.Int64
	h := openOn(t, counted(t, &views))
	id := h.checkingIn()
	b := h.visitor()
	paths := []string{"/t/" + itoa(id), "/t/" + itoa(id) + "/players", "/api/v1/tournaments/" + itoa(id) + "/standings"}
	for _, path := range paths {
		b.get(path)
	}
	before := views.Load()
	for range 20 {
		for _, path := range paths {
			b.get(path).wants(t, 200)
		}
	}
	if n := views.Load() - before; n != 0 {
		t.Errorf("%d transactions for 60 readings", n)
	}
}

func TestHealth(t *testing.T) {
	t.Parallel()
	database := func(err error) func(*web.Options) {
		return func(o *web.Options) {
			o.Log = logTo(&strings.Builder{})
			o.Checks = []web.Check{{Name: "database", Run: func(context.Context) error { return err }}}
			o.Discord = func() web.Discord { return web.Discord{On: true, Words: "Discord does not answer"} }
			o.Status = func() []feed.Status { return []feed.Status{{Follower: "discord-panel", Running: true}} }
		}
	}
	b := open(t, database(nil)).visitor()
	b.get("/livez").wants(t, 200, "ok")
	b.get("/readyz").wants(t, 200, "ready") // Discord away degrades
	b.get("/healthz").wants(t, 200, `"status":"degraded"`, `"discord":{"status":"degraded"`, `"database":{"status":"ok"}`, `"followers":{"status":"ok"}`)
	b = open(t, database(errors.New("disk full at /var/secret"))).visitor()
	b.get("/livez").wants(t, 200)
	b.get("/readyz").wants(t, 503, "not ready", "database")
	a := b.get("/healthz")
	a.wants(t, 503, `"status":"failing"`, `"database":{"status":"failing"`)
	if strings.Contains(a.Text, "secret") {
		t.Error("what is wrong is public")
	}
}

func TestAStuckFollowerIsNotReady(t *testing.T) {
	t.Parallel()
	h := open(t, func(o *web.Options) {
		o.Status = func() []feed.Status {
			return []feed.Status{{Follower: "discord-panel", Running: true, Stalled: 10 * time.Minute}}
		}
	})
	h.visitor().get("/readyz").wants(t, 503, "discord-panel has something to do and gets nowhere")
	h.signedIn(h.owner).get("/admin").wants(t, 200, "Discord panel", "stuck")
}
