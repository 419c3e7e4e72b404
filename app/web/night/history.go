package night

import (
	"strconv"

	"matchday/app/web/visit"
	"matchday/views/page"
	"matchday/views/ui"
)

// perPage is how many happenings are shown at a time.
const perPage = 60

// history is everything that happened to a tournament, the latest first.
func (n *Night) history(v *visit.Visit) error {
	r, err := n.Read(v.Ctx, v.Who(), id(v), viewHistory, 0)
	if err != nil {
		return err
	}
	before, err := strconv.ParseInt(v.Query("before"), 10, 64)
	if err != nil || before < 0 {
		before = 0
	}
	list, err := n.league.History(v.Ctx, v.Who(), id(v), before, perPage+1)
	if err != nil {
		return err
	}
	var p ui.Pager
	if before > 0 {
		p.Words, p.Prev = "Further back", r.At(viewHistory)
	}
	if len(list) > perPage {
		list = list[:perPage]
		p.Next = r.At(viewHistory + "?before=" + strconv.FormatInt(list[perPage-1].Seq, 10))
	}
	return v.Page(page.History(n.shell(v, r), r, moments(list), p))
}
