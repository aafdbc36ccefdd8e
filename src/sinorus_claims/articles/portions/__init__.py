"""Files as the portions in which they are read: whole, or some records of a long one at a time."""
