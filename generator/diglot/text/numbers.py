"""Numbers of a text, whether in digits or in words, and what two texts differ by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diglot.text.number_words import (
    AND,
    DECADES,
    FEW,
    HUNDRED,
    ROUNDS,
    SHORT_SCALES,
    WORDS,
    Word,
)

SURE, WORDED, ORDINAL, SOFT = 3, 2, 1, 0
_NUMERAL = re.compile(r"\d\S*")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_LEAST_WORDED = 3
"""One and two are said in too many ways to be counted."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text gives it."""

    shown: str
    values: tuple[float, ...]
    """What it can mean; nearly always one value."""
    grade: int
    """How surely it must have its like in the other text."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of one text."""

    found: tuple[Number, ...] = ()
    scales: frozenset[float] = frozenset()
    """Scales without a number before them: thousands of, millions of."""
    below: bool = False
    """Whether hundreds or dozens are said so."""

    def __bool__(self) -> bool:
        return bool(self.found or self.scales or self.below)

    def digits_only(self) -> Numbers:
        """Leave out what is said in words, for the other language has no table of words."""
        return Numbers(tuple(n for n in self.found if n.shown[:1].isdigit()))


@dataclass(frozen=True, slots=True)
class Difference:
    """Numbers of one text that the other does not have."""

    lost: tuple[Number, ...]
    new: tuple[Number, ...]
    sure: bool
    """Whether it cannot be a matter of style."""


_NONE = Numbers()


def read_numbers(tokens: Sequence[str], lang: str) -> Numbers:
    """Read the numbers of a text.

    Args:
        tokens: of `reduce.tokens`.
        lang: BCP 47 tag without region; without a table of words only digits are read.
    """
    words = WORDS.get(lang, {})
    meant = words.keys() & tokens
    meant.update(_NUMERAL.findall(" ".join(tokens)))
    if not meant:
        return _NONE
    starts = [i for i, token in enumerate(tokens) if token in meant]
    reader = _Reader(tokens, words, AND.get(lang, frozenset()))
    for i in starts:
        if i >= reader.at:
            reader.read(i)
    return Numbers(tuple(reader.found), frozenset(reader.scales), reader.below)


def _digits(token: str) -> tuple[float, ...]:
    """Give what digits can mean: 1.234 is one and a bit, or a thousand."""
    if token.isdecimal():
        return (float(token),)
    if _THOUSANDS.fullmatch(token):
        head = token.replace(",", "") if "," in token else token.replace(".", "")
        return (float(head),)
    whole, sign, part = token.rpartition(",")
    if not sign:
        whole, sign, part = token.rpartition(".")
    whole = whole.replace(",", "").replace(".", "")
    values = [float(f"{whole}.{part}")]
    if len(part) == 3:
        values.append(float(whole + part))
    return tuple(values)


class _Reader:
    """Reads the numbers of one text from the left."""

    def __init__(self, tokens: Sequence[str], words: dict[str, Word], and_: frozenset[str]) -> None:
        self.tokens = tokens
        self.words = words
        self.and_ = and_
        self.at = 0
        self.found: list[Number] = []
        self.scales: set[float] = set()
        self.below = False

    def read(self, i: int) -> None:
        """Read the number that begins with this token."""
        token = self.tokens[i]
        word = self.words.get(token)
        self.at = i + 1
        if word is None:
            self._from_digits(i)
        elif token in SHORT_SCALES or (
            token in HUNDRED and i and self.tokens[i - 1] in ("في", "وفي")
        ):
            pass
        elif word.kind == "vague":
            self._vague(word)
        elif i and self.tokens[i - 1] in FEW and word.kind in ("hundred", "scale"):
            self._vague(word)
            _, more, _ = self._next(i + 1)
            if word.kind == "hundred" and more is not None and more.kind == "scale":
                self._vague(more)
                self.at = i + 2
        else:
            self._from_word(i, word)

    def _vague(self, word: Word) -> None:
        if word.value >= 1000:
            self.scales.add(word.value)
        else:
            self.below = True

    def _from_digits(self, i: int) -> None:
        token, after = self.tokens[i], self._token(i + 1)
        values = _digits(token)
        if after == ":" and len(self._token(i + 2)) == 2 and self._token(i + 2).isdigit():
            hour = values[0]
            other = hour + 12 if hour < 12 else hour - 12
            self.found.append(Number(f"{token}:{self._token(i + 2)}", (hour, other), SURE))
            self.at = i + 3
            return
        if after in DECADES:
            self._add(i, i + 2, values, SOFT)
            return
        before = self.tokens[i - 1] if i else ""
        if before in ROUNDS or (values == (0.0,) and "-" in (before, after)):
            # In 3-0 the nought may go without saying.
            self._add(i, i + 1, values, SOFT)
            return
        tied = i > 1 and self.tokens[i - 1] == "-" and self.tokens[i - 2].isalpha()
        if tied and self.tokens[i - 2].isascii():
            self._add(i, i + 1, values, ORDINAL)
            return
        scaled = values[0]
        end, total = self._scaled(i + 1, scaled, "digit")
        last = self.words.get(self._token(end - 1))
        if end == i + 1 or (last is not None and last.kind == "period"):
            self._add(i, end, (*values, total), SURE)
        else:
            self._add(i, end, (total,), SURE)

    def _from_word(self, i: int, word: Word) -> None:
        end, total = self._scaled(i + 1, word.value, word.kind)
        if word.kind == "ordinal":
            grade = ORDINAL
        elif word.kind == "part" and end == i + 1:
            return
        elif (word.soft and end == i + 1) or self._is_turn_of_phrase(i):
            grade = SOFT
        else:
            grade = SURE if total >= 1000 else WORDED
        values = [total]
        if word.kind == "dual" and self.tokens[i].endswith("ا"):
            # مليونا is two millions in construct, and one in the accusative.
            following = self._token(i + 1)
            if not following.isalpha() or following == "و" or following in self.words:
                values.append(total - word.value / 2)
            elif grade == SOFT:
                grade = SURE
        if self.tokens[end - 1] in self.words and self.words[self.tokens[end - 1]].kind == "period":
            values.append(word.value)
            grade = min(grade, ORDINAL) if word.kind in ("part", "period") else grade
        self._add(i, end, values, grade)

    def _is_turn_of_phrase(self, i: int) -> bool:
        """Whether a number names a round of a contest, or a share: one in four."""
        before = tuple(self.tokens[max(0, i - 2) : i])
        return before == ("one", "in") or not ROUNDS.isdisjoint(before[-1:])

    def _add(self, start: int, end: int, values: Sequence[float], grade: int) -> None:
        shown = " ".join(self.tokens[start:end])
        self.found.append(Number(shown, tuple(round(v, 6) for v in values), grade))
        self.at = end

    def _token(self, i: int) -> str:
        return self.tokens[i] if i < len(self.tokens) else ""

    def _next(self, i: int) -> tuple[int, Word | None, bool]:
        """Give the next number word, past the words that join, and whether it is joined."""
        joined = False
        for k in range(i, min(i + 4, len(self.tokens))):
            token = self.tokens[k]
            if token in self.and_:
                joined = True
                continue
            word = self.words.get(token)
            if word is not None and not (token in SHORT_SCALES and k > i):
                return k, word, joined or word.joined or (bool(self.and_) and k == i)
            if token[0].isdigit() and not joined:
                return i, None, False
            break
        return i, None, False

    def _scaled(self, i: int, value: float, kind: str) -> tuple[int, float]:
        """Take in the words that go on with a number; give where it ends, and its value."""
        total, current, scale = 0.0, value, 0.0
        before_part = i, 0.0
        if kind in ("scale", "dual"):
            total, current, scale = value, 0.0, value / (2 if kind == "dual" else 1)
        while True:
            k, word, joined = self._next(i)
            digits = self._joined_digits(i, scale) if scale and word is None else None
            if digits is not None:
                current, kind, i = digits, "digit", i + (1 if self._token(i)[0].isdigit() else 2)
                continue
            if word is None:
                return i, total + current
            step = _step(kind, current, word, scale, joined=joined)
            if step is None:
                return i, total + current
            if multiplied := step[3]:
                if 0 < scale <= multiplied:
                    # A thousand and five thousand are two numbers.
                    return before_part
                scale = multiplied
            elif kind in ("scale", "dual"):
                before_part = i, total + current
            added, current, kind, _ = step
            total += added
            i = k + 1

    def _joined_digits(self, i: int, scale: float) -> float | None:
        """Give the 200 of مليون و200 ألف, if digits are joined here."""
        token, after = self._token(i), self._token(i + 1)
        if token in ("و", "and") and after[:1].isdigit():
            following = self.words.get(self._token(i + 2))
            if following is not None and 0 < following.value < scale:
                return _digits(after)[0]
        return None


_Step = tuple[float, float, str, float]


def _step(  # noqa: C901, PLR0911, PLR0912 - a grammar reads best as one table
    kind: str,
    current: float,
    word: Word,
    scale: float,
    *,
    joined: bool,
) -> _Step | None:
    """Go on with a number: what is added, what is pending, of which kind, and a new scale."""
    value = word.value
    match word.kind:
        case "teen" if kind in ("unit", "ordinal") and value == 10 and not word.joined:
            return 0.0, current + 10, "teen" if kind == "unit" else kind, 0.0
        case "ten" if kind in ("unit", "ordinal") and word.joined and current < 10:
            return 0.0, current + value, "teen" if kind == "unit" else kind, 0.0
        case "unit" | "ordinal" if kind == "ten" and value < 10 and joined and not word.joined:
            return 0.0, current + value, word.kind, 0.0
        case "hundred" if kind in ("unit", "digit") and value == 100 and not word.joined:
            return 0.0, current * 100, "hundred", 0.0
        case "unit" | "teen" | "ten" if kind == "hundred" and joined and value < 100:
            return 0.0, current + value, word.kind, 0.0
        case "period" if kind in ("unit", "teen", "part", "digit") and not word.joined:
            return 0.0, current * value, "period", 0.0
        case "scale" | "vague" if value and current and not word.joined and kind != "ordinal":
            return current * value, 0.0, "scale", value
        case "dual" if current and word.soft | (value >= 2e6) and not word.joined:
            # After a number, مليونا is the scale in the accusative, not two millions.
            return (current * value / 2, 0.0, "scale", value / 2) if kind != "ordinal" else None
        case "part" if joined and scale and not current:
            return value * scale, 0.0, "half", 0.0
        case "part" if joined and kind in ("unit", "digit"):
            return 0.0, current + value, "half", 0.0
        case "scale" if kind == "half" and not current:
            return 0.0, 0.0, "done", 0.0
        case "unit" | "teen" | "ten" | "hundred" if kind in ("scale", "dual") and joined:
            return (0.0, value, word.kind, 0.0) if value < scale else None
        case "scale" if kind in ("scale", "dual") and joined and value < scale:
            return value, 0.0, "scale", value
    return None


# --- comparing ---


def compare(source: Numbers, target: Numbers, months: frozenset[int]) -> Difference | None:
    """Give the numbers that one text has and the other lacks, or None.

    Args:
        source: numbers of the source.
        target: numbers of the target.
        months: months that either text names, for 10/6 may stand for 10 June.
    """
    named = {float(month) for month in months}
    lost = _missing(source.found, target.found, named)
    new = _missing(target.found, source.found, named)
    if _other_scale(source, target) or _other_scale(target, source):
        lost += tuple(Number(f"×{s:,.0f}", (s,), SURE) for s in sorted(source.scales))
        new += tuple(Number(f"×{s:,.0f}", (s,), SURE) for s in sorted(target.scales))
    sure = any(each.grade == SURE for each in (*lost, *new))
    if not sure:
        lost, new = _kept(lost, new), _kept(new, lost)
    if not (lost or new):
        return None
    return Difference(lost, new, sure or bool(lost and new))


def _other_scale(own: Numbers, other: Numbers) -> bool:
    """Whether thousands of one text are hundreds or millions of the other."""
    vague = bool(other.scales or other.below)
    return bool(own.scales) and vague and own.scales.isdisjoint(other.scales)


def _missing(
    own: tuple[Number, ...], other: tuple[Number, ...], named: set[float]
) -> tuple[Number, ...]:
    there = {value for number in other for value in number.values} | named
    return tuple(n for n in own if n.grade and there.isdisjoint(n.values))


def _kept(own: tuple[Number, ...], other: tuple[Number, ...]) -> tuple[Number, ...]:
    """Leave out what a text may drop or add for style: an ordinal, unless it was exchanged."""
    large = [n for n in own if n.values[0] >= _LEAST_WORDED]
    if any(n.values[0] >= _LEAST_WORDED for n in other):
        return tuple(large)
    return tuple(n for n in large if n.grade == WORDED)
