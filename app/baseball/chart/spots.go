package chart

// GroundSpot returns who fields a ground ball from a card, for a roll of 1 to 100. A left-handed batter hits the
// mirror image: first and third change places, second and short.
func GroundSpot(bats Hand, d100 int) Position {
	for i, at := range [5]Position{Pitcher, FirstBase, SecondBase, ThirdBase, Shortstop} {
		d100 -= int(v1.groundSpot[i])
		if d100 <= 0 {
			return mirror(at, bats)
		}
	}
	return mirror(Shortstop, bats)
}

// FlySpot returns which outfielder a fly ball A or BQ from a card goes to, for a roll of 1 to 100.
func FlySpot(d100 int) Position {
	for i, at := range [3]Position{LeftField, CenterField, RightField} {
		d100 -= int(v1.flySpot[i])
		if d100 <= 0 {
			return at
		}
	}
	return RightField
}

// PullField returns the field to which a batter pulls: left for one who bats right.
func PullField(bats Hand) Position {
	if bats == Left {
		return RightField
	}
	return LeftField
}

// Covering returns the middle infielder who covers second when a runner breaks: the one whom the batter is less likely
// to hit the ball to, second base for a right-handed batter. Ours; the charts name only "a middle infielder".
func Covering(bats Hand) Position {
	if bats == Left {
		return Shortstop
	}
	return SecondBase
}

func mirror(at Position, bats Hand) Position {
	if bats != Left {
		return at
	}
	switch at {
	case FirstBase:
		return ThirdBase
	case ThirdBase:
		return FirstBase
	case SecondBase:
		return Shortstop
	case Shortstop:
		return SecondBase
	}
	return at
}

// Spot is a fielder and the share of ground balls from a card that go to him.
type Spot struct {
	At    Position
	Share float64
}

// GroundSpots returns where ground balls from a card go when a batter bats with this hand.
func GroundSpots(bats Hand) [5]Spot {
	var spots [5]Spot
	for i, at := range [5]Position{Pitcher, FirstBase, SecondBase, ThirdBase, Shortstop} {
		spots[i] = Spot{mirror(at, bats), float64(v1.groundSpot[i]) / 100}
	}
	return spots
}
