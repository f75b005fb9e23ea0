"""Compares the mentions of texts before and after a change of the glossary."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from diglot.model.actors import Mention
from diglot.model.candidate import Passage
from diglot.model.respelling import Effect, Touch
from diglot.text.folding import strict_text
from diglot.text.sentences import sentences
from diglot.text.words import words


def respell(
    passages: Sequence[Passage],
    lang: str,
    before: Sequence[Mention],
    after: Sequence[Mention],
    outdated: Mapping[str, Collection[str]],
) -> tuple[Touch, ...]:
    """Give every mention that is lost, gained or left in the old spelling, with its sentence.

    Args:
        passages: texts of one language.
        lang: their BCP 47 tag.
        before: mentions as they are, `segment` counting passages.
        after: as they would be.
        outdated: by actor, words in strict form that its old name has and its new one has not.

    Returns:
        Touches in reading order; at one place what is lost comes first.
    """
    old, new = set(map(_place, before)), set(map(_place, after))
    effects = dict.fromkeys(old - new, Effect.LOST) | dict.fromkeys(new - old, Effect.GAINED)
    for place in old & new:
        number, start, end, actor = place
        if not strict_words(passages[number].text[start:end]).isdisjoint(outdated.get(actor, ())):
            effects[place] = Effect.OLD
    touches = []
    for place in sorted(effects, key=lambda place: (place[:3], place in new, place[3])):
        number, start, end, actor = place
        sentence = _sentence(passages[number].text, lang, start)
        touches.append(Touch(passages[number], actor, start, end, effects[place], sentence))
    return tuple(touches)


def strict_words(text: str) -> frozenset[str]:
    """Give the words of a text in strict form."""
    return frozenset(strict_text(text[start:end]) for start, end in words(text))


def _place(mention: Mention) -> tuple[int, int, int, str]:
    return mention.segment, mention.start, mention.end, mention.actor


def _sentence(text: str, lang: str, at: int) -> tuple[int, int]:
    """Give the span of the sentence in which an offset lies; the whole text where none does."""
    spans = sentences(text, lang)
    return next((span for span in spans if span[0] <= at < span[1]), (0, len(text)))
