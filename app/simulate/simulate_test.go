package simulate_test

import (
	"context"
	"flag"
	"os"
	"testing"

	"matchday/app/simulate"
)

var games = flag.Int("games", 0, "how many games TestManyGames plays; 0 skips it")

func TestManyGames(t *testing.T) {
	if *games == 0 {
		t.Skip("run with -games 100000 to see the figures")
	}
	o := simulate.Options{Games: *games, Home: os.Getenv("HOME_CLUB"), Away: os.Getenv("AWAY_CLUB")}
	if err := simulate.Run(context.Background(), o, os.Stdout, os.Stderr); err != nil {
		t.Fatal(err)
	}
}
