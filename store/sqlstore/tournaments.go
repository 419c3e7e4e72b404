package sqlstore

import (
	"encoding/json"
	"fmt"

	"matchday/app/tournament"
	"matchday/store/sqlstore/query"
)

// Tournament implements store.Tournaments.
func (tx *Tx) Tournament(id int64) (tournament.Tournament, error) {
	row, err := one(tx, (*query.Queries).Tournament, id, same)
	if err != nil {
		return tournament.Tournament{}, err
	}
	t, err := readTournament(row)
	return t, tx.outcome(err)
}

// TournamentsOf implements store.Tournaments.
func (tx *Tx) TournamentsOf(league int64) ([]tournament.Tournament, error) {
	return tx.tournaments(list(tx, (*query.Queries).TournamentsOf, league, same))
}

// RunningTournaments implements store.Tournaments.
func (tx *Tx) RunningTournaments() ([]tournament.Tournament, error) {
	return tx.tournaments(all(tx, (*query.Queries).RunningTournaments, same))
}

func (tx *Tx) tournaments(rows []query.Tournament, err error) ([]tournament.Tournament, error) {
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	list := make([]tournament.Tournament, len(rows))
	for i, row := range rows {
		if list[i], err = readTournament(row); err != nil {
			return nil, tx.outcome(err)
		}
	}
	return list, nil
}

// AddTournament implements store.Tournaments.
func (tx *Tx) AddTournament(t tournament.Tournament) (tournament.Tournament, error) {
	row := tournamentRow(t)
	id, err := add(tx, (*query.Queries).AddTournament, query.AddTournamentParams{
		League: row.League, Version: row.Version, Name: row.Name, Zone: row.Zone,
		TeamSize: row.TeamSize, Cap: row.Cap, LobbySize: row.LobbySize, Rounds: row.Rounds, Points: row.Points,
		FirstSeating: row.FirstSeating, LaterSeating: row.LaterSeating, Ties: row.Ties, Cut: row.Cut,
		RegistrationOpens: row.RegistrationOpens, RegistrationCloses: row.RegistrationCloses,
		CheckInOpens: row.CheckInOpens, CheckInCloses: row.CheckInCloses, Starts: row.Starts,
		Registration: row.Registration, CheckIn: row.CheckIn, Stage: row.Stage, StageOver: row.StageOver, Round: row.Round,
		Created: row.Created, Finished: row.Finished,
	})
	if err != nil {
		return t, err
	}
	row.ID = id
	t, err = readTournament(row)
	return t, tx.outcome(err)
}

// PutTournament implements store.Tournaments.
func (tx *Tx) PutTournament(t tournament.Tournament) error {
	return replace(tx, (*query.Queries).PutTournament, query.PutTournamentParams(tournamentRow(t)))
}

func tournamentRow(t tournament.Tournament) query.Tournament {
	return query.Tournament{
		ID: t.ID, League: t.League, Version: t.Version, Name: t.Name, Zone: t.Zone,
		TeamSize: int64(t.Rules.TeamSize), Cap: int64(t.Rules.Cap), LobbySize: int64(t.Rules.LobbySize), Rounds: int64(t.Rules.Rounds),
		Points: text(t.Rules.Points), FirstSeating: string(t.Rules.First), LaterSeating: string(t.Rules.Later),
		Ties: text(t.Rules.Ties), Cut: int64(t.Rules.Cut),
		RegistrationOpens: ms(t.Times.RegistrationOpens), RegistrationCloses: ms(t.Times.RegistrationCloses),
		CheckInOpens: ms(t.Times.CheckInOpens), CheckInCloses: ms(t.Times.CheckInCloses), Starts: ms(t.Times.Starts),
		Registration: string(t.Registration), CheckIn: string(t.CheckIn),
		Stage: string(t.Stage), StageOver: t.Stage.Over(), Round: int64(t.Round), Created: ms(t.Created), Finished: ms(t.Finished),
	}
}

func readTournament(row query.Tournament) (tournament.Tournament, error) {
	t := tournament.Tournament{
		ID: row.ID, League: row.League, Version: row.Version, Name: row.Name, Zone: row.Zone,
		Rules: tournament.Rules{
			TeamSize: int(row.TeamSize), Cap: int(row.Cap), LobbySize: int(row.LobbySize), Rounds: int(row.Rounds),
			First: tournament.Seating(row.FirstSeating), Later: tournament.Seating(row.LaterSeating), Cut: int(row.Cut),
		},
		Times: tournament.Times{
			RegistrationOpens: at(row.RegistrationOpens), RegistrationCloses: at(row.RegistrationCloses),
			CheckInOpens: at(row.CheckInOpens), CheckInCloses: at(row.CheckInCloses), Starts: at(row.Starts),
		},
		Registration: tournament.Door(row.Registration), CheckIn: tournament.Door(row.CheckIn),
		Stage: tournament.Stage(row.Stage), Round: int(row.Round), Created: at(row.Created), Finished: at(row.Finished),
	}
	if err := json.Unmarshal([]byte(row.Points), &t.Rules.Points); err != nil {
		return t, fmt.Errorf("points of tournament %d: %w", row.ID, err)
	}
	if err := json.Unmarshal([]byte(row.Ties), &t.Rules.Ties); err != nil {
		return t, fmt.Errorf("ties of tournament %d: %w", row.ID, err)
	}
	return t, nil
}

// text writes a list of numbers or words as JSON, which cannot fail.
func text[T ~int | ~string](list []T) string {
	b, _ := json.Marshal(list)
	return string(b)
}
