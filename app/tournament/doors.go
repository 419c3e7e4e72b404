package tournament

import "matchday/app/fault"

// OpenRegistration lets players sign up, for the first time or again.
func (n Night) OpenRegistration() (Night, []Happening, error) {
	if err := n.preparing("open registration"); err != nil {
		return n, nil, err
	}
	if err := n.undrawn("opening registration"); err != nil {
		return n, nil, err
	}
	if n.Tournament.Registration == Open {
		return n, nil, fault.New(fault.Closed, "Registration for %s is already open.", n.Tournament.Name)
	}
	next := n.clone()
	next.Tournament.Registration = Open
	return next, []Happening{{Kind: RegistrationOpened}}, nil
}

// CloseRegistration stops new applications. Whoever is in may still change details and withdraw.
func (n Night) CloseRegistration() (Night, []Happening, error) {
	if err := n.preparing("close registration"); err != nil {
		return n, nil, err
	}
	if n.Tournament.Registration != Open {
		return n, nil, fault.New(fault.Closed, "Registration for %s is not open, so there is nothing to close.", n.Tournament.Name)
	}
	next := n.clone()
	next.Tournament.Registration = Shut
	return next, []Happening{{Kind: RegistrationClosed, Count: len(n.InState(Seated))}}, nil
}

// OpenCheckIn lets players confirm that they are here, for the first time or again. Registration may still be open. Who
// was dropped stays out; a seat that is still free goes to whoever has waited longest, as before check-in closed.
func (n Night) OpenCheckIn() (Night, []Happening, error) {
	if err := n.preparing("open check-in"); err != nil {
		return n, nil, err
	}
	if err := n.undrawn("opening check-in"); err != nil {
		return n, nil, err
	}
	if n.Tournament.CheckIn == Open {
		return n, nil, fault.New(fault.Closed, "Check-in for %s is already open.", n.Tournament.Name)
	}
	next := n.clone()
	next.Tournament.CheckIn = Open
	next, promoted := next.Promote()
	return next, append([]Happening{{Kind: CheckInOpened}}, promoted...), nil
}

// undrawn refuses what would make the drawn lobbies wrong.
func (n Night) undrawn(what string) error {
	if r, ok := n.CurrentRound(); ok && r.State == Drawn {
		return fault.New(fault.Closed, "The lobbies of round %d are drawn. Discard the draw before %s.", r.Number, what)
	}
	return nil
}

// ShutRegistration closes registration whether or not it was ever open, as a schedule does whose opening was missed.
func (n Night) ShutRegistration() (Night, []Happening, error) {
	if n.Tournament.Registration == Open {
		return n.CloseRegistration()
	}
	if err := n.preparing("close registration"); err != nil || n.Tournament.Registration == Shut {
		return n, nil, err
	}
	next := n.clone()
	next.Tournament.Registration = Shut
	return next, []Happening{{Kind: RegistrationClosed, Was: "never opened"}}, nil
}
