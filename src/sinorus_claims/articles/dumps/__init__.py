"""Plain texts: which lines are the article."""
