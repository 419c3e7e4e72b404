package page

import (
	"fmt"
	"strconv"
	"strings"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/views/board"
	"matchday/views/ui"
)

func entrySentence(n board.Night, r tournament.Row) string {
	var parts []string
	switch r.Entry.State {
	case tournament.Seated:
		parts = append(parts, fmt.Sprintf("seat %d of %d", r.Position, n.Tournament.Rules.Cap))
	case tournament.Waiting:
		parts = append(parts, tournament.Ordinal(r.Position)+" on the waitlist")
	default:
		parts = append(parts, string(r.Entry.State)+" "+r.Entry.Left.In(n.Tournament.Location()).Format("Jan 2, 3:04 PM"))
	}
	if r.Entry.Seed > 0 {
		parts = append(parts, "seed "+strconv.Itoa(r.Entry.Seed))
	}
	if r.Entry.Kept {
		parts = append(parts, "kept when check-in closes")
	}
	parts = append(parts, "registered "+r.Entry.Registered.In(n.Tournament.Location()).Format("Jan 2, 3:04 PM"))
	if r.Entry.Note != "" {
		parts = append(parts, "note: "+r.Entry.Note)
	}
	return strings.Join(parts, " · ")
}

func membersTitle(n board.Night) string {
	if n.Tournament.Rules.TeamSize > 1 {
		return "People"
	}
	return "Person"
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return ""
}

func editable(n board.Night, r tournament.Row) bool {
	return n.May(person.ActForOthers) && r.Entry.State.Active() && !n.Tournament.Stage.Over()
}

func expellable(n board.Night, r tournament.Row) bool {
	return !n.Tournament.Stage.Over() && r.Entry.State != tournament.Disqualified && r.Entry.State != tournament.Removed && r.Entry.State != tournament.Withdrawn
}

func canWithdraw(n board.Night, r tournament.Row) bool {
	return r.Entry.State.Active() && n.Tournament.Stage == tournament.Preparing
}

func canSeat(n board.Night, r tournament.Row) bool {
	return (r.Entry.State == tournament.Waiting || r.Entry.State == tournament.Dropped) && n.Counts.Free() > 0
}

// checkable says which way the check-in of an entry can go now: "in", "out", "back" for who was dropped, or not at all.
func checkable(n board.Night, r tournament.Row) string {
	t := n.Tournament
	switch {
	case r.Entry.State == tournament.Dropped && t.Stage == tournament.Preparing:
		return "back"
	case !r.Entry.State.Active() || t.CheckIn != tournament.Open:
		return ""
	case r.Ready:
		return "out"
	}
	return "in"
}

func takeOutText(n board.Night) string {
	if n.Tournament.Stage == tournament.Preparing {
		return "Before the first round the seat goes to the next in line."
	}
	return "They take no seat in the next round."
}

func removeText(n board.Night) string {
	if n.Tournament.Stage == tournament.Preparing {
		return "They lose their place, and the next in line moves up."
	}
	return "They keep their points and take no seat in the next round."
}

func teams(n board.Night) []ui.Option {
	var list []ui.Option
	for _, rows := range [][]tournament.Row{n.Seated, n.Waitlist} {
		for _, r := range rows {
			if !r.Complete {
				list = append(list, ui.Option{Value: r.Entry.Name})
			}
		}
	}
	return list
}

func members(r tournament.Row) []ui.Option {
	var list []ui.Option
	for _, m := range r.People {
		list = append(list, ui.Option{Value: strconv.FormatInt(m.Person, 10), Label: m.Name})
	}
	return list
}

func options(names []string) []ui.Option {
	list := make([]ui.Option, len(names))
	for i, name := range names {
		list[i] = ui.Option{Value: name}
	}
	return list
}

func addSentence(n board.Night) string {
	text := "For " + n.Tournament.Name + "."
	if n.Tournament.Registration != tournament.Open {
		text += " Registration is closed; staff can still do this."
	}
	if n.Counts.Free() == 0 {
		text += " All seats are taken: they join the waitlist."
	}
	return text
}
