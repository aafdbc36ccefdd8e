"""Readers of the corpora and the one in-memory form that they share."""
