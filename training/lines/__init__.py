"""The line model of the loader: which lines of a text dump are the article."""
