-- How far each company's books have been swept for changes that no webhook told of, and when next.

CREATE TABLE sweeps (
    company_id  INTEGER NOT NULL PRIMARY KEY,
    books_id    TEXT NOT NULL,
    swept_until INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    lease_owner TEXT NOT NULL,
    lease_until INTEGER NOT NULL
) STRICT;

CREATE INDEX sweeps_due ON sweeps (due_at);

INSERT INTO sweeps
SELECT company_id, books_id, connected_at, connected_at, '', 0 FROM connections;
