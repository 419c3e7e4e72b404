package tournament

import (
	"slices"
	"time"

	"matchday/app/fault"
	"matchday/app/person"
)

// Withdraw takes one person out before the first round starts; id is 0 for somebody who has no active entry. A solo
// entry, or a team that has nobody left, gives its seat to the next in line; a team that stays keeps its seat.
func (n Night) Withdraw(id, who int64, at time.Time) (Night, []Happening, error) {
	t := n.Tournament
	if t.Stage == Playing {
		return n, nil, fault.New(fault.Closed, "%s has started, so withdrawing takes a word with the staff. Ask them to take you out of the next round.", t.Name)
	}
	if err := n.preparing("withdraw"); err != nil {
		return n, nil, err
	}
	i := n.entry(id)
	switch {
	case id == 0:
		return n, nil, fault.New(fault.Missing, "You are not registered for %s, so there is nothing to withdraw.", t.Name)
	case i < 0 || !n.Entries[i].State.Active() || n.Entries[i].index(who) < 0:
		return n, nil, fault.New(fault.Missing, "That person has left %s already. Look at the list again.", t.Name)
	}
	next := n.clone()
	if e := &next.Entries[i]; len(e.Members) > 1 {
		h := about(MemberLeft, *e).by(who)
		e.Members = slices.Delete(e.Members, e.index(who), e.index(who)+1)
		return next, []Happening{h}, nil
	}
	h := about(WithdrawnEntry, n.Entries[i]).by(who)
	next.leave(i, Withdrawn, at)
	next, promoted := next.Promote()
	return next, h.then(promoted), nil
}

// Remove takes an entry out by staff. Before the start its seat goes to the next in line; after it the entry keeps its
// points and takes no seat in the next round.
func (n Night) Remove(id int64, note string, at time.Time) (Night, []Happening, error) {
	return n.expel(id, Removed, RemovedEntry, note, at)
}

// Disqualify takes an entry out by staff and strikes its points.
func (n Night) Disqualify(id int64, note string, at time.Time) (Night, []Happening, error) {
	return n.expel(id, Disqualified, StruckEntry, note, at)
}

func (n Night) expel(id int64, to State, kind Kind, note string, at time.Time) (Night, []Happening, error) {
	i, err := n.active(id)
	if err != nil {
		return n, nil, err
	}
	if n.Tournament.Stage.Over() {
		return n, nil, fault.New(fault.Closed, "%s is over. Take the last step back if this has to change.", n.Tournament.Name)
	}
	next := n.clone()
	h := about(kind, n.Entries[i])
	h.Now = note
	next.Entries[i].Note = note
	next.leave(i, to, at)
	next, promoted := next.Promote()
	return next, h.then(promoted), nil
}

// leave takes entry i out: its seat in a drawn round disappears, and in a lobby that is being played without a result
// yet it is marked. n is changed in place.
func (n *Night) leave(i int, to State, at time.Time) {
	e := &n.Entries[i]
	e.State, e.Left = to, at
	r, ok := n.CurrentRound()
	if !ok {
		return
	}
	for j := range n.Lobbies {
		l := &n.Lobbies[j]
		k := slices.IndexFunc(l.Seats, func(s Seat) bool { return s.Entry == e.ID })
		if k < 0 || l.Round != r.Number || l.Done() {
			continue
		}
		switch {
		case r.State == Drawn:
			l.Seats = slices.Delete(l.Seats, k, k+1)
		case to == Disqualified:
			l.Seats[k].Outcome = Struck
		default:
			l.Seats[k].Outcome = Absent
		}
		l.Version++
	}
}

// Seat gives one waiting or dropped entry a seat by the hand of staff, out of turn if need be. Once check-in has closed,
// the entry counts as present.
func (n Night) Seat(id int64, at time.Time) (Night, []Happening, error) {
	if err := n.preparing("give somebody a seat"); err != nil {
		return n, nil, err
	}
	i := n.entry(id)
	if i < 0 || n.Entries[i].State != Waiting && n.Entries[i].State != Dropped {
		return n, nil, fault.New(fault.Closed, "That entry is neither on the waitlist nor dropped, so it cannot be given a seat.")
	}
	if seated := len(n.InState(Seated)); seated >= n.Tournament.Rules.Cap {
		return n, nil, fault.New(fault.Taken, "All %d seats are taken. Raise the cap or remove somebody first.", n.Tournament.Rules.Cap)
	}
	if n.room() == 0 {
		return n, nil, fault.New(fault.Taken, "The drawn lobbies are full. Discard the draw, give the seat and draw again.")
	}
	next := n.clone()
	e := &next.Entries[i]
	kind := Promoted
	if e.State == Dropped {
		kind = RestoredEntry
	}
	e.State, e.Left = Seated, time.Time{}
	if n.Tournament.CheckIn == Shut {
		e.Kept = e.Kept || !e.Complete(n.Tournament.Rules.TeamSize)
		for j := range e.Members {
			if e.Members[j].CheckIn.IsZero() {
				e.Members[j].CheckIn = at
			}
		}
	}
	next.fillHole(id)
	if err := next.distinct(); err != nil {
		return n, nil, err
	}
	return next, []Happening{about(kind, *e)}, nil
}

// distinct refuses a night in which two active entries share what the store keeps unique: a person, a team name, or an
// in-game name that staff did not allow twice.
func (n Night) distinct() error {
	people, teams, inGame := map[int64]Entry{}, map[string]bool{}, map[string]bool{}
	for _, e := range n.Entries {
		if !e.State.Active() {
			continue
		}
		if n.Tournament.Rules.TeamSize > 1 {
			name := person.Fold(e.Name)
			if teams[name] {
				return fault.New(fault.Taken, "Another team is called %s by now. Ask one of them to leave first.", e.Name)
			}
			teams[name] = true
		}
		for _, m := range e.Members {
			if other, twice := people[m.Person]; twice {
				return fault.New(fault.Taken, "%s takes part as %s by now. Take that entry out first, or leave it as it is.", m.InGame, other.Name)
			}
			people[m.Person] = e
			if m.Shared {
				continue
			}
			name := person.Fold(m.InGame)
			if inGame[name] {
				return fault.New(fault.Taken, "Two people play as %s by now. Take one of them out first, or change the name.", m.InGame)
			}
			inGame[name] = true
		}
	}
	return nil
}

// CheckInFor marks one person of an entry as present by the hand of staff, or everybody in it when who is 0. It brings a
// dropped entry back, if a seat is free; once check-in has closed, one that waits gets a free seat with it.
func (n Night) CheckInFor(id, who int64, at time.Time) (Night, []Happening, error) {
	if err := n.preparing("check somebody in"); err != nil {
		return n, nil, err
	}
	i := n.entry(id)
	if i < 0 {
		return n, nil, fault.New(fault.Missing, "That entry does not exist any more. Look at the list again.")
	}
	next, said := n.clone(), []Happening(nil)
	switch e := n.Entries[i]; {
	case who != 0 && e.index(who) < 0:
		return n, nil, gone(e)
	case e.State == Dropped:
		back, seated, err := n.Seat(id, at)
		if err != nil {
			return n, nil, err
		}
		next, said = back, seated
	case !e.State.Active():
		return n, nil, fault.New(fault.Closed, "%s has left the tournament. Register them again first.", e.Name)
	}
	for j, m := range next.Entries[i].Members {
		if (who == 0 || m.Person == who) && m.CheckIn.IsZero() {
			next.Entries[i].Members[j].CheckIn = at
			said = append(said, about(CheckedIn, next.Entries[i]).by(m.Person))
		}
	}
	next, promoted := next.Promote()
	return next, append(said, promoted...), nil
}

func gone(e Entry) error {
	return fault.New(fault.Missing, "That person is not in %s any more. Look at the list again.", e.Name)
}

// CheckOutFor takes the check-in of an entry's people back by the hand of staff, of everybody when who is 0.
func (n Night) CheckOutFor(id, who int64) (Night, []Happening, error) {
	if err := n.preparing("check somebody out"); err != nil {
		return n, nil, err
	}
	i, err := n.active(id)
	if err != nil {
		return n, nil, err
	}
	if who != 0 && n.Entries[i].index(who) < 0 {
		return n, nil, gone(n.Entries[i])
	}
	next := n.clone()
	var said []Happening
	for j, m := range n.Entries[i].Members {
		if (who == 0 || m.Person == who) && !m.CheckIn.IsZero() {
			next.Entries[i].Members[j].CheckIn = time.Time{}
			said = append(said, about(CheckedOut, n.Entries[i]).by(m.Person))
		}
	}
	return next, said, nil
}

// Keep tells whether an entry stays when check-in closes although somebody is missing.
func (n Night) Keep(id int64, keep bool) (Night, []Happening, error) {
	if err := n.preparing("keep an entry"); err != nil {
		return n, nil, err
	}
	i, err := n.active(id)
	if err != nil || n.Entries[i].Kept == keep {
		return n, nil, err
	}
	next := n.clone()
	next.Entries[i].Kept = keep
	kind := KeptEntry
	if !keep {
		kind = UnkeptEntry
	}
	return next, []Happening{about(kind, n.Entries[i])}, nil
}

// SeedEntry sets how strong staff think an entry is: 1 is the strongest, 0 takes the seed away. Several may share one.
func (n Night) SeedEntry(id int64, seed int) (Night, []Happening, error) {
	if err := n.running("nobody is seeded any more"); err != nil {
		return n, nil, err
	}
	i, err := n.active(id)
	if err != nil {
		return n, nil, err
	}
	if seed < 0 || seed > MaxCap {
		return n, nil, fault.Field("seed", "A seed is a number from 1, the strongest, to %d; 0 takes it away.", MaxCap)
	}
	if n.Entries[i].Seed == seed {
		return n, nil, nil
	}
	next := n.clone()
	next.Entries[i].Seed = seed
	h := about(SeededEntry, n.Entries[i])
	h.Count = seed
	return next, []Happening{h}, nil
}

// Replace puts one person in the place of another: the entry keeps its seat, its lobby and its points. The newcomer must
// not hold a seat of their own; one who waits gives up waiting. Once check-in has closed the newcomer counts as present.
func (n Night) Replace(id, who int64, by Application, at time.Time) (Night, []Happening, error) {
	if err := n.running("nobody can be replaced"); err != nil {
		return n, nil, err
	}
	i, err := n.active(id)
	if err != nil {
		return n, nil, err
	}
	k := n.Entries[i].index(who)
	if k < 0 {
		return n, nil, gone(n.Entries[i])
	}
	next := n.clone()
	var said []Happening
	for j, e := range n.Entries {
		if !e.State.Active() || e.index(by.Person) < 0 {
			continue
		}
		if e.State == Seated || len(e.Members) > 1 {
			return n, nil, fault.New(fault.Taken, "%s is already in the tournament as %s. Choose somebody who is not.", by.InGame, e.Name)
		}
		next.leave(j, Withdrawn, at)
		said = append(said, about(WithdrawnEntry, e).by(by.Person))
	}
	e := &next.Entries[i]
	was := e.Members[k]
	e.Members[k] = Member{Person: by.Person, InGame: by.InGame, Pronouns: by.Pronouns, AltNames: by.AltNames, Shared: by.Shared, CheckIn: was.CheckIn, Joined: at}
	if n.Tournament.CheckIn == Shut && was.CheckIn.IsZero() {
		e.Members[k].CheckIn = at
	}
	if n.Tournament.Rules.TeamSize == 1 {
		e.Name = by.InGame
	}
	h := about(ReplacedMember, *e).by(by.Person)
	h.Was, h.Now, h.Other, h.OtherPerson = was.InGame, by.InGame, was.InGame, was.Person
	next, promoted := next.Promote()
	return next, slices.Concat(said, []Happening{h}, promoted), nil
}

func (n Night) active(id int64) (int, error) {
	i := n.entry(id)
	if i < 0 {
		return i, fault.New(fault.Missing, "That entry does not exist any more. Look at the list again.")
	}
	if !n.Entries[i].State.Active() {
		return i, fault.New(fault.Closed, "%s has already left the tournament (%s).", n.Entries[i].Name, n.Entries[i].State)
	}
	return i, nil
}
