package say

import "unicode/utf16"

// The limits of Discord that the bot keeps by itself: longer texts are cut where they are made.
const (
	MaxContent     = 2000 // of a message without cards
	MaxCard        = 4000 // of all texts of a message with cards together
	MaxButtonLabel = 80
	MaxOption      = 100 // label, value and description of an option
	MaxOptions     = 25
	MaxChoices     = 25
	MaxPlaceholder = 100
	MaxTitle       = 45 // of a modal, and of a label in it
	MaxID          = 100
	MaxParts       = 40 // components in one message, nested ones included
)

// The kinds of component that the bot uses.
const (
	kindRow      = 1
	kindButton   = 2
	kindMenu     = 3
	kindInput    = 4
	kindUsers    = 5
	kindRoles    = 6
	kindChannels = 8
	kindText     = 10
	kindLine     = 14
	kindCard     = 17
	kindLabelled = 18
)

// Component is one part of a message or of a modal. Make it with the functions below; fields that do not apply to its
// kind are zero and not sent.
type Component struct {
	Type        int         `json:"type"`
	Label       string      `json:"label,omitempty"`
	Description string      `json:"description,omitempty"`
	Style       Style       `json:"style,omitempty"`
	CustomID    string      `json:"custom_id,omitempty"`
	URL         string      `json:"url,omitempty"`
	Disabled    bool        `json:"disabled,omitempty"`
	Content     string      `json:"content,omitempty"`
	Placeholder string      `json:"placeholder,omitempty"`
	Value       string      `json:"value,omitempty"`
	Required    *bool       `json:"required,omitempty"`
	MaxLength   int         `json:"max_length,omitempty"`
	Options     []Option    `json:"options,omitempty"`
	MinValues   *int        `json:"min_values,omitempty"`
	MaxValues   int         `json:"max_values,omitempty"`
	Defaults    []Default   `json:"default_values,omitempty"`
	ChannelKind []int       `json:"channel_types,omitempty"`
	Accent      int         `json:"accent_color,omitempty"`
	Component   *Component  `json:"component,omitempty"`
	Components  []Component `json:"components,omitempty"`
}

// Style is the colour of a button, or whether an input has one line or many.
type Style int

// The styles of buttons.
const (
	Main   Style = 1 // what the moment asks for
	Plain  Style = 2
	Good   Style = 3
	Danger Style = 4
	toURL  Style = 5
)

const (
	oneLine   Style = 1
	manyLines Style = 2
)

// The accents of a card: what is happening now, and what is not.
const (
	AccentNow   = 0xFF5A1F
	AccentQuiet = 0x626A75
)

// Option is one line of a menu. Texts are plain, not markdown.
type Option struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// Card is a frame with a strip of colour. Parts are texts, lines and rows.
func Card(accent int, parts ...Component) Component {
	return Component{Type: kindCard, Accent: accent, Components: parts}
}

// Text is a paragraph of markdown. An empty one is refused by Discord: leave it out with Parts.
func Text(markdown string) Component { return Component{Type: kindText, Content: markdown} }

// Line is a thin line between two parts.
func Line() Component { return Component{Type: kindLine} }

// Row is up to five buttons, or one menu.
func Row(parts ...Component) Component { return Component{Type: kindRow, Components: parts} }

// Rows spreads buttons over as many rows of five as they need.
func Rows(buttons ...Component) []Component {
	var rows []Component
	for len(buttons) > 0 {
		n := min(5, len(buttons))
		rows = append(rows, Row(buttons[:n]...))
		buttons = buttons[n:]
	}
	return rows
}

// Parts puts components and lists of them into one list, never nil, and drops empty texts and rows.
func Parts(parts ...any) []Component {
	all := []Component{}
	for _, p := range parts {
		switch p := p.(type) {
		case Component:
			if p.Type == kindText && p.Content == "" || p.Type == kindRow && len(p.Components) == 0 {
				continue
			}
			all = append(all, p)
		case []Component:
			all = append(all, p...)
		}
	}
	return all
}

// Button is a button that the bot answers. The label is plain text.
func Button(style Style, label, id string) Component {
	return Component{Type: kindButton, Style: style, Label: Cut(label, MaxButtonLabel), CustomID: id}
}

// Link is a button that opens a page.
func Link(label, url string) Component {
	return Component{Type: kindButton, Style: toURL, Label: Cut(label, MaxButtonLabel), URL: url}
}

// If returns the button as it is when on holds and greyed out otherwise.
func (c Component) If(on bool) Component {
	c.Disabled = !on
	return c
}

// Menu lets somebody choose one of up to MaxOptions options.
func Menu(id, placeholder string, options ...Option) Component {
	for i, o := range options {
		options[i].Label, options[i].Description = Cut(o.Label, MaxOption), Cut(o.Description, MaxOption)
	}
	return Component{Type: kindMenu, CustomID: id, Placeholder: Cut(placeholder, MaxPlaceholder), Options: options[:min(len(options), MaxOptions)]}
}

// Users lets somebody choose a member of the server.
func Users(id, placeholder string) Component {
	return Component{Type: kindUsers, CustomID: id, Placeholder: Cut(placeholder, MaxPlaceholder)}
}

// Default is what a menu of Discord's own things shows as chosen.
type Default struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// Channels lets somebody choose a channel for text. now is the one that is chosen, empty for none.
func Channels(id, placeholder, now string) Component {
	return Component{Type: kindChannels, CustomID: id, Placeholder: placeholder, ChannelKind: []int{0, 5}, Defaults: chosen(now, "channel")}
}

// Roles lets somebody choose a role, or none. now is the one that is chosen, empty for none.
func Roles(id, placeholder, now string) Component {
	return Component{Type: kindRoles, CustomID: id, Placeholder: placeholder, MinValues: new(int), MaxValues: 1, Defaults: chosen(now, "role")}
}

func chosen(id, kind string) []Default {
	if id == "" {
		return nil
	}
	return []Default{{ID: id, Type: kind}}
}

// Modal is a form of up to five parts.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// Form makes a modal. Title and labels are plain text.
func Form(id, title string, parts ...Component) *Modal {
	return &Modal{CustomID: id, Title: Cut(title, MaxTitle), Components: parts}
}

// Input is one line to type into, with its label. Cut-off values would be sent back as if they were typed, so value is
// dropped when it is longer than most.
func Input(id, label, hint, value string, required bool, most int) Component {
	return labelled(label, hint, Component{Type: kindInput, Style: oneLine, CustomID: id, Value: short(value, most), Required: &required, MaxLength: most})
}

// Paragraph is many lines to type into, with their label.
func Paragraph(id, label, hint, value string, required bool, most int) Component {
	return labelled(label, hint, Component{Type: kindInput, Style: manyLines, CustomID: id, Value: short(value, most), Required: &required, MaxLength: most})
}

// Choose is a menu in a modal, with its label.
func Choose(id, label, hint string, required bool, options ...Option) Component {
	menu := Menu(id, "", options...)
	menu.Required = &required
	if !required {
		menu.MinValues = new(int)
	}
	return labelled(label, hint, menu)
}

// Who is a choice of a member of the server in a modal, with its label.
func Who(id, label, hint string) Component {
	required := true
	return labelled(label, hint, Component{Type: kindUsers, CustomID: id, Required: &required})
}

func labelled(label, hint string, c Component) Component {
	return Component{Type: kindLabelled, Label: Cut(label, MaxTitle), Description: Cut(hint, MaxOption), Component: &c}
}

func short(s string, most int) string {
	if length(s) > most {
		return ""
	}
	return s
}

// length counts as Discord does at most: in UTF-16 units.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// Cut shortens plain text to most characters, the last one being an ellipsis when something was cut.
func Cut(s string, most int) string {
	if length(s) <= most {
		return s
	}
	n := 0
	for i, r := range s {
		if n += utf16.RuneLen(r); n > most-1 {
			return s[:i] + "…"
		}
	}
	return s
}
