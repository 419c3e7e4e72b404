package moment

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// weekday reads a day of the week by its name or an abbreviation of three letters or more.
func weekday(word string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if short(word, strings.ToLower(d.String())) {
			return d, true
		}
	}
	return 0, false
}

// month reads a month by its name or an abbreviation of three letters or more.
func month(word string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if short(word, strings.ToLower(m.String())) {
			return m, true
		}
	}
	return 0, false
}

func short(word, name string) bool {
	word = strings.TrimSuffix(word, ".")
	return len(word) >= 3 && strings.HasPrefix(name, word)
}

// ordinal reads a day of the month: "5", "5th", "5.".
func ordinal(word string) (int, bool) {
	for _, suffix := range []string{"st", "nd", "rd", "th", "."} {
		word = strings.TrimSuffix(word, suffix)
	}
	n, ok := digits(word, 1, 2)
	return n, ok && n >= 1 && n <= 31
}

// digits reads a number that is written with least to most digits and nothing else.
func digits(word string, least, most int) (int, bool) {
	if len(word) < least || len(word) > most || strings.Trim(word, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(word)
	return n, err == nil
}

// clock is a time of the day.
type clock struct {
	hour, minute int
}

// at reads a time of the day from a word: "18:30", "6pm", "6:30pm", "noon". dots tells whether "19.30" is one too.
func at(word string, dots bool) (clock, bool) {
	if word == "noon" || word == "midday" {
		return clock{12, 0}, true
	}
	half := ""
	for _, suffix := range []string{"am", "pm"} {
		if cut, ok := strings.CutSuffix(word, suffix); ok {
			word, half, dots = cut, suffix, true
		}
	}
	if dots {
		word = strings.Replace(word, ".", ":", 1)
	}
	h, m, parted := strings.Cut(word, ":")
	if !parted && half == "" && !dots {
		return clock{}, false
	}
	var c clock
	var ok bool
	if c.hour, ok = digits(h, 1, 2); !ok {
		return c, false
	}
	if parted {
		m = strings.TrimSuffix(m, ":00")
		if c.minute, ok = digits(m, 2, 2); !ok || c.minute > 59 {
			return c, false
		}
	}
	return c.in(half)
}

// in applies the half of the day. Without one the hours go from 0 to 24:00, which is the end of the day.
func (c clock) in(half string) (clock, bool) {
	switch {
	case half == "":
		return c, c.hour < 24 || c == clock{24, 0}
	case c.hour < 1 || c.hour > 12:
		return c, false
	}
	c.hour %= 12
	if half == "pm" {
		c.hour += 12
	}
	return c, true
}

// split cuts a text into lower-case words. A figure and the word behind it that belong together become one: "6 pm" is
// "6pm", "19.30 uhr" is "19.30uhr".
func split(text string) []string {
	text = strings.NewReplacer(",", " ", "a.m.", "am", "p.m.", "pm", "o'clock", "uhr", "o’clock", "uhr").Replace(strings.ToLower(text))
	var words []string
	for _, word := range strings.Fields(text) {
		last := len(words) - 1
		if slices.Contains([]string{"am", "pm", "uhr"}, word) && last >= 0 && strings.Trim(words[last], "0123456789:.") == "" {
			words[last] += word
			continue
		}
		words = append(words, word)
	}
	return words
}
