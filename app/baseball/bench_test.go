package baseball_test

import (
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/dice"
)

// BenchmarkApply rolls one at-bat with the bases full and everything fair.
func BenchmarkApply(b *testing.B) {
	g := put(begin(b, averages(baseball.Classic())), 7, 1)
	seed := dice.Seed{1}
	var d dice.Dice
	in := baseball.Input{Kind: baseball.Roll}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.Take(seed, i)
		if _, _, err := baseball.Apply(g, in, &d); err != nil {
			b.Fatal(err)
		}
	}
}
