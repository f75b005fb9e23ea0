"""Two texts laid side by side and cut up once for all rules."""

from __future__ import annotations

from functools import cached_property
from itertools import chain

from diglot.text.reduce import cut
from diglot.text.sentence_marks import sentences


class Side:
    """One text of a pair.

    Args:
        text: as readers see it.
        lang: BCP 47 tag without region.
    """

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.lang = lang
        self.low, self.parts, self.tokens, self._cuts, self.numbered = cut(text)

    @property
    def words(self) -> list[str]:
        """The words of the text, reduced."""
        return list(chain.from_iterable([words for _, _, words in self._cuts]))

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences of the text; few rules ask for them."""
        return sentences(self.text)
