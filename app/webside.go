package app

import (
	"matchday/app/feed"
	"matchday/app/overlay"
	"matchday/app/web"
)

// addWeb makes the web server and adds the hub that keeps its pages and the overlays true to the feed.
func (a *App) addWeb(framers []string) error {
	c := a.cfg.Server
	o := web.Options{
		League: a.league, Studio: a.studio, Log: a.log, Version: version().Commit,
		Listen: c.Listen, PublicURL: c.PublicURL, TrustedProxies: c.TrustedProxies, TLSCert: c.TLSCert, TLSKey: c.TLSKey,
		Hub:    func(draw overlay.Draw) *overlay.Hub { return overlay.New(a.store, draw, a.log, overlay.Options{}) },
		Checks: []web.Check{{Name: "database", Run: a.store.Check}},
		Status: a.feed.Status, Discord: a.discordState, Sheets: a.sheetsState, Book: a.mirrors, FrameAncestors: framers,
	}
	if a.sheets != nil {
		o.Google = a.sheets
	}
	w, err := web.New(o)
	if err != nil {
		return err
	}
	a.feed.AddView(w.Hub(), feed.ViewOptions{Live: true})
	a.web = w
	return nil
}

// discordState is how the bot fares, for pages and for readiness.
func (a *App) discordState() web.Discord {
	if a.bot == nil {
		return web.Discord{}
	}
	s := a.bot.Status().Gateway
	return web.Discord{On: true, Connected: s.Connected, Words: s.Trouble}
}
