package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"
	"time"

	"matchday/app/discord"
	"matchday/app/fault"
)

// stopTime is how long stopping may take before the process ends whatever is still running.
const stopTime = 10 * time.Second

type serveVerb struct{}

// Run serves until the process is told to stop.
func (serveVerb) Run(c *call) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	log := newLogger(c.Stderr, cfg.Log)
	a, err := Open(c.ctx, cfg, log)
	if err != nil {
		return err
	}
	if err := a.greet(c.ctx); err != nil {
		return errors.Join(err, a.Close())
	}
	return a.serve(c.ctx)
}

// serve runs the app and closes it, within stopTime of being told to stop.
func (a *App) serve(ctx context.Context) error {
	ended := make(chan error, 1)
	go func() { ended <- errors.Join(a.Run(ctx), a.Close()) }()
	select {
	case err := <-ended:
		return a.explain(err)
	case <-ctx.Done():
	}
	select {
	case err := <-ended:
		return a.explain(err)
	case <-time.After(stopTime):
		return fmt.Errorf("not everything stopped within %s; what was decided is kept", stopTime)
	}
}

// explain turns what can be wrong with an address into what the operator can do.
func (a *App) explain(err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("another program listens on %s already; stop it, or choose another address with --listen", a.cfg.Server.Listen)
	}
	return err
}

// greet tells the operator what to do next: invite the bot, and where the pages are, by a one-time link while there is no
// owner.
func (a *App) greet(ctx context.Context) error {
	if a.bot == nil {
		a.log.Info("there is no Discord token, so there is no bot; set discord.token to have one")
	} else if invite := a.bot.Invite(); invite != "" {
		permissions, intents := discord.Wants()
		a.log.Info("invite the bot to your server with this link; it asks for what it uses and nothing else. The Server Members intent is switched on in Discord's developer portal, under Bot",
			"link", invite, "permissions", permissions, "intents", intents)
	}
	token, err := a.league.SetupLink(ctx)
	if fault.Is(err, fault.Closed) {
		a.log.Info("sign in on the pages", "link", a.cfg.address("/admin"))
		return nil
	}
	if err != nil {
		return err
	}
	a.log.Info("nobody owns this Matchday yet; open this link once, within 30 minutes", "link", a.cfg.address("/setup/"+token))
	return nil
}

// address returns the address of a path as people reach it.
func (c Config) address(path string) string {
	if c.Server.PublicURL != "" {
		return strings.TrimSuffix(c.Server.PublicURL, "/") + path
	}
	return c.localAddress(path)
}

// localAddress returns the address of a path on this machine.
func (c Config) localAddress(path string) string {
	host, port, err := net.SplitHostPort(c.Server.Listen)
	if err != nil {
		return path
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	scheme := "http://"
	if c.Server.TLSCert != "" {
		scheme = "https://"
	}
	return scheme + net.JoinHostPort(host, port) + path
}
