package guard

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"matchday/views/ui"
)

// overlays is where pages live that OBS, and the sandbox page of the demo, may frame.
const overlays = "/overlay/"

// Headers sets what every answer says about itself, and nothing else: it comes before whatever sets more. secure adds HSTS; frames are further origins that may frame
// overlays, as in "http://127.0.0.1:8081".
func Headers(secure bool, frames []string) fiber.Handler {
	framed := strings.Replace(ui.ContentPolicy, "frame-ancestors 'none'", strings.Join(append([]string{"frame-ancestors", "'self'"}, frames...), " "), 1)
	always := []string{
		"X-Content-Type-Options", "nosniff",
		"Cross-Origin-Opener-Policy", "same-origin",
		"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
	}
	if secure {
		always = append(always, "Strict-Transport-Security", "max-age=31536000")
	}
	onAir := prepared(always, "Content-Security-Policy", framed, "Referrer-Policy", "no-referrer") // the address is the key
	pages := prepared(always,
		"Content-Security-Policy", ui.ContentPolicy,
		"X-Frame-Options", "DENY",
		"Referrer-Policy", "same-origin",
		"Cross-Origin-Resource-Policy", "same-origin")
	return func(c *fiber.Ctx) error {
		from := pages
		if strings.HasPrefix(c.Path(), overlays) {
			from = onAir
		}
		from.Header.CopyTo(&c.Response().Header)
		return c.Next()
	}
}

// prepared makes an answer that has these headers and nothing else. Copied whole, they cost each answer a fraction of what
// setting them one by one does.
func prepared(always []string, more ...string) *fiber.Response {
	r := &fiber.Response{}
	pairs := slices.Concat(more, always)
	for i := 0; i < len(pairs); i += 2 {
		r.Header.Set(pairs[i], pairs[i+1])
	}
	return r
}
