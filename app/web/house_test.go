package web_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"matchday/app/feed"
	"matchday/app/league"
	"matchday/app/league/edits"
	"matchday/app/overlay"
	"matchday/app/person"
	"matchday/app/studio"
	"matchday/app/tournament"
	"matchday/app/web"
	"matchday/store"
	"matchday/store/sqlite/sqlitetest"
)

// evening is when the tests begin: a Saturday, 6:47 PM in New York.
var evening = time.Date(2026, 11, 28, 23, 47, 12, 0, time.UTC)

// house is a whole Matchday without Discord: a database of its own, the league, the feed and the web on a free port.
type house struct {
	*league.League
	t      testing.TB
	ctx    context.Context
	store  store.Store
	studio *studio.Studio
	web    *web.Web
	url    string
	of     person.League
	admin  person.Actor // as Discord knows them
	owner  string       // secret of the owner's session
	stop   func()
	mu     sync.Mutex
	now    time.Time
}

// open makes a house and an owner who is signed in.
func open(t testing.TB, change ...func(*web.Options)) *house {
	t.Helper()
	return openOn(t, sqlitetest.Open(t), change...)
}

func openOn(t testing.TB, s store.Store, change ...func(*web.Options)) *house {
	t.Helper()
	h := serve(t, s, change...)
	h.settle()
	return h
}

// serve starts a house in which nobody lives yet.
func serve(t testing.TB, s store.Store, change ...func(*web.Options)) *house {
	t.Helper()
	h := &house{t: t, store: s, ctx: context.Background(), now: evening}
	h.League = league.New(s, league.Options{Now: h.clock})
	h.studio = studio.New(s, h.clock)
	log := slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelWarn}))
	f := feed.New(s, log, feed.Options{})
	o := web.Options{League: h.League, Studio: h.studio, Log: log, Listen: "127.0.0.1:0", Version: "test",
		Hub:    func(d overlay.Draw) *overlay.Hub { return overlay.New(s, d, log, overlay.Options{}) },
		Status: f.Status, Checks: []web.Check{{Name: "database", Run: s.Check}}, Book: edits.New(h.League, s)}
	for _, c := range change {
		c(&o)
	}
	w, err := web.New(o)
	h.must(err)
	f.AddView(w.Hub(), feed.ViewOptions{Live: true})
	h.web = w
	h.must(w.Listen(h.ctx))
	h.url = w.URL()
	ctx, stop := context.WithCancel(h.ctx)
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := w.Start(ctx); err != nil {
			t.Errorf("web: %v", err)
		}
	})
	wg.Go(func() { _ = f.Run(ctx) })
	h.stop = sync.OnceFunc(func() { stop(); wg.Wait(); w.Hub().Close("test over") })
	t.Cleanup(h.stop)
	return h
}

// settle makes the owner, the league and its server.
func (h *house) settle() {
	h.t.Helper()
	token, err := h.SetupLink(h.ctx)
	h.must(err)
	h.owner, err = h.Setup(h.ctx, token, "Robin", "correct horse battery", "Galiseum", "America/New_York", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
	h.must(err)
	h.of, err = h.BindServer(h.ctx, "100000000000000001", "Galiseum")
	h.must(err)
	h.admin, err = h.Arrive(h.ctx, league.Visitor{Server: h.of.Server, Discord: "900000000000000001", Name: "Robin", Admin: true})
	h.must(err)
}

// testLog writes what the program logs into the test's output.
type testLog struct{ t testing.TB }

func (l testLog) Write(p []byte) (int, error) { return l.t.Output().Write(p) }

// logTo makes a logger that tests read once the house has stopped.
func logTo(w io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }

func (h *house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *house) advance(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// somebody are players as a real league has them.
var somebody = []struct{ Name, Pronouns, Game string }{
	{"moonpetal", "she/her", "Sugar Comet#NA1"}, {"vex.luna", "they/them", "LunaVex#GAL"}, {"달빛토끼", "", "달빛토끼#KR1"}, {"ivy_", "any", "Ivy#0777"},
	{"starwarden", "he/they", "StarlightWarden9#NA1"}, {"pickles", "she/they", "Queen of Pickles#OCE"}, {"zoe", "she/her", "Zoë Ångström#EUW"}, {"harp7", "", "7thHarp#LUNA"},
	{"zvezda", "она", "Звезда#EUNE"}, {"nimbus", "she/her", "Nimbus#EUW"}, {"mia", "she/her", "__xX_mia_Xx__#NA1"}, {"tick", "", "`tick`#NA1"},
	{"cell", "", "=SUM(1,2)#NA1"}, {"everyone", "", "@here#NA1"}, {"bold", "", "<b>bold</b>#EUW"}, {"layla", "she/her", "شمس الليل#ME1"},
}

// player returns the n-th player as an actor.
func (h *house) player(n int) person.Actor {
	h.t.Helper()
	name := fmt.Sprintf("player%d", n)
	if n <= len(somebody) {
		name = somebody[n-1].Name
	}
	who, err := h.Arrive(h.ctx, league.Visitor{Server: h.of.Server, Discord: fmt.Sprintf("2000000000000%05d", n), Name: name})
	h.must(err)
	return who
}

func application(n int) tournament.Application {
	if n <= len(somebody) {
		s := somebody[n-1]
		return tournament.Application{InGame: s.Game, Pronouns: s.Pronouns}
	}
	return tournament.Application{InGame: fmt.Sprintf("Player %d#NA1", n)}
}

// create makes a tournament with registration open; change may alter the plan.
func (h *house) create(change func(*tournament.Plan)) *tournament.Board {
	h.t.Helper()
	p := tournament.Plan{Name: "Holidaze Cup", Zone: "America/New_York", Rules: tournament.DefaultRules()}
	p.Times = tournament.Times{RegistrationCloses: evening.Add(-47 * time.Minute), CheckInOpens: evening.Add(-40 * time.Minute), CheckInCloses: evening.Add(12 * time.Minute), Starts: evening.Add(13 * time.Minute)}
	if change != nil {
		change(&p)
	}
	b, err := h.CreateTournament(h.ctx, h.admin, p)
	h.must(err)
	return h.step(b, tournament.StepOpenRegistration)
}

func (h *house) step(b *tournament.Board, s tournament.Step) *tournament.Board {
	h.t.Helper()
	b, err := h.Advance(h.ctx, h.admin, b.Tournament.ID, 0, s)
	if err != nil {
		h.t.Fatalf("%s: %v", s, err)
	}
	return b
}

func (h *house) register(id int64, n int) tournament.Entry {
	h.t.Helper()
	e, err := h.Register(h.ctx, h.player(n), id, application(n))
	if err != nil {
		h.t.Fatalf("register %d: %v", n, err)
	}
	return e
}

func (h *house) board(id int64) *tournament.Board {
	h.t.Helper()
	b, err := h.Board(h.ctx, id)
	h.must(err)
	return b
}

// checkIn marks the first n players as present, a few seconds apart.
func (h *house) checkIn(id int64, n int) {
	h.t.Helper()
	for i := 1; i <= n; i++ {
		h.advance(7 * time.Second)
		_, err := h.CheckIn(h.ctx, h.player(i), id)
		h.must(err)
	}
}

// record records every lobby of the round that is being played, in an order that differs by lobby and round.
func (h *house) record(b *tournament.Board) *tournament.Board {
	h.t.Helper()
	r, _ := b.Current()
	for i, l := range r.Lobbies {
		if l.Done() {
			continue
		}
		res := tournament.Result{Lobby: l.ID, Version: l.Version}
		for j := range l.Seats {
			res.Order = append(res.Order, l.Seats[(j+i+r.Number)%len(l.Seats)].Entry)
		}
		var err error
		b, err = h.RecordResult(h.ctx, h.admin, b.Tournament.ID, res)
		h.must(err)
	}
	return b
}

// browser is somebody at the web, without scripts: cookies, forms and redirects.
type browser struct {
	*http.Client
	h *house
}

// visitor is somebody who is not signed in.
func (h *house) visitor() *browser {
	h.t.Helper()
	jar, err := cookiejar.New(nil)
	h.must(err)
	return &browser{&http.Client{Jar: jar, Timeout: 20 * time.Second}, h}
}

// signedIn is somebody with a session.
func (h *house) signedIn(session string) *browser {
	h.t.Helper()
	b := h.visitor()
	u, err := url.Parse(h.url)
	h.must(err)
	b.Jar.SetCookies(u, []*http.Cookie{{Name: "matchday", Value: session, Path: "/"}})
	return b
}

// as is somebody new with these roles, signed in.
func (h *house) as(roles person.Roles) *browser {
	h.t.Helper()
	who := h.player(500 + int(roles))
	h.must(h.SetRoles(h.ctx, person.Actor{Person: h.admin.Person, Name: "Robin", League: h.of.ID, Roles: person.Owner}, who.Person, roles))
	token, err := h.SignInLink(h.ctx, who.Person)
	h.must(err)
	session, err := h.SignInByLink(h.ctx, token, "test")
	h.must(err)
	return h.signedIn(session)
}

// answer is what came back, after redirects.
type answer struct {
	*http.Response
	Text string
}

func (b *browser) do(req *http.Request) answer {
	b.h.t.Helper()
	res, err := b.Do(req)
	b.h.must(err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	b.h.must(err)
	return answer{res, string(text)}
}

func (b *browser) get(path string) answer {
	b.h.t.Helper()
	req, err := http.NewRequestWithContext(b.h.ctx, http.MethodGet, b.h.url+path, nil)
	b.h.must(err)
	return b.do(req)
}

// post sends a form as a browser without scripts does.
func (b *browser) post(path string, fields ...string) answer {
	b.h.t.Helper()
	return b.send(path, nil, fields...)
}

func (b *browser) send(path string, headers map[string]string, fields ...string) answer {
	b.h.t.Helper()
	values := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		values.Add(fields[i], fields[i+1])
	}
	req, err := http.NewRequestWithContext(b.h.ctx, http.MethodPost, b.h.url+path, strings.NewReader(values.Encode()))
	b.h.must(err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for name, value := range headers {
		req.Header.Set(name, value)
	}
	return b.do(req)
}

func (a answer) wants(t testing.TB, status int, texts ...string) {
	t.Helper()
	if a.StatusCode != status {
		t.Errorf("%s %s: %d, want %d\n%s", a.Request.Method, a.Request.URL.Path, a.StatusCode, status, cut(a.Text))
	}
	for _, want := range texts {
		if !strings.Contains(a.Text, want) {
			t.Errorf("%s %s: no %q in\n%s", a.Request.Method, a.Request.URL.Path, want, cut(a.Text))
		}
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func cut(s string) string {
	if i := strings.Index(s, "<main"); i > 0 {
		s = s[i:]
	}
	return s[:min(len(s), 1500)]
}

func noticeOf(h *house, text string) league.Notice {
	return league.Notice{League: h.of.ID, Key: "panel", Text: text}
}

func query(t testing.TB, path string) url.Values {
	t.Helper()
	u, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query()
}

// counting is a store that counts its transactions.
type counting struct {
	store.Store
	n *atomic.Int64
}

func (c counting) View(ctx context.Context, fn func(context.Context, store.Tx) error) error {
	c.n.Add(1)
	return c.Store.View(ctx, fn)
}

func (c counting) Update(ctx context.Context, fn func(context.Context, store.Tx) error) error {
	c.n.Add(1)
	return c.Store.Update(ctx, fn)
}

func counted(t testing.TB, n *atomic.Int64) store.Store { return counting{sqlitetest.Open(t), n} }

// restart stops a house and opens another one on the same database and the same port.
func (h *house) restart() *house {
	h.t.Helper()
	h.stop()
	port := strings.TrimPrefix(h.url, "http://")
	again := serve(h.t, h.store, func(o *web.Options) { o.Listen = port })
	again.of, again.admin, again.owner = h.of, h.admin, h.owner
	again.now = h.clock()
	return again
}
