package mirror

import (
	"slices"
	"strconv"

	"matchday/app/tournament"
)

// Attempt is what staff typed for one lobby of one round, taken together.
type Attempt struct {
	Round   int
	Lobby   int64
	Name    string
	Version int64
	Edits   []Edit             // the cells that were typed
	Result  *tournament.Result // set when the lobby is complete
	Typed   int                // seats that have a place or a reason for none, typed or recorded
	Seats   int
	Wrong   map[Edit]string // what is wrong with single cells; they wait as they stand
}

// Results takes edits of the tab of lobbies together, lobby by lobby. Those that belong to no lobby that takes results are
// returned as lost, each with the reason.
func Results(b *tournament.Board, edits []Edit) (attempts []Attempt, lost map[Edit]string) {
	lost = map[Edit]string{}
	byLobby := map[int64]*Attempt{}
	var order []int64
	for _, e := range edits {
		_, entry := Owner(b.Tournament.ID, e.Key)
		r, l, reason := lobbyFor(b, entry, e.Field.Round())
		if reason != "" {
			lost[e] = reason
			continue
		}
		a := byLobby[l.ID]
		if a == nil {
			a = &Attempt{Round: r.Number, Lobby: l.ID, Name: l.Name, Version: l.Version, Seats: len(l.Seats), Wrong: map[Edit]string{}}
			byLobby[l.ID] = a
			order = append(order, l.ID)
		}
		a.Edits = append(a.Edits, e)
	}
	for _, id := range order {
		a := byLobby[id]
		a.judge(b)
		attempts = append(attempts, *a)
	}
	return attempts, lost
}

func lobbyFor(b *tournament.Board, entry int64, round int) (tournament.RoundReading, tournament.LobbyReading, string) {
	r, ok := b.Round(round)
	switch {
	case !ok:
		return r, tournament.LobbyReading{}, "Round " + strconv.Itoa(round) + " is not drawn yet."
	case r.State == tournament.Drawn:
		return r, tournament.LobbyReading{}, "Round " + strconv.Itoa(round) + " has not started. Start it before results are typed."
	}
	for _, l := range r.Lobbies {
		if _, sits := l.Seat(entry); sits {
			return r, l, ""
		}
	}
	return r, tournament.LobbyReading{}, "They do not play in round " + strconv.Itoa(round) + "."
}

// judge puts the typed places beside the recorded ones and says whether the lobby is complete.
func (a *Attempt) judge(b *tournament.Board) {
	r, _ := b.Round(a.Round)
	i := slices.IndexFunc(r.Lobbies, func(l tournament.LobbyReading) bool { return l.ID == a.Lobby })
	seats := r.Lobbies[i].Seats
	said := map[int64]string{}
	typed := map[int64]Edit{}
	for _, s := range seats {
		said[s.Entry] = PlaceOf(s.Seat)
	}
	for _, e := range a.Edits {
		_, entry := Owner(b.Tournament.ID, e.Key)
		said[entry], typed[entry] = e.Theirs, e
	}
	holders := map[int][]int64{}
	res := tournament.Result{Lobby: a.Lobby, Version: a.Version}
	places := 0
	for _, s := range seats {
		switch what := said[s.Entry]; what {
		case "":
		case DidNotPlay:
			res.Absent = append(res.Absent, s.Entry)
			a.Typed++
		case Disqualified:
			a.Typed++
			if row, _ := b.Row(s.Entry); row.Entry.State != tournament.Disqualified {
				a.wrong(typed, s.Entry, "Disqualify the player first; the place is taken out then. Type a place, or DNP.")
			}
		default:
			place, err := strconv.Atoi(what)
			if err != nil || place < 1 || place > len(seats) {
				a.wrong(typed, s.Entry, "A place in this lobby is a number from 1 to "+strconv.Itoa(len(seats))+", or DNP for who did not play.")
				continue
			}
			holders[place] = append(holders[place], s.Entry)
			places++
			a.Typed++
		}
	}
	for place := range len(seats) {
		who := holders[place+1]
		if len(who) > 1 {
			for _, entry := range who {
				a.wrong(typed, entry, "Place "+strconv.Itoa(place+1)+" stands twice in this lobby. Change one of them.")
			}
		}
		if len(who) > 0 {
			res.Order = append(res.Order, who[0])
		}
	}
	if a.Typed < a.Seats || len(a.Wrong) > 0 {
		return
	}
	for place := range places {
		if len(holders[place+1]) != 1 {
			for _, e := range a.Edits {
				a.Wrong[e] = "Place " + strconv.Itoa(place+1) + " is missing in this lobby. The places go from 1 to " + strconv.Itoa(places) + "."
			}
			return
		}
	}
	a.Result = &res
}

func (a *Attempt) wrong(typed map[int64]Edit, entry int64, what string) {
	if e, ok := typed[entry]; ok {
		a.Wrong[e] = what
	}
}
