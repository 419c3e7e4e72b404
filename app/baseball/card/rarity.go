package card

import "matchday/app/baseball/chart"

// Rarity is how rare a card is. The values are the steps of the ladder, the lowest first, so one step up is one more;
// they are not the numbers that an outside card API uses for them.
type Rarity uint8

// The ladder of ballgame.md §1.3.
const (
	Replacement Rarity = iota
	Reserve
	Starter
	AllStar
	MVP
	HallOfFame
)

var (
	rarityNames  = chart.Names{"replacement", "reserve", "starter", "all-star", "mvp", "hall-of-fame"}
	rarityTitles = chart.Names{"Replacement", "Reserve", "Starter", "All-Star", "MVP", "Hall of Fame"}
)

// The card OPS at which each step above Replacement begins. The steps from Starter up are the ladder of ballgame.md
// §1.18; it says nothing of a Reserve and only that relievers are held to less: both numbers are ours.
var (
	batterSteps  = [...]float64{.700, .820, .920, 1.025, 1.220}
	starterSteps = [...]float64{.640, .580, .520, .460, .390}
)

const relieverLess = .020

// EachRarity lists the ladder from the bottom.
func EachRarity() []Rarity { return []Rarity{Replacement, Reserve, Starter, AllStar, MVP, HallOfFame} }

// Value returns the points that a card of this rarity adds to a team's value.
func (r Rarity) Value() int {
	if r > HallOfFame {
		return 0
	}
	return [...]int{0, 1, 2, 3, 5, 8}[r]
}

// String says the name as people read it: "All-Star".
func (r Rarity) String() string { return rarityTitles.Say(uint8(r)) }

// MarshalText writes the stored name: "all-star".
func (r Rarity) MarshalText() ([]byte, error) { return rarityNames.Text(uint8(r)) }

// UnmarshalText reads the name that MarshalText wrote.
func (r *Rarity) UnmarshalText(text []byte) error {
	i, err := rarityNames.Find(text)
	*r = Rarity(i)
	return err
}

// BatterRarity places a batter's card OPS on the ladder.
func BatterRarity(ops float64) Rarity {
	r := Replacement
	for i, least := range batterSteps {
		if ops >= least-1e-9 {
			r = Rarity(i + 1)
		}
	}
	return r
}

// PitcherRarity places the card OPS that a pitcher allows on the ladder; relievers are held to .020 less.
func PitcherRarity(ops float64, reliever bool) Rarity {
	if reliever {
		ops += relieverLess
	}
	r := Replacement
	for i, most := range starterSteps {
		if ops <= most+1e-9 {
			r = Rarity(i + 1)
		}
	}
	return r
}

// OPS returns the card OPS that c is judged by: a pitcher's allowed, anybody else's own, the mean over both hands.
func (c *Card) OPS() float64 {
	var vs *[2]Table
	switch {
	case c.Pitching != nil:
		vs = &c.Pitching.Vs
	case c.Batting != nil:
		vs = &c.Batting.Vs
	default:
		return 0
	}
	return (vs[0].Rates().OPS() + vs[1].Rates().OPS()) / 2
}

// Judge returns the rarity that the card's own numbers earn.
func (c *Card) Judge() Rarity {
	if p := c.Pitching; p != nil {
		return PitcherRarity(c.OPS(), p.Starter == 0)
	}
	return BatterRarity(c.OPS())
}
