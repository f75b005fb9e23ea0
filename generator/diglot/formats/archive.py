"""A zip archive whose parts may be read: measured before anything in it is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from diglot.model.problem import DiglotError, Location, Problem, Severity

MOST_PARTS = 4_000
"""Files in the archive; a book of a thousand pictures has some 1,100."""

MOST_BYTES = 250_000_000
"""All parts unpacked; a document of a hundred large photographs has half."""

MOST_TIMES = 200
"""How many times larger a part may become; text gets 10 to 30 times larger, emptiness 1,000."""

_SMALL = 1_000_000
"""Bytes up to which a part may be as empty as it likes."""

_CLIMBS = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\\|\x00")
_ENCRYPTED = 0x1


def open_archive(data: bytes, path: str) -> Mapping[str, bytes]:
    """Give the parts of an archive by name.

    Args:
        data: the archive.
        path: the file as the user knows it, for messages.

    Raises:
        DiglotError: it is damaged, encrypted, grows beyond a limit, or names a part outside itself.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _measure(parts, path)
            return {part.filename: archive.read(part) for part in parts if not part.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise _refusal("damaged-archive", f"the file is damaged: {error}", path) from error


def _measure(parts: list[zipfile.ZipInfo], path: str) -> None:
    if len(parts) > MOST_PARTS:
        raise _refusal("zip-bomb", f"the file has more than {MOST_PARTS} parts", path)
    if sum(part.file_size for part in parts) > MOST_BYTES:
        message = f"unpacked, the file has more than {MOST_BYTES // 1_000_000} MB"
        raise _refusal("zip-bomb", message, path)
    for part in parts:
        if _CLIMBS.search(part.filename):
            message = f"a part of the file has a name that leads out of it: {part.filename!r}"
            raise _refusal("climbing-path", message, path)
        if part.flag_bits & _ENCRYPTED:
            raise _refusal("encrypted", "the file is protected with a password", path)
        if part.file_size > max(_SMALL, MOST_TIMES * part.compress_size):
            message = f"{part.filename} becomes more than {MOST_TIMES} times larger when unpacked"
            raise _refusal("zip-bomb", message, path)


def _refusal(code: str, message: str, path: str) -> DiglotError:
    remedy = "Open it in a word processor, and save it again as a new .docx without a password."
    return DiglotError(Problem(code, Severity.ERROR, message, Location(path), remedy))
