package tournament

// Kind names what happened, as noun.past_participle. It is the kind of the event that says so.
type Kind string

// What can happen to a tournament.
const (
	Created            Kind = "tournament.created"
	Changed            Kind = "tournament.changed"
	Ended              Kind = "tournament.finished"
	CalledOff          Kind = "tournament.cancelled"
	RegistrationOpened Kind = "registration.opened"
	RegistrationClosed Kind = "registration.closed"
	CheckInOpened      Kind = "check_in.opened"
	CheckInClosed      Kind = "check_in.closed"
	ReminderDue        Kind = "reminder.sent"

	Registered      Kind = "entry.registered"
	Waitlisted      Kind = "entry.waitlisted"
	Updated         Kind = "entry.updated"
	Joined          Kind = "entry.joined" // a person joined a team
	MemberLeft      Kind = "entry.parted" // a person left a team that stays
	WithdrawnEntry  Kind = "entry.withdrawn"
	Promoted        Kind = "entry.promoted"
	CheckedIn       Kind = "entry.checked_in"
	CheckedOut      Kind = "entry.checked_out"
	DroppedEntry    Kind = "entry.dropped"
	RestoredEntry   Kind = "entry.restored" // a dropped entry got a seat again
	RemovedEntry    Kind = "entry.removed"
	StruckEntry     Kind = "entry.disqualified"
	KeptEntry       Kind = "entry.kept"
	UnkeptEntry     Kind = "entry.released" // no longer kept when check-in closes
	ReplacedMember  Kind = "entry.replaced"
	SeededEntry     Kind = "entry.seeded"
	RoundDrawn      Kind = "round.drawn"
	RoundUndrawn    Kind = "round.discarded"
	RoundStarted    Kind = "round.started"
	RoundCompleted  Kind = "round.completed"
	SeatsSwapped    Kind = "seats.swapped"
	ResultRecorded  Kind = "placement.recorded"
	ResultCorrected Kind = "placement.corrected"
	StepUndone      Kind = "step.undone"
	RoundsImported  Kind = "rounds.imported" // from a Sheet of before; the results follow
	ResultImported  Kind = "placement.imported"
)

// Happening is one thing that a rule made happen. It becomes the data of one event; fields that do not apply are zero.
type Happening struct {
	Kind   Kind   `json:"-"`
	Entry  int64  `json:"entry,omitempty"`
	Name   string `json:"name,omitempty"`   // of the entry, as it was then
	Person int64  `json:"person,omitempty"` // the member concerned; 0 when it is a whole team
	Who    string `json:"who,omitempty"`    // name of that person, filled in by whoever knows it
	Round  int    `json:"round,omitempty"`
	Lobby  int64  `json:"lobby,omitempty"`
	In     string `json:"in,omitempty"`    // name of the lobby
	Was    string `json:"was,omitempty"`   // in words, before
	Now    string `json:"now,omitempty"`   // in words, after
	Seats  []Seat `json:"seats,omitempty"` // the result of a lobby
	Before []Seat `json:"before,omitempty"`
	Count  int    `json:"count,omitempty"` // of entries, for steps that touch many
	Step   Kind   `json:"step,omitempty"`  // what was taken back, by the first thing that it did
	// Other is the name of the other one concerned: who moves up when somebody leaves, who swaps with the entry, whom the
	// person replaces, who won the lobby. OtherPerson is that person, 0 when it is a whole team; whoever knows how they are
	// called puts it into Other.
	Other       string `json:"other,omitempty"`
	OtherPerson int64  `json:"other_person,omitempty"`
}

// about begins a happening that concerns an entry.
func about(kind Kind, e Entry) Happening {
	return Happening{Kind: kind, Entry: e.ID, Name: e.Name, Person: e.alone()}
}

// by names the member concerned.
func (h Happening) by(person int64) Happening {
	h.Person = person
	return h
}

// with names the other entry concerned.
func (h Happening) with(other Entry) Happening {
	h.Other, h.OtherPerson = other.Name, other.alone()
	return h
}

// then names who moves up because of it.
func (h Happening) then(promoted []Happening) []Happening {
	if len(promoted) > 0 {
		h.Other, h.OtherPerson = promoted[0].Name, promoted[0].Person
	}
	return append([]Happening{h}, promoted...)
}
