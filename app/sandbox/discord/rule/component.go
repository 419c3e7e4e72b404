package rule

import (
	"slices"

	"matchday/app/sandbox/discord/shape"
)

// The limits of components. Documentation: Components › Component Reference.
const (
	maxRows        = 5
	maxInRow       = 5
	maxTotal       = 40
	maxDisplayText = 4000
	maxCustomID    = 100
	maxLabel       = 80
	maxButtonURL   = 512
	maxOptions     = 25
	maxOptionText  = 100
	maxPlaceholder = 150
	maxGallery     = 10
	maxMediaNote   = 1024
	maxInSection   = 3
)

// rows checks components of the old kind: rows of buttons, or of one menu.
// Documentation: Components › Component Reference › Legacy Message Component Behavior.
func (c checker) rows(list []shape.Component) {
	c.count("components", len(list), 0, maxRows)
	for i := range list {
		at := c.below("components").below(i)
		if list[i].Type != shape.ActionRow {
			at.typeOneOf(shape.ActionRow)
			continue
		}
		at.row(&list[i])
	}
}

// row checks up to five buttons, or one menu. Documentation: Components › Component Reference › Action Row.
func (c checker) row(row *shape.Component) {
	c.count("components", len(row.Components), 1, maxInRow)
	menus := 0
	for i := range row.Components {
		at, part := c.below("components").below(i), &row.Components[i]
		switch {
		case part.Type == shape.Button:
			at.button(part)
		case part.IsSelect():
			menus++
			at.menu(part)
		default:
			at.typeOneOf(shape.Button, shape.StringSelect, shape.UserSelect, shape.RoleSelect, shape.MentionableSelect, shape.ChannelSelect)
		}
	}
	if menus > 0 && len(row.Components) > 1 {
		c.add("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
	}
}

// button checks a button. Documentation: Components › Component Reference › Button.
func (c checker) button(b *shape.Component) {
	if b.Style == 0 {
		c.required("style")
		return
	}
	c.oneOf("style", b.Style, 1, 2, 3, 4, 5, 6)
	c.text("label", b.Label, 0, maxLabel)
	c.emoji("emoji", b.Emoji)
	switch b.Style {
	case shape.PremiumButton:
		if b.SKU == "" || b.CustomID != "" || b.Label != "" || b.URL != "" || b.Emoji != nil {
			c.add("sku_id", "BUTTON_COMPONENT_INVALID_PREMIUM", "A premium button has an sku_id and nothing else")
		}
		return
	case shape.LinkButton:
		if b.CustomID != "" {
			c.add("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		}
		if b.URL == "" {
			c.add("url", "BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
		}
		c.address("url", b.URL, maxButtonURL)
	default:
		if b.URL != "" {
			c.add("url", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		}
		if b.CustomID == "" {
			c.add("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
		}
		c.text("custom_id", b.CustomID, 0, maxCustomID)
	}
	if b.Label == "" && b.Emoji == nil {
		c.required("label")
	}
}

// menu checks a menu. Documentation: Components › Component Reference › String Select, and the four after it.
func (c checker) menu(m *shape.Component) {
	c.text("custom_id", m.CustomID, 1, maxCustomID)
	c.text("placeholder", m.Placeholder, 0, maxPlaceholder)
	c.number("min_values", m.MinValues, 0, maxOptions)
	c.number("max_values", m.MaxValues, 1, maxOptions)
	least, most := 1, 1
	if m.MinValues != nil {
		least = *m.MinValues
	}
	if m.MaxValues != nil {
		most = *m.MaxValues
	}
	if least > most {
		c.add("min_values", "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", most)
	}
	if m.Type != shape.StringSelect {
		c.defaults(m, least, most)
		return
	}
	if len(m.DefaultValues) > 0 {
		c.add("default_values", "BASE_TYPE_CHOICES", "A string select has options, no default values.")
	}
	c.count("options", len(m.Options), max(1, least, most), maxOptions)
	c.options(m.Options, most)
}

func (c checker) options(list []shape.SelectOption, most int) {
	seen, chosen := map[string]bool{}, 0
	for i, o := range list {
		at := c.below("options").below(i)
		at.text("label", o.Label, 1, maxOptionText)
		at.text("value", o.Value, 1, maxOptionText)
		at.text("description", o.Description, 0, maxOptionText)
		at.emoji("emoji", o.Emoji)
		if seen[o.Value] {
			at.add("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		seen[o.Value] = true
		if o.Default {
			chosen++
		}
	}
	if chosen > most {
		c.add("options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "The number of default options must be %d or fewer.", most)
	}
}

// defaults checks what a menu of users, roles or channels shows as chosen.
// Documentation: Components › Component Reference › Select Default Value Structure.
func (c checker) defaults(m *shape.Component, least, most int) {
	if len(m.Options) > 0 {
		c.add("options", "BASE_TYPE_CHOICES", "Only a string select has options.")
	}
	if len(m.DefaultValues) == 0 {
		return
	}
	c.count("default_values", len(m.DefaultValues), least, most)
	kinds := map[int][]string{shape.UserSelect: {"user"}, shape.RoleSelect: {"role"}, shape.MentionableSelect: {"user", "role"}, shape.ChannelSelect: {"channel"}}
	for i, d := range m.DefaultValues {
		at := c.below("default_values").below(i)
		at.id("id", d.ID)
		if !slices.Contains(kinds[m.Type], d.Type) {
			at.add("type", "BASE_TYPE_CHOICES", "Value must be one of %q.", kinds[m.Type])
		}
	}
}

// unique refuses two components with one custom id or one id.
// Documentation: Components › Component Reference › Anatomy of a Component.
func (c checker) unique(list []shape.Component) {
	ids, numbers := map[string]bool{}, map[int]bool{}
	for at, part := range shape.Each(list, shape.Place(c.at, "components")) {
		if part.CustomID != "" && ids[part.CustomID] {
			c.form.Add(shape.Place(at, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
		}
		if part.ID != 0 && numbers[part.ID] {
			c.form.Add(shape.Place(at, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
		}
		ids[part.CustomID], numbers[part.ID] = true, true
	}
}
