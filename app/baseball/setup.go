package baseball

import (
	"unicode/utf8"

	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
	"matchday/app/fault"
)

// Side is one of the two clubs; the away club bats first.
type Side = chart.Side

// The two sides.
const (
	Away = chart.Away
	Home = chart.Home
)

// Setup is everything that is fixed when a game begins. It is never changed afterwards: games share it.
type Setup struct {
	Rules Rules   `json:"rules"`
	Clubs [2]Club `json:"clubs"` // away, home
}

// Club is one of the two clubs as it comes to the game. Name, Abbrev and Color are copies, so that a later change of
// the club does not alter an old game.
type Club struct {
	Abbrev string      `json:"abbrev"`
	Name   string      `json:"name"`
	Color  string      `json:"color,omitzero"` // six hexadecimal digits
	Roster []card.Card `json:"roster"`         // at most 26; everything else names players by their place here
	Worn   []uint8     `json:"worn,omitzero"`  // by place on the roster: innings of POW lost to recent work
	Lineup Lineup      `json:"lineup"`
}

// Lineup is who starts. Pitcher is also one of the nine when the club bats without a designated hitter.
type Lineup struct {
	Order   [9]Slot `json:"order"`
	Pitcher uint8   `json:"pitcher"`
}

// Slot is one place in the batting order: a player by his place on the roster, and where he plays.
type Slot struct {
	Player uint8          `json:"player"`
	At     chart.Position `json:"at"`
}

// Rules are the options of a game. Classic returns the usual ones.
type Rules struct {
	Charts     string `json:"charts"`  // version of the charts; a game keeps the one it began with
	Innings    uint16 `json:"innings"` // 9, or 3 for a short game
	DH         bool   `json:"dh"`
	Placed     bool   `json:"placed,omitzero"`    // extra innings begin with a runner on second (7.01(b))
	RunRule    uint16 `json:"run_rule,omitzero"`  // a lead that ends the game early; 0 never
	RunAfter   uint16 `json:"run_after,omitzero"` // from the end of this inning on
	Fatigue    bool   `json:"fatigue"`            // pitchers tire
	Injuries   bool   `json:"injuries,omitzero"`
	MinBatters uint8  `json:"min_batters"`       // that a pitcher must face before he may be relieved (5.10(g)); 0 none
	PlayOut    bool   `json:"play_out,omitzero"` // every half-inning is played whole and a tie stands: for measuring
	Park       Park   `json:"park"`
}

// Park are the numbers of a ballpark: a park home run or single succeeds on a d20 up to the number for the batter's
// hand, left and right. 10 is average.
type Park struct {
	Name   string   `json:"name,omitzero"`
	Homer  [2]uint8 `json:"homer"`
	Single [2]uint8 `json:"single"`
}

// Classic returns nine innings with a designated hitter, classic extra innings, tiring pitchers, a minimum of three
// batters and an average park.
func Classic() Rules {
	return Rules{Charts: chart.Version, Innings: 9, DH: true, Fatigue: true, MinBatters: 3,
		Park: Park{Homer: [2]uint8{10, 10}, Single: [2]uint8{10, 10}}}
}

// Short returns Classic over three innings, with the run rule of ten after two.
func Short() Rules {
	r := Classic()
	r.Innings, r.RunRule, r.RunAfter = 3, 10, 2
	return r
}

// Check returns everything that keeps a game from beginning, one sentence each.
func (s *Setup) Check() error {
	var list fault.List
	r := s.Rules
	say := func(field, sentence string, args ...any) { list = append(list, fault.Field(field, sentence, args...)) }
	if r.Charts != chart.Version {
		say("charts", "This game was made for the charts %q; this program plays %q.", r.Charts, chart.Version)
	}
	if r.Innings < 1 || r.Innings > 25 {
		say("innings", "A game has 1 to 25 innings, not %d.", r.Innings)
	}
	if r.MinBatters > 9 {
		say("min_batters", "A pitcher cannot be held to more than 9 batters.")
	}
	for _, n := range append(r.Park.Homer[:], r.Park.Single[:]...) {
		if n < 1 || n > 20 {
			say("park", "The numbers of a park go from 1 to 20, not %d.", n)
			break
		}
	}
	for i := range s.Clubs {
		list.Add(s.Clubs[i].check(r.DH))
	}
	return list.Err()
}

func (c *Club) check(dh bool) error {
	var list fault.List
	say := func(field, sentence string, args ...any) { list = append(list, fault.Field(field, sentence, args...)) }
	if n := utf8.RuneCountInString(c.Abbrev); n < 2 || n > 4 {
		say("abbrev", "A club's abbreviation has 2 to 4 letters; %q does not.", c.Abbrev)
	}
	if c.Name == "" || utf8.RuneCountInString(c.Name) > 60 {
		say("name", "The club %s needs a name of at most 60 characters.", c.Abbrev)
	}
	if len(c.Roster) > score.Roster {
		say("roster", "%s brings %d cards; %d are allowed.", c.Abbrev, len(c.Roster), score.Roster)
		return list.Err()
	}
	seen := make(map[card.ID]bool, len(c.Roster))
	for i := range c.Roster {
		list.Add(c.Roster[i].Check())
		if seen[c.Roster[i].ID] {
			say("roster", "%s brings the card of %s twice.", c.Abbrev, c.Roster[i].Name)
		}
		seen[c.Roster[i].ID] = true
	}
	if len(c.Worn) > len(c.Roster) {
		say("worn", "%s lists tired arms for more cards than it brings.", c.Abbrev)
	}
	list.Add(c.checkLineup(dh))
	return list.Err()
}

// checkLineup says whether the nine and their pitcher are a legal lineup.
func (c *Club) checkLineup(dh bool) error {
	l := c.Lineup
	var batting, playing uint32
	var taken uint16
	for i, slot := range l.Order {
		if int(slot.Player) >= len(c.Roster) {
			return fault.Field("lineup", "%s: batter %d is not on the roster.", c.Abbrev, i+1)
		}
		name := c.Roster[slot.Player].Name
		if batting>>slot.Player&1 == 1 {
			return fault.Field("lineup", "%s: %s bats twice.", c.Abbrev, name)
		}
		if slot.At < chart.Pitcher || slot.At > chart.Designated || taken>>slot.At&1 == 1 {
			return fault.Field("lineup", "%s: %s has no position of his own (%q).", c.Abbrev, name, slot.At.String())
		}
		batting |= 1 << slot.Player
		taken |= 1 << slot.At
	}
	if int(l.Pitcher) >= len(c.Roster) {
		return fault.Field("lineup", "%s needs a pitcher.", c.Abbrev)
	}
	pitcher := &c.Roster[l.Pitcher]
	playing = batting | 1<<l.Pitcher
	designated := taken>>chart.Designated&1 == 1
	switch {
	case pitcher.Pitching == nil:
		return fault.Field("lineup", "%s: %s is no pitcher.", c.Abbrev, pitcher.Name)
	case designated && !dh:
		return fault.Field("lineup", "%s: this game is played without a designated hitter.", c.Abbrev)
	case designated && (taken>>chart.Pitcher&1 == 1 || playing == batting):
		return fault.Field("lineup", "%s: with a designated hitter the pitcher does not bat.", c.Abbrev)
	case !designated && (taken>>chart.Pitcher&1 == 0 || l.atPitcher() != l.Pitcher):
		return fault.Field("lineup", "%s: without a designated hitter the pitcher is one of the nine.", c.Abbrev)
	}
	return nil
}

func (l *Lineup) atPitcher() uint8 {
	for _, slot := range l.Order {
		if slot.At == chart.Pitcher {
			return slot.Player
		}
	}
	return score.Nobody
}
