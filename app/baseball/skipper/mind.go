package skipper

import (
	"matchday/app/baseball"
	"matchday/app/baseball/chart"
	"matchday/app/baseball/odds"
	"matchday/app/baseball/score"
)

// mind is a manager who looks at one moment. Values are the chances of the side at bat to win, whoever decides.
type mind struct {
	Manager
	g     *baseball.Game
	side  baseball.Side // for whom it decides
	now   score.Situation
	table *odds.Table
	rules odds.Rules
	s     Style
}

// Decide returns what side should do now. When a decision is due that is the other side's, or the game is over, it
// passes. The answer is always legal.
func (m Manager) Decide(g *baseball.Game, side baseball.Side) Decision {
	k := mind{Manager: m, g: g, side: side, now: g.Situation(), table: m.odds(), s: m.style(),
		rules: odds.Rules{Innings: g.Setup.Rules.Innings, Placed: g.Setup.Rules.Placed}}
	if g.Over() {
		return k.pass()
	}
	switch g.Pending.Ask {
	case baseball.AskNothing:
		if side == g.Half {
			return k.offence()
		}
		return k.defence()
	case baseball.AskField:
		if side != g.Half {
			return k.fill()
		}
	case baseball.AskReplace:
		if side == g.Hurt.Side {
			return k.replace()
		}
	default:
		return k.answer()
	}
	return k.pass()
}

func (k *mind) pass() Decision { return Decision{Pass: true, side: k.side} }

// value is the chance of the side at bat with so many out, these runners (bits 1, 2, 4) and so many runs more than now.
func (k *mind) value(outs int, mask uint8, runs int) float64 {
	s := k.now
	s.Outs = uint8(min(outs, 3))
	s.Bases = chart.OnBases(mask)
	s.Score[s.Half] += uint16(runs)
	return k.table.WinFor(s.Half, s, k.rules)
}

// mine turns a value into the chance of the side that decides.
func (k *mind) mine(value float64) float64 {
	if k.side == k.now.Half {
		return value
	}
	return 1 - value
}

// tendency bends one of the style's numbers by how the game stands: behind by two late, ahead by two at any time.
func (k *mind) tendency(t uint8) float64 {
	lead := k.now.Lead()
	if k.side != k.now.Half {
		lead = -lead
	}
	late := k.now.Inning+9 > k.rules.Innings+6
	n := float64(t)
	switch {
	case lead <= -2 && late:
		n += float64(k.s.Behind) - 5
	case lead >= 2:
		n += float64(k.s.Ahead) - 5
	}
	return min(max(n, 1), 10)
}

// nerve is how much more than the odds ask a gamble has to promise: 2.5 percent of success for each step below 5.
func (k *mind) nerve(t uint8) float64 { return .025 * (5 - k.tendency(t)) }

// gamble decides one yes or no of the side at bat: try is what trying is worth, stay what not trying is, good and bad what
// they become when it works and when it fails. It is the rule p ≥ p* + nerve written without the division.
func (k *mind) gamble(try, stay, good, bad float64, t uint8) bool {
	return try-stay >= k.nerve(t)*(good-bad)
}

// breakEven returns p*, held to 0 … 1.
func breakEven(good, bad, stay float64) float64 {
	if good <= bad {
		return 1
	}
	return min(max((stay-bad)/(good-bad), 0), 1)
}

// decide makes the Decision of a question with two answers.
func (k *mind) decide(take baseball.Choice, winTake float64, other baseball.Choice, winOther float64) Decision {
	d := Decision{side: k.side, Input: baseball.Input{Kind: baseball.Decide, Side: k.side, Take: take}}
	d.weigh(Option{take.String(), k.mine(winTake)}, Option{other.String(), k.mine(winOther)})
	return d
}
