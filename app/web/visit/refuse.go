package visit

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"matchday/app/fault"
	"matchday/views/page"
	"matchday/views/ui"
)

// refusal is an error with the page on which to go on.
type refusal struct {
	error
	back string
}

func (r refusal) Unwrap() error { return r.error }

// Refuse answers a wish without a form that was not carried out. What was decided from an older page is answered with
// the fresh one and the sentence; everything else with the sentence and the way back.
func (v *Visit) Refuse(err error, back string) error {
	if fault.Is(err, fault.Stale) {
		v.say(ui.Notice{Tone: ui.Bad, Text: fault.Sentence(err)})
		return v.Go(back)
	}
	return refusal{err, back}
}

// Again answers a form that was refused: the page with the form, what was typed and what is wrong with it. An error that
// is our own mistake is not for the form.
func (v *Visit) Again(err error, page templ.Component) error {
	if fault.Of(err).Code == fault.Internal {
		return err
	}
	return v.PageAs(fiber.StatusUnprocessableEntity, page)
}

// AgainAs is Again with the status of the fault, for a form whose answer programs look at.
func (v *Visit) AgainAs(err error, page templ.Component) error {
	f := fault.Of(err)
	if f.Code == fault.Internal {
		return err
	}
	return v.PageAs(statuses[f.Code], page)
}

var statuses = map[fault.Code]int{
	fault.Invalid: fiber.StatusUnprocessableEntity, fault.SignIn: fiber.StatusUnauthorized, fault.Denied: fiber.StatusForbidden,
	fault.Missing: fiber.StatusNotFound, fault.Taken: fiber.StatusConflict, fault.Stale: fiber.StatusConflict, fault.Closed: fiber.StatusConflict,
	fault.Busy: fiber.StatusTooManyRequests, fault.Away: fiber.StatusServiceUnavailable, fault.Internal: fiber.StatusInternalServerError,
}

// Explain answers every error that a handler returns. It is fiber's error handler.
func (d *Desk) Explain(c *fiber.Ctx, err error) (failed error) {
	defer func() {
		if p := recover(); p != nil {
			d.Log.Error("the page of a failure panicked", "panic", p, "failure", err)
			failed = c.Status(fiber.StatusInternalServerError).SendString("Something went wrong on our side.")
		}
	}()
	v := Of(c)
	if v == nil { // the request could not even be read
		v = &Visit{Ctx: c.UserContext(), desk: d, c: c, id: "-"}
	}
	v.Ctx = context.WithoutCancel(v.Ctx) // the handler's time is over when its error gets here
	f, status := d.judge(v, err)
	c.Status(status)
	c.Set(fiber.HeaderCacheControl, "no-store")
	switch path := c.Path(); {
	case strings.HasPrefix(path, "/api/"):
		return c.JSON(apiError{apiFault{f.Code, f.Field, f.Sentence, v.id}})
	case v.Scripted() || strings.HasPrefix(path, "/ws/") || strings.HasPrefix(path, "/hooks/"):
		return v.Text(f.Sentence)
	case f.Code == fault.SignIn && c.Method() == fiber.MethodGet && strings.HasPrefix(path, "/admin"):
		return v.Go("/sign-in?back=" + url.QueryEscape(c.OriginalURL()))
	}
	var r refusal
	errors.As(err, &r)
	return v.PageAs(status, page.Problem(v.Document(titles[f.Code]), titles[f.Code], f.Sentence, ways(f, r.back)))
}

// apiError is the shape of every refusal below /api/.
type apiError struct {
	Error apiFault `json:"error"`
}

type apiFault struct {
	Code    fault.Code `json:"code"`
	Field   string     `json:"field,omitempty"`
	Message string     `json:"message"`
	Request string     `json:"request_id"`
}

// judge returns what to say of an error and with which status. What people cannot be told is logged.
func (d *Desk) judge(v *Visit, err error) (*fault.Fault, int) {
	var own *fiber.Error
	if errors.As(err, &own) {
		switch own.Code {
		case fiber.StatusNotFound, fiber.StatusMethodNotAllowed:
			return fault.New(fault.Missing, "There is no such page. It may have moved; the list of tournaments is a good place to go on."), fiber.StatusNotFound
		case fiber.StatusRequestEntityTooLarge:
			return fault.New(fault.Invalid, "That is too much at once. Shorten it and send it again."), own.Code
		case fiber.StatusUpgradeRequired:
			return fault.New(fault.Invalid, "This address is for the live connection of a page."), own.Code
		default:
			return fault.New(fault.Invalid, "This request could not be read. Load the page again and repeat."), own.Code
		}
	}
	f := fault.Of(err)
	if f.Code == fault.Internal {
		d.Log.Error("request failed", "id", v.id, "method", v.c.Method(), "path", pathForLog(v.c), "err", err)
		f = fault.New(fault.Internal, "Something went wrong on our side; nothing was changed. Try again. If it stays like this, tell the operator the number %s.", v.id)
	}
	return f, statuses[f.Code]
}

var titles = map[fault.Code]string{
	fault.Invalid: "That could not be used", fault.SignIn: "Sign in first", fault.Denied: "Not for you", fault.Missing: "Not here",
	fault.Taken: "Already taken", fault.Stale: "It has moved on", fault.Closed: "Not now", fault.Busy: "Too fast", fault.Away: "No answer",
	fault.Internal: "Our mistake",
}

// ways are the ways out of a page that tells a refusal.
func ways(f *fault.Fault, back string) []ui.Link {
	switch {
	case back != "":
		return []ui.Link{{Label: "Back", Href: back}}
	case f.Code == fault.SignIn:
		return []ui.Link{{Label: "Sign in", Href: "/sign-in"}}
	default:
		return []ui.Link{{Label: "What is on", Href: "/?all"}}
	}
}

// Local returns a path of ours that somebody was told to come back to, or fallback for anything else.
func Local(path, fallback string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return fallback
	}
	return path
}
