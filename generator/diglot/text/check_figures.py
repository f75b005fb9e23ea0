"""Rules on facts that can be counted: numbers, shares, sums of money, dates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from diglot.model.finding import Fault
from diglot.model.problem import Severity
from diglot.text.money import has_money, money_signs, other_currencies, read_money
from diglot.text.months import MONTH_NAMES, Calendar, calendar_signs, has_calendar, read_calendar
from diglot.text.number_words import WORDS
from diglot.text.numbers import compare, read_numbers
from diglot.text.pair_text import Side

_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{2,4})?(?!\d)")


_SIGNS = {
    lang: frozenset(words) | money_signs(lang) | calendar_signs(lang)
    for lang, words in WORDS.items()
}
"""Words without one of which, and without a digit, a text has nothing to compare here."""


def figures(source: Side, target: Side) -> Iterator[Fault]:
    """Compare numbers, percentages, currencies, months and days of the week."""
    if not (_has_figures(source) or _has_figures(target)):
        return
    ours, theirs = (read_calendar(each.tokens, each.lang) for each in (source, target))
    yield from _numbers(source, target, ours.months | theirs.months)
    if has_money(source.lang) and has_money(target.lang):
        yield from _money(source, target)
    if has_calendar(source.lang) and has_calendar(target.lang):
        yield from _calendar(source, target, ours, theirs)


def _has_figures(text: Side) -> bool:
    signs = _SIGNS.get(text.lang)
    return text.numbered or bool(signs and not signs.isdisjoint(text.tokens))


def _numbers(source: Side, target: Side, months: frozenset[int]) -> Iterator[Fault]:
    worded = source.lang in WORDS and target.lang in WORDS
    found = [read_numbers(each.tokens, each.lang) for each in (source, target)]
    if not (found[0] or found[1]):
        return
    if not worded:
        found = [each.digits_only() for each in found]
    difference = compare(found[0], found[1], months)
    if difference is None:
        return
    parts = []
    if difference.lost:
        parts.append(f"{_list(n.shown for n in difference.lost)} is missing")
    if difference.new:
        parts.append(f"{_list(n.shown for n in difference.new)} is not in the source")
    severity = Severity.ERROR if difference.sure and worded else Severity.WARNING
    if not worded and difference.lost and difference.new:
        severity = Severity.ERROR
    yield Fault("number", severity, ", ".join(parts), "Give every number as the source does.")


def _list(items: Collection[str] | Iterator[str]) -> str:
    return ", ".join(f"“{item}”" for item in items)


def _money(source: Side, target: Side) -> Iterator[Fault]:
    ours, theirs = read_money(source.tokens, source.lang), read_money(target.tokens, target.lang)
    if ours.percent and not theirs.percent and not theirs.parts:
        message = "a percentage of the source is missing"
        yield Fault("percent", Severity.ERROR, message, "Write the number as a percentage.")
    elif theirs.percent and not ours.percent and not ours.parts:
        message = "the source has no percentage"
        yield Fault("percent", Severity.ERROR, message, "Write the number as the source does.")
    lost, new = other_currencies(ours, theirs), other_currencies(theirs, ours)
    if lost or new:
        parts = [f"the source says {_list(sorted(lost))}"] * bool(lost)
        parts += [f"the translation says {_list(sorted(new))}"] * bool(new)
        message = ", ".join(parts)
        yield Fault("currency", Severity.ERROR, message, "Give the currency of the source.")


def _calendar(source: Side, target: Side, ours: Calendar, theirs: Calendar) -> Iterator[Fault]:
    lost = ours.months - theirs.months - theirs.unsure
    new = theirs.months - ours.months - ours.unsure
    if lost:
        lost -= _in_digits(target.low)
    if new:
        new -= _in_digits(source.low)
    if lost or new:
        parts = [f"{_months(lost)} is missing"] * bool(lost)
        parts += [f"{_months(new)} is not in the source"] * bool(new)
        message = ", ".join(parts)
        yield Fault("month", Severity.ERROR, message, "Give the month of the source.")
    days = ours.days - theirs.days, theirs.days - ours.days - ours.unsure_days
    if days[0] or days[1]:
        both = sorted(day.capitalize() for day in days[0] | days[1])
        message = f"the days of the week differ: {_list(both)}"
        yield Fault("weekday", Severity.WARNING, message, "Give the day of the source.")


def _months(numbers: Collection[int]) -> str:
    return _list(MONTH_NAMES[number - 1] for number in sorted(numbers))


def _in_digits(low: str) -> set[int]:
    """Give the months that dates in digits may mean: 10/6 is June, or October."""
    return {int(part) for match in _DATE.finditer(low) for part in match.groups()}
