package shape

import "iter"

// The types of components. Documentation: Components › Component Reference › Component Types.
const (
	ActionRow         = 1
	Button            = 2
	StringSelect      = 3
	TextInput         = 4
	UserSelect        = 5
	RoleSelect        = 6
	MentionableSelect = 7
	ChannelSelect     = 8
	Section           = 9
	TextDisplay       = 10
	Thumbnail         = 11
	MediaGallery      = 12
	File              = 13
	Separator         = 14
	Container         = 17
	Label             = 18
)

// LinkButton and PremiumButton are the styles of buttons that send no interaction.
const (
	LinkButton    = 5
	PremiumButton = 6
)

// Component is one part of a message or a modal; which fields mean something depends on Type.
type Component struct {
	Type     int    `json:"type"`
	ID       int    `json:"id,omitempty"`
	CustomID string `json:"custom_id,omitempty"`

	Style       int     `json:"style,omitempty"`
	Label       string  `json:"label,omitempty"`
	Description *string `json:"description,omitempty"`
	Emoji       *Emoji  `json:"emoji,omitempty"`
	URL         string  `json:"url,omitempty"`
	SKU         string  `json:"sku_id,omitempty"`
	Disabled    bool    `json:"disabled,omitempty"`

	Placeholder   string         `json:"placeholder,omitempty"`
	MinValues     *int           `json:"min_values,omitempty"`
	MaxValues     *int           `json:"max_values,omitempty"`
	Options       []SelectOption `json:"options,omitempty"`
	ChannelTypes  []int          `json:"channel_types,omitempty"`
	DefaultValues []DefaultValue `json:"default_values,omitempty"`

	Required  *bool  `json:"required,omitempty"`
	MinLength *int   `json:"min_length,omitempty"`
	MaxLength *int   `json:"max_length,omitempty"`
	Value     string `json:"value,omitempty"`

	Content string      `json:"content,omitempty"`
	Media   *Media      `json:"media,omitempty"`
	Items   []MediaItem `json:"items,omitempty"`
	File    *Media      `json:"file,omitempty"`
	Divider *bool       `json:"divider,omitempty"`
	Spacing *int        `json:"spacing,omitempty"`
	Accent  *int        `json:"accent_color,omitempty"`
	Spoiler bool        `json:"spoiler,omitempty"`

	Components []Component `json:"components,omitempty"`
	Accessory  *Component  `json:"accessory,omitempty"`
	Component  *Component  `json:"component,omitempty"`

	Values []string `json:"values,omitempty"` // in a submitted modal; discordgo's type has it for requests as well
}

// SelectOption is one line of a menu.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Emoji       *Emoji `json:"emoji,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// DefaultValue is what a menu of users, roles or channels shows as chosen.
type DefaultValue struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// MediaItem is a picture in a gallery.
type MediaItem struct {
	Media       Media   `json:"media"`
	Description *string `json:"description,omitempty"`
	Spoiler     bool    `json:"spoiler,omitempty"`
}

// IsSelect reports whether the component is a menu.
func (c *Component) IsSelect() bool {
	switch c.Type {
	case StringSelect, UserSelect, RoleSelect, MentionableSelect, ChannelSelect:
		return true
	}
	return false
}

// IsInteractive reports whether the component can send something: it must have a custom id then.
func (c *Component) IsInteractive() bool {
	return c.IsSelect() || c.Type == TextInput || c.Type == Button && c.Style != LinkButton && c.Style != PremiumButton
}

// Each goes through components and everything inside them, with their places in the body.
func Each(list []Component, at string) iter.Seq2[string, *Component] {
	return func(yield func(string, *Component) bool) { each(list, at, yield) }
}

func each(list []Component, at string, yield func(string, *Component) bool) bool {
	for i := range list {
		if !eachOf(&list[i], Place(at, i), yield) {
			return false
		}
	}
	return true
}

func eachOf(c *Component, at string, yield func(string, *Component) bool) bool {
	if !yield(at, c) || !each(c.Components, Place(at, "components"), yield) {
		return false
	}
	if c.Accessory != nil && !eachOf(c.Accessory, Place(at, "accessory"), yield) {
		return false
	}
	return c.Component == nil || eachOf(c.Component, Place(at, "component"), yield)
}

// Number gives every component without an id one that is free, as Discord does.
// Documentation: Components › Component Reference › Anatomy of a Component.
func Number(list []Component) {
	taken := map[int]bool{}
	for _, c := range Each(list, "") {
		taken[c.ID] = true
	}
	next := 1
	for _, c := range Each(list, "") {
		if c.ID != 0 {
			continue
		}
		for taken[next] {
			next++
		}
		c.ID = next
		taken[next] = true
	}
}
