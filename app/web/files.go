package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"matchday/app/web/visit"
	"matchday/static"
	"matchday/views/ui"
)

// files adds what pages are made of besides themselves.
func files(r fiber.Router, desk *visit.Desk) {
	r.Get(static.Prefix+"*", file)
	r.Get(ui.AccentPath, accent)
	r.Post(ui.ThemePath, desk.Handle(theme))
	r.Get("/favicon.ico", func(c *fiber.Ctx) error { return c.Redirect(static.URL("img/mark.svg"), fiber.StatusFound) })
	r.Get("/robots.txt", func(c *fiber.Ctx) error {
		return c.SendString("User-agent: *\nDisallow: /admin\nDisallow: /overlay\nDisallow: /sign-in\nDisallow: /setup\n")
	})
}

// file sends an embedded file, which never changes under its address.
func file(c *fiber.Ctx) error {
	name := strings.TrimPrefix(c.Path(), static.Prefix)
	body, kind, ok := static.Open(name)
	if !ok {
		return fiber.ErrNotFound
	}
	if zipped, ok := static.Gzipped(name); ok && strings.Contains(c.Get(fiber.HeaderAcceptEncoding), "gzip") {
		c.Set(fiber.HeaderContentEncoding, "gzip")
		body = zipped
	}
	c.Set(fiber.HeaderContentType, kind)
	c.Set(fiber.HeaderCacheControl, static.CacheControl)
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	return c.Send(body)
}

// accent sends the style sheet of a league's colour.
func accent(c *fiber.Ctx) error {
	css, err := ui.AccentCSS(c.Query("accent"))
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/css; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, static.CacheControl)
	return c.SendString(css)
}

// theme remembers how a reader wants pages to look.
func theme(v *visit.Visit) error {
	v.SetTheme(ui.ThemeOf(v.Typed("theme")))
	return v.Go(visit.Local(v.Typed("back"), "/"))
}
