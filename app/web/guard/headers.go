package guard

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"matchday/views/ui"
)

// overlays is where pages live that OBS, and the sandbox page of the demo, may frame.
const overlays = "/overlay/"

// Headers sets what every answer says about itself. secure adds HSTS; frames are further origins that may frame
// overlays, as in "http://127.0.0.1:8081".
func Headers(secure bool, frames []string) fiber.Handler {
	framed := strings.Replace(ui.ContentPolicy, "frame-ancestors 'none'", strings.Join(append([]string{"frame-ancestors", "'self'"}, frames...), " "), 1)
	always := prepared(
		"X-Content-Type-Options", "nosniff",
		"Cross-Origin-Opener-Policy", "same-origin",
		"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
	if secure {
		always = append(always, prepared("Strict-Transport-Security", "max-age=31536000")...)
	}
	onAir := append(prepared("Content-Security-Policy", framed, "Referrer-Policy", "no-referrer"), always...) // the address is the key
	pages := append(prepared(
		"Content-Security-Policy", ui.ContentPolicy,
		"X-Frame-Options", "DENY",
		"Referrer-Policy", "same-origin",
		"Cross-Origin-Resource-Policy", "same-origin"), always...)
	return func(c *fiber.Ctx) error {
		list := pages
		if strings.HasPrefix(c.Path(), overlays) {
			list = onAir
		}
		h := &c.Response().Header
		for _, one := range list {
			h.SetCanonical(one[0], one[1])
		}
		return c.Next()
	}
}

// prepared makes headers as they are sent, so that no answer spells them out again: their names are canonical already.
func prepared(pairs ...string) (list [][2][]byte) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, [2][]byte{[]byte(pairs[i]), []byte(pairs[i+1])})
	}
	return list
}
