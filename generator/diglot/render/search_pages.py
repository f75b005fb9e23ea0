"""Search records to the pages that Pagefind indexes; readers never see these.

One file per record, so that the index grows with the articles and not with their segments. An
empty element before each passage carries its id: Pagefind keeps where it stands, and a result
leads to the segment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from html import escape

from diglot.model.edition import Output
from diglot.model.search import SearchRecord

_FORMS_WEIGHT = 0.5
"""Weight of a word without its proclitics, beside 1 for the word as it stands."""


def staged(record: SearchRecord) -> Output:
    """Give the page of a record; its path begins with the language's tag."""
    title = f"<h1>{escape(record.title)}</h1>"
    # The one filter, of one value: with more, Pagefind 1.5 orders them by chance.
    kind = '<i data-pagefind-filter="kind:actor"></i>' if record.actor else ""
    shown = "".join(
        f'<i data-pagefind-meta="{escape(key)}[title]" title="{escape(value)}"></i>'
        for key, value in sorted(record.shown.items())
    )
    parts = ["<!doctype html>", f'<html lang="{escape(record.lang)}">', title, kind, shown]
    for passage in record.passages:
        anchor = f'<a id="{escape(passage.id)}"></a>' if passage.id else ""
        words = escape(passage.words)
        forms = f'<i data-pagefind-weight="{_FORMS_WEIGHT}">{escape(passage.forms)}</i>'
        parts.append(f"<p>{anchor}{words} {forms if passage.forms else ''}</p>")
    return Output(f"{record.lang}/{record.path}", "\n".join(parts).encode("utf-8"))


def search_digest(staged_digests: Mapping[str, str], made_by: str) -> str:
    """Give what one language's index depends on, as 64 hexadecimal digits.

    Args:
        staged_digests: digest of every staged page by its path.
        made_by: the indexer, its version and its options.
    """
    whole = hashlib.sha256(made_by.encode())
    for path, digest in sorted(staged_digests.items()):
        whole.update(f"\n{path} {digest}".encode())
    return whole.hexdigest()
