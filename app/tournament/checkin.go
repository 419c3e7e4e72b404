package tournament

import (
	"time"

	"matchday/app/fault"
)

// CheckInMember marks one person of an active entry as present. Those on the waitlist may check in as well: seats that
// are free when check-in closes go to them in order. Checking in twice changes nothing and says nothing.
func (t Tournament) CheckInMember(e Entry, person int64, at time.Time) (Entry, []Happening, error) {
	if err := t.checkInOpen(); err != nil {
		return e, nil, err
	}
	return t.present(e, person, at)
}

// CheckOutMember takes a check-in back while check-in is open. Checking out twice changes nothing and says nothing.
func (t Tournament) CheckOutMember(e Entry, person int64) (Entry, []Happening, error) {
	if err := t.checkInOpen(); err != nil {
		return e, nil, err
	}
	i := e.index(person)
	if i < 0 || !e.State.Active() {
		return e, nil, notIn(t)
	}
	if e.Members[i].CheckIn.IsZero() {
		return e, nil, nil
	}
	e = e.clone()
	e.Members[i].CheckIn = time.Time{}
	return e, []Happening{about(CheckedOut, e).by(person)}, nil
}

func (t Tournament) present(e Entry, person int64, at time.Time) (Entry, []Happening, error) {
	i := e.index(person)
	if i < 0 || !e.State.Active() {
		return e, nil, notIn(t)
	}
	if !e.Members[i].CheckIn.IsZero() {
		return e, nil, nil
	}
	e = e.clone()
	e.Members[i].CheckIn = at
	return e, []Happening{about(CheckedIn, e).by(person)}, nil
}

func (t Tournament) checkInOpen() error {
	switch {
	case t.Stage == Finished:
		return fault.New(fault.Closed, "%s is over.", t.Name)
	case t.Stage == Cancelled:
		return fault.New(fault.Closed, "%s was cancelled.", t.Name)
	case t.Stage == Playing:
		return fault.New(fault.Closed, "%s has started, so check-in is over. Ask the staff if something is wrong.", t.Name)
	case t.CheckIn == Open:
		return nil
	case t.CheckIn == Shut:
		return fault.New(fault.Closed, "Check-in for %s is closed. If you are here, tell the staff now: they can still let you in.", t.Name)
	case !t.Times.CheckInOpens.IsZero():
		return fault.New(fault.Closed, "Check-in for %s is not open yet. It opens %s.", t.Name, t.when(t.Times.CheckInOpens))
	}
	return fault.New(fault.Closed, "Check-in for %s is not open yet. Watch this channel.", t.Name)
}

func notIn(t Tournament) error {
	if t.Registration == Open {
		return fault.New(fault.Missing, "You are not registered for %s. Press Register first.", t.Name)
	}
	return fault.New(fault.Missing, "You are not registered for %s. Ask the staff if you think you should be.", t.Name)
}

// NotIn is the refusal for somebody who has no active entry in the tournament.
func (t Tournament) NotIn() error { return notIn(t) }

// Remind says who holds a seat and has not checked in, one happening for each person.
func (n Night) Remind() ([]Happening, error) {
	if t := n.Tournament; t.Stage != Preparing || t.CheckIn != Open {
		return nil, fault.New(fault.Closed, "Check-in for %s is not open, so there is nothing to remind anybody of.", t.Name)
	}
	var said []Happening
	for _, e := range n.InState(Seated) {
		for _, m := range e.Members {
			if m.CheckIn.IsZero() {
				said = append(said, about(ReminderDue, e).by(m.Person))
			}
		}
	}
	if len(said) == 0 {
		return nil, fault.New(fault.Closed, "Everybody who holds a seat has checked in. There is nobody to remind.")
	}
	return said, nil
}
