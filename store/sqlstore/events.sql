-- name: AddEvent :one
INSERT INTO events (at, league, kind, topic, actor, name, origin, cause, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING seq;

-- name: EventsAfter :many
SELECT * FROM events WHERE seq > $1 ORDER BY seq LIMIT $2;

-- name: EventsOf :many
SELECT * FROM events WHERE topic = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3;

-- name: HeadOf :one
SELECT CAST(COALESCE(MAX(seq), 0) AS BIGINT) FROM events WHERE topic = $1;

-- name: DropEventsBefore :exec
DELETE FROM events WHERE topic = $1 AND seq < $2;

-- name: LastSeq :one
SELECT CAST(COALESCE(MAX(seq), 0) AS BIGINT) FROM events;

-- name: TopicsAfter :many
SELECT seq, topic FROM events WHERE seq > $1 ORDER BY seq LIMIT $2;

-- name: Heads :many
WITH RECURSIVE topics (topic) AS (
    SELECT MIN(events.topic) FROM events
    UNION ALL
    SELECT (SELECT MIN(events.topic) FROM events WHERE events.topic > topics.topic) FROM topics WHERE topics.topic IS NOT NULL
)
SELECT CAST(topics.topic AS TEXT) AS topic, CAST((SELECT MAX(events.seq) FROM events WHERE events.topic = topics.topic) AS BIGINT) AS head
FROM topics WHERE topics.topic IS NOT NULL;

-- name: CauseKnown :one
SELECT * FROM causes WHERE cause = $1;

-- name: AddCause :execrows
INSERT INTO causes (cause, person, seq, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING;

-- name: DropCausesBefore :exec
DELETE FROM causes WHERE at < $1;

-- name: Cursor :one
SELECT seq FROM cursors WHERE follower = $1;

-- name: PutCursor :exec
INSERT INTO cursors (follower, seq) VALUES ($1, $2) ON CONFLICT (follower) DO UPDATE SET seq = excluded.seq;

-- name: AddDelivery :one
INSERT INTO deliveries (follower, key, seq, topic, data, due, tries, state, sent, failure, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING id;

-- name: DeliveriesDue :many
SELECT * FROM deliveries WHERE follower = $1 AND state = 'waiting' AND due <= $2 ORDER BY due, id LIMIT $3;

-- name: NextDelivery :one
SELECT due FROM deliveries WHERE follower = $1 AND state = 'waiting' ORDER BY due LIMIT 1;

-- name: DeliveriesOf :many
SELECT * FROM deliveries WHERE topic = $1 ORDER BY id DESC LIMIT $2;

-- name: PutDelivery :execrows
UPDATE deliveries SET due = $2, tries = $3, state = $4, sent = $5, failure = $6 WHERE id = $1;

-- name: WaitingDeliveries :one
SELECT COUNT(*) FROM deliveries WHERE follower = $1 AND state = 'waiting';

-- name: Graphic :one
SELECT * FROM graphics WHERE key = $1;

-- name: GraphicsOf :many
SELECT * FROM graphics WHERE tournament = $1 ORDER BY id;

-- name: AddGraphic :one
INSERT INTO graphics (league, tournament, kind, key, created, rotated) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id;

-- name: PutGraphic :execrows
UPDATE graphics SET league = $2, tournament = $3, kind = $4, key = $5, created = $6, rotated = $7 WHERE id = $1;
