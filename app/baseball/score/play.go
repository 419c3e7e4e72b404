// Package score is the official scorer of the Paper League: the record of what happened, and the book that is kept from it.
//
// A Play is one line of the record, with everything that was rolled and everybody who moved. A Book takes plays as they
// happen and keeps the lines of batters and pitchers by the Official Baseball Rules, chapter 9 (2023): at-bats, hits and
// runs batted in, earned runs with the inning rebuilt without errors, inherited runners, and the pitchers of record.
// Rules are named by their numbers where they are applied.
//
// Players are known by their place on the club's roster, 0 to 25.
package score

import (
	"encoding/json"

	"matchday/app/baseball/chart"
)

// Roster is the most cards that a club brings to a game.
const Roster = 26

// Nobody stands where a play has no such player.
const Nobody = 255

// Situation is a moment of a game: what the charts of expectancy need to know.
type Situation struct {
	Inning uint16      `json:"inning"`
	Half   chart.Side  `json:"half"` // whose turn at bat it is
	Outs   uint8       `json:"outs"` // 3 when the half has just ended
	Bases  chart.Bases `json:"bases"`
	Score  [2]uint16   `json:"score"` // away, home
}

// Lead returns by how many runs the side at bat is ahead; negative when it is behind.
func (s Situation) Lead() int { return int(s.Score[s.Half&1]) - int(s.Score[s.Half.Other()]) }

// Kind says what sort of line a Play is.
type Kind uint8

// The kinds of lines.
const (
	Played   Kind = iota // a plate appearance came to its end
	Ran                  // something happened and the plate appearance goes on: a steal, a wild pitch, a muffed foul
	Struck               // the ball is in play and somebody has to decide
	Chose                // a decision was taken and another is due
	Jumped               // the lead was rolled and nothing came of it, or the runner stays
	Aligned              // the defence moved
	Replaced             // a substitution
	Hurt                 // an injury
	HalfOver
	GameOver
)

var kindNames = chart.Names{"played", "ran", "struck", "chose", "jumped", "aligned", "replaced", "hurt", "half_over", "game_over"}

// String says the kind's stored name.
func (k Kind) String() string { return kindNames.Say(uint8(k)) }

// MarshalText writes the name of k.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Text(uint8(k)) }

// UnmarshalText reads the name that MarshalText wrote.
func (k *Kind) UnmarshalText(text []byte) error {
	i, err := kindNames.Find(text)
	*k = Kind(i)
	return err
}

// Event is what the scorer calls what happened.
type Event uint8

// The events. The first group ends a plate appearance, the second does not.
const (
	NoEvent Event = iota
	Single
	Double
	Triple
	HomeRun
	Walk
	IntentionalWalk
	HitByPitch
	Strikeout
	GroundOut
	FieldersChoice // the batter is safe because a runner was put out, or was tried for
	DoublePlay     // a ground ball for two outs
	TriplePlay
	FlyOut
	LineOut
	PopOut
	FoulOut
	Sacrifice // a bunt that moved somebody up
	BuntOut   // a bunt that moved nobody
	ReachedOnError

	WildPitch
	PassedBall
	Balk
	Steal
	CaughtStealing
	PickedOff
	FoulError
	Injury
)

var eventNames = chart.Names{"", "single", "double", "triple", "homer", "walk", "intentional_walk", "hit_by_pitch", "strikeout",
	"ground_out", "fielders_choice", "double_play", "triple_play", "fly_out", "line_out", "pop_out", "foul_out", "sacrifice",
	"bunt_out", "reached_on_error", "wild_pitch", "passed_ball", "balk", "steal", "caught_stealing", "picked_off", "foul_error", "injury"}

// String says the event's stored name.
func (e Event) String() string { return eventNames.Say(uint8(e)) }

// MarshalText writes the name of e.
func (e Event) MarshalText() ([]byte, error) { return eventNames.Text(uint8(e)) }

// UnmarshalText reads the name that MarshalText wrote.
func (e *Event) UnmarshalText(text []byte) error {
	i, err := eventNames.Find(text)
	*e = Event(i)
	return err
}

// Free reports whether e puts the batter on first without a ball in play.
func (e Event) Free() bool { return e == Walk || e == IntentionalWalk || e == HitByPitch }

// Hit returns the bases of a hit, 0 for anything else.
func (e Event) Hit() int {
	if e >= Single && e <= HomeRun {
		return int(e-Single) + 1
	}
	return 0
}

// The places in a Move.
const (
	Out  = 0
	Home = 4
)

// Move is what one person did on a play. Somebody who stayed where he was moves from a base to the same base.
type Move struct {
	ID     uint16 `json:"id"`     // the runner's number within the half-inning; a pinch runner takes it over
	Player uint8  `json:"player"` // place on the roster
	From   uint8  `json:"from"`   // 0 for the batter, else the base
	To     uint8  `json:"to"`     // 0 out, 1 to 3 a base, 4 home
	Clean  uint8  `json:"clean"`  // where he would be without errors and passed balls
	Forced bool   `json:"forced,omitzero"`
	Stole  bool   `json:"stole,omitzero"` // he tried to steal, and was caught when he is out
}

// Moves are those of one play, the batter first, then the runners from third to first.
type Moves struct {
	at [4]Move
	n  uint8
}

// Add appends a move. A fifth is dropped: there are never more than a batter and three runners.
func (m *Moves) Add(move Move) {
	if int(m.n) < len(m.at) {
		m.at[m.n] = move
		m.n++
	}
}

// List returns the moves.
func (m *Moves) List() []Move { return m.at[:m.n] }

// From returns the move that began at a base, 0 for the batter, or nil.
func (m *Moves) From(base uint8) *Move {
	for i := range m.at[:m.n] {
		if m.at[i].From == base {
			return &m.at[i]
		}
	}
	return nil
}

// MarshalJSON writes a list.
func (m Moves) MarshalJSON() ([]byte, error) { return json.Marshal(m.at[:m.n]) }

// UnmarshalJSON reads a list of at most four.
func (m *Moves) UnmarshalJSON(data []byte) error {
	var list []Move
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	*m = Moves{}
	for _, move := range list {
		m.Add(move)
	}
	return nil
}

// Check is how an x-check came out.
type Check struct {
	At     chart.Position `json:"at"`
	Range  uint8          `json:"range"` // 1 to 5, playing in counted
	D20    uint8          `json:"d20"`
	Roll   uint8          `json:"roll"` // the three error dice, 1 to 216
	Base   chart.Fielded  `json:"base"` // what the range chart says
	Final  chart.Fielded  `json:"final"`
	Errors uint8          `json:"errors,omitzero"` // bases given away
	Rare   bool           `json:"rare,omitzero"`   // worth a sentence of its own; changes nothing
}

// Play is one line of the record. Which fields mean something depends on Kind.
type Play struct {
	Number  int            `json:"number"` // of the input that it came from
	Kind    Kind           `json:"kind"`
	Event   Event          `json:"event,omitzero"`
	Before  Situation      `json:"before"`
	After   Situation      `json:"after"`
	Batter  uint8          `json:"batter"`
	Pitcher uint8          `json:"pitcher"`
	Fielder uint8          `json:"fielder"` // who erred, threw or caught, when the charts name him; else Nobody
	Spot    chart.Position `json:"spot,omitzero"`
	Outcome chart.Outcome  `json:"outcome,omitzero"` // what the card said
	Check   Check          `json:"check,omitzero"`
	Moves   Moves          `json:"moves"`
	Outs    uint8          `json:"outs,omitzero"` // made on this play
	Runs    uint8          `json:"runs,omitzero"`
	RBI     uint8          `json:"rbi,omitzero"`
	Errors  uint8          `json:"errors,omitzero"` // errors charged on this play
	Flags   Flags          `json:"flags,omitzero"`
	Swap    Swap           `json:"swap,omitzero"`
	Choice  Choice         `json:"choice,omitzero"`
	Rolls   Rolls          `json:"rolls"`
}

// Flags are short facts about a play.
type Flags uint16

// The flags.
const (
	Bunted       Flags = 1 << iota
	HitAndRun          // the runner went with the pitch
	SacrificeFly       // no at-bat, a run batted in (9.08(d))
	WalkOff            // the game ended on this play
	AtTheWall          // a fly that the park kept
	Squeezed           // a bunt with a runner on third
	GoodLead           // the runner had one
	Conceded           // the game was given up, or the throw
	ThrownOut          // a runner was put out on the bases after a hit or a catch
	InjuryOver         // the player has to leave
	RunRule            // the game ended by the run rule
	NoRBI              // runs are not batted in: the error spoiled a double play (9.04(b)(2))
)

// Has reports whether all of want are set.
func (f Flags) Has(want Flags) bool { return f&want == want }

// Swap is one change of a substitution, or the player of an injury.
type Swap struct {
	Side  chart.Side     `json:"side"`
	Slot  uint8          `json:"slot"` // 0 to 8 in the order, 9 for a pitcher who does not bat
	Out   uint8          `json:"out"`
	In    uint8          `json:"in"` // the same as Out for a change of position
	At    chart.Position `json:"at"`
	Games uint8          `json:"games,omitzero"` // that an injury costs
}

// Choice is a decision that was taken, and an alignment.
type Choice struct {
	Ask    string `json:"ask,omitzero"`
	Chosen string `json:"chosen,omitzero"`
	Safe   uint8  `json:"safe,omitzero"` // the highest d20 with which the runner would make it
}

// Purpose says what a roll was for.
type Purpose uint8

// The purposes.
const (
	ForChaos Purpose = iota
	ForWildPitch
	ForPassedBall
	ForColumn
	ForRow
	ForSplit
	ForPark
	ForSpot
	ForRange
	ForError
	ForRare
	ForSpeed
	ForSingleIn
	ForTriplePlay
	ForRunner
	ForJump
	ForPickoff
	ForBalk
	ForLead
	ForOverthrow
	ForBunt
	ForDoubleOff
	ForInjury
)

var purposeNames = chart.Names{"chaos", "wild_pitch", "passed_ball", "column", "row", "split", "park", "spot", "range", "error",
	"rare", "speed", "single_in", "triple_play", "runner", "jump", "pickoff", "balk", "lead", "overthrow", "bunt", "double_off", "injury"}

// String says the purpose's stored name.
func (p Purpose) String() string { return purposeNames.Say(uint8(p)) }

// MarshalText writes the name of p.
func (p Purpose) MarshalText() ([]byte, error) { return purposeNames.Text(uint8(p)) }

// UnmarshalText reads the name that MarshalText wrote.
func (p *Purpose) UnmarshalText(text []byte) error {
	i, err := purposeNames.Find(text)
	*p = Purpose(i)
	return err
}

// Roll is one die that was rolled.
type Roll struct {
	For   Purpose `json:"for"`
	Sides uint16  `json:"sides"`
	Face  uint16  `json:"face"`
}

// Rolls are the dice of one input, in the order in which they fell.
type Rolls struct {
	at [16]Roll
	n  uint8
}

// Add appends a roll. Injuries of many games roll more dice than fit; those are dropped from the record, not from the
// game.
func (r *Rolls) Add(roll Roll) {
	if int(r.n) < len(r.at) {
		r.at[r.n] = roll
		r.n++
	}
}

// List returns the rolls.
func (r *Rolls) List() []Roll { return r.at[:r.n] }

// MarshalJSON writes a list.
func (r Rolls) MarshalJSON() ([]byte, error) { return json.Marshal(r.at[:r.n]) }

// UnmarshalJSON reads a list.
func (r *Rolls) UnmarshalJSON(data []byte) error {
	var list []Roll
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	*r = Rolls{}
	for _, roll := range list {
		r.Add(roll)
	}
	return nil
}
