package person

import (
	"time"

	"matchday/app/fault"
)

// Person is somebody known to this Matchday. People are global: one Discord id is one Person in every league.
type Person struct {
	ID      int64
	Discord string // Discord user id (a snowflake as decimal text); empty for a web owner who has not linked yet
	Name    string // name for display, cleaned, 1 to MaxName runes; never an identity
	Created time.Time
}

// League is one community with its staff, its tournaments and at most one Discord server.
type League struct {
	ID     int64
	Name   string // 1 to MaxName runes
	Zone   string // IANA name such as "Europe/Berlin"; the zone in which staff say times
	Server string // Discord server (guild) id; empty until one is bound
	Staff  string // Discord channel id where staff are told what needs them; empty until chosen
}

// Location returns the league's zone. A name that this machine does not know reads as UTC.
func (l League) Location() *time.Location {
	loc, err := time.LoadLocation(l.Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// Check returns the league with its name cleaned, or tells everything that is wrong with its name and zone.
func (l League) Check() (League, error) {
	var faults fault.List
	name, err := Text("name", "The league's name", l.Name, 1, MaxName)
	faults.Add(err)
	if _, err := time.LoadLocation(l.Zone); err != nil || l.Zone == "" || l.Zone == "Local" {
		faults.Add(fault.Field("zone", "%q is no time zone. Use a name such as Europe/Berlin or America/New_York.", l.Zone))
	}
	l.Name = name
	return l, faults.Err()
}

// Session is one signed-in browser, as its owner sees it in the list of sessions.
type Session struct {
	ID      int64
	Person  int64
	Client  string // what the browser called itself, shortened; for recognising, never for deciding
	Created time.Time
	Seen    time.Time // last use, to the minute
	Expires time.Time
}
