"""Instants that feeds and books need, made of the dates that an article has."""

from __future__ import annotations

_FIRST = "1970-01-01"
"""What stands for no date at all where a format demands one."""


def instant(date: str) -> str:
    """Give midnight UTC of an ISO date (year, month or day) by RFC 3339; empty: the epoch."""
    return f"{(date or _FIRST) + _FIRST[len(date or _FIRST) :]}T00:00:00Z"
