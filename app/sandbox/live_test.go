package sandbox_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"matchday/app/sandbox"
)

// stream is a page that is kept up to date.
type stream struct {
	s    *scene
	scan *bufio.Scanner
}

func (s *scene) follow(query string) *stream {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.ctx(), http.MethodGet, s.url+"/sandbox/api/live?"+query, nil)
	s.must(err)
	res, err := client.Do(req)
	s.must(err)
	s.t.Cleanup(func() { res.Body.Close() })
	if kind := res.Header.Get("Content-Type"); kind != "text/event-stream" {
		s.t.Fatalf("the page is kept up to date by %q", kind)
	}
	scan := bufio.NewScanner(res.Body)
	scan.Buffer(nil, 1<<20)
	return &stream{s, scan}
}

// next returns the data of the next event of this name of which holds is true.
func (p *stream) next(event string, is func(text string) bool) string {
	p.s.t.Helper()
	name := ""
	for p.scan.Scan() {
		if n, ok := strings.CutPrefix(p.scan.Text(), "event: "); ok {
			name = n
		}
		if data, ok := strings.CutPrefix(p.scan.Text(), "data: "); ok && name == event && is(data) {
			return data
		}
	}
	p.s.t.Fatalf("the stream ended before %s: %v", event, p.scan.Err())
	return ""
}

func has(part string) func(string) bool {
	return func(text string) bool { return strings.Contains(text, part) }
}

func TestAPageIsKeptUpToDate(t *testing.T) {
	t.Parallel()
	var ahead atomic.Int64
	var link atomic.Pointer[sandbox.Links]
	link.Store(&sandbox.Links{})
	s := newScene(t, func(_ *scene, o *sandbox.Options) {
		o.Clock = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
		o.Links = func() sandbox.Links { return *link.Load() }
	})
	page := s.follow("")
	if st := page.next("state", has("")); !strings.Contains(st, `"me":"`+s.ben+`"`) {
		t.Errorf("the page begins with %.200s", st)
	}
	s.done("read", obj{"user": "ben", "channel": s.dms})
	page.next("state", has(`"id":"`+s.ben+`","name":"Ben","username":"ben","servers":["`+s.guild+`"],"roles":[],"unread":0`))
	s.done("say", obj{"user": "cara", "channel": "cup", "text": "hello there"})
	var changes []struct{ Channel, ID string }
	if err := json.Unmarshal([]byte(page.next("messages", has("hello there"))), &changes); err != nil || changes[0].Channel != s.cup {
		t.Errorf("the message came as %v, %v", changes, err)
	}
	s.must(s.DeleteMessage(changes[0].ID))
	page.next("messages", has(`"id":"`+changes[0].ID+`","message":null`))
	s.done("press", obj{"user": "ben", "label": "Register"})
	page.next("state", has(`"modal":{"id"`))
	ahead.Store(int64(time.Hour))
	page.next("clock", has(time.Now().UTC().Add(time.Hour).Format("2006-01-02T")))
	link.Store(&sandbox.Links{Public: "http://127.0.0.1:1/"})
	page.next("state", has("http://127.0.0.1:1/"))
}

func TestWhatOthersAloneSeeIsNotSent(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	page := s.follow("user=cara")
	page.next("state", has(""))
	s.done("press", obj{"user": "ben", "label": "Register"})
	s.done("submit", obj{"user": "ben", "fields": obj{"ign": "Ben's secret"}})
	s.done("say", obj{"user": "ann", "channel": "staff", "text": "staff talk"})
	s.done("say", obj{"user": "ben", "channel": "cup", "text": "the end"})
	page.next("messages", func(text string) bool {
		if strings.Contains(text, "secret") || strings.Contains(text, "staff talk") {
			t.Errorf("Cara is shown %s", text)
		}
		return strings.Contains(text, "the end")
	})
}

func TestDirectMessagesOfOthersAreCounted(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	page := s.follow("user=cara")
	page.next("state", has(`"id":"`+s.ben+`","name":"Ben","username":"ben","servers":["`+s.guild+`"],"roles":[],"unread":1`))
	_, err := s.bot.ChannelMessageSend(s.dms, "Check-in closes soon.")
	s.must(err)
	page.next("unread", has(`{"`+s.ben+`":2}`))
}
