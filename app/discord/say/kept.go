package say

import "strings"

// nothing stands for a field that was left empty. No text from a person looks like it: their asterisks are escaped.
const nothing = "*nothing*"

// maxKept is how many characters of a message the fields of a refused form may take.
const maxKept = 3000

// Kept shows what somebody has typed into the form, one paragraph for each field, for a message that only they see.
// fields are by custom id, menus with the values chosen. Refill reads the paragraphs back. A field that would make the
// message too long for Discord is left out.
func (m *Modal) Kept(fields map[string][]string) []Component {
	var kept []Component
	room := maxKept
	for _, part := range m.Components {
		if part.Component == nil {
			continue
		}
		values, sent := fields[part.Component.CustomID]
		if !sent {
			continue
		}
		p := Text(labelLine(part) + "\n" + quoted(part.Component.worded(values)))
		if n := length(p.Content); n <= room {
			room -= n
			kept = append(kept, p)
		}
	}
	return kept
}

// Typed shows values of a form that is not known any more.
func Typed(values []string) []Component {
	var kept []Component
	room := maxKept
	for _, v := range values {
		p := Text(quoted(Component{}.worded([]string{v})))
		if n := length(p.Content); strings.TrimSpace(v) != "" && n <= room {
			room -= n
			kept = append(kept, p)
		}
	}
	return kept
}

// Refill fills the form with the paragraphs that Kept made; others are passed over. A field that none is about keeps what
// it has.
func (m *Modal) Refill(paragraphs []string) {
	for _, p := range paragraphs {
		label, rest, _ := strings.Cut(p, "\n")
		for _, part := range m.Components {
			if part.Component == nil || labelLine(part) != label {
				continue
			}
			var lines []string
			for line := range strings.SplitSeq(rest, "\n") {
				line = strings.TrimPrefix(strings.TrimPrefix(line, ">"), " ")
				if line == nothing {
					line = ""
				}
				lines = append(lines, line)
			}
			part.Component.refill(lines)
		}
	}
}

func labelLine(part Component) string { return "**" + Esc(part.Label) + "**" }

func quoted(lines []string) string {
	var out []string
	for _, line := range lines {
		out = append(out, strings.TrimRight("> "+line, " "))
	}
	if text := strings.Join(out, "\n"); strings.Trim(text, "> \n") != "" {
		return text
	}
	return "> " + nothing
}

// mention returns how the one that a menu of Discord's own things has chosen is named in a text, and the type of a
// default of it; both are empty for other kinds.
func (c Component) mention() (before, of string) {
	switch c.Type {
	case kindUsers:
		return "<@", "user"
	case kindRoles:
		return "<@&", "role"
	case kindChannels:
		return "<#", "channel"
	}
	return "", ""
}

// worded returns the values of a field as lines of markdown.
func (c Component) worded(values []string) []string {
	before, _ := c.mention()
	var lines []string
	for _, v := range values {
		switch {
		case c.Type == kindMenu:
			for _, o := range c.Options {
				if o.Value == v {
					lines = append(lines, Esc(o.Label))
				}
			}
		case before != "" && word(v):
			lines = append(lines, before+v+">")
		case before == "":
			for line := range strings.SplitSeq(strings.ReplaceAll(v, "\r", ""), "\n") {
				lines = append(lines, Esc(line))
			}
		}
	}
	return lines
}

// refill makes the lines that worded wrote what the field shows.
func (c *Component) refill(lines []string) {
	if before, of := c.mention(); before != "" {
		id := strings.TrimSuffix(strings.TrimPrefix(lines[0], before), ">")
		if c.Defaults = nil; word(id) {
			c.Defaults = chosen(id, of)
		}
		return
	}
	for i := range lines {
		lines[i] = Unesc(lines[i])
	}
	if c.Type == kindMenu {
		found := false
		for i, o := range c.Options {
			c.Options[i].Default = !found && o.Label == lines[0]
			found = found || o.Label == lines[0]
		}
		return
	}
	c.Value = short(strings.Join(lines, "\n"), c.MaxLength)
}
