"""Words that a person writes into one line of a catalogue's comments."""

from __future__ import annotations

import unicodedata

from diglot.text.bidi import CONTROLS

_UNFIT = frozenset(("Cc", "Cs", "Zl", "Zp"))


def fits_one_line(text: str) -> bool:
    r"""Whether a text stands on one line and reads back as it is: no control character is in it.

    >>> fits_one_line("رنا عزيز"), fits_one_line("a\nb"), fits_one_line("a\u202eb")
    (True, False, False)
    """
    return not CONTROLS.search(text) and not any(unicodedata.category(c) in _UNFIT for c in text)
