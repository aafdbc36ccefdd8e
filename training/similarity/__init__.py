"""The embedded likeness: a table of word pieces that imitates a sentence encoder."""
