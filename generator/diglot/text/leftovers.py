"""What must never reach a reader: an engine's own words, tokens, letters of the source."""

from __future__ import annotations

import re

from diglot.text import characters as chars
from diglot.text.pair_text import Side

_ENGINE = re.compile(
    r"""
    error\ \d{3}\b | \b\d{3}\.?\ (?:that.s\ an\ error|too\ many\ requests|forbidden|bad\ gateway)
    | \(server\ error\) | the\ server\ encountered\ a\ temporary | mymemory\ warning
    | query\ length\ limit | all\ available\ free\ translations | invalid\ language\ pair
    | please\ select\ two\ distinct\ languages | no\ content\ returned
    | quota\ (?:has\ been\ )?exceeded
    | rate\ limit\ (?:has\ been\ )?(?:exceeded|reached) | exceeded\ your\ current\ quota
    | unusual\ traffic\ from\ your | <!doctype | </?(?:html|body|div|span|br|head)\b
    | \bas\ an\ ai\b | \bai\ language\ model | invalid\ api\ key | service\ (?:is\ )?unavailable$
    | ^(?:sure|certainly|of\ course)[,!.]+\ (?:here|the)\b.{0,12}\btransl
    | ^here(?:.s|\ is)\ (?:the|your|my|a)\ (?:english\ )?transl | ^(?:english\ )?translation:
    | ^(?:i\ am|i.m)\ (?:sorry|unable) | ^i\ (?:cannot|can.t)\ (?:translate|assist|help|fulfil)
    | ^unable\ to\ translate | ^note:\ (?:the|this)\ translation
    | \bthe\ text\ (?:you\ provided|to\ translate)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENGINE_CUES = (
    "error", "too many requests", "forbidden", "bad gateway", "the server", "mymemory", "transl",
    "query length", "language", "content returned", "quota", "rate limit", "unusual traffic", "<",
    "as an ai", "api key", "unavailable", "sorry", "unable", "i cannot", "i can", "the text you",
)  # fmt: skip
"""One of these stands in everything that the pattern finds, and is found faster."""

_TOKEN = re.compile(
    r"""
    \[\s?/?[A-Z]{1,3}\s?\d+\s?[A-Z]?\s?\] | [⟦⟧⟨⟩⦃⦄] | \{\{?\s?/?[\w.:-]+\s?\}?\}
    | __\w+?__ | \b[A-Z]{2,}_\d+\b | %(?:\(\w+\))?[sd]\b | </?\w+[^<>]*>
    | &(?:amp|lt|gt|quot|nbsp|apos|\#x?\w+);
    | \bX{2,}\d+X{2,}\b | @@\w+@@ | \bZ{2,}\d+Z*\b | \$\{\w+\} | \]\[\d+\]
    """,
    re.VERBOSE,
)
_TOKEN_SIGNS = re.compile(r"[\[⟦⟧⟨⟩⦃⦄{}%<&@$_]")
_LETTERS = {
    "Arab": re.compile(rf"[{chars.ARABIC}]+(?:\s+[{chars.ARABIC}]+)*"),
    "Hebr": re.compile(rf"[{chars.HEBREW}]+(?:\s+[{chars.HEBREW}]+)*"),
    "Cyrl": re.compile("[\u0400-\u052f]+(?: +[\u0400-\u052f]+)*"),
}
_IS_LETTER = re.compile(r"[^\W\d_]")
_URL = re.compile(r"https?://[^\s<>()\[\]«»“”،]+|\b[\w.+-]+@[\w-]+\.\w+[\w.]*")
_FOOTNOTE = re.compile(r"\[\^[\w-]+\]")


def engine_text(target: Side) -> str:
    """Give the words of an engine about itself, or nothing."""
    low = target.low
    for cue in _ENGINE_CUES:
        if cue in low:
            break
    else:
        return ""
    found = _ENGINE.search(target.text)
    return found[0] if found else ""


def token(source: str, target: str) -> str:
    """Give a token of protection or of markup that stands in the target alone, or nothing."""
    if not (_TOKEN_SIGNS.search(target) or "XX" in target or "ZZ" in target):
        return ""
    return next((m[0] for m in _TOKEN.finditer(target) if m[0] not in source), "")


def letters_left(target: str, script: str) -> tuple[int, int] | None:
    """Give the first run of letters of a script in a text, as a span."""
    pattern = _LETTERS.get(script)
    if pattern is None or target.isascii():
        return None
    for match in pattern.finditer(target):
        if _IS_LETTER.search(match[0]):
            return match.span()
    return None


def is_echo(source: Side, target: Side, script: str) -> bool:
    """Whether a target only repeats a source that has letters of its script."""
    pattern = _LETTERS.get(script)
    if pattern is not None and (target.text.isascii() or not pattern.search(source.text)):
        return False
    return source.parts == target.parts


def addresses(text: str) -> tuple[str, ...]:
    """Give web and mail addresses that stand in a text, in alphabetical order."""
    if "://" not in text and "@" not in text:
        return ()
    return tuple(sorted(match.rstrip(".,;:!?") for match in _URL.findall(text)))


def footnotes(text: str) -> tuple[str, ...]:
    """Give the footnote references of a text, in alphabetical order."""
    return tuple(sorted(_FOOTNOTE.findall(text))) if "[^" in text else ()
