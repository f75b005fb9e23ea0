"""The search index: Pagefind's command run on staged pages, its output proved before it is used.

Pagefind cannot add to an index, so a language's index is divided into shards, each an index by
itself: one is made again whenever one of its staged pages has changed, and left alone when none
has. Its Python API is not used: it was seen to hang and to cut its answers short.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import util
from pathlib import Path

from diglot import storage
from diglot.model import address
from diglot.model.edition import Output
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.search import SearchRecord
from diglot.render.search_pages import divided, search_digest, staged

_PACKAGE = "pagefind_bin"
_OPTIONS = ("--keep-index-url", "--quiet")
_SECONDS = 1800
"""Longest that the command may take; 1,000 articles take some ten seconds."""
SHARD_SIZE = 512
"""Records that a shard has at most on average: a few seconds' work, and a reader of 5,000 articles
asks sixteen shards."""
_SCRIPT = "pagefind.js"


def available() -> bool:
    """Whether Pagefind's command is installed; not every platform has it."""
    return util.find_spec(_PACKAGE) is not None


def _version() -> str:
    from importlib import metadata  # brings the whole of email, for a build that may need none

    return metadata.version(_PACKAGE)


def digests(records: Iterable[SearchRecord]) -> dict[str, str]:
    """Give the digest of each record by language; there is one record per language."""
    return {
        each.lang: sha256(
            staged(each).content + repr([p.actors for p in each.passages]).encode()
        ).hexdigest()
        for each in records
    }


@dataclass
class Index:
    """The index of a publication, kept in a folder of its own, shard by shard."""

    folder: Path
    rebuilt: list[str] = field(default_factory=list)
    """Shards that were made again."""
    seconds: float = 0.0
    """Time spent in the command."""

    def shards(self, lang: str, names: Collection[str]) -> dict[str, list[str]]:
        """Give the shards of a language with the names of their records."""
        return divided(lang, names, SHARD_SIZE)

    def files(
        self,
        lang: str,
        known: Mapping[str, str],
        records: Callable[[Collection[str]], Iterable[SearchRecord]],
    ) -> Iterator[Output]:
        """Give the files of one language's index, made again where a page has changed.

        Args:
            lang: its tag.
            known: digest of every page by any name that is the same in every build.
            records: gives what the pages of some names are made of; asked only if one has changed.

        Raises:
            DiglotError: the command failed, or left an index that is not whole.
        """
        # All are made before one is placed: the site never has shards of two divisions.
        bundles = {
            shard: self._bundle(shard, {name: known[name] for name in names}, records)
            for shard, names in self.shards(lang, known).items()
        }
        for folder in self.folder.glob(f"{lang}-x-*"):
            if folder.name not in bundles:
                storage.remove_tree(folder)
        for number, (shard, bundle) in enumerate(bundles.items()):
            for path in _used(bundle, shard, program=not number):
                yield Output(address.search_bundle(shard) + path, (bundle / path).read_bytes())
        for bundle in list(bundles.values())[:1]:
            yield Output(address.SEARCH_SCRIPT, (bundle / _SCRIPT).read_bytes())

    def _bundle(
        self,
        shard: str,
        known: Mapping[str, str],
        records: Callable[[Collection[str]], Iterable[SearchRecord]],
    ) -> Path:
        """Give the folder of a shard, whole and in step with its pages."""
        pages, bundle, held = (self.folder / shard / name for name in ("pages", "bundle", "digest"))
        digest = search_digest(known, f"{_version()} {' '.join(_OPTIONS)}")
        if storage.read_text(held, held.name) == digest and not faults(bundle, shard, len(known)):
            return bundle
        held.unlink(missing_ok=True)
        wanted: set[str] = set()
        for record in records(known):
            page = staged(record)
            storage.write_output(pages, page)
            wanted.add(page.path)
        storage.remove_from(pages, [p for p in storage.files_below(pages) if p not in wanted])
        self._run(pages, bundle, shard)
        if wrong := faults(bundle, shard, len(known), read=True):
            raise DiglotError(_failed(shard, "; ".join(wrong[:3])))
        storage.write_whole(held, digest.encode())
        self.rebuilt.append(shard)
        return bundle

    def _run(self, pages: Path, bundle: Path, lang: str) -> None:
        import subprocess  # a build that indexes nothing starts no process

        storage.remove_tree(bundle)
        # Settings of Pagefind's own in the environment or the working folder do not count.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND")}
        where = ("--site", str(pages), "--output-path", str(bundle), "--force-language", lang)
        started = time.monotonic()
        try:
            done = subprocess.run(  # noqa: S603 - the command is ours, and so are its arguments
                [sys.executable, "-m", _PACKAGE, *where, *_OPTIONS],
                cwd=pages,
                env=environment,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise DiglotError(_failed(lang, f"no end after {_SECONDS} s")) from error
        self.seconds += time.monotonic() - started
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            raise DiglotError(_failed(lang, said[-1] if said else f"exit {done.returncode}"))


def faults(bundle: Path, lang: str, records: int, *, read: bool = False) -> list[str]:
    """Say what an index lacks: files that it names, records, and, on request, readable contents.

    Args:
        bundle: the folder that Pagefind wrote.
        lang: its one language, as the shard is named.
        records: how many pages were staged.
        read: open every file too.
    """
    try:
        entry = json.loads((bundle / "pagefind-entry.json").read_bytes())
        languages = entry["languages"]
        count, hash_, wasm = (languages[lang][k] for k in ("page_count", "hash", "wasm"))
        named = gzip.decompress((bundle / f"pagefind.{hash_}.pf_meta").read_bytes())
    except (OSError, ValueError, LookupError, TypeError, EOFError, zlib.error) as error:
        return [f"its entry cannot be read: {error}"]
    found: list[str] = []
    if list(languages) != [lang] or count != records:
        found.append(f"{count} of {records} records in {', '.join(languages)}")
    hashes = {match.decode() for match in re.findall(rb"%s_[0-9a-f]+" % lang.encode(), named)}
    folders = {"index": "pf_index", "filter": "pf_filter", "fragment": "pf_fragment"}
    files = {
        f"{folder}/{path.name}"
        for folder, ending in folders.items()
        for path in (bundle / folder).glob(f"*.{ending}")
    }
    stems = {path.partition("/")[2].partition(".")[0] for path in files}
    found += (f"{name} is missing" for name in sorted(hashes - stems - {hash_}))
    found += (f"{name} is named nowhere" for name in sorted(stems - hashes))
    if sum(path.startswith("fragment/") for path in files) != records:
        found.append(f"it has not {records} fragments")
    for name in (_SCRIPT, f"wasm.{wasm or 'unknown'}.pagefind"):
        if not (bundle / name).is_file():
            found.append(f"{name} is missing")
    return found + (_unreadable(bundle, sorted(files)) if read else [])


def _unreadable(bundle: Path, paths: Iterable[str]) -> list[str]:
    found: list[str] = []
    for path in paths:
        try:
            gzip.decompress((bundle / path).read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            found.append(f"{path}: {error}")
    return found


def _used(bundle: Path, lang: str, *, program: bool) -> Iterator[str]:
    """Give the files that the search page asks for; Pagefind's own interfaces are left out.

    Args:
        bundle: the folder that Pagefind wrote.
        lang: its one language, as the shard is named.
        program: with the WebAssembly, which the first shard brings for all.
    """
    entry = json.loads((bundle / "pagefind-entry.json").read_bytes())["languages"][lang]
    yield "pagefind-entry.json"
    if program:
        yield f"wasm.{entry['wasm'] or 'unknown'}.pagefind"
    for path in storage.files_below(bundle):
        if path.endswith((".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")):
            yield path


def _failed(lang: str, said: str) -> Problem:
    return Problem(
        "search-index",
        Severity.ERROR,
        f"Pagefind made no whole index for {lang}: {said}",
        Location("search"),
        "Run diglot build again; `search: false` in mkdocs.yml builds without search.",
    )
