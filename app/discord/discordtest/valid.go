package discordtest

import (
	"testing"

	"matchday/app/discord/say"
)

// The kinds of component whose limits are checked.
const (
	row      = 1
	button   = 2
	menu     = 3
	input    = 4
	text     = 10
	labelled = 18
)

// Valid fails the test for what Discord would refuse of a message or a modal, with the limits of its documentation.
func Valid(t *testing.T, v any) {
	t.Helper()
	c := checker{t: t, ids: map[string]bool{}}
	switch v := v.(type) {
	case say.Message:
		c.message(v)
	case *say.Modal:
		if n := len([]rune(v.Title)); n == 0 || n > say.MaxTitle {
			t.Errorf("a modal's title of %d characters", n)
		}
		if n := len(v.Components); n == 0 || n > 5 {
			t.Errorf("a modal of %d parts", n)
		}
		c.id(v.CustomID)
		c.each(v.Components)
	}
}

type checker struct {
	t   *testing.T
	ids map[string]bool
}

func (c checker) message(m say.Message) {
	c.t.Helper()
	if m.Mentions.Parse == nil || len(m.Mentions.Parse) > 0 {
		c.t.Error("allowed_mentions are not set to nobody")
	}
	most := say.MaxCard
	if m.Content != "" {
		most = say.MaxContent
	}
	if m.Len() == 0 || m.Len() > most {
		c.t.Errorf("a message of %d characters", m.Len())
	}
	if m.Size() > say.MaxParts {
		c.t.Errorf("a message of %d components", m.Size())
	}
	c.each(m.Components)
}

func (c checker) each(parts []say.Component) {
	c.t.Helper()
	for _, p := range parts {
		c.part(p)
		c.each(p.Components)
		if p.Component != nil {
			c.each([]say.Component{*p.Component})
		}
	}
}

func (c checker) part(p say.Component) {
	c.t.Helper()
	between := func(what, s string, least, most int) {
		if n := len([]rune(s)); n < least || n > most {
			c.t.Errorf("%s of %d characters: %q", what, n, s)
		}
	}
	switch p.Type {
	case row:
		if n := len(p.Components); n == 0 || n > 5 {
			c.t.Errorf("a row of %d", n)
		}
	case button:
		between("a button's label", p.Label, 1, say.MaxButtonLabel)
		if p.URL == "" {
			c.id(p.CustomID)
		}
	case menu:
		c.id(p.CustomID)
		c.options(p.Options)
	case input:
		c.id(p.CustomID)
		between("an input's value", p.Value, 0, p.MaxLength)
	case text:
		between("a text", p.Content, 1, say.MaxCard)
	case labelled:
		between("a label", p.Label, 1, say.MaxTitle)
		between("a label's description", p.Description, 0, say.MaxOption)
	default:
		if p.CustomID != "" {
			c.id(p.CustomID)
		}
	}
}

func (c checker) id(id string) {
	c.t.Helper()
	if _, ok := say.ParseID(id); !ok {
		c.t.Errorf("a custom id that cannot be read: %q", id)
	}
	if c.ids[id] {
		c.t.Errorf("the custom id %q stands twice", id)
	}
	c.ids[id] = true
}

func (c checker) options(options []say.Option) {
	c.t.Helper()
	if n := len(options); n == 0 || n > say.MaxOptions {
		c.t.Errorf("a menu of %d options", n)
	}
	seen := map[string]bool{}
	for _, o := range options {
		for what, s := range map[string]string{"label": o.Label, "value": o.Value} {
			if n := len([]rune(s)); n == 0 || n > say.MaxOption {
				c.t.Errorf("an option's %s of %d characters", what, n)
			}
		}
		if len([]rune(o.Description)) > say.MaxOption || seen[o.Value] {
			c.t.Errorf("the option %q has a long description or stands twice", o.Value)
		}
		seen[o.Value] = true
	}
}
