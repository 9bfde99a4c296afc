-- A dossier, version 2. No keys are declared: documents are replaced within one transaction, and what would be
-- checked row by row is made unique beforehand and tested.

CREATE TABLE meta (key VARCHAR, value VARCHAR);

-- One row a text. `copy_of` names the first telling where this one says nearly the same words.
-- `fingerprint` changes with whatever its reading depends on, `reader` with the reader alone; where the reading failed
-- for want of memory or the like, `fingerprint` is empty, so that it is tried again.
CREATE TABLE documents (
    id VARCHAR, content_hash VARCHAR, fingerprint VARCHAR, reader VARCHAR,
    title VARCHAR, publisher VARCHAR, published DATE, published_by VARCHAR, author VARCHAR, format VARCHAR,
    text VARCHAR, n_words INTEGER, n_terms INTEGER, copy_of VARCHAR
);

-- Where the documents were met: several addresses may have one text. `source_id` and `described` are what the source
-- says of it there; the first address, by path and item, describes the document.
CREATE TABLE addresses (
    doc VARCHAR, path VARCHAR, item VARCHAR, url VARCHAR, source_id VARCHAR, content_hash VARCHAR, described VARCHAR
);

CREATE TABLE passages (doc VARCHAR, n INTEGER, start INTEGER, "end" INTEGER, role VARCHAR);

-- One row a record, `n` its place in its document. `when_start` and `when_end` are the days that `when_text` covers;
-- `when_end` is empty where it goes on (`2013/`), `when_start` where only a deadline is told (`/2022-12-31`).
CREATE TABLE records (
    id VARCHAR, doc VARCHAR, n INTEGER, kind VARCHAR, status VARCHAR, who VARCHAR[], whom VARCHAR[], what VARCHAR,
    when_text VARCHAR, when_start DATE, when_end DATE, where_text VARCHAR, amount_value DOUBLE, amount_unit VARCHAR,
    stance VARCHAR, plover VARCHAR, mode VARCHAR, score DOUBLE, said_by VARCHAR, confidence DOUBLE,
    start INTEGER, "end" INTEGER, quote VARCHAR, n_terms INTEGER
);

-- What could not be read, or only in part. `doc` is empty where there is no document to speak of.
CREATE TABLE problems (path VARCHAR, item VARCHAR, doc VARCHAR, reason VARCHAR, remedy VARCHAR);

-- The log of readings. The only table that tells the time.
CREATE TABLE runs (
    id INTEGER, started TIMESTAMP, finished TIMESTAMP, version VARCHAR, configuration JSON,
    codebook_hash VARCHAR, world_hash VARCHAR, reader VARCHAR, counts JSON
);

-- Search: how often each term stands in a document, and in a record's quote and content.
CREATE TABLE document_terms (doc VARCHAR, term VARCHAR, n INTEGER);
CREATE TABLE record_terms (doc VARCHAR, record INTEGER, term VARCHAR, n INTEGER);

-- Near copies: each document's MinHash signature, and the keys of its bands.
CREATE TABLE signatures (doc VARCHAR, signature INTEGER[], bands UBIGINT[]);

CREATE VIEW evidence AS SELECT id AS record, doc, start, "end", quote FROM records;

CREATE VIEW actors AS
SELECT actor, split_part(actor, '/', 1) AS body, substr(actor, length(split_part(actor, '/', 1)) + 2) AS name,
       count(DISTINCT (doc, n)) AS n_records
FROM (SELECT doc, n, unnest(list_concat(who, whom)) AS actor FROM records)
GROUP BY actor;

-- BM25 (k1 = 1.2, b = 0.75): the usual values, see Robertson and Zaragoza 2009.
CREATE MACRO bm25(n, length, mean_length, n_with, n_all) AS
    ln(1 + (n_all - n_with + 0.5) / (n_with + 0.5)) * n * 2.2 / (n + 1.2 * (0.25 + 0.75 * length / mean_length));

-- Since version 2. What follows is made from the records and decisions by merging, and made anew where these changed.

-- One row a fact. `record` is its fullest telling, `n_documents` counts near copies once.
CREATE TABLE facts (
    id VARCHAR, kind VARCHAR, status VARCHAR, who VARCHAR[], whom VARCHAR[], what VARCHAR, when_text VARCHAR,
    when_start DATE, when_end DATE, where_text VARCHAR, amount_value DOUBLE, amount_unit VARCHAR,
    record VARCHAR, n_records INTEGER, n_documents INTEGER
);

-- Which records a fact joins, and why: each link names two of them and tells what they share.
CREATE TABLE fact_records (fact VARCHAR, record VARCHAR, doc VARCHAR);
CREATE TABLE fact_links (fact VARCHAR, one VARCHAR, other VARCHAR, score DOUBLE, reason VARCHAR);

-- What was compared already: a cell whose signature has not changed is not compared again.
CREATE TABLE fact_cells (
    key VARCHAR, signature VARCHAR, links STRUCT(one VARCHAR, other VARCHAR, score DOUBLE, reason VARCHAR)[]
);

-- From which records, days and decisions, and by which rules, the facts were made.
CREATE TABLE fact_state (fingerprint VARCHAR, rules VARCHAR);

-- What people decided: two pieces of evidence (document, kind and words, hashed) tell one thing, or two.
CREATE TABLE reviews (one VARCHAR, other VARCHAR, verdict VARCHAR, made TIMESTAMP, note VARCHAR);
