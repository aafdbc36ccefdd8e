-- Full-text index over the words of claims; letters with and without diacritics are one.
CREATE VIRTUAL TABLE claims_fts USING fts5 (
    text, speaker, headline,
    content="claims",
    tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');
INSERT INTO claims_fts (claims_fts) VALUES ('optimize');
