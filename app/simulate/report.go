package simulate

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"text/tabwriter"
	"time"

	"matchday/app/baseball/chart"
	"matchday/app/baseball/odds"
	"matchday/app/baseball/paper"
	"matchday/app/baseball/score"
)

// Report is what a run between average clubs found. Rates of League are for nine innings at bat, those of Whole for a team
// and game.
type Report struct {
	Games    int      `json:"games"`
	Asked    int      `json:"asked"` // more than Games when the run was stopped
	Seed     uint64   `json:"seed"`
	Figures  []Figure `json:"figures"`
	RE24     []State  `json:"re24"`
	Runs     []Figure `json:"runs_of_a_half_inning"`
	Win      []Figure `json:"win_expectancy"`
	League   Rates    `json:"league"`
	Whole    *Rates   `json:"whole_games,omitempty"` // with tired pitchers, walk-offs and extra innings
	Seconds  float64  `json:"seconds"`
	PerGame  float64  `json:"microseconds_per_game"` // of one worker
	Workers  int      `json:"workers"`
	Standing string   `json:"verdict"`
}

// Figure is a number beside what it should be.
type Figure struct {
	Name   string  `json:"name"`
	Value  float64 `json:"value"`
	Want   float64 `json:"want"`
	Within float64 `json:"within"`
	OK     bool    `json:"ok"`
}

func figure(name string, value, want, within float64) Figure {
	return Figure{name, value, want, within, math.Abs(value-want) <= within}
}

// State is one of the 24 states: runs expected here, on the domain page, and in the public table of 1984 to 1994.
type State struct {
	Outs   int         `json:"outs"`
	Bases  chart.Bases `json:"bases"`
	Seen   int         `json:"seen"`
	RE     float64     `json:"re"`
	Page   float64     `json:"page"`
	Public float64     `json:"public"`
	OK     bool        `json:"ok"`
}

// Rates are counts for a team and game, or for nine innings at bat.
type Rates struct {
	Games   int     `json:"games"`
	Runs    float64 `json:"runs"`
	AVG     float64 `json:"avg"`
	OBP     float64 `json:"obp"`
	SLG     float64 `json:"slg"`
	K       float64 `json:"k"`
	BB      float64 `json:"bb"`
	HR      float64 `json:"hr"`
	Doubles float64 `json:"doubles"`
	Triples float64 `json:"triples"`
	Errors  float64 `json:"errors"`
	DP      float64 `json:"double_plays"`
	SB      float64 `json:"sb"`
	CS      float64 `json:"cs"`
	Picked  float64 `json:"picked_off"`
	WP      float64 `json:"wp"`
	PB      float64 `json:"pb"`
	SF      float64 `json:"sf"`
	SH      float64 `json:"sh"`
	IBB     float64 `json:"ibb"`
	Checks  float64 `json:"x_checks"`
	ER      float64 `json:"earned_runs"`
	Arms    float64 `json:"pitchers"`
	Extra   float64 `json:"extra_innings"` // share of games
	Walkoff float64 `json:"walk_offs"`     // share of games
	HomeWon float64 `json:"home_won"`      // share of decided games
}

func (t *tally) rates(per func(int) float64) Rates {
	b := &t.Bat
	return Rates{Games: t.Games, Runs: per(b.R), AVG: b.avg(), OBP: b.obp(), SLG: b.slg(), K: per(b.SO), BB: per(b.BB), HR: per(b.HR),
		Doubles: per(b.Doubles), Triples: per(b.Triples), Errors: per(b.E), DP: per(b.DoublePlays), SB: per(b.SB), CS: per(b.CS),
		Picked: per(b.Picked), WP: per(b.WP), PB: per(b.PB), SF: per(b.SF), SH: per(b.SH), IBB: per(b.IBB), Checks: per(b.Checks),
		ER: per(b.ER), Arms: t.perSide(b.Pitchers), Extra: ratio(t.Extra, t.Games), Walkoff: ratio(t.Walkoffs, t.Games),
		HomeWon: ratio(t.Wins[1], t.Wins[0]+t.Wins[1])}
}

// league plays the average clubs: every half-inning whole, then a tenth as many games as they are played.
func league(ctx context.Context, o Options, stderr io.Writer, began time.Time) (*Report, error) {
	full, err := averages(false)
	if err != nil {
		return nil, err
	}
	whole, err := averages(true)
	if err != nil {
		return nil, err
	}
	also := (o.Games + 9) / 10
	bar := newProgress(stderr, o.Games+also)
	t, err := full.play(ctx, o, 'l', o.Games, bar)
	if err != nil {
		return nil, err
	}
	bar.base = int64(t.Games)
	w, err := whole.play(ctx, o, 'w', also, bar)
	if err != nil {
		return nil, err
	}
	bar.finish()
	r := t.report(o)
	if w.Games > 0 {
		rates := w.rates(w.perSide)
		r.Whole = &rates
	}
	r.Seconds = time.Since(began).Seconds()
	r.PerGame = r.Seconds * 1e6 * float64(o.Workers) / float64(max(t.Games+w.Games, 1))
	r.Workers = o.Workers
	return r, nil
}

func (t *tally) report(o Options) *Report {
	l := t.rates(t.perNine)
	r := &Report{Games: t.Games, Asked: o.Games, Seed: o.Seed, League: l, Figures: []Figure{
		figure("runs", l.Runs, 4.44, .10), figure("avg", l.AVG, .249, .004), figure("obp", l.OBP, .316, .004), figure("slg", l.SLG, .400, .008),
		figure("k", l.K, 8.1, .2), figure("bb", l.BB, 3.2, .1), figure("hr", l.HR, 1.07, .05), figure("errors", l.Errors, .53, .05),
		figure("double_plays", l.DP, .67, .06)}}
	runs := t.runs()
	table := odds.Recursion(runs)
	for outs := range 3 {
		for _, b := range chart.EachBases() {
			s := State{Outs: outs, Bases: b, RE: table.RE(b, uint8(outs)), Page: pageRE[b][outs], Public: publicRE[b][outs]}
			for _, n := range t.States[b][outs] {
				s.Seen += n
			}
			s.OK = math.Abs(s.RE-s.Page) <= .06 && math.Abs(s.RE-s.Public) <= .12
			r.RE24 = append(r.RE24, s)
		}
	}
	for k, want := range []float64{.7273, .1468, .0704, .0320, .0139, .0058} {
		r.Runs = append(r.Runs, figure(fmt.Sprint(k), runs[chart.Empty][0][k], want, .005))
	}
	for _, w := range winValues() {
		r.Win = append(r.Win, figure(w.name, table.Win(w.s, odds.Rules{Innings: 9}), w.want, .003))
	}
	r.Standing = r.verdict()
	return r
}

func (r *Report) verdict() string {
	wrong := 0
	for _, list := range [][]Figure{r.Figures, r.Runs, r.Win} {
		for _, f := range list {
			if !f.OK {
				wrong++
			}
		}
	}
	for _, s := range r.RE24 {
		if !s.OK {
			wrong++
		}
	}
	few := ""
	if r.Games < meant {
		few = fmt.Sprintf(" (the bounds are meant for %d games)", meant)
	}
	switch {
	case r.Games == 0:
		return "nothing was played"
	case wrong == 0:
		return "plays like baseball: every figure is within its bounds" + few
	case wrong == 1:
		return "1 figure is out of bounds" + few
	}
	return fmt.Sprintf("%d figures are out of bounds%s", wrong, few)
}

// meant is how many games the bounds are meant for; fewer leave more to chance.
const meant = 100_000

type winValue struct {
	name string
	s    score.Situation
	want float64
}

// winValues are the test values of ballgame.md §7.8.
func winValues() []winValue {
	return []winValue{
		{"tied, bottom 9, full, one out", score.Situation{Inning: 9, Half: chart.Home, Outs: 1, Bases: chart.Full}, .855},
		{"one behind, bottom 9, two out, R3", score.Situation{Inning: 9, Half: chart.Home, Outs: 2, Bases: chart.Third, Score: [2]uint16{1, 0}}, .174},
		{"home one ahead entering the ninth", score.Situation{Inning: 9, Half: chart.Away, Score: [2]uint16{0, 1}}, .838},
		{"home one behind, bottom 8", score.Situation{Inning: 8, Half: chart.Home, Score: [2]uint16{1, 0}}, .303},
	}
}

// pageRE is the column of ballgame.md §7.8; publicRE the table of the major leagues of 1984 to 1994 (§3.12).
var (
	pageRE = [8][3]float64{
		chart.Empty: {.493, .265, .100}, chart.First: {.879, .514, .217}, chart.Second: {1.066, .646, .294}, chart.FirstSecond: {1.489, .919, .428},
		chart.Third: {1.361, .956, .380}, chart.FirstThird: {1.751, 1.174, .505}, chart.SecondThird: {1.951, 1.354, .576}, chart.Full: {2.423, 1.623, .779},
	}
	publicRE = [8][3]float64{
		chart.Empty: {.49, .26, .10}, chart.First: {.88, .52, .23}, chart.Second: {1.13, .69, .33}, chart.FirstSecond: {1.50, .92, .44},
		chart.Third: {1.37, .96, .38}, chart.FirstThird: {1.75, 1.17, .50}, chart.SecondThird: {1.98, 1.40, .61}, chart.Full: {2.37, 1.57, .76},
	}
)

// Duel is what a head-to-head found. The interval is Wilson's at 95 percent.
type Duel struct {
	Games   int     `json:"games"`
	Asked   int     `json:"asked"`
	Seed    uint64  `json:"seed"`
	Away    Contest `json:"away"`
	Home    Contest `json:"home"`
	Extra   float64 `json:"extra_innings"`
	Rates   Rates   `json:"rates"` // both sides, a team and game
	Seconds float64 `json:"seconds"`
	Workers int     `json:"workers"`
}

// Contest is one side of a Duel.
type Contest struct {
	Club  string  `json:"club"`
	Name  string  `json:"name"`
	Wins  int     `json:"wins"`
	Share float64 `json:"share"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	Runs  float64 `json:"runs"`
	Error float64 `json:"runs_error"` // standard error of Runs
}

// Wilson returns the 95 percent interval of a share of wins in n games; the whole range when none were played.
func Wilson(wins, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.959964
	p, m := float64(wins)/float64(n), float64(n)
	middle := p + z*z/(2*m)
	reach := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return (middle - reach) / (1 + z*z/m), (middle + reach) / (1 + z*z/m)
}

func headToHead(ctx context.Context, o Options, stderr io.Writer, began time.Time) (*Duel, error) {
	away, home, err := o.clubs()
	if err != nil {
		return nil, err
	}
	c, err := clubs(away, home)
	if err != nil {
		return nil, err
	}
	bar := newProgress(stderr, o.Games)
	t, err := c.play(ctx, o, 'd', o.Games, bar)
	if err != nil {
		return nil, err
	}
	bar.finish()
	d := &Duel{Games: t.Games, Asked: o.Games, Seed: o.Seed, Extra: ratio(t.Extra, t.Games), Rates: t.rates(t.perSide), Workers: o.Workers}
	for side, club := range [2]*paper.Club{away, home} {
		s := Contest{Club: club.Abbrev, Name: club.Name, Wins: t.Wins[side], Share: ratio(t.Wins[side], t.Games), Runs: ratio(t.Score[side], t.Games)}
		s.Low, s.High = Wilson(t.Wins[side], t.Games)
		n := float64(max(t.Games, 1))
		s.Error = math.Sqrt(max(0, float64(t.Square[side])/n-s.Runs*s.Runs) / n)
		*[2]*Contest{&d.Away, &d.Home}[side] = s
	}
	d.Seconds = time.Since(began).Seconds()
	return d, nil
}

func write(w io.Writer, report any, asJSON bool) error {
	var err error
	switch r := report.(type) {
	case *Report:
		if !asJSON {
			err = r.print(w)
			break
		}
		err = json.NewEncoder(w).Encode(r)
	case *Duel:
		if !asJSON {
			err = r.print(w)
			break
		}
		err = json.NewEncoder(w).Encode(r)
	}
	if err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

func (r *Report) print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "Average clubs, %d games of nine full innings a side%s\n\n", r.Games, stopped(r.Games, r.Asked))
	fmt.Fprintf(t, "\tfound\tpage\twithin\t\t\n")
	for _, f := range r.Figures {
		fmt.Fprintf(t, "%s\t%.3f\t%.3f\t%.3f\t%s\t\n", f.Name, f.Value, f.Want, f.Within, mark(f.OK))
	}
	fmt.Fprintf(t, "\nRuns expected\there\tpage\t1984–94\t\t\n")
	for _, s := range r.RE24 {
		fmt.Fprintf(t, "%d out %s\t%.3f\t%.3f\t%.2f\t%s\t\n", s.Outs, s.Bases, s.RE, s.Page, s.Public, mark(s.OK))
	}
	fmt.Fprintf(t, "\nRuns of a half-inning\t\t\t\t\t\n")
	for _, f := range r.Runs {
		fmt.Fprintf(t, "%s\t%.4f\t%.4f\t%.3f\t%s\t\n", f.Name, f.Value, f.Want, f.Within, mark(f.OK))
	}
	fmt.Fprintf(t, "\nHome wins\t\t\t\t\t\n")
	for _, f := range r.Win {
		fmt.Fprintf(t, "%s\t%.4f\t%.3f\t%.3f\t%s\t\n", f.Name, f.Value, f.Want, f.Within, mark(f.OK))
	}
	if r.Whole != nil {
		fmt.Fprintf(t, "\nWhole games (%d)\tfull\twhole\t\t\t\n", r.Whole.Games)
		for _, line := range [][3]any{{"runs", r.League.Runs, r.Whole.Runs}, {"obp", r.League.OBP, r.Whole.OBP}, {"slg", r.League.SLG, r.Whole.SLG},
			{"k", r.League.K, r.Whole.K}, {"bb", r.League.BB, r.Whole.BB}, {"hr", r.League.HR, r.Whole.HR}, {"sb", r.League.SB, r.Whole.SB},
			{"cs", r.League.CS, r.Whole.CS}, {"pitchers", r.League.Arms, r.Whole.Arms}, {"extra innings", 0.0, r.Whole.Extra}, {"walk-offs", 0.0, r.Whole.Walkoff},
			{"home won", r.League.HomeWon, r.Whole.HomeWon}} {
			fmt.Fprintf(t, "%s\t%.3f\t%.3f\t\t\t\n", line[0], line[1], line[2])
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s.\n%.1f s, %.0f µs a game and worker.\n", r.Standing, r.Seconds, r.PerGame)
	return err
}

func (d *Duel) print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "%s at %s, %d games%s\n\n", d.Away.Name, d.Home.Name, d.Games, stopped(d.Games, d.Asked))
	fmt.Fprintf(t, "\twon\tshare\t95%%\truns\t\n")
	for _, c := range []Contest{d.Away, d.Home} {
		fmt.Fprintf(t, "%s\t%d\t%.1f%%\t%.1f–%.1f%%\t%.2f ± %.2f\t\n", c.Club, c.Wins, 100*c.Share, 100*c.Low, 100*c.High, c.Runs, 1.96*c.Error)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%.1f%% in extra innings. %.1f s.\n", 100*d.Extra, d.Seconds)
	return err
}

func stopped(played, asked int) string {
	if played < asked {
		return fmt.Sprintf(" (stopped; %d were asked for)", asked)
	}
	return ""
}

func mark(ok bool) string {
	if ok {
		return "ok"
	}
	return "OUT"
}
