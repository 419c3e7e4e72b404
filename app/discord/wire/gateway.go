package wire

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"runtime/debug"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"matchday/app/fault"
)

// Patience is how long the supervisor waits for what should take moments. The zero value is fit for use.
type Patience struct {
	Open  time.Duration // for HELLO, IDENTIFY or RESUME, and the answer; 0 means 30 s
	Quiet time.Duration // without a byte from the gateway, which sends something every 41 s; 0 means 110 s
	Retry time.Duration // before the second try, doubling to a minute, or to ten seconds while the gateway is not reached; 0 means 1 s
}

// State is how the line to the gateway is.
type State struct {
	Connected bool
	Since     time.Time // when it became so
	Trouble   string    // in words, empty while connected or not tried yet
	Stopped   bool      // for good: trying again is useless until the operator has acted
	Members   bool      // Discord tells who joins, leaves and is renamed
	Sessions  int       // sessions begun, of which more than one tells of trouble
}

// Degraded is handed on as an event when Discord refuses the Server Members intent and the bot goes on without it.
type Degraded struct{}

// Gateway keeps one connection to Discord's gateway.
type Gateway struct {
	token    string
	api      *transport
	override *url.URL
	patience Patience
	log      *slog.Logger

	mu    sync.Mutex
	state State
}

// The ways in which a session ends.
var (
	errDropped = errors.New("the gateway closed the connection")
	errQuiet   = errors.New("the gateway went quiet")
	errStuck   = errors.New("the gateway did not answer in time")
)

// NewGateway returns a gateway that is not connected yet. api and override are the configured api_url and gateway_url.
func NewGateway(token, api, override string, p Patience, log *slog.Logger) (*Gateway, error) {
	t, err := newTransport(api, override)
	if err != nil {
		return nil, err
	}
	g := &Gateway{token: token, api: t, patience: p, log: log, state: State{Members: true}}
	if override != "" {
		if g.override, err = url.Parse(override); err != nil {
			return nil, fmt.Errorf("discord gateway_url: %w", err)
		}
	}
	g.patience.Open = orElse(p.Open, 30*time.Second)
	g.patience.Quiet = orElse(p.Quiet, 110*time.Second)
	g.patience.Retry = orElse(p.Retry, time.Second)
	return g, nil
}

func orElse(d, other time.Duration) time.Duration {
	if d == 0 {
		return other
	}
	return d
}

// State returns how the line is.
func (g *Gateway) State() State {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.state
}

// Run keeps a session open until ctx ends, and hands each event on in the order in which the gateway sent it. on is
// called in the reader: it must not wait. Run returns nil when ctx ends, or a fault that tells the operator why there is
// no use in trying.
func (g *Gateway) Run(ctx context.Context, on func(event any)) error {
	var s *session
	var err error
	for tries := 0; ctx.Err() == nil; tries++ {
		if tries > 0 {
			rest(ctx, g.pause(tries, err))
		}
		if s == nil {
			s = g.begin(on)
		}
		err = s.open(ctx, g.patience.Open)
		if err == nil {
			g.set(true, "")
			began := time.Now()
			err = s.watch(ctx, g.patience.Quiet)
			if time.Since(began) > 10*g.patience.Retry { // one that ends at once is no better than none
				tries = -1
			}
		}
		if ctx.Err() != nil {
			break
		}
		if g.judge(err, on) {
			g.stop(err)
			s.line.cut()
			return whyStopped(err)
		}
		g.log.Warn("discord gateway lost", "err", err, "try", tries+1)
		g.set(false, "Discord's gateway is not reachable. Trying again by itself; the log has the reason.")
		if !s.resumable(err) {
			s.line.cut()
			s = nil
		}
	}
	s.close()
	g.set(false, "stopped")
	return nil //nolint:nilerr // whoever ends ctx wanted it
}

// judge reports whether trying again is useless. A refused intent is given up once.
func (g *Gateway) judge(err error, on func(any)) bool {
	code := closeCode(err)
	g.mu.Lock()
	members := g.state.Members
	if code == disallowedIntents {
		g.state.Members = false
	}
	g.mu.Unlock()
	if code == disallowedIntents && members {
		g.log.Warn("discord refuses the Server Members intent; going on without it")
		on(Degraded{})
		return false
	}
	return code == authenticationFailed || code == invalidIntents || code == disallowedIntents || unauthorized(err)
}

// The close codes after which Discord wants nobody to come back.
const (
	authenticationFailed = 4004
	invalidIntents       = 4013
	disallowedIntents    = 4014
)

func closeCode(err error) int {
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		return closed.Code
	}
	return 0
}

func unauthorized(err error) bool {
	var f *Failure
	return errors.As(failure(err), &f) && f.Status == http.StatusUnauthorized
}

func whyStopped(err error) error {
	switch closeCode(err) {
	case invalidIntents, disallowedIntents:
		return fault.New(fault.Away, "Discord refuses what the bot asks to be told. Update Matchday, and look at the bot's intents in Discord's developer portal.").Because(err)
	}
	return fault.New(fault.Away, "Discord refuses the bot's token. Copy a new one from Discord's developer portal into discord.token and start Matchday again.").Because(err)
}

func (g *Gateway) set(connected bool, trouble string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.state.Connected != connected || g.state.Since.IsZero() {
		g.state.Since = time.Now()
	}
	g.state.Connected, g.state.Trouble = connected, trouble
}

func (g *Gateway) stop(err error) {
	g.set(false, fault.Sentence(whyStopped(err)))
	g.mu.Lock()
	defer g.mu.Unlock()
	g.state.Stopped = true
}

// The longest that the bot waits before it tries again: after the gateway was reached, because Discord counts how many
// sessions a bot begins in a day, and while it was not, because players wait for the end of an outage.
const (
	longest   = time.Minute
	unreached = 10 * time.Second
)

// pause returns how long to wait before the nth try in a row that failed by err, with jitter; nothing before the first.
func (g *Gateway) pause(n int, err error) time.Duration {
	most := unreached
	if reached(err) {
		most = longest
	}
	d := min(g.patience.Retry<<min(n-1, 10), most)
	return d/2 + rand.N(d)
}

// reached reports whether a try that ended in err got as far as the gateway.
func reached(err error) bool {
	return closeCode(err) != 0 || errors.Is(err, errDropped) || errors.Is(err, errQuiet) || errors.Is(err, errStuck)
}

func rest(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// guarded hands an event on and keeps a panic from ending the process: the library calls this in a bare goroutine.
func (g *Gateway) guarded(on func(any), event any) {
	defer func() {
		if p := recover(); p != nil {
			g.log.Error("handling a gateway event panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		}
	}()
	on(event)
}

// IntentNames returns the intents as Discord's developer portal and documentation call them.
func IntentNames() []string {
	var names []string
	for _, i := range []struct {
		bit  discordgo.Intent
		name string
	}{{discordgo.IntentGuilds, "Guilds"}, {discordgo.IntentGuildMessages, "Guild Messages"}, {discordgo.IntentGuildMembers, "Server Members"}} {
		if Intents(true)&i.bit != 0 {
			names = append(names, i.name)
		}
	}
	return names
}

// Intents returns what the bot asks to be told, with or without the privileged list of members.
func Intents(members bool) discordgo.Intent {
	in := discordgo.IntentGuilds | discordgo.IntentGuildMessages
	if members {
		in |= discordgo.IntentGuildMembers
	}
	return in
}
