-- A company's settings are one JSON document: nobody searches in them, and they grow.

CREATE TABLE settings_next (
    company_id INTEGER NOT NULL PRIMARY KEY,
    document   TEXT NOT NULL
) STRICT;

INSERT INTO settings_next
SELECT company_id,
       json_object('to', json_object('field', to_field),
                   'address', json_object('field', address_field),
                   'email', json_object('field', email_field),
                   'tax_id', json_object('field', tax_id_field),
                   'term', json_object('kind', 'days', 'days', term_days, 'books_term', ''),
                   'tax_treatment', 'exclusive',
                   'tax_code', '',
                   'income_account', '',
                   'update_payer', json('false'),
                   'write_note', json('true'),
                   'attach_pdf', json('false'))
FROM settings;

DROP TABLE settings;
ALTER TABLE settings_next RENAME TO settings;
