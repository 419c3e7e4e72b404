package door

import (
	"github.com/gofiber/fiber/v2"

	"matchday/app/fault"
	"matchday/app/league"
	"matchday/app/web/guard"
	"matchday/app/web/visit"
)

// home is where staff begin.
const home = "/admin"

// Door lets people in.
type Door struct {
	league   *league.League
	desk     *visit.Desk
	throttle *guard.Throttle
}

// New returns a Door.
func New(d *visit.Desk) *Door {
	return &Door{league: d.League, desk: d, throttle: guard.NewThrottle(d.League.Now)}
}

// Routes adds the addresses for everybody to a server.
func (d *Door) Routes(r fiber.Router) {
	h := d.desk.Handle
	r.Get("/setup/:token", h(d.setupPage))
	r.Post("/setup/:token", h(d.setup))
	r.Get("/sign-in", h(d.signInPage))
	r.Post("/sign-in", h(d.signIn))
	r.Get("/sign-in/:token", h(d.linkPage))
	r.Post("/sign-in/:token", h(d.link))
	r.Post("/sign-out", h(d.signOut))
}

// AccountRoutes adds the addresses of one's own account, below /admin/account, for whoever is signed in.
func (d *Door) AccountRoutes(r fiber.Router) {
	h := d.desk.Handle
	r.Get("", h(d.account))
	r.Post("/password", h(d.password))
	r.Post("/sessions/end", h(d.endSession))
	r.Post("/sessions/others", h(d.endOthers))
	r.Post("/code", h(d.code))
	r.Post("/league", h(d.chooseLeague))
}

// guessing carries out something that could be guessed by trying. Only a wrong guess counts as a failure.
func (d *Door) guessing(v *visit.Visit, name string, try func() (string, error)) (string, error) {
	if err := d.throttle.Try(name, v.Address()); err != nil {
		return "", err
	}
	session, err := try()
	switch {
	case err == nil:
		d.throttle.Succeeded(name, v.Address())
	case fault.Is(err, fault.SignIn), fault.Is(err, fault.Missing):
		d.throttle.Failed(name, v.Address())
	}
	return session, err
}
