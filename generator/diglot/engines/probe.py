"""Measures how names, markup and figures survive an engine, style of protection by style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from diglot.engines.patience import Patient
from diglot.engines.probe_text import GLOSSARY, LANG, SENTENCES
from diglot.engines.protocol import Item
from diglot.model.machine import Style
from diglot.model.problem import Severity
from diglot.stages.draft import Draft, events, finish
from diglot.stages.lock_names import lock_names
from diglot.stages.mention import mention
from diglot.text.check_figures import figures
from diglot.text.name_trie import index_names
from diglot.text.pair_text import Side
from diglot.text.protect import protect

_KINDS = [(kind, text) for kind, texts in SENTENCES.items() for text in texts]


@dataclass(frozen=True, slots=True)
class Row:
    """How one style fared."""

    style: Style
    answered: int
    whole: dict[str, int]
    """Answers by kind that could be put together with every name, all markup and all figures."""
    fault: str = ""
    """The fault met most often."""

    @property
    def survived(self) -> int:
        """Answers of all kinds that could be put together."""
        return sum(self.whole.values())


def probe(patient: Patient, target: str) -> list[Row]:
    """Send the sentences in each style that the engine has, and count what survives.

    Args:
        patient: the engine, for Arabic.
        target: language tag of the answers.
    """
    drafts = _drafts()
    styles = [style for style in patient.engine.caps.styles if style is not Style.PLAIN]
    return [_row(patient, drafts, style, target) for style in styles]


def _drafts() -> list[Draft]:
    parsed = [events(text, markup=True) for _, text in _KINDS]
    texts = ["".join(event.visible for event in inlines) for inlines in parsed]
    mentions, _ = mention(texts, index_names(GLOSSARY, LANG))
    locks = lock_names(texts, mentions, {a.id: a for a in GLOSSARY.actors}, LANG, "en")
    return [
        Draft(text, inlines, locked, markup=True)
        for (_, text), inlines, locked in zip(_KINDS, parsed, locks, strict=True)
    ]


def _row(patient: Patient, drafts: Sequence[Draft], style: Style, target: str) -> Row:
    rungs = [protect(draft.inlines, draft.locks, style) for draft in drafts]
    items = [
        Item(str(number), rung.text, rung.terms, style is Style.NATIVE)
        for number, rung in enumerate(rungs)
    ]
    whole = dict.fromkeys(SENTENCES, 0)
    faults: list[str] = []
    answered = 0
    for result in patient.translate(items, LANG):
        if result.text is None:
            faults.append(result.failure.message if result.failure else "")
            continue
        answered += 1
        number = int(result.id)
        restored = finish(drafts[number], rungs[number], result.text)
        if fault := restored.fault or _changed_figure(drafts[number], restored.text, target):
            faults.append(fault)
        else:
            whole[_KINDS[number][0]] += 1
    return Row(style, answered, whole, next((f for f, _ in Counter(faults).most_common(1)), ""))


def _changed_figure(draft: Draft, text: str, target: str) -> str:
    source, shown = (
        "".join(event.visible for event in inlines)
        for inlines in (draft.inlines, events(text, markup=True))
    )
    found = figures(Side(source, LANG), Side(shown, target.partition("-")[0]))
    return next((f"{f.code} changed" for f in found if f.severity is Severity.ERROR), "")


def best(rows: Sequence[Row]) -> tuple[Style, ...]:
    """Give the styles worth using, by what survived; of equals the engine's own order decides."""
    ranked = sorted(rows, key=lambda row: -row.survived)
    return tuple(row.style for row in ranked if row.survived)


def table(name: str, rows: Sequence[Row]) -> str:
    """Print what survived, by kind and style."""
    width = max(map(len, SENTENCES))
    styles = [row.style for row in rows]
    lines = [f"{name}, of {len(_KINDS)} sentences in each style:"]
    lines += [f"{'':<{width}}" + "".join(f"{style:>9}" for style in styles)]
    cells = [(kind, [row.whole[kind] for row in rows], len(SENTENCES[kind])) for kind in SENTENCES]
    cells += [("survived", [row.survived for row in rows], len(_KINDS))]
    cells += [("answered", [row.answered for row in rows], len(_KINDS))]
    for kind, counts, asked in cells:
        told = "".join(f"{f'{count}/{asked}':>9}" for count in counts)
        lines.append(f"{kind:<{width}}{told}")
    lines += [f"{row.style}: most often “{row.fault}”" for row in rows if row.fault]
    return "\n".join(lines)
