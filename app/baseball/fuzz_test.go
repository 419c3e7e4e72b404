package baseball_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/dice"
)

// middle plays a random game for a while.
func middle(t testing.TB, number uint64) baseball.Game {
	t.Helper()
	r := rand.New(rand.NewPCG(2, number))
	g := begin(t, averages(anyRules(r)))
	seed := dice.Seed{byte(number), byte(number >> 8)}
	for range r.IntN(150) {
		if g.Over() {
			break
		}
		next, _, err := baseball.Apply(g, anyInput(&g, r), seed.Dice(g.Version+1))
		if err != nil {
			t.Fatal(err)
		}
		g = next
	}
	return g
}

// leaves lists every number and truth value in v.
func leaves(v reflect.Value, all []reflect.Value) []reflect.Value {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				all = leaves(v.Field(i), all)
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			all = leaves(v.Index(i), all)
		}
	case reflect.Bool, reflect.Int, reflect.Int16, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		all = append(all, v)
	}
	return all
}

func spoil(v reflect.Value, n uint64) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(n&1 == 1)
	case reflect.Int, reflect.Int16:
		v.SetInt(int64(int8(n)))
	default:
		v.SetUint(n & (1<<(8*v.Type().Size()) - 1))
	}
}

// wildDice show what the fuzzer says, also faces that no die has.
type wildDice struct{ r *rand.Rand }

func (w wildDice) Roll(sides int) int { return w.r.IntN(sides+40) - 20 }

// keepOn applies anything to a game until it is over, refused for good, or long enough: it only has to come back.
func keepOn(t testing.TB, g baseball.Game, r *rand.Rand) {
	t.Helper()
	for range 30 {
		in := anything(r)
		if r.IntN(3) > 0 && g.Legal(baseball.Input{Kind: baseball.Roll}) == nil {
			in = baseball.Input{Kind: baseball.Roll}
		} else if a := g.Pending.Ask.Answers(); r.IntN(2) == 0 && a[0] != baseball.NoChoice {
			in = baseball.Input{Kind: baseball.Decide, Side: baseball.Side(r.IntN(2)), Take: a[r.IntN(2)]}
		}
		next, results, err := baseball.Apply(g, in, wildDice{r})
		if err != nil {
			continue
		}
		if len(results) > 40 {
			t.Fatalf("%d results of one input", len(results))
		}
		g = next
	}
}

// TestCorruptedGamesNeverPanic changes numbers of real games at random and goes on: Apply refuses or plays, and comes back.
func TestCorruptedGamesNeverPanic(t *testing.T) {
	t.Parallel()
	times := 6000
	if os.Getenv("MATCHDAY_TEST_ALL") == "1" {
		times = 15_000
	}
	var g baseball.Game
	for n := range times {
		r := rand.New(rand.NewPCG(3, uint64(n)))
		if n%40 == 0 {
			g = middle(t, uint64(n))
		}
		bad := g
		fields := leaves(reflect.ValueOf(&bad.State).Elem(), nil)
		for range 1 + r.IntN(6) {
			v := fields[r.IntN(len(fields))]
			if r.IntN(3) == 0 { // the first fields are the ones that steer the game; the book is long
				v = fields[r.IntN(120)]
			}
			n := r.Uint64()
			if r.IntN(2) == 0 {
				n %= 12
			}
			spoil(v, n)
		}
		if n%10 == 0 { // and cards that nobody printed
			s := *bad.Setup
			s.Clubs[0].Roster = make([]card.Card, r.IntN(27))
			bad.Setup = &s
		}
		keepOn(t, bad, r)
	}
}

// FuzzApply does the same with what the fuzzer makes of a stored game, and with its inputs.
func FuzzApply(f *testing.F) {
	for n := range uint64(12) {
		g := middle(f, n)
		state, err := json.Marshal(g.State)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(state, []byte(`{"kind":"roll"}`), n)
		f.Add(state, []byte(`{"kind":"substitute","side":"home","moves":[{"slot":3,"player":20,"at":"PH"}]}`), n)
	}
	setup := averages(baseball.Classic())
	f.Fuzz(func(t *testing.T, state, input []byte, n uint64) {
		var s baseball.State
		var in baseball.Input
		if json.Unmarshal(state, &s) != nil || json.Unmarshal(input, &in) != nil {
			return
		}
		g := baseball.Game{Setup: setup, State: s}
		r := rand.New(rand.NewPCG(4, n))
		if next, _, err := baseball.Apply(g, in, wildDice{r}); err == nil {
			keepOn(t, next, r)
		}
		keepOn(t, g, r)
	})
}

// FuzzCorrupted lets the fuzzer choose which numbers of a real game are changed to what, four bytes a change, and what is
// done then. Apply refuses or plays, and never changes the game that it was given.
func FuzzCorrupted(f *testing.F) {
	var games []baseball.Game
	for n := range uint64(24) {
		games = append(games, middle(f, n))
	}
	f.Add(uint8(3), []byte{0, 7, 0, 9}, uint64(1))
	f.Add(uint8(9), []byte{0, 3, 0, 200, 1, 12, 0, 3}, uint64(2))
	f.Fuzz(func(t *testing.T, which uint8, changes []byte, n uint64) {
		bad := games[int(which)%len(games)]
		fields := leaves(reflect.ValueOf(&bad.State).Elem(), nil)
		for ; len(changes) >= 4; changes = changes[4:] {
			spoil(fields[(int(changes[0])<<8|int(changes[1]))%len(fields)], uint64(changes[2])<<8|uint64(changes[3]))
		}
		before := bad.Hash()
		r := rand.New(rand.NewPCG(6, n))
		keepOn(t, bad, r)
		if bad.Hash() != before {
			t.Error("Apply changed the game that it was given")
		}
	})
}

func TestDamagedGamesAreRefusedWithASentence(t *testing.T) {
	good := middle(t, 1)
	for name, spoil := range map[string]func(*baseball.Game){
		"no setup":      func(g *baseball.Game) { g.Setup = nil },
		"other charts":  func(g *baseball.Game) { s := *g.Setup; s.Rules.Charts = "x"; g.Setup = &s },
		"no inning":     func(g *baseball.Game) { g.Inning = 0 },
		"half":          func(g *baseball.Game) { g.Half = 2 },
		"outs":          func(g *baseball.Game) { g.Outs = 3 },
		"depth":         func(g *baseball.Game) { g.Align.Depth = 9 },
		"hurt":          func(g *baseball.Game) { g.Hurt.Side = 7 },
		"hurt nobody":   func(g *baseball.Game) { g.Hurt = baseball.Hurt{Due: true, Player: 99} },
		"pitcher":       func(g *baseball.Game) { g.Dugouts[0].Pitcher = 99 },
		"batter":        func(g *baseball.Game) { g.Dugouts[1].Order[3].Player = 99 },
		"batter twice":  func(g *baseball.Game) { g.Dugouts[1].Order[3].Player = g.Dugouts[1].Order[2].Player },
		"never came in": func(g *baseball.Game) { g.Dugouts[1].Used = 0 },
		"runner":        func(g *baseball.Game) { g.On[1] = baseball.Runner{ID: 1, Player: 99} },
		"runner twice":  func(g *baseball.Game) { g.Dealt = 9; g.On[1].ID, g.On[2].ID = 4, 4 },
		"ask":           func(g *baseball.Game) { g.Pending.Ask = 99 },
		"nobody tries":  func(g *baseball.Game) { g.Pending = baseball.Pending{Ask: baseball.AskSend, Lead: 0} },
		"nobody steals": func(g *baseball.Game) {
			put1(g)
			g.Pending = baseball.Pending{Ask: baseball.AskSteal, Ball: baseball.BallSteal, Lead: 1}
		},
		"nobody follows": func(g *baseball.Game) {
			put1(g)
			g.Pending = baseball.Pending{Ask: baseball.AskSend, Lead: 1, Trail: 2}
		},
		"nobody has it": func(g *baseball.Game) { put1(g); g.Pending = baseball.Pending{Ask: baseball.AskSend, Lead: 1} },
		"after two outs": func(g *baseball.Game) {
			put1(g)
			g.Outs = 2
			g.Pending = baseball.Pending{Ask: baseball.AskSend, Ball: baseball.BallGround, Lead: 1, Spot: 6}
		},
		"book":            func(g *baseball.Game) { g.Book.Now[0] = 99 },
		"place on roster": func(g *baseball.Game) { s := *g.Setup; s.Clubs[0].Roster = nil; g.Setup = &s },
	} {
		g := good
		spoil(&g)
		_, results, err := baseball.Apply(g, baseball.Input{Kind: baseball.Roll}, dice.Load())
		if err == nil || results != nil {
			t.Errorf("%s was played", name)
		}
		if g.Setup != nil {
			if _, err := baseball.Restore(g.Setup, g.State); err == nil {
				t.Errorf("%s was restored", name)
			}
		}
	}
	back, err := baseball.Restore(good.Setup, good.State)
	if err != nil || back.Hash() != good.Hash() {
		t.Errorf("a good state was not restored: %v", err)
	}
}

func put1(g *baseball.Game) {
	g.Outs, g.Dealt = 0, 9
	g.On = [4]baseball.Runner{1: {ID: 9, Player: g.Dugouts[g.Half].Order[0].Player}}
}
