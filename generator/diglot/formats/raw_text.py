"""Bytes of a delivered article → text, or a clear error; never a replacement character.

Takes UTF-8 and UTF-16, each with or without a byte-order mark, and windows-1256.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from diglot.model.problem import DiglotError, Location, Problem, Severity


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and the encoding it was in."""

    text: str
    """Without the byte-order mark; line ends as delivered."""
    encoding: str
    """Python codec name: utf-8, utf-8-sig, utf-16-le, utf-16-be or windows-1256."""


_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (
        b"PK\x03\x04",
        "a zip archive (.docx, .odt and .epub are such)",
        "Save the document as plain text (UTF-8).",
    ),
    (b"%PDF", "a PDF", "Copy its text into a plain text file (UTF-8)."),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word document (.doc)",
        "Save the document as plain text (UTF-8).",
    ),
    (b"{\\rtf", "a rich text document (.rtf)", "Save the document as plain text (UTF-8)."),
    (b"\x89PNG", "a PNG image", "Give the article's text, not its picture."),
    (b"\xff\xd8\xff", "a JPEG image", "Give the article's text, not its picture."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and give the text file inside."),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_ENOUGH_LETTERS = 12
_AS_UTF8 = "Save the file as UTF-8 and ingest it again."
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_EXPECTED = re.compile(
    r"[\t\n\r\f\x20-\x7e\xa0-\xff\u0590-\u05ff\u0600-\u06ff\u0750-\u077f"
    r"\u200b-\u2044\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]"
)
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_FREQUENT = re.compile("[اأىيولمنرهةت]")
"""Two letters of three in any Arabic text; in Cyrillic misread, one of seven."""
_SCRIPTS_JOINED = re.compile(r"[\u0620-\u064a][À-ÿ]|[À-ÿ][\u0620-\u064a]")
"""What another Arabic code page leaves, misread: é inside an Arabic word."""
_UTF8_LEADS_IN_1256 = re.compile(r"[طظعغ×]")


def decode(data: bytes, path: str) -> Decoded:
    """Give the text of a file, its encoding detected.

    Args:
        data: the whole file.
        path: the file as the user knows it, for messages.

    Raises:
        DiglotError: the file is not text, or its text cannot be read without loss.
    """
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise _refusal("not-text", f"this is {what}, not plain text", path, remedy)
    marked = _by_mark(data, path)
    if marked is not None:
        return marked
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and not _CONTROL.search(utf8):
        return Decoded(utf8, "utf-8")
    wide = _by_guess_utf16(data)
    if wide is not None:
        return wide
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        raise _refusal(
            "nul-bytes", "the file has NUL bytes, so it is not a text", path, _AS_UTF8, line
        )
    if utf8 is not None:
        # Control characters alone (an escape, a bell) are odd but readable.
        if _share(_CONTROL, utf8) >= 0.05:
            raise _not_text(path)
        return Decoded(utf8, "utf-8")
    return _by_windows_1256(data, path)


def _by_mark(data: bytes, path: str) -> Decoded | None:
    """Decode by the byte-order mark, if there is one."""
    for mark, name, codec in _BOMS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], codec)
            if text is None:
                raise _damaged(data[len(mark) :], codec, path)
            if "\x00" in text:
                line = text[: text.index("\x00")].count("\n") + 1
                raise _refusal("nul-bytes", "the text has NUL characters", path, _AS_UTF8, line)
            return Decoded(text, name)
    return None


def _by_guess_utf16(data: bytes) -> Decoded | None:
    """Decode as the byte order that gives a plausible text; None if neither does."""
    best: tuple[float, Decoded] | None = None
    for codec in ("utf-16-le", "utf-16-be"):
        text = _strict(data, codec)
        if text and "\x00" not in text:
            share = _share(_EXPECTED, text)
            if share >= 0.9 and (best is None or share > best[0]):
                best = (share, Decoded(text, codec))
    return best[1] if best else None


def _by_windows_1256(data: bytes, path: str) -> Decoded:
    """Decode as windows-1256 if that reads as Arabic script, else say what is wrong."""
    survivors = data.decode("utf-8", "ignore")
    high = sum(byte >= 0x80 for byte in data)
    kept = sum(len(char.encode()) for char in survivors if ord(char) >= 0x80)
    text = data.decode("windows-1256")
    letters = _ARABIC.findall(text)
    # UTF-8 read as windows-1256 is full of the letters that its lead bytes happen to be.
    mojibake = len(_UTF8_LEADS_IN_1256.findall(text)) / max(1, len(letters))
    if kept > high * 0.7 and (mojibake > 0.25 or len(letters) < high * 0.5):
        raise _damaged(data, "utf-8", path)
    frequent = len(_FREQUENT.findall(text)) / max(1, len(letters))
    noise = len(letters) > _ENOUGH_LETTERS and frequent < 0.3
    mixed = len(_SCRIPTS_JOINED.findall(text)) > 0.02 * len(letters)
    if noise or mixed or _share(_CONTROL, text) > 0.01 or len(letters) < high * 0.6:
        raise _not_text(path)
    return Decoded(text, "windows-1256")


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _share(pattern: re.Pattern[str], text: str) -> float:
    return len(pattern.findall(text)) / max(1, len(text))


def _damaged(data: bytes, codec: str, path: str) -> DiglotError:
    """Say where a text breaks off its encoding."""
    start, line = len(data), 0
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        start = error.start
        line = data[:start].decode(codec, "ignore").count("\n") + 1
    name = codec.upper().replace("-LE", "").replace("-BE", "")
    message = f"the file is {name} with a damaged character at byte {start}"
    return _refusal(
        "damaged-text", message, path, "Ask for the file again, or retype that word.", line
    )


def _not_text(path: str) -> DiglotError:
    message = "the file is in no encoding that we read (UTF-8, UTF-16, windows-1256)"
    return _refusal("unknown-encoding", message, path, _AS_UTF8)


def _refusal(code: str, message: str, path: str, remedy: str, line: int = 0) -> DiglotError:
    return DiglotError(Problem(code, Severity.ERROR, message, Location(path, line), remedy))
