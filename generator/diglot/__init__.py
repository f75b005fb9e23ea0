"""Diglot: a static bilingual publishing system."""

__version__ = "0.1.0"
