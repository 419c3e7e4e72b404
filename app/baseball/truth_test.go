package baseball_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/score"
)

var updateGolden = flag.Bool("update", false, "write the golden files anew")

// The truth tables: what the machine does with every outcome in every base state, with none, one and two out, under
// every alignment and every branch of the decisions. testdata/truth.txt shows them to people, a section for each case
// with a row for each base state and a column for each number of outs; TestTruthTables compares every cell with an
// oracle that works from the words of ballgame.md §3 and §7.5 to §7.7 and shares nothing with the machine.

// deal is one case: how the machine is brought to it, and what the oracle needs to know of it.
type deal struct {
	title   string
	outcome chart.Outcome
	input   baseball.InputKind
	align   baseball.Alignment
	rolls   func(on bool) []int // after chaos, column, rows and split
	choices []string            // answers to what is asked, "go", "stay" …, and "20" or "1" for the runner's d20
	gloves  func(*card.Glove)
	expect  func(b, outs int) outline
	skip    func(chart.Bases) bool
	deep    bool           // what happens depends on the depth of the infield: the case is about one depth
	hash    chart.Position // who lets the ball through when he holds a runner, or covers for one
	errors  int            // on a ball that he lets through
}

// outline is what should happen: where the batter (0) and the runners end up, 0 being out and 4 home; what the scorer
// says; how many are batted in.
type outline struct {
	to    [4]int
	event string
	rbi   int
	err   int // bases of an error
	none  bool
}

func TestTruthTables(t *testing.T) {
	var golden bytes.Buffer
	fmt.Fprintln(&golden, "What happens, by base state (rows) and outs (columns). B is the batter, 1 to 3 the runner from that base; 3>H scores,")
	fmt.Fprintln(&golden, "1>2 moves up, 1x is out. Runners who are not named stay. After the moves stands what the scorer calls it, and the")
	fmt.Fprintln(&golden, "runs batted in. An alignment that makes a difference has a line of its own; under all others it goes as the line")
	fmt.Fprintln(&golden, "above says. Charts "+chart.Version+" "+chart.Checksum()+".")
	cells := 0
	start := begin(t, averages(baseball.Classic()))
	for _, d := range deals() {
		start.Setup = d.setup()
		fmt.Fprintf(&golden, "\n%s\n", d.title)
		for _, b := range chart.EachBases() {
			if d.skip != nil && d.skip(b) {
				continue
			}
			usual := ""
			for _, a := range d.alignments(b) {
				row := ""
				for outs := range 3 {
					row += fmt.Sprintf("%-46s", d.cell(t, start, a, b, outs))
					cells++
				}
				switch row = strings.TrimRight(row, " "); {
				case usual == "":
					usual = row
					fmt.Fprintf(&golden, "  %s  %s\n", b, row)
				case row != usual:
					fmt.Fprintf(&golden, "       %s (%s)\n", row, a)
				}
			}
		}
	}
	t.Logf("%d cells", cells)
	compareGolden(t, "truth.txt", golden.Bytes())
}

// alignments lists every way in which the defence may stand in a case, the case's own first.
func (d deal) alignments(b chart.Bases) []baseball.Alignment {
	all := []baseball.Alignment{d.align}
	depths := []baseball.Depth{d.align.Depth}
	if !d.deep && b.Has(3) {
		depths = []baseball.Depth{baseball.Back, baseball.CornersIn, baseball.In}
	}
	for _, depth := range depths {
		for held := range 4 {
			a := baseball.Alignment{Depth: depth, HoldFirst: held&1 != 0, HoldSecond: held&2 != 0}
			if a == d.align || a.HoldFirst && (!b.Has(1) || b.Has(2)) || a.HoldSecond && (!b.Has(2) || b.Has(3)) {
				continue
			}
			all = append(all, a)
		}
	}
	return all
}

// cell plays one cell and compares it with the oracle. The page's one word on holding is that "#" lets the ball through
// to the right of a first baseman who holds, and past the middle infielder who minds second: SI2.
func (d deal) cell(t *testing.T, start baseball.Game, a baseball.Alignment, b chart.Bases, outs int) string {
	t.Helper()
	d.align = a
	expect := d.expect
	if d.hash == chart.FirstBase && a.HoldFirst || d.hash == chart.SecondBase && a.HoldSecond {
		expect = hitOracle("single", 1, 2, d.errors)
	}
	got := perform(t, d, start, b, outs)
	if want := finishOutline(expect(int(b.Mask()), outs), int(b.Mask()), outs); got != want {
		t.Errorf("%s, %s, %s, %d out:\n  got  %s\n  want %s", d.title, a, b, outs, got, want)
	}
	return got
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *updateGolden {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		have, old := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
		for i := range have {
			if i >= len(old) || have[i] != old[i] {
				t.Fatalf("%s, line %d: %s\nrun with -update and look at the difference", name, i+1, have[i])
			}
		}
		t.Fatalf("%s has more lines than before", name)
	}
}

// setup makes clubs whose every card says one outcome.
func (d deal) setup() *baseball.Setup {
	setup := averages(baseball.Classic())
	for side := range setup.Clubs {
		for i := range setup.Clubs[side].Roster {
			c := &setup.Clubs[side].Roster[i]
			for hand := range 2 {
				if c.Batting != nil {
					c.Batting.Vs[hand] = all(d.outcome)
				}
				if c.Pitching != nil {
					c.Pitching.Vs[hand] = all(d.outcome)
				}
			}
			for k := range c.Gloves {
				if d.gloves != nil {
					d.gloves(&c.Gloves[k])
				}
			}
		}
	}
	return setup
}

// put stands runners on the bases of a game that has just begun.
func put(g baseball.Game, b chart.Bases, outs int) baseball.Game {
	g.Outs = uint8(outs)
	g.Book.Shadow.Outs = uint8(outs)
	for base := 1; base <= 3; base++ {
		if b.Has(base) {
			g.Dealt++
			g.On[base] = baseball.Runner{ID: g.Dealt, Player: uint8(8 - base)}
			g.Book.Debts[base] = score.Debt{ID: g.Dealt, Pitcher: 13}
			g.Book.Shadow.On[base] = score.Ghost{ID: g.Dealt, Pitcher: 13}
		}
	}
	return g
}

func all(o chart.Outcome) card.Table {
	var t card.Table
	t[o] = card.Units
	return t
}

// perform plays one cell and writes what happened.
func perform(t testing.TB, d deal, start baseball.Game, b chart.Bases, outs int) string {
	t.Helper()
	g := put(start, b, outs)
	g.Align = d.align
	on := b != chart.Empty
	var faces []int
	if d.input != baseball.IntentionallyWalk {
		if on {
			faces = append(faces, 10) // nothing gets away
		}
		if d.input != baseball.Bunt {
			faces = append(faces, 1, 1, 1, 10)
			if o := d.outcome; o.Checked() != chart.Nowhere || o.Pitching() && !o.Batting() {
				faces[len(faces)-4] = 4
			}
		}
	}
	if d.rolls != nil {
		faces = append(faces, d.rolls(on)...)
	}
	in := baseball.Input{Kind: d.input, Side: baseball.Away}
	if d.input == baseball.IntentionallyWalk {
		in.Side = baseball.Home
	}
	g, results, err := baseball.Apply(g, in, dice.Load(faces...))
	if err != nil {
		t.Fatalf("%s, %s, %d out: %v", d.title, b, outs, err)
	}
	answers := d.choices
	for g.Pending.Ask != baseball.AskNothing && len(answers) > 0 {
		due := g.Due()
		var take baseball.Choice
		if err := take.UnmarshalText([]byte(answers[0])); err != nil {
			t.Fatal(err)
		}
		answers = answers[1:]
		face := 10
		if len(answers) > 0 && (answers[0] == "1" || answers[0] == "20") {
			fmt.Sscan(answers[0], &face)
			answers = answers[1:]
		}
		g, results, err = baseball.Apply(g, baseball.Input{Kind: baseball.Decide, Side: due.Side, Take: take}, dice.Load(face))
		if err != nil {
			t.Fatalf("%s, %s, %d out: %v", d.title, b, outs, err)
		}
	}
	for i := range results {
		if p := &results[i]; p.Kind == score.Played || p.Kind == score.Ran {
			return line(p)
		}
	}
	return "asks " + g.Pending.Ask.String()
}

// line writes a play as the golden file shows it.
func line(p *baseball.Result) string {
	var to [4]int
	for base := range to {
		to[base] = base
	}
	for _, m := range p.Moves.List() {
		to[m.From] = int(m.To)
	}
	return write(to, p.Before.Bases.Mask(), p.Kind == score.Played, p.Event.String(), int(p.RBI), int(p.Errors))
}

func write(to [4]int, mask uint8, played bool, event string, rbi, errors int) string {
	var parts []string
	for base := 3; base >= 0; base-- {
		name := fmt.Sprint(base)
		if base == 0 {
			name = "B"
			if !played {
				continue
			}
		} else if mask>>(base-1)&1 == 0 {
			continue
		}
		switch {
		case to[base] == 0:
			parts = append(parts, name+"x")
		case to[base] == 4:
			parts = append(parts, name+">H")
		case to[base] != base:
			parts = append(parts, fmt.Sprintf("%s>%d", name, to[base]))
		}
	}
	text := strings.Join(parts, " ") + " " + event
	if rbi > 0 {
		text += fmt.Sprintf(" %d RBI", rbi)
	}
	if errors > 0 {
		text += " E"
	}
	return text
}

// finishOutline applies what every play has in common: with the third out on the batter or on a force no run counts and
// nobody who is left moves where somebody stands.
func finishOutline(o outline, mask, outs int) string {
	if o.none {
		return o.event
	}
	errors := 0
	if o.err > 0 {
		errors = 1
	}
	return write(o.to, uint8(mask), !slices.Contains([]string{"foul_error"}, o.event), o.event, o.rbi, errors)
}
