-- name: Person :one
SELECT * FROM people WHERE id = $1;

-- name: PersonOfDiscord :one
SELECT * FROM people WHERE discord = $1 AND discord <> '';

-- name: PeopleOf :many
SELECT * FROM people WHERE id IN (SELECT person FROM members WHERE tournament = $1) ORDER BY id;

-- name: AddPerson :one
INSERT INTO people (discord, name, created) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id;

-- name: PutPerson :execrows
UPDATE people SET discord = $2, name = $3, created = $4 WHERE id = $1;

-- name: StaffOf :many
SELECT sqlc.embed(people), staff.roles FROM staff JOIN people ON people.id = staff.person WHERE staff.league = $1 ORDER BY staff.person;

-- name: RolesOf :one
SELECT roles FROM staff WHERE league = $1 AND person = $2;

-- name: PutRoles :exec
INSERT INTO staff (league, person, roles) VALUES ($1, $2, $3) ON CONFLICT (league, person) DO UPDATE SET roles = excluded.roles;

-- name: DropRoles :exec
DELETE FROM staff WHERE league = $1 AND person = $2;

-- name: BindingsOf :many
SELECT * FROM bindings WHERE league = $1;

-- name: PutBinding :exec
INSERT INTO bindings (league, discord, roles) VALUES ($1, $2, $3) ON CONFLICT (league, discord) DO UPDATE SET roles = excluded.roles;

-- name: DropBinding :exec
DELETE FROM bindings WHERE league = $1 AND discord = $2;
