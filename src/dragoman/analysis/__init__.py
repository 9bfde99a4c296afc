"""Records in order and in tables: timelines, ledgers."""
