package journal_test

import (
	"encoding/json"
	"strings"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/journal"
	"matchday/app/baseball/paper"
	"matchday/app/baseball/skipper"
	"matchday/app/fault"
)

func setup(t *testing.T) *baseball.Setup {
	t.Helper()
	rules := baseball.Short()
	return &baseball.Setup{Rules: rules, Clubs: [2]baseball.Club{paper.AverageClub("AWY", 1, true), paper.AverageClub("HOM", 101, true)}}
}

var roll = baseball.Input{Kind: baseball.Roll}

// managed plays from a journal on until n more inputs are in it or the game is over.
func managed(t *testing.T, s *baseball.Setup, j journal.Journal, seed dice.Seed, n int) (baseball.Game, journal.Journal) {
	t.Helper()
	g, _, err := journal.Replay(s, j, seed)
	if err != nil {
		t.Fatal(err)
	}
	for ; n > 0 && !g.Over(); n-- {
		in := skipper.Next(&g, [2]skipper.Decider{skipper.Manager{}, skipper.Manager{}})
		next, _, err := baseball.Apply(g, in, seed.Dice(j.Next()))
		if err != nil {
			t.Fatal(err)
		}
		g, j = next, j.Do(in)
	}
	return g, j
}

func TestAnUndoneRollIsNeverRolledAgain(t *testing.T) {
	s, seed := setup(t), dice.Seed{1}
	_, j := managed(t, s, nil, seed, 6)
	undone, err := j.Undo()
	if err != nil {
		t.Fatal(err)
	}
	g, _, err := journal.Replay(s, undone, seed)
	if err != nil {
		t.Fatal(err)
	}
	if g.Version != 7 || undone.Next() != 8 {
		t.Fatalf("after six inputs and an undo the version is %d and the next number %d", g.Version, undone.Next())
	}
	// Rolled again, the same plate appearance has the dice of number 8, not those of 6.
	_, again, err := baseball.Apply(g, roll, seed.Dice(undone.Next()))
	if err != nil {
		t.Fatal(err)
	}
	five, _, err := journal.Replay(s, j[:5], seed)
	if err != nil {
		t.Fatal(err)
	}
	_, first, err := baseball.Apply(five, roll, seed.Dice(6))
	if err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(again[0].Rolls)
	b, _ := json.Marshal(first[0].Rolls)
	if string(a) == string(b) {
		t.Errorf("the undone roll came again: %s", a)
	}
}

func TestUndoTakesBackWhatCountsAndNothingElse(t *testing.T) {
	s, seed := setup(t), dice.Seed{2}
	_, j := managed(t, s, nil, seed, 5)
	for want := 4; want >= 0; want-- {
		var err error
		if j, err = j.Undo(); err != nil {
			t.Fatal(err)
		}
		if n := len(j.Counting()); n != want {
			t.Fatalf("%d inputs count, want %d", n, want)
		}
	}
	if _, err := j.Undo(); !fault.Is(err, fault.Closed) {
		t.Errorf("undo of nothing: %v", err)
	}
	_, j = managed(t, s, j, seed, 3)
	if n := len(j.Counting()); n != 3 || j[len(j)-1].Number != 13 {
		t.Errorf("%d count, last number %d", n, j[len(j)-1].Number)
	}
	for _, gone := range []int{2, 5, 99, -1, 13} {
		if _, err := j.UndoTo(gone); !fault.Is(err, fault.Invalid) {
			t.Errorf("back to %d: %v", gone, err)
		}
	}
	start, err := j.UndoTo(0)
	if err != nil {
		t.Fatal(err)
	}
	g, results, err := journal.Replay(s, start, seed)
	if err != nil || g.Version != 14 || len(results) != 0 || g.Inning != 1 || g.Outs != 0 {
		t.Errorf("undone to the start: version %d, %d results, %v", g.Version, len(results), err)
	}
}

func TestAJournalComesBackFromJSON(t *testing.T) {
	s, seed := setup(t), dice.Seed{3}
	g, j := managed(t, s, nil, seed, 1000)
	j2, err := j.Undo()
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range []journal.Journal{j, j2} {
		text, err := json.Marshal(j)
		if err != nil {
			t.Fatal(err)
		}
		var back journal.Journal
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		a, _, err1 := journal.Replay(s, j, seed)
		b, _, err2 := journal.Replay(s, back, seed)
		if err1 != nil || err2 != nil || a.Hash() != b.Hash() {
			t.Errorf("%v %v", err1, err2)
		}
	}
	if !g.Over() {
		t.Error("the game did not end")
	}
}

func TestATranscriptIsVerified(t *testing.T) {
	s, seed := setup(t), dice.Seed{4}
	g, j := managed(t, s, nil, seed, 1000)
	text, err := json.Marshal(journal.Publish(&g, j, seed))
	if err != nil {
		t.Fatal(err)
	}
	var good journal.Transcript
	if err := json.Unmarshal(text, &good); err != nil {
		t.Fatal(err)
	}
	if err := good.Verify(); err != nil {
		t.Fatal(err)
	}
	other := dice.Seed{5: 9}
	for name, spoil := range map[string]func(*journal.Transcript){
		"another seed":        func(t *journal.Transcript) { t.Seed = other.Reveal() },
		"no seed":             func(t *journal.Transcript) { t.Seed = "" },
		"no commitment":       func(t *journal.Transcript) { t.Commitment = "soon" },
		"a seed chosen later": func(t *journal.Transcript) { t.Seed, t.Commitment = other.Reveal(), other.Commit().String() },
		"no setup":            func(t *journal.Transcript) { t.Setup = nil },
		"not to its end":      func(t *journal.Transcript) { t.Journal = t.Journal[:len(t.Journal)-3] },
		"another score":       func(t *journal.Transcript) { t.Score[0]++ },
		"another way":         func(t *journal.Transcript) { t.Hash = strings.Repeat("0", 64) },
		"a number left out":   func(t *journal.Transcript) { t.Journal = append(t.Journal[:2:2], t.Journal[3:]...) },
		"an impossible input": func(t *journal.Transcript) {
			t.Journal = append(journal.Journal{{Number: 1, Input: baseball.Input{Kind: baseball.HitAndRun}}}, t.Journal[1:]...)
		},
		"an impossible setup": func(t *journal.Transcript) { s := *t.Setup; s.Rules.Innings = 0; t.Setup = &s },
	} {
		bad := good
		spoil(&bad)
		err := bad.Verify()
		if !fault.Is(err, fault.Invalid) || !strings.HasSuffix(fault.Sentence(err), ".") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
