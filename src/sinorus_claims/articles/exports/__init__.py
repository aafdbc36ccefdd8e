"""Bundles that news databases export, split into their articles."""
