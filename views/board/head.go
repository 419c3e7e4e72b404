package board

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/views/ui"
)

// question is what a step asks before it is taken.
type question struct {
	Title, Text, Confirm string
	Danger               bool
}

func (n Night) question(o tournament.Offer) question {
	t := n.Tournament
	plain := strings.TrimSuffix(o.Label, "…")
	q := question{Title: plain + "?", Confirm: plain}
	switch o.Step {
	case tournament.StepCloseCheckIn:
		q.Title, q.Text = "Close check-in now?", n.closingText()
	case tournament.StepRemind:
		q.Title = "Remind " + who(t.Rules, n.Counts.NotYet) + "?"
		q.Text = "Whoever holds a seat and is not here gets a direct message, or is mentioned in the channel where messages are closed. Not again within five minutes."
		q.Confirm = "Remind"
	case tournament.StepFinish:
		q.Title = "Finish " + t.Name + "?"
		q.Text = fmt.Sprintf("%d of %s played. The standings become final and everybody is told. A result can still be corrected afterwards.", n.After(), count(t.Rules.Rounds, "round is", "rounds are"))
		q.Confirm = "Finish"
	case tournament.StepCancel:
		q.Title, q.Danger = "Cancel "+t.Name+"?", true
		q.Text = who(t.Rules, n.Counts.Seated+n.Counts.Waiting) + " are told. What was played stays in the history."
		q.Confirm = "Cancel it"
	case tournament.StepDiscard:
		q.Title, q.Danger = fmt.Sprintf("Discard the draw of round %d?", t.Round), true
		q.Text = "The lobbies are thrown away. Only staff have seen them."
		q.Confirm = "Discard"
	}
	return q
}

// closingText says in numbers what closing check-in does.
func (n Night) closingText() string {
	c := n.Closing
	if c == nil {
		return "Whoever holds a seat and is not here loses it; the waitlist moves up."
	}
	parts := []string{who(n.Tournament.Rules, len(c.Stay)) + " stay."}
	switch k := len(c.Drop); k {
	case 0:
		parts = append(parts, "Nobody loses a seat.")
	case 1:
		parts = append(parts, "1 is not here and loses the seat.")
	default:
		parts = append(parts, fmt.Sprintf("%d are not here and lose their seats.", k))
	}
	switch k := len(c.Promote); k {
	case 0:
	case 1:
		parts = append(parts, "1 from the waitlist is here and moves up.")
	default:
		parts = append(parts, fmt.Sprintf("%d from the waitlist are here and move up.", k))
	}
	return strings.Join(parts, " ")
}

// names lists entries by the names on the board, at most as many as can be read before pressing.
func (n Night) names(list []tournament.Entry) string {
	const most = 16
	var names []string
	for _, e := range list[:min(most, len(list))] {
		if r, ok := n.Row(e.ID); ok {
			names = append(names, r.Name)
		} else {
			names = append(names, e.Name)
		}
	}
	text := strings.Join(names, ", ")
	if more := len(list) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

func drawLabel(o tournament.Offer, how tournament.Seating) string {
	if o.Step == tournament.StepRedraw {
		return "Draw again, " + how.Title()
	}
	return "Draw " + how.Title()
}

// key is the shortcut of what the night waits for.
func key(o tournament.Offer) string {
	if o.Main {
		return "n"
	}
	return ""
}

func (n Night) tabs() []ui.Tab {
	tab := func(label, part, count string) ui.Tab {
		return ui.Tab{Label: label, Href: n.At(part), Count: count, Current: part == n.View}
	}
	lobbies := ""
	if r, ok := n.Current(); ok {
		lobbies = itoa(len(r.Lobbies))
	}
	list := []ui.Tab{
		tab(n.playersTab(), ViewPlayers, itoa(len(n.Seated)+len(n.Waitlist))),
		tab("Lobbies", ViewLobbies, lobbies),
		tab("Standings", ViewStandings, ""),
		n.sheetTab(tab("Sheet", ViewSheet, "")),
		tab("History", "history", ""),
	}
	if n.May(person.RunOverlays) {
		list = append(list, tab("Overlays", "overlays", ""))
	}
	if n.May(person.PlanEvents) {
		list = append(list, tab("Plan", "plan", ""))
	}
	return list
}

// sheetTab counts the questions about the Sheet on its tab.
func (n Night) sheetTab(t ui.Tab) ui.Tab {
	if n.Questions > 0 {
		t.Count, t.Waits = itoa(n.Questions), words(n.Questions, "question to decide", "questions to decide")
	}
	return t
}

func (n Night) playersTab() string {
	if n.Tournament.Rules.TeamSize > 1 {
		return "Teams"
	}
	return "Players"
}

// undo is the foot of what has just happened: nil when there is nothing to take back, or nobody here may.
func (n Night) undo() templ.Component {
	if n.Last == nil || !n.May(person.UndoSteps) {
		return nil
	}
	return undoButton(n)
}

func (n Night) undoText() string {
	return fmt.Sprintf("%s did this at %s. The night goes back to how it was; whatever else happened since stays. What was said in Discord cannot be unsaid.",
		n.Last.Name, n.Last.At.In(n.Tournament.Location()).Format("3:04 PM"))
}
