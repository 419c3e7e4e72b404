package tournament

import (
	"slices"
	"time"

	"matchday/app/fault"
	"matchday/app/person"
)

// Application is what somebody types to take part.
type Application struct {
	Person   int64
	InGame   string // 1 to MaxInGame runes
	Pronouns string // up to MaxPronouns
	AltNames string // other names, separated by commas, up to MaxAltNames
	Team     string // 1 to MaxTeamName; only asked when teams play
	Staff    bool   // staff do it for somebody: doors do not matter
	Shared   bool   // staff allow an in-game name that is in use
}

// Clean returns the application as it is kept, or every field that is wrong at once.
func (t Tournament) Clean(a Application) (Application, error) {
	var faults fault.List
	text := func(into *string, field, what string, least, most int) {
		s, err := person.Text(field, what, *into, least, most)
		faults.Add(err)
		*into = s
	}
	text(&a.InGame, "ingame", "The in-game name", 1, MaxInGame)
	text(&a.Pronouns, "pronouns", "The pronouns", 0, MaxPronouns)
	text(&a.AltNames, "alt", "The list of other names", 0, MaxAltNames)
	a.Pronouns, a.AltNames = cleanPronouns(a.Pronouns), cleanAltNames(a.AltNames)
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
	InUse  bool   // another active member plays under the same in-game name
}

// Register returns the entry as it is after a cleaned application: a new one (ID 0), a team joined, or the person's own
// with new details. Applying again with the same details changes nothing and says nothing. Changing the team is Leave
// followed by Register.
func (t Tournament) Register(a Application, f Field, at time.Time) (Entry, []Happening, error) {
	if err := t.admits(a, f.Mine != nil); err != nil {
		return Entry{}, nil, err
	}
	if f.InUse && !a.Shared {
		return Entry{}, nil, &fault.Fault{Code: fault.Taken, Field: "ingame",
			Sentence: "Somebody else is registered as " + a.InGame + ". Check the spelling; if it really is yours, ask the staff to let you in."}
	}
	if f.Mine != nil {
		return t.update(f.Mine.clone(), a)
	}
	m := Member{Person: a.Person, InGame: a.InGame, Pronouns: a.Pronouns, AltNames: a.AltNames, Shared: a.Shared && f.InUse, Joined: at}
	if f.Team != nil {
		return t.join(f.Team.clone(), m)
	}
	e := Entry{Tournament: t.ID, Name: a.InGame, State: Seated, Registered: at, Members: []Member{m}}
	if t.Rules.TeamSize > 1 {
		e.Name = a.Team
	}
	kind := Registered
	switch {
	case f.Seated >= t.Rules.Cap, t.CheckIn == Shut && !a.Staff:
		e.State, kind = Waiting, Waitlisted
	case t.CheckIn == Shut: // staff let in somebody who is here
		e.Members[0].CheckIn = at
	}
	return e, []Happening{about(kind, e).by(a.Person)}, nil
}

// admits says why an application cannot be taken now. Whoever is in may change details until the first round starts.
func (t Tournament) admits(a Application, in bool) error {
	switch {
	case t.Stage == Finished:
		return fault.New(fault.Closed, "%s is over. Watch this channel for the next one.", t.Name)
	case t.Stage == Cancelled:
		return fault.New(fault.Closed, "%s was cancelled.", t.Name)
	case t.Stage == Playing:
		return fault.New(fault.Closed, "%s has already started. Ask the staff if you need to change something.", t.Name)
	case a.Staff, in, t.Registration == Open:
		return nil
	case t.Registration == Shut:
		return fault.New(fault.Closed, "Registration for %s is closed. Ask the staff if you think there is still a place for you.", t.Name)
	case !t.Times.RegistrationOpens.IsZero():
		return fault.New(fault.Closed, "Registration for %s is not open yet. It opens %s.", t.Name, t.Say(t.Times.RegistrationOpens))
	}
	return fault.New(fault.Closed, "Registration for %s is not open yet. Watch this channel.", t.Name)
}

func (t Tournament) update(e Entry, a Application) (Entry, []Happening, error) {
	i := e.index(a.Person)
	was := e.Members[i]
	now := was
	now.InGame, now.Pronouns, now.AltNames = a.InGame, a.Pronouns, a.AltNames
	now.Shared = was.Shared && was.InGame == a.InGame || a.Shared
	if now.equal(was) {
		return e, nil, nil
	}
	e.Members[i] = now
	h := about(Updated, e).by(a.Person)
	if was.InGame != now.InGame {
		h.Was, h.Now = was.InGame, now.InGame
	}
	if t.Rules.TeamSize == 1 {
		e.Name = now.InGame
		h.Name = e.Name
	}
	return e, []Happening{h}, nil
}

func (t Tournament) join(e Entry, m Member) (Entry, []Happening, error) {
	if len(e.Members) >= t.Rules.TeamSize {
		return Entry{}, nil, &fault.Fault{Code: fault.Taken, Field: "team",
			Sentence: "The team " + e.Name + " is full. Choose another team name, or ask them who should play."}
	}
	if t.CheckIn == Shut && t.Round > 0 {
		return Entry{}, nil, fault.New(fault.Closed, "The lobbies are drawn, so %s can only be changed by the staff. Ask them.", e.Name)
	}
	e.Members = append(e.Members, m)
	return e, []Happening{about(Joined, e).by(m.Person)}, nil
}

// SameTeam reports whether the person's entry already carries the wanted team name, however it is spelled.
func (f Field) SameTeam(name string) bool {
	return f.Mine != nil && person.Fold(f.Mine.Name) == person.Fold(name)
}

// SimilarTeams returns the names in teams that are close to name without being the same: worth showing to somebody who
// might have mistyped, never worth deciding by. The closest come first; at most five.
func SimilarTeams(name string, teams []string) []string {
	type near struct {
		name string
		dist int
	}
	want := []rune(person.Fold(name))
	var found []near
	for _, team := range teams {
		have := []rune(person.Fold(team))
		if d := distance(want, have); d > 0 && d <= max(1, len(want)/5) {
			found = append(found, near{team, d})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.dist - b.dist })
	var names []string
	for _, f := range found[:min(len(found), 5)] {
		names = append(names, f.name)
	}
	return names
}

// distance is the number of runes to insert, delete or change to get from a to b.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
