package public

import (
	"slices"

	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/page"
)

// played is how many past tournaments of a league are listed.
const played = 12

// list shows what is on. When that is exactly one tournament, whoever typed the address of the league sees its board at
// once; the list stays at /?all.
func (p *Public) list(v *visit.Visit) error {
	l, err := p.listed(v)
	if err != nil {
		return err
	}
	if len(l.On) == 1 && !v.Queries().Has("all") {
		return v.Go(address(l.On[0]))
	}
	return v.Page(page.List(v.Document("Tournaments"), l))
}

// listed reads the tournaments of every league that everybody may know of. What is only planned is not told before it
// has a date.
func (p *Public) listed(v *visit.Visit) (page.Listed, error) {
	leagues, err := p.league.Leagues(v.Ctx)
	if err != nil {
		return page.Listed{}, err
	}
	var boards []*tournament.Board
	for _, of := range leagues {
		all, err := p.league.Tournaments(v.Ctx, of.ID)
		if err != nil {
			return page.Listed{}, err
		}
		past := 0
		for _, t := range all {
			if t.Stage.Over() {
				if past++; past > played {
					continue
				}
			}
			if t.Phase() == tournament.PhaseDraft && t.Times.RegistrationOpens.IsZero() {
				continue
			}
			b, err := p.league.Board(v.Ctx, t.ID)
			if err != nil {
				return page.Listed{}, err
			}
			boards = append(boards, b)
		}
	}
	l := page.Sort(boards)
	slices.SortStableFunc(l.Coming, func(a, b *tournament.Board) int {
		return a.Tournament.Times.RegistrationOpens.Compare(b.Tournament.Times.RegistrationOpens)
	})
	return l, nil
}
