"""What XML can hold of a text that may hold anything."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_bytes(document: str) -> bytes:
    """Encode an XML document, a replacement character in place of each that XML 1.0 forbids."""
    return _ILLEGAL.sub("\ufffd", document).encode("utf-8")
