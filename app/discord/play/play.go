package play

import (
	"matchday/app/discord/ask"
	"matchday/app/league"
)

// Features returns everything that players can do.
func Features(l *league.League) []ask.Feature {
	p := player{l}
	return []ask.Feature{p.register(), p.checkIn(), p.withdraw(), p.players(), p.standings(), p.me()}
}

// player holds what the features share.
type player struct {
	league *league.League
}
