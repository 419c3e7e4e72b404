package sqlstore

import (
	"cmp"
	"slices"

	"matchday/app/graphic"
	"matchday/store"
	"matchday/store/sqlstore/query"
)

func venue(row query.Venue) store.Venue { return store.Venue(row) }

// Venue implements store.Venues.
func (tx *Tx) Venue(tournamentID int64) (store.Venue, error) {
	v, err := one(tx, (*query.Queries).Venue, tournamentID, venue)
	if known, err := found(err); !known {
		return store.Venue{Tournament: tournamentID}, err
	}
	return v, nil
}

// VenuesOf implements store.Venues.
func (tx *Tx) VenuesOf(league int64) ([]store.Venue, error) {
	return list(tx, (*query.Queries).VenuesOf, league, venue)
}

// PutVenue implements store.Venues.
func (tx *Tx) PutVenue(v store.Venue) error {
	return run(tx, (*query.Queries).PutVenue, query.PutVenueParams(v))
}

// GrantsOf implements store.Grants.
func (tx *Tx) GrantsOf(tournamentID int64) ([]store.Grant, error) {
	grants, err := list(tx, (*query.Queries).GrantsOf, tournamentID, func(row query.Grant) store.Grant {
		return store.Grant{Tournament: row.Tournament, User: row.DiscordUser, Role: row.DiscordRole}
	})
	slices.SortFunc(grants, func(a, b store.Grant) int {
		return cmp.Or(bySnowflake(a.User, b.User), bySnowflake(a.Role, b.Role))
	})
	return grants, err
}

// AddGrant implements store.Grants.
func (tx *Tx) AddGrant(g store.Grant) error {
	return run(tx, (*query.Queries).AddGrant, query.AddGrantParams{Tournament: g.Tournament, DiscordUser: g.User, DiscordRole: g.Role})
}

// DropGrant implements store.Grants.
func (tx *Tx) DropGrant(g store.Grant) error {
	return run(tx, (*query.Queries).DropGrant, query.DropGrantParams{Tournament: g.Tournament, DiscordUser: g.User, DiscordRole: g.Role})
}

// NoticesOf implements store.Notices.
func (tx *Tx) NoticesOf(league int64) ([]store.Notice, error) {
	notices, err := list(tx, (*query.Queries).NoticesOf, league, func(row query.Notice) store.Notice {
		return store.Notice{League: row.League, Key: row.Key, Tournament: row.Tournament, Text: row.Body, Since: at(row.Since)}
	})
	slices.SortFunc(notices, func(a, b store.Notice) int {
		return cmp.Or(b.Since.Compare(a.Since), cmp.Compare(a.Key, b.Key))
	})
	return notices, err
}

// PutNotice implements store.Notices.
func (tx *Tx) PutNotice(n store.Notice) error {
	return run(tx, (*query.Queries).PutNotice, query.PutNoticeParams{League: n.League, Key: n.Key, Tournament: n.Tournament, Body: n.Text, Since: ms(n.Since)})
}

// DropNotice implements store.Notices.
func (tx *Tx) DropNotice(league int64, key string) (bool, error) {
	n, err := rows(tx, (*query.Queries).DropNotice, query.DropNoticeParams{League: league, Key: key})
	return n > 0, err
}

func picture(row query.Graphic) graphic.Graphic {
	return graphic.Graphic{ID: row.ID, League: row.League, Tournament: row.Tournament, Kind: graphic.Kind(row.Kind), Key: row.Key,
		Created: at(row.Created), Rotated: at(row.Rotated)}
}

// Graphic implements store.Graphics.
func (tx *Tx) Graphic(key string) (graphic.Graphic, error) {
	return one(tx, (*query.Queries).Graphic, key, picture)
}

// GraphicsOf implements store.Graphics.
func (tx *Tx) GraphicsOf(tournamentID int64) ([]graphic.Graphic, error) {
	return list(tx, (*query.Queries).GraphicsOf, tournamentID, picture)
}

// AddGraphic implements store.Graphics.
func (tx *Tx) AddGraphic(g graphic.Graphic) (graphic.Graphic, error) {
	row := query.AddGraphicParams{League: g.League, Tournament: g.Tournament, Kind: string(g.Kind), Key: g.Key, Created: ms(g.Created), Rotated: ms(g.Rotated)}
	id, err := add(tx, (*query.Queries).AddGraphic, row)
	g.ID, g.Created, g.Rotated = id, at(row.Created), at(row.Rotated)
	return g, err
}

// PutGraphic implements store.Graphics.
func (tx *Tx) PutGraphic(g graphic.Graphic) error {
	return replace(tx, (*query.Queries).PutGraphic, query.PutGraphicParams{ID: g.ID, League: g.League, Tournament: g.Tournament,
		Kind: string(g.Kind), Key: g.Key, Created: ms(g.Created), Rotated: ms(g.Rotated)})
}
