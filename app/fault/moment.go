package fault

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Moment is a time in a sentence. Text is how it reads where nothing better is known, as "Saturday, Nov 22, 6:00 PM EST";
// whoever shows the sentence to readers in several zones asks Parts and writes At in their way.
type Moment struct {
	At   time.Time
	Text string
}

// String returns the text, so that a Moment can be an argument of New and Field for %s.
func (m Moment) String() string { return m.Text }

// Part is a piece of a sentence. At is the time that its text tells, zero for any other text.
type Part struct {
	Text string
	At   time.Time
}

// Parts returns Sentence in pieces: the times in it, each by itself, and the texts between them.
func Parts(err error) []Part {
	var all []Part
	for i, f := range All(err) {
		if i > 0 {
			all = append(all, Part{Text: " "})
		}
		if f.parts == nil {
			all = append(all, Part{Text: f.Sentence})
		}
		all = append(all, f.parts...)
	}
	return all
}

// mark stands in a text for the time with this number. A NUL comes in no sentence.
const mark = "\x00"

// tellsTime reports whether an argument of a sentence may bring a time.
func tellsTime(arg any) bool {
	switch arg.(type) {
	case Moment, *Fault, List:
		return true
	}
	return false
}

// sentence formats a sentence; parts are nil when no argument brings a time. A fault among the arguments brings the times of its own
// sentence along.
func sentence(format string, args ...any) (text string, parts []Part) {
	if !slices.ContainsFunc(args, tellsTime) {
		return fmt.Sprintf(format, args...), nil
	}
	var times []Part
	marked := func(p Part) string {
		if p.At.IsZero() {
			return strings.ReplaceAll(p.Text, mark, "")
		}
		times = append(times, p)
		return mark + strconv.Itoa(len(times)-1) + mark
	}
	given := make([]any, len(args))
	for i, arg := range args {
		switch a := arg.(type) {
		case Moment:
			given[i] = marked(Part{a.Text, a.At})
		case *Fault, List:
			var b strings.Builder
			for _, p := range Parts(a.(error)) {
				b.WriteString(marked(p))
			}
			given[i] = b.String()
		case string:
			given[i] = strings.ReplaceAll(a, mark, "")
		default:
			given[i] = arg
		}
	}
	text = fmt.Sprintf(format, given...)
	for i, piece := range strings.Split(text, mark) {
		p := Part{Text: piece}
		if i%2 == 1 {
			n, _ := strconv.Atoi(piece)
			p = times[n]
		}
		if p.Text != "" {
			parts = append(parts, p)
		}
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String(), parts
}
