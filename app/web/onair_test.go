package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"matchday/app/graphic"
	"matchday/app/web"
)

// key is the key of one of a tournament's graphics.
func (h *house) key(id int64, kind graphic.Kind) (key string, number int64) {
	h.t.Helper()
	list, err := h.studio.Graphics(h.ctx, h.admin, id)
	h.must(err)
	for _, g := range list {
		if g.Kind == kind {
			return g.Key, g.ID
		}
	}
	h.t.Fatalf("no %s", kind)
	return "", 0
}

func TestAnOverlayFollows(t *testing.T) {
	t.Parallel()
	h := open(t, func(o *web.Options) { o.Ping = 50 * time.Millisecond })
	id := h.checkingIn()
	key, _ := h.key(id, graphic.CheckIn)
	b := h.visitor()
	b.get("/overlay/"+key).wants(t, 200, `data-socket="/ws/overlay/`+key, `id="picture"`, `data-seq="`)
	l := b.socket("/ws/overlay/" + key)
	l.until(`id="picture"`)
	h.checkIn1(id, 1)
	l.until(`data-seq="` + itoa(h.board(id).Seq) + `"`)
	// The page hears from us even when nothing changes.
	select {
	case body := <-l.news:
		if body != "" {
			t.Errorf("a beat is %q", body)
		}
	case <-time.After(30 * time.Second):
		t.Error("no beat")
	}
}

func TestAnUnknownKeyIsTransparentAndGoesOnAsking(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, key := range []string{"unknown", "x", "..%2f..", "%3Cscript%3E"} {
		a := h.visitor().get("/overlay/" + key + "?debug=1&nonsense=1")
		a.wants(t, 200, `class="overlay"`, "data-socket=", `class="picture nothing"`)
		for _, word := range []string{"sign-in", "Not here", "error", "<script>alert"} {
			if strings.Contains(strings.ToLower(a.Text), word) {
				t.Errorf("%s: the page says %q", key, word)
			}
		}
	}
	if _, res, err := h.visitor().dial("/ws/overlay/unknown"); err == nil || res.StatusCode != http.StatusNotFound {
		t.Errorf("a socket for an unknown key: %v, %v", res, err)
	}
}

func TestANewAddressEndsTheOldOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	old, number := h.key(id, graphic.Standings)
	l := h.visitor().socket("/ws/overlay/" + old)
	l.until(`id="picture"`)
	staff, at := h.signedIn(h.owner), "/admin/t/"+itoa(id)
	staff.get(at+"/overlays").wants(t, 200, h.url+"/overlay/"+old, "Width 1920, height 1080", "“Use custom frame rate” off", "1 screen shows it")
	staff.post(at+"/overlays/rotate", "graphic", itoa(number)).wants(t, 200, "Standings has a new address")
	if code := l.closed(); code != 1000 {
		t.Errorf("closed with %d", code)
	}
	if _, _, err := h.visitor().dial("/ws/overlay/" + old); err == nil {
		t.Error("the old address still works")
	}
	fresh, _ := h.key(id, graphic.Standings)
	if fresh == old {
		t.Fatal("the key is the same")
	}
	h.visitor().socket("/ws/overlay/" + fresh).until(`id="picture"`)
	a := staff.get(at + "/overlays/" + itoa(number) + "/file")
	a.wants(t, 200, "location.replace(overlay)", fresh)
	if got := a.Header.Get("Content-Disposition"); !strings.Contains(got, "standings.html") {
		t.Errorf("disposition %q", got)
	}
}

func TestPreviewsAreNoScreens(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.checkingIn()
	key, _ := h.key(id, graphic.Standings)
	h.visitor().socket("/ws/overlay/" + key + "?preview=1").until(`id="picture"`)
	a := h.signedIn(h.owner).get("/admin/t/" + itoa(id) + "/overlays")
	a.wants(t, 200, "no screen shows it")
	if strings.Contains(a.Text, "1 screen shows it") {
		t.Error("the preview counts")
	}
}
