"""HTML pages: which blocks are the article."""
