package night

import (
	"time"

	"matchday/app/fault"
	"matchday/app/tournament"
	"matchday/app/web/visit"
)

// readMoment reads a time as a person says it; nothing is the zero time, which is by hand.
func readMoment(text string, now time.Time, zone *time.Location) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.ParseInLocation(typedTime, text, zone)
	if err != nil {
		return at, fault.New(fault.Invalid, "“%s” is no time that we can read. Try “Saturday 6pm” or “2026-11-28 18:00”.", text)
	}
	return at, nil
}

// typedTime is how a time stands in a field.
const typedTime = "2006-01-02 15:04"

// Moment answers how a time is understood while it is being typed.
func (n *Night) Moment(v *visit.Visit) error {
	zone, err := time.LoadLocation(v.Query("zone"))
	if err != nil || v.Query("zone") == "" || v.Query("zone") == "Local" {
		zone = v.League.Location()
	}
	at, err := readMoment(v.Query(v.Query("field")), n.league.Now(), zone)
	switch {
	case err != nil:
		return v.Words(fault.Sentence(err))
	case at.IsZero():
		return v.Words("By hand.")
	}
	return v.Words(tournament.Tournament{Zone: zone.String()}.Say(at))
}
