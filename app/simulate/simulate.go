// Package simulate plays many games of the Paper League at once and counts: between average clubs, to show that the charts
// play like baseball, or between two clubs, to show who is better and how sure that is.
//
// The numbers depend on the options alone: game number n is played with a seed made from Options.Seed and n, so it does
// not matter how many workers there are or which of them plays it.
package simulate

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"matchday/app/baseball"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/paper"
	"matchday/app/baseball/skipper"
	"matchday/app/fault"
)

// Options are what `matchday simulate` can be asked. The zero value plays 10,000 games between average clubs.
type Options struct {
	Games   int    // 0 is 10,000
	Seed    uint64 // the same seed gives the same numbers
	Home    string // abbreviation or name of a club of the Paper League; with Away, a head-to-head
	Away    string
	Workers int  // 0 is one for each processor
	JSON    bool // one JSON object instead of tables
}

// MostGames is the most that may be asked for at once.
const MostGames = 100_000_000

func (o Options) check() (Options, error) {
	if o.Games == 0 {
		o.Games = 10_000
	}
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	switch {
	case o.Games < 0 || o.Games > MostGames:
		return o, fault.Field("games", "Ask for 1 to %d games, not %d.", MostGames, o.Games)
	case o.Workers < 0 || o.Workers > 1024:
		return o, fault.Field("workers", "Ask for 1 to 1024 workers, not %d.", o.Workers)
	case (o.Home == "") != (o.Away == ""):
		return o, fault.Field("home", "A head-to-head needs both clubs: name --home and --away.")
	}
	return o, nil
}

// Run plays the games and writes the report to stdout. While it plays it shows how far it is on stderr, when that is a
// terminal. When ctx ends it stops after the games under way and reports what it has; that is no error. Only wrong
// options, and a writer that fails, are.
func Run(ctx context.Context, o Options, stdout, stderr io.Writer) error {
	o, err := o.check()
	if err != nil {
		return err
	}
	began := time.Now()
	var report any
	if o.Home != "" {
		report, err = headToHead(ctx, o, stderr, began)
	} else {
		report, err = league(ctx, o, stderr, began)
	}
	if err != nil {
		return err
	}
	return write(stdout, report, o.JSON)
}

// contest is what is played: how game number n begins, and who manages it.
type contest struct {
	start    func(n int) baseball.Game
	managers func(n int) [2]skipper.Decider
	counts   bool // base-out states too
}

// averages is the contest between two average clubs. whole are games as they are played, with tired pitchers, walk-offs
// and extra innings; otherwise every half-inning of nine is played to its end and nobody tires.
func averages(whole bool) (contest, error) {
	rules := baseball.Classic()
	rules.PlayOut, rules.Fatigue = !whole, whole
	g, err := baseball.New(&baseball.Setup{Rules: rules, Clubs: [2]baseball.Club{
		paper.AverageClub("AWY", 1, rules.DH), paper.AverageClub("HOM", 101, rules.DH)}})
	m := [2]skipper.Decider{skipper.Manager{}, skipper.Manager{}}
	return contest{
		start:    func(int) baseball.Game { return g },
		managers: func(int) [2]skipper.Decider { return m },
		counts:   !whole,
	}, err
}

// clubs returns the two clubs that are named.
func (o Options) clubs() (away, home *paper.Club, err error) {
	all, err := paper.Clubs()
	if err != nil {
		return nil, nil, err
	}
	if away, err = paper.Find(all, o.Away); err != nil {
		return nil, nil, err
	}
	home, err = paper.Find(all, o.Home)
	return away, home, err
}

// clubs is the contest between two clubs of the league, with the five starters of each in turn.
func clubs(away, home *paper.Club) (contest, error) {
	var starts [5]baseball.Game
	for i := range starts {
		setup, err := paper.Match(away, home, i, baseball.Classic())
		if err != nil {
			return contest{}, err
		}
		if starts[i], err = baseball.New(setup); err != nil {
			return contest{}, err
		}
	}
	m := [2]skipper.Decider{away.Manager(), home.Manager()}
	return contest{
		start:    func(n int) baseball.Game { return starts[n%len(starts)] },
		managers: func(int) [2]skipper.Decider { return m },
	}, nil
}

// seedOf makes the seed of one game.
func seedOf(seed uint64, kind byte, n int) dice.Seed {
	var b [17]byte
	binary.BigEndian.PutUint64(b[:], seed)
	b[8] = kind
	binary.BigEndian.PutUint64(b[9:], uint64(n))
	return sha256.Sum256(b[:])
}

// play plays games 0 to games-1 of a contest, spread over the workers, and adds them up. played is fewer than games only
// when ctx has ended.
func (c contest) play(ctx context.Context, o Options, kind byte, games int, bar *progress) (*tally, error) {
	var next, done atomic.Int64
	totals := make([]tally, o.Workers)
	errs := make([]error, o.Workers)
	var wg sync.WaitGroup
	for w := range o.Workers {
		wg.Go(func() {
			for ctx.Err() == nil {
				n := int(next.Add(1)) - 1
				if n >= games {
					return
				}
				if err := totals[w].game(c, n, seedOf(o.Seed, kind, n)); err != nil {
					errs[w] = fmt.Errorf("game %d: %w", n, err)
					return
				}
				bar.played(done.Add(1))
			}
		})
	}
	wg.Wait()
	sum := &tally{}
	for w := range totals {
		if errs[w] != nil {
			return nil, errs[w]
		}
		sum.add(&totals[w])
	}
	return sum, nil
}
