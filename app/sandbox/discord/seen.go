package discord

import (
	"strings"
	"time"

	"matchday/app/sandbox/discord/shape"
	"matchday/app/sandbox/discord/world"
)

// Seen is a message as somebody sees it, with what scripts and pages want to know of it.
type Seen struct {
	ID        string    `json:"id"`
	Channel   string    `json:"channel"`
	Author    string    `json:"author"`
	AuthorID  string    `json:"author_id"`
	Bot       bool      `json:"bot,omitempty"`
	At        time.Time `json:"at"`
	Text      string    `json:"text"` // everything that can be read, names in place of mentions
	Ephemeral bool      `json:"ephemeral,omitempty"`
	Only      string    `json:"only,omitempty"` // who alone sees it, for an ephemeral one
	Thinking  bool      `json:"thinking,omitempty"`
	Pinned    bool      `json:"pinned,omitempty"`
	Edits     int       `json:"edits,omitempty"`
	Edited    bool      `json:"edited,omitempty"`
	Notice    string    `json:"notice,omitempty"` // for a message that Discord writes: "pin"
	ReplyTo   string    `json:"reply_to,omitempty"`
	Asker     string    `json:"asker,omitempty"` // the id of whom it answers
	Typed     string    `json:"typed,omitempty"` // the command that it answers
	Pinged    []string  `json:"pinged,omitempty"`
	Buttons   []Button  `json:"buttons,omitempty"`
	Menus     []Menu    `json:"menus,omitempty"`

	Content    string            `json:"content,omitempty"`
	Embeds     []shape.Embed     `json:"embeds,omitempty"`
	Components []shape.Component `json:"components,omitempty"`
	Reactions  []shape.Reaction  `json:"reactions,omitempty"`
	Flags      int               `json:"flags,omitempty"`

	times []time.Time
}

// Button is a button that somebody sees.
type Button struct {
	Label    string `json:"label"`
	ID       string `json:"id,omitempty"`
	URL      string `json:"url,omitempty"`
	Disabled bool   `json:"disabled,omitempty"`
}

// Menu is a menu that somebody sees. Kind is "text", "users", "roles", "users and roles" or "channels"; only a menu of
// texts has options.
type Menu struct {
	Placeholder string               `json:"placeholder,omitempty"`
	ID          string               `json:"id"`
	Kind        string               `json:"kind"`
	Disabled    bool                 `json:"disabled,omitempty"`
	Least       int                  `json:"least"`
	Most        int                  `json:"most"`
	Options     []shape.SelectOption `json:"options,omitempty"`
}

// Choice is what a completion offers.
type Choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Form is a modal that is open before somebody.
type Form struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Text   string  `json:"text,omitempty"`
	Fields []Field `json:"fields"`
}

// Field is one part of a form. Kind is "line", "paragraph", or that of a Menu.
type Field struct {
	Label       string               `json:"label"`
	ID          string               `json:"id"`
	Kind        string               `json:"kind"`
	Description string               `json:"description,omitempty"`
	Placeholder string               `json:"placeholder,omitempty"`
	Value       string               `json:"value,omitempty"`
	Required    bool                 `json:"required"`
	Least       int                  `json:"least,omitempty"` // characters, or choices
	Most        int                  `json:"most,omitempty"`
	Options     []shape.SelectOption `json:"options,omitempty"`
	Chosen      []string             `json:"chosen,omitempty"` // ids that a menu of people, roles or channels shows as chosen
}

// see makes a message readable.
func (d *Discord) see(m world.Message) *Seen {
	s := &Seen{ID: m.ID, Channel: m.ChannelID, Author: m.Author.Username, AuthorID: m.Author.ID, Bot: m.Author.Bot, At: m.Timestamp,
		Ephemeral: m.Only != "", Only: m.Only, Thinking: m.Flags&shape.Loading != 0, Pinned: m.Pinned, Edits: m.Edits, Edited: m.Edited != nil,
		Typed: m.Typed, Pinged: m.Pinged, Content: m.Content, Embeds: m.Embeds, Components: m.Components, Reactions: m.Reactions, Flags: m.Flags, times: m.Times}
	if m.Author.GlobalName != nil {
		s.Author = *m.Author.GlobalName
	}
	if m.Type == shape.PinNotice {
		s.Notice = "pin"
	}
	if m.Reference != nil {
		s.ReplyTo = m.Reference.MessageID
	}
	if m.Interaction != nil {
		s.Asker = m.Interaction.User.ID
	}
	for _, c := range shape.Each(m.Components, "") {
		switch {
		case c.Type == shape.Button:
			s.Buttons = append(s.Buttons, Button{labelOf(c), c.CustomID, c.URL, c.Disabled})
		case c.IsSelect():
			s.Menus = append(s.Menus, menuOf(c))
		}
	}
	s.Text = d.names(textOf(m.Message))
	if s.Thinking {
		s.Text = s.Author + " is thinking..."
	}
	return s
}

func labelOf(c *shape.Component) string {
	if c.Emoji != nil && c.Emoji.Name != "" {
		return strings.TrimSpace(c.Emoji.Name + " " + c.Label)
	}
	return c.Label
}

func menuOf(c *shape.Component) Menu {
	m := Menu{Placeholder: c.Placeholder, ID: c.CustomID, Kind: kindOf(c), Disabled: c.Disabled, Least: 1, Most: 1, Options: c.Options}
	if c.MinValues != nil {
		m.Least = *c.MinValues
	}
	if c.MaxValues != nil {
		m.Most = *c.MaxValues
	}
	return m
}

func kindOf(c *shape.Component) string {
	switch c.Type {
	case shape.UserSelect:
		return "users"
	case shape.RoleSelect:
		return "roles"
	case shape.MentionableSelect:
		return "users and roles"
	case shape.ChannelSelect:
		return "channels"
	case shape.TextInput:
		if c.Style == 2 {
			return "paragraph"
		}
		return "line"
	}
	return "text"
}

// textOf gathers everything in a message that can be read.
func textOf(m *shape.Message) string {
	parts := []string{m.Spoken()}
	for _, e := range m.Embeds {
		if e.Author != nil {
			parts = append(parts, e.Author.Name)
		}
		parts = append(parts, e.Title, e.Description)
		for _, f := range e.Fields {
			parts = append(parts, f.Name, f.Value)
		}
		if e.Footer != nil {
			parts = append(parts, e.Footer.Text)
		}
	}
	var b strings.Builder
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(p)
		}
	}
	return b.String()
}

// formOf makes a modal readable.
func formOf(m *world.OpenModal) *Form {
	f := &Form{ID: m.ID, Title: m.Title, Fields: []Field{}}
	for i := range m.Components {
		c := &m.Components[i]
		switch {
		case c.Type == shape.TextDisplay:
			f.Text = strings.TrimSpace(f.Text + "\n" + c.Content)
		case c.Type == shape.Label && c.Component != nil:
			field := fieldOf(c.Component)
			field.Label = c.Label
			if c.Description != nil {
				field.Description = *c.Description
			}
			f.Fields = append(f.Fields, field)
		default:
			for k := range c.Components {
				f.Fields = append(f.Fields, fieldOf(&c.Components[k]))
			}
		}
	}
	return f
}

func fieldOf(c *shape.Component) Field {
	f := Field{Label: c.Label, ID: c.CustomID, Kind: kindOf(c), Placeholder: c.Placeholder, Value: c.Value, Required: c.Required == nil || *c.Required, Options: c.Options}
	least, most := c.MinLength, c.MaxLength
	if c.IsSelect() {
		f.Least, f.Most = 1, 1
		least, most = c.MinValues, c.MaxValues
	} else {
		f.Most = 4000
	}
	for _, d := range c.DefaultValues {
		f.Chosen = append(f.Chosen, d.ID)
	}
	if least != nil {
		f.Least = *least
	}
	if most != nil {
		f.Most = *most
	}
	return f
}
