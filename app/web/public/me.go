package public

import (
	"strconv"

	"matchday/app/fault"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/page"
)

// who asks the reader which of the players they are.
func (p *Public) who(v *visit.Visit) error {
	b, err := p.league.Board(v.Ctx, v.ID("id"))
	if err != nil {
		return err
	}
	return v.Page(page.Who(v.Document(b.Tournament.Name), b, v.Me()))
}

// beMe remembers what the reader answered, in their browser.
func (p *Public) beMe(v *visit.Visit) error {
	b, err := p.league.Board(v.Ctx, v.ID("id"))
	if err != nil {
		return err
	}
	who, err := v.Number("person")
	if err != nil {
		return err
	}
	if who != 0 && !b.Mine(who).Known {
		return v.Refuse(fault.New(fault.Missing, "They do not take part in %s. Find yourself in the list.", b.Tournament.Name), v.Path())
	}
	v.BeMe(who)
	return v.Go(address(b))
}

// arrive is beMe for a link that was made for the reader.
func (p *Public) arrive(v *visit.Visit, b *tournament.Board) error {
	if who, err := strconv.ParseInt(v.Query("me"), 10, 64); err == nil && b.Mine(who).Known {
		v.BeMe(who)
	}
	return v.Go(address(b))
}

func address(b *tournament.Board) string { return "/t/" + strconv.FormatInt(b.Tournament.ID, 10) }
