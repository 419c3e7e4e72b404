package ui

import (
	"fmt"

	"github.com/a-h/templ"
)

// Header is the top of a page: what it is, a sentence that says where and when, and what can be done here. Its
// children are the actions; the primary one comes last.
type Header struct {
	Title    string
	Sentence string
	Back     Link // the page above; empty without
}

// Link is an address with words.
type Link struct {
	Label string
	Href  string
}

// Steps is the way of a night with the step it is at.
type Steps struct {
	ID    string
	Label string // what the steps are of: "Steps of the night" when empty
	List  []Step
}

// label says where the night is, for those who do not see the strip or see only a part of it.
func (s Steps) label() string {
	label := s.Label
	if label == "" {
		label = "Steps of the night"
	}
	for i, step := range s.List {
		if step.State == Now {
			return fmt.Sprintf("%s, %d of %d: %s", label, i+1, len(s.List), step.Name)
		}
	}
	return label
}

// Step is one of the Steps.
type Step struct {
	Name  string
	Note  string   // "closed", "snake by seed", "0 of 4"
	When  *Time    // written after the note: "closes in 12 min"
	State StepDone // Later when empty
	Href  string   // makes the name a link
}

// StepDone says how far a step is.
type StepDone string

// The states of a step.
const (
	Later StepDone = ""
	Now   StepDone = "now"
	Done  StepDone = "done"
)

func (s StepDone) class() string {
	if s == Later {
		return "step-later"
	}
	return "step-" + string(s)
}

// Card is a surface with a heading. Its children are the content; a table in it reaches its edges.
type Card struct {
	ID      string // stable, if a live frame replaces the card
	Title   string // no heading when empty
	Note    string // at the right of the heading
	Made    *Time  // when it was read: shows LiveWords at the right of the heading
	Actions templ.Component
	Foot    templ.Component
}

// Split is the layout of most pages: its children in the middle, Aside at the right (below on a phone).
type Split struct {
	Aside templ.Component
}

// Empty stands where a list would be and says what to do next. Its children are the actions.
type Empty struct {
	Title string
	Text  string
}

// Banner says that something is wrong or waiting, and what to do. Its children are the actions.
type Banner struct {
	ID    string
	Tone  Tone // Wait when empty
	Title string
	Text  string
}

// Problem is a page that could not be shown or a step that was refused: for a CenterShell or instead of content. A
// script that asked for something else tells the sentence in a toast. Its children are the ways out.
type Problem struct {
	Title    string
	Sentence string
}

// Fact is one line of Facts. Its children are the value when Value is empty.
type Fact struct {
	Label string
	Value string
}

// Moment is one line of a Timeline: its children say what happened.
type Moment struct {
	ID   string // stable ("event-17")
	At   Time
	Note string // from where or by whom, small
}

// Tabs are views of the same thing, as links.
type Tabs struct {
	Label string // read out: "Parts of the tournament"
	List  []Tab
}

// Tab is one of the Tabs.
type Tab struct {
	Label   string
	Href    string
	Count   string // behind the label, or empty
	Waits   string // what the count is of when somebody has to see to it: "questions to decide"
	Current bool
}

// Pager walks through a long list.
type Pager struct {
	Words string // "1–50 of 132"
	Prev  string // address, or empty at the start
	Next  string // address, or empty at the end
}

// CopyField is a value that is copied with one press: an address for OBS, a key.
type CopyField struct {
	ID    string // stable
	Label string
	Hint  string
	Value string
}

// Mine is the reader's own row, above the list on a public board.
type Mine struct {
	ID     string
	Title  string // "You: Ivy"
	Number string // their place; empty without
	Label  string // what Number is, read out: "place"
}

// Rank is one row of Ranks, the list of a public board.
type Rank struct {
	ID     string // stable, one for each person or team
	Place  string
	Name   string
	Note   string // "8 · 7 · 8"
	Value  string // points
	Change int    // places won (positive) or lost since the round before
	Mine   bool   // the reader's own
	Cut    bool   // the line of those who go on is below this row
}
