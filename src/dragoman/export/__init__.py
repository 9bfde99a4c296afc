"""Records and documents in the formats of the field, one format a file."""
