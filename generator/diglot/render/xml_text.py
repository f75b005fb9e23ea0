"""What XML can hold of a text that may hold anything."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_bytes(document: str) -> bytes:
    """Encode an XML document, a replacement character in place of each that XML 1.0 forbids."""
    return _ILLEGAL.sub("\ufffd", document).encode("utf-8")
