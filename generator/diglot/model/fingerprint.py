"""Short hashes that prove a text has not changed, and ids made from a first text."""

from __future__ import annotations

import hashlib
from functools import lru_cache


def digest(text: str) -> str:
    """Give the SHA-256 of the text's UTF-8 as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# A unit's state is asked for a dozen times while its article is built.
@lru_cache(maxsize=1024)
def fingerprint(text: str) -> str:
    """Give the first 8 hexadecimal digits of the SHA-256: what stamps record."""
    return digest(text)[:8]
