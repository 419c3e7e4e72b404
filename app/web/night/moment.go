package night

import (
	"time"

	"matchday/app/fault"
	"matchday/app/tournament"
	"matchday/app/tournament/moment"
	"matchday/app/web/visit"
)

// typedTime is how a time stands in a field before somebody types into it.
const typedTime = "2006-01-02 15:04"

// Moment answers how a time is understood while it is being typed.
func (n *Night) Moment(v *visit.Visit) error {
	zone, err := time.LoadLocation(v.Query("zone"))
	if err != nil || v.Query("zone") == "" || v.Query("zone") == "Local" {
		zone = v.League.Location()
	}
	at, err := moment.ParseAny(v.Query(v.Query("field")), n.league.Now(), zone)
	switch {
	case err != nil:
		return v.Words(fault.Sentence(err))
	case at.IsZero():
		return v.Words("By hand.")
	}
	return v.Words(tournament.Tournament{Zone: zone.String()}.Say(at))
}
