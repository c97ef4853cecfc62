-- What the books told us of, until it was looked into; kept for a while afterwards, so that a repeated
-- notice is known as one.

CREATE TABLE webhook_events (
    company_id  INTEGER NOT NULL,
    event_id    TEXT NOT NULL,
    books_id    TEXT NOT NULL,
    entity      TEXT NOT NULL CHECK (entity IN ('invoice', 'payment', 'credit_memo', 'customer')),
    record_id   TEXT NOT NULL,
    merged_id   TEXT NOT NULL,
    changed_at  INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    attempts    INTEGER NOT NULL CHECK (attempts >= 0),
    done        INTEGER NOT NULL CHECK (done IN (0, 1)),
    lease_owner TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    PRIMARY KEY (company_id, event_id),
    CHECK (done = 0 OR lease_owner = '')
) STRICT;

CREATE INDEX webhook_events_due ON webhook_events (due_at) WHERE done = 0;
CREATE INDEX webhook_events_done ON webhook_events (received_at) WHERE done = 1;
CREATE INDEX connections_by_books ON connections (books_id);
