CREATE TABLE IF NOT EXISTS run (
    id        TEXT PRIMARY KEY,
    wiki      TEXT NOT NULL,
    user      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    started   TEXT NOT NULL,
    ended     TEXT NOT NULL,
    undoes    TEXT NOT NULL,
    unchanged INTEGER NOT NULL,
    ids       TEXT NOT NULL,
    allowed   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE IF NOT EXISTS edit (
    run      TEXT NOT NULL REFERENCES run (id),
    number   INTEGER NOT NULL,
    key      TEXT NOT NULL,
    change   TEXT NOT NULL,
    state    TEXT NOT NULL,
    base     INTEGER NOT NULL DEFAULT 0,
    item     TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 0,
    code     TEXT NOT NULL DEFAULT '',
    reason   TEXT NOT NULL DEFAULT '',
    source   TEXT NOT NULL DEFAULT '',
    data     TEXT,
    PRIMARY KEY (run, number)
) STRICT;

CREATE INDEX IF NOT EXISTS edit_of_item ON edit (item, revision);
