-- When a grant ends whatever is done to keep it: Intuit's hard limit of five years. NULL: not known.

ALTER TABLE installations ADD COLUMN grant_ends_at INTEGER;
ALTER TABLE connections ADD COLUMN grant_ends_at INTEGER;
