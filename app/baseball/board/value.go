package board

import (
	"cmp"
	"math"
	"slices"

	"matchday/app/baseball"
	"matchday/app/baseball/odds"
	"matchday/app/baseball/score"
)

// KeyPlay is a play that moved the game.
type KeyPlay struct {
	Number int     `json:"number"` // of the input
	Inning int     `json:"inning"`
	Half   string  `json:"half"` // "top" or "bottom"
	Side   string  `json:"side"` // abbreviation of the side at bat
	Text   string  `json:"text"`
	WPA    float64 `json:"wpa"`      // for the side at bat
	Home   float64 `json:"home_win"` // after it
}

// KeyPlays returns the n plays that moved the chance to win most, the biggest first.
func KeyPlays(g *baseball.Game, results []baseball.Result, table *odds.Table, n int) []KeyPlay {
	all := plays(g, results, table)
	slices.SortStableFunc(all, func(a, b KeyPlay) int { return cmp.Compare(math.Abs(b.WPA), math.Abs(a.WPA)) })
	return all[:min(max(n, 0), len(all))]
}

// Curve returns the home side's chance to win after each play, in order: the graph of a game. The first point is the
// start.
func Curve(g *baseball.Game, results []baseball.Result, table *odds.Table) []float64 {
	curve := []float64{.5}
	for _, p := range plays(g, results, table) {
		curve = append(curve, p.Home)
	}
	return curve
}

func plays(g *baseball.Game, results []baseball.Result, table *odds.Table) []KeyPlay {
	if table == nil {
		table = odds.Standard()
	}
	r := rules(g.Setup)
	var all []KeyPlay
	for i := range results {
		p := &results[i]
		if p.Kind != score.Played && p.Kind != score.Ran {
			continue
		}
		side := p.Before.Half & 1
		k := KeyPlay{Number: p.Number, Inning: int(p.Before.Inning), Half: [2]string{"top", "bottom"}[side], Side: g.Setup.Clubs[side].Abbrev,
			Text: tell(g.Setup, p).Short, WPA: table.Of(p, r).WPA, Home: table.Win(p.After, r)}
		if p.Flags.Has(score.WalkOff) {
			k.Home = 1
		}
		all = append(all, k)
	}
	return all
}

// Star is somebody and what he was worth.
type Star struct {
	Side   baseball.Side `json:"side"`
	Player uint8         `json:"player"`
	Name   string        `json:"name"`
	Line   string        `json:"line"` // batting, pitching, or both
	WPA    float64       `json:"wpa"`
	RE24   float64       `json:"re24"`
}

// Stars ranks everybody by what his plays added to his side's chance to win.
func Stars(g *baseball.Game, results []baseball.Result, table *odds.Table) []Star {
	if table == nil {
		table = odds.Standard()
	}
	var all []Star
	for _, s := range table.Shares(results, rules(g.Setup)) {
		all = append(all, Star{Side: s.Side, Player: s.Player, Name: g.Card(s.Side, s.Player).Name, Line: starLine(g, s),
			WPA: s.Total(), RE24: s.Bat.RE24 + s.Run.RE24 + s.Pitch.RE24})
	}
	slices.SortStableFunc(all, func(a, b Star) int { return cmp.Compare(b.WPA, a.WPA) })
	return all
}

func starLine(g *baseball.Game, s odds.Share) string {
	bat, arm := g.Book.Bat[s.Side&1][s.Player], g.Book.Arm[s.Side&1][s.Player]
	switch {
	case arm.Order == 0:
		return BatText(bat)
	case bat.PA == 0:
		return ArmText(arm)
	}
	return ArmText(arm) + "; " + BatText(bat)
}

// PlayerOfTheGame returns the star of the winning side; ok is false while nobody has won.
func PlayerOfTheGame(g *baseball.Game, results []baseball.Result, table *odds.Table) (star Star, ok bool) {
	if !g.Over() || g.Status == baseball.Final && g.Score[0] == g.Score[1] {
		return star, false
	}
	winner := g.Verdict.Winner
	for _, s := range Stars(g, results, table) {
		if s.Side == winner {
			return s, true
		}
	}
	return star, false
}
