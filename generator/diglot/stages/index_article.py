"""Give the words by which an article is found, language by language.

Only what readers see is given: a translation that is withheld has no words here. In each language
a segment is also found by what the other text writes in this language's script, and it says which
actors either text of it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diglot.model import address
from diglot.model.edition import Card, Edition, Pair
from diglot.model.language import language
from diglot.model.search import Passage, SearchRecord
from diglot.text.search_words import other_forms, running, search_words, words_in_script


def index_article(editions: Sequence[Edition], card: Card) -> tuple[SearchRecord, ...]:
    """Give one record per language of an article, the source's first.

    Args:
        editions: one per target language, at least one; the first target's page is the source's.
        card: the article's summary.

    Returns:
        The records; none of an article that is withdrawn, or of a language that has no word of it.
    """
    if card.withdrawn:
        return ()
    first = editions[0].target_lang
    made = [(editions[0].source_lang, editions[0])]
    made += [(edition.target_lang, edition) for edition in editions]
    shown = {f"title-{lang}": title for lang, title in card.titles.items()}
    records = (
        SearchRecord(
            lang,
            address.side_by_side(card.slug, edition.target_lang, first),
            running(search_words(card.titles.get(lang, ""), lang)),
            (
                Passage("", *_words(edition.meta.values(), edition, lang)),
                *(Passage(p.id, *_words((p,), edition, lang)) for p in edition.pairs),
            ),
            shown,
        )
        for lang, edition in made
    )
    return tuple(record for record in records if record.has_words)


def _words(pairs: Iterable[Pair], edition: Edition, lang: str) -> tuple[str, str, tuple[str, ...]]:
    """Give the running words of segments, by what else they are found, and whom they name."""
    script, is_source = language(lang).script, lang == edition.source_lang
    own: list[tuple[str, ...]] = []
    more: list[tuple[str, ...]] = []
    actors: dict[str, None] = {}
    for pair in pairs:
        source, target = pair.segment.visible, pair.target_text or ""
        own += search_words(source if is_source else target, lang)
        more += words_in_script(target if is_source else source, lang, script)
        actors |= dict.fromkeys(m.actor for m in (*pair.source_mentions, *pair.target_mentions))
    return running(own), other_forms(own, more), tuple(actors)
