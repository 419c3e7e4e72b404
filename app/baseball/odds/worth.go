package odds

import (
	"matchday/app/baseball/chart"
	"matchday/app/baseball/score"
)

// Worth is what one play changed for the side at bat: the chance to win, and runs scored plus runs still expected.
type Worth struct {
	WPA  float64 `json:"wpa"`
	RE24 float64 `json:"re24"`
}

// Of returns what a play was worth. Lines that moved nobody are worth nothing, except the end of a game that was given
// up: that is nobody's play.
func (t *Table) Of(p *score.Play, r Rules) Worth {
	if p.Kind != score.Played && p.Kind != score.Ran {
		return Worth{}
	}
	side := p.Before.Half
	after := p.After
	win := t.WinFor(side, after, r)
	re := t.RE(after.Bases, after.Outs) - t.RE(p.Before.Bases, p.Before.Outs) + float64(p.Runs)
	if p.Flags.Has(score.WalkOff) {
		win = 1
		re = float64(p.Runs) - t.RE(p.Before.Bases, p.Before.Outs)
	}
	return Worth{WPA: win - t.WinFor(side, p.Before, r), RE24: re}
}

// Share is what the plays of a game add up to for one player.
type Share struct {
	Side   chart.Side `json:"side"`
	Player uint8      `json:"player"`
	Bat    Worth      `json:"bat"`   // at the plate
	Run    Worth      `json:"run"`   // stealing and being picked off
	Pitch  Worth      `json:"pitch"` // on the mound; positive is good for his side
}

// Total returns the chance to win that the player brought his side altogether.
func (s Share) Total() float64 { return s.Bat.WPA + s.Run.WPA + s.Pitch.WPA }

// Shares adds up what each play was worth: for the batter, or the runner in front when the play is his alone, and against
// the pitcher. The shares of the two sides add up to what separates them from an even start.
func (t *Table) Shares(plays []score.Play, r Rules) []Share {
	var all []Share
	find := func(side chart.Side, player uint8) *Share {
		for i := range all {
			if all[i].Side == side && all[i].Player == player {
				return &all[i]
			}
		}
		all = append(all, Share{Side: side, Player: player})
		return &all[len(all)-1]
	}
	for i := range plays {
		p := &plays[i]
		w := t.Of(p, r)
		if w == (Worth{}) {
			continue
		}
		side := p.Before.Half
		if p.Kind == score.Played {
			add(&find(side, p.Batter).Bat, w, 1)
		} else if list := p.Moves.List(); len(list) > 0 {
			add(&find(side, list[0].Player).Run, w, 1)
		}
		add(&find(side.Other(), p.Pitcher).Pitch, w, -1)
	}
	return all
}

func add(to *Worth, w Worth, sign float64) {
	to.WPA += sign * w.WPA
	to.RE24 += sign * w.RE24
}
