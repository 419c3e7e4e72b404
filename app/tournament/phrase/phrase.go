// Package phrase says in one short line what an event is, with the names in it to be emphasised.
package phrase

import "strings"

// Part is a piece of a sentence. Whoever renders it escapes Text for where it goes and emphasises what is strong.
type Part struct {
	Text   string
	Strong bool
}

// Parts fills a pattern: {key} stands for a fact, *key* for one that is strong, and [what is in brackets] is left out when
// a fact in it is empty. Facts are never read as patterns. Brackets do not nest.
func Parts(pattern string, facts map[string]string) []Part {
	var parts []Part
	for pattern != "" {
		open := strings.IndexByte(pattern, '[')
		if open < 0 {
			more, _ := fill(pattern, facts)
			return merge(parts, more)
		}
		before, _ := fill(pattern[:open], facts)
		inside, rest, _ := strings.Cut(pattern[open+1:], "]")
		parts = merge(parts, before)
		if optional, whole := fill(inside, facts); whole {
			parts = merge(parts, optional)
		}
		pattern = rest
	}
	return parts
}

// Plain writes parts without emphasis.
func Plain(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

// fill fills a pattern without brackets; whole is false when one of its facts is empty.
func fill(pattern string, facts map[string]string) (parts []Part, whole bool) {
	whole = true
	for {
		i := strings.IndexAny(pattern, "{*")
		if i < 0 {
			return merge(parts, []Part{{Text: pattern}}), whole
		}
		strong := pattern[i] == '*'
		end := "}"
		if strong {
			end = "*"
		}
		key, rest, _ := strings.Cut(pattern[i+1:], end)
		text := facts[key]
		whole = whole && text != ""
		parts = merge(parts, []Part{{Text: pattern[:i]}, {text, strong}})
		pattern = rest
	}
}

// merge appends parts; empty ones are left out and plain neighbours become one.
func merge(parts, more []Part) []Part {
	for _, p := range more {
		last := len(parts) - 1
		switch {
		case p.Text == "":
		case last >= 0 && !p.Strong && !parts[last].Strong:
			parts[last].Text += p.Text
		default:
			parts = append(parts, p)
		}
	}
	return parts
}
