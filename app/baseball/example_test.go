package baseball_test

import (
	"fmt"

	"matchday/app/baseball"
	"matchday/app/baseball/board"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/journal"
	"matchday/app/baseball/paper"
	"matchday/app/baseball/skipper"
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
