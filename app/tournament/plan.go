package tournament

import (
	"slices"
	"time"

	"matchday/app/fault"
	"matchday/app/person"
)

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
	if _, err := time.LoadLocation(p.Zone); err != nil || p.Zone == "" || p.Zone == "Local" {
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
		if !slices.Contains(eachTie(), tie) || slices.Contains(r.Ties[:i], tie) {
			faults.Add(fault.Field("ties", "The tie-break %q is unknown or listed twice.", tie))
			break
		}
	}
}

func eachTie() []Tie { return []Tie{MostFirsts, MostTopFours, CountBack, LastRound, FirstsTwice} }

func (w Times) check(faults *fault.List) {
	order := []struct {
		field, what string
		at          time.Time
	}{
		{"registration_opens", "Registration opens", w.RegistrationOpens},
		{"registration_closes", "registration closes", w.RegistrationCloses},
		{"check_in_closes", "check-in closes", w.CheckInCloses},
		{"starts", "the first round starts", w.Starts},
	}
	last := order[0]
	for _, next := range order[1:] {
		if next.at.IsZero() {
			continue
		}
		if !last.at.IsZero() && next.at.Before(last.at) {
			faults.Add(fault.Field(next.field, "As it stands %s before %s. Put the times in order.", next.what, lower(last.what)))
		}
		last = next
	}
	if !w.CheckInOpens.IsZero() && !w.CheckInCloses.IsZero() && !w.CheckInOpens.Before(w.CheckInCloses) {
		faults.Add(fault.Field("check_in_opens", "Check-in closes before it opens. Put the times in order."))
	}
}

func lower(s string) string {
	if s == "Registration opens" {
		return "registration opens"
	}
	return s
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
	if p.Rules.TeamSize != t.Rules.TeamSize && len(n.InState(Seated))+len(n.InState(Waiting)) > 0 {
		faults.Add(fault.Field("team_size", "The team size cannot change while people are registered."))
	}
	if t.Stage == Playing && (p.Rules.LobbySize != t.Rules.LobbySize || !slices.Equal(p.Rules.Points, t.Rules.Points)) {
		faults.Add(fault.Field("points", "Lobby size and points cannot change once the first round has started."))
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
	return next, append([]Happening{{Kind: Changed, Name: p.Name}}, promoted...), nil
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
	if err := n.running("cancelled"); err != nil {
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
	if err := n.running("finished"); err != nil {
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
	h := Happening{Kind: Ended, Round: r.Number}
	if s := next.Standings(); len(s) > 0 {
		h.Entry, h.Name = s[0].Entry, s[0].Name
	}
	return next, []Happening{h}, nil
}

func (n Night) running(done string) error {
	switch n.Tournament.Stage {
	case Finished:
		return fault.New(fault.Closed, "%s is finished already, so it cannot be %s.", n.Tournament.Name, done)
	case Cancelled:
		return fault.New(fault.Closed, "%s was cancelled already, so it cannot be %s.", n.Tournament.Name, done)
	}
	return nil
}
