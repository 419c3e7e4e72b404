package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"time"

	"matchday/app/sandbox/discord"
	"matchday/app/sandbox/discord/world"
)

// The pace of a page that is kept up to date: changes are gathered for a moment, and the clock is looked at each second.
const (
	gather    = 40 * time.Millisecond
	lookAgain = time.Second
)

// change is a message that is new, changed, or gone when Message is nil.
type change struct {
	Channel string        `json:"channel"`
	ID      string        `json:"id"`
	Message *discord.Seen `json:"message"`
}

// live keeps a page up to date by server-sent events: "state" is what a person sees, "messages" what has changed since,
// "unread" who has direct messages to read, "sheet" the spreadsheet, "clock" the time. A page that is slow gets fewer and larger changes.
func (s *Sandbox) live(w http.ResponseWriter, r *http.Request) {
	user, err := s.me(r.URL.Query().Get("user"))
	if err != nil {
		tell(w, err)
		return
	}
	flush := http.NewResponseController(w)
	watch := s.opt.Discord.Watch()
	defer watch.Stop()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	p := &page{box: s, user: user, book: r.URL.Query().Get("book"), send: func(event string, v any) error {
		text, err := json.Marshal(v)
		if err != nil {
			return err
		}
		_ = flush.SetWriteDeadline(time.Now().Add(10 * time.Second)) // an error shows in the write
		if _, err := fmt.Fprintf(w, "event: %s\ndata: %s\n\n", event, text); err != nil {
			return err
		}
		return flush.Flush()
	}}
	p.run(r, watch)
}

// page is one page that is kept up to date.
type page struct {
	box    *Sandbox
	user   string
	book   string // the spreadsheet that is open; the first one when empty
	sheet  []byte // as it was sent
	unread map[string]int
	send   func(event string, v any) error
	links  Links
	faults int
	shown  time.Time // what the page believes the time to be, and since when
	since  time.Time
}

func (p *page) run(r *http.Request, watch *world.Watch) {
	changed := p.box.sheetChanged()
	if p.state() != nil || p.tellSheet() != nil {
		return
	}
	look := time.NewTicker(lookAgain)
	defer look.Stop()
	for {
		var err error
		select {
		case <-r.Context().Done():
			return
		case <-p.box.done:
			return
		case <-look.C:
			err = p.look()
		case <-watch.C:
			wait(r)
			err = p.tell(watch.Take())
		case <-changed:
			wait(r)
			changed = p.box.sheetChanged()
			err = p.tellSheet()
		}
		if err != nil {
			return // the browser has gone
		}
	}
}

// wait lets more changes come together.
func wait(r *http.Request) {
	pause := time.NewTimer(gather)
	defer pause.Stop()
	select {
	case <-pause.C:
	case <-r.Context().Done():
	}
}

// tellSheet sends the spreadsheet if it is another than was sent; one that is gone gives its place to the first.
func (p *page) tellSheet() error {
	sheet, err := p.box.sheet(p.book)
	if err != nil {
		if sheet, err = p.box.sheet(""); err != nil {
			return err
		}
	}
	text, err := json.Marshal(sheet)
	if err != nil || bytes.Equal(text, p.sheet) {
		return err
	}
	p.sheet = text
	return p.send("sheet", json.RawMessage(text))
}

func (p *page) state() error {
	p.unread = p.box.unread()
	st := p.box.read(p.user)
	p.links, p.faults, p.shown, p.since = st.Links, failing(st.Faults), st.Now, time.Now()
	return p.send("state", st)
}

// tell sends what has changed: messages one by one, anything else as a whole.
func (p *page) tell(keys []world.Key) error {
	changes := []change{}
	for _, k := range keys {
		if k.Kind == world.ModalKey && k.ID != p.user {
			continue
		}
		if k.Kind != world.MessageKey {
			return p.state()
		}
		m := p.box.opt.Discord.See(p.user, k.ID)
		if m == nil && !p.sees(k.In) {
			continue
		}
		changes = append(changes, change{k.In, k.ID, m})
	}
	if unread := p.box.unread(); !maps.Equal(unread, p.unread) {
		p.unread = unread
		if err := p.send("unread", unread); err != nil {
			return err
		}
	}
	if len(changes) == 0 {
		return nil
	}
	return p.send("messages", changes)
}

func (p *page) sees(channel string) bool {
	_, err := p.box.opt.Discord.Channel(p.user, channel)
	return err == nil
}

func failing(all map[string]map[string]float64) (n int) {
	for _, kinds := range all {
		n += len(kinds)
	}
	return n
}

// look sends the time when it has jumped or runs at another speed than the page believes, and everything when a link or a
// fault has come or gone.
func (p *page) look() error {
	if links := p.box.opt.Links(); !reflect.DeepEqual(links, p.links) || failing(p.box.faults()) != p.faults {
		return p.state()
	}
	now, believed := p.box.opt.Clock(), p.shown.Add(time.Since(p.since))
	if off := now.Sub(believed); off > -300*time.Millisecond && off < 300*time.Millisecond {
		return nil
	}
	p.shown, p.since = now, time.Now()
	return p.send("clock", map[string]time.Time{"now": now})
}
