"""Records with named fields: JSON, tables."""
