package rule

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"matchday/app/sandbox/discord/shape"
)

// checker notes problems below one place of a form.
type checker struct {
	form *shape.Form
	at   string
}

func (c checker) add(field, code, message string, args ...any) {
	at := c.at
	if field != "" {
		at = shape.Place(c.at, field)
	}
	c.form.Add(at, code, message, args...)
}

func (c checker) below(field any) checker { return checker{c.form, shape.Place(c.at, field)} }

// text checks the length of a string in characters; a least of 0 allows an empty one.
func (c checker) text(field, s string, least, most int) {
	n := utf8.RuneCountInString(s)
	switch {
	case n >= least && n <= most:
	case least > 0 && n == 0:
		c.required(field)
	default:
		c.length(field, least, most)
	}
}

// count checks the number of elements of a list.
func (c checker) count(field string, n, least, most int) {
	if n < least || n > most {
		c.length(field, least, most)
	}
}

func (c checker) length(field string, least, most int) {
	if least > 0 {
		c.add(field, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
		return
	}
	c.add(field, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
}

func (c checker) required(field string) {
	c.add(field, "BASE_TYPE_REQUIRED", "This field is required")
}

// number checks that an optional number lies within limits.
func (c checker) number(field string, n *int, least, most int) {
	switch {
	case n == nil:
	case *n < least:
		c.add(field, "NUMBER_TYPE_MIN", "int value should be greater than or equal to %d.", least)
	case *n > most:
		c.add(field, "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", most)
	}
}

func (c checker) oneOf(field string, n int, allowed ...int) {
	names := make([]string, len(allowed))
	for i, a := range allowed {
		if a == n {
			return
		}
		names[i] = fmt.Sprint(a)
	}
	c.add(field, "BASE_TYPE_CHOICES", "Value must be one of {%s}.", strings.Join(names, ", "))
}

// typeOneOf is the refusal of a component that may not stand where it stands.
func (c checker) typeOneOf(allowed ...int) {
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = fmt.Sprint(a)
	}
	c.add("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (%s).", strings.Join(names, ", "))
}

func (c checker) id(field, s string) {
	if !shape.IsID(s) {
		c.add(field, "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", s)
	}
}

// address checks a URL. Pictures may also be attachments, which the sandbox does not take.
func (c checker) address(field, s string, most int) {
	if s == "" {
		return
	}
	c.text(field, s, 0, most)
	u, err := url.Parse(s)
	switch {
	case err != nil, u.Host == "" && u.Scheme != "discord":
		c.add(field, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
	case u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "discord":
		c.add(field, "URL_TYPE_INVALID_SCHEME", "Scheme %q is not supported. Scheme must be one of ('http', 'https', 'discord').", u.Scheme)
	}
}

// emoji checks that an emoji is one of a server, by id, or a character that is no plain letter.
func (c checker) emoji(field string, e *shape.Emoji) {
	if e == nil {
		return
	}
	if e.ID != "" {
		c.below(field).id("id", e.ID)
		return
	}
	plain := true
	for _, r := range e.Name {
		plain = plain && r < 0x80
	}
	if plain {
		c.below(field).add("name", "COMPONENT_INVALID_EMOJI", "Invalid emoji")
	}
}
