package baseball_test

import (
	"fmt"

	"matchday/app/baseball"
	"matchday/app/baseball/board"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/journal"
	"matchday/app/baseball/paper"
	"matchday/app/baseball/skipper"
	"matchday/app/fault"
)

// A whole game as an adapter plays it: seat the clubs, commit to the seed, give inputs, show what happened, reveal the
// seed and let anybody verify it. Here managers decide for both sides and for whoever does not answer.
func Example() {
	clubs, err := paper.Clubs()
	if err != nil {
		panic(err)
	}
	setup, err := paper.Match(&clubs[0], &clubs[1], 0, baseball.Short())
	if err != nil {
		panic(err)
	}
	game, err := baseball.New(setup)
	if err != nil {
		panic(err)
	}
	seed := dice.Seed{1, 2, 3} // 32 bytes of crypto/rand in earnest
	commitment := seed.Commit()

	var inputs journal.Journal
	var results []baseball.Result
	managers := [2]skipper.Decider{clubs[0].Manager(), clubs[1].Manager()}
	for !game.Over() {
		in := skipper.Next(&game, managers)
		next, said, err := baseball.Apply(game, in, seed.Dice(game.Version+1))
		if err != nil {
			panic(err) // a person would read fault.Sentence(err)
		}
		game, inputs, results = next, inputs.Do(in), append(results, said...)
	}
	for _, told := range board.Tell(setup, results)[:5] {
		fmt.Println(told.Full)
	}
	fmt.Print(board.Line(&game))

	transcript := journal.Publish(&game, inputs, seed)
	fmt.Println("verified:", transcript.Commitment == commitment.String() && transcript.Verify() == nil)
	// Output:
	// Lindenquill singles. 0 out.
	// Defence: infield back, first held.
	// The runner has no lead to speak of.
	// The runner stays.
	// Coppercombe strikes out. 1 out.
	//        1  2  3  4  5    R  H  E
	// BHV    1  1  0  0  1    3  7  2
	// BLW    0  0  2  0  2    4  5  0
	// verified: true
}

// What an adapter shows a person whose turn it is: the question with its odds, the buttons, what a manager would do and
// why; and before a pitch, what may be ordered.
func Example_decision() {
	clubs, err := paper.Clubs()
	if err != nil {
		panic(err)
	}
	setup, err := paper.Match(&clubs[4], &clubs[9], 2, baseball.Classic())
	if err != nil {
		panic(err)
	}
	game, err := baseball.New(setup)
	if err != nil {
		panic(err)
	}
	seed := dice.Seed{8}
	play := func(in baseball.Input) []board.Telling {
		in.Seen = game.Version // what the person was shown: a press on an old message is refused
		next, results, err := baseball.Apply(game, in, seed.Dice(game.Version+1))
		if err != nil {
			panic(err)
		}
		game = next
		return board.Tell(setup, results)
	}
	for game.Bases() == chart.Empty {
		play(baseball.Input{Kind: baseball.Roll, Side: game.Half})
	}
	bug := board.Scorebug(&game, nil)
	fmt.Printf("%s, %d out, %s on first; %s bats, %s pitches. Home wins %.0f%%.\n",
		bug.Status, bug.Outs, bug.Runners[0].Name, bug.Batter.Name, bug.Pitcher.Name, 100*bug.HomeWin)
	for _, in := range game.Orders(game.Half) {
		fmt.Println("may order:", in.Kind)
	}
	slot := game.Dugouts[game.Half].Up
	fmt.Println("on the bench:", len(game.Bench(game.Half)), "may pinch-hit:", len(game.Candidates(game.Half, slot, chart.PinchHitter)))
	fmt.Println(fault.Sentence(game.Legal(baseball.Input{Kind: baseball.Substitute, Side: game.Half,
		Moves: []baseball.Move{{Slot: slot, Player: game.Bench(game.Half)[0], At: chart.PinchHitter}}})))

	for game.Due().Ask == baseball.AskNothing {
		play(baseball.Input{Kind: baseball.Roll, Side: game.Half})
	}
	fmt.Println(board.Question(&game))
	due := game.Due()
	for _, option := range due.Options {
		fmt.Printf("button: %s, safe %d of 20\n", option.Choice, option.Safe)
	}
	advice := skipper.Manager{}.Decide(&game, due.Side)
	for _, option := range advice.Options() {
		fmt.Printf("%s wins %.1f%%\n", option.What, 100*option.Win)
	}
	fmt.Println(advice.Why())
	for _, told := range play(advice.Input) {
		fmt.Println(told.Full)
	}
	// Output:
	// Top 1, 2 out, Ewan Bramblewick on first; Tariq Ospreyspire bats, Stellan Altavilla-Roe pitches. Home wins 53%.
	// may order: bunt
	// may order: hit_and_run
	// may order: steal
	// on the bench: 16 may pinch-hit: 0
	// Tariq Ospreyspire has to bat once, unless the other side changes pitchers.
	// CLK: does Serranova try for third (safe on 10 of 20)?
	// button: go, safe 10 of 20
	// button: stay, safe 20 of 20
	// stay wins 94.3%
	// go wins 93.9%
	// Cyrus Serranova stays: he would make it 50% of the time, and it takes 65% to be worth it.
	// Fontanarrosa singles to right. Serranova to second. 1 out.
}
