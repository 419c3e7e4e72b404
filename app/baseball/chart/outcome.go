package chart

// Outcome is what a cell of a card can say. Batting cards use 22 of them and pitching cards 27 (ballgame.md §1.6 and
// §1.7); Batting and Pitching say which.
type Outcome uint8

// The outcomes in the order in which a card shows them: hits, free bases, outs, checks. The number after a single or a
// double is how many bases the runners take; Pull and Center hits are uncapped: runners may try for more.
const (
	NoOutcome Outcome = iota

	HomeRun
	ParkHomer // a home run where the park allows it, else a fly out at the wall
	Triple
	DoubleThree
	DoubleTwo
	DoublePull
	DoubleCenter
	SingleTwo
	SingleOne
	SingleCenter
	ParkSingle // a single where the park allows it, else a line out

	HitByPitch
	Walk

	Strikeout
	LineOut
	PopOut
	FlyA
	FlyBQ
	FlyLeft
	FlyCenter
	FlyRight
	GroundA
	GroundB
	GroundC

	CheckPitcher
	CheckCatcher
	CheckFirst
	CheckSecond
	CheckThird
	CheckShort
	CheckLeft
	CheckCenter
	CheckRight
)

// Outcomes is one more than the last Outcome: the length of an array indexed by them.
const Outcomes = int(CheckRight) + 1

var outcomeNames = Names{"",
	"homerun", "bp_homerun", "triple", "double_three", "double_two", "double_pull", "double_cf",
	"single_two", "single_one", "single_center", "bp_single",
	"hbp", "walk",
	"strikeout", "lineout", "popout", "flyout_a", "flyout_bq", "flyout_lf_b", "flyout_cf_b", "flyout_rf_b",
	"groundout_a", "groundout_b", "groundout_c",
	"xcheck_p", "xcheck_c", "xcheck_1b", "xcheck_2b", "xcheck_3b", "xcheck_ss", "xcheck_lf", "xcheck_cf", "xcheck_rf"}

// Group is a family of outcomes on a card.
type Group uint8

// The groups in display order.
const (
	Hits Group = iota
	FreeBases
	Outs
	Checks
)

// Groups counts the groups.
const Groups = int(Checks) + 1

// Group returns the family of o. NoOutcome counts as a hit and never has a place on a card.
func (o Outcome) Group() Group {
	switch {
	case o <= ParkSingle:
		return Hits
	case o <= Walk:
		return FreeBases
	case o <= GroundC:
		return Outs
	}
	return Checks
}

// Bounds returns the first and the last outcome of g.
func (g Group) Bounds() (first, last Outcome) {
	switch g {
	case Hits:
		return HomeRun, ParkSingle
	case FreeBases:
		return HitByPitch, Walk
	case Outs:
		return Strikeout, GroundC
	}
	return CheckPitcher, CheckRight
}

// Batting reports whether o is one of the 22 outcomes of a batting card.
func (o Outcome) Batting() bool {
	return o >= HomeRun && o <= GroundC && o != DoubleCenter && o != FlyCenter
}

// Pitching reports whether o is one of the 27 outcomes of a pitching card.
func (o Outcome) Pitching() bool {
	switch o {
	case NoOutcome, DoublePull, LineOut, PopOut, FlyA, FlyBQ, GroundC:
		return false
	}
	return o <= CheckRight
}

// Checked returns the fielder whom an x-check names, and Nowhere for any other outcome.
func (o Outcome) Checked() Position {
	if o < CheckPitcher || o > CheckRight {
		return Nowhere
	}
	return Pitcher + Position(o-CheckPitcher)
}

// String says the column's name, as imports and exports write it: "single_one", "xcheck_ss".
func (o Outcome) String() string { return outcomeNames.Say(uint8(o)) }

// MarshalText writes the column's name.
func (o Outcome) MarshalText() ([]byte, error) { return outcomeNames.Text(uint8(o)) }

// UnmarshalText reads the name that MarshalText wrote.
func (o *Outcome) UnmarshalText(text []byte) error {
	i, err := outcomeNames.Find(text)
	*o = Outcome(i)
	return err
}
