package board

import (
	"slices"
	"time"

	"github.com/a-h/templ"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/views/ui"
)

// entryColumns are the columns of the table of entries.
func entryColumns() []ui.Column {
	return []ui.Column{
		{Label: "Player", Kind: ui.Who},
		{Label: "In game", Bare: true},
		{Label: "Since", Kind: ui.Moments, Bare: true},
		{Label: "State", Kind: ui.State},
		{Kind: ui.Pressing},
	}
}

// entryRows are the entries in the order in which they need somebody: who is missing, who is here, who waits, who left.
func (n Night) entryRows() []tournament.Row {
	seated := slices.Clone(n.Seated)
	if n.Phase == tournament.PhaseCheckIn {
		slices.SortStableFunc(seated, func(a, b tournament.Row) int { return order(a.Ready) - order(b.Ready) })
	}
	return slices.Concat(seated, n.Waitlist, n.Left)
}

func order(ready bool) int {
	if ready {
		return 1
	}
	return 0
}

// state is what a row is, in a chip.
func (n Night) state(r tournament.Row) (ui.Tone, string) {
	switch r.Entry.State {
	case tournament.Waiting:
		if r.Ready {
			return ui.Good, "Waitlist " + itoa(r.Position) + ", here"
		}
		if r.Position == 1 && n.Tournament.Stage == tournament.Preparing {
			return ui.Quiet, "Next in line"
		}
		return ui.Quiet, "Waitlist " + itoa(r.Position)
	case tournament.Seated:
		return n.seatedState(r)
	case tournament.Withdrawn:
		return ui.Quiet, "Withdrew"
	case tournament.Dropped:
		return ui.Bad, "Dropped"
	case tournament.Removed:
		return ui.Quiet, "Removed"
	}
	return ui.Bad, "Disqualified"
}

func (n Night) seatedState(r tournament.Row) (ui.Tone, string) {
	missing := n.Tournament.Rules.TeamSize - len(r.People)
	switch {
	case n.Tournament.CheckIn == tournament.Pending && missing > 0:
		return ui.Wait, "Needs " + itoa(missing)
	case n.Tournament.CheckIn == tournament.Pending:
		return ui.Good, "Seat " + itoa(r.Position)
	case r.Ready:
		return ui.Good, "Checked in"
	case r.Entry.Kept:
		return ui.Wait, "Kept"
	case missing > 0:
		return ui.Wait, "Needs " + itoa(missing)
	}
	return ui.Wait, "Not yet"
}

// press is the one thing that is done to a row most often where the night stands. Action is empty when there is none.
type press struct{ Action, Label, Key string }

func (n Night) press(r tournament.Row) press {
	t := n.Tournament
	switch {
	case !n.May(person.ActForOthers) || t.Stage.Over():
	case r.Entry.State == tournament.Seated && t.CheckIn == tournament.Open && !r.Ready, r.Entry.State == tournament.Waiting && t.CheckIn == tournament.Open && !r.Ready:
		return press{Action: "check-in", Label: "Check in"}
	case r.Entry.State.Active() && t.CheckIn == tournament.Open && r.Ready:
		return press{Action: "check-out", Label: "Check out"}
	case r.Entry.State == tournament.Dropped && t.Stage == tournament.Preparing:
		return press{Action: "check-in", Label: "Bring back"}
	case r.Entry.State == tournament.Waiting && t.CheckIn == tournament.Shut && n.Counts.Free() > 0:
		return press{Action: "promote", Label: "Give a seat"}
	}
	return press{}
}

// keepable reports whether staff can say now that an entry stays although somebody is missing.
func (n Night) keepable(r tournament.Row) bool {
	return n.May(person.ActForOthers) && r.Entry.State == tournament.Seated && n.Tournament.Stage == tournament.Preparing && n.Tournament.CheckIn != tournament.Shut && (!r.Ready || r.Entry.Kept)
}

// pronouns are those of a solo player, for behind the name.
func pronouns(r tournament.Row) string {
	if len(r.People) == 1 {
		return r.People[0].Pronouns
	}
	return ""
}

// inGame is what stands in the column In game: the name of a solo player, or the members of a team with a sign for who
// is here.
func inGame(r tournament.Row, teams bool) string {
	if !teams && len(r.People) == 1 {
		return r.People[0].InGame
	}
	text := ""
	for i, m := range r.People {
		if i > 0 {
			text += ", "
		}
		text += m.Name
		if !m.CheckIn.IsZero() {
			text += " ✓"
		}
	}
	return text
}

// checkedIn is when the last of an entry checked in.
func checkedIn(r tournament.Row) (at tournament.Member) {
	for _, m := range r.People {
		if m.CheckIn.After(at.CheckIn) {
			at = m.Member
		}
	}
	return at
}

func (n Night) entriesTitle() string {
	if n.Tournament.CheckIn == tournament.Open {
		return "Check-in"
	}
	if n.Tournament.Stage == tournament.Preparing && n.Tournament.CheckIn == tournament.Pending {
		return "Registration"
	}
	if n.Tournament.Rules.TeamSize > 1 {
		return "Teams"
	}
	return "Players"
}

func (n Night) entriesNote() string {
	switch {
	case n.Tournament.Registration == tournament.Open && n.Tournament.CheckIn == tournament.Open:
		return "registration is open as well"
	case n.Tournament.CheckIn == tournament.Shut && n.Tournament.Stage == tournament.Preparing:
		return "check-in has closed"
	}
	return ""
}

// add is the button with which staff register somebody, for the head of the card; nil for who may not.
func (n Night) add() templ.Component {
	if !n.May(person.ActForOthers) || n.Tournament.Stage.Over() {
		return nil
	}
	return addButton(n)
}

func (n Night) emptyText() string {
	switch n.Tournament.Registration {
	case tournament.Open:
		return "Players press Register in Discord and appear here by themselves. You can also add somebody by hand."
	case tournament.Shut:
		return "Registration is closed. Reopen it, or add somebody by hand."
	}
	return "Open registration when you are ready. Until then you can add somebody by hand."
}

func (n Night) waitingLabel() string {
	if n.Counts.WaitingReady > 0 {
		return "on the waitlist, " + itoa(n.Counts.WaitingReady) + " here"
	}
	return "on the waitlist"
}

func (n Night) barLabel() string {
	c := n.Counts
	if n.Tournament.CheckIn == tournament.Pending {
		return itoa(c.Seated) + " of " + count(c.Seats, "seat", "seats") + " taken"
	}
	return itoa(c.CheckedIn) + " of " + itoa(c.Seats) + " checked in, " + itoa(c.NotYet) + " not yet"
}

func (n Night) barParts() []ui.BarPart {
	c := n.Counts
	if n.Tournament.CheckIn == tournament.Pending {
		return []ui.BarPart{{Value: c.Seated, Tone: ui.Good}}
	}
	return []ui.BarPart{{Value: c.CheckedIn, Tone: ui.Good}, {Value: c.NotYet, Tone: ui.Wait}}
}

// reminded returns when somebody of an entry was last asked to check in.
func (n Night) reminded(r tournament.Row) (at time.Time, ok bool) {
	for _, m := range r.People {
		if when, was := n.Reminded[m.Person]; was && m.CheckIn.IsZero() {
			at, ok = when, true
		}
	}
	return at, ok
}

// since is a moment as a date, which the page counts from while it is younger than a day.
func since(t tournament.Tournament, at time.Time) ui.Time {
	return ui.Time{At: at, Zone: t.Location(), Style: ui.Dated, Relative: true}
}
