package moment

import (
	"strings"
	"time"

	"matchday/app/fault"
)

// reading is what the words of a text have told so far.
type reading struct {
	text  string
	words []string // those still to be read
	now   time.Time
	zone  *time.Location

	named    string // "today", "tonight", "tomorrow", "yesterday"
	weekday  time.Weekday
	hasDay   bool // weekday is set
	next     bool // "next" stood before it
	year     int
	month    time.Month
	day      int
	clock    clock
	hasClock bool
	midnight bool
}

// take reads one thing at the head of the words and returns how many of them it took, 0 when it cannot be read.
func (r *reading) take() (int, error) {
	for _, read := range []func() (int, error){r.takeFiller, r.takeNamed, r.takeWeekday, r.takeDate, r.takeMonth, r.takeClock, r.takeZone, r.takeBare} {
		if n, err := read(); n > 0 || err != nil {
			return n, err
		}
	}
	return 0, nil
}

func (r *reading) takeFiller() (int, error) {
	if filler(r.words[0]) {
		return 1, nil
	}
	return 0, nil
}

func (r *reading) takeNamed() (int, error) {
	switch word := r.words[0]; word {
	case "today", "tonight", "tomorrow", "yesterday":
		if r.hasDate() || r.hasDay || r.named != "" {
			return 0, nil
		}
		r.named = word
		return 1, nil
	case "midnight":
		if r.hasClock {
			return 0, nil
		}
		r.hasClock, r.midnight = true, true
		return 1, nil
	}
	return 0, nil
}

func (r *reading) takeWeekday() (int, error) {
	taken, next := 1, r.words[0] == "next"
	if next || r.words[0] == "this" {
		taken = 2
	}
	if len(r.words) < taken || r.hasDay || r.named != "" {
		return 0, nil
	}
	d, ok := weekday(r.words[taken-1])
	if !ok {
		return 0, nil
	}
	r.weekday, r.hasDay, r.next = d, true, next
	return taken, nil
}

// takeDate reads a date in figures: 2026-12-05, 5.12., 5.12.2026, 25/12.
func (r *reading) takeDate() (int, error) {
	word := r.words[0]
	if day, clock, ok := strings.Cut(word, "t"); ok && len(day) == len("2006-01-02") {
		if _, err := time.Parse("2006-01-02", day); err == nil { // as a date field of a page writes it
			r.words = append([]string{day, clock}, r.words[1:]...)
			word = day
		}
	}
	if parts := strings.Split(word, "/"); len(parts) > 1 && len(parts[0]) < 3 {
		return r.takeSlashes(word, parts)
	}
	for _, layout := range []string{"2006-1-2", "2006/1/2", "2.1.2006", "2.1."} {
		t, err := time.Parse(layout, word)
		if err != nil {
			continue
		}
		if r.hasDate() || r.named != "" {
			return 0, nil
		}
		r.month, r.day = t.Month(), t.Day()
		if strings.Contains(layout, "2006") {
			r.year = t.Year()
		}
		return 1, nil
	}
	return 0, nil
}

// takeSlashes reads 25/12, of which there is only one reading, and refuses 12/5; a year of four digits may follow.
func (r *reading) takeSlashes(word string, parts []string) (int, error) {
	a, okA := digits(parts[0], 1, 2)
	b, okB := digits(parts[1], 1, 2)
	if !okA || !okB || min(a, b) < 1 || max(a, b) > 31 || min(a, b) > 12 || len(parts) > 3 || r.hasDate() || r.named != "" {
		return 0, nil
	}
	if len(parts) == 3 {
		year, ok := digits(parts[2], 4, 4)
		if !ok {
			return 0, nil
		}
		r.year = year
	}
	if a <= 12 && b <= 12 && a != b {
		return 0, fault.New(fault.Invalid, "%q can be %s %d or %s %d. Write the month as a word.", word, time.Month(a).String()[:3], b, time.Month(b).String()[:3], a)
	}
	r.month, r.day = time.Month(min(a, b)), max(a, b)
	return 1, nil
}

// takeMonth reads a date with the month as a word: Dec 5, 5 Dec, 5th of December, each with or without a year behind it.
func (r *reading) takeMonth() (int, error) {
	m, ok := month(r.words[0])
	at := 1
	if !ok { // the day first
		if _, isDay := ordinal(r.words[0]); !isDay {
			return 0, nil
		}
		for at < len(r.words) && filler(r.words[at]) {
			at++
		}
		if at == len(r.words) {
			return 0, nil
		}
		if m, ok = month(r.words[at]); !ok {
			return 0, nil
		}
		r.day, _ = ordinal(r.words[0])
		at++
	} else {
		for at < len(r.words) && filler(r.words[at]) {
			at++
		}
		if at == len(r.words) {
			return 0, nil
		}
		if r.day, ok = ordinal(r.words[at]); !ok {
			return 0, nil
		}
		at++
	}
	if r.month != 0 || r.named != "" {
		return 0, nil
	}
	r.month = m
	if at < len(r.words) {
		if year, ok := digits(r.words[at], 4, 4); ok {
			r.year = year
			at++
		}
	}
	return at, nil
}

func (r *reading) takeClock() (int, error) {
	word, german := strings.CutSuffix(r.words[0], "uhr")
	c, ok := at(word, german)
	if !ok || r.hasClock {
		return 0, nil
	}
	r.clock, r.hasClock = c, true
	return 1, nil
}

// takeZone reads a zone's short name when it is the league's own, as times are said back, or UTC.
func (r *reading) takeZone() (int, error) {
	word := strings.ToUpper(r.words[0])
	if word == "UTC" || word == "GMT" {
		r.zone, r.now = time.UTC, r.now.UTC()
		return 1, nil
	}
	for _, m := range []time.Month{time.January, time.July} {
		if name, _ := time.Date(r.now.Year(), m, 1, 0, 0, 0, 0, r.zone).Zone(); name == word {
			return 1, nil
		}
	}
	return 0, nil
}

// takeBare refuses an hour of which nobody knows in which half of the day it is.
func (r *reading) takeBare() (int, error) {
	hour, ok := digits(r.words[0], 1, 2)
	if !ok || hour > 23 || r.hasClock {
		return 0, nil
	}
	if hour == 0 || hour > 12 {
		return 0, fault.New(fault.Invalid, "%q: if %d is the hour, write %d:00.", r.text, hour, hour)
	}
	return 0, fault.New(fault.Invalid, "%q: is that %d in the morning or in the evening? Write %dam or %dpm.", r.text, hour, hour, hour)
}

func (r *reading) hasDate() bool { return r.month != 0 }
