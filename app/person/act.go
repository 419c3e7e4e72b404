package person

import "strings"

// Act is something that a person can do and that the league may keep to some roles.
type Act string

// The acts. Each row of the table below says what it covers and who may.
const (
	TakePart      Act = "take_part"
	SeeStaff      Act = "see_staff"
	PlanEvents    Act = "plan_events"
	OpenDoors     Act = "open_doors"
	ActForOthers  Act = "act_for_others"
	RemoveEntries Act = "remove_entries"
	SeatLobbies   Act = "seat_lobbies"
	RecordResults Act = "record_results"
	RunRounds     Act = "run_rounds"
	UndoSteps     Act = "undo_steps"
	SendReminders Act = "send_reminders"
	RunOverlays   Act = "run_overlays"
	ManageStaff   Act = "manage_staff"
	ManageLeague  Act = "manage_league"
)

// Rule is one row of the table of who may do what.
type Rule struct {
	Act   Act
	Title string // as the subject of a sentence: "Closing check-in …"
	Roles Roles  // any of them may
	All   bool   // players too
}

// Table returns who may do what, in the order in which it is shown on the staff page and in the manual.
func Table() []Rule {
	night := Owner | Admin | Helper
	return []Rule{
		{TakePart, "Registering, checking in and withdrawing for yourself", 0, true},
		{SeeStaff, "Seeing staff pages, rosters and history", night | Producer | Viewer, false},
		{PlanEvents, "Creating, changing and cancelling tournaments", Owner | Admin, false},
		{OpenDoors, "Opening and closing registration and check-in", night, false},
		{ActForOthers, "Registering, checking in, promoting or replacing somebody else", night, false},
		{RemoveEntries, "Removing and disqualifying entries", night, false},
		{SeatLobbies, "Assigning lobbies and moving players between them", night, false},
		{RecordResults, "Recording and correcting results", night, false},
		{RunRounds, "Starting rounds and finishing the tournament", night, false},
		{UndoSteps, "Taking back the last staff step", night, false},
		{SendReminders, "Sending reminders", night, false},
		{RunOverlays, "Using overlays and changing their keys", Owner | Admin | Helper | Producer, false},
		{ManageStaff, "Giving and taking staff roles", Owner | Admin, false},
		{ManageLeague, "Changing league settings", Owner | Admin, false},
	}
}

// Allowed reports whether somebody with these roles may do it. An act that is not in the table is nobody's.
func (act Act) Allowed(roles Roles) bool {
	rule, ok := act.rule()
	return ok && (rule.All || roles.Has(rule.Roles))
}

// Title returns the act as the subject of a sentence.
func (act Act) Title() string {
	if rule, ok := act.rule(); ok {
		return rule.Title
	}
	return "This"
}

func (act Act) roles() Roles {
	rule, _ := act.rule()
	return rule.Roles
}

func (act Act) rule() (Rule, bool) {
	for _, rule := range Table() {
		if rule.Act == act {
			return rule, true
		}
	}
	return Rule{}, false
}

// oneOf writes roles as "owners, admins and helpers".
func oneOf(roles Roles) string {
	var names []string
	for _, role := range EachRole() {
		if roles.Has(role) {
			names = append(names, role.name()+"s")
		}
	}
	switch len(names) {
	case 0:
		return "nobody"
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
