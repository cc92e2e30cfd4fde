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

-- What a run has for each row of the records, in their order: what becomes of it once the edits
-- that carry it are made. How those fared stands with them alone; a join gives the outcome.
CREATE TABLE IF NOT EXISTS row (
    run    TEXT NOT NULL REFERENCES run (id),
    number INTEGER NOT NULL,
    record TEXT NOT NULL,
    file   TEXT NOT NULL,
    line   INTEGER NOT NULL,
    key    TEXT NOT NULL,
    item   TEXT NOT NULL,
    fate   TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS carrying (
    run  TEXT NOT NULL REFERENCES run (id),
    row  INTEGER NOT NULL,
    edit INTEGER NOT NULL,
    PRIMARY KEY (run, row, edit)
) STRICT, WITHOUT ROWID;

-- Rows that were as the wiki has them: many, and none of them changes any more, so one value.
CREATE TABLE IF NOT EXISTS unchanged (
    run   TEXT PRIMARY KEY REFERENCES run (id),
    count INTEGER NOT NULL,
    rows  BLOB NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS conflict (
    run     TEXT NOT NULL REFERENCES run (id),
    number  INTEGER NOT NULL,
    record  TEXT NOT NULL,
    key     TEXT NOT NULL,
    item    TEXT NOT NULL,
    told    TEXT NOT NULL,
    data    TEXT NOT NULL,
    PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;
