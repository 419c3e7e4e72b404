package baseball

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
	"matchday/app/fault"
)

// Game is one game at one moment. It is plain data: copy it, compare it, write it as JSON. Apply makes the next one.
// Setup is shared and never changes; State is what a store keeps as its snapshot beside the inputs.
type Game struct {
	Setup *Setup `json:"setup"`
	State
}

// State is what changes in a game. What can be derived is not in it: the bases are occupied where On has somebody,
// whose turn it is follows from Pending and Half.
type State struct {
	Version int           `json:"version"` // number of the last input, undone ones counted; grows with every change
	Status  Status        `json:"status"`
	Inning  uint16        `json:"inning"`
	Half    Side          `json:"half"` // the side at bat
	Outs    uint8         `json:"outs"`
	Score   [2]uint16     `json:"score"`
	On      [4]Runner     `json:"on"` // by base 1 to 3
	Dealt   uint16        `json:"dealt"`
	Dugouts [2]Dugout     `json:"dugouts"`
	Align   Alignment     `json:"align"`
	Jumped  uint8         `json:"jumped,omitzero"` // bits of the bases whose runner has had his jump with this batter
	Covers  bool          `json:"covers,omitzero"` // a middle infielder covers for a steal order with this batter
	Pending Pending       `json:"pending,omitzero"`
	Hurt    Hurt          `json:"hurt,omitzero"`
	Book    score.Book    `json:"book"`
	Verdict score.Verdict `json:"verdict,omitzero"`
}

// Status says whether a game goes on.
type Status uint8

// The states of a game.
const (
	Playing Status = iota
	Final
	GivenUp
)

var statusNames = chart.Names{"playing", "final", "given_up"}

// String says the stored name.
func (s Status) String() string { return statusNames.Say(uint8(s)) }

// MarshalText writes the name of s.
func (s Status) MarshalText() ([]byte, error) { return statusNames.Text(uint8(s)) }

// UnmarshalText reads the name that MarshalText wrote.
func (s *Status) UnmarshalText(text []byte) error {
	i, err := statusNames.Find(text)
	*s = Status(i)
	return err
}

// Runner is somebody on base. ID numbers runners within a half-inning, from 1; 0 is an empty base. A pinch runner
// takes over the ID.
type Runner struct {
	ID     uint16 `json:"id,omitzero"`
	Player uint8  `json:"player,omitzero"`
}

// Dugout is one side's people at this moment.
type Dugout struct {
	Order   [9]Slot `json:"order"`
	Pitcher uint8   `json:"pitcher"`
	Up      uint8   `json:"up"`              // slot that bats next, 0 to 8
	Used    uint32  `json:"used"`            // bits of the roster: has been in the game
	Faced   uint8   `json:"faced"`           // batters since the pitcher came in
	Settled bool    `json:"settled"`         // he has ended a half-inning: the minimum is met (5.10(g))
	Ailing  uint32  `json:"ailing,omitzero"` // bits of the roster: an injury tires him at once
}

// Alignment is how the defence stands.
type Alignment struct {
	Depth      Depth `json:"depth"`
	HoldFirst  bool  `json:"hold_first,omitzero"`
	HoldSecond bool  `json:"hold_second,omitzero"`
}

// Depth is where the infield plays.
type Depth uint8

// The depths. In and CornersIn need a runner on third.
const (
	Back Depth = iota
	CornersIn
	In
)

var depthNames = chart.Names{"back", "corners_in", "in"}

// String says the stored name.
func (d Depth) String() string { return depthNames.Say(uint8(d)) }

// MarshalText writes the name of d.
func (d Depth) MarshalText() ([]byte, error) { return depthNames.Text(uint8(d)) }

// UnmarshalText reads the name that MarshalText wrote.
func (d *Depth) UnmarshalText(text []byte) error {
	i, err := depthNames.Find(text)
	*d = Depth(i)
	return err
}

// alignWords are the alignments by depth and by who is held: nobody, first, second, both.
var alignWords = [3][4]string{
	{"infield back", "infield back, first held", "infield back, second held", "infield back, both held"},
	{"corners in", "corners in, first held", "corners in, second held", "corners in, both held"},
	{"infield in", "infield in, first held", "infield in, second held", "infield in, both held"},
}

// String says how the defence stands: "infield in, first held".
func (a Alignment) String() string {
	held := 0
	if a.HoldFirst {
		held |= 1
	}
	if a.HoldSecond {
		held |= 2
	}
	return alignWords[min(a.Depth, In)][held]
}

// Hurt is somebody who has to be replaced before the game goes on.
type Hurt struct {
	Due    bool  `json:"due,omitzero"`
	Side   Side  `json:"side,omitzero"`
	Player uint8 `json:"player,omitzero"`
}

// New begins a game: nobody on, the away side's first batter up, version 0. The setup is checked whole.
func New(s *Setup) (Game, error) {
	if err := s.Check(); err != nil {
		return Game{}, err
	}
	g := Game{Setup: s, State: State{Inning: 1}}
	g.Book.Regulation = s.Rules.Innings
	for side := range g.Dugouts {
		l := s.Clubs[side].Lineup
		d := &g.Dugouts[side]
		d.Order, d.Pitcher = l.Order, l.Pitcher
		for i, slot := range l.Order {
			d.Used |= 1 << slot.Player
			g.Book.Appear(score.Appearance{Side: Side(side), Slot: uint8(i), Player: slot.Player, At: slot.At, Inning: 1})
		}
		if d.Used>>l.Pitcher&1 == 0 {
			d.Used |= 1 << l.Pitcher
			g.Book.Appear(score.Appearance{Side: Side(side), Slot: 9, Player: l.Pitcher, At: chart.Pitcher, Inning: 1})
		}
		g.Book.Pitches(Side(side), l.Pitcher, g.Situation())
	}
	return g, nil
}

// Restore joins a setup and a stored state, and refuses a state that no game of this setup can be in.
func Restore(s *Setup, state State) (Game, error) {
	g := Game{Setup: s, State: state}
	if err := s.Check(); err != nil {
		return Game{}, err
	}
	if err := g.sound(); err != nil {
		return Game{}, err
	}
	return g, nil
}

// Hash names the state: two games of one setup are at the same moment exactly if their hashes are equal.
func (g *Game) Hash() string {
	text, err := json.Marshal(g.State)
	if err != nil { // a state that Apply made always has a text
		text = fmt.Append(nil, err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Situation returns what the charts of expectancy need to know of this moment.
func (g *Game) Situation() score.Situation {
	return score.Situation{Inning: g.Inning, Half: g.Half, Outs: g.Outs, Bases: g.Bases(), Score: g.Score}
}

// Bases says which bases are occupied.
func (g *Game) Bases() chart.Bases {
	mask := uint8(0)
	for base := 1; base <= 3; base++ {
		if g.On[base].ID != 0 {
			mask |= 1 << (base - 1)
		}
	}
	return chart.OnBases(mask)
}

// Card returns the card of a player of side by his place on the roster.
func (g *Game) Card(side Side, player uint8) *card.Card { return &g.Setup.Clubs[side&1].Roster[player] }

// Batter returns the place on the roster of who is at bat.
func (g *Game) Batter() uint8 { return g.Next(0) }

// Next returns who bats for the side at bat after so many others: 0 is at bat, 1 on deck, 2 in the hole.
func (g *Game) Next(after int) uint8 {
	d := &g.Dugouts[g.Half]
	return d.Order[(int(d.Up)+after)%9].Player
}

// Pitching returns the place on the roster of who pitches to the side at bat.
func (g *Game) Pitching() uint8 { return g.Dugouts[g.Half.Other()].Pitcher }

// Fielder returns who of side plays at a position now, or score.Nobody.
func (g *Game) Fielder(side Side, at chart.Position) uint8 {
	d := &g.Dugouts[side&1]
	if at == chart.Pitcher {
		return d.Pitcher
	}
	for _, slot := range d.Order {
		if slot.At == at {
			return slot.Player
		}
	}
	return score.Nobody
}

// Over reports whether the game has ended.
func (g *Game) Over() bool { return g.Status != Playing }

// POW returns the innings of a pitcher of side in the role in which he came: starter, closer when he came in with a
// lead to save in the last inning or later, else reliever. Recent work is taken off.
func (g *Game) POW(side Side, player uint8) int {
	p := g.Card(side, player).Pitching
	line := g.Book.Arm[side&1][player]
	pow := 1
	switch {
	case p == nil:
	case line.Order == 1:
		pow = max(1, int(p.Starter))
	case line.Flags.Has(score.CouldSave) && line.Entered.Inning >= g.Setup.Rules.Innings && p.Closer > 0:
		pow = int(p.Closer)
	default:
		pow = max(1, int(p.Relief))
	}
	if worn := g.Setup.Clubs[side&1].Worn; int(player) < len(worn) {
		pow -= int(worn[player])
	}
	return max(pow, 0)
}

// Wear says how tired a pitcher of side is.
func (g *Game) Wear(side Side, player uint8) chart.Wear {
	if !g.Setup.Rules.Fatigue {
		return chart.Fresh
	}
	line := &g.Book.Arm[side&1][player]
	ailing := g.Dugouts[side&1].Ailing>>player&1 == 1
	return chart.WearOf(g.POW(side, player), int(line.Outs), int(line.ER), ailing)
}

// glove returns who of the side in the field plays at a position and how; Nobody fields like a stranger to it.
func (g *Game) glove(at chart.Position) (uint8, card.Glove) {
	side := g.Half.Other()
	player := g.Fielder(side, at)
	if player == score.Nobody {
		return player, card.Stranger(at)
	}
	glove, _ := g.Card(side, player).Glove(at)
	return player, glove
}

// damaged is the fault of a state that Apply did not make.
func damaged(what string) error {
	return fault.New(fault.Internal, "The record of this game is damaged: %s. Undo the last step, or begin the game again.", what)
}
