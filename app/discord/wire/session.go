package wire

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// readerLimit is how long to wait for the library's reader to come back to a connection that has ended. It does not when
// more was sent behind a wish to reconnect, and then it has nothing more to decide.
const readerLimit = 100 * time.Millisecond

// session is one discordgo session. It may be opened several times, which resumes it, but is thrown away when anything
// about it is in doubt.
type session struct {
	discord *discordgo.Session
	line    *line
	down    chan struct{} // the library has given the connection up
}

// begin makes a session that is not open yet.
func (g *Gateway) begin(on func(any)) *session {
	d, _ := discordgo.New("Bot " + g.token) // it never fails
	s := &session{discord: d, line: &line{official: g.api.official(), override: g.override}, down: make(chan struct{}, 1)}
	g.mu.Lock()
	g.state.Sessions++
	d.Identify.Intents = Intents(g.state.Members)
	g.mu.Unlock()
	d.Client = &http.Client{Transport: g.api}
	d.Dialer = s.line.dialer()
	d.StateEnabled, d.ShouldReconnectOnError, d.ShouldReconnectVoiceOnSessionError = false, false, false
	d.SyncEvents = true // only to hand events on, see the package comment
	d.LogLevel = -1     // it would print past our log
	s.listen(func(event any) { g.guarded(on, event) })
	return s
}

// listen registers for the events that the bot acts on.
func (s *session) listen(on func(any)) {
	d := s.discord
	d.AddHandler(func(_ *discordgo.Session, _ *discordgo.Disconnect) {
		select {
		case s.down <- struct{}{}:
		default:
		}
	})
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.Ready) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.InteractionCreate) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildCreate) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildUpdate) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildDelete) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildMemberAdd) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildMemberUpdate) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildMemberRemove) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildRoleCreate) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildRoleUpdate) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildRoleDelete) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.ChannelCreate) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.ChannelUpdate) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.ChannelDelete) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.MessageDelete) { on(e) })
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.MessageDeleteBulk) { on(e) })
}

// open connects, and resumes when there is something to resume. When it returns errStuck, a goroutine of the library
// may hang in this session for ever.
func (s *session) open(ctx context.Context, limit time.Duration) error {
	select {
	case <-s.down:
	default:
	}
	done := make(chan error, 1)
	go func() { done <- s.discord.Open() }()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case err := <-done:
		if errors.Is(err, discordgo.ErrWSAlreadyOpen) { // a late word of the connection before this one
			return nil
		}
		return err
	case <-timer.C:
	case <-ctx.Done():
	}
	s.line.cut()
	return errStuck
}

// watch returns why the connection ended: the gateway closed it, it went quiet, or ctx ended.
func (s *session) watch(ctx context.Context, quiet time.Duration) error {
	ticker := time.NewTicker(max(quiet/8, 10*time.Millisecond))
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.down:
			s.line.ended(readerLimit)
			return errDropped
		case <-ticker.C:
			if s.line.quiet() > quiet {
				return s.hangUp(quiet)
			}
		}
	}
}

// hangUp gives a quiet connection up. The library notices the cut and lets go; when it does not, the session is stuck.
func (s *session) hangUp(limit time.Duration) error {
	s.line.cut()
	timer := time.NewTimer(max(limit, 3*time.Second))
	defer timer.Stop()
	select {
	case <-s.down:
		s.line.ended(readerLimit)
		return errQuiet
	case <-timer.C:
		return errStuck
	}
}

// resumable reports whether the session may be opened again after err. A refusal by the gateway needs a new one.
func (s *session) resumable(err error) bool { return !errors.Is(err, errStuck) && closeCode(err) == 0 }

// close says goodbye, so that the bot is shown as offline at once, and does not wait longer than that takes.
func (s *session) close() {
	if s == nil {
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = s.discord.Close() // it only tells how the goodbye went
	}()
	select {
	case <-done:
	case <-time.After(1500 * time.Millisecond):
	}
	s.line.cut()
}
