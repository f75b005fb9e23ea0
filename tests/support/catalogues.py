"""A catalogue with a unit in every state, and with everything that a file can hold."""

from __future__ import annotations

from diglot.model.fingerprint import fingerprint
from diglot.model.translation import Catalogue, Dismissal, MachineStamp, ReviewStamp, Unit

SOURCE, DRAFT = "ويرى محللون أن الخطوة تعيد ترتيب التحالفات.", "Analysts believe in the step."
MT = MachineStamp("llm/claude", "2026-01-02", fingerprint(DRAFT))
OK = Dismissal("negation", fingerprint(SOURCE), fingerprint(DRAFT), "“in” denies here.")
REVIEW = ReviewStamp("Amina al Fihri", "2026-01-03", fingerprint(SOURCE), fingerprint(DRAFT))

EVERY_STATE = Catalogue(
    "ar",
    "en",
    units=(
        Unit("s-000001", SOURCE, notes=("paragraph",)),
        Unit("s-000002", SOURCE, DRAFT, fuzzy=True, mt=MT, hold="who says so?", dismissals=(OK,)),
        Unit("s-000003", SOURCE, "Analysts doubt it.", fuzzy=True, mt=MT, hold=""),
        Unit("s-000004", SOURCE, DRAFT, mt=MT, comments=("Kept as it is.", "")),
        Unit("s-000005", SOURCE, DRAFT, mt=MT, review=REVIEW),
        Unit("s-000006", SOURCE, DRAFT, fuzzy=True, previous="كان", mt=MT, flags=("no-wrap",)),
        Unit("s-000007", SOURCE, DRAFT, fuzzy=True, previous="كان", mt=MT, accepted=True),
        Unit("s-000008", 'قال "لا"\\\nثم سكت\t.', 'He said "no"\\\nand\tfell silent.'),
    ),
    obsolete=(
        Unit(
            "s-000009", SOURCE, DRAFT, fuzzy=True, previous='كان "هنا"', mt=MT, review=REVIEW,
            accepted=True, comments=("Ask the author.",), notes=("item",), flags=("no-wrap",),
            obsolete=True,
        ),
        Unit("s-000010", "نص", merged_into="s-000001", obsolete=True),
    ),
    header=(("X-Poedit-Basepath", "."),),
    comments=("English by the desk.",),
)  # fmt: skip
