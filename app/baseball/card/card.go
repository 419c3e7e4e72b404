// Package card holds the cards of the Paper League: what is printed on them, exactly, and how they are made.
//
// A card has 108 chances, three columns of the 36 ways that two dice can fall, and a d20 splits a chance into 20 parts.
// Ratings are whole numbers of those parts, units, and each table of a card has 2,160 of them, neither more nor less;
// so what is printed, what is stored and what is drawn are the same thing, and nothing is ever rounded (ballgame.md
// §7.3). Cards are made by hand, from statistics (Season), from an archetype (Shape), or read from CSV.
//
// A Card is plain data and never changes after it was made: games share it.
package card

import "matchday/app/baseball/chart"

// ID names a printed card design. It is not the number of the copy that somebody owns.
type ID int64

// Card is one printed player.
type Card struct {
	ID         ID         `json:"id"`
	Name       string     `json:"name"`
	Club       string     `json:"club,omitzero"`      // abbreviation of the club on the card
	Note       string     `json:"note,omitzero"`      // shown before the name: "Y1", "2005 Custom"
	Archetype  string     `json:"archetype,omitzero"` // what an invented player was made as
	Bats       chart.Hand `json:"bats"`
	Throws     chart.Hand `json:"throws"`
	Rarity     Rarity     `json:"rarity"`
	Cost       int        `json:"cost,omitzero"`
	Durability uint8      `json:"durability"` // 20 (often hurt) to 70
	Gloves     []Glove    `json:"gloves,omitzero"`
	Batting    *Batting   `json:"batting,omitzero"`  // nil for a pitcher who bats with his short code
	Pitching   *Pitching  `json:"pitching,omitzero"` // nil for everybody else
}

// Glove is how a player fields one position.
type Glove struct {
	Position  chart.Position `json:"position"`
	Innings   int            `json:"innings,omitzero"` // played there; orders candidates
	Range     uint8          `json:"range"`            // 1 best to 5
	Error     uint8          `json:"error"`
	Arm       int8           `json:"arm,omitzero"`       // outfielders and catchers; negative is strong
	Passed    uint8          `json:"pb,omitzero"`        // catchers: passed ball number of 20
	Overthrow uint8          `json:"overthrow,omitzero"` // catchers: overthrow number of 20
}

// Batting is the front of a card: two tables and how the player runs.
type Batting struct {
	Vs        [2]Table    `json:"vs"` // against left-handed and right-handed pitchers
	StealLow  uint8       `json:"steal_low"`
	StealHigh uint8       `json:"steal_high"` // with a good lead
	StealAuto bool        `json:"steal_auto,omitzero"`
	Jump      uint8       `json:"steal_jump"` // 36ths of a good lead
	Bunt      chart.Grade `json:"bunting"`
	HitAndRun chart.Grade `json:"hit_and_run"`
	Running   uint8       `json:"running"` // 8 to 17
	Layout    uint8       `json:"offense_col"`
	Spray     Spray       `json:"spray"`
}

// Spray is where a batter's uncapped singles go, in percent. The three add to 100.
type Spray struct {
	Pull   uint8 `json:"pull"`
	Center uint8 `json:"center"`
	Slap   uint8 `json:"slap"`
}

// Spot returns the field for a roll of 1 to 100 by a batter who bats with hand.
func (s Spray) Spot(hand chart.Hand, d100 int) chart.Position {
	pull, slap := chart.LeftField, chart.RightField
	if hand == chart.Left {
		pull, slap = slap, pull
	}
	switch {
	case d100 <= int(s.Pull):
		return pull
	case d100 <= int(s.Pull)+int(s.Center):
		return chart.CenterField
	}
	return slap
}

// Pitching is the front of a pitcher's card.
type Pitching struct {
	Vs        [2]Table    `json:"vs"` // against left-handed and right-handed batters
	Balk      uint8       `json:"balk"`
	WildPitch uint8       `json:"wild_pitch"`
	Hold      int8        `json:"hold"`             // added to a runner's steal number; negative is good
	Starter   uint8       `json:"starter,omitzero"` // innings of POW in each role, 0 when he does not have it
	Relief    uint8       `json:"relief,omitzero"`
	Closer    uint8       `json:"closer,omitzero"`
	Bats      chart.Grade `json:"batting"` // short code of a pitcher who has to bat
	Layout    uint8       `json:"offense_col"`
}

// Glove returns how the player fields at, and what somebody does there who never played it when the card does not say:
// range 5 and many errors (ballgame.md §3.10). listed tells which of the two it is.
func (c *Card) Glove(at chart.Position) (g Glove, listed bool) {
	for i := range c.Gloves {
		if c.Gloves[i].Position == at {
			return c.Gloves[i], true
		}
	}
	return Stranger(at), false
}

// Plays reports whether at is among the positions of the card. Everybody can be designated hitter.
func (c *Card) Plays(at chart.Position) bool {
	if at == chart.Designated {
		return true
	}
	if at == chart.Pitcher && c.Pitching != nil {
		return true
	}
	_, listed := c.Glove(at)
	return listed
}

// Hitting returns the table that c bats with against a pitcher who throws with arm, and its layout. A pitcher without a
// batting card bats with his short code.
func (c *Card) Hitting(arm chart.Hand) (Table, uint8) {
	if c.Batting != nil {
		return c.Batting.Vs[arm&1], c.Batting.Layout
	}
	grade := chart.D
	if c.Pitching != nil {
		grade = c.Pitching.Bats
	}
	return PitcherHitting(grade), 1
}

// Throwing returns the table that c pitches with against a batter who bats with hand, and its layout. Somebody who is
// no pitcher throws like one who has never done it.
func (c *Card) Throwing(hand chart.Hand) (Table, uint8) {
	if c.Pitching != nil {
		return c.Pitching.Vs[hand&1], c.Pitching.Layout
	}
	return Mopup(), 1
}

// Legs are the running numbers of a player, whatever side of the card they stand on.
type Legs struct {
	Low, High, Jump, Running int
	Bunt, HitAndRun          chart.Grade
}

// Legs returns how c runs and bunts. A pitcher without a batting card runs slowly and does not steal.
func (c *Card) Legs() Legs {
	if b := c.Batting; b != nil {
		return Legs{int(b.StealLow), int(b.StealHigh), int(b.Jump), int(b.Running), b.Bunt, b.HitAndRun}
	}
	return Legs{Low: 2, High: 7, Jump: 1, Running: 9, Bunt: chart.B, HitAndRun: chart.D}
}

// Closes reports whether p can close games.
func (p *Pitching) Closes() bool { return p != nil && p.Closer > 0 }
