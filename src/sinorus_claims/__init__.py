"""Attributed claims across news outlets: who said what, who agrees, who differs, and on what."""

__version__ = "0.1.0"
