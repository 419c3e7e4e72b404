package guard

import (
	"io"

	"github.com/gofiber/fiber/v2"
)

// drained is how much of a body that is too large is read and thrown away, so that whoever sends it gets to read why.
const drained = 8 << 20

// Body refuses bodies of more than most bytes. Handlers behind it find the whole body in memory. The server must stream
// bodies (fiber.Config.StreamRequestBody): otherwise it cuts the connection before anybody can read the answer.
func Body(most int) fiber.Handler {
	return func(c *fiber.Ctx) error {
		stream := c.Request().BodyStream()
		if stream == nil {
			if len(c.Request().Body()) > most {
				return fiber.ErrRequestEntityTooLarge
			}
			return c.Next()
		}
		body, err := io.ReadAll(io.LimitReader(stream, int64(most)+1))
		if err != nil {
			return fiber.ErrBadRequest
		}
		if len(body) > most {
			_, _ = io.CopyN(io.Discard, stream, drained) // how it ends does not matter: the answer is the same
			c.Context().SetConnectionClose()
			return fiber.ErrRequestEntityTooLarge
		}
		c.Request().SetBodyRaw(body)
		return c.Next()
	}
}
