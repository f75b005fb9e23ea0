"""Puts a machine's answer together again, or says why it cannot be used.

Repaired are spaces, case, digit shapes and bracket shapes of tokens, and names that are all but
right: a token that is missing, twice, unknown or broken refuses the whole answer, and none ever
gets through.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from diglot.model.machine import Style, Term
from diglot.text.bidi import CONTROLS
from diglot.text.protect import PRIVATE, Protected, Token, escape
from diglot.text.repair import repair_names

_FIRST, _CLOSING, _MOST = 0xE000, 3200, 1600
"""Stand-ins of tokens; a closing tag's is its partner's, this much further on."""
_TAG = re.compile(r'<(g|x)\s+id\s*=\s*["\']?(\d+)["\']?\s*(/?)>|</(g|x)\s*>')
_ARABIC_SIGNS = str.maketrans("،؛؟", ",;?")


@dataclass(frozen=True, slots=True)
class Restored:
    """A draft in unit syntax, or why there is none."""

    text: str = ""
    fault: str = ""
    markup_lost: bool = False
    """Plain text stands where the source has markup."""
    repaired: tuple[str, ...] = ()
    """Names set right, as `misspelt → name`."""


def restore(protected: Protected, answer: str) -> Restored:
    """Put an answer together.

    Returns:
        The draft; or a fault, and then the next style of protection may do better.
    """
    answer = CONTROLS.sub("", PRIVATE.sub("", answer)).translate(_ARABIC_SIGNS)
    if protected.style is Style.PLAIN:
        return _plain(protected, answer)
    if protected.style is Style.NATIVE:
        marked, found = _from_tags(answer)
    else:
        marked, found = _from_tokens(answer, protected.letter)
    if fault := _survival(protected.tokens, found) or _leftover(marked, protected.letter):
        return Restored(fault=fault)
    marked = typeset(_spaced(marked, protected.tokens))
    text = _assembled(marked, protected)
    repaired: tuple[str, ...] = ()
    if missing := _missing(text, protected.terms):
        marked, repaired = _repaired(marked, missing, protected.terms)
        text = _assembled(marked, protected)
    if missing := _missing(text, protected.terms):
        return Restored(fault=f"the name {missing[0]} is missing")
    return Restored(text, repaired=repaired) if text else Restored(fault="nothing is left")


def _from_tokens(answer: str, letter: str) -> tuple[str, list[int]]:
    found: list[int] = []

    def stand_in(match: re.Match[str]) -> str:
        found.append(int(match[1]))
        return chr(_FIRST + min(found[-1], 3199))

    either = f"[{letter}{letter.lower()}]"
    pattern = rf"[\[(⟦【{{［]\s*{either}\s*(\d{{1,4}})\s*{either}\s*[\])⟧】}}］]"
    return re.sub(pattern, stand_in, answer), found


def _from_tags(answer: str) -> tuple[str, list[int]]:
    """Replace tags; a closing tag closes what was opened last, and is the token after it."""
    found: list[int] = []
    parts: list[str] = []
    stack: list[int] = []
    at = 0
    for match in _TAG.finditer(answer):
        parts.append(html.unescape(answer[at : match.start()]))
        at = match.end()
        if match[1] == "g":
            stack.append(int(match[2]))
            found.append(stack[-1])
            parts.append(chr(_FIRST + min(stack[-1], 3199)))
        elif match[1] == "x":
            found.append(int(match[2]))
            parts.append(chr(_FIRST + min(found[-1], 3199)))
        elif match[4] == "g":
            # Its number is that of its partner, which only the tokens know: told as negative.
            found.append(-1 - stack.pop() if stack else -9999)
            parts.append(chr(_FIRST + _CLOSING + min(-1 - found[-1], 3199)))
    parts.append(html.unescape(answer[at:]))
    return "".join(parts), found


def _survival(tokens: Sequence[Token], found: list[int]) -> str:
    """Say what happened to the tokens, or nothing when each stands once and pairs nest."""
    resolved = [tokens[-1 - i].partner if -len(tokens) <= i < 0 else i for i in found]
    if sorted(resolved) != list(range(len(tokens))):
        return "a token was lost, doubled or invented"
    stack: list[int] = []
    for index in resolved:
        token = tokens[index]
        if token.kind == "open":
            stack.append(index)
        elif token.kind == "close" and (not stack or stack.pop() != token.partner):
            return "the pairs of tokens no longer nest"
    return ""


def _leftover(marked: str, letter: str) -> str:
    broken = rf"[\[⟦【{{［]\s*{letter}\s*\d|\d\s*{letter}\s*[\]⟧】}}］]|\b{letter}\d+{letter}\b"
    if re.search(broken, marked, re.IGNORECASE) or re.search(r"</?[gx]\b[^>]*>", marked):
        return "a token was broken"
    return ""


def _assembled(marked: str, protected: Protected) -> str:
    text = escape(marked) if protected.markup else marked
    closing = {t.partner: t for t in protected.tokens if t.kind == "close"}

    def put_back(match: re.Match[str]) -> str:
        index = ord(match[0]) - _FIRST
        token = closing[index - _CLOSING] if index >= _CLOSING else protected.tokens[index]
        if token.kind != "name":
            return token.text
        return escape(typeset(token.text)) if protected.markup else typeset(token.text)

    return PRIVATE.sub(put_back, text).strip()


def _spaced(marked: str, tokens: Sequence[Token]) -> str:
    """Set the spaces beside tokens: markup hugs what it marks, a name stands apart from words."""
    for index, token in enumerate(tokens):
        sign = chr(_FIRST + index)
        if token.kind == "open":
            marked = re.sub(rf"{sign}(\s+)", lambda m, s=sign: m[1] + s, marked)  # type: ignore[misc]
        elif token.kind == "close":
            for each in (sign, chr(_FIRST + _CLOSING + token.partner)):
                marked = re.sub(rf"(\s+){each}", lambda m, s=each: s + m[1], marked)  # type: ignore[misc]
        elif token.kind == "name":
            marked = re.sub(rf"(\w)(?={sign})", r"\1 ", marked)
            marked = re.sub(rf"(?<={sign})(?=\w)", " ", marked)
            marked = re.sub(rf"(?<={sign})\s+(?=['’]s\b)", "", marked)
    return marked


def _missing(text: str, terms: Sequence[Term]) -> list[str]:
    """Give the names that the text does not hold in any accepted spelling."""
    shown = text.replace("\\", "")
    return [
        term.target
        for term in terms
        if not any(
            re.search(rf"(?<!\w){re.escape(typeset(spelling))}(?!\w)", shown)
            for spelling in (term.target, *term.accepted)
        )
    ]


def _repaired(
    marked: str, missing: Sequence[str], terms: Sequence[Term]
) -> tuple[str, tuple[str, ...]]:
    kept = [spelling for term in terms for spelling in (term.target, *term.accepted)]
    return repair_names(marked, [typeset(name) for name in missing], kept)


def _plain(protected: Protected, answer: str) -> Restored:
    """Mark up a plain answer where what was marked can be found again, once.

    Spaces and case aside it must be the same: of 22 ways in which engines break an address, a file
    name or a footnote this finds 17 whole, a partial ratio of 90 finds 5 and cuts 3 of them.
    """
    terms = protected.terms
    text, repaired = _repaired(answer, _missing(answer, terms), terms)
    signs: dict[str, str] = {}
    lost = False
    for number, (anchor, opening, closing) in enumerate(protected.anchors[:_MOST]):
        spans = [match.span() for match in _loosely(anchor).finditer(text)] if anchor else []
        if len(spans) != 1:
            lost = True
            continue
        [(start, end)] = spans
        first, last = chr(_FIRST + 2 * number), chr(_FIRST + 2 * number + 1)
        signs |= {first: opening, last: closing}
        text = f"{text[:start]}{first}{anchor if opening else ''}{last}{text[end:]}"
    lost = lost or len(protected.anchors) > _MOST
    text = typeset(text)
    text = escape(text) if protected.markup else text
    text = PRIVATE.sub(lambda match: signs[match[0]], text)
    return Restored(text, "", lost, repaired) if text else Restored(fault="nothing is left")


def _loosely(anchor: str) -> re.Pattern[str]:
    """Match a text whatever its case, and whatever spaces stand beside its signs."""
    inner = r"\s*".join(map(re.escape, re.findall(r"\w+|[^\w\s]", anchor)))
    return re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)


def typeset(text: str) -> str:
    """Give plain spaces, no space before closing punctuation, and typographic quotes.

    >>> typeset('He said "no" , did he ?')
    'He said “no”, did he?'
    """
    text = re.sub(r"[ \t\r\n\u00a0]+", " ", text).strip()
    text = re.sub(rf"(?<=\w) (?=[{re.escape(',;:!?)')}](?:\s|$))", "", text)
    text = re.sub(r"«\s*", "“", re.sub(r"\s*»", "”", text))
    text = re.sub(r'(^|[\s(\[—–“‘-])"(?=\S)', r"\1“", text)
    text = re.sub(r'([\ue000-\uf8ff])"(?=\w)', r"\1“", text).replace('"', "”")
    text = re.sub(r"(^|[\s(\[—–“])'(?=\S)", r"\1‘", text)
    return text.replace("'", "’")
