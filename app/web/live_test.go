package web_test

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/fasthttp/websocket"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web"
	"matchday/app/web/live"
)

// line is a socket that somebody opened. What arrives is in news; it is closed with the socket.
type line struct {
	*websocket.Conn
	t     testing.TB
	news  chan string
	ended chan error
}

// socket opens a socket as a browser with these cookies does.
func (b *browser) socket(path string, headers ...string) *line {
	b.h.t.Helper()
	conn, res, err := b.dial(path, headers...)
	if err != nil {
		status := 0
		if res != nil {
			status = res.StatusCode
		}
		b.h.t.Fatalf("%s: %v (%d)", path, err, status)
	}
	l := &line{conn, b.h.t, make(chan string, 256), make(chan error, 1)}
	go func() {
		defer close(l.news)
		for {
			_, body, err := conn.ReadMessage()
			if err != nil {
				l.ended <- err
				return
			}
			l.news <- string(body)
		}
	}()
	b.h.t.Cleanup(func() { conn.Close() })
	return l
}

func (b *browser) dial(path string, headers ...string) (*websocket.Conn, *http.Response, error) {
	h := http.Header{}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	d := websocket.Dialer{Jar: b.Jar, HandshakeTimeout: 10 * time.Second, EnableCompression: true}
	return d.DialContext(b.h.ctx, "ws"+strings.TrimPrefix(b.h.url, "http")+path, h)
}

// until reads what arrives until a message holds a text.
func (l *line) until(want string) string {
	l.t.Helper()
	timeout := time.After(20 * time.Second)
	for last := ""; ; {
		select {
		case body, ok := <-l.news:
			if !ok {
				l.t.Fatalf("the socket ended before %q; last: %s", want, last)
			}
			if last = body; strings.Contains(body, want) {
				return body
			}
		case <-timeout:
			l.t.Fatalf("no %q; last: %s", want, last)
		}
	}
}

// closed waits for the end and returns the code with which the server closed.
func (l *line) closed() int {
	l.t.Helper()
	select {
	case err := <-l.ended:
		var closing *websocket.CloseError
		if errors.As(err, &closing) {
			return closing.Code
		}
		l.t.Fatalf("ended without a goodbye: %v", err)
	case <-time.After(20 * time.Second):
		l.t.Fatal("the socket is still open")
	}
	return 0
}

// checkingIn is a tournament in check-in with eight players of whom nobody is here.
func (h *house) checkingIn() (id int64) {
	h.t.Helper()
	b := h.create(func(p *tournament.Plan) { p.Rules.Cap = 8 })
	for n := 1; n <= 8; n++ {
		h.register(b.Tournament.ID, n)
	}
	h.step(h.step(b, tournament.StepCloseRegistration), tournament.StepOpenCheckIn)
	return b.Tournament.ID
}

func TestABoardFollowsByItself(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	b := h.visitor()
	l := b.socket("/ws/t/" + itoa(id) + "/players")
	l.until("0 of 8 are here")
	h.checkIn1(id, 1)
	body := l.until("1 of 8 are here")
	if !strings.Contains(body, `<div hx-swap-oob="morph" class="part" id="board">`) || !strings.Contains(body, `hx-swap-oob="morph" id="stand"`) {
		t.Errorf("no place for the parts in %s", body[:200])
	}
	// Who reads a page that is current is sent nothing before something changes.
	page := b.get("/t/" + itoa(id) + "/players").Text
	address := regexp.MustCompile(`ws-connect="([^"]*)"`).FindStringSubmatch(page)[1]
	second := b.socket(strings.ReplaceAll(address, "&amp;", "&"))
	h.checkIn1(id, 2)
	if first := second.until("are here"); !strings.Contains(first, "2 of 8 are here") {
		t.Errorf("the page was sent again: %s", first[:200])
	}
}

func TestTheReadersOwnRowFollowsToo(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	b := h.visitor()
	me := h.player(4).Person
	b.post("/t/"+itoa(id)+"/me", "person", itoa(me)).wants(t, 200, "You: Ivy", "Check-in is open until 6:59 PM")
	l := b.socket("/ws/t/" + itoa(id) + "/players")
	l.until("You: Ivy")
	h.checkIn1(id, 4)
	l.until("You&#39;re checked in. Lobbies come after check-in.")
	other := h.visitor().socket("/ws/t/" + itoa(id) + "/players")
	if body := other.until("are here"); strings.Contains(body, "You: ") {
		t.Error("somebody's own row is sent to everybody")
	}
	h.checkIn1(id, 5)
	l.until("2 of 8 are here")
	select {
	case body := <-l.news:
		if strings.Contains(body, "You: ") {
			t.Error("a row that did not change is sent again")
		}
	default:
	}
}

func TestStaffPagesFollowByRole(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	helper := h.as(person.Helper).socket("/ws/admin/t/" + itoa(id) + "/players")
	viewer := h.as(person.Viewer).socket("/ws/admin/t/" + itoa(id) + "/players")
	if body := helper.until("night-main"); !strings.Contains(body, "/check-in") || !strings.Contains(body, "Close check-in") {
		t.Error("a helper is not offered what they may do")
	}
	if body := viewer.until("night-main"); strings.Contains(body, "<form") {
		t.Error("a viewer is offered a form")
	}
	h.checkIn1(id, 1)
	for _, l := range []*line{helper, viewer} {
		if body := l.until("moonpetal</bdi></b> checked in"); !strings.Contains(body, `id="lately"`) {
			t.Error("what happened is not beside it")
		}
	}
}

func TestTheFirstPageFollowsEverything(t *testing.T) {
	t.Parallel()
	h := open(t)
	l := h.signedIn(h.owner).socket("/ws/admin")
	l.until("tonight-others")
	id := h.create(nil).Tournament.ID
	l.until("Holidaze Cup")
	h.register(id, 1)
	l.until("moonpetal")
	h.must(h.Report(h.ctx, noticeOf(h, "The bot may not post.")))
	l.until("The bot may not post.")
	h.must(h.Settle(h.ctx, h.of.ID, "panel"))
	l.until("tonight-notices")
	l.until("Everything follows") // by the clock, not by an event
}

func TestASocketOfStaffNeedsASessionThatGoesOn(t *testing.T) {
	t.Parallel()
	h := open(t, func(o *web.Options) { o.Ping = 50 * time.Millisecond })
	id := h.checkingIn()
	for path, want := range map[string]int{"/ws/admin": 401, "/ws/admin/t/" + itoa(id) + "/players": 401} {
		if _, res, err := h.visitor().dial(path); err == nil || res == nil || res.StatusCode != want {
			t.Errorf("%s without a session: %v, %v", path, res, err)
		}
	}
	if _, res, err := h.as(person.Player).dial("/ws/admin"); err == nil || res.StatusCode != http.StatusForbidden {
		t.Errorf("a player: %v, %v", res, err)
	}
	b := h.as(person.Helper)
	l := b.socket("/ws/admin/t/" + itoa(id) + "/players")
	l.until("night-main")
	h.must(h.SetRoles(h.ctx, person.Actor{League: h.of.ID, Roles: person.Owner}, h.player(500+int(person.Helper)).Person, person.Viewer))
	if code := l.closed(); code != websocket.CloseNormalClosure {
		t.Errorf("closed with %d when the roles changed", code)
	}
	l = b.socket("/ws/admin/t/" + itoa(id) + "/players")
	l.until("night-main")
	b.post("/sign-out")
	l.closed()
}

func TestASocketOfAnotherSiteIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t, func(o *web.Options) { o.PublicURL = "https://league.example" })
	id := h.checkingIn()
	path := "/ws/t/" + itoa(id) + "/players"
	for origin, ok := range map[string]bool{h.url: true, "https://league.example": true, "https://evil.example": false, "null": false, "http://127.0.0.1:1": false} {
		conn, res, err := h.visitor().dial(path, "Origin", origin)
		if (err == nil) != ok {
			t.Errorf("origin %s: %v", origin, err)
		}
		if conn != nil {
			conn.Close()
		} else if res.StatusCode != http.StatusForbidden {
			t.Errorf("origin %s: %d", origin, res.StatusCode)
		}
	}
	h.visitor().get(path).wants(t, 426, "live connection")
}

func TestStoppingLetsPagesComeBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	var lines []*line
	for range 20 {
		l := h.visitor().socket("/ws/t/" + itoa(id) + "/players")
		l.until("are here")
		lines = append(lines, l)
	}
	start := time.Now()
	h.stop()
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("stopping took %s", took)
	}
	for _, l := range lines {
		if code := l.closed(); code != websocket.CloseServiceRestart {
			t.Errorf("closed with %d, want 1012", code)
		}
	}
}

func TestASlowViewerDelaysNobody(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	path := "/ws/t/" + itoa(id) + "/players"
	for range 5 { // they never read
		conn, _, err := h.visitor().dial(path)
		h.must(err)
		defer conn.Close()
	}
	fast := h.visitor().socket(path)
	fast.until("are here")
	for round := range 30 {
		n := 1 + round%8
		if _, err := h.CheckIn(h.ctx, h.player(n), id); err != nil {
			t.Fatal(err)
		}
		fast.until("1 of 8 are here")
		if _, err := h.CheckOut(h.ctx, h.player(n), id); err != nil {
			t.Fatal(err)
		}
		fast.until("0 of 8 are here")
	}
}

func TestTheNewestFrameWins(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	var lines []*line
	for range 50 {
		lines = append(lines, h.visitor().socket("/ws/t/"+itoa(id)+"/players"))
	}
	for n := 1; n <= 8; n++ {
		h.checkIn1(id, n)
	}
	for _, l := range lines {
		l.until("8 of 8 are here")
	}
}

func TestHaveIsReadBack(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/?", "/?store=x", "/?seq=-1", "/?seq=abc&store=x", "/?store=" + strings.Repeat("x", 100) + "&seq=1"} {
		if p := live.ReadHave(query(t, path)); p.Seq != 0 {
			t.Errorf("%s reads as %+v", path, p)
		}
	}
	if p := live.ReadHave(query(t, "/?"+live.Have("a b", 7))); p.Store != "a b" || p.Seq != 7 {
		t.Errorf("got %+v", p)
	}
}

func TestScenesThatDoNotExist(t *testing.T) {
	t.Parallel()
	if _, err := (live.Scenes{}).Draw(context.Background(), "nothing/1"); err == nil {
		t.Error("drawn")
	}
}
