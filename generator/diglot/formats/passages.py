"""Passages that name an actor as bytes, for the build's own memory."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

from diglot.model.edition import Excerpt, Notice, Occurrence

_LEVEL = 1


def pack_passages(passages: Iterable[Occurrence]) -> bytes:
    """Give the passages of an article that name an actor as bytes; equal ones give equal bytes."""
    # Not a record: half the cost, and there are some forty actors to an article.
    rows = [
        (p.segment, p.number, p.notice.value, _row(p.source), p.target and _row(p.target))
        for p in passages
    ]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8"), _LEVEL)


def unpack_passages(data: bytes, actor: str, slug: str) -> tuple[Occurrence, ...]:
    """Give passages back.

    Args:
        data: what was packed of them.
        actor: id of the actor that they name.
        slug: article that they stand in.

    Raises:
        ValueError: the bytes are damaged.
    """
    try:
        return tuple(
            Occurrence(
                *(actor, slug, segment, number),
                _excerpt(source),
                target and _excerpt(target),
                Notice(notice),
            )
            for segment, number, notice, source, target in json.loads(zlib.decompress(data))
        )
    except (zlib.error, TypeError) as error:
        raise ValueError(f"not passages: {error}") from error


def _row(excerpt: Excerpt) -> tuple[Any, ...]:
    return excerpt.lang, excerpt.text, excerpt.marks


def _excerpt(row: list[Any]) -> Excerpt:
    lang, text, marks = row
    return Excerpt(lang, text, tuple((start, end) for start, end in marks))
