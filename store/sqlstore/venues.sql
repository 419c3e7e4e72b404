-- name: Venue :one
SELECT * FROM venues WHERE tournament = $1;

-- name: VenuesOf :many
SELECT venues.* FROM tournaments JOIN venues ON venues.tournament = tournaments.id
WHERE tournaments.league = $1 AND NOT tournaments.stage_over ORDER BY tournaments.id;

-- name: PutVenue :exec
INSERT INTO venues (tournament, channel, panel, digest, entered, ready, ping) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (tournament) DO UPDATE SET channel = excluded.channel, panel = excluded.panel, digest = excluded.digest,
    entered = excluded.entered, ready = excluded.ready, ping = excluded.ping;

-- name: GrantsOf :many
SELECT * FROM grants WHERE tournament = $1;

-- name: AddGrant :exec
INSERT INTO grants (tournament, discord_user, discord_role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;

-- name: DropGrant :exec
DELETE FROM grants WHERE tournament = $1 AND discord_user = $2 AND discord_role = $3;

-- name: NoticesOf :many
SELECT * FROM notices WHERE league = $1;

-- name: PutNotice :exec
INSERT INTO notices (league, key, tournament, body, since) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (league, key) DO UPDATE SET tournament = excluded.tournament, body = excluded.body;

-- name: DropNotice :execrows
DELETE FROM notices WHERE league = $1 AND key = $2;
