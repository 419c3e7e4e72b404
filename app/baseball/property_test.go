package baseball_test

import (
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/journal"
	"matchday/app/baseball/score"
	"matchday/app/fault"
)

var inputs = flag.Int("inputs", 0, "how many random inputs the property run plays; 0 is 60,000, or 300,000 with MATCHDAY_TEST_ALL=1")

// TestPropertiesOfRandomGames plays games of random legal inputs under every kind of rules and checks after each input
// what must always hold.
func TestPropertiesOfRandomGames(t *testing.T) {
	t.Parallel()
	wanted := *inputs
	if wanted == 0 {
		wanted = 60_000
		if os.Getenv("MATCHDAY_TEST_ALL") == "1" {
			wanted = 300_000
		}
	}
	const shards = 8
	for shard := range shards {
		t.Run(strconv.Itoa(shard), func(t *testing.T) {
			t.Parallel()
			played, games := 0, 0
			for ; played < wanted/shards; games++ {
				number := games*shards + shard
				played += playRandomly(t, rand.New(rand.NewPCG(1, uint64(number))), number)
				if t.Failed() {
					t.Fatalf("game %d", number)
				}
			}
			t.Logf("%d inputs in %d games", played, games)
		})
	}
}

func anyRules(r *rand.Rand) baseball.Rules {
	rules := baseball.Classic()
	if r.IntN(4) == 0 {
		rules = baseball.Short()
	}
	rules.DH = r.IntN(2) == 0
	rules.Placed = r.IntN(2) == 0
	rules.Injuries = r.IntN(2) == 0
	rules.Fatigue = r.IntN(4) != 0
	rules.PlayOut = r.IntN(8) == 0
	if r.IntN(3) == 0 {
		rules.RunRule, rules.RunAfter = 10, 7
	}
	return rules
}

func playRandomly(t *testing.T, r *rand.Rand, game int) int {
	setup := averages(anyRules(r))
	for side := range setup.Clubs {
		setup.Clubs[side].Roster = setup.Clubs[side].Roster[:14+r.IntN(13)]
		for i := range setup.Clubs[side].Roster {
			setup.Clubs[side].Roster[i].Durability = 20
			if b := setup.Clubs[side].Roster[i].Batting; b != nil {
				b.Jump, b.Running = uint8(r.IntN(25)), uint8(8+r.IntN(10))
				b.Bunt = chart.Grade(r.IntN(4))
			}
		}
	}
	g := begin(t, setup)
	seed := dice.Seed{byte(game), byte(game >> 8), byte(game >> 16)}
	w := watch{t: t}
	var j journal.Journal
	hashes := map[int]string{0: g.Hash()}
	for n := 1; !g.Over(); n++ {
		if n > 4000 {
			return n // two sides that walk each other for ever
		}
		if n%7 == 0 {
			refused(t, g, anything(r), seed)
		}
		in := anyInput(&g, r)
		j = j.Do(in)
		next, results, err := baseball.Apply(g, in, seed.Dice(g.Version+1))
		if err != nil {
			t.Fatalf("input %d %+v: %v\nstate %s", n, in, err, state(&g))
		}
		w.check(&g, &next, in, results)
		if t.Failed() {
			t.Fatalf("input %d %+v\nbefore %s\nresults %s", n, in, state(&g), text(results))
		}
		g = next
		if game%9 == 0 && r.IntN(12) == 0 {
			hashes[g.Version] = g.Hash()
		}
	}
	w.final(&g)
	if game%9 == 0 {
		replayed(t, setup, j, seed, &g, hashes)
	}
	return g.Version
}

// anything makes up an input that has no reason to be legal.
func anything(r *rand.Rand) baseball.Input {
	in := baseball.Input{Kind: baseball.InputKind(r.IntN(12)), Side: baseball.Side(r.IntN(3)), Take: baseball.Choice(r.IntN(9)),
		Going: uint8(r.IntN(10)), Align: baseball.Alignment{Depth: baseball.Depth(r.IntN(5)), HoldFirst: r.IntN(2) == 0}}
	if in.Kind == baseball.Concede {
		in.Side = 2
	}
	for range r.IntN(4) {
		in.Moves = append(in.Moves, baseball.Move{Slot: uint8(r.IntN(12)), Player: uint8(r.IntN(30)), At: chart.Position(r.IntN(15))})
	}
	return in
}

// refused: an input is either applied, or refused with a sentence, a rule, and the very same game.
func refused(t *testing.T, g baseball.Game, in baseball.Input, seed dice.Seed) {
	t.Helper()
	back, results, err := baseball.Apply(g, in, seed.Dice(g.Version+1))
	if err == nil {
		return
	}
	f := fault.Of(err)
	if f.Code == fault.Internal || f.Field == "" || !strings.HasSuffix(f.Sentence, ".") {
		t.Errorf("%+v is refused with %q, field %q, code %s", in, f.Sentence, f.Field, f.Code)
	}
	if results != nil || back.Version != g.Version || back.On != g.On || back.Dugouts != g.Dugouts || back.Pending != g.Pending ||
		in.Going == 0 && back.Hash() != g.Hash() { // the whole state only now and then: writing it takes as long as ten inputs
		t.Errorf("%+v was refused and changed the game", in)
	}
}

// replayed: the journal leads to the same game again, and undoing to any moment is being at that moment, whatever was
// played from there in between.
func replayed(t *testing.T, s *baseball.Setup, j journal.Journal, seed dice.Seed, end *baseball.Game, hashes map[int]string) {
	t.Helper()
	again, _, err := journal.Replay(s, j, seed)
	if err != nil || again.Hash() != end.Hash() {
		t.Errorf("replay leads elsewhere: %v", err)
	}
	for version, hash := range hashes {
		undone, err := j.UndoTo(version)
		if version == len(j) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		g, _, err := journal.Replay(s, undone, seed)
		if err != nil || g.Version != len(j)+1 {
			t.Fatalf("undo to %d: version %d, %v", version, g.Version, err)
		}
		g.Version = version
		if g.Hash() != hash {
			t.Errorf("undoing to %d is not being there", version)
		}
	}
}

func state(g *baseball.Game) string {
	text, _ := json.Marshal(g.State)
	return string(text)
}

func text(results []baseball.Result) string {
	s := ""
	for _, r := range results {
		line, _ := json.Marshal(r)
		s += string(line) + "\n"
	}
	return s
}

// watch checks one game from input to input, from the results alone where it can.
type watch struct {
	t     *testing.T
	runs  [2]int
	left  [2]map[uint8]bool
	lines [2]recount
	up    [2]int
}

func (w *watch) check(g, next *baseball.Game, in baseball.Input, results []baseball.Result) {
	t := w.t
	if next.Version != g.Version+1 {
		t.Errorf("version %d after %d", next.Version, g.Version)
	}
	if len(results) == 0 {
		t.Error("nothing was said")
	}
	for i := range results {
		w.result(g, &results[i])
	}
	if next.Outs > 2 && !next.Over() {
		t.Errorf("%d outs", next.Outs)
	}
	for side := range 2 {
		if int(next.Score[side]) != w.runs[side] {
			t.Errorf("score %v, runs listed %v", next.Score, w.runs)
		}
	}
	w.lineups(next)
	w.bases(next)
	if !next.Over() {
		w.due(next)
	}
}

func (w *watch) result(g *baseball.Game, p *baseball.Result) {
	t := w.t
	side := p.Before.Half
	w.runs[side] += int(p.Runs)
	if p.Kind != score.Played && p.Kind != score.Ran {
		return
	}
	w.count(p)
	if p.After.Outs > 2 && p.After.Bases != chart.Empty {
		t.Errorf("%s after the third out", p.After.Bases)
	}
	if p.Kind == score.Played {
		if want := g.Dugouts[side].Up; int(want) != w.up[side] {
			t.Errorf("slot %d bats, want %d", want, w.up[side])
		}
		w.up[side] = (w.up[side] + 1) % 9
	}
	before, out, home, stayed := p.Before.Bases.Count(), 0, 0, 0
	seen := map[uint8]bool{}
	for _, m := range p.Moves.List() {
		switch {
		case m.To == score.Out:
			out++
		case m.To == score.Home:
			home++
		default:
			stayed++
			if seen[m.To] {
				t.Errorf("two runners on base %d", m.To)
			}
			seen[m.To] = true
		}
		if m.From > 0 && !p.Before.Bases.Has(int(m.From)) {
			t.Errorf("somebody moved from the empty base %d", m.From)
		}
		if m.To != score.Out && m.To < m.From {
			t.Errorf("somebody ran backwards from %d to %d", m.From, m.To)
		}
	}
	if p.Kind == score.Played {
		before++
	}
	if before != out+home+stayed || out != int(p.Outs) || home != int(p.Runs) {
		t.Errorf("%d people, %d out, %d home, %d on base; the line says %d outs and %d runs", before, out, home, stayed, p.Outs, p.Runs)
	}
	if int(p.Before.Outs)+out > 3 {
		t.Errorf("%d outs in the inning", int(p.Before.Outs)+out)
	}
	if p.Flags.Has(score.WalkOff) && !p.Flags.Has(score.RunRule) && p.Event != score.HomeRun && p.After.Score[1] != p.After.Score[0]+1 {
		t.Errorf("the game ended at once, at %v", p.After.Score)
	}
	if p.Flags.Has(score.SacrificeFly) && p.Runs == 0 {
		t.Error("a sacrifice fly that brought nobody home")
	}
	if p.RBI > p.Runs {
		t.Errorf("%d batted in of %d runs", p.RBI, p.Runs)
	}
}

// lineups: nine different batters, nobody who has left plays again, one player per position.
func (w *watch) lineups(g *baseball.Game) {
	for side := range g.Dugouts {
		d := &g.Dugouts[side]
		playing := map[uint8]bool{d.Pitcher: true}
		at := map[chart.Position]int{}
		batting := map[uint8]bool{}
		for _, s := range d.Order {
			if batting[s.Player] {
				w.t.Errorf("player %d bats twice", s.Player)
			}
			batting[s.Player], playing[s.Player] = true, true
			at[s.At]++
		}
		for p, n := range at {
			if n > 1 && p <= chart.Designated {
				w.t.Errorf("%d players at %s", n, p)
			}
		}
		if at[chart.Designated] > 0 && (at[chart.Pitcher] > 0 || batting[d.Pitcher]) {
			w.t.Error("a designated hitter bats and so does the pitcher")
		}
		if baseball.Side(side) != g.Half && g.Due().Ask != baseball.AskField && !g.Over() {
			for p := chart.Catcher; p <= chart.RightField; p++ {
				if at[p] != 1 {
					w.t.Errorf("%d players at %s", at[p], p)
				}
			}
		}
		if w.left[side] == nil {
			w.left[side] = map[uint8]bool{}
		}
		for player := range uint8(len(g.Setup.Clubs[side].Roster)) {
			used := d.Used>>player&1 == 1
			switch {
			case playing[player] && w.left[side][player]:
				w.t.Errorf("player %d came back", player)
			case playing[player] && !used:
				w.t.Errorf("player %d plays and was never noted", player)
			case used && !playing[player]:
				w.left[side][player] = true
			}
		}
	}
}

func (w *watch) bases(g *baseball.Game) {
	if g.Covers && !g.Bases().Has(1) || g.Jumped&^7 != 0 {
		w.t.Errorf("somebody covers for a runner who is not there, on %s", g.Bases())
	}
	d := &g.Dugouts[g.Half]
	for base := 1; base <= 3; base++ {
		r := g.On[base]
		if r.ID == 0 {
			continue
		}
		found := false
		for _, s := range d.Order {
			found = found || s.Player == r.Player
		}
		if !found {
			w.t.Errorf("the runner on %d is not in the lineup", base)
		}
		for other := base + 1; other <= 3; other++ {
			if g.On[other].ID == r.ID || g.On[other].ID != 0 && g.On[other].Player == r.Player {
				w.t.Errorf("one runner on %d and %d", base, other)
			}
		}
		if !g.Over() && g.Book.Debts[base].ID != r.ID {
			w.t.Errorf("the book has runner %d on %d, the game %d", g.Book.Debts[base].ID, base, r.ID)
		}
	}
}

// due: what is asked has exactly two legal answers with odds, and both are legal.
func (w *watch) due(g *baseball.Game) {
	due := g.Due()
	for _, o := range due.Options {
		if err := g.Legal(baseball.Input{Kind: baseball.Decide, Side: due.Side, Take: o.Choice}); err != nil {
			w.t.Errorf("%s was offered: %v", o.Choice, err)
		}
		if o.Safe < 1 || o.Safe > 20 {
			w.t.Errorf("%s with %d of 20", o.Choice, o.Safe)
		}
	}
	plain := due.Ask == baseball.AskNothing || due.Ask == baseball.AskField || due.Ask == baseball.AskReplace
	if plain != (len(due.Options) == 0) || !plain && len(due.Options) != 2 {
		w.t.Errorf("%s has %d options", due.Ask, len(due.Options))
	}
}

// final: the book adds up.
func (w *watch) final(g *baseball.Game) {
	w.record(g)
	w.recounted(&g.Book)
	b := &g.Book
	for side := range 2 {
		sum := struct{ r, h, hr, so, bb, hbp, ab, pa, sh, sf, outs, ar, ah, er, innings, aoff int }{}
		for i := range score.Roster {
			bat, arm := b.Bat[side][i], b.Arm[1-side][i]
			sum.r += int(bat.R)
			sum.h += int(bat.H)
			sum.ab += int(bat.AB)
			sum.pa += int(bat.PA)
			sum.bb += int(bat.BB) + int(bat.HBP)
			sum.sh += int(bat.SH) + int(bat.SF)
			sum.ar += int(arm.R)
			sum.ah += int(arm.H)
			sum.er += int(arm.ER)
			sum.outs += int(arm.Outs)
			if arm.ER > arm.R || arm.IRS > arm.IR {
				w.t.Errorf("pitching line %+v", arm)
			}
		}
		for _, n := range b.Innings[side] {
			sum.innings += int(n)
		}
		score := int(g.Score[side])
		if sum.r != score || sum.ar != score || sum.innings != score || sum.h != int(b.H[side]) || sum.ah != sum.h {
			w.t.Errorf("side %d scored %d: batters %d, pitchers %d, innings %d; hits %d %d %d", side, score, sum.r, sum.ar, sum.innings, sum.h, sum.ah, b.H[side])
		}
		if sum.pa != sum.ab+sum.bb+sum.sh {
			w.t.Errorf("%d plate appearances, %d at-bats, %d free, %d sacrifices", sum.pa, sum.ab, sum.bb, sum.sh)
		}
		if int(b.TeamER[1-side]) > sum.er || sum.er > score {
			w.t.Errorf("team %d, pitchers %d earned of %d", b.TeamER[1-side], sum.er, score)
		}
		// 9.02: everybody who came to bat scored, was put out, or was left on base.
		left := int(b.Left[side])
		if placed := w.placed(g); sum.pa+placed[side] != sum.outs+score+left && g.Status == baseball.Final {
			w.t.Errorf("side %d: %d batters (%d placed), %d outs, %d runs, %d left", side, sum.pa, placed[side], sum.outs, score, left)
		}
	}
}

// record: one pitcher of the winning side won, one of the other lost, and at most one saved who did not win.
func (w *watch) record(g *baseball.Game) {
	var won, lost, saved [2]int
	for side := range 2 {
		for _, l := range g.Book.Arm[side] {
			for flag, n := range map[score.Record]*int{score.Won: &won[side], score.Lost: &lost[side], score.Saved: &saved[side]} {
				if l.Flags.Has(flag) {
					*n++
				}
			}
			if l.Order == 0 && l != (score.ArmLine{}) || l.Flags.Has(score.Won) && l.Flags.Has(score.Saved) || l.Flags.Has(score.Won) && l.Flags.Has(score.Held) {
				w.t.Errorf("pitching line %+v", l)
			}
		}
	}
	v := g.Verdict
	side := v.Winner
	decided := g.Score[0] != g.Score[1]
	switch {
	case g.Status != baseball.Final:
	case !decided && (won != [2]int{} || lost != [2]int{} || v.Win != score.Nobody):
		w.t.Errorf("a tie with a verdict: %+v", v)
	case decided && (g.Score[side] < g.Score[side.Other()] || won[side] != 1 || lost[side.Other()] != 1 || won[side.Other()]+lost[side] != 0 ||
		saved[side] > 1 || saved[side.Other()] > 0 || (saved[side] == 1) != (v.Save != score.Nobody)):
		w.t.Errorf("%v: %+v, won %v, lost %v, saved %v", g.Score, v, won, lost, saved)
	}
}

func (w *watch) placed(g *baseball.Game) (n [2]int) {
	if r := g.Setup.Rules; r.Placed && !r.PlayOut {
		for side := range n {
			n[side] = max(0, len(g.Book.Innings[side])-int(r.Innings))
		}
	}
	return n
}

// Without errors, passed balls and placed runners the inning rebuilt is the inning that was played: every run is earned.
func TestWithoutErrorsEveryRunIsEarned(t *testing.T) {
	t.Parallel()
	runs := 0
	for game := range 300 {
		r := rand.New(rand.NewPCG(7, uint64(game)))
		rules := anyRules(r)
		rules.Placed = false
		setup := averages(rules)
		for side := range setup.Clubs {
			for i := range setup.Clubs[side].Roster {
				c := &setup.Clubs[side].Roster[i]
				for k := range c.Gloves {
					c.Gloves[k].Error, c.Gloves[k].Passed, c.Gloves[k].Overthrow = 0, 0, 0
				}
			}
		}
		g := begin(t, setup)
		seed := dice.Seed{'e', byte(game), byte(game >> 8)}
		for n := 0; !g.Over() && n < 4000; n++ {
			next, results, err := baseball.Apply(g, anyInput(&g, r), seed.Dice(g.Version+1))
			if err != nil {
				t.Fatal(err)
			}
			for side := range 2 {
				earned := 0
				for _, l := range next.Book.Arm[1-side] {
					earned += int(l.ER)
				}
				if stranger := next.Book.E[0]+next.Book.E[1] > 0; !stranger && (earned != int(next.Score[side]) || int(next.Book.TeamER[1-side]) != earned) {
					t.Fatalf("game %d: %d runs, %d earned, team %d; %s", game, next.Score[side], earned, next.Book.TeamER[1-side], text(results))
				}
			}
			g = next
		}
		if g.Book.E[0]+g.Book.E[1] == 0 {
			runs += int(g.Score[0] + g.Score[1])
		}
	}
	t.Logf("%d runs, all earned", runs)
	if runs < 500 {
		t.Errorf("only %d runs without an error", runs)
	}
}
