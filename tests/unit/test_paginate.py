"""Pages of a long concordance: bounded, whole, and stable when the archive grows."""

from __future__ import annotations

import pytest

from diglot.stages.paginate import LEAST, MOST, Sheet, paginate


def archive(size: int) -> list[tuple[str, int]]:
    return [(f"article-{n:05}", 1 + n * n % 13 % 12) for n in range(size)]


@pytest.mark.parametrize("size", [0, 1, 8, 100, 5000])
def test_every_article_stands_once_in_order_and_no_page_grows(size: int) -> None:
    articles = archive(size)
    sheets = paginate(articles)
    assert [slug for sheet in sheets for slug in sheet.slugs] == [slug for slug, _ in articles]
    counts = dict(articles)
    for sheet in sheets:
        passages = sum(counts[slug] for slug in sheet.slugs)
        assert passages < MOST + 12 + LEAST
        assert passages >= LEAST or len(sheets) == 1
    assert [sheet.name for sheet in sheets] == [*(sheet.slugs[0] for sheet in sheets[:-1]), ""]


def changed(before: tuple[Sheet, ...], after: tuple[Sheet, ...]) -> int:
    return len(set(after) - set(before))


def test_a_new_article_touches_the_newest_page_and_at_most_one_more() -> None:
    articles = archive(600)
    for size in range(1, 600):
        assert changed(paginate(articles[:size]), paginate(articles[: size + 1])) <= 2


def test_an_article_put_in_between_leaves_the_other_pages_alone() -> None:
    articles = archive(2000)
    before = paginate(articles)
    assert len(before) > 100
    touched = [
        changed(before, paginate([*articles[:at], (f"new-{at}", 3), *articles[at:]]))
        for at in range(0, 2000, 20)
    ]
    assert sum(touched) / len(touched) < 6
