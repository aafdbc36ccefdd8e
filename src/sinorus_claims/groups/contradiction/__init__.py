"""The model that reads two texts together: whether one follows from the other, or excludes it."""
