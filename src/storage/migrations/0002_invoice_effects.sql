-- What people did to invoices from the CRM: the key is here before it is sent.

CREATE TABLE invoice_effects (
    company_id  INTEGER NOT NULL,
    request_key TEXT NOT NULL,
    user_id     INTEGER NOT NULL,
    books_id    TEXT NOT NULL,
    invoice_id  TEXT NOT NULL,
    action      TEXT NOT NULL CHECK (action IN ('void', 'delete', 'send')),
    send_to     TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('sent', 'done', 'refused')),
    cause       TEXT NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (company_id, request_key)
) STRICT;
