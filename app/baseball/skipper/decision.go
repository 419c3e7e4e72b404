package skipper

import (
	"fmt"
	"strings"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
)

// Decision is what a side should do now. When nothing is to be done before the next roll, Pass is true and Input is
// empty.
type Decision struct {
	Input   baseball.Input
	Pass    bool
	side    baseball.Side
	options [4]Option
	n       uint8
	why     reason
	number  [2]float64 // what the sentence speaks of
	who     [2]*card.Card
}

// Option is one thing that could be done, and the deciding side's chance to win after it.
type Option struct {
	What string // "go", "stay", "bunt", "infield in" …
	Win  float64
}

// Options returns what was weighed, the chosen one first. It is empty where the decision was a matter of form, such as
// filling a place in the field.
func (d Decision) Options() []Option { return d.options[:d.n] }

// weigh notes the chosen option and the ones it was chosen over.
func (d *Decision) weigh(options ...Option) {
	for _, o := range options {
		if int(d.n) < len(d.options) {
			d.options[d.n] = o
			d.n++
		}
	}
}

// reason is the kind of sentence that explains a decision.
type reason uint8

const (
	whyPass     reason = iota
	whyGamble          // number: chance, break-even
	whyHold            // the same, against
	whyThrow           // number: chance of the out, 0
	whyGive            // the throw is not worth it
	whyTarget          // at whom
	whyThirdOut        // never the third out at third
	whyOrder           // number: win with, win without
	whyDepth
	whyCorners
	whyBack
	whyHoldOn
	whyLetRun
	whyWalk
	whyTired
	whyHit
	whyCloser
	whyMatchup
	whyPinch
	whyRunner
	whyGlove
	whyFill
	whyHurt
)

// sentences by reason; %[1]s and %[2]s are players, %[3]s and %[4]s percentages.
var sentences = [...]string{
	whyPass:     "Nothing to do: let them play.",
	whyGamble:   "%[1]s goes: he makes it %[3]s of the time, and from %[4]s on it is worth trying.",
	whyHold:     "%[1]s stays: he would make it %[3]s of the time, and it takes %[4]s to be worth it.",
	whyThrow:    "Throw at %[1]s: he is out %[3]s of the time, which is worth more than the base behind him.",
	whyGive:     "No throw: %[1]s would be out only %[3]s of the time, and the others would move up.",
	whyTarget:   "Throw at %[1]s: that leaves us %[3]s to win, the other throw %[4]s.",
	whyThirdOut: "%[1]s stays: nobody makes the third out at third base for a chance of %[3]s.",
	whyOrder:    "%[1]s: that makes it %[3]s to win instead of %[4]s.",
	whyDepth:    "The infield moves: %[3]s to win like this, %[4]s where it stood.",
	whyCorners:  "The corners come in: %[1]s will bunt.",
	whyBack:     "The infield goes back: there is no run to cut off.",
	whyHoldOn:   "Hold %[1]s on: he gets a good jump %[3]s of the time.",
	whyLetRun:   "Play behind %[1]s: a jump of %[3]s does not cost a hole in the infield.",
	whyWalk:     "Walk %[1]s: %[3]s to win with him on first, %[4]s if we pitch to him.",
	whyTired:    "%[1]s is tired; %[2]s takes over.",
	whyHit:      "%[1]s has been hit hard; %[2]s takes over.",
	whyCloser:   "This is the game for the closer: %[2]s for %[1]s.",
	whyMatchup:  "%[2]s is the better match for the next three batters than %[1]s.",
	whyPinch:    "%[2]s bats for %[1]s: the better bat against this pitcher.",
	whyRunner:   "%[2]s runs for %[1]s: the run matters and he is faster.",
	whyGlove:    "%[2]s for %[1]s: the better glove to keep the lead.",
	whyFill:     "Everybody to the place where he plays best.",
	whyHurt:     "%[1]s is hurt; %[2]s takes over.",
}

// Why says in one sentence why the decision was taken.
func (d Decision) Why() string {
	name := func(c *card.Card) string {
		if c == nil {
			return "he"
		}
		return c.Name
	}
	if d.why == whyOrder {
		return fmt.Sprintf(sentences[whyOrder], orderName(d.Input.Kind), "", percent(d.number[0]), percent(d.number[1]))
	}
	text := sentences[d.why]
	if !strings.Contains(text, "%") {
		return text
	}
	return fmt.Sprintf(text, name(d.who[0]), name(d.who[1]), percent(d.number[0]), percent(d.number[1]))
}

func orderName(k baseball.InputKind) string {
	switch k {
	case baseball.Bunt:
		return "Bunt"
	case baseball.HitAndRun:
		return "Hit and run"
	}
	return "Steal"
}

// percent writes a share with one decimal where it needs it.
func percent(p float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", 100*p), ".0") + "%"
}
