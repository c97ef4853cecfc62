-- What else came of a wish: what the invoice was expected to come to, whether it was e-mailed, whether
-- the customer's details went along.

ALTER TABLE intents ADD COLUMN expected_total TEXT;
ALTER TABLE intents ADD COLUMN emailed INTEGER CHECK (emailed IN (0, 1));
ALTER TABLE intents ADD COLUMN email_error TEXT;
ALTER TABLE intents ADD COLUMN payer_error TEXT;

-- Two more steps: the customer's details before the invoice, the e-mail after it.

CREATE TABLE jobs_next (
    company_id  INTEGER NOT NULL,
    intent_id   TEXT NOT NULL,
    step        TEXT NOT NULL CHECK (step IN ('ensure_payer', 'update_payer', 'create_invoice',
                                              'send_invoice', 'write_note', 'done')),
    sent        INTEGER NOT NULL CHECK (sent IN (0, 1)),
    attempts    INTEGER NOT NULL CHECK (attempts >= 0),
    due_at      INTEGER NOT NULL,
    lease_owner TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    payer_id    TEXT,
    cause       TEXT NOT NULL,
    PRIMARY KEY (company_id, intent_id),
    FOREIGN KEY (company_id, intent_id) REFERENCES intents (company_id, intent_id),
    CHECK (step <> 'done' OR (lease_owner = '' AND sent = 0)),
    CHECK (step IN ('ensure_payer', 'done') OR payer_id IS NOT NULL)
) STRICT;

INSERT INTO jobs_next
SELECT company_id, intent_id, step, sent, attempts, due_at, lease_owner, lease_until, payer_id, cause
FROM jobs;

DROP TABLE jobs;
ALTER TABLE jobs_next RENAME TO jobs;

CREATE INDEX jobs_due ON jobs (due_at) WHERE step <> 'done';
