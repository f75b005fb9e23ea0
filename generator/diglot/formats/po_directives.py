"""The facts of a catalogue in translator's comments: origin, review, acceptance, hold, dismissals.

Every gettext tool keeps these comments as they are, which is why the facts live there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diglot.model.translation import Dismissal, MachineStamp, ReviewStamp, Unit
from diglot.text.people import is_name

MT = r"mt: (\S+)(?: (\d{4}-\d\d-\d\d))? out=([0-9a-f]{8})"
_MT = re.compile(MT)
_REVIEWED = re.compile(
    r"reviewed: (\S|\S.*\S) (\d{4}-\d\d-\d\d) src=([0-9a-f]{8}) out=([0-9a-f]{8})"
)
_HOLD = re.compile(r"hold(?: (\S|\S.*\S))?")
_MERGED = re.compile(r"merged: (\S+)")
_OK = re.compile(r"ok: ([a-z][a-z-]*) src=([0-9a-f]{8}) out=([0-9a-f]{8}) (\S|\S.*\S)")
_MEANT = re.compile(r"\s*(?:(mt|reviewed|accepted|hold|merged)\s*(?::|$)|(ok)\s*:)", re.IGNORECASE)
"""A comment that means to be a directive; if it does not parse, its author should know."""

FORMS = {
    "mt": "mt: <engine> <date> out=<hash>",
    "reviewed": "reviewed: <name> <date> src=<hash> out=<hash>",
    "accepted": "accepted",
    "hold": "hold <reason>",
    "merged": "merged: <id>",
    "ok": "ok: <code> src=<hash> out=<hash> <reason>",
}
"""How each directive is written, for messages."""


_SEALED = re.compile(r"reviewed:.*\bsrc=", re.IGNORECASE)


def claims_review(comment: str) -> bool:
    """Whether a malformed directive is the stamp of a review that names nobody."""
    said = comment.partition("src=")[0].partition(":")[2]
    return _SEALED.match(comment) is not None and not is_name(said)


class Directives:
    """What the comments of one entry say; `comments` are those that say nothing to us.

    One is made for every entry read, and most say little: what is not set costs nothing.
    """

    mt: MachineStamp | None = None
    review: ReviewStamp | None = None
    accepted: bool = False
    hold: str | None = None
    merged_into: str = ""
    dismissals: tuple[Dismissal, ...] = ()
    comments: tuple[str, ...] = ()
    malformed: tuple[tuple[str, str], ...] = ()
    """Comments that mean to be a directive and are none, each after the directive's name."""


def read_directives(comments: Sequence[str]) -> Directives:
    """Sort the translator's comments of an entry into facts and other comments.

    The first directive of a kind counts; a second one, as a merge may leave it, is malformed.
    """
    found = Directives()
    others: list[str] = []
    malformed: list[tuple[str, str]] = []
    for comment in comments:
        if _take(comment, found):
            continue
        # polib wraps comments at 78 columns, and a reviewer's name may be long.
        if malformed and others[-1] == malformed[-1][1] and _take(f"{others[-1]} {comment}", found):
            others.pop()
            malformed.pop()
            continue
        others.append(comment)
        if meant := _MEANT.match(comment):
            malformed.append(((meant[1] or meant[2]).lower(), comment))
    if others:
        found.comments, found.malformed = tuple(others), tuple(malformed)
    return found


def _take(comment: str, found: Directives) -> bool:
    """Read a comment as a directive not met yet; tell whether it is one."""
    if match := found.mt is None and _MT.fullmatch(comment):
        found.mt = MachineStamp(match[1], match[2] or "", match[3])
    elif (match := found.review is None and _REVIEWED.fullmatch(comment)) and is_name(match[1]):
        found.review = ReviewStamp(match[1], match[2], match[3], match[4])
    elif comment == "accepted" and not found.accepted:
        found.accepted = True
    elif match := found.hold is None and _HOLD.fullmatch(comment):
        found.hold = match[1] or ""
    elif match := not found.merged_into and _MERGED.fullmatch(comment):
        found.merged_into = match[1]
    elif match := _OK.fullmatch(comment):
        found.dismissals += (Dismissal(match[1], match[2], match[3], match[4]),)
    else:
        return False
    return True


def write_directives(unit: Unit) -> Iterator[str]:
    """Give the directives of a unit as comments, in their fixed order."""
    if unit.mt is not None:
        date = f" {unit.mt.date}" if unit.mt.date else ""
        yield f"mt: {unit.mt.engine}{date} out={unit.mt.out}"
    if unit.review is not None:
        stamp = unit.review
        yield f"reviewed: {stamp.name} {stamp.date} src={stamp.src} out={stamp.out}"
    if unit.accepted:
        yield "accepted"
    if unit.hold is not None:
        yield f"hold {unit.hold}" if unit.hold else "hold"
    if unit.merged_into:
        yield f"merged: {unit.merged_into}"
    for ok in unit.dismissals:
        yield f"ok: {ok.code} src={ok.src} out={ok.out} {ok.reason}"
