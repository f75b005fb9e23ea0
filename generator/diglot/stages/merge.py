"""An article sent again: its author's changes are brought into what editors have made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from diglot.formats.article_pieces import Piece
from diglot.text.folding import fold_key


class Clash(StrEnum):
    """Why a change of the author's was not made."""

    BOTH_CHANGED = "the author changed this, and so did an editor"
    AUTHOR_DELETED = "the author deleted this, and an editor changed it"
    EDITOR_DELETED = "an editor deleted this, and the author changed it"
    PART_OF_CLASH = "the author added this beside a text that both changed"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that was not made; what an editor wrote stands."""

    clash: Clash
    at: int
    """Index in the merged pieces of the one concerned, or of the one above."""
    theirs: str
    """The author's text; empty where it was deleted."""


@dataclass
class Merged:
    """The article after the merge."""

    pieces: list[Piece] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def merge(
    base: Sequence[Piece],
    theirs: Sequence[Piece],
    ours: Sequence[Piece],
    base_of_theirs: Mapping[int, int],
    base_of_ours: Mapping[int, int],
) -> Merged:
    """Bring the author's changes in, piece by piece.

    Args:
        base: the text as it was delivered first.
        theirs: the text as its author sends it now.
        ours: the article as editors have left it.
        base_of_theirs: which piece of `base` each of `theirs` is, by index; additions are absent.
        base_of_ours: the same for `ours`.

    Returns:
        The pieces of `ours` in their order: a piece that only its author changed has the new
        text, one that only its author deleted is gone, additions stand below what they follow.
        What both changed is as the editor left it, and told.
    """
    work = _Work(base, theirs, base_of_theirs)
    for at, piece in enumerate(ours):
        work.take(piece, base_of_ours.get(at))
    kept = set(base_of_ours.values())
    work.add_additions({fold_key(piece.text) for piece in ours})
    work.tell_of_deleted(kept)
    return work.merged


class _Work:
    def __init__(
        self, base: Sequence[Piece], theirs: Sequence[Piece], base_of_theirs: Mapping[int, int]
    ) -> None:
        self.merged = Merged()
        self._base = base
        self._theirs = theirs
        self._base_of_theirs = base_of_theirs
        self._theirs_of = {i: j for j, i in base_of_theirs.items()}
        self._place: dict[int, int] = {}
        """Index in the result of each of `theirs`."""
        self._clashed: set[int] = set()

    def take(self, piece: Piece, i: int | None) -> None:
        """Decide about one piece of the article as it stands."""
        pieces, conflicts = self.merged.pieces, self.merged.conflicts
        j = None if i is None else self._theirs_of.get(i)
        edited = i is not None and piece.text != self._base[i].text
        if i is not None and j is None:
            if not edited:
                self._pass_on(piece)
                return
            conflicts.append(Conflict(Clash.AUTHOR_DELETED, len(pieces), ""))
        elif i is not None and j is not None:
            self._place[j] = len(pieces)
            new = self._theirs[j]
            if new.text != self._base[i].text and new.text != piece.text:
                if edited:
                    self._clashed.add(j)
                    conflicts.append(Conflict(Clash.BOTH_CHANGED, len(pieces), new.text))
                else:
                    piece = piece.with_text_of(new)
        pieces.append(self._with_directive(piece))

    _directive: tuple[str, ...] = ()

    def _pass_on(self, piece: Piece) -> None:
        """Keep what a deleted piece's lines above it said about the list that it opened."""
        self._directive = piece.lead if piece.is_item and piece.lead else ()

    def _with_directive(self, piece: Piece) -> Piece:
        lead, self._directive = self._directive, ()
        return Piece(lead, piece.lines, piece.whole) if piece.is_item and not piece.lead else piece

    def add_additions(self, there: set[str]) -> None:
        """Put what the author added below the piece that it follows."""
        for j, piece in enumerate(self._theirs):
            if j in self._base_of_theirs or fold_key(piece.text) in there:
                continue
            above = self._place.get(j - 1, -1) if j else -1
            if j - 1 in self._clashed:
                self._clashed.add(j)
                conflict = Conflict(Clash.PART_OF_CLASH, max(above, 0), piece.text)
                self.merged.conflicts.append(conflict)
                self._place[j] = above
                continue
            if j and j - 1 not in self._place:
                above = max((self._place[k] for k in range(j) if k in self._place), default=-1)
            self._insert(above + 1, piece)
            self._place[j] = above + 1

    def _insert(self, at: int, piece: Piece) -> None:
        self.merged.pieces.insert(at, piece)
        self._place = {j: place + (place >= at) for j, place in self._place.items()}
        self.merged.conflicts = [
            Conflict(c.clash, c.at + (c.at >= at), c.theirs) for c in self.merged.conflicts
        ]

    def tell_of_deleted(self, kept: set[int]) -> None:
        """Tell of changes to what an editor had deleted; it stays deleted."""
        for j, i in sorted(self._base_of_theirs.items()):
            new = self._theirs[j].text
            if i not in kept and new != self._base[i].text:
                above = max((self._place[k] for k in range(j) if k in self._place), default=0)
                self.merged.conflicts.append(Conflict(Clash.EDITOR_DELETED, above, new))
