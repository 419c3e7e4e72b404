// Package web is Matchday in the browser: the public boards on phones, the staff pages, the overlays that OBS shows, and
// the API. It and its children are the only importers of fiber; views draws everything that a person sees.
//
//	guard   headers, origins, large bodies, tries that come too fast
//	visit   one request: who asks, what was typed, how it is answered
//	live    sockets, and the scenes that keep open pages true
//	door    setting up, signing in, one's own account
//	public  the list and the boards that everybody may see
//	onair   overlays
//	night   a tournament's staff page
//	sheet   the pages of its Google Sheet, and the hook that the Sheet calls
//	admin   the other staff pages
//	api     JSON, and whether Matchday is well
package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"matchday/app/feed"
	"matchday/app/league"
	"matchday/app/league/edits"
	"matchday/app/overlay"
	"matchday/app/studio"
	"matchday/app/web/admin"
	"matchday/app/web/api"
	"matchday/app/web/door"
	"matchday/app/web/guard"
	"matchday/app/web/live"
	"matchday/app/web/night"
	"matchday/app/web/onair"
	"matchday/app/web/public"
	"matchday/app/web/sheet"
	"matchday/app/web/visit"
)

// Check is one thing without which Matchday is not ready, Discord how the bot fares, Sheets how the exchange with Google does.
type (
	Check   = api.Check
	Discord = api.Discord
	Sheets  = api.Sheets
)

// Google is what the pages of a Sheet need of the Sheets API.
type Google = sheet.Google

// Options are what the web is made from.
type Options struct {
	League *league.League
	Studio *studio.Studio
	Hub    func(overlay.Draw) *overlay.Hub // makes the hub that shows what this package draws; the caller adds it to the feed
	Log    *slog.Logger

	Listen         string   // host:port; port 0 takes a free one
	PublicURL      string   // where people reach it; empty: whatever host they ask for
	TrustedProxies []string // addresses whose X-Forwarded headers are believed
	TLSCert        string   // with TLSKey: files of a certificate; empty serves plain HTTP
	TLSKey         string
	Version        string
	Ping           time.Duration // how often a socket is asked whether it is there; 0 means as is fit for proxies
	FrameAncestors []string      // origins besides our own that may frame overlays: the sandbox page of the demo

	Checks  []Check              // what /readyz asks
	Status  func() []feed.Status // of the followers; nil for none
	Discord func() Discord       // nil for none
	Sheets  func() Sheets        // nil for none
	Book    *edits.Book          // of the tournaments' Sheets
	Google  Google               // nil when Sheets are not set up
}

// Web is a web server that does not listen until Listen or Start.
type Web struct {
	o       Options
	app     *fiber.App
	hub     *overlay.Hub
	sockets *live.Sockets

	mu       sync.Mutex
	listener net.Listener
}

// The times of a connection, and how long stopping may take.
const (
	readTime  = 15 * time.Second
	writeTime = 30 * time.Second
	idleTime  = 75 * time.Second
	stopTime  = 6 * time.Second
)

// maxBody is the largest body that is read: a form with a pasted list is far smaller.
const maxBody = 256 << 10

// New returns a web server. An error names an address that cannot be used.
func New(o Options) (*Web, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	origins, err := guard.NewOrigins(o.PublicURL)
	if err != nil {
		return nil, fmt.Errorf("public_url: %w", err)
	}
	from, err := guard.NewAddresses(o.TrustedProxies)
	if err != nil {
		return nil, err
	}
	desk := &visit.Desk{From: from, League: o.League, Log: o.Log, Secure: o.secure(), Version: o.Version}
	w := &Web{o: o}
	w.app = fiber.New(fiber.Config{
		DisableStartupMessage: true, Immutable: true, CaseSensitive: true, StrictRouting: true,
		StreamRequestBody: true, BodyLimit: maxBody, ErrorHandler: desk.Explain,
		ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime, ReadBufferSize: 16 << 10,
		EnableTrustedProxyCheck: true, TrustedProxies: o.TrustedProxies,
	})
	w.routes(desk, origins)
	return w, nil
}

// routes connects addresses with those who answer them.
func (w *Web) routes(desk *visit.Desk, origins *guard.Origins) {
	o := w.o
	health := &api.Health{Checks: o.Checks, Status: o.Status, Discord: o.Discord, Sheets: o.Sheets, Log: o.Log}
	nights := night.New(desk, o.Studio, o.Book, o.PublicURL)
	sheets := sheet.New(desk, sheet.Options{Night: nights, Book: o.Book, Google: o.Google, Public: o.PublicURL})
	staff := admin.New(desk, admin.Options{Night: nights, Book: o.Book, Status: o.Status, Discord: o.Discord})
	boards, air, doors := public.New(desk), onair.New(desk, o.Studio), door.New(desk)
	w.hub = o.Hub(live.Scenes{"board": boards.Draw, "night": nights.Draw, "sheet": sheets.Draw, "tonight": staff.Draw, "overlay": air.Draw}.Draw)
	w.sockets = live.NewSockets(w.hub, o.Log, o.Ping)

	r := w.app
	r.Use(desk.Recover, guard.Headers(o.secure(), o.FrameAncestors), desk.Begin, guard.Body(maxBody))
	sheets.HookRoutes(r) // signed, and nobody is signed in: the origin says nothing about it
	r.Use(origins.Changes)
	r.Use("/ws", origins.Sockets)
	files(r, desk)
	api.New(desk, health).Routes(r)
	air.Routes(r, w.sockets)
	doors.Routes(r)
	doors.AccountRoutes(r.Group("/admin/account", desk.SignedIn))
	live := r.Group("/ws/admin", desk.SignedIn, desk.Staff)
	live.Get("", desk.Handle(staff.Socket))
	live.Get("/t/:id", desk.Handle(nights.Socket))
	live.Get("/t/:id/sheet", desk.Handle(sheets.Socket))
	live.Get("/t/:id/:view", desk.Handle(nights.Socket))
	pages := r.Group("/admin", desk.SignedIn, desk.Staff)
	staff.Routes(pages, w.hub, w.sockets)
	nights.ListRoutes(pages.Group("/tournaments"))
	nights.Routes(pages.Group("/t/:id"), w.hub, w.sockets)
	sheets.Routes(pages.Group("/t/:id/sheet"), w.sockets)
	boards.Routes(r, w.sockets)
	r.Use(func(*fiber.Ctx) error { return fiber.ErrNotFound })
}

// secure reports whether browsers come by https.
func (o Options) secure() bool {
	return strings.HasPrefix(o.PublicURL, "https://") || o.PublicURL == "" && o.TLSCert != ""
}

// Hub returns what shows scenes to viewers. It is to be added to the feed as a live view.
func (w *Web) Hub() *overlay.Hub { return w.hub }

// Listen takes the address, so that URL is known before Start.
func (w *Web) Listen(ctx context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.listener != nil {
		return nil
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", w.o.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", w.o.Listen, err)
	}
	if w.o.TLSCert != "" {
		pair, err := tls.LoadX509KeyPair(w.o.TLSCert, w.o.TLSKey)
		if err != nil {
			return errors.Join(fmt.Errorf("certificate: %w", err), l.Close())
		}
		l = tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12})
	}
	w.listener = l
	return nil
}

// URL returns where the server is reached on this machine, once it listens; without a slash at the end.
func (w *Web) URL() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.listener == nil {
		return ""
	}
	scheme := "http://"
	if w.o.TLSCert != "" {
		scheme = "https://"
	}
	at, ok := w.listener.Addr().(*net.TCPAddr)
	if !ok || at.IP.IsUnspecified() {
		return scheme + net.JoinHostPort("localhost", fmt.Sprint(at.Port))
	}
	return scheme + at.String()
}

// Start serves until ctx ends. It then closes the sockets with 1012, so that pages and overlays come back by themselves,
// lets requests end and returns, within a few seconds: what has not ended by then is cut off.
func (w *Web) Start(ctx context.Context) error {
	if err := w.Listen(ctx); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- w.app.Listener(w.listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	w.sockets.Close(stopping)
	err := w.app.ShutdownWithContext(stopping)
	if errors.Is(err, context.DeadlineExceeded) { // somebody sends or reads too slowly to be waited for
		w.o.Log.Info("requests that did not end were cut off")
		return nil
	}
	if err != nil {
		return fmt.Errorf("stop the web server: %w", err)
	}
	return <-ended
}
