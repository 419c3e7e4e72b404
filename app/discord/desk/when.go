package desk

import (
	"time"

	"matchday/app/fault"
)

// read reads a time as a person says it.
func read(text string, now time.Time, zone *time.Location) (time.Time, error) {
	at, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		return at, fault.New(fault.Invalid, "%q is no time.", text).Because(err)
	}
	return at, nil
}
