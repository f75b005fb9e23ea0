"""Find source texts that a publication translates in more than one way."""

from __future__ import annotations

from collections.abc import Iterable

from diglot.model.finding import Finding
from diglot.model.fingerprint import fingerprint
from diglot.model.problem import Location, Severity
from diglot.model.translation import Catalogue, State, Unit
from diglot.text.reduce import reduced

_UNCHECKED = (State.MISSING, State.STALE_DRAFT, State.STALE_HUMAN)


def check_consistency(catalogues: Iterable[Catalogue]) -> tuple[Finding, ...]:
    """Give a warning for every unit whose source stands elsewhere with another translation.

    Args:
        catalogues: of all articles, in one target language.
    """
    by_source: dict[str, list[tuple[Unit, str]]] = {}
    for catalogue in catalogues:
        for unit in catalogue.units:
            if unit.state not in _UNCHECKED:
                by_source.setdefault(source_key(unit), []).append((unit, catalogue.path))
    found: list[Finding] = []
    for group in by_source.values():
        if len(group) > 1 and len({" ".join(unit.target.split()) for unit, _ in group}) > 1:
            found += (_finding(unit, path, group) for unit, path in group)
    return tuple(found)


def source_key(unit: Unit) -> str:
    """Give what two units have in common whose sources are the same."""
    return " ".join(reduced(unit.source).split())


def _finding(unit: Unit, path: str, group: Iterable[tuple[Unit, str]]) -> Finding:
    other, where = next((u, p) for u, p in group if u.target != unit.target)
    code = "inconsistent"
    return Finding(
        unit.id,
        code,
        Severity.WARNING,
        f"the same source is “{other.target}” in {Location(where, other.line)}",
        unit.source,
        unit.target,
        "Use one translation, unless the context asks for two.",
        None,
        Location(path, unit.line),
        unit.state is State.MACHINE,
        fingerprint(unit.source),
        fingerprint(unit.target),
        unit.dismissed(code),
    )
