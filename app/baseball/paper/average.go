package paper

import (
	"fmt"

	"matchday/app/baseball"
	"matchday/app/baseball/card"
	"matchday/app/baseball/chart"
)

// AverageClub returns a club of 26 league-average players: nine who start, four on the bench, five starting pitchers and
// eight relievers, each with only his own side of the card. With dh the first starting pitcher does not bat; without, he
// takes the designated hitter's place in the order.
func AverageClub(abbrev string, first card.ID, dh bool) baseball.Club {
	c := baseball.Club{Abbrev: abbrev, Name: "Average " + abbrev}
	order := []chart.Position{chart.CenterField, chart.Shortstop, chart.RightField, chart.FirstBase, chart.Designated,
		chart.LeftField, chart.ThirdBase, chart.Catcher, chart.SecondBase}
	for i := range 26 {
		player := card.Average(first+card.ID(i), fmt.Sprintf("%s Average %c", abbrev, 'A'+i))
		switch {
		case i < 13:
			player.Pitching = nil
		case i < 18:
			player.Batting = nil
			player.Pitching.Relief, player.Pitching.Closer = 0, 0
		default:
			player.Batting = nil
			player.Pitching.Starter = 0
		}
		c.Roster = append(c.Roster, player)
	}
	c.Lineup.Pitcher = 13
	for i, at := range order {
		c.Lineup.Order[i] = baseball.Slot{Player: uint8(i), At: at}
		if at == chart.Designated && !dh {
			c.Lineup.Order[i] = baseball.Slot{Player: 13, At: chart.Pitcher}
		}
	}
	return c
}
