package app

import (
	"errors"
	"os"

	"matchday/app/fault"
	"matchday/app/simulate"
)

type simulateVerb struct {
	Games   int    `help:"How many games to play." default:"10000"`
	Seed    uint64 `help:"The same seed gives the same numbers." default:"0"`
	Home    string `help:"Home club of a head-to-head: name or abbreviation. Without clubs, two average ones play." placeholder:"CLUB"`
	Away    string `help:"Away club of a head-to-head." placeholder:"CLUB"`
	Workers int    `help:"Games played at a time; 0 is one for each processor." default:"0"`
	Record  string `help:"Play one game instead, and write its transcript into this new file." placeholder:"FILE" xor:"one"`
	Verify  string `help:"Play the game of a transcript again instead, and tell whether its dice were fair." placeholder:"FILE" xor:"one"`
}

// Run plays and prints what it found; interrupted, it prints what it has.
func (v simulateVerb) Run(c *call) error {
	if v.Games == 0 {
		v.Games = -1 // asking for none is a mistake here, not a wish for the default
	}
	o := simulate.Options{Games: v.Games, Seed: v.Seed, Home: v.Home, Away: v.Away, Workers: v.Workers, JSON: c.verbs.JSON}
	switch {
	case v.Record != "":
		return v.record(o, c)
	case v.Verify != "":
		f, err := os.Open(v.Verify)
		if err != nil {
			return fault.Field("verify", "The transcript cannot be read: %s.", v.Verify).Because(err)
		}
		defer f.Close() //nolint:errcheck // it was only read
		return simulate.Verify(f, c.Stdout, o.JSON)
	}
	return simulate.Run(c.ctx, o, c.Stdout, c.Stderr)
}

func (v simulateVerb) record(o simulate.Options, c *call) error {
	f, err := os.OpenFile(v.Record, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return fault.Field("record", "There is a file %s already. Name another, or remove it first.", v.Record).Because(err)
	}
	if err != nil {
		return fault.Field("record", "The file %s cannot be written.", v.Record).Because(err)
	}
	err = simulate.Record(o, f, c.Stdout)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(v.Record))
	}
	return nil
}
