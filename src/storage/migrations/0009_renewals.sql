-- Who is renewing which grant right now: one process at a time. user_id is 0 for the company's books.

CREATE TABLE renewals (
    company_id  INTEGER NOT NULL,
    user_id     INTEGER NOT NULL,
    lease_owner TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    PRIMARY KEY (company_id, user_id)
) STRICT;
