package moment

import (
	"time"

	"matchday/app/fault"
)

// moment puts what was read together.
func (r *reading) moment() (time.Time, error) {
	switch {
	case !r.hasClock && (r.hasDate() || r.hasDay || r.named != ""):
		return time.Time{}, fault.New(fault.Invalid, "At what time? Write it like \"%s 6pm\".", r.text)
	case !r.hasClock:
		return time.Time{}, unread(r.text, r.now, r.zone)
	case r.midnight:
		return r.atMidnight()
	case r.hasDate():
		return r.onDate()
	case r.hasDay:
		return r.onWeekday(), nil
	case r.named == "":
		return r.first(0, 1), nil
	}
	return r.onNamed(), nil
}

// on returns the wanted time of the day, so many days from today.
func (r *reading) on(days int) time.Time {
	return wall(r.now.Year(), r.now.Month(), r.now.Day()+days, r.clock, r.zone)
}

// first returns the wanted time of the day on the first of two days on which it is still to come.
func (r *reading) first(days, or int) time.Time {
	if t := r.on(days); t.After(r.now) {
		return t
	}
	return r.on(or)
}

// onNamed counts the small hours of tonight to the day after.
func (r *reading) onNamed() time.Time {
	switch r.named {
	case "tomorrow":
		return r.on(1)
	case "yesterday":
		return r.on(-1)
	case "tonight":
		if r.clock.hour < 6 && r.now.Hour() >= 6 {
			return r.on(1)
		}
	}
	return r.on(0)
}

func (r *reading) onWeekday() time.Time {
	days := (int(r.weekday) - int(r.now.Weekday()) + 7) % 7
	if r.next && days == 0 {
		return r.on(7)
	}
	return r.first(days, days+7)
}

// longPast is how many days a date without a year must have passed for the next year's to be meant; one that passed
// lately is a mistake to be told.
const longPast = 90

// onDate checks a weekday that stands beside the date.
func (r *reading) onDate() (time.Time, error) {
	year := r.year
	if year == 0 {
		year = r.now.Year()
		if wall(year, r.month, r.day, r.clock, r.zone).Before(r.now.AddDate(0, 0, -longPast)) {
			year++
		}
	}
	date := time.Date(year, r.month, r.day, 12, 0, 0, 0, time.UTC)
	if date.Day() != r.day {
		return time.Time{}, fault.New(fault.Invalid, "There is no %s %d in %d. Check the day.", r.month, r.day, year)
	}
	if r.hasDay && date.Weekday() != r.weekday {
		return time.Time{}, fault.New(fault.Invalid, "%s is a %s, not a %s. Check the day.", date.Format("Jan 2, 2006"), date.Weekday(), r.weekday)
	}
	return wall(year, r.month, r.day, r.clock, r.zone), nil
}

// atMidnight reads midnight alone and tonight's as the next one; of another day nobody knows whether it begins or ends it.
func (r *reading) atMidnight() (time.Time, error) {
	if r.hasDate() || r.hasDay || r.named == "tomorrow" || r.named == "yesterday" {
		return time.Time{}, fault.New(fault.Invalid, "%q can be when that day begins or when it ends. Write 0:00 or 23:59.", r.text)
	}
	return r.on(1), nil
}
