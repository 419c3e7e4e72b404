package chart

// Version names this set of charts. A game keeps the version it began with; another set gets another name.
const Version = "paper-1"

// tables are all numbers of the charts, and nothing but numbers of the charts: each field is read by the file named
// after it. "Counts" are numbers of d20 faces from 1 upwards, row after row; what is left belongs to the last row,
// which is not written down.
type tables struct {
	// fielding.go
	infield    [5][6]uint8  // per range: counts of SI2, SI1, G3#, G2#, G3, G2; rest G1
	outfield   [5][6]uint8  // per range: counts of TR3, DO3, DO2, SI2, F1, F2; rest F3
	catcher    [5][6]uint8  // per range: counts of SI1, SPD, PO, FO, G3, G2; rest G1
	pitcher    [5][3]uint8  // per range: counts of SI1, G3, G2; rest G1
	errorTenth [9]uint16    // per fielder: ten times k
	errorMost  uint16       // N never exceeds it
	errorShare [9][2]uint16 // per fielder: sixtieths of N that are three bases, and two bases
	inPenalty  uint8        // what playing in costs in range
	inSingle   uint8        // a card's ground ball A against the infield in is a single up to this d20

	// spots.go
	groundSpot [5]uint8 // percent at P, 1B, 2B, 3B, SS for a right-handed batter
	flySpot    [3]uint8 // percent at LF, CF, RF

	// advance.go
	hits [6]Hit        // by HitKind
	fly  [4][3]FlyFate // per class A, B, BQ, C: R1, R2, R3

	// ground.go
	back       [states][3]GroundCell // by base state, class A, B, C
	in         [4][3]GroundCell      // the same where somebody is on third: --3, 1-3, -23, 123
	tripleFrom uint8                 // d20 at and above which the triple play is turned

	// runners.go
	tries      [tryCount]tryRow
	safeFloor  int8
	safeCeil   int8
	stealThird int8
	homeBase   int8
	homePivot  int8
	stealFloor int8
	stealCeil  int8
	pickoff    int8
	pickFloor  int8
	runLow     int8     // added to steal_low for a hit-and-run runner after a strikeout
	faceOne    [2]uint8 // jump die: pickoff try, balk check
	faceWild   [2]uint8 // chaos die: wild pitch check, passed ball check

	// bunt.go
	bunt      [4][4]uint8 // per grade: counts of sacrifice, single, lead out, pop; rest double play or foul strikeout
	doubleOff [4]uint8    // per grade: d20 from which a line out doubles off the hit-and-run runner

	// stamina.go
	outsPerPOW  uint16
	tiredRuns   uint16
	exhausted   uint16   // outs beyond POW
	tiredUnits  [2]int   // units of strikeout that become single_one, of groundout_a that become walk
	restGames   uint8    // after a long start
	restOuts    uint8    // what makes a start long
	restPOW     uint8    // innings a reliever loses per recent appearance
	restWithin  uint8    // games that count as recent
	injury      [3]uint8 // column, lowest row total and d20 of the trigger
	injuryGame  uint8    // percent of injuries that end the game only
	injuryBase  uint8    // P(misses games) = (base − durability) / 200
	injuryMean  uint8    // mean length beyond one game = (injuryMean − durability) / injuryDiv
	injuryDiv   uint8
	injuryLimit uint8
}

// v1 are the charts of ballgame.md §7.5 to §7.7. Nothing writes to it; tests that change a cell put it back.
var v1 = tables{
	infield: [5][6]uint8{
		{0, 0, 2, 2, 0, 4},
		{0, 2, 2, 2, 1, 4},
		{2, 2, 2, 2, 2, 4},
		{4, 2, 2, 2, 2, 4},
		{6, 2, 2, 2, 2, 4},
	},
	outfield: [5][6]uint8{ // F1 is the next two; F2 two thirds of what is left, to the nearest face
		{0, 0, 0, 1, 2, 11},
		{0, 0, 1, 2, 2, 10},
		{0, 1, 2, 3, 2, 8},
		{1, 1, 2, 6, 2, 5},
		{2, 2, 3, 7, 2, 3},
	},
	catcher: [5][6]uint8{
		{0, 1, 3, 3, 2, 3},
		{1, 2, 3, 3, 2, 3},
		{2, 3, 3, 3, 2, 3},
		{3, 4, 3, 3, 2, 3},
		{4, 5, 3, 3, 2, 3},
	},
	pitcher: [5][3]uint8{
		{0, 7, 4},
		{1, 7, 4},
		{3, 7, 4},
		{4, 7, 4},
		{6, 7, 4},
	},
	errorTenth: [9]uint16{37, 26, 37, 11, 26, 11, 39, 25, 39},
	errorMost:  190,
	errorShare: [9][2]uint16{{0, 3}, {0, 3}, {0, 3}, {0, 10}, {0, 10}, {0, 10}, {3, 45}, {3, 45}, {3, 45}},
	inPenalty:  1,
	inSingle:   3,

	groundSpot: [5]uint8{6, 14, 28, 19, 33},
	flySpot:    [3]uint8{30, 40, 30},

	hits: [6]Hit{{1, 1}, {1, 2}, {2, 2}, {2, 3}, {3, 3}, {4, 4}},
	fly: [4][3]FlyFate{
		{Advances, Advances, Advances},
		{Holds, MayTag, Advances},
		{Holds, Holds, MayTag},
		{Holds, Holds, Holds},
	},

	back: groundBack, in: groundIn,
	tripleFrom: 20,

	tries: [tryCount]tryRow{
		HomeOnSingle:   {add: 3, field: [3]int8{-1, 1, 0}, twoOut: 2, arm: 1},
		ThirdOnSingle:  {add: -2, field: [3]int8{-3, 0, 2}, twoOut: 2, arm: 1},
		SecondOnThrow:  {add: -6},
		HomeOnDouble:   {add: -1, twoOut: 3, arm: 1},
		ThirdOnThrow:   {add: -6},
		HomeOnFly:      {add: 1, arm: 1},
		ThirdOnFly:     {field: [3]int8{-6, 2, 4}, arm: 1},
		HomeOnGrounder: {add: -6},
		HomeOnSlow:     {add: 2},
	},
	safeFloor: 2, safeCeil: 19,
	stealThird: -2, homeBase: 5, homePivot: 12,
	stealFloor: 1, stealCeil: 19,
	pickoff: 6, pickFloor: 1,
	runLow:  -2,
	faceOne: [2]uint8{1, 2}, faceWild: [2]uint8{1, 2},

	bunt: [4][4]uint8{
		{14, 2, 2, 1},
		{12, 1, 4, 2},
		{10, 1, 5, 2},
		{8, 0, 7, 3},
	},
	doubleOff: [4]uint8{12, 10, 8, 6},

	outsPerPOW: 3, tiredRuns: 6, exhausted: 6,
	tiredUnits: [2]int{80, 40},
	restGames:  4, restOuts: 15, restPOW: 1, restWithin: 2,
	injury:     [3]uint8{6, 7, 1},
	injuryGame: 25, injuryBase: 100,
	injuryMean: 80, injuryDiv: 8, injuryLimit: 24,
}

// groundBack and groundIn are the charts of ground balls with fewer than two outs, the first in the sequential order of
// Bases, the second for the states with somebody on third.
var (
	groundBack = [states][3]GroundCell{
		Empty:  {{B: Gone}, {B: Gone}, {B: Gone}},
		First:  {{B: Gone, R1: Gone}, {B: Next, R1: Gone}, {B: Gone, R1: Next}},
		Second: {{B: Gone, R2: NextIfRight}, {B: Gone, R2: NextIfRight}, {B: Gone, R2: Next}},
		Third:  {{B: Gone, R3: NextIfMiddle}, {B: Gone, R3: NextIfMiddle}, {B: Gone, R3: Next}},
		FirstSecond: {
			{B: Gone, R1: Gone, R2: Next}, {B: Next, R1: Gone, R2: Next}, {B: Gone, R1: Next, R2: Next}},
		FirstThird: {
			{B: Gone, R1: Gone, R3: Next}, {B: Next, R1: Gone, R3: Next}, {B: Gone, R1: Next, R3: Next}},
		SecondThird: {
			{B: Gone, R2: NextIfRightAndFree, R3: NextIfMiddle}, {B: Gone, R2: NextIfRightAndFree, R3: NextIfMiddle},
			{B: Gone, R2: Next, R3: Next}},
		Full: {
			{B: Gone, R1: Gone, R2: Next, R3: Next}, {B: Next, R1: Gone, R2: Next, R3: Next},
			{B: Gone, R1: Next, R2: Next, R3: Next}},
	}
	groundIn = [4][3]GroundCell{
		{{B: Gone, R3: Stays}, {B: Gone, R3: MayTry}, {B: Gone, R3: MayTry}},
		{{B: Gone, R1: Next, R3: Stays}, {B: Gone, R1: Next, R3: MayTry}, {B: Gone, R1: Next, R3: MayTry}},
		{{B: Gone, R2: Stays, R3: Stays}, {B: Gone, R2: Stays, R3: MayTry}, {B: Gone, R2: NextIfHeGoes, R3: MayTry}},
		{{B: Gone, R1: Next, R2: Next, R3: Gone}, {B: Next, R1: Next, R2: Next, R3: Gone},
			{B: Next, R1: Next, R2: Next, R3: Gone}},
	}
)
