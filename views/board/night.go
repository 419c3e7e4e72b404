package board

import (
	"strconv"
	"time"

	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/views/ui"
)

// The views of a tournament's staff page that follow the night.
const (
	ViewPlayers   = "players"
	ViewLobbies   = "lobbies"
	ViewStandings = "standings"
)

// Night is what staff with certain roles are shown of a tournament.
type Night struct {
	*tournament.Board
	Roles    person.Roles
	View     string                     // which tab
	Round    int                        // of the lobbies; 0 is the latest
	Closing  *tournament.CheckInPreview // while check-in can be closed
	Last     *Last                      // the step that can be taken back
	Lately   []Moment                   // the latest first
	Reminded map[int64]time.Time        // persons who were reminded, and when
	Overlay  string                     // path of the overlay that is copied from the head; empty for who may not use it

	Questions int // about its Sheet that staff have to decide
}

// Last is the step of staff that would be taken back.
type Last struct {
	ID    int64
	Title string // "corrected the result of round 2, lobby A"
	Name  string // of who took it
	At    time.Time
}

// Moment is one line of history.
type Moment struct {
	Seq    int64
	At     time.Time
	Actor  string
	Origin person.Origin
	What   tournament.Happening
}

// ViewNow is the tab that a night is at.
func ViewNow(b *tournament.Board) string {
	switch {
	case b.Phase == tournament.PhaseFinished:
		return ViewStandings
	case b.Phase == tournament.PhaseRounds:
		return ViewLobbies
	case b.Phase == tournament.PhaseSeating && b.Tournament.Round > 0:
		return ViewLobbies
	}
	return ViewPlayers
}

// May reports whether these staff may do it.
func (n Night) May(act person.Act) bool { return act.Allowed(n.Roles) }

// At returns the address of a part of the tournament's staff page.
func (n Night) At(part string) string { return StaffAddress(n.Tournament.ID, part) }

// StaffAddress returns the address of a part of a tournament's staff page; an empty part is the page itself.
func StaffAddress(id int64, part string) string {
	base := "/admin/t/" + strconv.FormatInt(id, 10)
	if part == "" {
		return base
	}
	return base + "/" + part
}

func (n Night) version() ui.Hidden {
	return ui.Hidden{Name: "version", Value: strconv.FormatInt(n.Tournament.Version, 10)}
}

func hiddenID(name string, id int64) ui.Hidden {
	return ui.Hidden{Name: name, Value: strconv.FormatInt(id, 10)}
}

func (n Night) steps() []ui.Step {
	views := []string{ViewPlayers, ViewPlayers, ViewLobbies, ViewLobbies}
	var list []ui.Step
	for i, m := range n.Marks() {
		s := ui.Step{Name: m.Title, Note: m.Text, State: ui.StepDone(m.State), Href: n.At(views[min(i, len(views)-1)])}
		if m.State == tournament.MarkLater {
			s.State = ui.Later
		}
		if !m.At.IsZero() {
			at := clock(n.Tournament, m.At, ui.Dated)
			at.Relative = true
			s.Note, s.When = m.Verb, &at
		}
		list = append(list, s)
	}
	return append(list, n.final())
}

// final is the last step of the strip: how many go on, or who won.
func (n Night) final() ui.Step {
	s := ui.Step{Name: "Final", Note: "standings", Href: n.At(ViewStandings)}
	if cut := n.Tournament.Rules.Cut; cut > 0 {
		s.Note = "top " + itoa(cut)
	}
	if n.Phase == tournament.PhaseFinished {
		s.State = ui.Done
		if len(n.Standings) > 0 && n.Standings[0].Rank == 1 {
			s.Note = "won by " + short(n.Standings[0].Name)
		}
	}
	return s
}

// offers are the steps that these staff may take: what the night waits for, what stands beside it, and the rest.
func (n Night) offers() (first *tournament.Offer, beside, rest []tournament.Offer) {
	for _, o := range n.Offers() {
		switch {
		case !n.May(o.Act):
		case o.Main && first == nil:
			first = &o
		case o.Step == tournament.StepRemind:
			beside = append(beside, o)
		default:
			rest = append(rest, o)
		}
	}
	return first, beside, rest
}

// drawn are the other ways to draw the next round.
func (n Night) otherDraws(o tournament.Offer) []tournament.Seating {
	if o.Step != tournament.StepDraw && o.Step != tournament.StepRedraw {
		return nil
	}
	next := n.Tournament.Round + 1
	if o.Step == tournament.StepRedraw {
		next--
	}
	var ways []tournament.Seating
	for _, s := range tournament.Seatings() {
		byStanding := s == tournament.ByStanding || s == tournament.SnakeStanding
		if !byStanding || next > 1 {
			ways = append(ways, s)
		}
	}
	return ways
}

// origin says by whom and from where something was done, where that is not plain from the sentence.
func (m Moment) origin() string {
	from := map[person.Origin]string{person.FromDiscord: "Discord", person.FromWeb: "web", person.FromAPI: "API", person.FromSheet: "Sheet", person.FromConsole: "console"}[m.Origin]
	if m.Origin == person.FromClock {
		return "by the schedule"
	}
	if m.Actor == "" || m.Actor == m.What.Who {
		return from
	}
	return join2("by "+m.Actor, from)
}

func join2(a, b string) string {
	if b == "" {
		return a
	}
	return a + ", " + b
}

// made is the moment up to which a part is true for certain: that of the latest happening.
func (n Night) made() *ui.Time {
	if len(n.Lately) == 0 {
		return nil
	}
	at := clock(n.Tournament, n.Lately[0].At, ui.Second)
	return &at
}
