package app

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"matchday/app/graphic"
	"matchday/app/league"
	"matchday/app/sandbox/discord"
	"matchday/app/studio"
	"matchday/store"
	"matchday/store/postgres/pgtest"
)

// beside starts another Matchday on the same database.
func (h *house) beside() *house {
	h.t.Helper()
	l, _, err := freePort(0)
	if err != nil {
		h.t.Fatal(err)
	}
	other := &house{t: h.t, world: h.world, discord: h.discord, config: h.config, address: "http://" + l.Addr().String()}
	other.config.Dir, other.config.Listen = h.t.TempDir(), l.Addr().String()
	_ = l.Close() // the child takes it
	other.start("")
	h.t.Cleanup(other.end)
	other.ready()
	return other
}

// ready waits until the child says that it is.
func (h *house) ready() {
	h.t.Helper()
	for range 400 {
		if res, err := http.Get(h.address + "/readyz"); err == nil {
			_ = res.Body.Close() // its status is all that is wanted
			if res.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(25 * time.Millisecond)
	}
	h.t.Fatal("the process never became ready")
}

// key returns the key of an overlay.
func (h *house) key(kind graphic.Kind) (key string) {
	h.t.Helper()
	h.closed(func(_ store.Store, _ *league.League, s *studio.Studio) {
		list, err := s.Graphics(h.t.Context(), h.console(), 1)
		if err != nil {
			h.t.Fatal(err)
		}
		i := slices.IndexFunc(list, func(g graphic.Graphic) bool { return g.Kind == kind })
		key = list[i].Key
	})
	return key
}

// public returns what the open interface says of the tournament.
func (h *house) public() string {
	h.t.Helper()
	res, err := http.Get(h.address + "/api/v1/tournaments/1/standings")
	if err != nil {
		h.t.Fatal(err)
	}
	defer res.Body.Close()
	var body json.RawMessage
	if err := json.NewDecoder(res.Body).Decode(&body); err != nil || res.StatusCode != http.StatusOK {
		h.t.Fatalf("%s: %v", res.Status, err)
	}
	return string(body)
}

// TestTwoProcessesOnOnePostgreSQL lets two serve one league: one has the bot, both have the pages and overlays, and when
// the one is killed the other takes the bot over.
func TestTwoProcessesOnOnePostgreSQL(t *testing.T) {
	t.Parallel()
	one := newHouse(t, pgtest.URL(t), "")
	one.ready()
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	if err := one.discord.WaitConnected(ctx); err != nil {
		t.Fatal(err)
	}
	two := one.beside()
	if n := one.discord.Connected(); n != 1 {
		t.Fatalf("%d bots are connected", n)
	}
	screen := openScreen(t, two.address, one.key(graphic.CheckIn))
	one.register(0)
	screen.until("<b data-count>1</b><small>not yet</small>")
	if got := two.public(); !strings.Contains(got, one.name(0)) {
		t.Errorf("the other process says %s", got)
	}
	panel, err := one.panel(func(m *discord.Seen) bool { return strings.Contains(m.Text, "**1** of 3 seats") })
	if err != nil {
		t.Fatal(err)
	}

	if err := one.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-one.gone
	two.register(1) // insists until the other has taken over
	screen.until("<b data-count>2</b><small>not yet</small>")
	now, err := two.panel(func(m *discord.Seen) bool { return strings.Contains(m.Text, "**2** of 3 seats") })
	if err != nil || now.ID != panel.ID {
		t.Errorf("the panel is %+v, %v", now, err)
	}

	three := two.beside() // the one comes back, and stands in line
	two.register(2)
	if got := three.public(); strings.Count(got, `"name"`) < 3 {
		t.Errorf("the one that came back says %s", got)
	}
	if n := one.discord.Connected(); n != 1 {
		t.Errorf("%d bots are connected", n)
	}
	opened := 0
	for _, m := range one.discord.Messages(one.world.channel) {
		if strings.Contains(m.Text, "Registration for") && !m.Ephemeral && !m.Pinned {
			opened++
		}
	}
	if opened > 1 {
		t.Errorf("the opening of registration was told %d times", opened)
	}
	if panels := len(slices.DeleteFunc(one.discord.Messages(one.world.channel), func(m *discord.Seen) bool { return !m.Pinned })); panels != 1 {
		t.Errorf("there are %d panels", panels)
	}
}
