package tournament

import (
	"time"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament/spelling"
)

// Application is what somebody types to take part.
type Application struct {
	Person   int64
	Guest    string // what somebody is called who is not known yet and has no Discord; staff register them, Person is 0
	InGame   string // 1 to MaxInGame runes
	Pronouns string // up to MaxPronouns
	AltNames string // other names, separated by commas, up to MaxAltNames
	Team     string // 1 to MaxTeamName; only asked when teams play
	Staff    bool   // staff do it for somebody: doors do not matter
	Shared   bool   // staff allow an in-game name that is in use
}

// Written returns the application in the spelling in which it would be kept: no spaces too many, nothing invisible,
// pronouns and lists as the league writes them. It says nothing about whether it may be kept.
func (a Application) Written() Application {
	a.InGame, a.Team = person.Clean(a.InGame), person.Clean(a.Team)
	a.Pronouns, a.AltNames = person.Clean(spelling.Pronouns(a.Pronouns)), person.Clean(spelling.List(a.AltNames))
	return a
}

// Clean returns the application as it is kept (Written), or every field that is wrong at once. Cleaning twice changes
// nothing more.
func (t Tournament) Clean(a Application) (Application, error) {
	var faults fault.List
	text := func(into *string, field, what string, least, most int) {
		s, err := person.Text(field, what, *into, least, most)
		if err == nil && least > 0 && person.Fold(s) == "" {
			err = fault.Field(field, "%s has nothing in it that can be seen. Type at least one letter or digit.", what)
		}
		faults.Add(err)
		*into = s
	}
	a = a.Written()
	text(&a.InGame, "ingame", "The in-game name", 1, MaxInGame)
	text(&a.Pronouns, "pronouns", "The pronouns field", 0, MaxPronouns)
	text(&a.AltNames, "alt", "The list of other names", 0, MaxAltNames)
	if t.Rules.TeamSize > 1 {
		text(&a.Team, "team", "The team name", 1, MaxTeamName)
	} else {
		a.Team = ""
	}
	return a, faults.Err()
}

// Field is what Register must know of the others, read in the same transaction.
type Field struct {
	Seated int    // entries that hold a seat
	Mine   *Entry // the active entry that the person is in
	Team   *Entry // the active entry whose name folds to the wanted team's
	InUse  bool   // another active member plays under an in-game name that folds to the same
}

// Register returns the entry as it is after a cleaned application: a new one (ID 0), a team joined, or the person's own
// with new details. Applying again with the same details changes nothing and says nothing. Whoever would not keep their
// entry (KeepsEntry) changes the team by Withdraw followed by Register.
//
// Whom staff register once check-in has closed counts as present. Who comes after the lobbies are drawn waits, and Promote
// gives them a free place in a lobby: a new entry has no ID yet that a lobby could name.
func (t Tournament) Register(a Application, f Field, at time.Time) (Entry, []Happening, error) {
	if err := t.admits(a, f.Mine != nil); err != nil {
		return Entry{}, nil, err
	}
	if f.InUse && !a.Shared && !f.playsAs(a) {
		return Entry{}, nil, &fault.Fault{Code: fault.Taken, Field: "ingame",
			Sentence: "Somebody else is registered as " + a.InGame + ". Check the spelling; if it really is yours, ask the staff to let you in."}
	}
	if f.Mine != nil {
		return t.update(f.Mine.clone(), a, f)
	}
	m := Member{Person: a.Person, InGame: a.InGame, Pronouns: a.Pronouns, AltNames: a.AltNames, Shared: a.Shared && f.InUse, Joined: at}
	if t.CheckIn == Shut && a.Staff {
		m.CheckIn = at
	}
	if f.Team != nil {
		return t.join(f.Team.clone(), m)
	}
	e := Entry{Tournament: t.ID, Name: a.InGame, State: Seated, Registered: at, Members: []Member{m}}
	if t.Rules.TeamSize > 1 {
		e.Name = a.Team
	}
	kind := Registered
	if f.Seated >= t.Rules.Cap || t.CheckIn == Shut && !a.Staff || t.Round > 0 {
		e.State, kind = Waiting, Waitlisted
	}
	return e, []Happening{about(kind, e).by(a.Person)}, nil
}

// admits says why an application cannot be taken now. Whoever is in may change details until the first round starts, and
// staff may change them for somebody until the end.
func (t Tournament) admits(a Application, in bool) error {
	switch {
	case t.Stage == Finished:
		return fault.New(fault.Closed, "%s is over. Watch this channel for the next one.", t.Name)
	case t.Stage == Cancelled:
		return fault.New(fault.Closed, "%s was cancelled.", t.Name)
	case t.Stage == Playing && a.Staff && in:
		return nil
	case t.Stage == Playing && a.Staff:
		return fault.New(fault.Closed, "%s has started, so nobody can be registered any more. Put them in the place of somebody else instead.", t.Name)
	case t.Stage == Playing:
		return fault.New(fault.Closed, "%s has already started. Ask the staff if you need to change something.", t.Name)
	case a.Staff, in, t.Registration == Open:
		return nil
	case t.Registration == Shut:
		return fault.New(fault.Closed, "Registration for %s is closed. Ask the staff if you think there is still a place for you.", t.Name)
	case !t.Times.RegistrationOpens.IsZero():
		return fault.New(fault.Closed, "Registration for %s is not open yet. It opens %s.", t.Name, t.when(t.Times.RegistrationOpens))
	}
	return fault.New(fault.Closed, "Registration for %s is not open yet. Watch this channel.", t.Name)
}

func (t Tournament) update(e Entry, a Application, f Field) (Entry, []Happening, error) {
	i := e.index(a.Person)
	was := e.Members[i]
	now := was
	now.InGame, now.Pronouns, now.AltNames = a.InGame, a.Pronouns, a.AltNames
	now.Shared = was.Shared && person.Fold(was.InGame) == person.Fold(a.InGame) || a.Shared && f.InUse
	name := e.Name
	switch {
	case t.Rules.TeamSize == 1:
		name = now.InGame
	case len(e.Members) == 1 && f.KeepsEntry(a):
		name = a.Team
	}
	if now.equal(was) && name == e.Name {
		return e, nil, nil
	}
	h := about(Updated, e).by(a.Person)
	switch {
	case was.InGame != now.InGame:
		h.Was, h.Now = was.InGame, now.InGame
	case name != e.Name:
		h.Was, h.Now = e.Name, name
	}
	e.Members[i], e.Name, h.Name = now, name, name
	return e, []Happening{h}, nil
}

func (t Tournament) join(e Entry, m Member) (Entry, []Happening, error) {
	if len(e.Members) >= t.Rules.TeamSize {
		return Entry{}, nil, &fault.Fault{Code: fault.Taken, Field: "team",
			Sentence: "The team " + e.Name + " is full. Choose another team name, or ask them who should play."}
	}
	e.Members = append(e.Members, m)
	return e, []Happening{about(Joined, e).by(m.Person)}, nil
}

// playsAs reports whether the person plays under the wanted in-game name already, however it is spelled.
func (f Field) playsAs(a Application) bool {
	if f.Mine == nil {
		return false
	}
	m, ok := f.Mine.Member(a.Person)
	return ok && person.Fold(m.InGame) == person.Fold(a.InGame)
}

// KeepsEntry reports whether an application leaves the person in the entry that they are in: its team carries the wanted
// name already, however that is spelled, or it can take the name because nobody else is in it and no team has the name.
func (f Field) KeepsEntry(a Application) bool {
	return f.Mine != nil && (person.Fold(f.Mine.Name) == person.Fold(a.Team) || len(f.Mine.Members) == 1 && f.Team == nil)
}

// SimilarTeams returns the names in teams that are close to name without being the same, the closest first, at most five.
func SimilarTeams(name string, teams []string) []string { return spelling.Near(name, teams) }
