package rule

import "matchday/app/sandbox/discord/shape"

// The limits of a modal. Documentation: Interactions › Receiving and Responding › Modal; Components › Component
// Reference › Label, Text Input.
const (
	maxModalTitle  = 45
	maxModalParts  = 5
	maxInputLabel  = 45
	maxInputText   = 4000
	maxInputHint   = 100
	maxLabelNote   = 100
	shortInput     = 1
	paragraphInput = 2
)

// Modal checks a modal that answers an interaction.
func Modal(form *shape.Form, at string, m *shape.Modal) {
	c := checker{form, at}
	c.text("title", m.Title, 1, maxModalTitle)
	c.text("custom_id", m.CustomID, 1, maxCustomID)
	c.count("components", len(m.Components), 1, maxModalParts)
	for i := range m.Components {
		c.below("components").below(i).modalPart(&m.Components[i])
	}
	c.unique(m.Components)
}

func (c checker) modalPart(p *shape.Component) {
	switch p.Type {
	case shape.ActionRow:
		c.count("components", len(p.Components), 1, 1)
		for i := range p.Components {
			at := c.below("components").below(i)
			if p.Components[i].Type != shape.TextInput {
				at.typeOneOf(shape.TextInput)
				continue
			}
			at.text("label", p.Components[i].Label, 1, maxInputLabel)
			at.input(&p.Components[i])
		}
	case shape.TextDisplay:
		c.text("content", p.Content, 1, maxDisplayText)
	case shape.Label:
		c.label(p)
	default:
		c.typeOneOf(shape.ActionRow, shape.TextDisplay, shape.Label)
	}
}

// label checks a label with what it stands for. Documentation: Components › Component Reference › Label.
func (c checker) label(p *shape.Component) {
	c.text("label", p.Label, 1, maxInputLabel)
	if p.Description != nil {
		c.text("description", *p.Description, 0, maxLabelNote)
	}
	at := c.below("component")
	switch {
	case p.Component == nil:
		c.required("component")
	case p.Component.Type == shape.TextInput:
		if p.Component.Label != "" {
			at.add("label", "TEXT_INPUT_COMPONENT_LABEL_NOT_ALLOWED", "A text input in a label cannot have a label of its own")
		}
		at.input(p.Component)
	case p.Component.IsSelect():
		if p.Component.Disabled {
			at.add("disabled", "SELECT_COMPONENT_DISABLED_NOT_ALLOWED", "A select in a modal cannot be disabled")
		}
		at.menu(p.Component)
	default:
		at.typeOneOf(shape.StringSelect, shape.TextInput, shape.UserSelect, shape.RoleSelect, shape.MentionableSelect, shape.ChannelSelect)
	}
}

// input checks a line or a paragraph to type into. Documentation: Components › Component Reference › Text Input.
func (c checker) input(p *shape.Component) {
	c.text("custom_id", p.CustomID, 1, maxCustomID)
	if p.Style == 0 {
		c.required("style")
	} else {
		c.oneOf("style", p.Style, shortInput, paragraphInput)
	}
	c.text("placeholder", p.Placeholder, 0, maxInputHint)
	c.number("min_length", p.MinLength, 0, maxInputText)
	c.number("max_length", p.MaxLength, 1, maxInputText)
	most := maxInputText
	if p.MaxLength != nil {
		most = min(most, *p.MaxLength)
	}
	if p.MinLength != nil && *p.MinLength > most {
		c.add("min_length", "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", most)
	}
	c.text("value", p.Value, 0, most)
}
