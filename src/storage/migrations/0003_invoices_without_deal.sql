-- The invoices of a linked customer are known whether or not they belong to a deal.

CREATE TABLE invoices_next (
    company_id INTEGER NOT NULL,
    books_id   TEXT NOT NULL,
    invoice_id TEXT NOT NULL,
    deal_id    INTEGER,
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

INSERT INTO invoices_next
SELECT company_id, books_id, invoice_id, deal_id, payer_id, payer_name, number, version, currency,
       day, due_day, subtotal, tax, total, balance, voided, deleted, as_of, learned_by
FROM invoices;

DROP TABLE invoices;
ALTER TABLE invoices_next RENAME TO invoices;

CREATE INDEX invoices_by_deal ON invoices (company_id, books_id, deal_id);
CREATE INDEX invoices_by_payer ON invoices (company_id, books_id, payer_id);
CREATE INDEX payer_links_by_payer ON payer_links (company_id, books_id, payer_id);
