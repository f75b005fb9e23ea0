"""Check what an article's front matter claims of a review against the stamps of its units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diglot.model.edition import Edition
from diglot.model.problem import Location, Problem, Severity

_NO_CLAIM = frozenset({"", "no", "false", "none"})
_NAMELESS = frozenset({"yes", "true", "full", "light"})


def check_claims(editions: Sequence[Edition], path: str) -> Iterator[Problem]:
    """Give an error where the front matter says reviewed and no named person's stamp says so.

    Args:
        editions: of one article, at least one.
        path: the article's file, for messages.
    """
    claim = editions[0].document.front.reviewed.strip().casefold()
    if claim in _NO_CLAIM:
        return
    names = {name.casefold() for edition in editions for name in edition.origin.reviewers}
    if names and (claim in _NAMELESS or claim in names):
        return
    yield Problem(
        "review-claim",
        Severity.ERROR,
        "the front matter says reviewed, and no stamp of that review holds; shown as not reviewed",
        Location(path),
        f"Run diglot review {editions[0].slug} --by NAME, or remove reviewed:.",
    )
