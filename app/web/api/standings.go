package api

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"matchday/app/league"
	"matchday/app/tournament"
	"matchday/app/web/visit"
)

// Standings is the answer to GET /api/v1/tournaments/<id>/standings: what everybody may know of where a tournament
// stands. Names are in-game names or names of teams; nothing of a person's account is in it.
type Standings struct {
	Tournament Tournament `json:"tournament"`
	AfterRound int        `json:"after_round"` // the latest round that is complete, 0 before any
	Ties       string     `json:"ties"`        // how equal totals are told apart, in words
	Standings  []Standing `json:"standings"`   // in their order; empty before anybody holds a seat
	Seq        int64      `json:"seq"`         // grows with every change; two answers with the same are the same
}

// Tournament is the tournament that the standings are of.
type Tournament struct {
	ID      int64            `json:"id"`
	Name    string           `json:"name"`
	League  string           `json:"league"`
	Phase   tournament.Phase `json:"phase"`  // draft, registration, between, check_in, seating, rounds, finished, cancelled
	Starts  *time.Time       `json:"starts"` // UTC; null when it is started by hand
	Zone    string           `json:"zone"`   // IANA name
	Round   int              `json:"round"`  // the latest that everybody may see, 0 before any
	Rounds  int              `json:"rounds"` // planned
	Team    int              `json:"team_size"`
	Seats   int              `json:"seats"`
	Entries int              `json:"entries"` // that hold a seat
	Cut     int              `json:"cut"`     // a line is drawn below this rank; 0 for none
}

// Standing is where one entry stands.
type Standing struct {
	Entry        int64   `json:"entry"`
	Name         string  `json:"name"`
	Rank         *int    `json:"rank"`   // null for the disqualified
	Shared       bool    `json:"shared"` // another entry has the same rank
	Total        int     `json:"total"`
	Moved        int     `json:"moved"` // ranks gained since the round before; negative for lost
	Firsts       int     `json:"firsts"`
	UpperHalf    int     `json:"upper_half"` // places in the upper half of a full lobby
	Disqualified bool    `json:"disqualified"`
	Rounds       []Round `json:"rounds"`
}

// Round is what one round brought an entry.
type Round struct {
	Round   int    `json:"round"`
	Lobby   string `json:"lobby"`   // empty when the entry did not sit in this round
	Place   *int   `json:"place"`   // null while nothing is recorded, and for those who have no place
	Points  int    `json:"points"`  // 0 without a result
	Outcome string `json:"outcome"` // pending, played, absent, disqualified, out
}

// API answers programs.
type API struct {
	league *league.League
	desk   *visit.Desk
	kept   *visit.Kept
	health *Health
}

// New returns an API.
func New(d *visit.Desk, h *Health) *API {
	return &API{league: d.League, desk: d, kept: d.Keep(), health: h}
}

// Routes adds the addresses to a server.
func (a *API) Routes(r fiber.Router) {
	r.Get("/api/v1/tournaments/:id/standings", a.desk.Handle(a.standings))
	r.Get("/livez", a.desk.Handle(a.livez))
	r.Get("/readyz", a.desk.Handle(a.readyz))
	r.Get("/healthz", a.desk.Handle(a.healthz))
}

// standings answers where a tournament stands: never older than a write that was answered, and without SQL while nothing
// changes.
func (a *API) standings(v *visit.Visit) error {
	b, err := a.league.Board(v.Ctx, v.ID("id"))
	if err != nil {
		return err
	}
	kept, err := a.kept.Get(strconv.FormatInt(b.Tournament.ID, 10), b.Store, b.Seq, func() ([]byte, error) {
		return json.Marshal(Read(b))
	})
	if err != nil {
		return err
	}
	return v.SendKept("application/json; charset=utf-8", kept)
}

// Read makes the answer from a board.
func Read(b *tournament.Board) Standings {
	t := b.Tournament
	s := Standings{
		Tournament: Tournament{ID: t.ID, Name: t.Name, League: b.League.Name, Phase: b.Phase, Zone: t.Zone, Rounds: t.Rules.Rounds,
			Team: t.Rules.TeamSize, Seats: t.Rules.Cap, Entries: b.Counts.Seated, Cut: t.Rules.Cut},
		AfterRound: b.After(), Ties: t.Rules.Explain(), Standings: []Standing{}, Seq: b.Seq,
	}
	if !t.Times.Starts.IsZero() {
		at := t.Times.Starts.UTC()
		s.Tournament.Starts = &at
	}
	if shown, ok := b.Shown(); ok {
		s.Tournament.Round = shown.Number
	}
	for _, one := range b.Standings {
		s.Standings = append(s.Standings, readStanding(one))
	}
	return s
}

func readStanding(s tournament.Standing) Standing {
	out := Standing{Entry: s.Entry, Name: s.Name, Shared: s.Shared, Total: s.Total, Moved: s.Moved, Firsts: s.Firsts, UpperHalf: s.TopFours,
		Disqualified: s.State == tournament.Disqualified, Rounds: []Round{}}
	if s.Rank > 0 {
		out.Rank = &s.Rank
	}
	for _, score := range s.Scores {
		r := Round{Round: score.Round, Lobby: score.Lobby, Points: score.Points, Outcome: outcome(score)}
		if score.Place > 0 {
			r.Place = &score.Place
		}
		out.Rounds = append(out.Rounds, r)
	}
	return out
}

func outcome(s tournament.Score) string {
	switch {
	case s.Lobby == "":
		return "out"
	case !s.Done:
		return "pending"
	case s.Outcome == tournament.Played:
		return "played"
	}
	return string(s.Outcome)
}
