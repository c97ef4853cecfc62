-- Items that people asked for: the key is here before it is sent.
CREATE TABLE item_wishes (
    company_id     INTEGER NOT NULL,
    request_key    TEXT NOT NULL,
    user_id        INTEGER NOT NULL,
    books_id       TEXT NOT NULL,
    name           TEXT NOT NULL,
    code           TEXT NOT NULL,
    description    TEXT NOT NULL,
    unit_price     TEXT,
    income_account TEXT NOT NULL,
    taxable        INTEGER NOT NULL CHECK (taxable IN (0, 1)),
    state          TEXT NOT NULL CHECK (state IN ('sent', 'done', 'refused')),
    item_id        TEXT,
    cause          TEXT NOT NULL,
    at             INTEGER NOT NULL,
    PRIMARY KEY (company_id, request_key),
    CHECK ((state = 'done') = (item_id IS NOT NULL))
) STRICT;

-- What invoices can begin with, under a name. Classes, locations and terms belong to the books.
CREATE TABLE invoice_templates (
    company_id  INTEGER NOT NULL,
    books_id    TEXT NOT NULL,
    template_id TEXT NOT NULL,
    place       INTEGER NOT NULL,
    content     TEXT NOT NULL,
    PRIMARY KEY (company_id, books_id, template_id)
) STRICT;

-- What people had typed when they closed the dialog. A draft that was forgotten keeps its version,
-- so that an older window does not bring it back.
CREATE TABLE kept_drafts (
    company_id INTEGER NOT NULL,
    deal_id    INTEGER NOT NULL,
    version    INTEGER NOT NULL CHECK (version > 0),
    form       TEXT,
    kept_by    INTEGER NOT NULL,
    kept_at    INTEGER NOT NULL,
    PRIMARY KEY (company_id, deal_id)
) STRICT;

CREATE INDEX kept_drafts_by_age ON kept_drafts (company_id, kept_at);
