package sqlstore

import (
	"matchday/app/person"
	"matchday/store/sqlstore/query"
)

func league(row query.League) person.League { return person.League(row) }

// League implements store.Leagues.
func (tx *Tx) League(id int64) (person.League, error) {
	return one(tx, (*query.Queries).League, id, league)
}

// LeagueOfServer implements store.Leagues.
func (tx *Tx) LeagueOfServer(server string) (person.League, error) {
	return one(tx, (*query.Queries).LeagueOfServer, server, league)
}

// LeaguesOf implements store.Leagues.
func (tx *Tx) LeaguesOf() ([]person.League, error) {
	return all(tx, (*query.Queries).LeaguesOf, league)
}

// AddLeague implements store.Leagues.
func (tx *Tx) AddLeague(l person.League) (person.League, error) {
	var err error
	l.ID, err = add(tx, (*query.Queries).AddLeague, query.AddLeagueParams{Name: l.Name, Zone: l.Zone, Server: l.Server, Staff: l.Staff})
	return l, err
}

// PutLeague implements store.Leagues.
func (tx *Tx) PutLeague(l person.League) error {
	if err := tx.writable(); err != nil {
		return err
	}
	if l.Server != "" {
		other, err := tx.LeagueOfServer(l.Server)
		if err := free(other.ID, l.ID, err); err != nil {
			return err
		}
	}
	return replace(tx, (*query.Queries).PutLeague, query.PutLeagueParams(l))
}
