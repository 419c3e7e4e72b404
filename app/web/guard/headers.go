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
	return func(c *fiber.Ctx) error {
		h := &c.Response().Header
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
		if secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if strings.HasPrefix(c.Path(), overlays) {
			h.Set("Content-Security-Policy", framed)
			h.Set("Referrer-Policy", "no-referrer") // the address is the key
			return c.Next()
		}
		h.Set("Content-Security-Policy", ui.ContentPolicy)
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		return c.Next()
	}
}
