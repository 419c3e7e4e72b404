package admin

import (
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
)

// tournaments is the list of a league's tournaments.
func (a *Admin) tournaments(v *visit.Visit) error {
	all, err := a.league.Tournaments(v.Ctx, v.League.ID)
	if err != nil {
		return err
	}
	var boards []*tournament.Board
	for _, t := range all {
		b, err := a.league.BoardFor(v.Ctx, v.Who(), t.ID)
		if err != nil {
			return err
		}
		boards = append(boards, b)
	}
	needy, err := a.book.Needy(v.Ctx, v.Who())
	if err != nil {
		return err
	}
	list := page.StaffList{Listed: page.Sort(boards), Plan: person.PlanEvents.Allowed(v.Actor.Roles), Sheets: map[int64]board.Follow{}}
	for _, n := range needy {
		list.Sheets[n.Tournament] = sheet(n)
	}
	return v.Page(page.Tournaments(v.Shell("Tournaments", "Tournaments"), list))
}

// players is everybody who has taken part.
func (a *Admin) players(v *visit.Visit) error {
	all, err := a.league.Players(v.Ctx, v.Who())
	if err != nil {
		return err
	}
	list := make([]page.PlayerReading, len(all))
	for i, p := range all {
		list[i] = page.PlayerReading{Person: p.Person, InGame: p.InGame, Nights: p.Nights, Last: p.Last, Entry: p.Entry}
	}
	return v.Page(page.Players(v.Shell("Players", "Players"), list))
}
