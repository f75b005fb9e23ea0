"""Measures how markup and names survive an engine, which is what its capabilities are chosen by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diglot.engines.patience import Patient
from diglot.engines.protocol import Item
from diglot.model.machine import Lock, Style, Term
from diglot.stages.draft import Draft, events, finish
from diglot.text.protect import protect

_NAMES = {
    "فاغنر": "Wagner", "بريغوجين": "Prigozhin", "الكرملين": "Kremlin", "روستوف": "Rostov",
    "شويغو": "Shoigu", "باخموت": "Bakhmut",
}  # fmt: skip
SENTENCES = (
    "قال بريغوجين إن فاغنر انسحبت من روستوف.",
    "وصف الكرملين التمرد بأنه **خيانة** وطالب بمحاسبة *المسؤولين* عنه.",
    "نشرت الصحيفة [تقريرها الكامل][1] عن فاغنر يوم السبت.",
    "وفاغنر ليست شركة مسجلة، ولبريغوجين شركات أخرى.",
    "غادر 25 ألف مقاتل باخموت، وفق `wagner.db`، في 24 يونيو 2023.",
    "سأل شويغو: «أين الذخيرة؟»، ولم يجب أحد[^1].",
    "تقول الوثائق على https://example.org/docs إن العدد بلغ 1.5 مليون.",
    "لا يرى **بريغوجين** أن *الكرملين* سيرد على [الاتهامات][1] قريباً.",
    "أعلن شويغو أن باخموت سقطت.",
    "لم ينفِ الكرملين ما قاله بريغوجين عن شويغو.",
    "عاد المقاتلون إلى *معسكراتهم* في روستوف بعد **ساعات** قليلة.",
    "وافق بريغوجين على [اتفاق][1] نقله إلى بيلاروسيا.",
)
"""Newspaper prose with what an engine is likely to break."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one style fared."""

    style: Style
    answered: int
    whole: int
    """Answers that could be put together with every name and all markup."""
    asked: int
    fault: str = ""
    """The fault met most often."""


def probe(patient: Patient, lang: str) -> list[Row]:
    """Send the fixture in each style that the engine could have, and count what survives."""
    styles = dict.fromkeys((*patient.engine.caps.styles, Style.INLINE, Style.TOKEN))
    return [_row(patient, lang, style) for style in styles if style is not Style.PLAIN]


def _row(patient: Patient, lang: str, style: Style) -> Row:
    drafts = {str(number): _draft(text) for number, text in enumerate(SENTENCES)}
    rungs = {key: protect(d.inlines, d.locks, style) for key, d in drafts.items()}
    items = [Item(key, rung.text, rung.terms, style is Style.NATIVE) for key, rung in rungs.items()]
    answered = whole = 0
    faults: list[str] = []
    for result in patient.translate(items, lang):
        if result.text is None:
            faults.append(result.failure.message if result.failure else "")
            continue
        answered += 1
        restored = finish(drafts[result.id], rungs[result.id], result.text)
        whole += not restored.fault
        faults += [restored.fault] if restored.fault else []
    return Row(style, answered, whole, len(items), max(faults, key=faults.count, default=""))


def _draft(text: str) -> Draft:
    inlines = events(text, markup=True)
    visible = "".join(event.visible for event in inlines)
    locks = [
        Lock(at, at + len(name), Term(name, english))
        for name, english in _NAMES.items()
        for at in [visible.find(name)]
        if at >= 0
    ]
    return Draft(text, inlines, tuple(sorted(locks, key=lambda lock: lock.start)), markup=True)


def table(name: str, rows: Sequence[Row]) -> str:
    """Print the table that chooses the capability, best style first."""
    ranked = sorted(rows, key=lambda row: -row.whole)
    lines = [f"{name}: {len(SENTENCES)} sentences", "style    answered  survived  most often"]
    lines += [
        f"{row.style:<8} {row.answered:>4}/{row.asked:<4} {row.whole:>4}/{row.asked:<4} {row.fault}"
        for row in ranked
    ]
    return "\n".join(lines)
