package tournament

import (
	"fmt"
	"time"

	"matchday/app/fault"
)

// Say writes a time as "Saturday, Nov 22, 6:00 PM EST", in the tournament's zone.
func (t Tournament) Say(at time.Time) string {
	return at.In(t.Location()).Format("Monday, Jan 2, 3:04 PM MST")
}

// when is a time in a fault, which reads as Say writes it.
func (t Tournament) when(at time.Time) fault.Moment { return fault.Moment{At: at, Text: t.Say(at)} }

// Ordinal writes 1 as "1st", 12 as "12th", 21 as "21st".
func Ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, suffix)
}

// Count writes "1 entry", "5 entries".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
