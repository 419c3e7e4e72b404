package dice_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"matchday/app/baseball/dice"
	"matchday/app/fault"
)

func TestTheSameInputRollsTheSameDice(t *testing.T) {
	seed := dice.Seed{1, 2, 3}
	a, b, other := seed.Dice(7), seed.Dice(7), seed.Dice(8)
	same := true
	for range 200 {
		x, y := a.Roll(20), b.Roll(20)
		if x != y {
			t.Fatalf("rolled %d and %d from the same number", x, y)
		}
		same = same && x == other.Roll(20)
	}
	if same {
		t.Fatal("input 8 rolls what input 7 rolled")
	}
	reused := seed.Dice(1)
	reused.Roll(6)
	reused.Take(seed, 7)
	if reused.Roll(1_000_000) != seed.Dice(7).Roll(1_000_000) {
		t.Fatal("Take leaves something of the dice before")
	}
}

// The rule in the package comment, written again: somebody else's program must find the same dice.
func TestDiceFollowTheirPublishedRule(t *testing.T) {
	seed := dice.Seed{9: 200, 31: 7}
	got := seed.Dice(300)
	key := sha256.Sum256(binary.BigEndian.AppendUint64(seed[:], 300))
	stream := rand.NewChaCha8(key)
	for i := range 1000 {
		sides := 2 + i%215
		if want := int(stream.Uint64()%uint64(sides)) + 1; got.Roll(sides) != want {
			t.Fatalf("die %d of %d sides differs from the rule", i, sides)
		}
	}
}

func TestDiceAreFair(t *testing.T) {
	seed := dice.Seed{5}
	for _, sides := range []int{2, 6, 20, 100, 216, 1000} {
		count := make([]int, sides)
		n := sides * 400
		for i := range n {
			count[seed.Dice(sides*1_000_000+i).Roll(sides)-1]++
		}
		chi := 0.0
		for _, c := range count {
			d := float64(c) - 400
			chi += d * d / 400
		}
		if z := (chi - float64(sides-1)) / math.Sqrt(2*float64(sides-1)); z > 4 || z < -4 {
			t.Errorf("d%d: chi-square %.1f is %.1f deviations off", sides, chi, z)
		}
	}
	if d := seed.Dice(1); d.Roll(1) != 1 || d.Roll(0) != 1 || d.Roll(-5) != 1 {
		t.Error("a die without sides does not show 1")
	}
}

func TestACommitmentOpensOnlyWithItsSeed(t *testing.T) {
	seed := dice.Seed{1}
	c, err := dice.ParseCommitment(seed.Commit().String())
	if err != nil || !c.Opens(seed) || c.Opens(dice.Seed{2}) {
		t.Fatalf("commitment: %v", err)
	}
	back, err := dice.ParseSeed(seed.Reveal())
	if err != nil || back != seed {
		t.Fatalf("seed came back as %q: %v", back.Reveal(), err)
	}
	if shown := fmt.Sprintf("%v %+v %#v %s", seed, seed, seed, seed); strings.Contains(shown, "1") {
		t.Fatalf("a seed is shown: %s", shown)
	}
	for _, bad := range []string{"", "xyz", seed.Reveal()[2:], seed.Reveal() + "00"} {
		if _, err := dice.ParseSeed(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("seed %q: %v", bad, err)
		}
		if _, err := dice.ParseCommitment(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("commitment %q: %v", bad, err)
		}
	}
}

func TestLoadedDiceShowWhatTheyAreTold(t *testing.T) {
	l := dice.Load(3, 99, -1)
	if a, b, c, d := l.Roll(6), l.Roll(6), l.Roll(6), l.Roll(20); a != 3 || b != 6 || c != 1 || d != 10 {
		t.Fatalf("rolled %d %d %d %d", a, b, c, d)
	}
	l.Rest = 2
	if l.Roll(20) != 2 || len(l.Asked) != 5 || l.Asked[3] != 20 {
		t.Fatalf("asked %v", l.Asked)
	}
}
