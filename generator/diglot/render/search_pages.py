"""Search records to the pages that Pagefind indexes; readers never see these.

One file per record, so that the index grows with the articles and not with their segments. An
empty element before each passage carries its id: Pagefind keeps where it stands, and a result
leads to the segment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from html import escape
from typing import Any

from diglot.model import address
from diglot.model.edition import Output
from diglot.model.language import language
from diglot.model.search import SearchRecord
from diglot.model.settings import Settings
from diglot.render.interface import Interface
from diglot.text.clitics import SHORTEST
from diglot.text.search_words import ENDINGS, FOLDS, PROCLITICS

_FORMS_WEIGHT = 0.5
"""Weight of a word without its proclitics, beside 1 for the word as it stands."""


def staged(record: SearchRecord) -> Output:
    """Give the page of a record, at the address that a result leads to."""
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
    return Output(record.path, "\n".join(parts).encode("utf-8"))


def divided(lang: str, names: Collection[str], size: int) -> dict[str, list[str]]:
    """Divide the records of a language among shards, by their names alone.

    Args:
        lang: its tag.
        names: the records'.
        size: records that a shard has at most on average.

    Returns:
        The shards that have records, named as language tags of their own (`ar`, `ar-x-1`):
        Pagefind names a shard's records after it, and inflects by the first part.
    """
    count = 1
    while count * size < len(names):
        count *= 2
    found: dict[int, list[str]] = {}
    for name in sorted(names):
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % count
        found.setdefault(number, []).append(name)
    return {f"{lang}-x-{number}" if number else lang: found[number] for number in sorted(found)}


def search_digest(staged_digests: Mapping[str, str], made_by: str) -> str:
    """Give what one shard of the index depends on, as 64 hexadecimal digits.

    Args:
        staged_digests: digest of every staged page by its path.
        made_by: the indexer, its version and its options.
    """
    whole = hashlib.sha256(made_by.encode())
    for path, digest in sorted(staged_digests.items()):
        whole.update(f"\n{path} {digest}".encode())
    return whole.hexdigest()


def search_settings(
    shards: Iterable[str], settings: Settings, interfaces: Mapping[str, Interface]
) -> dict[str, Any]:
    """Give what the search page's script is told: how words are read, where things are, its texts.

    Args:
        shards: those of every index, as `divided` names them.
        settings: the publication.
        interfaces: its own words by language.
    """
    indexed: dict[str, list[str]] = {}
    for shard in shards:
        indexed.setdefault(shard.partition("-")[0], []).append(shard)
    shown = settings.languages[:2]
    return {
        # Relative to the search page, which stands at the site's root.
        "root": f"{address.SEARCH_SCRIPT.rpartition('/')[0]}/",
        "languages": {lang: language(lang).script for lang in indexed},
        "shards": indexed,
        "shown": shown,
        "rtl": [lang for lang in indexed if language(lang).direction == "rtl"],
        "folds": FOLDS,
        "proclitics": {lang: PROCLITICS.get(lang, ()) for lang in indexed},
        "shortest": SHORTEST,
        "endings": ENDINGS,
        "texts": {lang: _texts(interfaces[lang]) for lang in shown},
    }


def _texts(ui: Interface) -> dict[str, Any]:
    return {
        "results": ui.plural_forms("{n} result", "{n} results"),
        "nothing": ui.text("Nothing was found for “{query}”.", query="{query}"),
        "help": ui.text("Fewer words find more; so does a name in its other script."),
        "more": ui.text("More results"),
        "searching": ui.text("Searching…"),
        "failed": ui.text("The index could not be loaded. Try again, or go by the contents."),
        "server": ui.text("Search needs a web server; it does not work from a disk."),
        "comma": ui.text(", "),
    }
