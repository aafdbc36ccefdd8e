"""The page model of the loader: which blocks of an HTML page are the article."""
