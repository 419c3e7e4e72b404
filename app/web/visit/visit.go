package visit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"matchday/app/fault"
	"matchday/app/league/account"
	"matchday/app/person"
	"matchday/views/ui"
)

// Visit is one request. It must not be used after the handler has returned.
type Visit struct {
	Ctx context.Context // ends when the request has taken too long
	account.SignedIn

	desk  *Desk
	c     *fiber.Ctx
	id    string // of the request, in the log and in what people are told of our own mistakes
	form  url.Values
	limit limit     // what Ctx is
	line  [128]byte // room in which a header is put together
}

// Who returns who asks, to look at something.
func (v *Visit) Who() person.Actor { return v.Actor }

// Wish returns who asks, to change something: sending the same form again is recognised as the same wish. Going back in
// the browser and sending it with other values is another one.
func (v *Visit) Wish() person.Actor {
	who := v.Actor
	nonce := v.Form().Get(ui.NonceField)
	if nonce == "" || len(nonce) > 64 || strings.Trim(nonce, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") != "" {
		return who
	}
	sum := sha256.Sum256([]byte(v.c.Path() + "?" + v.Form().Encode()))
	who.Cause = "form:" + nonce + "-" + hex.EncodeToString(sum[:8])
	return who
}

// Address returns where the request comes from, as far as trusted proxies tell.
func (v *Visit) Address() string { return v.desk.From.Of(v.c) }

// Client returns what the browser calls itself.
func (v *Visit) Client() string { return v.c.Get(fiber.HeaderUserAgent) }

// Path returns path and query of what is asked for.
func (v *Visit) Path() string { return v.c.OriginalURL() }

// Param returns a part of the path.
func (v *Visit) Param(name string) string { return v.c.Params(name) }

// ID returns a part of the path that is an id; 0, which nothing has, for anything else.
func (v *Visit) ID(name string) int64 {
	id, err := strconv.ParseInt(v.c.Params(name), 10, 64)
	if err != nil || id < 0 {
		return 0
	}
	return id
}

// Query returns a value behind the question mark.
func (v *Visit) Query(name string) string { return v.c.Query(name) }

// Queries returns all of them.
func (v *Visit) Queries() url.Values {
	values, err := url.ParseQuery(string(v.c.Context().URI().QueryString()))
	if err != nil {
		return url.Values{}
	}
	return values
}

// Form returns what was typed: valid UTF-8 without NUL, and nothing else is said of it.
func (v *Visit) Form() url.Values {
	if v.form != nil {
		return v.form
	}
	v.form = url.Values{}
	for key, value := range v.c.Context().PostArgs().All() {
		v.form.Add(typed(key), typed(value))
	}
	return v.form
}

func typed(b []byte) string {
	s := string(b)
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "")
	}
	return strings.ReplaceAll(s, "\x00", "")
}

// Typed returns one field of the form.
func (v *Visit) Typed(name string) string { return v.Form().Get(name) }

// Number reads a field of the form that is a whole number of ours: an id, a version. Nobody types it, so a wrong one is
// told without a field.
func (v *Visit) Number(name string) (int64, error) {
	n, err := strconv.ParseInt(v.Typed(name), 10, 64)
	if err != nil || n < 0 {
		return 0, fault.New(fault.Invalid, "This form is damaged or from another version of Matchday. Load the page again and repeat.")
	}
	return n, nil
}

// Optional is Number for a field that may be missing or empty, which is 0.
func (v *Visit) Optional(name string) (int64, error) {
	if v.Typed(name) == "" {
		return 0, nil
	}
	return v.Number(name)
}

// Version reads the version that a step was drawn from. A form without one is as damaged as one with a wrong one.
func (v *Visit) Version() (int64, error) {
	n, err := v.Number("version")
	if err == nil && n == 0 {
		err = fault.New(fault.Stale, "This page is too old to be used. Look at it again; nothing was changed.")
	}
	return n, err
}

// Scripted reports whether a script of ours asks, and wants a part of a page.
func (v *Visit) Scripted() bool { return v.c.Get("HX-Request") == "true" }

// Came returns the staff page from which a form was sent, or fallback when that is not known.
func (v *Visit) Came(fallback string) string {
	u, err := url.Parse(v.c.Get(fiber.HeaderReferer))
	if err != nil || u.Host != string(v.c.Context().Host()) || !strings.HasPrefix(u.Path, "/admin") {
		return fallback
	}
	if u.RawQuery != "" {
		return u.Path + "?" + u.RawQuery
	}
	return u.Path
}

// live reports whether the page that asks is kept true by a socket, so that it needs no answer.
func (v *Visit) live() bool { return v.Scripted() && v.c.Get("X-Live") == "on" }
