package tournament

import (
	"slices"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament/tiebreak"
)

// maxZone is longer than every name in the IANA database.
const maxZone = 64

// Plan is what staff fill in to create or change a tournament.
type Plan struct {
	Name  string
	Zone  string
	Rules Rules
	Times Times
}

// Plan returns what could be changed about t.
func (t Tournament) Plan() Plan {
	t = t.clone()
	return Plan{t.Name, t.Zone, t.Rules, t.Times}
}

// Check cleans a plan and returns every fault in it at once. Times that were never asked for stay zero.
func (p Plan) Check() (Plan, error) {
	var faults fault.List
	name, err := person.Text("name", "The name", p.Name, 1, person.MaxName)
	faults.Add(err)
	p.Name = name
	p.Zone, err = person.Text("zone", "The time zone", p.Zone, 1, maxZone)
	faults.Add(err)
	if _, unknown := time.LoadLocation(p.Zone); err == nil && (unknown != nil || p.Zone == "Local") {
		faults.Add(fault.Field("zone", "%q is no time zone. Use a name such as Europe/Berlin or America/New_York.", p.Zone))
	}
	p.Rules.check(&faults)
	p.Times.check(&faults)
	return p, faults.Err()
}

func (r *Rules) check(faults *fault.List) {
	between := func(field, what string, n, least, most int) {
		if n < least || n > most {
			faults.Add(fault.Field(field, "%s must be between %d and %d, not %d.", what, least, most, n))
		}
	}
	between("team_size", "The team size", r.TeamSize, 1, MaxTeam)
	between("cap", "The number of seats", r.Cap, 2, MaxCap)
	between("lobby_size", "The lobby size", r.LobbySize, 2, MaxLobby)
	between("rounds", "The number of rounds", r.Rounds, 1, MaxRounds)
	between("cut", "The line", r.Cut, 0, MaxCap)
	if len(r.Points) == 0 || len(r.Points) > MaxLobby {
		faults.Add(fault.Field("points", "List the points by place, first place first: 1 to %d numbers.", MaxLobby))
	}
	for i, p := range r.Points {
		if p < 0 || p > MaxPoints || i > 0 && p > r.Points[i-1] {
			faults.Add(fault.Field("points", "Points go down from first place to last and lie between 0 and %d.", MaxPoints))
			break
		}
	}
	if !slices.Contains(Seatings(), r.First) || r.First == ByStanding || r.First == SnakeStanding {
		faults.Add(fault.Field("first", "Round 1 has no standings yet: draw it at random or as a snake by seed."))
	}
	if !slices.Contains(Seatings(), r.Later) {
		faults.Add(fault.Field("later", "Choose how the later rounds are drawn."))
	}
	for i, tie := range r.Ties {
		if !slices.Contains(tiebreak.Each(), tie) || slices.Contains(r.Ties[:i], tie) {
			faults.Add(fault.Field("ties", "The tie-break %q is unknown or listed twice.", tie))
			break
		}
	}
}

// check wants a door to open before it closes, and nothing to come after what it prepares. Check-in may open while
// registration is open. Each time is told wrong at most once, at the later of the two.
func (w Times) check(faults *fault.List) {
	type moment struct {
		field, what string
		at          time.Time
	}
	opens := moment{"registration_opens", "registration opens", w.RegistrationOpens}
	closes := moment{"registration_closes", "registration closes", w.RegistrationCloses}
	in := moment{"check_in_opens", "check-in opens", w.CheckInOpens}
	out := moment{"check_in_closes", "check-in closes", w.CheckInCloses}
	starts := moment{"starts", "the first round starts", w.Starts}
	told := map[string]bool{}
	for _, pair := range [][2]moment{{opens, closes}, {in, out}, {opens, in}, {closes, out}, {opens, out}, {out, starts}, {in, starts}, {closes, starts}, {opens, starts}} {
		first, then := pair[0], pair[1]
		if first.at.IsZero() || then.at.IsZero() || told[then.field] {
			continue
		}
		door := first == opens && then == closes || first == in && then == out
		if then.at.Before(first.at) || door && then.at.Equal(first.at) {
			told[then.field] = true
			faults.Add(fault.Field(then.field, "As it stands %s before %s. Put the times in order.", then.what, first.what))
		}
	}
}

// New returns the tournament that a checked plan describes.
func New(league int64, p Plan, at time.Time) Tournament {
	return Tournament{League: league, Version: 1, Name: p.Name, Zone: p.Zone, Rules: p.Rules, Times: p.Times,
		Registration: Pending, CheckIn: Pending, Stage: Preparing, Created: at}
}

// Edit changes the plan of a night that is not over. What is already decided holds: the team size while anybody is
// registered, lobby size and points once a round has started. More seats are filled from the waitlist at once; fewer
// seats take nobody's away, but nobody moves up until there is room.
func (n Night) Edit(p Plan) (Night, []Happening, error) {
	t := n.Tournament
	if t.Stage.Over() {
		return n, nil, fault.New(fault.Closed, "%s is over and is kept as it was played.", t.Name)
	}
	var faults fault.List
	if p.Rules.TeamSize != t.Rules.TeamSize && slices.ContainsFunc(n.Entries, func(e Entry) bool { return e.State.Active() || e.State == Dropped }) {
		faults.Add(fault.Field("team_size", "The team size cannot change while people are registered."))
	}
	switch r, _ := n.CurrentRound(); {
	case p.Rules.LobbySize != t.Rules.LobbySize && t.Stage == Playing:
		faults.Add(fault.Field("lobby_size", "The lobby size cannot change once the first round has started."))
	case p.Rules.LobbySize != t.Rules.LobbySize && r.State == Drawn:
		faults.Add(fault.Field("lobby_size", "The lobbies of round %d are drawn. Discard the draw before the lobby size changes.", r.Number))
	}
	if t.Stage == Playing && !slices.Equal(p.Rules.Points, t.Rules.Points) {
		faults.Add(fault.Field("points", "The points cannot change once the first round has started."))
	}
	if p.Rules.Rounds < t.Round {
		faults.Add(fault.Field("rounds", "Round %d has been drawn already, so there cannot be fewer rounds.", t.Round))
	}
	if err := faults.Err(); err != nil {
		return n, nil, err
	}
	next := n.clone()
	next.Tournament.Name, next.Tournament.Zone, next.Tournament.Rules, next.Tournament.Times = p.Name, p.Zone, p.Rules, p.Times
	if next.Tournament.equal(t) {
		return n, nil, nil
	}
	next, promoted := next.Promote()
	h := Happening{Kind: Changed, Name: p.Name, Now: t.differences(p)}
	return next, append([]Happening{h}, promoted...), nil
}

// differences says in words what a plan changes about t.
func (t Tournament) differences(p Plan) string {
	var parts []string
	number := func(what string, was, now int) {
		if was != now {
			parts = append(parts, what+" "+itoa(was)+" to "+itoa(now))
		}
	}
	word := func(what string, changed bool) {
		if changed {
			parts = append(parts, what)
		}
	}
	old, now := t.Rules, p.Rules
	word("name", t.Name != p.Name)
	word("time zone", t.Zone != p.Zone)
	number("seats", old.Cap, now.Cap)
	number("team size", old.TeamSize, now.TeamSize)
	number("lobby size", old.LobbySize, now.LobbySize)
	number("rounds", old.Rounds, now.Rounds)
	word("points", !slices.Equal(old.Points, now.Points))
	word("seating", old.First != now.First || old.Later != now.Later)
	word("tie-breaks", !slices.Equal(old.Ties, now.Ties))
	number("line below rank", old.Cut, now.Cut)
	word("times", !t.Times.equal(p.Times))
	return strings.Join(parts, ", ")
}

func (t Tournament) equal(o Tournament) bool {
	return t.ID == o.ID && t.League == o.League && t.Version == o.Version && t.Name == o.Name && t.Zone == o.Zone &&
		t.Rules.equal(o.Rules) && t.Times.equal(o.Times) && t.Registration == o.Registration && t.CheckIn == o.CheckIn &&
		t.Stage == o.Stage && t.Round == o.Round && t.Created.Equal(o.Created) && t.Finished.Equal(o.Finished)
}

func (r Rules) equal(o Rules) bool {
	return r.TeamSize == o.TeamSize && r.Cap == o.Cap && r.LobbySize == o.LobbySize && r.Rounds == o.Rounds && r.Cut == o.Cut &&
		r.First == o.First && r.Later == o.Later && slices.Equal(r.Points, o.Points) && slices.Equal(r.Ties, o.Ties)
}

func (w Times) equal(o Times) bool {
	return w.RegistrationOpens.Equal(o.RegistrationOpens) && w.RegistrationCloses.Equal(o.RegistrationCloses) &&
		w.CheckInOpens.Equal(o.CheckInOpens) && w.CheckInCloses.Equal(o.CheckInCloses) && w.Starts.Equal(o.Starts)
}

// Cancel calls the night off.
func (n Night) Cancel(at time.Time) (Night, []Happening, error) {
	if err := n.running("there is nothing to cancel"); err != nil {
		return n, nil, err
	}
	next := n.clone()
	t := &next.Tournament
	t.Stage, t.Finished = Cancelled, at
	if t.Registration == Open {
		t.Registration = Shut
	}
	if t.CheckIn == Open {
		t.CheckIn = Shut
	}
	return next, []Happening{{Kind: CalledOff, Count: len(n.InState(Seated)) + len(n.InState(Waiting))}}, nil
}

// Finish ends the night after a round that is done, whether or not more were planned.
func (n Night) Finish(at time.Time) (Night, []Happening, error) {
	if err := n.running("there is nothing to finish"); err != nil {
		return n, nil, err
	}
	r, ok := n.CurrentRound()
	switch {
	case !ok || n.Tournament.Stage == Preparing:
		return n, nil, fault.New(fault.Closed, "No round of %s has been played. Cancel it instead if it will not happen.", n.Tournament.Name)
	case r.State == InPlay:
		return n, nil, n.missingResults(r)
	case r.State == Drawn:
		return n, nil, fault.New(fault.Closed, "Round %d is drawn. Discard the draw before finishing.", r.Number)
	}
	next := n.clone()
	next.Tournament.Stage, next.Tournament.Finished = Finished, at
	h := Happening{Kind: Ended}
	if s := next.Standings(); len(s) > 0 && s[0].Rank == 1 {
		winner, _ := n.Entry(s[0].Entry)
		h = about(Ended, winner)
		if len(s) > 1 && s[1].Rank == 1 {
			second, _ := n.Entry(s[1].Entry)
			h = h.with(second)
		}
		for _, standing := range s {
			h.Count += boolInt(standing.Rank == 1)
		}
	}
	h.Round = r.Number
	return next, []Happening{h}, nil
}

// running refuses a step on a night that is over; so tells what that means for the step.
func (n Night) running(so string) error {
	switch n.Tournament.Stage {
	case Finished:
		return fault.New(fault.Closed, "%s is over, so %s.", n.Tournament.Name, so)
	case Cancelled:
		return fault.New(fault.Closed, "%s was cancelled, so %s.", n.Tournament.Name, so)
	}
	return nil
}
