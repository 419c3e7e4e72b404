package baseball

import "matchday/app/baseball/chart"

// Input is one thing that a person, or the manager, does. Which fields mean something depends on Kind; the others are
// left empty. It is plain data and stays readable for as long as games are kept.
type Input struct {
	Kind  InputKind `json:"kind"`
	Side  Side      `json:"side"`           // who does it; a roll may be given by either
	Seen  int       `json:"seen,omitzero"`  // version of the game that the person was shown; 0 is not checked
	Take  Choice    `json:"take,omitzero"`  // Decide
	Align Alignment `json:"align,omitzero"` // Align
	Going uint8     `json:"going,omitzero"` // StealOrder: bits of the bases whose runners go, 1 for first, 2, 4
	Moves []Move    `json:"moves,omitzero"` // Substitute: all changes that become true together
}

// InputKind says what an input is.
type InputKind uint8

// The kinds of inputs.
const (
	Roll              InputKind = iota + 1 // roll the at-bat
	Decide                                 // take one of the two choices of the decision that is due
	Substitute                             // anybody for anybody: pinch hitter, runner, pitcher, fielders, a double switch
	Align                                  // where the infield plays and whom it holds
	StealOrder                             // draw a lead; whether to go is decided after it
	Bunt                                   // instead of Roll
	HitAndRun                              // instead of Roll, with a runner on first and second empty
	IntentionallyWalk                      // instead of Roll, by the defence
	Concede                                // give the game up
)

var inputNames = chart.Names{"", "roll", "decide", "substitute", "align", "steal", "bunt", "hit_and_run", "intentional_walk", "concede"}

// String says the stored name.
func (k InputKind) String() string { return inputNames.Say(uint8(k)) }

// MarshalText writes the name of k.
func (k InputKind) MarshalText() ([]byte, error) { return inputNames.Text(uint8(k)) }

// UnmarshalText reads the name that MarshalText wrote.
func (k *InputKind) UnmarshalText(text []byte) error {
	i, err := inputNames.Find(text)
	*k = InputKind(i)
	return err
}

// Move puts a player into a slot of the order at a position: somebody from the bench in place of who was there, or
// somebody who plays already at another position. Slot 9 is the pitcher who does not bat.
type Move struct {
	Slot   uint8          `json:"slot"`
	Player uint8          `json:"player"`
	At     chart.Position `json:"at"`
}

// Ask is a question that has to be answered before the game goes on.
type Ask uint8

// The questions. AskSend, AskTrail and AskSteal are the offence's; AskThrow and AskTarget the defence's; the last two
// are answered with a substitution.
const (
	AskNothing Ask = iota
	AskSend        // does the lead runner try?
	AskThrow       // is he thrown at?
	AskTrail       // does the runner behind him try too?
	AskTarget      // which of the two is thrown at?
	AskSteal       // does the runner go with the lead that he has?
	AskField       // the side in the field has places to fill
	AskReplace     // somebody is hurt and must be replaced
)

var askNames = chart.Names{"", "send", "throw", "trail", "target", "steal", "field", "replace"}

// String says the stored name.
func (a Ask) String() string { return askNames.Say(uint8(a)) }

// MarshalText writes the name of a.
func (a Ask) MarshalText() ([]byte, error) { return askNames.Text(uint8(a)) }

// UnmarshalText reads the name that MarshalText wrote.
func (a *Ask) UnmarshalText(text []byte) error {
	i, err := askNames.Find(text)
	*a = Ask(i)
	return err
}

// Choice is an answer to a question.
type Choice uint8

// The answers: Go or Stay to send, trail and steal; Throw or Give to throw; AtLead or AtTrail to target.
const (
	NoChoice Choice = iota
	Go
	Stay
	Throw
	Give
	AtLead
	AtTrail
)

var choiceNames = chart.Names{"", "go", "stay", "throw", "give", "lead", "trail"}

// String says the stored name.
func (c Choice) String() string { return choiceNames.Say(uint8(c)) }

// MarshalText writes the name of c.
func (c Choice) MarshalText() ([]byte, error) { return choiceNames.Text(uint8(c)) }

// UnmarshalText reads the name that MarshalText wrote.
func (c *Choice) UnmarshalText(text []byte) error {
	i, err := choiceNames.Find(text)
	*c = Choice(i)
	return err
}

// Ball is what happened that somebody may try to use.
type Ball uint8

// The balls on which runners try.
const (
	BallSingle Ball = iota
	BallDouble
	BallTagHome  // fly BQ, runner on third
	BallTagThird // fly B, runner on second
	BallGround   // infield in, runner on third
	BallSteal
)

var ballNames = chart.Names{"single", "double", "tag_home", "tag_third", "ground", "steal"}

// String says the stored name.
func (b Ball) String() string { return ballNames.Say(uint8(b)) }

// MarshalText writes the name of b.
func (b Ball) MarshalText() ([]byte, error) { return ballNames.Text(uint8(b)) }

// UnmarshalText reads the name that MarshalText wrote.
func (b *Ball) UnmarshalText(text []byte) error {
	i, err := ballNames.Find(text)
	*b = Ball(i)
	return err
}
