"""Flat and relational tables of an analysis: for spreadsheets, SQL and data frames."""
