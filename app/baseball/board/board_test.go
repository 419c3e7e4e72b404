package board_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/board"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/odds"
	"matchday/app/baseball/paper"
	"matchday/app/baseball/score"
	"matchday/app/baseball/skipper"
)

var update = flag.Bool("update", false, "write the golden files anew")

func league(t *testing.T) []paper.Club {
	t.Helper()
	clubs, err := paper.Clubs()
	if err != nil {
		t.Fatal(err)
	}
	return clubs
}

// played is a whole managed game and everything that was said of it.
func played(t *testing.T, away, home *paper.Club, rules baseball.Rules, seed dice.Seed, see func(*baseball.Game)) (baseball.Game, []baseball.Result) {
	t.Helper()
	s, err := paper.Match(away, home, 1, rules)
	if err != nil {
		t.Fatal(err)
	}
	g, err := baseball.New(s)
	if err != nil {
		t.Fatal(err)
	}
	managers := [2]skipper.Decider{away.Manager(), home.Manager()}
	var all []baseball.Result
	for !g.Over() {
		if see != nil {
			see(&g)
		}
		next, results, err := baseball.Apply(g, skipper.Next(&g, managers), seed.Dice(g.Version+1))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, results...)
		g = next
	}
	return g, all
}

// A whole game as people read it: every play in full, the box score, the plays that decided it.
func TestAGameInWords(t *testing.T) {
	clubs := league(t)
	g, all := played(t, &clubs[3], &clubs[8], baseball.Classic(), dice.Seed{4}, nil)
	var b strings.Builder
	for _, x := range board.Tell(g.Setup, all) {
		fmt.Fprintf(&b, "%3d %s\n", x.Number, x.Full)
	}
	b.WriteString("\n" + board.Box(&g).String() + "\n")
	for _, k := range board.KeyPlays(&g, all, nil, 3) {
		fmt.Fprintf(&b, "%+.3f %s %d: %s\n", k.WPA, k.Half, k.Inning, k.Text)
	}
	star, ok := board.PlayerOfTheGame(&g, all, nil)
	fmt.Fprintf(&b, "Player of the game: %s (%s), %+.3f, %v\n", star.Name, star.Line, star.WPA, ok)
	golden(t, "game.txt", b.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and look. Got:\n%s", name, got)
	}
}

// Whatever happens is told: no play without words, no name missing, no verb of fmt, and the readings agree with the game.
func TestEveryGameCanBeRead(t *testing.T) {
	t.Parallel()
	clubs := league(t)
	said := map[string]bool{}
	for n := range 120 {
		rules := baseball.Classic()
		rules.Injuries, rules.Placed, rules.DH = n%2 == 0, n%3 == 0, n%4 != 0
		if n%7 == 0 {
			rules = baseball.Short()
		}
		g, all := played(t, &clubs[n%30], &clubs[(n+11)%30], rules, dice.Seed{1, byte(n)}, func(g *baseball.Game) {
			bug := board.Scorebug(g, nil)
			if bug.HomeWin < 0 || bug.HomeWin > 1 || bug.Batter.Name == "" || bug.Pitcher.Name == "" || bug.Over {
				t.Fatalf("scorebug %+v", bug)
			}
			if (bug.Waits == "") != (g.Pending.Ask == baseball.AskNothing) || strings.Contains(bug.Waits, "%!") {
				t.Fatalf("waits %q for %s", bug.Waits, g.Pending.Ask)
			}
		})
		for i, x := range board.Tell(g.Setup, all) {
			p := &all[i]
			if x.Short == "" || strings.Contains(x.Full, "%!") || strings.Contains(x.Full, "somebody") || !strings.HasSuffix(x.Short, ".") && !strings.HasSuffix(x.Short, "?") || strings.Contains(x.Full, "..") {
				t.Errorf("%s %s: %q / %q", p.Kind, p.Event, x.Short, x.Full)
			}
			said[p.Kind.String()+" "+p.Event.String()] = true
		}
		adds(t, &g, all)
	}
	for e := score.Single; e <= score.PickedOff; e++ {
		kind := "played "
		if e >= score.WildPitch {
			kind = "ran "
		}
		if !said[kind+e.String()] && e != score.TriplePlay && e != score.BuntOut {
			t.Errorf("no game had a %s", e)
		}
	}
}

// adds checks a finished game's readings against each other.
func adds(t *testing.T, g *baseball.Game, all []baseball.Result) {
	t.Helper()
	box := board.Box(g)
	for side, team := range box.Teams {
		line := box.Line.Teams[side]
		sum := 0
		for _, c := range line.Innings {
			n := 0
			if c != "x" && c != "" {
				fmt.Sscan(c, &n)
			}
			sum += n
		}
		if sum != line.R || int(team.Total.R) != line.R || int(team.Total.H) != line.H || line.R != int(g.Score[side]) {
			t.Errorf("line score %+v, box %+v", line, team.Total)
		}
		outs, slots := 0, map[int]bool{}
		for _, p := range team.Pitchers {
			outs += int(p.Line.Outs)
		}
		for _, b := range team.Batters {
			slots[b.Slot] = true
			if b.Name == "" || b.At == "" {
				t.Errorf("batter row %+v", b)
			}
		}
		if len(slots) != 9 || outs < 3*(int(g.Setup.Rules.Innings)-1) {
			t.Errorf("%d slots, %d outs pitched", len(slots), outs)
		}
	}
	if text := box.String(); strings.Count(text, "Total") != 2 {
		t.Error(text)
	}
	wins, losses := 0, 0
	for _, team := range box.Teams {
		for _, p := range team.Pitchers {
			wins += strings.Count(p.Decision, "W")
			losses += strings.Count(p.Decision, "L")
		}
	}
	if wins != 1 || losses != 1 {
		t.Errorf("%d winning and %d losing pitchers", wins, losses)
	}
	// The chance to win starts even, ends decided, and every step of it is somebody's.
	curve := board.Curve(g, all, nil)
	end := board.HomeWin(g, odds.Standard())
	if curve[0] != .5 || math.Abs(curve[len(curve)-1]-end) > 1e-9 || end != 0 && end != 1 {
		t.Errorf("the curve goes from %f to %f, the game ended at %f", curve[0], curve[len(curve)-1], end)
	}
	home, total := 0.0, 0.0
	for _, s := range board.Stars(g, all, nil) {
		total += s.WPA
		if s.Side == baseball.Home {
			home += s.WPA
		}
	}
	if math.Abs(total) > 1e-6 || math.Abs(home-(end-.5)) > .02 {
		t.Errorf("the stars of the home side add to %f, both sides to %f; the game moved %f", home, total, end-.5)
	}
	star, ok := board.PlayerOfTheGame(g, all, nil)
	if !ok || star.Side != g.Verdict.Winner || star.Name == "" || star.Line == "" {
		t.Errorf("player of the game %+v", star)
	}
	if keys := board.KeyPlays(g, all, nil, 3); len(keys) != 3 || math.Abs(keys[0].WPA) < math.Abs(keys[2].WPA) {
		t.Errorf("key plays %+v", keys)
	}
}

func TestReadingsAreJSON(t *testing.T) {
	clubs := league(t)
	g, all := played(t, &clubs[0], &clubs[1], baseball.Classic(), dice.Seed{9}, nil)
	for _, reading := range []any{board.Line(&g), board.Box(&g), board.Tell(g.Setup, all), board.Scorebug(&g, nil), board.KeyPlays(&g, all, nil, 5), board.Stars(&g, all, nil)} {
		text, err := json.Marshal(reading)
		if err != nil || len(text) < 50 {
			t.Errorf("%T: %s %v", reading, text, err)
		}
	}
}

func TestAGameThatIsNotOver(t *testing.T) {
	clubs := league(t)
	s, err := paper.Match(&clubs[0], &clubs[1], 0, baseball.Classic())
	if err != nil {
		t.Fatal(err)
	}
	g, err := baseball.New(s)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := board.PlayerOfTheGame(&g, nil, nil); ok {
		t.Error("somebody was player of a game that has not been played")
	}
	l := board.Line(&g)
	if l.Status != "Top 1" || l.Teams[0].Innings[0] != "0" || l.Teams[1].Innings[0] != "" || len(l.Teams[0].Innings) != 9 {
		t.Errorf("%+v", l)
	}
	bug := board.Scorebug(&g, nil)
	if bug.Favored != "" || bug.Half != "top" || len(bug.Runners) != 0 || bug.Waits != "" || bug.Pitcher.Wear != "fresh" || bug.Pitcher.Left < 9 {
		t.Errorf("%+v", bug)
	}
	over, results, err := baseball.Apply(g, baseball.Input{Kind: baseball.Concede, Side: baseball.Home}, nil)
	if err != nil {
		t.Fatal(err)
	}
	told := board.Tell(s, results)
	if got := told[len(told)-1].Short; !strings.HasPrefix(got, "The game is given up") {
		t.Error(got)
	}
	if board.HomeWin(&over, odds.Standard()) != 0 || board.Line(&over).Status != "Given up" {
		t.Error("the home side gave up and has not lost")
	}
	if keys := board.KeyPlays(&over, results, nil, 3); len(keys) != 0 {
		t.Errorf("%+v", keys)
	}
}

// The plays that managed games hardly ever have, word by word.
func TestRarePlaysInWords(t *testing.T) {
	clubs := league(t)
	s, err := paper.Match(&clubs[0], &clubs[1], 0, baseball.Classic())
	if err != nil {
		t.Fatal(err)
	}
	name := func(side, player int) string {
		n := s.Clubs[side].Roster[player].Name
		return n[strings.LastIndexByte(n, ' ')+1:]
	}
	ada, bea, fay := name(0, 0), name(0, 1), name(1, 4)
	for want, p := range map[string]baseball.Result{
		ada + " bunts out.":                                           {Event: score.BuntOut},
		ada + " bunts for a single.":                                  {Event: score.Single, Flags: score.Bunted},
		ada + " strikes out bunting foul.":                            {Event: score.Strikeout, Flags: score.Bunted},
		ada + " bunts into a double play.":                            {Event: score.DoublePlay, Flags: score.Bunted},
		ada + " bunts and is safe on a fielder's choice.":             {Event: score.FieldersChoice, Flags: score.Bunted},
		ada + " grounds into a triple play to third.":                 {Event: score.TriplePlay, Spot: 5},
		ada + " hits a sacrifice fly to left.":                        {Event: score.FlyOut, Flags: score.SacrificeFly, Spot: 7},
		ada + " hits a grand slam.":                                   {Event: score.HomeRun, Runs: 4},
		ada + " reaches base on an error by " + fay + ".":             {Event: score.ReachedOnError, Fielder: 4},
		fay + " drops a foul fly: an error, and " + ada + " bats on.": {Kind: score.Ran, Event: score.FoulError, Fielder: 4},
		"Balk by " + fay + ".":                                        {Kind: score.Ran, Event: score.Balk, Pitcher: 4},
		"Passed ball by " + fay + ".":                                 {Kind: score.Ran, Event: score.PassedBall, Fielder: 4},
		"Play.":                                                       {},
		"somebody walks.":                                             {Event: score.Walk, Batter: 99},
		bea + " is shaken up and stays in.":                           {Kind: score.Hurt, Swap: score.Swap{In: 1}},
		bea + " is hurt and leaves the game.":                         {Kind: score.Hurt, Flags: score.InjuryOver, Swap: score.Swap{In: 1}},
		bea + " is hurt and misses the next game too.":                {Kind: score.Hurt, Flags: score.InjuryOver, Swap: score.Swap{In: 1, Games: 1}},
		bea + " is hurt and misses the next 5 games.":                 {Kind: score.Hurt, Flags: score.InjuryOver, Swap: score.Swap{In: 1, Games: 5}},
		bea + " moves to RF.":                                         {Kind: score.Replaced, Swap: score.Swap{In: 1, Out: 1, At: 9}},
		bea + " runs for " + ada + ".":                                {Kind: score.Replaced, Swap: score.Swap{In: 1, At: 12}},
		bea + " bats for " + ada + ".":                                {Kind: score.Replaced, Swap: score.Swap{In: 1, At: 11}},
		bea + " replaces " + ada + " at SS.":                          {Kind: score.Replaced, Swap: score.Swap{In: 1, At: 6}},
		"The ball is in play: a runner may try.":                      {Kind: score.Struck, Outcome: 12},
		"A decision was taken.":                                       {Kind: score.Chose},
		"Nothing comes of the lead.":                                  {Kind: score.Jumped},
		"Defence: infield in.":                                        {Kind: score.Aligned, Choice: score.Choice{Chosen: "infield in"}},
		"Final by the run rule: " + s.Clubs[0].Abbrev + " 0, " + s.Clubs[1].Abbrev + " 0.": {Kind: score.GameOver, Flags: score.RunRule},
	} {
		if got := board.Tell(s, []baseball.Result{p})[0].Short; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	var rolls score.Rolls
	rolls.Add(score.Roll{For: score.ForPickoff, Sides: 20, Face: 9})
	if got := board.Tell(s, []baseball.Result{{Kind: score.Jumped, Rolls: rolls}})[0]; !strings.Contains(got.Short, "throws over") || got.Dice != "pickoff d20 9" {
		t.Errorf("%+v", got)
	}
}

func TestTextsOfLines(t *testing.T) {
	if got := board.BatText(score.BatLine{AB: 4, H: 2, HR: 1, RBI: 3, SO: 1}); got != "2-4, HR, 3 RBI, K" {
		t.Error(got)
	}
	if got := board.ArmText(score.ArmLine{Outs: 17, H: 5, R: 2, BB: 1, SO: 6}); got != "5.2 IP, 5 H, 2 R, 1 BB, 6 K" {
		t.Error(got)
	}
}
