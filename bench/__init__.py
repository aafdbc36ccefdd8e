"""How good and how fast: `python -m bench`, one command for all; each file also runs alone."""
