"""The model of contradiction: a small encoder that reads two texts together."""
