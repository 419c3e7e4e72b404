package ui

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Tone is what a thing means, shown by colour and by sign and never by colour alone.
type Tone string

// The tones. Hot is what is happening now or needs a person; use it for nothing else.
const (
	Good  Tone = "good"  // done, in, following
	Wait  Tone = "wait"  // not yet; somebody or something is awaited
	Quiet Tone = "quiet" // nothing to do: later, out, off
	Hot   Tone = "hot"   // now; a person is needed
	Bad   Tone = "bad"   // failed, refused, gone
)

func (t Tone) or(other Tone) Tone {
	if t == "" {
		return other
	}
	return t
}

// Number is one big numeral with the word for what it counts. Put several into Numbers.
type Number struct {
	ID    string // stable, if a live frame changes it
	Value string
	Label string
	Tone  Tone // colours the numeral; empty is ink
}

// Bar shows how a whole is divided: seats taken, waiting and free.
type Bar struct {
	ID    string
	Label string // read out instead of the picture: "27 of 32 checked in, 5 not yet"
	Total int    // of the whole; parts beyond it are cut
	Parts []BarPart
}

// BarPart is one stretch of a Bar. Wait is drawn pale, Quiet grey.
type BarPart struct {
	Value int
	Tone  Tone
}

type barRect struct {
	x, width string
	class    string
}

// rects places the parts one after another, in per cent of the whole.
func (b Bar) rects() []barRect {
	var out []barRect
	at := 0
	for _, p := range b.Parts {
		width := min(max(p.Value, 0), b.Total-at)
		if width <= 0 {
			continue
		}
		out = append(out, barRect{percent(at, b.Total), percent(width, b.Total), "bar-" + string(p.Tone.or(Good))})
		at += width
	}
	return out
}

func percent(part, whole int) string {
	return strconv.FormatFloat(100*float64(part)/float64(whole), 'f', -1, 32) + "%"
}

// Style is how a Time is written.
type Style int

// The styles, by example.
const (
	Clock  Style = iota // 6:41 PM
	Second              // 6:47:12
	Day                 // Saturday, November 22
	Full                // Sat, Nov 22, 7:00 PM EST
	Dated               // Nov 22, 6:41 PM
)

// Time is a moment, written in a zone of the league and readable by machines.
type Time struct {
	At       time.Time
	Zone     *time.Location // of the league; nil is UTC
	Style    Style
	Relative bool // with script and within a day: "in 12 min", "40 min ago", counting by itself
}

func (t Time) local() time.Time {
	if t.Zone == nil {
		return t.At.UTC()
	}
	return t.At.In(t.Zone)
}

func (t Time) machine() string { return t.At.UTC().Format(time.RFC3339) }

// String returns the time as it is written where there is no script.
func (t Time) String() string {
	switch t.Style {
	case Second:
		return t.local().Format("3:04:05")
	case Day:
		return t.local().Format("Monday, January 2")
	case Full:
		return t.full()
	case Dated:
		return t.local().Format("Jan 2, 3:04 PM")
	default:
		return t.local().Format("3:04 PM")
	}
}

func (t Time) full() string { return t.local().Format("Mon, Jan 2, 3:04 PM MST") }

// initial is the first letter of a name, or its first sign when it has no letter.
func initial(name string) string {
	for _, r := range name {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(unicode.ToUpper(r))
		}
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(name))
	if r == utf8.RuneError {
		return "?"
	}
	return string(r)
}

// id joins parts to an id: letters, digits and single dashes.
func id(parts ...any) string {
	var out strings.Builder
	for _, r := range strings.ToLower(strings.TrimSuffix(fmt.Sprintln(parts...), "\n")) {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			out.WriteRune(r)
		} else if s := out.String(); s != "" && !strings.HasSuffix(s, "-") {
			out.WriteByte('-')
		}
	}
	return strings.TrimSuffix(out.String(), "-")
}

func boolean(b bool) string { return strconv.FormatBool(b) }

// escapeRune writes a rune as JSON does when it keeps to ASCII.
func escapeRune(r rune) string {
	if r > 0xFFFF {
		r -= 0x10000
		return fmt.Sprintf(`\u%04x\u%04x`, 0xD800+(r>>10), 0xDC00+(r&0x3FF))
	}
	return fmt.Sprintf(`\u%04x`, r)
}
