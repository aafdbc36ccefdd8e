"""Quotations: where they stand, what introduces them, whose they are, and turns of transcripts."""
