-- Brings the chosen rows of the shards into the dossier. `chosen` names, for each document to load, its target and file.
CREATE OR REPLACE TEMP VIEW loading AS
SELECT s.* FROM shards s JOIN chosen c ON c.fingerprint = s.fingerprint AND c.filename = s.filename;

INSERT INTO documents
SELECT id, content_hash, CASE WHEN NOT retry THEN fingerprint END, getvariable('reader'), title, publisher, try_cast(published AS DATE), published_by,
       author, format, text, n_words, n_terms, NULL
FROM loading ORDER BY id;

INSERT INTO passages
SELECT id, p.n, p.start, p."end", p.role FROM (SELECT id, unnest(passages) AS p FROM loading) ORDER BY id, p.n;

INSERT INTO records
SELECT r.id, doc, r.n, r.kind, r.status, r.who, r.whom, r.what, r."when", w.first, w.last, r."where",
       r.amount_value, r.amount_unit, r.stance, r.plover, r.mode, r.score, r.said_by, r.confidence,
       r.start, r."end", r.quote, r.n_terms
FROM (SELECT id AS doc, unnest(records) AS r FROM loading) LEFT JOIN whens w ON w.text = r."when"
ORDER BY doc, r.n;

INSERT INTO problems
SELECT c.path, c.item, l.id, l.p.reason, l.p.remedy
FROM (SELECT id, fingerprint, unnest(problems) AS p FROM loading) l JOIN chosen c USING (fingerprint)
ORDER BY ALL;

INSERT INTO document_terms
SELECT id, t.term, t.n FROM (SELECT id, unnest(terms) AS t FROM loading) ORDER BY id, t.term;

INSERT INTO record_terms
SELECT id, n, t.term, t.n
FROM (SELECT id, r.n AS n, unnest(r.terms) AS t FROM (SELECT id, unnest(records) AS r FROM loading))
ORDER BY id, n, t.term;

INSERT INTO signatures
SELECT id, signature, bands FROM loading ORDER BY id;
