// Package dice rolls fair dice that anybody can check afterwards.
//
// A game draws one secret Seed when it begins and shows its Commitment, the SHA-256 of the seed. Every input of the game
// has a number, and the dice of an input depend on the seed and that number alone: ChaCha8, keyed with the SHA-256 of
// the seed followed by the number as eight bytes, big end first. At the end the seed is shown. Whoever kept the
// commitment can see that the seed was not chosen later, and roll every die of the game again.
//
// A die of n sides is 1 + v mod n for the next 64-bit word v of the stream; words of the incomplete last run of n below
// 2^64 are skipped, so that every side is equally likely.
//
// The package draws no seeds: the caller takes 32 bytes from crypto/rand. No number is used for two inputs, not even
// after an undo, so nobody can take back a roll and know what the next one will be.
package dice

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/rand/v2"

	"matchday/app/fault"
)

// Seed is the secret of a game: 32 bytes that nobody can guess.
type Seed [32]byte

// Commitment is the SHA-256 of a seed, shown when the game begins.
type Commitment [32]byte

// Commit returns what may be shown of the seed before the game is over.
func (s Seed) Commit() Commitment { return sha256.Sum256(s[:]) }

// String hides the seed, so that it cannot reach a log by accident; Reveal writes it.
func (s Seed) String() string { return "•••" }

// GoString hides the seed too.
func (s Seed) GoString() string { return "•••" }

// Reveal writes the seed in hexadecimal, for the end of the game and for the row that keeps it.
func (s Seed) Reveal() string { return hex.EncodeToString(s[:]) }

// ParseSeed reads what Reveal wrote.
func ParseSeed(text string) (Seed, error) {
	b, err := parse(text)
	if err != nil {
		return Seed{}, fault.Field("seed", "A seed is 64 hexadecimal digits.").Because(err)
	}
	return b, nil
}

// String writes the commitment in hexadecimal, as the opening post shows it.
func (c Commitment) String() string { return hex.EncodeToString(c[:]) }

// ParseCommitment reads what String wrote.
func ParseCommitment(text string) (Commitment, error) {
	b, err := parse(text)
	if err != nil {
		return Commitment{}, fault.Field("commitment", "A commitment is 64 hexadecimal digits.").Because(err)
	}
	return b, nil
}

func parse(text string) (b [32]byte, err error) {
	raw, err := hex.DecodeString(text)
	if err == nil && len(raw) != len(b) {
		err = hex.ErrLength
	}
	copy(b[:], raw)
	return b, err
}

// Opens reports whether s is the seed that c was made from.
func (c Commitment) Opens(s Seed) bool { return s.Commit() == c }

// Dice are the dice of one input, in the order in which they are rolled. The zero value rolls those of a zero seed;
// use Seed.Dice. Not safe for several goroutines.
type Dice struct{ stream rand.ChaCha8 }

// Dice returns the dice of the input with this number.
func (s Seed) Dice(input int) *Dice {
	d := new(Dice)
	d.Take(s, input)
	return d
}

// Take turns d into the dice of another input, so that a simulation needs only one Dice.
func (d *Dice) Take(s Seed, input int) {
	var key [40]byte
	copy(key[:], s[:])
	binary.BigEndian.PutUint64(key[32:], uint64(input))
	d.stream.Seed(sha256.Sum256(key[:]))
}

// Roll returns 1 to sides. A die with fewer than two sides shows 1.
func (d *Dice) Roll(sides int) int {
	if sides < 2 {
		return 1
	}
	n := uint64(sides)
	limit := math.MaxUint64 - (math.MaxUint64%n+1)%n
	for {
		if v := d.stream.Uint64(); v <= limit {
			return int(v%n) + 1
		}
	}
}

// Loaded are dice that show what they are told, for tests and for a person who rolls by hand: each Roll takes the next
// number, and when none is left the die shows Rest, or its middle when Rest is 0.
type Loaded struct {
	Faces []int
	Rest  int
	Asked []int // the sides of every die rolled so far
}

// Load returns dice that show faces, then their middle.
func Load(faces ...int) *Loaded { return &Loaded{Faces: faces} }

// Roll returns the next face, held within 1 to sides.
func (l *Loaded) Roll(sides int) int {
	l.Asked = append(l.Asked, sides)
	face := l.Rest
	if face == 0 {
		face = (sides + 1) / 2
	}
	if len(l.Faces) > 0 {
		face, l.Faces = l.Faces[0], l.Faces[1:]
	}
	return min(max(face, 1), max(sides, 1))
}
