"""Sentences aligned inside a pair, held to what a reader of both texts has marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

import pytest
import yaml

from diglot.editions import Names, analyse
from diglot.mkdocs_plugin import load_settings
from diglot.model.document import SegmentKind
from diglot.model.edition import Edition, Pair
from diglot.publication import articles, load
from diglot.stages.align_sentences import align_sentences
from diglot.text.sentence_alignment import align_parts
from diglot.text.sentence_parts import Part, sentence_parts
from support.cases import CASES
from support.project import copy_repository

GOLD: dict[str, list[list[str]]] = yaml.safe_load(
    (CASES / "sentences" / "wagner-mutiny.yml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    project = copy_repository(tmp_path_factory.mktemp("sentences"))
    publication = load(load_settings(project / "mkdocs.yml"))
    article = next(articles(publication, []))
    (found,) = analyse(publication, article, Names(publication)).editions
    return align_sentences(found)


def shown(pair: Pair) -> list[tuple[str, str]]:
    assert pair.target_text is not None
    return [
        (pair.segment.visible[slice(*b.source)], pair.target_text[slice(*b.target)])
        for b in pair.beads
    ]


def test_every_bead_of_the_article_is_one_that_a_reader_has_marked(edition: Edition) -> None:
    found = right = 0
    for pair in edition.pairs:
        beads = shown(pair)
        gold = GOLD.get(pair.id, [])
        found += len(beads)
        right += sum(
            s.rstrip().endswith(a) and t.rstrip().endswith(b)
            for (s, t), (a, b) in zip(beads, gold, strict=False)
        )
        assert "".join(s for s, _ in beads) in ("", pair.segment.visible)
        assert "".join(t for _, t in beads) in ("", pair.target_text)
    total = sum(map(len, GOLD.values()))
    assert right == found, f"precision {right}/{found}"
    assert right >= 0.95 * total, f"recall {right}/{total}"


def test_a_sentence_that_two_stand_for_is_one_bead_with_both(edition: Edition) -> None:
    pair = next(p for p in edition.pairs if p.id == "s-d46784")
    (_, first), (_, rest) = shown(pair)
    assert first.count(". ") == 1
    assert rest.count(". ") == 2


def test_paragraphs_run_together_are_told_apart_again(edition: Edition) -> None:
    """Two to four real paragraphs in one block: no bead may reach across their edges."""
    beads = wrong = blocks = answered = 0
    for source, target, source_owner, target_owner in _blocks(edition):
        blocks += 1
        found = align_parts(source, target)
        answered += found is not None
        beads += len(found or ())
        wrong += sum(_owners(s, source_owner) != _owners(t, target_owner) for s, t in found or ())
    assert blocks > 200
    assert wrong <= 0.01 * beads, f"{wrong} of {beads} beads"
    assert answered >= 0.75 * blocks, f"{answered} of {blocks} blocks"


def test_where_the_translation_leaves_a_sentence_out_nothing_is_lit(edition: Edition) -> None:
    answered = blocks = 0
    for source, target, _, _ in _blocks(edition):
        middle = len(target) // 2
        blocks += 1
        found = align_parts(source, [*target[:middle], *target[middle + 1 :]])
        answered += found is not None and len(found) > 1
    assert answered <= 0.15 * blocks, f"{answered} of {blocks}"


def test_a_figure_outweighs_a_length() -> None:
    source = parts(60, 50, 90, figures={0: "2014"})
    assert align_parts(source, parts(61, 49, 91, figures={0: "2014"})) == tuple(
        (range(n, n + 1), range(n, n + 1)) for n in range(3)
    )
    assert align_parts(source, parts(61, 49, 91, figures={1: "2014"})) is None


def test_what_cannot_be_aligned_is_not() -> None:
    assert align_parts([], parts(10)) is None
    assert align_parts(parts(*[10] * 25), parts(*[10] * 25)) is None


def parts(*lengths: int, figures: Mapping[int, str] | None = None) -> list[Part]:
    ends = list(accumulate(lengths))
    return [
        Part(end - length, end, frozenset({figures[n]} if n in (figures or {}) else ()))
        for n, (length, end) in enumerate(zip(lengths, ends, strict=True))
    ]


Block = tuple[list[Part], list[Part], list[int], list[int]]


def _blocks(edition: Edition) -> Iterator[Block]:
    """Give runs of paragraphs: sentences of source and translation, and whose each one is."""
    pairs = [p for p in edition.pairs if p.segment.kind is not SegmentKind.HEADING]
    texts = [
        (
            sentence_parts(
                p.segment.visible, "ar", [(m.start, m.actor) for m in p.source_mentions]
            ),
            sentence_parts(
                p.target_text or "", "en", [(m.start, m.actor) for m in p.target_mentions]
            ),
        )
        for p in pairs
    ]
    for size in (2, 3, 4):
        for start in range(len(texts) - size + 1):
            run = list(enumerate(texts[start : start + size]))
            source, target = (
                [(n, p) for n, t in run for p in t[0]],
                [(n, p) for n, t in run for p in t[1]],
            )
            yield (
                [p for _, p in source],
                [p for _, p in target],
                [n for n, _ in source],
                [n for n, _ in target],
            )


def _owners(bead: range, owner: Sequence[int]) -> set[int]:
    return {owner[n] for n in bead}
