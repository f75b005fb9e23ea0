"""Dates as the content writes them: an ISO year, month or day."""

from __future__ import annotations

import datetime
import re

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def is_iso_date(text: str) -> bool:
    """Whether the text is a year, month or day that the calendar has.

    >>> is_iso_date("2024-02-29"), is_iso_date("2023-02-29")
    (True, False)
    """
    match = _ISO.fullmatch(text)
    if match is None:
        return False
    try:
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True
