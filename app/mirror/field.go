package mirror

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"matchday/app/tournament"
)

// Kind is what a tab of the Sheet is for.
type Kind string

// The tabs that a tournament is mirrored in.
const (
	Players   Kind = "players"   // a row for each person
	Lobbies   Kind = "lobbies"   // a row for each entry, with its lobby and its places
	Standings Kind = "standings" // a row for each rank
)

// Kinds lists the tabs in the order in which they are made.
func Kinds() []Kind { return []Kind{Players, Lobbies, Standings} }

// Field is what a column holds.
type Field string

// The fields. Those of rounds are made by Round.
const (
	Discord    Field = "discord" // the name that the person goes by
	Pronouns   Field = "pronouns"
	InGame     Field = "ingame"
	AltNames   Field = "alt"
	Team       Field = "team"
	Registered Field = "registered" // holds a seat
	CheckedIn  Field = "checked_in"
	Seed       Field = "seed"
	State      Field = "state" // in words

	Player Field = "player" // the entry as boards show it
	Lobby  Field = "lobby"  // of the current round
	Total  Field = "total"
	Rank   Field = "rank"
)

// Round returns the field of an entry's place in a round.
func Round(n int) Field { return Field("round" + strconv.Itoa(n)) }

// Round returns the number of the round that the field is about, 0 for other fields.
func (f Field) Round() int {
	n, err := strconv.Atoi(strings.TrimPrefix(string(f), "round"))
	if err != nil || n < 1 || Round(n) != f {
		return 0
	}
	return n
}

// Way is the direction in which a column is kept in step.
type Way string

// The ways.
const (
	Both   Way = "both"
	Ours   Way = "ours"   // Matchday writes; what staff type is put back
	Theirs Way = "theirs" // staff write; Matchday never does
)

type form int

const (
	text form = iota
	check
	number
	place
)

// form tells how the field is written. It is asked for every cell of every reading and makes nothing.
func (f Field) form() form {
	switch f {
	case Registered, CheckedIn:
		return check
	case Seed, Total:
		return number
	}
	if strings.HasPrefix(string(f), "round") && f.Round() > 0 {
		return place
	}
	return text
}

// Title returns the field as it is written over a column; empty for what is no field.
func (f Field) Title() string {
	switch f {
	case Discord:
		return "Discord"
	case Pronouns:
		return "Pronouns"
	case InGame:
		return "In-game name"
	case AltNames:
		return "Other names"
	case Team:
		return "Team"
	case Registered:
		return "Registered"
	case CheckedIn:
		return "Checked in"
	case Seed:
		return "Seed"
	case State:
		return "State"
	case Player:
		return "Player"
	case Lobby:
		return "Lobby"
	case Total:
		return "Total"
	case Rank:
		return "Rank"
	}
	if n := f.Round(); n > 0 {
		return "Round " + strconv.Itoa(n)
	}
	return ""
}

// Ways returns the directions that the field can have, the usual one first.
func (f Field) Ways() []Way {
	switch f {
	case Discord, State, Player, Lobby, Total, Rank:
		return []Way{Ours}
	}
	return []Way{Both, Ours, Theirs}
}

// Checkbox reports whether the field is a yes or no.
func (f Field) Checkbox() bool {
	return f.form() == check
}

// Fields returns what the columns of a tab can hold, in the order of the template. rounds is how many are played.
func (k Kind) Fields(rounds int, teams bool) []Field {
	var list []Field
	switch k {
	case Players:
		list = []Field{Discord, Pronouns, InGame, AltNames, Team, Registered, CheckedIn, Seed, State}
		if !teams {
			list = slices.DeleteFunc(list, func(f Field) bool { return f == Team })
		}
	case Lobbies:
		list = []Field{Lobby, Player}
		for n := range rounds {
			list = append(list, Round(n+1))
		}
		list = append(list, Total)
	case Standings:
		list = []Field{Rank, Player, Total}
		for n := range rounds {
			list = append(list, Round(n+1))
		}
	}
	return list
}

// Yes and No are how a checkbox is told.
const (
	Yes = "TRUE"
	No  = "FALSE"
)

// The places that are no number: did not play, disqualified.
const (
	DidNotPlay   = "DNP"
	Disqualified = "DQ"
)

// Told returns what a cell of this field tells, of what the API gave for it: a string, a number, a boolean or nothing. Two
// that tell the same are equal: TRUE, "yes" and 1 in a checkbox, 3 and "3rd" as a place. What makes no sense is told as it
// stands; an empty checkbox is No.
func (f Field) Told(v any) string {
	raw := ""
	switch v := v.(type) {
	case string:
		raw = v
	case float64:
		raw = strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		raw = No
		if v {
			raw = Yes
		}
	}
	switch f.form() {
	case check:
		return toldCheck(raw)
	case number:
		return toldNumber(raw)
	case place:
		return toldPlace(raw)
	}
	return raw
}

func toldCheck(raw string) string {
	switch strings.ToLower(strings.TrimSpace(raw)) {
	case "true", "yes", "y", "x", "1", "✓", "✔", "✅", "checked":
		return Yes
	case "", "false", "no", "n", "0", "-", "❌", "unchecked":
		return No
	}
	return raw
}

func toldNumber(raw string) string {
	s := strings.TrimPrefix(strings.TrimSpace(raw), "#")
	if n, err := strconv.ParseFloat(s, 64); err == nil && n == math.Trunc(n) && math.Abs(n) < 1e9 {
		return strconv.Itoa(int(n))
	}
	return strings.TrimSpace(raw)
}

func toldPlace(raw string) string {
	s := strings.ToLower(strings.TrimSpace(raw))
	switch s {
	case "dnp", "absent", "no show", "no-show", "-", "–":
		return DidNotPlay
	case "dq", "disqualified", "dsq":
		return Disqualified
	}
	for _, suffix := range []string{"st", "nd", "rd", "th", "."} {
		if digits, ok := strings.CutSuffix(s, suffix); ok && digits != "" && strings.Trim(digits, "0123456789") == "" {
			s = digits
		}
	}
	return toldNumber(s)
}

// Kept returns a told value in the spelling in which the league would keep it: two cells of which the league would keep
// the same say the same. Whether it would take it at all is another question.
func (f Field) Kept(told string) string {
	switch f {
	case Pronouns:
		return tournament.Application{Pronouns: told}.Written().Pronouns
	case InGame:
		return tournament.Application{InGame: told}.Written().InGame
	case AltNames:
		return tournament.Application{AltNames: told}.Written().AltNames
	case Team:
		return tournament.Application{Team: told}.Written().Team
	}
	return told
}

// Typed returns a told value as it is written into a cell: a boolean for checkboxes, a number where it is one, else text.
func (f Field) Typed(told string) any {
	switch f.form() {
	case check:
		return told == Yes
	case number, place:
		if num, err := strconv.Atoi(told); err == nil {
			return float64(num)
		}
	}
	return told
}

// empty reports whether a told value says nothing.
func (f Field) empty(told string) bool { return told == "" || told == No && f.Checkbox() }
