-- Every table that belongs to a company has company_id first in its key. Instants are milliseconds
-- since 1970 UTC, days are YYYY-MM-DD, decimals are text: exact, with the scale they came with.
-- Tokens are sealed (AES-256-GCM); an ended grant has none.

CREATE TABLE installations (
    company_id     INTEGER NOT NULL,
    user_id        INTEGER NOT NULL,
    user_name      TEXT NOT NULL,
    email          TEXT NOT NULL,
    company_name   TEXT NOT NULL,
    company_domain TEXT NOT NULL,
    language       TEXT NOT NULL,
    time_zone      TEXT NOT NULL,
    is_admin       INTEGER NOT NULL CHECK (is_admin IN (0, 1)),
    api_base       TEXT NOT NULL,
    access_state   TEXT NOT NULL CHECK (access_state IN ('active', 'lost', 'ended')),
    access_token   BLOB,
    refresh_token  BLOB,
    expires_at     INTEGER NOT NULL,
    installed_at   INTEGER NOT NULL,
    PRIMARY KEY (company_id, user_id),
    CHECK ((access_state = 'ended') = (refresh_token IS NULL)),
    CHECK ((access_token IS NULL) = (refresh_token IS NULL))
) STRICT;

-- At most one connection per company.
CREATE TABLE connections (
    company_id       INTEGER NOT NULL PRIMARY KEY,
    connected_by     INTEGER NOT NULL,
    books_id         TEXT NOT NULL,
    books_name       TEXT NOT NULL,
    country          TEXT NOT NULL,
    home_currency    TEXT NOT NULL,
    multicurrency    INTEGER NOT NULL CHECK (multicurrency IN (0, 1)),
    time_zone        TEXT NOT NULL,
    uses_sales_tax   INTEGER NOT NULL CHECK (uses_sales_tax IN (0, 1)),
    default_tax_code TEXT NOT NULL,
    access_state     TEXT NOT NULL CHECK (access_state IN ('active', 'lost', 'ended')),
    access_token     BLOB,
    refresh_token    BLOB,
    expires_at       INTEGER NOT NULL,
    connected_at     INTEGER NOT NULL,
    FOREIGN KEY (company_id, connected_by) REFERENCES installations (company_id, user_id),
    CHECK ((access_state = 'ended') = (refresh_token IS NULL)),
    CHECK ((access_token IS NULL) = (refresh_token IS NULL))
) STRICT;

CREATE TABLE settings (
    company_id    INTEGER NOT NULL PRIMARY KEY,
    to_field      TEXT,
    address_field TEXT,
    email_field   TEXT,
    tax_id_field  TEXT,
    term_days     INTEGER NOT NULL CHECK (term_days BETWEEN 0 AND 999)
) STRICT;

CREATE TABLE payer_links (
    company_id   INTEGER NOT NULL,
    books_id     TEXT NOT NULL,
    contact_kind TEXT NOT NULL CHECK (contact_kind IN ('person', 'organization')),
    contact_id   INTEGER NOT NULL,
    payer_id     TEXT NOT NULL,
    payer_name   TEXT NOT NULL,
    PRIMARY KEY (company_id, books_id, contact_kind, contact_id)
) STRICT;

CREATE TABLE item_links (
    company_id INTEGER NOT NULL,
    books_id   TEXT NOT NULL,
    product_id INTEGER NOT NULL,
    variation  INTEGER NOT NULL,
    item_id    TEXT NOT NULL,
    item_name  TEXT NOT NULL,
    PRIMARY KEY (company_id, books_id, product_id, variation)
) STRICT;

CREATE TABLE intents (
    company_id      INTEGER NOT NULL,
    intent_id       TEXT NOT NULL,
    user_id         INTEGER NOT NULL,
    books_id        TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint     TEXT NOT NULL,
    generation      INTEGER NOT NULL CHECK (generation > 0),
    deal_id         INTEGER NOT NULL,
    invoice_order   TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('planned', 'finding_out', 'created', 'not_created')),
    invoice_id      TEXT,
    error           TEXT,
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (company_id, intent_id),
    UNIQUE (company_id, idempotency_key),
    CHECK ((state = 'created') = (invoice_id IS NOT NULL)),
    CHECK ((state = 'not_created') = (error IS NOT NULL))
) STRICT;

CREATE INDEX intents_by_deal ON intents (company_id, deal_id, state);

CREATE TABLE jobs (
    company_id  INTEGER NOT NULL,
    intent_id   TEXT NOT NULL,
    step        TEXT NOT NULL CHECK (step IN ('ensure_payer', 'create_invoice', 'write_note', 'done')),
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

-- What the worker looks through: only what is unfinished.
CREATE INDEX jobs_due ON jobs (due_at) WHERE step <> 'done';

CREATE TABLE invoices (
    company_id INTEGER NOT NULL,
    books_id   TEXT NOT NULL,
    invoice_id TEXT NOT NULL,
    deal_id    INTEGER NOT NULL,
    payer_id   TEXT NOT NULL,
    payer_name TEXT NOT NULL,
    number     TEXT NOT NULL,
    version    TEXT NOT NULL,
    currency   TEXT NOT NULL,
    day        TEXT NOT NULL,
    due_day    TEXT,
    subtotal   TEXT NOT NULL,
    tax        TEXT NOT NULL,
    total      TEXT NOT NULL,
    balance    TEXT NOT NULL,
    voided     INTEGER NOT NULL CHECK (voided IN (0, 1)),
    deleted    INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    as_of      INTEGER NOT NULL,
    learned_by TEXT NOT NULL CHECK (learned_by IN ('write', 'click', 'webhook', 'sweep')),
    PRIMARY KEY (company_id, books_id, invoice_id)
) STRICT;

CREATE INDEX invoices_by_deal ON invoices (company_id, books_id, deal_id);

CREATE TABLE audit (
    company_id INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    actor      INTEGER NOT NULL,
    action     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    PRIMARY KEY (company_id, at, sequence)
) STRICT;
