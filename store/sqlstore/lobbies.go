package sqlstore

import (
	"cmp"
	"slices"

	"matchday/app/tournament"
	"matchday/store/sqlstore/query"
)

// RoundsOf implements store.Rounds.
func (tx *Tx) RoundsOf(tournamentID int64) ([]tournament.Round, error) {
	return list(tx, (*query.Queries).RoundsOf, tournamentID, func(row query.Round) tournament.Round {
		return tournament.Round{Tournament: row.Tournament, Number: int(row.Number), State: tournament.RoundState(row.State),
			Seating: tournament.Seating(row.Seating), Seed: row.Seed, Started: at(row.Started)}
	})
}

// PutRound implements store.Rounds.
func (tx *Tx) PutRound(r tournament.Round) error {
	return run(tx, (*query.Queries).PutRound, query.PutRoundParams{Tournament: r.Tournament, Number: int64(r.Number), State: string(r.State),
		Seating: string(r.Seating), Seed: r.Seed, Started: ms(r.Started)})
}

// DropRound implements store.Rounds.
func (tx *Tx) DropRound(tournamentID int64, number int) error {
	return run(tx, (*query.Queries).DropRound, query.DropRoundParams{Tournament: tournamentID, Number: int64(number)})
}

// Lobby implements store.Lobbies.
func (tx *Tx) Lobby(tournamentID, id int64) (tournament.Lobby, error) {
	row, err := one(tx, (*query.Queries).Lobby, query.LobbyParams{Tournament: tournamentID, ID: id}, same)
	if err != nil {
		return tournament.Lobby{}, err
	}
	seats, err := tx.seats(tournamentID, id)
	return readLobby(row, seats), err
}

// LobbiesOf implements store.Lobbies.
func (tx *Tx) LobbiesOf(tournamentID int64) ([]tournament.Lobby, error) {
	lobbies, err := list(tx, (*query.Queries).LobbiesOf, tournamentID, same)
	if err != nil || len(lobbies) == 0 {
		return nil, err
	}
	seats, err := list(tx, (*query.Queries).SeatsOf, tournamentID, same)
	if err != nil {
		return nil, err
	}
	full := make([]tournament.Lobby, len(lobbies))
	for i, row := range lobbies {
		first, _ := slices.BinarySearchFunc(seats, row.ID, func(s query.Seat, id int64) int { return cmp.Compare(s.Lobby, id) })
		last := first
		for last < len(seats) && seats[last].Lobby == row.ID {
			last++
		}
		full[i] = readLobby(row, seats[first:last])
	}
	return full, nil
}

// AddLobby implements store.Lobbies.
func (tx *Tx) AddLobby(l tournament.Lobby) (tournament.Lobby, error) {
	row, seats := lobbyRows(l)
	id, err := add(tx, (*query.Queries).AddLobby, query.AddLobbyParams{Tournament: row.Tournament, Round: row.Round, Name: row.Name,
		Version: row.Version, Recorded: row.Recorded, RecordedBy: row.RecordedBy})
	if err != nil {
		return l, err
	}
	row.ID = id
	for i := range seats {
		seats[i].Lobby = id
	}
	return readLobby(row, seats), tx.putSeats(nil, seats)
}

// PutLobby implements store.Lobbies.
func (tx *Tx) PutLobby(l tournament.Lobby) error {
	row, seats := lobbyRows(l)
	n, err := rows(tx, (*query.Queries).PutLobby, query.PutLobbyParams{Tournament: row.Tournament, ID: row.ID, Round: row.Round, Name: row.Name,
		Version: row.Version, Recorded: row.Recorded, RecordedBy: row.RecordedBy})
	if err != nil {
		return err
	}
	if n == 0 {
		return tx.restoreLobby(row, seats)
	}
	had, err := tx.seats(row.Tournament, row.ID)
	if err != nil {
		return err
	}
	return tx.putSeats(had, seats)
}

// restoreLobby puts a lobby back that was dropped, under its own number.
func (tx *Tx) restoreLobby(row query.Lobby, seats []query.Seat) error {
	err := run(tx, (*query.Queries).RestoreLobby, query.RestoreLobbyParams{Tournament: row.Tournament, ID: row.ID, Round: row.Round, Name: row.Name,
		Version: row.Version, Recorded: row.Recorded, RecordedBy: row.RecordedBy})
	if err != nil {
		return err
	}
	if tx.kind.Settle != "" {
		if _, err := tx.db.ExecContext(tx.own, tx.kind.Settle, row.ID); err != nil {
			return tx.outcome(err)
		}
	}
	return tx.putSeats(nil, seats)
}

// DropLobby implements store.Lobbies.
func (tx *Tx) DropLobby(tournamentID, id int64) error {
	if err := run(tx, (*query.Queries).DropSeats, query.DropSeatsParams{Tournament: tournamentID, Lobby: id}); err != nil {
		return err
	}
	return run(tx, (*query.Queries).DropLobby, query.DropLobbyParams{Tournament: tournamentID, ID: id})
}

func (tx *Tx) seats(tournamentID, lobby int64) ([]query.Seat, error) {
	return list(tx, (*query.Queries).Seats, query.SeatsParams{Tournament: tournamentID, Lobby: lobby}, same)
}

// putSeats writes what differs between two lists of seats of one lobby.
func (tx *Tx) putSeats(had, seats []query.Seat) error {
	for _, s := range seats {
		i := slices.IndexFunc(had, func(h query.Seat) bool { return h.Entry == s.Entry })
		var err error
		switch {
		case i < 0:
			err = run(tx, (*query.Queries).AddSeat, query.AddSeatParams(s))
		case had[i] != s:
			err = run(tx, (*query.Queries).PutSeat, query.PutSeatParams(s))
		}
		if err != nil {
			return err
		}
		if i >= 0 {
			had = slices.Delete(had, i, i+1)
		}
	}
	for _, s := range had {
		if err := run(tx, (*query.Queries).DropSeat, query.DropSeatParams{Tournament: s.Tournament, Lobby: s.Lobby, Entry: s.Entry}); err != nil {
			return err
		}
	}
	return nil
}

func lobbyRows(l tournament.Lobby) (query.Lobby, []query.Seat) {
	seats := make([]query.Seat, len(l.Seats))
	for i, s := range l.Seats {
		seats[i] = query.Seat{Tournament: l.Tournament, Lobby: l.ID, Entry: s.Entry, Position: int64(i), Place: int64(s.Place), Outcome: string(s.Outcome)}
	}
	return query.Lobby{ID: l.ID, Tournament: l.Tournament, Round: int64(l.Round), Name: l.Name, Version: l.Version,
		Recorded: ms(l.Recorded), RecordedBy: l.By}, seats
}

// readLobby puts a lobby together. It may sort seats.
func readLobby(row query.Lobby, seats []query.Seat) tournament.Lobby {
	l := tournament.Lobby{ID: row.ID, Tournament: row.Tournament, Round: int(row.Round), Name: row.Name, Version: row.Version,
		Recorded: at(row.Recorded), By: row.RecordedBy}
	if len(seats) == 0 {
		return l
	}
	slices.SortFunc(seats, func(a, b query.Seat) int { return cmp.Compare(a.Position, b.Position) })
	l.Seats = make([]tournament.Seat, len(seats))
	for i, s := range seats {
		l.Seats[i] = tournament.Seat{Entry: s.Entry, Place: int(s.Place), Outcome: tournament.Outcome(s.Outcome)}
	}
	return l
}
