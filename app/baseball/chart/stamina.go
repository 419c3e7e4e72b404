package chart

// Wear is how tired a pitcher is.
type Wear uint8

// The three states of a pitcher.
const (
	Fresh Wear = iota
	Tired
	Exhausted
)

var wearNames = Names{"fresh", "tired", "exhausted"}

// String says the state.
func (w Wear) String() string { return wearNames.Say(uint8(w)) }

// MarshalText writes the state.
func (w Wear) MarshalText() ([]byte, error) { return wearNames.Text(uint8(w)) }

// UnmarshalText reads the state that MarshalText wrote.
func (w *Wear) UnmarshalText(text []byte) error {
	i, err := wearNames.Find(text)
	*w = Wear(i)
	return err
}

// WearOf returns how tired a pitcher of pow innings is after so many outs and earned runs. hurt is an injury that
// tires him at once.
func WearOf(pow, outs, earned int, hurt bool) Wear {
	limit := pow * int(v1.outsPerPOW)
	switch {
	case outs >= limit+int(v1.exhausted):
		return Exhausted
	case outs >= limit || earned >= int(v1.tiredRuns) || hurt:
		return Tired
	}
	return Fresh
}

// Worn turns an outcome of a pitcher's own card into what it counts for in his state. rank is the place of the rolled
// unit among the units of that outcome, from 0: the first four chances of strikeout count as single_one and the first
// two of groundout_a as walk when he is tired, twice as many when he is exhausted.
func (w Wear) Worn(o Outcome, rank int) Outcome {
	times := int(min(w, Exhausted))
	switch {
	case o == Strikeout && rank < times*v1.tiredUnits[0]:
		return SingleOne
	case o == GroundA && rank < times*v1.tiredUnits[1]:
		return Walk
	}
	return o
}

// StarterRest returns how many games a starter rests after an outing of so many outs.
func StarterRest(outs int) int {
	if outs >= int(v1.restOuts) {
		return int(v1.restGames)
	}
	return 0
}

// RelieverLoss returns how many innings of POW a reliever has lost when his latest appearances were so many games ago,
// 1 being the previous game.
func RelieverLoss(gamesAgo ...int) int {
	loss := 0
	for _, ago := range gamesAgo {
		if ago >= 1 && ago <= int(v1.restWithin) {
			loss += int(v1.restPOW)
		}
	}
	return loss
}

// InjuryTriggered reports whether an at-bat roll calls for an injury check: the last column, a high row and a natural 1.
func InjuryTriggered(column, rowTotal, d20 int) bool {
	return column == int(v1.injury[0]) && rowTotal >= int(v1.injury[1]) && d20 == int(v1.injury[2])
}

// Injury says for a roll of 1 to 200 whether a player of this durability (20 to 70) is hurt at all, and whether he misses
// games beyond this one.
func Injury(durability, d200 int) (misses, hurt bool) {
	only := int(v1.injuryGame) * 2
	longer := int(v1.injuryBase) - durability
	return d200 > only && d200 <= only+longer, d200 <= only+longer
}

// InjuryStop reports whether a d1000 ends the count of games beyond the first: the count is geometric with mean
// (80 − durability) / 8.
func InjuryStop(durability, d1000 int) bool {
	mean8 := int(v1.injuryMean) - durability
	return d1000*(mean8+int(v1.injuryDiv)) <= 1000*int(v1.injuryDiv)
}

// InjuryLimit is the longest injury in games.
func InjuryLimit() int { return int(v1.injuryLimit) }
