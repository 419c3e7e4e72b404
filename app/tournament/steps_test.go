package tournament_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"matchday/app/tournament"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares text with testdata/name; -update writes it.
func golden(t *testing.T, name, text string) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s (go test ./app/tournament -update writes it anew):\n%s", file, diff)
	}
}

// situations are the moments of a night in which staff look at what comes next.
func situations(t *testing.T) []struct {
	name string
	h    *hall
} {
	solo := func() *hall { return open(t) }
	planned := solo()
	planned.n.Tournament.Registration = tournament.Pending
	planned.n.Tournament.Times = goodPlan().Times
	timed := solo().fill(3)
	timed.n.Tournament.Times = goodPlan().Times
	checkIn := open(t).fill(5).to(night.CloseRegistration, night.OpenCheckIn).checkIn(1, 5)
	checkIn.n.Tournament.Times = goodPlan().Times
	closed := open(t).fill(5).to(night.CloseRegistration, night.OpenCheckIn).checkIn(1, 2, 5)
	closed.must(closed.step(night.CloseCheckIn))
	reopened := open(t).fill(5).to(night.CloseRegistration, night.OpenCheckIn).checkIn(1, 2, 5)
	reopened.must(reopened.step(night.CloseCheckIn))
	reopened.to(night.OpenRegistration)
	alone := open(t).seated(2).start().play()
	alone.must(alone.step(func(n night, at time.Time) (night, said, error) { return n.Remove(1, "", at) }))
	cancelled := open(t).fill(2)
	cancelled.n.Tournament.Times = goodPlan().Times
	cancelled.must(cancelled.step(night.Cancel))
	pair := open(t, teams(2)).fill(3).to(night.CloseRegistration, night.OpenCheckIn).checkIn(1, 3)
	return []struct {
		name string
		h    *hall
	}{
		{"nothing is open, times are planned", planned},
		{"registration is open", solo().fill(3)},
		{"registration is open, times are planned", timed},
		{"registration and check-in are open", solo().fill(3).to(night.OpenCheckIn)},
		{"registration is closed", solo().fill(3).to(night.CloseRegistration)},
		{"registration is closed, one is registered", solo().fill(1).to(night.CloseRegistration)},
		{"check-in is open", checkIn},
		{"check-in is open, a team of two lacks one", pair},
		{"check-in is open, everybody is here", solo().fill(2).to(night.CloseRegistration, night.OpenCheckIn).checkIn(1, 2)},
		{"check-in is closed", closed},
		{"registration is open again", reopened},
		{"round 1 is drawn", solo().seated(4)},
		{"round 1 is played", solo().seated(4).start()},
		{"round 1 is done", solo().seated(4).start().play()},
		{"round 1 is done, one is left", alone},
		{"round 2 is drawn", solo().seated(4).start().play().draw(tournament.ByStanding)},
		{"round 2 is played", solo().seated(4).start().play().draw(tournament.ByStanding).start()},
		{"every round is done", solo().seated(4).start().play().draw(tournament.ByStanding).start().play()},
		{"finished", finished(t)},
		{"cancelled", cancelled},
	}
}

func TestWhatIsOfferedAndMarked(t *testing.T) {
	var b strings.Builder
	for _, s := range situations(t) {
		board := s.h.n.Read(league, nil)
		fmt.Fprintf(&b, "%s [%s]\n", s.name, board.Phase)
		for _, m := range board.Marks() {
			fmt.Fprintf(&b, "  %-5s %-13s %s", m.State, m.Title, m.Text)
			if !m.At.IsZero() {
				fmt.Fprintf(&b, ", %s %s", m.Verb, m.At.Format("15:04"))
			}
			b.WriteString("\n")
		}
		for _, o := range board.Offers() {
			mark := "-"
			if o.Main {
				mark = "▸"
			}
			fmt.Fprintf(&b, "  %s %s (%s)\n", mark, o.Label, o.Act)
		}
		b.WriteString("\n")
	}
	golden(t, "steps.txt", b.String())
}

// Whatever a board offers can be done.
func TestEveryOfferIsPossible(t *testing.T) {
	for _, s := range situations(t) {
		offersArePossible(s.h)
	}
}

func offersArePossible(h *hall) {
	h.t.Helper()
	mains := 0
	for i, o := range h.n.Read(league, nil).Offers() {
		if o.Main {
			mains++
		}
		if o.Main && i >= mains {
			h.t.Fatalf("%s is what the night waits for and stands at %d", o.Step, i)
		}
		if o.Label == "" || o.Act.Title() == "This" || o.Asks != strings.HasSuffix(o.Label, "…") {
			h.t.Fatalf("offer %+v", o)
		}
		if _, _, err := carry(h.n, o.Step, h.now); err != nil {
			h.t.Fatalf("%s is offered: %v", o.Step, err)
		}
	}
}

// carry carries out a step that a board offers, as league does.
func carry(n night, step tournament.Step, at time.Time) (night, said, error) {
	switch step {
	case tournament.StepOpenRegistration:
		return n.OpenRegistration()
	case tournament.StepCloseRegistration:
		return n.CloseRegistration()
	case tournament.StepOpenCheckIn:
		return n.OpenCheckIn()
	case tournament.StepCloseCheckIn:
		return n.CloseCheckIn(at)
	case tournament.StepDraw, tournament.StepRedraw:
		return n.Draw(n.NextSeating(), 1)
	case tournament.StepDiscard:
		return n.Discard()
	case tournament.StepStartRound:
		return n.StartRound(at)
	case tournament.StepFinish:
		return n.Finish(at)
	case tournament.StepCancel:
		return n.Cancel(at)
	case tournament.StepRemind:
		told, err := n.Remind()
		return n, told, err
	}
	return n, nil, fmt.Errorf("no such step: %s", step)
}
