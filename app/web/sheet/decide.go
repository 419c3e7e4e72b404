package sheet

import (
	"slices"
	"strings"

	"matchday/app/fault"
	"matchday/app/league/edits"
	"matchday/app/mirror"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
)

// question is a conflict as staff decide it.
func question(m edits.Mirror, c edits.Conflict) board.Question {
	q := board.Question{ID: c.ID, Kind: string(c.Kind), About: c.About, Field: c.Field, Ours: c.Ours, OursBy: c.OursBy, OursAt: c.OursAt, Theirs: c.Theirs, Found: c.Found}
	tab, ok := m.Plan.Tab(c.Tab)
	if ok {
		q.Place = place(tab, c)
		if q.About == "" && c.Kind == edits.RowNew {
			q.About = named(edits.Told(c))
		}
		q.Says = says(tab, edits.Told(c), q.About)
	}
	for _, how := range edits.Choices(c.Kind) {
		if how == edits.TakeTheirs && c.Field.Round() > 0 {
			continue // a place is recorded with its whole lobby, or not at all
		}
		q.Choices = append(q.Choices, choice(how, q.About))
	}
	return q
}

// place says where in the Sheet something stands; a row that is gone stands nowhere.
func place(t mirror.Tab, c edits.Conflict) string {
	if c.Kind == edits.RowGone {
		return t.Title
	}
	if i := t.Column(c.Field); i >= 0 {
		return t.Title + " " + mirror.Place(c.Row, t.Columns[i].At)
	}
	return t.Title + ", row " + mirror.Place(c.Row, 0)[1:]
}

// says is what a row says besides the name that stands before it.
func says(t mirror.Tab, told map[mirror.Field]string, name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(edits.Words(t, told), name), " · ")
}

// named is how a row of somebody new calls them.
func named(told map[mirror.Field]string) string {
	if name := told[mirror.Discord]; name != "" {
		return name
	}
	return told[mirror.InGame]
}

// choice is a decision in words.
func choice(how, about string) board.Choice {
	words := map[string]board.Choice{
		edits.KeepOurs:   {Word: "Keep ours", All: "Keep ours for all"},
		edits.TakeTheirs: {Word: "Take theirs", All: "Take theirs for all"},
		edits.PutRowBack: {Word: "Put the row back", All: "Put all back"},
		edits.TakeOut:    {Word: "Take out", Ask: "Take " + about + " out?", All: "Take all out", Text: "They lose their place; a seat that becomes free goes to the next in line.", Asks: true},
		edits.SamePerson: {Word: "Same person", All: "All are the same person"},
		edits.Somebody:   {Word: "Somebody else", Ask: "Is it somebody else than " + about + "?", All: "All are somebody else", Text: "The row counts as new, and the player it belonged to as gone from the Sheet.", Asks: true},
		edits.Enter:      {Word: "Enter", All: "Enter all"},
		edits.Dismiss:    {Word: "Leave it", All: "Leave all"},
	}
	c := words[how]
	c.How = how
	return c
}

// decided is a decision in words, afterwards.
func decided(how string) string {
	words := map[string]string{
		edits.KeepOurs: "kept ours", edits.TakeTheirs: "took theirs", edits.PutRowBack: "put the row back", edits.TakeOut: "taken out",
		edits.SamePerson: "still the same person", edits.Somebody: "somebody else", edits.Enter: "entered", edits.Dismiss: "left as it is",
	}
	if w, ok := words[how]; ok {
		return w
	}
	return how
}

// decide settles one question.
func (p *Pages) decide(v *visit.Visit) error {
	n, err := v.Number("conflict")
	if err == nil {
		err = p.book.Decide(v.Ctx, v.Wish(), id(v), n, v.Typed("how"))
	}
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	return v.Pressed("It is decided.", at(v, ""))
}

// decideAll settles all questions of a kind in the same way.
func (p *Pages) decideAll(v *visit.Visit) error {
	kind, how := edits.ConflictKind(v.Typed("kind")), v.Typed("how")
	if !slices.Contains(edits.Choices(kind), how) {
		return v.Refuse(fault.New(fault.Invalid, "Choose one of the offered answers."), at(v, ""))
	}
	n, err := p.book.DecideAll(v.Ctx, v.Wish(), id(v), kind, how)
	if err != nil {
		return v.Refuse(err, at(v, ""))
	}
	return v.Pressed(tournament.Count(n, "question is decided.", "questions are decided."), at(v, ""))
}
