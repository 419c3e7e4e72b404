package board

import (
	"fmt"
	"strings"
	"time"

	"matchday/app/mirror"
	"matchday/app/person"
	"matchday/views/ui"
)

// ViewSheet is the part of a tournament's staff page that is about its Sheet.
const ViewSheet = "sheet"

// Sheet is what staff with certain roles are shown of a tournament's Sheet.
type Sheet struct {
	Night
	Google    bool   // Sheets can be reached at all
	Connected bool   // the tournament has a Sheet; without one nothing below is set
	Title     string // of the Sheet
	Link      string // where a browser finds it; empty when nobody can open it
	Paused    bool
	Reason    string // why it is paused when that was not by hand
	Version   int64
	By        string // in whose name edits are made
	Pulled    time.Time
	Pushed    time.Time
	Health    SheetHealth
	Plan      mirror.Plan
	Asked     []Question
	Settled   []Settled
	Runs      []SheetRun
}

// SheetHealth is how the exchange with Google fares at this moment.
type SheetHealth struct {
	Running bool
	Lag     time.Duration // age of the oldest change that the Sheet does not show
	Pending int           // cells that are to be written
	Trouble string        // why it is not in step, and what to do
	Next    time.Time     // when it is tried again
}

// Question is something about the Sheet that staff decide.
type Question struct {
	ID      int64
	Kind    string // which questions it can be decided together with
	About   string // whose row it is
	Field   mirror.Field
	Place   string // "Players C7"
	Says    string // what the row says
	Ours    string
	OursBy  string
	OursAt  time.Time
	Theirs  string
	Found   time.Time
	Choices []Choice
}

// Choice is one way to decide a question.
type Choice struct {
	How  string // as it is posted
	Word string // "Keep ours"
	Ask  string // the question before one is decided so, where it is asked: "Take moonpetal out?"
	All  string // the same of many: "Keep ours for all"
	Text string // what it does; asked first where it takes something away
	Asks bool
}

// Settled is a question that was decided.
type Settled struct {
	ID    int64
	About string
	Field mirror.Field
	How   string // "kept ours"
	By    string
	At    time.Time
}

func (d Settled) what() string {
	if d.Field == "" {
		return d.How
	}
	return d.Field.Title() + ": " + d.How
}

// SheetRun is one exchange with the Sheet.
type SheetRun struct {
	ID                                        int64
	At                                        time.Time
	Took                                      time.Duration
	Calls                                     int
	Edits, Refused, Conflicts, Cells, NewRows int
	Failure                                   string
}

// What came of a run, in words.
func (r SheetRun) what() string {
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{r.Edits, "edit taken", "edits taken"}, {r.Refused, "put back", "put back"}, {r.Conflicts, "question", "questions"},
		{r.Cells, "cell written", "cells written"}, {r.NewRows, "row added", "rows added"},
	} {
		if p.n > 0 {
			parts = append(parts, count(p.n, p.one, p.many))
		}
	}
	if len(parts) == 0 && r.Failure == "" {
		return "nothing to do"
	}
	return strings.Join(parts, ", ")
}

func took(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.0f s", d.Seconds())
}

// state says in a chip how the Sheet fares.
func (s Sheet) state() (ui.Tone, string) {
	switch {
	case s.Paused && s.Reason != "":
		return ui.Hot, "Paused"
	case s.Paused:
		return ui.Wait, "Paused"
	case !s.Google:
		return ui.Bad, "Out of reach"
	case !s.Health.Running:
		return ui.Quiet, "Kept elsewhere"
	case s.Health.Trouble != "":
		return ui.Wait, "Behind"
	case s.Pulled.IsZero():
		return ui.Wait, "Reading"
	case s.Health.Pending > 0 || s.Health.Lag > 0:
		return ui.Wait, "Writing"
	}
	return ui.Good, "In step"
}

// measured reports whether this process knows how the exchange fares: it keeps the Sheet.
func (s Sheet) measured() bool { return s.Google && !s.Paused && s.Health.Running }

// elsewhere reports whether another process does.
func (s Sheet) elsewhere() bool { return s.Google && !s.Paused && !s.Health.Running }

// lag is how far the Sheet is behind, the unit apart.
func (s Sheet) lag() (value, label string) {
	switch d := s.Health.Lag; {
	case d <= 0:
		return "0", "seconds behind"
	case d < 2*time.Minute:
		return itoa(max(1, int(d/time.Second))), "seconds behind"
	default:
		return itoa(int(d / time.Minute)), "minutes behind"
	}
}

func (s Sheet) manages() bool { return s.May(person.PlanEvents) }

func (s Sheet) decides() bool { return s.May(person.ActForOthers) }

func (s Sheet) at(part string) string {
	if part == "" {
		return s.At(ViewSheet)
	}
	return s.At(ViewSheet + "/" + part)
}

func (s Sheet) time(at time.Time) ui.Time {
	t := clock(s.Tournament, at, ui.Dated)
	t.Relative = true
	return t
}

func (s Sheet) versioned() []ui.Hidden { return []ui.Hidden{hiddenID("version", s.Version)} }

// questions are the open ones of each kind, in the order in which kinds first come.
func (s Sheet) questions() [][]Question {
	var groups [][]Question
	at := map[string]int{}
	for _, q := range s.Asked {
		i, ok := at[q.Kind]
		if !ok {
			i = len(groups)
			at[q.Kind] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], q)
	}
	return groups
}

// askedTitle says what the questions of a kind are about.
func askedTitle(kind string) string {
	switch kind {
	case "cell":
		return "Both sides changed it"
	case "gone":
		return "The row is gone"
	case "doubt":
		return "Other names stand in the row"
	case "copy":
		return "The row stands there twice"
	case "new":
		return "Somebody new"
	}
	return "To decide"
}

func askedText(kind string) string {
	switch kind {
	case "cell":
		return "Matchday’s value stands. The other is kept until somebody decides."
	case "gone":
		return "Nobody is withdrawn because a row was deleted."
	case "doubt":
		return "The hidden key says one person, the names another. Nothing is written there before it is clear."
	case "copy":
		return "Delete one of the two in the Sheet; the question then goes away by itself."
	case "new":
		return "Typed in the Sheet and known to nobody yet."
	}
	return ""
}

// Told writes a value of a field for people; empty when there is none.
func Told(f mirror.Field, value string) string {
	switch {
	case f.Checkbox() && value == mirror.Yes:
		return "ticked"
	case f.Checkbox() && value == mirror.No:
		return "not ticked"
	}
	return value
}

// mapped are the columns of a tab in one line.
func mapped(t mirror.Tab) string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Field.Title()
	}
	return strings.Join(names, ", ")
}

// KindTitle names what a tab is for.
func KindTitle(k mirror.Kind) string {
	switch k {
	case mirror.Players:
		return "Players"
	case mirror.Lobbies:
		return "Lobbies"
	case mirror.Standings:
		return "Standings"
	}
	return "Not kept in step"
}

func hot(on bool) ui.Tone {
	if on {
		return ui.Hot
	}
	return ""
}

func words(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func inboxNote(n int) string {
	if n == 0 {
		return ""
	}
	return count(n, "question", "questions")
}

func by(name string) string {
	if name == "" {
		return ""
	}
	return "by " + name
}

func disconnectText(open int) string {
	text := "Matchday forgets the Sheet; the Sheet itself stays as it is, also what Matchday wrote into it."
	if open > 0 {
		text += " " + count(open, "open question is", "open questions are") + " closed, and what was typed there stays only in the Sheet."
	}
	return text
}

func allText(list []Question, c Choice) string {
	text := count(len(list), "question is", "questions are") + " decided this way."
	if c.Text != "" {
		text += " " + c.Text
	}
	return text
}
