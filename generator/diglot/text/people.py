"""Names of the people who vouch for a text."""

from __future__ import annotations


def is_name(text: str) -> bool:
    """Whether a text can be a person's name at all: it has a letter.

    >>> is_name("رنا عزيز"), is_name("?"), is_name("2026")
    (True, False, False)
    """
    return any(char.isalpha() for char in text)
