package rule

import "matchday/app/sandbox/discord/shape"

// layout checks components v2. Documentation: Components › Component Reference.
func (c checker) layout(list []shape.Component) {
	total, text := 0, 0
	for _, part := range shape.Each(list, "") {
		total++
		if part.Type == shape.TextDisplay {
			text += count(part.Content)
		}
	}
	if total > maxTotal {
		c.add("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The maximum number of components allowed in a message is %d", maxTotal)
	}
	if text > maxDisplayText {
		c.add("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "Total displayable text size exceeds maximum size of %d", maxDisplayText)
	}
	for i := range list {
		c.below("components").below(i).part(&list[i], true)
	}
}

// part checks one component of the top, or of a container: all but another container.
func (c checker) part(p *shape.Component, top bool) {
	switch p.Type {
	case shape.ActionRow:
		c.row(p)
	case shape.Section:
		c.section(p)
	case shape.TextDisplay:
		c.text("content", p.Content, 1, maxDisplayText)
	case shape.MediaGallery:
		c.gallery(p)
	case shape.File:
		c.add("file", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "The referenced attachment was not found: the sandbox takes no uploads.")
	case shape.Separator:
		if p.Spacing != nil {
			c.oneOf("spacing", *p.Spacing, 1, 2)
		}
	case shape.Container:
		if top {
			c.container(p)
			return
		}
		fallthrough
	default:
		allowed := []int{shape.ActionRow, shape.Section, shape.TextDisplay, shape.MediaGallery, shape.File, shape.Separator}
		if top {
			allowed = append(allowed, shape.Container)
		}
		c.typeOneOf(allowed...)
	}
}

// container checks a card with a strip of colour. Documentation: Components › Component Reference › Container.
func (c checker) container(p *shape.Component) {
	c.number("accent_color", p.Accent, 0, 0xFFFFFF)
	c.count("components", len(p.Components), 1, maxTotal)
	for i := range p.Components {
		c.below("components").below(i).part(&p.Components[i], false)
	}
}

// section checks one to three texts with a button or a picture beside them.
// Documentation: Components › Component Reference › Section.
func (c checker) section(p *shape.Component) {
	c.count("components", len(p.Components), 1, maxInSection)
	for i := range p.Components {
		at := c.below("components").below(i)
		if p.Components[i].Type != shape.TextDisplay {
			at.typeOneOf(shape.TextDisplay)
			continue
		}
		at.text("content", p.Components[i].Content, 1, maxDisplayText)
	}
	at := c.below("accessory")
	switch {
	case p.Accessory == nil:
		c.required("accessory")
	case p.Accessory.Type == shape.Button:
		at.button(p.Accessory)
	case p.Accessory.Type == shape.Thumbnail:
		at.media("media", p.Accessory.Media)
		at.note(p.Accessory.Description)
	default:
		at.typeOneOf(shape.Button, shape.Thumbnail)
	}
}

// gallery checks one to ten pictures. Documentation: Components › Component Reference › Media Gallery.
func (c checker) gallery(p *shape.Component) {
	c.count("items", len(p.Items), 1, maxGallery)
	for i := range p.Items {
		at := c.below("items").below(i)
		at.media("media", &p.Items[i].Media)
		at.note(p.Items[i].Description)
	}
}

func (c checker) media(field string, m *shape.Media) {
	if m == nil || m.URL == "" {
		c.below(field).required("url")
		return
	}
	c.below(field).address("url", m.URL, maxAddress)
}

func (c checker) note(s *string) {
	if s != nil {
		c.text("description", *s, 0, maxMediaNote)
	}
}
