package baseball_test

import (
	"fmt"
	"strings"
	"testing"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/dice"
	"matchday/app/baseball/score"
)

// script plays a game that goes as it is told. Each word of a line is a play of the side at bat:
//
//	1B 1B2 2B 3B HR BB HBP K LO PO    what a card says; 1B2 moves runners two
//	FA FB GA@SS GB@2B GC@3B           a deep fly, a medium one to left, ground balls to a fielder
//	x:SS:G3:1                         an x-check: fielder, result, bases of the error
//	WP PB BK                          a pitch that gets away, a balk
//	SB1 SB2 SB3 CS1 PK1 over1         runners from these bases (bits) steal, are caught, are picked off; a steal on
//	                                  which the throw sails on
//	sac bunt lead                     bunts: sacrifice, single, lead runner out
//	IBB  rest                         an intentional walk; three outs
//	P:A:18                            the away side brings in pitcher 18
type script struct {
	t       testing.TB
	g       baseball.Game
	results []baseball.Result
	base    *baseball.Setup
	cards   map[string]*baseball.Setup
}

func newScript(t testing.TB, rules baseball.Rules) *script {
	t.Helper()
	s := &script{t: t, base: averages(rules), cards: map[string]*baseball.Setup{}}
	s.g = begin(t, s.base)
	return s
}

// play plays words.
func (s *script) play(line string) *script {
	s.t.Helper()
	for word := range strings.FieldsSeq(line) {
		s.word(word)
	}
	return s
}

var plainWords = map[string]chart.Outcome{"1B": chart.SingleOne, "1B2": chart.SingleTwo, "2B": chart.DoubleTwo, "3B": chart.Triple, "HR": chart.HomeRun,
	"BB": chart.Walk, "HBP": chart.HitByPitch, "K": chart.Strikeout, "LO": chart.LineOut, "PO": chart.PopOut, "FA": chart.FlyA, "FB": chart.FlyLeft}

func (s *script) word(word string) {
	s.t.Helper()
	on := s.g.Bases() != chart.Empty
	batting, fielding := s.g.Half, s.g.Half.Other()
	roll := baseball.Input{Kind: baseball.Roll, Side: batting}
	calm := []int{}
	if on {
		calm = []int{10}
	}
	head, tail, _ := strings.Cut(word, ":")
	if o, ok := plainWords[word]; ok {
		column := 1
		if s.g.Card(batting, s.g.Batter()).Batting == nil { // a pitcher at bat: his own card is a short code
			column = 4
		}
		s.with(o, nil).apply(word, roll, append(calm, column, 1, 1, 10, 50)...)
		return
	}
	switch {
	case strings.HasPrefix(word, "G"):
		spot := map[string]int{"P": 3, "1B": 10, "2B": 30, "3B": 60, "SS": 90}[word[3:]]
		s.with(chart.GroundA+chart.Outcome(word[1]-'A'), nil).apply(word, roll, append(calm, 1, 1, 1, 10, spot, 10)...)
	case head == "x":
		s.check(word, tail, roll, calm)
	case word == "WP":
		s.apply(word, roll, 1, 1)
	case word == "PB":
		s.apply(word, roll, 2, 1)
	case word == "BK":
		s.apply(word, baseball.Input{Kind: baseball.StealOrder, Side: batting, Going: s.top()}, 2, 1)
	case strings.HasPrefix(word, "PK"):
		s.apply(word, baseball.Input{Kind: baseball.StealOrder, Side: batting, Going: bits(word[2:])}, 1, 1)
	case strings.HasPrefix(word, "SB"), strings.HasPrefix(word, "CS"), strings.HasPrefix(word, "over"):
		s.steal(word)
	case word == "sac" || word == "bunt" || word == "lead":
		s.apply(word, baseball.Input{Kind: baseball.Bunt, Side: batting}, append(calm, map[string]int{"sac": 1, "bunt": 11, "lead": 14}[word])...)
	case word == "IBB":
		s.apply(word, baseball.Input{Kind: baseball.IntentionallyWalk, Side: fielding})
	case word == "rest":
		for outs := s.g.Outs; outs < 3 && !s.g.Over(); outs++ {
			s.play("K")
		}
	case head == "P":
		var pitcher uint8
		fmt.Sscan(tail[2:], &pitcher)
		side := baseball.Away
		if tail[0] == 'H' {
			side = baseball.Home
		}
		s.apply(word, baseball.Input{Kind: baseball.Substitute, Side: side,
			Moves: []baseball.Move{{Slot: baseball.PitcherSlot, Player: pitcher, At: chart.Pitcher}}})
	default:
		s.t.Fatalf("the script does not know %q", word)
	}
}

func bits(text string) uint8 {
	var n uint8
	fmt.Sscan(text, &n)
	return n
}

// top is the bit of the runner in front.
func (s *script) top() uint8 {
	for bit := uint8(4); ; bit >>= 1 {
		if s.g.Bases().Mask()&bit != 0 {
			return bit
		}
	}
}

func (s *script) check(word, what string, roll baseball.Input, calm []int) {
	s.t.Helper()
	parts := strings.Split(what, ":")
	var at chart.Position
	if err := at.UnmarshalText([]byte(parts[0])); err != nil {
		s.t.Fatal(err)
	}
	bases := 0
	if len(parts) > 2 {
		fmt.Sscan(parts[2], &bases)
	}
	face := rangeRolls(at)[parts[1]]
	rating, dice := errorRoll(at, bases)
	s.with(chart.CheckPitcher+chart.Outcome(at-chart.Pitcher), func(g *card.Glove) {
		if g.Position == at {
			g.Range, g.Error = uint8(face[0]), uint8(rating)
		}
	})
	s.apply(word, roll, append(calm, 4, 1, 1, 10, face[1], dice[0], dice[1], dice[2], 50, 20, 20)...)
}

func (s *script) steal(word string) {
	s.t.Helper()
	going, runner, sails := bits(word[2:]), 1, 20
	switch {
	case strings.HasPrefix(word, "CS"):
		runner = 20
	case strings.HasPrefix(word, "over"):
		going, sails = bits(word[4:]), 1
	}
	side := s.g.Half
	s.apply(word, baseball.Input{Kind: baseball.StealOrder, Side: side, Going: going}, 10, 6, 6)
	choice := baseball.Input{Kind: baseball.Decide, Side: side, Take: baseball.Go}
	if going&(going-1) != 0 {
		s.apply(word, choice)
		choice = baseball.Input{Kind: baseball.Decide, Side: side.Other(), Take: baseball.AtLead}
	}
	s.apply(word, choice, runner, sails)
}

// with makes all cards say one outcome for the next input.
func (s *script) with(o chart.Outcome, gloves func(*card.Glove)) *script {
	key := o.String()
	if gloves != nil || s.cards[key] == nil {
		d := deal{outcome: o, gloves: gloves}
		setup := d.setup()
		setup.Rules = s.base.Rules
		s.cards[key] = setup
	}
	s.g.Setup = s.cards[key]
	return s
}

func (s *script) apply(word string, in baseball.Input, faces ...int) {
	s.t.Helper()
	next, results, err := baseball.Apply(s.g, in, dice.Load(faces...))
	if err != nil {
		s.t.Fatalf("%s in the %s of %d, %d out, %s: %v", word, s.g.Half, s.g.Inning, s.g.Outs, s.g.Bases(), err)
	}
	s.results = append(s.results, results...)
	if next.Pending.Ask == baseball.AskSend && in.Kind == baseball.Roll { // in scripts runners do not try
		s.g = next
		s.apply(word, baseball.Input{Kind: baseball.Decide, Side: next.Half, Take: baseball.Stay})
		return
	}
	next.Setup = s.base
	s.g = next
}

// last returns the latest play that was played out.
func (s *script) last() *baseball.Result {
	for i := len(s.results) - 1; i >= 0; i-- {
		if k := s.results[i].Kind; k == score.Played || k == score.Ran {
			return &s.results[i]
		}
	}
	s.t.Fatal("nothing was played")
	return nil
}

// arm is a pitcher's line, bat a batter's.
func (s *script) arm(side baseball.Side, player int) score.ArmLine { return s.g.Book.Arm[side][player] }
func (s *script) bat(side baseball.Side, player int) score.BatLine { return s.g.Book.Bat[side][player] }
