package app

import "matchday/app/simulate"

type simulateVerb struct {
	Games   int    `help:"How many games to play." default:"10000"`
	Seed    uint64 `help:"The same seed gives the same numbers." default:"0"`
	Home    string `help:"Home club of a head-to-head: name or abbreviation. Without clubs, two average ones play." placeholder:"CLUB"`
	Away    string `help:"Away club of a head-to-head." placeholder:"CLUB"`
	Workers int    `help:"Games played at a time; 0 is one for each processor." default:"0"`
}

// Run plays and prints what it found; interrupted, it prints what it has.
func (v simulateVerb) Run(c *call) error {
	if v.Games == 0 {
		v.Games = -1 // asking for none is a mistake here, not a wish for the default
	}
	return simulate.Run(c.ctx, simulate.Options{Games: v.Games, Seed: v.Seed, Home: v.Home, Away: v.Away,
		Workers: v.Workers, JSON: c.verbs.JSON}, c.Stdout, c.Stderr)
}
