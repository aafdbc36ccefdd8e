"""Analysis -> what people read and what other tools take in."""
