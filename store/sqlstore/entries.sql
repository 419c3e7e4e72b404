-- name: Entry :one
SELECT * FROM entries WHERE entries.tournament = $1 AND entries.id = $2;

-- name: EntriesOf :many
SELECT * FROM entries WHERE tournament = $1 ORDER BY id;

-- name: ActiveEntryOf :one
SELECT entries.* FROM members JOIN entries ON entries.tournament = members.tournament AND entries.id = members.entry
WHERE members.tournament = $1 AND members.person = $2 AND members.active;

-- name: ActiveEntryNamed :one
SELECT * FROM entries WHERE tournament = $1 AND fold = $2 AND active ORDER BY id LIMIT 1;

-- name: SeatedIn :one
SELECT COUNT(*) FROM entries WHERE tournament = $1 AND state = $2;

-- name: AddEntry :one
INSERT INTO entries (tournament, name, fold, team, state, active, seed, kept, note, registered, departed)
VALUES ($1, $2, $3, (SELECT team_size > 1 FROM tournaments WHERE tournaments.id = $1), $4, $5, $6, $7, $8, $9, $10)
RETURNING entries.id;

-- name: PutEntry :exec
UPDATE entries SET name = $3, fold = $4, team = (SELECT team_size > 1 FROM tournaments WHERE tournaments.id = entries.tournament),
    state = $5, active = $6, seed = $7, kept = $8, note = $9, registered = $10, departed = $11
WHERE entries.tournament = $1 AND entries.id = $2;

-- name: TeamTaken :one
SELECT EXISTS (SELECT 1 FROM entries WHERE tournament = $1 AND fold = $2 AND active AND team AND id <> $3);

-- name: PersonTaken :one
SELECT EXISTS (SELECT 1 FROM members WHERE tournament = $1 AND person = $2 AND active AND entry <> $3);

-- name: InGameTaken :one
SELECT EXISTS (SELECT 1 FROM members WHERE tournament = $1 AND fold = $2 AND active AND NOT shared AND entry <> $3);

-- name: Members :many
SELECT * FROM members WHERE tournament = $1 AND entry = $2;

-- name: MembersOf :many
SELECT * FROM members WHERE tournament = $1 ORDER BY entry;

-- name: InGameOf :many
SELECT person FROM members WHERE tournament = $1 AND fold = $2 AND active;

-- name: AddMember :exec
INSERT INTO members (tournament, entry, person, place, active, in_game, fold, pronouns, alt_names, shared, check_in, joined)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: PutMember :exec
UPDATE members SET place = $4, pronouns = $5, alt_names = $6, check_in = $7, joined = $8
WHERE tournament = $1 AND entry = $2 AND person = $3;

-- name: DropMember :exec
DELETE FROM members WHERE tournament = $1 AND entry = $2 AND person = $3;
