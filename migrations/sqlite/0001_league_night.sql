-- Times are unix milliseconds, 0 for none. JSON is text that SQL never looks into. Columns named fold hold the form under
-- which two spellings are the same name; Go fills them. A person or tournament of 0 is nobody's, so it has no foreign key.

-- +goose Up
CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE leagues (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    name   TEXT NOT NULL,
    zone   TEXT NOT NULL,
    server TEXT NOT NULL,
    staff  TEXT NOT NULL
);
CREATE UNIQUE INDEX leagues_server ON leagues (server) WHERE server <> '';

CREATE TABLE people (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    discord TEXT NOT NULL,
    name    TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE UNIQUE INDEX people_discord ON people (discord) WHERE discord <> '';

-- League 0 is the whole installation.
CREATE TABLE staff (
    league BIGINT NOT NULL,
    person BIGINT NOT NULL REFERENCES people (id),
    roles  BIGINT NOT NULL,
    PRIMARY KEY (league, person)
) WITHOUT ROWID;

CREATE TABLE bindings (
    league  BIGINT NOT NULL REFERENCES leagues (id),
    discord TEXT NOT NULL,
    roles   BIGINT NOT NULL,
    PRIMARY KEY (league, discord)
) WITHOUT ROWID;

CREATE TABLE logins (
    person   BIGINT PRIMARY KEY NOT NULL REFERENCES people (id),
    name     TEXT NOT NULL,
    fold     TEXT NOT NULL,
    password TEXT NOT NULL,
    changed  BIGINT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX logins_fold ON logins (fold);

CREATE TABLE sessions (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    person  BIGINT NOT NULL REFERENCES people (id),
    hash    TEXT NOT NULL,
    client  TEXT NOT NULL,
    created BIGINT NOT NULL,
    seen    BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE UNIQUE INDEX sessions_hash ON sessions (hash);
CREATE INDEX sessions_person ON sessions (person, seen);
CREATE INDEX sessions_expires ON sessions (expires);

CREATE TABLE tokens (
    kind    TEXT NOT NULL,
    hash    TEXT NOT NULL,
    person  BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    PRIMARY KEY (kind, hash)
) WITHOUT ROWID;

CREATE TABLE tournaments (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    league              BIGINT NOT NULL REFERENCES leagues (id),
    version             BIGINT NOT NULL,
    name                TEXT NOT NULL,
    zone                TEXT NOT NULL,
    team_size           BIGINT NOT NULL,
    cap                 BIGINT NOT NULL,
    lobby_size          BIGINT NOT NULL,
    rounds              BIGINT NOT NULL,
    points              TEXT NOT NULL,
    first_seating       TEXT NOT NULL,
    later_seating       TEXT NOT NULL,
    ties                TEXT NOT NULL,
    cut                 BIGINT NOT NULL,
    registration_opens  BIGINT NOT NULL,
    registration_closes BIGINT NOT NULL,
    check_in_opens      BIGINT NOT NULL,
    check_in_closes     BIGINT NOT NULL,
    starts              BIGINT NOT NULL,
    registration        TEXT NOT NULL,
    check_in            TEXT NOT NULL,
    stage               TEXT NOT NULL,
    stage_over          BOOLEAN NOT NULL,
    round               BIGINT NOT NULL,
    created             BIGINT NOT NULL,
    finished            BIGINT NOT NULL
);
CREATE INDEX tournaments_league ON tournaments (league, id);
CREATE INDEX tournaments_running ON tournaments (id) WHERE NOT stage_over;

-- The number of an entry is its place in line, so numbers are never used twice. Team tells whether teams play: only then
-- is the name the entry's own and may stand once; else it is the in-game name of the one member.
CREATE TABLE entries (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    tournament BIGINT NOT NULL REFERENCES tournaments (id),
    name       TEXT NOT NULL,
    fold       TEXT NOT NULL,
    team       BOOLEAN NOT NULL,
    state      TEXT NOT NULL,
    active     BOOLEAN NOT NULL,
    seed       BIGINT NOT NULL,
    kept       BOOLEAN NOT NULL,
    note       TEXT NOT NULL,
    registered BIGINT NOT NULL,
    departed   BIGINT NOT NULL
);
CREATE UNIQUE INDEX entries_line ON entries (tournament, id);
CREATE UNIQUE INDEX entries_team ON entries (tournament, fold) WHERE active AND team;
CREATE INDEX entries_name ON entries (tournament, fold) WHERE active;
CREATE INDEX entries_state ON entries (tournament, state);

-- Active repeats the entry's, so that the database can refuse a person or an in-game name twice.
CREATE TABLE members (
    tournament BIGINT NOT NULL,
    entry      BIGINT NOT NULL,
    person     BIGINT NOT NULL REFERENCES people (id),
    place      BIGINT NOT NULL,
    active     BOOLEAN NOT NULL,
    in_game    TEXT NOT NULL,
    fold       TEXT NOT NULL,
    pronouns   TEXT NOT NULL,
    alt_names  TEXT NOT NULL,
    shared     BOOLEAN NOT NULL,
    check_in   BIGINT NOT NULL,
    joined     BIGINT NOT NULL,
    PRIMARY KEY (tournament, entry, person),
    FOREIGN KEY (tournament, entry) REFERENCES entries (tournament, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX members_person ON members (tournament, person) WHERE active;
CREATE UNIQUE INDEX members_in_game ON members (tournament, fold) WHERE active AND NOT shared;
CREATE INDEX members_fold ON members (tournament, fold) WHERE active;

CREATE TABLE rounds (
    tournament BIGINT NOT NULL REFERENCES tournaments (id),
    number     BIGINT NOT NULL,
    state      TEXT NOT NULL,
    seating    TEXT NOT NULL,
    seed       BIGINT NOT NULL,
    started    BIGINT NOT NULL,
    PRIMARY KEY (tournament, number)
) WITHOUT ROWID;

CREATE TABLE lobbies (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    tournament  BIGINT NOT NULL,
    round       BIGINT NOT NULL,
    name        TEXT NOT NULL,
    version     BIGINT NOT NULL,
    recorded    BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL,
    FOREIGN KEY (tournament, round) REFERENCES rounds (tournament, number)
);
CREATE UNIQUE INDEX lobbies_tournament ON lobbies (tournament, id);
CREATE INDEX lobbies_round ON lobbies (tournament, round, id);

CREATE TABLE seats (
    tournament BIGINT NOT NULL,
    lobby      BIGINT NOT NULL,
    entry      BIGINT NOT NULL,
    position   BIGINT NOT NULL,
    place      BIGINT NOT NULL,
    outcome    TEXT NOT NULL,
    PRIMARY KEY (tournament, lobby, entry),
    FOREIGN KEY (tournament, lobby) REFERENCES lobbies (tournament, id),
    FOREIGN KEY (tournament, entry) REFERENCES entries (tournament, id)
) WITHOUT ROWID;

CREATE TABLE steps (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    tournament BIGINT NOT NULL REFERENCES tournaments (id),
    seq        BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    actor      BIGINT NOT NULL,
    name       TEXT NOT NULL,
    title      TEXT NOT NULL,
    change     TEXT NOT NULL,
    undone     BOOLEAN NOT NULL
);
CREATE INDEX steps_last ON steps (tournament, id) WHERE NOT undone;

CREATE TABLE timers (
    tournament BIGINT NOT NULL REFERENCES tournaments (id),
    kind       TEXT NOT NULL,
    due        BIGINT NOT NULL,
    done       BIGINT NOT NULL,
    outcome    TEXT NOT NULL,
    PRIMARY KEY (tournament, kind)
) WITHOUT ROWID;
CREATE INDEX timers_due ON timers (due) WHERE done = 0;

CREATE TABLE venues (
    tournament BIGINT PRIMARY KEY NOT NULL REFERENCES tournaments (id),
    channel    TEXT NOT NULL,
    panel      TEXT NOT NULL,
    digest     TEXT NOT NULL,
    entered    TEXT NOT NULL,
    ready      TEXT NOT NULL,
    ping       TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE grants (
    tournament   BIGINT NOT NULL REFERENCES tournaments (id),
    discord_user TEXT NOT NULL,
    discord_role TEXT NOT NULL,
    PRIMARY KEY (tournament, discord_user, discord_role)
) WITHOUT ROWID;

CREATE TABLE notices (
    league     BIGINT NOT NULL REFERENCES leagues (id),
    key        TEXT NOT NULL,
    tournament BIGINT NOT NULL,
    body       TEXT NOT NULL,
    since      BIGINT NOT NULL,
    PRIMARY KEY (league, key)
) WITHOUT ROWID;

CREATE TABLE graphics (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    league     BIGINT NOT NULL REFERENCES leagues (id),
    tournament BIGINT NOT NULL REFERENCES tournaments (id),
    kind       TEXT NOT NULL,
    key        TEXT NOT NULL,
    created    BIGINT NOT NULL,
    rotated    BIGINT NOT NULL
);
CREATE UNIQUE INDEX graphics_key ON graphics (key);
CREATE INDEX graphics_tournament ON graphics (tournament, id);

-- The log outlives what it tells of: it has no foreign keys.
CREATE TABLE events (
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    at     BIGINT NOT NULL,
    league BIGINT NOT NULL,
    kind   TEXT NOT NULL,
    topic  TEXT NOT NULL,
    actor  BIGINT NOT NULL,
    name   TEXT NOT NULL,
    origin TEXT NOT NULL,
    cause  TEXT NOT NULL,
    data   TEXT NOT NULL
);
CREATE INDEX events_topic ON events (topic, seq);

CREATE TABLE causes (
    cause  TEXT PRIMARY KEY NOT NULL,
    person BIGINT NOT NULL,
    seq    BIGINT NOT NULL,
    at     BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX causes_at ON causes (at);

CREATE TABLE cursors (
    follower TEXT PRIMARY KEY NOT NULL,
    seq      BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE deliveries (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    follower TEXT NOT NULL,
    key      TEXT NOT NULL,
    seq      BIGINT NOT NULL,
    topic    TEXT NOT NULL,
    data     TEXT NOT NULL,
    due      BIGINT NOT NULL,
    tries    BIGINT NOT NULL,
    state    TEXT NOT NULL,
    sent     TEXT NOT NULL,
    failure  TEXT NOT NULL,
    at       BIGINT NOT NULL
);
CREATE UNIQUE INDEX deliveries_key ON deliveries (follower, key);
CREATE INDEX deliveries_waiting ON deliveries (follower, due) WHERE state = 'waiting';
CREATE INDEX deliveries_topic ON deliveries (topic, id);

-- +goose Down
DROP TABLE deliveries;
DROP TABLE cursors;
DROP TABLE causes;
DROP TABLE events;
DROP TABLE graphics;
DROP TABLE notices;
DROP TABLE grants;
DROP TABLE venues;
DROP TABLE timers;
DROP TABLE steps;
DROP TABLE seats;
DROP TABLE lobbies;
DROP TABLE rounds;
DROP TABLE members;
DROP TABLE entries;
DROP TABLE tournaments;
DROP TABLE tokens;
DROP TABLE sessions;
DROP TABLE logins;
DROP TABLE bindings;
DROP TABLE staff;
DROP TABLE people;
DROP TABLE leagues;
DROP TABLE meta;
