"""The dossier: one DuckDB file of documents, records and problems."""
