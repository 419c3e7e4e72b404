package say

import (
	"fmt"
	"strings"
	"time"

	"matchday/app/fault"
)

// Esc makes a text from a person literal in markdown: no emphasis, link, heading, list, quote, mention, emoji or time
// comes out of it. A backslash before punctuation shows that punctuation (Discord's own rule); an @ is followed by a
// zero-width space, so that it names nobody even where a program looks for names in the text.
func Esc(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\*_~|`[]()<>#", r), i == 0 && strings.ContainsRune("-+", r), r == ':' && strings.HasPrefix(s[i:], "://"):
			b.WriteByte('\\')
		case r == '.' && i > 0 && strings.Trim(s[:i], "0123456789") == "", r == '.' && strings.HasSuffix(s[:i], "discord"):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		if r == '@' {
			b.WriteRune('\u200b')
		}
	}
	return b.String()
}

// Unesc returns the text that Esc made literal.
func Unesc(s string) string {
	var b strings.Builder
	escaped, at := false, false
	for _, r := range s {
		switch {
		case at && r == '\u200b':
			at = false
		case r == '\\' && !escaped:
			escaped, at = true, false
		default:
			b.WriteRune(r)
			escaped, at = false, r == '@'
		}
	}
	return b.String()
}

// Why is the sentence of a fault, escaped. Each time in it is one that every reader sees in their own zone.
func Why(err error) string {
	var b strings.Builder
	for _, p := range fault.Parts(err) {
		if p.At.IsZero() {
			b.WriteString(Esc(p.Text))
		} else {
			b.WriteString(When(p.At) + " (" + FromNow(p.At) + ")")
		}
	}
	return b.String()
}

// Bold is a person's text, escaped and set in bold.
func Bold(s string) string { return "**" + Esc(s) + "**" }

// Names joins escaped names as "a, b and c".
func Names(names []string) string {
	escaped := make([]string, len(names))
	for i, n := range names {
		escaped[i] = Esc(n)
	}
	switch len(escaped) {
	case 0:
		return ""
	case 1:
		return escaped[0]
	}
	return strings.Join(escaped[:len(escaped)-1], ", ") + " and " + escaped[len(escaped)-1]
}

// User, Role and Channel mention somebody or something by id.
func User(id string) string { return "<@" + id + ">" }

// Role mentions a role by id.
func Role(id string) string { return "<@&" + id + ">" }

// Channel names a channel by id.
func Channel(id string) string { return "<#" + id + ">" }

// When writes a time that every reader sees in their own zone, as "Saturday, 22 November 2026 18:00".
func When(t time.Time) string { return stamp(t, "F") }

// Short writes a time as "22 November 2026 18:00".
func Short(t time.Time) string { return stamp(t, "f") }

// Clock writes a time as "18:00".
func Clock(t time.Time) string { return stamp(t, "t") }

// FromNow writes a time as "in 3 days".
func FromNow(t time.Time) string { return stamp(t, "R") }

func stamp(t time.Time, style string) string { return fmt.Sprintf("<t:%d:%s>", t.Unix(), style) }

// Bar draws how much of whole part is, in ten cells. Anything at all shows one cell, and only everything shows ten.
func Bar(part, whole int) string {
	const cells = 10
	full := 0
	if whole > 0 {
		full = min(cells, part*cells/whole)
	}
	if part > 0 && full == 0 {
		full = 1
	}
	return strings.Repeat("▰", full) + strings.Repeat("▱", cells-full)
}

// Fit joins lines, at most so many and within a budget of characters. What is left over is said by more, whose line is
// within both; nothing is cut in the middle of a line.
func Fit(budget, most int, lines []string, more func(left int) string) string {
	used := 0
	room := length(more(len(lines))) + 1
	for i, line := range lines {
		n := length(line) + 1
		last := i == len(lines)-1
		if used+n > budget || !last && (used+n+room > budget || i == most-1) {
			return strings.Join(append(lines[:i:i], more(len(lines)-i)), "\n")
		}
		used += n
	}
	return strings.Join(lines, "\n")
}

// Pages splits lines into pages of at most so many lines that each keep within a budget of characters. There is always
// at least one page.
func Pages(budget, most int, lines []string) [][]string {
	pages := [][]string{nil}
	used := 0
	for _, line := range lines {
		n := length(line) + 1
		last := len(pages) - 1
		if len(pages[last]) > 0 && (used+n > budget || len(pages[last]) == most) {
			pages, used = append(pages, nil), 0
			last++
		}
		pages[last] = append(pages[last], line)
		used += n
	}
	return pages
}

// Len returns how many characters Discord counts in the texts of a message.
func (m Message) Len() int { return length(m.Content) + textOf(m.Components) }

func textOf(parts []Component) int {
	n := 0
	for _, p := range parts {
		if p.Type == kindText {
			n += length(p.Content)
		}
		n += textOf(p.Components)
	}
	return n
}

// Size returns how many components a message has, nested ones included.
func (m Message) Size() int { return sizeOf(m.Components) }

func sizeOf(parts []Component) int {
	n := 0
	for _, p := range parts {
		n += 1 + sizeOf(p.Components)
	}
	return n
}
