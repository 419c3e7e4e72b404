package overlay_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"matchday/app/graphic"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/static"
	"matchday/views/browsertest"
	"matchday/views/overlay"
)

var start = time.Date(2026, 11, 28, 18, 0, 0, 0, time.UTC)

var cast = []string{"LunaVex#GAL", "달빛토끼#KR1", "Sugar Comet#NA1", "Zoë Ångström#EUW", "StarlightWarden9#NA1", "Queen of Pickles#OCE", "Ivy#0777", "7thHarp#LUNA",
	"moonpetal#NA1", "Звезда#EUNE", "Supercalifragilisticexpialidocious_unbroken_n#LONG", "نور القمر#MENA", "miaXx#NA1", "<b>Bold & Sons</b>#XSS", "Πηνελόπη#EUW", "Tide Runner#NA1"}

// night builds a tournament with n entries and plays rounds of it.
func night(t *testing.T, n, rounds int, finished bool) *tournament.Board {
	t.Helper()
	rules := tournament.DefaultRules()
	rules.Cap = max(2, n)
	tour := tournament.New(1, tournament.Plan{Name: "Holidaze Cup", Zone: "America/New_York", Rules: rules, Times: tournament.Times{CheckInCloses: start.Add(12 * time.Minute), Starts: start.Add(time.Hour)}}, start)
	tour.ID, tour.Registration, tour.CheckIn = 7, tournament.Open, tournament.Open
	night := tournament.Night{Tournament: tour}
	for i := range n {
		name := cast[i%len(cast)]
		if i >= len(cast) {
			name = fmt.Sprintf("%d %s", i/len(cast)+1, name)
		}
		m := tournament.Member{Person: int64(i + 1), InGame: name, Joined: start}
		if i%5 != 3 {
			m.CheckIn = start
		}
		night.Entries = append(night.Entries, tournament.Entry{ID: int64(i + 1), Tournament: 7, Name: name, State: tournament.Seated, Registered: start, Members: []tournament.Member{m}})
	}
	if rounds == 0 {
		return read(night)
	}
	night = must(t)(night.CloseRegistration())
	for i := range night.Entries {
		night.Entries[i].Kept = true
	}
	night = must(t)(night.CloseCheckIn(start))
	for r := range rounds {
		night = must(t)(night.Draw(night.NextSeating(), int64(r+42)))
		for i := range night.Lobbies {
			if night.Lobbies[i].ID == 0 {
				night.Lobbies[i].ID = int64(i + 1)
			}
		}
		night = must(t)(night.StartRound(start))
		if r == rounds-1 && !finished {
			night = record(t, night, 0)
			continue
		}
		for i := range night.LobbiesOf(r + 1) {
			night = record(t, night, i)
		}
	}
	return read(night)
}

func record(t *testing.T, n tournament.Night, i int) tournament.Night {
	t.Helper()
	l := n.LobbiesOf(n.Tournament.Round)[i]
	res := tournament.Result{Lobby: l.ID, Version: l.Version}
	for k := range l.Seats {
		res.Order = append(res.Order, l.Seats[(k*3+i)%len(l.Seats)].Entry)
	}
	seen := map[int64]bool{}
	for _, id := range res.Order {
		seen[id] = true
	}
	if len(seen) != len(l.Seats) {
		res.Order = res.Order[:0]
		for _, s := range l.Seats {
			res.Order = append(res.Order, s.Entry)
		}
	}
	return must(t)(n.Record(res, 1, start))
}

func read(n tournament.Night) *tournament.Board {
	b := n.Read(person.League{ID: 1, Name: "Galiseum"}, nil)
	b.Store, b.Seq = "test", 10
	return b
}

func must(t *testing.T) func(tournament.Night, []tournament.Happening, error) tournament.Night {
	return func(n tournament.Night, _ []tournament.Happening, err error) tournament.Night {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
}

func TestAnAddressWithASlipStillShowsItsPicture(t *testing.T) {
	q, _ := url.ParseQuery("top=8&offset=2&scale=fit&debug=1&motion=off&safe=1")
	o, ignored := overlay.ParseOptions(q)
	if want := (overlay.Options{Top: 8, Offset: 2, Fit: true, Debug: true, Still: true, Safe: true}); o != want || len(ignored) > 0 {
		t.Errorf("got %+v, ignored %v", o, ignored)
	}
	q, _ = url.ParseQuery("top=-1&offset=many&scale=big&motion=on&<script>=1&top=99999")
	o, ignored = overlay.ParseOptions(q)
	if o != (overlay.Options{}) || len(ignored) != 5 {
		t.Errorf("got %+v, ignored %q", o, ignored)
	}
	if got := overlay.ParseSlice(overlay.Options{Top: 3, Offset: 1, Fit: true}.Slice()); got != (overlay.Options{Top: 3, Offset: 1}) {
		t.Errorf("slice came back as %+v", got)
	}
	if overlay.ParseSlice("%zz") != (overlay.Options{}) || (overlay.Options{Debug: true}).Slice() != "" {
		t.Error("a slice that is none")
	}
}

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAPictureShowsWhatItsAddressAsksFor(t *testing.T) {
	b := night(t, 32, 3, true)
	for _, tt := range []struct {
		kind graphic.Kind
		o    overlay.Options
		rows int
	}{
		{graphic.Standings, overlay.Options{}, 32},
		{graphic.Standings, overlay.Options{Top: 10}, 10},
		{graphic.Standings, overlay.Options{Top: 10, Offset: 30}, 2},
		{graphic.Standings, overlay.Options{Offset: 500}, 0},
		{graphic.TopEight, overlay.Options{}, 8},
		{graphic.TopEight, overlay.Options{Top: 4}, 4},
		{graphic.Lobbies, overlay.Options{}, 32},
		{graphic.CheckIn, overlay.Options{}, 32},
	} {
		html := render(t, overlay.Picture(tt.kind, b, tt.o))
		if got := strings.Count(html, "data-row"); got != tt.rows {
			t.Errorf("%s %+v: %d rows, want %d", tt.kind, tt.o, got, tt.rows)
		}
		if strings.Contains(html, "<b>Bold") || !strings.Contains(html, `data-store="test" data-seq="10"`) {
			t.Errorf("%s: %.300s", tt.kind, html)
		}
	}
	if html := render(t, overlay.Picture("no such kind", b, overlay.Options{})); !strings.Contains(html, "nothing") {
		t.Error(html)
	}
}

func TestADrawnRoundIsNotOnAir(t *testing.T) {
	b := night(t, 16, 0, false)
	n := tournament.Night{Tournament: b.Tournament}
	for _, r := range b.Seated {
		n.Entries = append(n.Entries, r.Entry)
	}
	n.Tournament.Registration, n.Tournament.CheckIn = tournament.Shut, tournament.Shut
	n = must(t)(n.Draw(tournament.Random, 1))
	html := render(t, overlay.Picture(graphic.Lobbies, read(n), overlay.Options{}))
	if strings.Contains(html, "LunaVex") || !strings.Contains(html, "shown when the round starts") {
		t.Error("the draw is on air before the round starts")
	}
}

// page serves a document with a picture and a live socket.
func serve(t *testing.T, kind graphic.Kind, b *tournament.Board, query string) (string, *browsertest.Socket) {
	t.Helper()
	socket := browsertest.NewSocket(t)
	mux := http.NewServeMux()
	mux.Handle("/ws/overlay/key", socket)
	mux.HandleFunc("/overlay/worker.js", func(w http.ResponseWriter, _ *http.Request) {
		body, kind, _ := static.Open(strings.TrimPrefix(static.URL("worker.js"), static.Prefix))
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(body)
	})
	address := browsertest.Site(t, map[string]func(*http.Request) templ.Component{"/overlay/key": func(r *http.Request) templ.Component {
		o, ignored := overlay.ParseOptions(r.URL.Query())
		d := overlay.Document{Socket: "/ws/overlay/key", Options: o, Ignored: ignored}
		if b != nil {
			d.Picture = overlay.Picture(kind, b, o)
		}
		return d.Show()
	}}, mux)
	return address + "/overlay/key?" + query, socket
}

func TestEveryPictureFitsItsStage(t *testing.T) {
	b := browsertest.Start(t)
	for _, tt := range []struct {
		name  string
		kind  graphic.Kind
		board *tournament.Board
		query string
	}{
		{"standings-10", graphic.Standings, night(t, 32, 3, true), "top=10"},
		{"standings-32", graphic.Standings, night(t, 32, 4, true), ""},
		{"standings-64", graphic.Standings, night(t, 64, 2, true), ""},
		{"standings-before", graphic.Standings, night(t, 24, 0, false), ""},
		{"top8", graphic.TopEight, night(t, 32, 4, true), ""},
		{"lobbies-4", graphic.Lobbies, night(t, 32, 2, false), ""},
		{"lobbies-8", graphic.Lobbies, night(t, 64, 1, false), ""},
		{"lobbies-1", graphic.Lobbies, night(t, 7, 1, true), ""},
		{"check-in-32", graphic.CheckIn, night(t, 32, 0, false), ""},
		{"check-in-64", graphic.CheckIn, night(t, 64, 0, false), "safe=1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			address, socket := serve(t, tt.kind, tt.board, tt.query)
			p := b.Page(browsertest.Look{Width: 1920, Height: 1080})
			p.Go(address)
			socket.Joined(1)
			p.Shot("overlay-" + tt.name)
			var outside []string
			p.Eval(`[...document.querySelectorAll('#picture *')].filter(e => { const b = e.getBoundingClientRect(), r = e.closest('.page');
				return b.width && (!r || r.classList.contains('shown')) && (b.left < 95 || b.right > 1825 || b.top < 95 || b.bottom > 985) }).map(e => e.id + '.' + e.className)`, &outside)
			if len(outside) > 0 {
				t.Errorf("outside the safe area: %v", outside)
			}
			var clipped []string
			p.Eval(`[...document.querySelectorAll('.shown .row, .header, .ticker, .counts')].filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1).map(e => e.textContent)`, &clipped)
			if len(clipped) > 0 {
				t.Errorf("clipped: %q", clipped)
			}
			if got := p.Complaints(); len(got) > 0 {
				t.Errorf("complaints: %v", got)
			}
		})
	}
}

func TestTheGroundIsTransparentAndThePlatesAreNot(t *testing.T) {
	b := browsertest.Start(t)
	address, _ := serve(t, graphic.TopEight, night(t, 32, 2, true), "motion=off")
	p := b.Page(browsertest.Look{Width: 1920, Height: 1080})
	p.Go(address)
	at := transparentShot(t, p)
	if a := at(1700, 300); a != 0 {
		t.Errorf("the ground has an alpha of %d", a)
	}
	if a := at(600, 600); a < 230 {
		t.Errorf("a plate has an alpha of %d", a)
	}
}

func TestANewerPictureMovesRowsAndAnOlderOneIsIgnored(t *testing.T) {
	b := browsertest.Start(t)
	before, later := night(t, 16, 1, true), night(t, 16, 2, true)
	address, socket := serve(t, graphic.Standings, before, "")
	p := b.Page(browsertest.Look{Width: 1920, Height: 1080})
	p.Go(address)
	socket.Joined(1)
	later.Seq = 20
	newer := render(t, overlay.Picture(graphic.Standings, later, overlay.Options{}))
	socket.Send(newer)
	p.Until(`document.querySelector('#picture').dataset.seq === '20' && document.getAnimations().length > 0`)
	p.Until(`document.getAnimations().length === 0`)
	var totals []string
	p.Eval(`[...document.querySelectorAll('.row .total')].map(e => e.textContent)`, &totals)
	want := []string{}
	for _, s := range later.Standings {
		want = append(want, fmt.Sprint(s.Total))
	}
	if fmt.Sprint(totals) != fmt.Sprint(want) {
		t.Errorf("totals %v, want %v", totals, want)
	}
	before.Seq = 15
	socket.Send(render(t, overlay.Picture(graphic.Standings, before, overlay.Options{})))
	later.Seq, later.Tournament.Name = 21, "Second Cup"
	socket.Send(render(t, overlay.Picture(graphic.Standings, later, overlay.Options{})))
	p.Until(`document.querySelector('.title').textContent === 'Second Cup'`)
	before.Store, before.Seq = "another", 1
	socket.Send(render(t, overlay.Picture(graphic.Standings, before, overlay.Options{})))
	p.Until(`document.querySelector('#picture').dataset.store === 'another'`)
}

func TestThePictureOutlivesItsServer(t *testing.T) {
	b := browsertest.Start(t)
	board := night(t, 8, 1, true)
	address, socket := serve(t, graphic.Standings, board, "")
	p := b.Page(browsertest.Look{Width: 1920, Height: 1080})
	p.Go(address)
	socket.Joined(1)
	text := p.Text("#picture")
	socket.Refuse(true)
	p.Eval(`new Promise(done => setTimeout(done, 3500))`, nil)
	if got := p.Text("#stage"); got != text || strings.Contains(p.Text("body"), "connect") {
		t.Errorf("the picture changed: %q", got)
	}
	socket.Refuse(false)
	socket.Joined(1)
	board.Seq, board.Tournament.Name = 99, "Back On Air"
	socket.Send(render(t, overlay.Picture(graphic.Standings, board, overlay.Options{})))
	p.Until(`document.querySelector('.title').textContent === 'Back On Air'`)
}

func TestTheProducerIsToldTheTruthAndNobodyElse(t *testing.T) {
	b := browsertest.Start(t)
	address, socket := serve(t, graphic.Standings, nil, "debug=1&colour=red")
	p := b.Page(browsertest.Look{Width: 1920, Height: 1080})
	p.Go(address)
	socket.Joined(1)
	p.Until(`document.querySelector('#debug') && document.querySelector('#debug').textContent.includes('connected')`)
	got := p.Text("#debug")
	for _, want := range []string{"no picture yet", "not understood: colour"} {
		if !strings.Contains(got, want) {
			t.Errorf("the strip does not say %q: %s", want, got)
		}
	}
	plain, quiet := serve(t, graphic.Standings, nil, "")
	p.Go(plain)
	quiet.Joined(1)
	quiet.Refuse(true)
	p.Eval(`new Promise(done => setTimeout(done, 1000))`, nil)
	if text := strings.TrimSpace(p.Text("body")); text != "" {
		t.Errorf("on air: %q", text)
	}
}

func TestTheStageScalesToItsWindow(t *testing.T) {
	b := browsertest.Start(t)
	address, _ := serve(t, graphic.TopEight, night(t, 16, 1, true), "scale=fit&motion=off")
	p := b.Page(browsertest.Look{Width: 960, Height: 540})
	p.Go(address)
	var box map[string]float64
	p.Eval(`(() => { const b = document.querySelector('#stage').getBoundingClientRect(); return {left: b.left, top: b.top, width: b.width, height: b.height} })()`, &box)
	if got, _ := json.Marshal(box); box["width"] != 960 || box["height"] != 540 || box["left"] != 0 {
		t.Errorf("stage at %s", got)
	}
}

// TestAnOverlayOpenedBeforeItsServerComesAlive opens the local file first, as OBS does after a power cut, and the server
// a while later.
func TestAnOverlayOpenedBeforeItsServerComesAlive(t *testing.T) {
	b := browsertest.Start(t)
	address, _ := serve(t, graphic.TopEight, night(t, 16, 1, true), "")
	gate := newGate(t, address)
	file := filepath.Join(t.TempDir(), "overlay-loader.html")
	if err := os.WriteFile(file, []byte(overlay.Loader(gate.address("/overlay/key?motion=off"))), 0o600); err != nil {
		t.Fatal(err)
	}
	p := b.Page(browsertest.Look{Width: 1920, Height: 1080})
	p.Go("file://" + file)
	p.Eval(`new Promise(done => setTimeout(done, 1500))`, nil)
	if text := strings.TrimSpace(p.Text("body")); strings.Contains(text, "HOLIDAZE") || strings.Contains(text, "refused") {
		t.Errorf("before the server is there: %q", text)
	}
	gate.open()
	p.Until(`document.querySelector('.title') && document.querySelector('.title').textContent === 'Holidaze Cup'`)
}

func TestALoaderNamesItsAddressHarmlessly(t *testing.T) {
	html := overlay.Loader("http://x/overlay/k?a=</script><script>alert(1)</script>")
	if strings.Count(html, "</script>") != 1 {
		t.Error(html)
	}
}

// TestAnAddressThatWasOnAirComesUpWithoutItsServer reloads the page while nobody answers, as OBS does when a scene is
// switched on again.
func TestAnAddressThatWasOnAirComesUpWithoutItsServer(t *testing.T) {
	b := browsertest.Start(t)
	board := night(t, 16, 1, true)
	address, socket := serve(t, graphic.TopEight, board, "")
	gate := newGate(t, address)
	gate.open()
	p := b.Page(browsertest.Look{Width: 1920, Height: 1080})
	p.Go(gate.address("/overlay/key"))
	p.Eval(`navigator.serviceWorker.ready.then(() => true)`, nil)
	p.Go(gate.address("/overlay/key")) // through the worker, which keeps it
	socket.Joined(1)
	board.Seq, board.Tournament.Name = 50, "The Newest"
	socket.Send(render(t, overlay.Picture(graphic.TopEight, board, overlay.Options{})))
	p.Until(`document.querySelector('.title').textContent === 'The Newest'`)
	gate.close()
	p.Go(gate.address("/overlay/key"))
	p.Until(`document.querySelector('.title').textContent === 'The Newest'`)
}
