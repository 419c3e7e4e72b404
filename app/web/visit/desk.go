package visit

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/person"
	"matchday/app/web/guard"
)

// patience is how long a handler may take. That a client has left is not noticed before the answer is written.
const patience = 15 * time.Second

// key is where a Visit is kept while its request runs.
const key = "visit"

// Desk is what every request is served with.
type Desk struct {
	League  *league.League
	Log     *slog.Logger
	Secure  bool             // cookies travel over https only
	From    *guard.Addresses // tells where a request comes from
	Version string           // of the program: what browsers keep is only good for one

	buffers, zippers sync.Pool
}

// Begin makes the Visit of a request and gives it its time. It comes before everything that may fail.
func (d *Desk) Begin(c *fiber.Ctx) error {
	v := &Visit{desk: d, c: c, id: number(), limit: limit{until: time.Now().Add(patience)}}
	v.Ctx = &v.limit
	defer v.limit.end()
	c.Locals(key, v)
	v.set("X-Request-Id", v.id)
	err := c.Next()
	if !d.Log.Enabled(v.Ctx, slog.LevelDebug) {
		return err
	}
	d.Log.Debug("request", "id", v.id, "method", c.Method(), "path", pathForLog(c), "status", c.Response().StatusCode(), "err", err)
	return err
}

// number names a request in the log. Nothing depends on its being hard to guess.
func number() string {
	const letters = "abcdefghijklmnopqrstuvwxyz234567"
	var id [10]byte
	n := rand.Uint64()
	for i := range id {
		id[i] = letters[n%32]
		n /= 32
	}
	return string(id[:])
}

// pathForLog leaves out what is a secret in a path.
func pathForLog(c *fiber.Ctx) string {
	for _, secret := range []string{"/overlay/", "/ws/overlay/", "/setup/", "/sign-in/"} {
		if strings.HasPrefix(c.Path(), secret) {
			return secret + "…"
		}
	}
	return c.Path()
}

// Handle makes a fiber handler of one that takes a Visit.
func (d *Desk) Handle(fn func(*Visit) error) fiber.Handler {
	return func(c *fiber.Ctx) error { return fn(Of(c)) }
}

// Of returns the Visit of a request that Begin has seen.
func Of(c *fiber.Ctx) *Visit {
	v, _ := c.Locals(key).(*Visit)
	return v
}

// SignedIn lets only those pass who are signed in.
func (d *Desk) SignedIn(c *fiber.Ctx) error {
	v := Of(c)
	token := c.Cookies(d.cookie(sessionCookie))
	if token == "" {
		return fault.New(fault.SignIn, "Sign in to see this.")
	}
	in, err := d.League.BySession(v.Ctx, token, v.chosenLeague())
	if err != nil {
		return err
	}
	v.SignedIn = in
	return c.Next()
}

// Staff lets only those pass who may see staff pages, and who are signed in.
func (d *Desk) Staff(c *fiber.Ctx) error {
	if err := Of(c).Who().May(person.SeeStaff); err != nil {
		return err
	}
	return c.Next()
}

// Still returns whether the visitor's session goes on with the roles that they have now, for a socket to ask from time to
// time. It may be called after the request.
func (v *Visit) Still() func(context.Context) bool {
	token, league, roles, of := v.Token(), v.League.ID, v.Actor.Roles, v.desk.League
	return func(ctx context.Context) bool {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		in, err := of.BySession(ctx, token, league)
		return err == nil && in.Actor.Roles == roles
	}
}

// Recover turns a panic into an error of ours, so that it ends one request and not the program. It comes first.
func (d *Desk) Recover(c *fiber.Ctx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return c.Next()
}
