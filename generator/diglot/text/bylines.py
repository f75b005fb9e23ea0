"""The byline, kicker and date line between a headline and its article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diglot.text.cues import Cues, key
from diglot.text.lines import colon_tail, ends_question, ends_sentence

_LONGEST = 110
_SPLIT = re.compile(r"\s+[-–—]+\s+|\s*[|｜•·]\s*|\s+/\s*|\s*/\s+|\s*//\s*|(?<=\S)[–—](?=\S)")
_CUE_END = re.compile(r"^\s*[:：/|\-–—]*\s*")
_NAME_WORD = re.compile(r"[^\W\d_][^\s\d]*")
_BRACKETED = re.compile(r"^(.*?)\s*[(\[]([^()\[\]]+)[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; an absent part is empty."""

    author: str = ""
    kind: str = ""
    outlet: str = ""
    unplaced: tuple[str, ...] = ()
    """Parts that front matter has no field for: a place, a date, a description of the author."""
    rule: str = ""
    confidence: float = 0.0


def find_byline(bare: str, cues: Cues) -> Byline | None:
    """Read a line as a byline.

    Args:
        bare: the line without invisible controls at its edges.
        cues: words of the source language.

    Returns:
        Its parts, or None where the line is not one. A dateline (`place – agency`) is none.
    """
    text = bare[: len(bare) - len(colon_tail(bare))]
    if not text or len(bare) > _LONGEST or ends_question(bare):
        return None
    if key(text).strip("()[]") in cues.kinds:
        return Byline(kind=text.strip("()[]"), rule="byline-kind", confidence=0.85)
    return _by_cue(text, cues) or _by_parts(text, cues, ends_in_colon=text != bare)


def is_dateline(bare: str, cues: Cues) -> bool:
    """Whether the line is a place with an agency or a date and no more: `القاهرة – رويترز:`."""
    text = bare[: len(bare) - len(colon_tail(bare))]
    bracketed = _BRACKETED.match(text)
    parts = [*bracketed.groups()] if bracketed else _SPLIT.split(text)
    keys = [key(part).strip("()[] ") for part in parts]
    return keys[0] in cues.places and all(
        part in cues.outlets | cues.places
        or part.partition(" ")[0] in cues.descriptors
        or _is_date(part, cues)
        for part in keys[1:]
    )


def is_date_line(bare: str, cues: Cues) -> bool:
    """Whether the line gives a date and nothing else."""
    text = re.sub(r"^[^:]{0,20}:\s*", "", bare) if len(bare) < 60 else bare
    return _is_date(key(text), cues)


def is_name(text: str, cues: Cues, longest: int = 5) -> bool:
    """Whether a text can be a person's name: few words, none of them a function word or number."""
    found = text.split()
    if not 1 <= len(found) <= longest or re.search(r"[\d:؟?!،؛,;\"«»…]|\.\.", text):
        return False
    keys = [key(word) for word in found]
    titled = keys[0] in cues.honorifics
    if len(found) == 1 and not titled and len(keys[0]) < 2:
        return False
    return all(_NAME_WORD.fullmatch(word) for word in found) and not any(
        word in cues.function_words for word in keys
    )


def is_known_name(text: str, cues: Cues) -> bool:
    """Whether a text is a name by its title or its first word."""
    first = key(text).partition(" ")[0]
    known = (
        first in cues.given_names
        or first in cues.honorifics
        or bool(re.match(r"(?:[ادم]\.)+", first))
    )
    return known and is_name(text, cues) and len(text.split()) > 1


def _by_cue(text: str, cues: Cues) -> Byline | None:
    """`بقلم: فلان`, `كتبت فلانة`, `تقرير: فلان – بث`."""
    folded = key(text)
    match = cues.byline.match(folded)
    if match is None:
        return None
    cue_words = len(match[0].split())
    rest = re.sub(rf"^(?:[^\s:：/|–—-]+\s*){{{cue_words}}}", "", text, count=1)
    explicit = bool(re.match(r"\s*[:：/|\-–—]", rest))
    rest = _CUE_END.sub("", rest, count=1)
    kind = text[: len(text) - len(rest)].strip(" :：/|-–—\t") if match["kind"] else ""
    if not rest or (ends_sentence(rest) and not explicit):
        return None
    author, *others = _pieces(rest)
    author = re.sub(r"\.$", "", author)
    longest = 3 if kind and not is_known_name(author, cues) else 8 if explicit else 4
    institution = explicit and not kind and len(author.split()) <= 8 and not ends_sentence(author)
    if not (institution or is_name(author, cues, longest)):
        return None
    if not explicit and not others and len(author.split()) < 2:
        return None
    placed = _place(others, cues, Byline(author, kind), first_free="outlet")
    return Byline(
        author,
        placed.kind,
        placed.outlet,
        placed.unplaced,
        "byline-cue",
        0.95 if explicit else 0.85,
    )


def _pieces(text: str) -> list[str]:
    """Part a name from what follows it: after a dash, a comma or in brackets."""
    bracketed = _BRACKETED.match(text)
    if bracketed:
        return [*_pieces(bracketed[1]), bracketed[2]]
    return [
        piece.strip() for piece in re.split(rf"{_SPLIT.pattern}|\s*[،,؛]\s*", text) if piece.strip()
    ]


def _by_parts(text: str, cues: Cues, *, ends_in_colon: bool) -> Byline | None:
    """`مروة شاهين - تقرير خاص - بث`; a name alone only where it is known for one."""
    if is_dateline(text, cues) or ends_sentence(text):
        return None
    parts = [part.strip() for part in _SPLIT.split(text) if part.strip()]
    if len(parts) == 1:
        if is_known_name(text, cues) and len(text.split()) <= 5:
            return Byline(author=text, rule="byline-name", confidence=0.7)
        return None
    if len(parts) > 4 or any(len(part.split()) > 6 for part in parts):
        return None
    placed = _place(parts, cues, Byline(), first_free="author")
    nothing = not (placed.author or placed.kind or placed.outlet)
    if nothing or (placed.author and not is_name(placed.author, cues)):
        return None
    known = (
        bool(placed.kind)
        or any(key(part) in cues.places for part in parts)
        or any(
            key(part) in cues.outlets or key(part).partition(" ")[0] in cues.outlet_words
            for part in parts
        )
        or is_known_name(placed.author, cues)
    )
    if known:
        return _with(placed, "byline-parts", 0.95 if placed.kind else 0.9)
    plausible = all(is_name(part, cues, 4) for part in parts) and len(placed.author.split()) in (
        2,
        3,
    )
    if plausible and not key(placed.author).startswith("ال") and (ends_in_colon or len(text) <= 45):
        return _with(placed, "byline-shape", 0.75 if ends_in_colon else 0.6)
    return None


def _with(byline: Byline, rule: str, confidence: float) -> Byline:
    return Byline(byline.author, byline.kind, byline.outlet, byline.unplaced, rule, confidence)


def _place(parts: list[str], cues: Cues, known: Byline, first_free: str) -> Byline:
    """Assign each part to the field that its words tell; the others in the usual order."""
    author, kind, outlet = known.author, known.kind, known.outlet
    free: list[str] = []
    unplaced: list[str] = []
    for part in parts:
        folded = key(part)
        opening = folded.partition(" ")[0]
        if folded in cues.kinds and not kind:
            kind = part
        elif folded in cues.places or _is_date(folded, cues) or opening in cues.descriptors:
            unplaced.append(part)
        elif (folded in cues.outlets or opening in cues.outlet_words) and not outlet:
            outlet = part
        else:
            free.append(part)
    # One word beside a kind names an outlet; people sign with two.
    single_word = len(free) == 1 and len(free[0].split()) == 1 and len(parts) > 1 and not outlet
    if first_free == "author" and free and not single_word:
        author = free.pop(0)
    if len(parts) > 2 and author and not kind and len(free) + bool(outlet) > 1:
        kind = free.pop(0)
    if free and not outlet:
        outlet = free.pop(0)
    return Byline(author, kind, outlet, (*unplaced, *free))


def _is_date(folded: str, cues: Cues) -> bool:
    """Whether a key is a date: digits with separators, or a month or weekday with numbers."""
    if re.fullmatch(r"\d{1,4}(?:\s*[-/.]\s*\d{1,4}){1,2}\s*[مهـ]?", folded):
        return True
    found = re.findall(r"[^\W\d_]+|\d+", folded)
    if not 1 < len(found) <= 8 or not any(word in cues.months for word in found):
        return False
    others = [word for word in found if word not in cues.months and not word.isdigit()]
    return any(word.isdigit() for word in found) and len(others) <= 3
