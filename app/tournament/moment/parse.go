package moment

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/person"
)

// furthest is how far ahead a time may lie, in years; what is further is a slip of the finger.
const furthest = 2

const maxText = 60

// Parse reads a time that is still to come, as somebody says it in zone when it is now. An empty text is the zero time.
// Everything else that is not a time yet to come is an Invalid fault whose sentence tells how to write it.
func Parse(text string, now time.Time, zone *time.Location) (time.Time, error) {
	t, err := ParseAny(text, now, zone)
	if err == nil && !t.IsZero() && t.Before(now) {
		passed := "was " + Relative(t, now)
		if now.Sub(t) < time.Minute {
			passed = "has just passed"
		}
		return time.Time{}, fault.New(fault.Invalid, "%s %s. Give a time that is still to come.", shown(t, now, zone), passed)
	}
	return t, err
}

// ParseAny is Parse for times that may have passed.
func ParseAny(text string, now time.Time, zone *time.Location) (time.Time, error) {
	text = person.Clean(text)
	if text == "" {
		return time.Time{}, nil
	}
	if len([]rune(text)) > maxText {
		return time.Time{}, unread(string([]rune(text)[:maxText])+"…", now, zone)
	}
	t, err := read(text, now, zone)
	if err == nil && t.After(now.AddDate(furthest, 0, 0)) {
		return time.Time{}, fault.New(fault.Invalid, "%s is more than %d years away. Check the year.", shown(t, now, zone), furthest)
	}
	if err != nil {
		return time.Time{}, err
	}
	return t.In(zone), nil
}

// shown is how a time was understood, at the beginning of a sentence.
func shown(t, now time.Time, zone *time.Location) fault.Moment {
	return fault.Moment{At: t, Text: capital(Say(t, now, zone))}
}

func read(text string, now time.Time, zone *time.Location) (time.Time, error) {
	if t, ok := stamp(text); ok {
		return t, nil
	}
	if t, err := time.Parse(time.RFC3339, strings.ToUpper(text)); err == nil {
		return t, nil
	}
	words := split(text)
	switch {
	case len(words) == 1 && words[0] == "now":
		return now, nil
	case len(words) > 1 && words[0] == "in":
		if t, ok := later(words[1:], now.In(zone)); ok {
			return t, nil
		}
		return time.Time{}, unread(text, now, zone)
	}
	r := reading{text: text, now: now.In(zone), zone: zone}
	for r.words = words; len(r.words) > 0; {
		taken, err := r.take()
		if err != nil {
			return time.Time{}, err
		}
		if taken == 0 {
			return time.Time{}, unread(text, now, zone)
		}
		r.words = r.words[taken:]
	}
	return r.moment()
}

// stamp reads what Discord makes of a time: <t:1700000000:F>.
func stamp(text string) (time.Time, bool) {
	inside, ok := strings.CutPrefix(text, "<t:")
	inside, closed := strings.CutSuffix(inside, ">")
	seconds, style, _ := strings.Cut(inside, ":")
	if !ok || !closed || len(style) > 1 || strings.Trim(style, "tTdDfFR") != "" {
		return time.Time{}, false
	}
	n, err := strconv.ParseInt(seconds, 10, 64)
	return time.Unix(n, 0).UTC(), err == nil && n >= 0 && n < 1<<40
}

// later reads "2 hours", "1.5 h", "1h30", "an hour and 15 min", "half an hour".
func later(words []string, now time.Time) (time.Time, bool) {
	text := strings.Join(words, " ")
	for _, swap := range [][2]string{{"half an hour", "30 min"}, {"an ", "1 "}, {"a ", "1 "}, {" and ", " "}} {
		if swap[0][0] == ' ' || strings.HasPrefix(text, swap[0]) {
			text = strings.Replace(text, swap[0], swap[1], 1)
		}
	}
	days, length := 0, time.Duration(0)
	for text != "" {
		figure := text[:len(text)-len(strings.TrimLeft(text, "0123456789."))]
		n, err := strconv.ParseFloat(figure, 64)
		if err != nil || len(figure) > 5 {
			return now, false
		}
		text = strings.TrimLeft(text[len(figure):], " ")
		unit := text[:len(text)-len(strings.TrimLeft(text, "abcdefghijklmnopqrstuvwxyz"))]
		text = strings.TrimLeft(text[len(unit):], " ")
		switch unit {
		case "":
			if text != "" || length == 0 { // the minutes of 1h30
				return now, false
			}
			length += time.Duration(n * float64(time.Minute))
		case "m", "min", "mins", "minute", "minutes":
			length += time.Duration(n * float64(time.Minute))
		case "h", "hr", "hrs", "hour", "hours":
			length += time.Duration(n * float64(time.Hour))
		case "d", "day", "days":
			days += int(n)
		case "w", "week", "weeks":
			days += int(7 * n)
		default:
			return now, false
		}
	}
	if days > 0 {
		now = wall(now.Year(), now.Month(), now.Day()+days, clock{now.Hour(), now.Minute()}, now.Location())
	}
	return now.Add(length), true
}

// wall returns the moment at which clocks in zone show this. When the change of clocks leaves it out, it is the first
// moment after the change; when it comes twice, it is the first.
func wall(year int, month time.Month, day int, c clock, zone *time.Location) time.Time {
	t := time.Date(year, month, day, c.hour, c.minute, 0, 0, zone)
	want := time.Date(year, month, day, c.hour, c.minute, 0, 0, time.UTC)
	shown := func(t time.Time) int64 { _, offset := t.Zone(); return t.Unix() + int64(offset) }
	start, end := t.ZoneBounds()
	switch {
	case shown(t) > want.Unix():
		return start
	case shown(t) < want.Unix():
		return end
	case start.IsZero():
		return t
	}
	_, before := start.Add(-time.Second).Zone()
	if first := time.Unix(want.Unix()-int64(before), 0).In(zone); first.Before(start) {
		return first
	}
	return t
}

func unread(text string, now time.Time, zone *time.Location) error {
	example := now.In(zone).AddDate(0, 0, 14).Format("2006-01-02")
	return fault.New(fault.Invalid, "%q is not a time that can be read. Write it like \"Saturday 6pm\" or \"%s 19:00\".", text, example)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// filler reports words that say nothing.
func filler(word string) bool {
	return slices.Contains([]string{"at", "on", "the", "of", "um"}, word)
}
