CREATE TABLE IF NOT EXISTS counter (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS page (
    page_id INTEGER PRIMARY KEY,
    entity_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    target TEXT,
    deleted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS page_order ON page (kind, number);
CREATE TABLE IF NOT EXISTS revision (
    revision_id INTEGER PRIMARY KEY,
    page_id INTEGER NOT NULL REFERENCES page,
    parent_id INTEGER NOT NULL,
    timestamp TEXT NOT NULL,
    user TEXT NOT NULL,
    comment TEXT NOT NULL,
    bot INTEGER NOT NULL,
    size INTEGER NOT NULL,
    content TEXT NOT NULL,
    minor INTEGER NOT NULL DEFAULT 0,
    tags TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS revision_of_page ON revision (page_id, revision_id);
CREATE TABLE IF NOT EXISTS term (
    page_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS term_text ON term (text, language, kind);
CREATE INDEX IF NOT EXISTS term_page ON term (page_id);
CREATE TABLE IF NOT EXISTS link (
    page_id INTEGER NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (page_id, target)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS link_target ON link (target, page_id);
CREATE TABLE IF NOT EXISTS log (
    log_id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    action TEXT NOT NULL,
    namespace INTEGER NOT NULL,
    title TEXT NOT NULL,
    page_id INTEGER NOT NULL,
    revision_id INTEGER NOT NULL,
    timestamp TEXT NOT NULL,
    user TEXT NOT NULL,
    comment TEXT NOT NULL,
    params TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX IF NOT EXISTS log_of_page ON log (page_id, log_id);
CREATE TABLE IF NOT EXISTS protection (
    title TEXT NOT NULL,
    action TEXT NOT NULL,
    level TEXT NOT NULL,
    expiry TEXT NOT NULL,
    PRIMARY KEY (title, action)
);
CREATE TABLE IF NOT EXISTS block (
    block_id INTEGER PRIMARY KEY AUTOINCREMENT,
    user TEXT NOT NULL UNIQUE,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    timestamp TEXT NOT NULL,
    expiry TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS text_page (
    page_id INTEGER PRIMARY KEY,
    namespace INTEGER NOT NULL,
    title TEXT NOT NULL UNIQUE,
    latest INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS text_revision (
    revision_id INTEGER PRIMARY KEY,
    page_id INTEGER NOT NULL REFERENCES text_page,
    parent_id INTEGER NOT NULL,
    timestamp TEXT NOT NULL,
    user TEXT NOT NULL,
    comment TEXT NOT NULL,
    bot INTEGER NOT NULL,
    minor INTEGER NOT NULL,
    tags TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS text_revision_of_page ON text_revision (page_id, revision_id);
INSERT OR IGNORE INTO counter VALUES ('item', 0), ('property', 0), ('page', 1), ('revision', 1);
