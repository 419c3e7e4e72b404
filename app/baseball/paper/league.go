package paper

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/skipper"
	"matchday/app/fault"
)

//go:embed clubs.csv
var clubsCSV string

//go:embed cards.csv
var cardsCSV string

// Club is one of the thirty.
type Club struct {
	Abbrev string // three letters
	Name   string // "Harbor City Gulls"
	Short  string // "Gulls"
	Color  string // six hexadecimal digits
	League string // one of three of ten clubs
	Style  string // how it is managed: a preset of package skipper
	Park   baseball.Park
	Cards  []card.Card // 26
}

// Clubs returns the thirty clubs in order of their abbreviations, with their cards. It reads the data anew each time,
// which takes some milliseconds: keep the answer.
func Clubs() ([]Club, error) {
	cards, err := card.ReadCSV(strings.NewReader(cardsCSV))
	if err != nil {
		return nil, fmt.Errorf("cards of the paper league: %w", err)
	}
	rows, err := csv.NewReader(strings.NewReader(clubsCSV)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("clubs of the paper league: %w", err)
	}
	var clubs []Club
	for _, row := range rows[1:] {
		c := Club{Abbrev: row[0], Name: row[1], Short: row[2], Color: row[3], League: row[4], Style: row[5]}
		var n [4]uint8
		for i := range n {
			v, err := strconv.ParseUint(row[7+i], 10, 8)
			if err != nil {
				return nil, fmt.Errorf("park of %s: %w", c.Abbrev, err)
			}
			n[i] = uint8(v)
		}
		c.Park = baseball.Park{Name: row[6], Homer: [2]uint8{n[0], n[1]}, Single: [2]uint8{n[2], n[3]}}
		for i := range cards {
			if cards[i].Club == c.Abbrev {
				c.Cards = append(c.Cards, cards[i])
			}
		}
		clubs = append(clubs, c)
	}
	return clubs, nil
}

// Find returns the club with this abbreviation or name, whatever the case.
func Find(clubs []Club, name string) (*Club, error) {
	for i := range clubs {
		if c := &clubs[i]; strings.EqualFold(c.Abbrev, name) || strings.EqualFold(c.Name, name) || strings.EqualFold(c.Short, name) {
			return c, nil
		}
	}
	known := make([]string, len(clubs))
	for i := range clubs {
		known[i] = clubs[i].Abbrev
	}
	slices.Sort(known)
	return nil, fault.Field("club", "There is no club %q. The clubs are %s.", name, strings.Join(known, ", "))
}

// Side makes the club ready for a game: the starter whose turn it is in the rotation, 0 first, and the lineup that
// package skipper picks against a pitcher who throws with arm.
func (c *Club) Side(rotation int, arm chart.Hand, dh bool) (baseball.Club, error) {
	starters := skipper.Starters(c.Cards)
	if len(starters) == 0 {
		return baseball.Club{}, fault.Field("roster", "%s has no starting pitcher.", c.Abbrev)
	}
	pitcher := starters[((rotation%len(starters))+len(starters))%len(starters)]
	lineup, err := skipper.Lineup(c.Cards, pitcher, arm, dh)
	if err != nil {
		return baseball.Club{}, err
	}
	return baseball.Club{Abbrev: c.Abbrev, Name: c.Name, Color: c.Color, Roster: c.Cards, Lineup: lineup}, nil
}

// Match makes the setup of a game between two clubs in the park of the home club, each with the starter of this turn of
// its rotation and a lineup against the other's.
func Match(away, home *Club, rotation int, rules baseball.Rules) (*baseball.Setup, error) {
	rules.Park = home.Park
	s := &baseball.Setup{Rules: rules}
	for side, c := range [2]*Club{away, home} {
		other := [2]*Club{home, away}[side]
		arm := chart.Right
		if starters := skipper.Starters(other.Cards); len(starters) > 0 {
			arm = other.Cards[starters[((rotation%len(starters))+len(starters))%len(starters)]].Throws
		}
		ready, err := c.Side(rotation, arm, rules.DH)
		if err != nil {
			return nil, err
		}
		s.Clubs[side] = ready
	}
	return s, nil
}

// Manager returns the manager of the club.
func (c *Club) Manager() skipper.Manager {
	style, err := skipper.StyleOf(c.Style)
	if err != nil {
		style = skipper.Balanced()
	}
	return skipper.Manager{Style: style}
}
