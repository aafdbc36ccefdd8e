"""A larger parser that the shipped one learns from; it is never shipped.

all-MiniLM-L6-v2's encoder, told the letter case that its uncased vocabulary hides, with heads for
sentence starts, tags, features, a biaffine dependency tree (Dozat and Manning 2017) and entities,
trained on all of them at once.
"""
