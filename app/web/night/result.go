package night

import (
	"strings"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/tournament"
	"matchday/app/web/visit"
	"matchday/views/board"
	"matchday/views/page"
)

// result records how a lobby ended. A result that is there already is corrected: what that changes is shown first.
func (n *Night) result(v *visit.Visit) error {
	r, l, err := n.lobby(v, "lobby")
	if err != nil {
		return v.Refuse(err, at(v, board.ViewLobbies))
	}
	res, err := typedResult(v, l)
	if err != nil {
		return n.resultAgain(v, r, l, err)
	}
	if l.Done() && v.Typed("sure") == "" {
		return n.ripple(v, r, l, res)
	}
	_, err = n.league.RecordResult(v.Ctx, v.Wish(), id(v), res)
	if f := fault.Of(err); err != nil && f.Field != "" {
		return n.resultAgain(v, r, l, err)
	}
	if err != nil {
		return v.Refuse(err, at(v, board.ViewLobbies))
	}
	if l.Done() {
		return v.Done("Lobby "+l.Name+" is corrected.", at(v, board.ViewLobbies+"?round="+itoa(l.Round)))
	}
	return v.Pressed("Lobby "+l.Name+" is recorded"+won(r, res)+".", v.Came(at(v, board.ViewLobbies)))
}

// won names the winner of a result.
func won(r board.Night, res tournament.Result) string {
	if len(res.Order) == 0 {
		return ""
	}
	return ", " + nameOf(r.Board, res.Order[0], 0) + " won"
}

// ripple shows what a correction would change.
func (n *Night) ripple(v *visit.Visit, r board.Night, l tournament.LobbyReading, res tournament.Result) error {
	ripple, err := n.league.PreviewResult(v.Ctx, v.Who(), id(v), res)
	if err != nil {
		return v.Refuse(err, at(v, board.ViewLobbies))
	}
	if ripple.ChangesNobody {
		return v.Done("That is the result that is recorded already. Nothing was changed.", at(v, board.ViewLobbies+"?round="+itoa(l.Round)))
	}
	return v.Page(page.Ripple(v.Shell("Correct lobby "+l.Name, "Tournaments"), r, page.RippleReading{Ripple: ripple, Order: v.Typed("order"), Lobby: l}))
}

// resultAgain shows the box with what was typed and what is wrong with it.
func (n *Night) resultAgain(v *visit.Visit, r board.Night, l tournament.LobbyReading, err error) error {
	s := v.Shell("Lobby "+l.Name, "Tournaments")
	if l.Done() {
		return v.Again(err, page.Correct(s, r, l, v.Typed("order"), err))
	}
	return v.Again(err, page.RecordAgain(s, r, l, v.Typed("order"), err))
}

// typedResult reads the form: everybody must have a place or be marked as not having played.
func typedResult(v *visit.Visit, l tournament.LobbyReading) (tournament.Result, error) {
	version, err := v.Number("version")
	if err != nil {
		return tournament.Result{}, err
	}
	res, missing, err := readResult(l, v.Typed("order"))
	if err != nil {
		return res, err
	}
	res.Version = version
	if len(missing) > 0 {
		var left []string
		for _, s := range missing {
			left = append(left, s.Seat.Row.Name)
		}
		return res, fault.Field("order", "Without a place: %s. Name everybody, or put who did not play behind a slash.", strings.Join(left, ", "))
	}
	return res, nil
}

// lobby returns the lobby whose id is in the form, or in the path for an empty field.
func (n *Night) lobby(v *visit.Visit, field string) (board.Night, tournament.LobbyReading, error) {
	wanted := v.ID("lobby")
	if field != "" {
		var err error
		if wanted, err = v.Number(field); err != nil {
			return board.Night{}, tournament.LobbyReading{}, err
		}
	}
	if err := v.Who().May(person.RecordResults); err != nil {
		return board.Night{}, tournament.LobbyReading{}, err
	}
	b, err := n.league.BoardFor(v.Ctx, v.Who(), id(v))
	if err != nil {
		return board.Night{}, tournament.LobbyReading{}, err
	}
	for _, round := range b.Rounds {
		for _, l := range round.Lobbies {
			if l.ID == wanted {
				return board.Night{Board: b, Roles: v.Actor.Roles, View: board.ViewLobbies}, l, nil
			}
		}
	}
	return board.Night{}, tournament.LobbyReading{}, fault.New(fault.Missing, "That lobby does not exist any more. Look at the lobbies again.")
}

// correctPage takes the right result of a lobby, beginning with the recorded one.
func (n *Night) correctPage(v *visit.Visit) error {
	r, l, err := n.lobby(v, "")
	if err != nil {
		return err
	}
	if !l.Done() {
		return v.Page(page.RecordAgain(v.Shell("Lobby "+l.Name, "Tournaments"), r, l, "", nil))
	}
	return v.Page(page.Correct(v.Shell("Correct lobby "+l.Name, "Tournaments"), r, l, board.OrderText(l), nil))
}

// readOrder says what is understood of an order while it is being typed.
func (n *Night) readOrder(v *visit.Visit) error {
	_, l, err := n.lobby(v, "")
	if err != nil {
		return err
	}
	res, missing, err := readResult(l, v.Query("order"))
	if err != nil {
		return v.Words(fault.Sentence(err))
	}
	return v.Words(said(l, res, missing))
}
