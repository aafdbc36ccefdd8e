"""Who is meant: mentions and their kinds, names over the article, antecedents, one speaker each."""
