package moment

import (
	"fmt"
	"time"
)

// Say writes a time as people in zone say it when it is now: "today 6:00 PM", "tomorrow 6:00 PM", "Saturday 6:00 PM" up to
// six days ahead, and with the date otherwise: "Saturday, Dec 5, 6:00 PM". The year stands there when it is another one.
// Parse reads what Say writes. The zero time is empty.
func Say(t, now time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	t, now = t.In(zone), now.In(zone)
	clock := t.Format("3:04 PM")
	switch days := date(t) - date(now); {
	case days == -1:
		return "yesterday " + clock
	case days == 0:
		return "today " + clock
	case days == 1:
		return "tomorrow " + clock
	case days > 1 && days <= 6:
		return t.Weekday().String() + " " + clock
	}
	if t.Year() != now.Year() {
		return t.Format("Monday, Jan 2, 2006, ") + clock
	}
	return t.Format("Monday, Jan 2, ") + clock
}

// date counts the days of the calendar.
func date(t time.Time) int {
	return int(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// Relative writes how far a time is from now: "in 12 min", "in 1 h 30 min", "2 h ago", "in 3 days", "now" within half a
// minute. From three hours on the minutes are left out, from two days on the hours.
func Relative(t, now time.Time) string {
	far := t.Sub(now)
	ahead := far > 0
	minutes := int(far.Abs().Round(time.Minute) / time.Minute)
	var text string
	switch {
	case far.Abs() < 30*time.Second:
		return "now"
	case minutes < 60:
		text = fmt.Sprintf("%d min", minutes)
	case minutes < 180 && minutes%60 > 0:
		text = fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
	case minutes < 48*60:
		text = fmt.Sprintf("%d h", (minutes+30)/60)
	default:
		text = fmt.Sprintf("%d days", (minutes+12*60)/(24*60))
	}
	if ahead {
		return "in " + text
	}
	return text + " ago"
}
