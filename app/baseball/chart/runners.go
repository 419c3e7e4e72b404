package chart

// Try is a runner's attempt to take a base that the ball does not give him.
type Try uint8

// The attempts of ballgame.md §7.6, and the two on ground balls of §7.5.
const (
	HomeOnSingle   Try = iota // from second, uncapped single
	ThirdOnSingle             // from first, uncapped single
	SecondOnThrow             // the batter, while the throw goes to a runner
	HomeOnDouble              // from first, uncapped double
	ThirdOnThrow              // the batter, while the throw goes home
	HomeOnFly                 // tagging on a fly BQ
	ThirdOnFly                // tagging from second on a fly B
	HomeOnGrounder            // infield in, ground ball B
	HomeOnSlow                // infield in, ground ball C
	tryCount       = iota
)

type tryRow struct {
	add    int8
	field  [3]int8 // left, center, right
	twoOut int8
	arm    int8 // 1 where the fielder's arm counts
}

// Safe returns the highest d20 with which a runner with this running number makes it, from 2 to 19. spot is the
// fielder who throws, arm his arm (negative is strong), outs those before the play.
func Safe(try Try, running, arm int, spot Position, outs int) int {
	if try >= tryCount {
		return int(v1.safeFloor)
	}
	t := v1.tries[try]
	n := running + int(t.add) + arm*int(t.arm)
	if spot.Outfield() {
		n += int(t.field[spot-LeftField])
	}
	if outs >= 2 {
		n += int(t.twoOut)
	}
	return min(max(n, int(v1.safeFloor)), int(v1.safeCeil))
}

// StealSafe returns the highest d20 with which a stealing runner makes it: 1 is always safe and 20 always out. number is
// his number for the lead he has, or his running number when he goes home, where neither lead, hold nor arm counts.
func StealSafe(to, number, hold, arm int) int {
	n := number + hold + arm
	switch to {
	case 3:
		n += int(v1.stealThird)
	case 4:
		n = int(v1.homeBase) + number - int(v1.homePivot)
	}
	return min(max(n, int(v1.stealFloor)), int(v1.stealCeil))
}

// RunLow returns the steal number of a hit-and-run runner who has to run on a strikeout, before hold and arm.
func RunLow(stealLow int) int { return stealLow + int(v1.runLow) }

// Jump is what the jump die says before a runner gets his lead.
type Jump uint8

// The results of the jump die.
const (
	JumpLead Jump = iota // two dice decide the lead
	JumpPickoff
	JumpBalk
)

// JumpOf reads the jump die, a d20.
func JumpOf(d20 int) Jump {
	switch d20 {
	case int(v1.faceOne[0]):
		return JumpPickoff
	case int(v1.faceOne[1]):
		return JumpBalk
	}
	return JumpLead
}

// GoodLead reports whether two dice give a good lead to a runner whose jump is so many 36ths. Pairs are ordered by
// total, then by the first die, and the best count; holding the runner halves his number.
func GoodLead(jump int, held bool, first, second int) bool {
	return Pair(first, second) >= 36-LeadFaces(jump, held)
}

// LeadFaces returns how many of the 36 pairs are a good lead.
func LeadFaces(jump int, held bool) int {
	if held {
		jump /= 2
	}
	return min(max(jump, 0), 36)
}

// PickoffOut returns the highest d20 with which a pickoff throw finds the runner off the base; at least 1.
func PickoffOut(hold int) int { return max(int(v1.pickoff)-hold, int(v1.pickFloor)) }

// Chaos is what the chaos die says before each at-bat roll with runners on.
type Chaos uint8

// The results of the chaos die.
const (
	Calm Chaos = iota
	ChaosWildPitch
	ChaosPassedBall
)

// ChaosOf reads the chaos die, a d20.
func ChaosOf(d20 int) Chaos {
	switch d20 {
	case int(v1.faceWild[0]):
		return ChaosWildPitch
	case int(v1.faceWild[1]):
		return ChaosPassedBall
	}
	return Calm
}

// Pair numbers the 36 ordered pairs of two dice from 0: by total, then by the first die. 1-1 is 0, 1-2 is 1, 6-6 is 35.
func Pair(first, second int) int {
	total := first + second
	below := (total - 2) * (total - 1) / 2
	lowest := 1
	if total > 7 {
		below = 36 - (13-total)*(14-total)/2
		lowest = total - 6
	}
	return below + first - lowest
}

// Dice is the inverse of Pair: the two dice of pair 0 to 35.
func Dice(pair int) (first, second int) {
	for total := 2; total <= 12; total++ {
		for first := max(1, total-6); first <= min(6, total-1); first++ {
			if pair == 0 {
				return first, total - first
			}
			pair--
		}
	}
	return 6, 6
}
