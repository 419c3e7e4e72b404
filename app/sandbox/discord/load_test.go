package discord_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/shape"
)

// quickBot answers every interaction as fast as it can: buttons by a form, forms by a private message.
type quickBot struct {
	ws   *websocket.Conn
	http *http.Client
	done sync.WaitGroup
}

func startQuickBot(t testing.TB, d *discord.Discord, base string) *quickBot {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial("ws"+base[4:]+"/discord/gateway?v=10", nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &quickBot{ws: ws, http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 256}}}
	if err := ws.WriteJSON(obj{"op": 2, "d": obj{"token": d.Token(), "intents": 1, "properties": obj{}}}); err != nil {
		t.Fatal(err)
	}
	b.done.Go(func() { b.listen(base) })
	t.Cleanup(func() {
		ws.Close()
		b.done.Wait()
		b.http.CloseIdleConnections()
	})
	return b
}

func (b *quickBot) listen(base string) {
	for {
		var p payload
		if b.ws.ReadJSON(&p) != nil {
			return
		}
		if p.Seq != nil && *p.Seq%100 == 0 { // confirm what was heard, or it is kept
			_ = b.ws.WriteJSON(obj{"op": 1, "d": *p.Seq})
		}
		if p.Type != "INTERACTION_CREATE" {
			continue
		}
		var i struct {
			ID, Token string
			Type      int
		}
		_ = json.Unmarshal(p.Data, &i)
		b.done.Go(func() {
			body := `{"type":4,"data":{"content":"You're in","flags":64}}`
			if i.Type == shape.ComponentInteraction {
				body = `{"type":9,"data":{"custom_id":"f","title":"Form","components":[{"type":18,"label":"Name","component":{"type":4,"custom_id":"n","style":1}}]}}`
			}
			req, _ := http.NewRequest(http.MethodPost, base+"/discord/api/v10/interactions/"+i.ID+"/"+i.Token+"/callback", bytes.NewReader([]byte(body)))
			req.Header.Set("User-Agent", "DiscordBot (x, 1)")
			req.Header.Set("Content-Type", "application/json")
			res, err := b.http.Do(req)
			if err == nil {
				_, _ = io.Copy(io.Discard, res.Body)
				res.Body.Close()
			}
		})
	}
}

// crowd is a scene with a panel and many people.
func crowd(t *testing.T, n int) (*scene, []string, string) {
	t.Helper()
	s := newScene(t, discord.Options{})
	startQuickBot(t, s.Discord, s.url)
	s.must(s.WaitConnected(s.ctx()))
	people := make([]string, n)
	for i := range people {
		people[i] = s.AddPerson(fmt.Sprint("p", i), "")
		s.must(s.AddMember(s.guild, people[i]))
	}
	return s, people, s.post(s.channel, v2(obj{"type": 17, "components": arr{text("panel"), row(button("go", "Go"))}}))
}

// TestARush lets two hundred people open and submit a form at once.
func TestARush(t *testing.T) {
	t.Parallel()
	s, people, panel := crowd(t, 200)
	var all sync.WaitGroup
	for _, p := range people {
		all.Go(func() {
			if a, err := s.Press(s.ctx(), p, panel, "Go"); err != nil || a.Form == nil {
				t.Errorf("pressing: %+v %v", a, err)
				return
			}
			if a, err := s.Submit(s.ctx(), p, "", map[string]string{"Name": "x"}); err != nil || a.Text != "You're in" || a.Reply.Only != p {
				t.Errorf("submitting: %+v %v", a, err)
			}
		})
	}
	all.Wait()
}

// TestNothingIsLeftBehind makes thousands of interactions and looks at what they leave.
func TestNothingIsLeftBehind(t *testing.T) {
	s, people, panel := crowd(t, 20)
	round := func(n int) uint64 {
		for i := range n {
			p := people[i%len(people)]
			if _, err := s.Press(t.Context(), p, panel, "Go"); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Submit(t.Context(), p, "", map[string]string{"Name": "x"}); err != nil {
				t.Fatal(err)
			}
		}
		s.pass(16 * time.Minute) // the tokens die, which the next interaction notices
		if _, err := s.Press(t.Context(), people[0], panel, "Go"); err != nil {
			t.Fatal(err)
		}
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before, threads := round(300), runtime.NumGoroutine()
	after := round(1000)
	if grown := int64(after) - int64(before); grown > 1<<20 {
		t.Errorf("2000 interactions left %d of %d kB", grown>>10, after>>10)
	}
	if n := runtime.NumGoroutine(); n > threads+20 {
		t.Errorf("%d goroutines became %d", threads, n)
	}
}

// BenchmarkPress measures a press from the person through the gateway to a bot, and its answer by HTTP back to the person.
func BenchmarkPress(b *testing.B) {
	d := discord.New(discord.Options{})
	defer d.Close()
	base, stop := serve(b, d)
	defer stop()
	ann := d.AddPerson("ann", "")
	guild := d.AddGuild("x", ann)
	if err := d.InviteBot(guild, shape.AllPermissions); err != nil {
		b.Fatal(err)
	}
	channel, err := d.AddChannel(guild, "cup")
	if err != nil {
		b.Fatal(err)
	}
	startQuickBot(b, d, base)
	if err := d.WaitConnected(b.Context()); err != nil {
		b.Fatal(err)
	}
	panel := postPanel(b, d, base, channel)
	b.ReportAllocs()
	for b.Loop() {
		if a, err := d.Press(b.Context(), ann, panel, "Go"); err != nil || a.Form == nil {
			b.Fatal(a, err)
		}
	}
}

func serve(t testing.TB, d *discord.Discord) (string, func()) {
	t.Helper()
	srv := httptest.NewServer(d.Handler())
	return srv.URL, srv.Close
}

func postPanel(t testing.TB, d *discord.Discord, base, channel string) string {
	t.Helper()
	body, err := json.Marshal(v2(obj{"type": 17, "components": arr{text("panel"), row(button("go", "Go"))}}))
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPost, base+"/discord/api/v10/channels/"+channel+"/messages", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("User-Agent", "DiscordBot (x, 1)")
	req.Header.Set("Authorization", "Bot "+d.Token())
	req.Header.Set("Content-Type", "application/json")
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var m struct{ ID string }
	if err := json.NewDecoder(res.Body).Decode(&m); err != nil {
		t.Fatal(err)
	}
	return m.ID
}
