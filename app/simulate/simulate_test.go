package simulate_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"
	"matchday/app/fault"
	"matchday/app/simulate"
)

var (
	games = flag.Int("games", 0, "how many games TestTheFigures plays; 0 is 40,000 with MATCHDAY_TEST_ALL=1, else 3,000; bounds are those of 100,000 and what so few leave to chance")
	show  = flag.Bool("show", false, "print the report of TestTheFigures")
	home  = flag.String("home", "", "with -away: print a head-to-head")
	away  = flag.String("away", "", "with -home: print a head-to-head")
	asked = flag.Bool("json", false, "print JSON")
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func run(t *testing.T, o simulate.Options) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if err := simulate.Run(t.Context(), o, &out, &errs); err != nil {
		t.Fatal(err)
	}
	if errs.Len() > 0 {
		t.Errorf("a progress bar where there is no terminal: %q", errs.String())
	}
	return out.Bytes()
}

// The figures of the issue: between average clubs the charts play like baseball. With few games only what chance cannot
// explain is wrong.
func TestTheFigures(t *testing.T) {
	n := *games
	if n == 0 {
		n = 3_000
		if os.Getenv("MATCHDAY_TEST_ALL") == "1" && !raced {
			n = 40_000
		}
	}
	var r simulate.Report
	text := run(t, simulate.Options{Games: n, JSON: true})
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	if *show {
		if *asked {
			fmt.Printf("%s", text)
		} else {
			fmt.Printf("%s", run(t, simulate.Options{Games: n}))
		}
	}
	chance := 0.0 // bounds grow by what so few games leave to chance
	if n < 100_000 {
		chance = 1.6 / math.Sqrt(float64(n))
	}
	for _, list := range [][]simulate.Figure{r.Figures, r.Runs, r.Win} {
		for _, f := range list {
			if math.Abs(f.Value-f.Want) > f.Within+chance*max(f.Want, .1) {
				t.Errorf("%s: %.4f, want %.4f within %.4f", f.Name, f.Value, f.Want, f.Within)
			}
		}
	}
	for _, s := range r.RE24 {
		if math.Abs(s.RE-s.Page) > .06+8*chance || math.Abs(s.RE-s.Public) > .12+8*chance {
			t.Errorf("%d out, %s: %.3f, page %.3f, public %.2f", s.Outs, s.Bases, s.RE, s.Page, s.Public)
		}
	}
	if r.Games != n || len(r.RE24) != 24 || len(r.Figures) != 9 || len(r.Win) != 4 || r.Whole == nil || r.Whole.Extra == 0 || r.Whole.Walkoff == 0 {
		t.Errorf("%+v", r)
	}
}

func TestPrintHeadToHead(t *testing.T) {
	if *home == "" || *away == "" {
		t.Skip("run with -home HBR -away GRH -games 10000")
	}
	o := simulate.Options{Games: *games, Home: *home, Away: *away, JSON: *asked}
	if err := simulate.Run(t.Context(), o, os.Stdout, os.Stderr); err != nil {
		t.Fatal(err)
	}
}

// The same options give the same numbers, whoever plays which game.
func TestWorkersDoNotMatter(t *testing.T) {
	var first simulate.Report
	for workers := 1; workers <= 3; workers++ {
		var r simulate.Report
		if err := json.Unmarshal(run(t, simulate.Options{Games: 200, Seed: 5, Workers: workers, JSON: true}), &r); err != nil {
			t.Fatal(err)
		}
		r.Seconds, r.PerGame, r.Workers = 0, 0, 0
		if workers == 1 {
			first = r
			continue
		}
		a, _ := json.Marshal(first)
		b, _ := json.Marshal(r)
		if string(a) != string(b) {
			t.Errorf("%d workers found something else:\n%s\n%s", workers, a, b)
		}
	}
	var other simulate.Report
	if err := json.Unmarshal(run(t, simulate.Options{Games: 200, Seed: 6, JSON: true}), &other); err != nil {
		t.Fatal(err)
	}
	if other.League == first.League {
		t.Error("another seed found the same")
	}
}

func TestHeadToHead(t *testing.T) {
	var d simulate.Duel
	if err := json.Unmarshal(run(t, simulate.Options{Games: 400, Home: "Harbor City Gulls", Away: "grh", JSON: true}), &d); err != nil {
		t.Fatal(err)
	}
	if d.Away.Club != "GRH" || d.Home.Club != "HBR" || d.Away.Wins+d.Home.Wins != 400 || d.Games != 400 {
		t.Errorf("%+v", d)
	}
	for _, c := range []simulate.Contest{d.Away, d.Home} {
		if c.Low >= c.Share || c.High <= c.Share || c.High-c.Low > .11 || c.Runs < 3 || c.Runs > 6.5 || c.Error <= 0 {
			t.Errorf("%+v", c)
		}
	}
	text := string(run(t, simulate.Options{Games: 50, Home: "HBR", Away: "GRH"}))
	if !strings.Contains(text, "Greyhaven Foghorns at Harbor City Gulls, 50 games") || !strings.Contains(text, "95%") {
		t.Error(text)
	}
	if low, high := simulate.Wilson(0, 0); low != 0 || high != 1 {
		t.Error("no games are no knowledge")
	}
	if low, high := simulate.Wilson(50, 100); math.Abs(low-.4038) > .0005 || math.Abs(high-.5962) > .0005 {
		t.Errorf("%f to %f", low, high)
	}
}

func TestTablesAreReadable(t *testing.T) {
	text := string(run(t, simulate.Options{Games: 60}))
	for _, part := range []string{"Average clubs, 60 games", "Runs expected", "1984–94", "0 out 123", "tied, bottom 9", "Whole games (6)", "out of bounds (the bounds are meant for 100000 games)", "µs a game"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
}

// countdown is a context that ends when it has been looked at so many times: Ctrl-C after some games, without a clock.
type countdown struct {
	context.Context
	left atomic.Int64
}

func (c *countdown) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// Ctrl-C: whatever has been played is reported, and it says that it is not all.
func TestStoppedRunsReportWhatTheyHave(t *testing.T) {
	ctx := &countdown{Context: t.Context()}
	ctx.left.Store(40)
	var out bytes.Buffer
	if err := simulate.Run(ctx, simulate.Options{Games: simulate.MostGames, Workers: 2}, &out, &out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "Average clubs, 40 games") || !strings.Contains(out.String(), "stopped; 100000000 were asked for") {
		t.Error(out.String())
	}
	cancelled, stop := context.WithCancel(t.Context())
	stop()
	out.Reset()
	if err := simulate.Run(cancelled, simulate.Options{}, &out, &out); err != nil || !strings.Contains(out.String(), "nothing was played") {
		t.Errorf("%v: %s", err, out.String())
	}
	out.Reset()
	if err := simulate.Run(cancelled, simulate.Options{Home: "HBR", Away: "GRH"}, &out, &out); err != nil || !strings.Contains(out.String(), ", 0 games (stopped") {
		t.Errorf("%v: %s", err, out.String())
	}
}

func TestWrongOptionsAreToldInASentence(t *testing.T) {
	for _, o := range []simulate.Options{{Games: -1}, {Games: simulate.MostGames + 1}, {Workers: -1}, {Workers: 5000}, {Home: "HBR"}, {Away: "HBR"},
		{Home: "HBR", Away: "Nowhere"}, {Home: "Nowhere", Away: "HBR"}} {
		var out bytes.Buffer
		err := simulate.Run(t.Context(), o, &out, &out)
		if !fault.Is(err, fault.Invalid) || !strings.HasSuffix(fault.Sentence(err), ".") || out.Len() > 0 {
			t.Errorf("%+v: %v, %q", o, err, out.String())
		}
	}
	for _, o := range []simulate.Options{{Games: 3}, {Games: 3, JSON: true}, {Games: 3, Home: "HBR", Away: "GRH"}, {Games: 3, Home: "HBR", Away: "GRH", JSON: true}} {
		if err := simulate.Run(t.Context(), o, full{}, full{}); err == nil || fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: a writer that is full: %v", o, err)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }
