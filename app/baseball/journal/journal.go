// Package journal keeps what was done in a game, in order, so that it can be played again: to take a step back, to check
// a stored snapshot, and to prove afterwards that the dice were fair.
package journal

import (
	"slices"

	"matchday/app/baseball"
	"matchday/app/baseball/dice"
	"matchday/app/fault"
)

// Entry is one line of a game's journal: an input and its number. Numbers count from 1 without gaps and are never used
// twice. An entry that takes back others is an undo: Back is the version it returns to, and the inputs after that
// version count no more; it uses up a number itself, so the dice of an undone input are never rolled again.
type Entry struct {
	Number int            `json:"number"`
	Input  baseball.Input `json:"input,omitzero"`
	Undo   bool           `json:"undo,omitzero"`
	Back   int            `json:"back,omitzero"`
}

// Journal is everything that was done in a game, in order. Entries are only ever added.
type Journal []Entry

// Next returns the number of the next entry.
func (j Journal) Next() int { return len(j) + 1 }

// Do adds an input.
func (j Journal) Do(in baseball.Input) Journal {
	return append(slices.Clip(j), Entry{Number: j.Next(), Input: in})
}

// UndoTo adds an undo that returns to what the game was at a version, which must be one that still counts; 0 is the
// beginning.
func (j Journal) UndoTo(version int) (Journal, error) {
	known := version == 0
	for _, e := range j.Counting() {
		known = known || e.Number == version
	}
	if !known || version >= len(j) {
		return j, fault.New(fault.Invalid, "There is no step %d to go back to.", version)
	}
	return append(slices.Clip(j), Entry{Number: j.Next(), Undo: true, Back: version}), nil
}

// Undo adds an undo of the last input that still counts.
func (j Journal) Undo() (Journal, error) {
	live := j.Counting()
	if len(live) == 0 {
		return j, fault.New(fault.Closed, "Nothing has been done yet that could be taken back.")
	}
	before := 0
	if len(live) > 1 {
		before = live[len(live)-2].Number
	}
	return append(slices.Clip(j), Entry{Number: j.Next(), Undo: true, Back: before}), nil
}

// Counting returns the inputs that have not been undone.
func (j Journal) Counting() []Entry {
	var live []Entry
	for _, e := range j {
		if !e.Undo {
			live = append(live, e)
			continue
		}
		for len(live) > 0 && live[len(live)-1].Number > e.Back {
			live = live[:len(live)-1]
		}
	}
	return live
}

// Replay plays a journal from the beginning with the dice of seed: the game as it stands, and what happened. It is how
// an undo is carried out, how a snapshot is checked, and how anybody verifies a finished game.
func Replay(s *baseball.Setup, j Journal, seed dice.Seed) (baseball.Game, []baseball.Result, error) {
	g, err := baseball.New(s)
	if err != nil {
		return g, nil, err
	}
	for i, e := range j {
		if e.Number != i+1 {
			return g, nil, fault.New(fault.Invalid, "The journal has entry %d where entry %d belongs.", e.Number, i+1)
		}
	}
	var all []baseball.Result
	var d dice.Dice
	for _, e := range j.Counting() {
		d.Take(seed, e.Number)
		g.Version = e.Number - 1
		e.Input.Seen = 0 // what a person saw was checked when it was done
		next, results, err := baseball.Apply(g, e.Input, &d)
		if err != nil {
			return g, all, fault.New(fault.Invalid, "Entry %d of the journal cannot be played: %s", e.Number, fault.Sentence(err)).Because(err)
		}
		g, all = next, append(all, results...)
	}
	g.Version = len(j)
	return g, all, nil
}

// Transcript is a finished game as it is published: everything that anybody needs to check it. It is plain JSON.
type Transcript struct {
	Setup      *baseball.Setup `json:"setup"`
	Commitment string          `json:"commitment"` // as it was shown when the game began
	Seed       string          `json:"seed"`       // as it was shown at the end
	Journal    Journal         `json:"journal"`
	Score      [2]uint16       `json:"score"`
	Hash       string          `json:"hash"` // of the final state
}

// Publish makes the transcript of a finished game.
func Publish(g *baseball.Game, j Journal, seed dice.Seed) Transcript {
	return Transcript{Setup: g.Setup, Commitment: seed.Commit().String(), Seed: seed.Reveal(), Journal: j, Score: g.Score, Hash: g.Hash()}
}

// Verify checks a finished game: that the seed is the one that was committed to, and that seed and inputs lead to
// exactly this end. The sentence of the fault says what does not fit.
func (t Transcript) Verify() error {
	commitment, err := dice.ParseCommitment(t.Commitment)
	if err != nil {
		return err
	}
	seed, err := dice.ParseSeed(t.Seed)
	if err != nil {
		return err
	}
	if !commitment.Opens(seed) {
		return fault.New(fault.Invalid, "The seed is not the one that was committed to when the game began.")
	}
	if t.Setup == nil {
		return fault.New(fault.Invalid, "The transcript has no setup.")
	}
	g, _, err := Replay(t.Setup, t.Journal, seed)
	switch {
	case err != nil:
		return err
	case !g.Over():
		return fault.New(fault.Invalid, "The inputs do not bring the game to its end.")
	case g.Score != t.Score:
		return fault.New(fault.Invalid, "The inputs lead to %d–%d, not to %d–%d.", g.Score[0], g.Score[1], t.Score[0], t.Score[1])
	case g.Hash() != t.Hash:
		return fault.New(fault.Invalid, "The inputs lead to the same score by another way.")
	}
	return nil
}
