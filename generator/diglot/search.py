"""The search index: Pagefind's command run on staged pages, its output proved before it is used.

Pagefind cannot add to an index, so a language's index is made again whenever one of its staged
pages has changed, and left alone when none has. Its Python API is not used: it was seen to hang and
to cut its answers short.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import metadata, util
from pathlib import Path

from diglot import storage
from diglot.model import address
from diglot.model.edition import Output
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.search import SearchRecord
from diglot.render.search_pages import search_digest, staged

_PACKAGE = "pagefind_bin"
_OPTIONS = ("--keep-index-url", "--quiet")
_SECONDS = 1800
"""Longest that the command may take; 1,000 articles take some ten seconds."""
_SCRIPT = "pagefind.js"


def available() -> bool:
    """Whether Pagefind's command is installed; not every platform has it."""
    return util.find_spec(_PACKAGE) is not None


@dataclass
class Index:
    """The index of one build: give it every record, then take the files of the site."""

    root: Path
    """The publication's root; pages and indexes lie below its cache."""
    staged: dict[str, dict[str, str]] = field(default_factory=dict)
    """Digest of every staged page by language and path."""
    rebuilt: list[str] = field(default_factory=list)
    """Languages whose index was made again."""
    seconds: float = 0.0
    """Time spent in the command."""

    def put(self, records: Iterable[SearchRecord]) -> None:
        """Stage records; a page that lies there already is not written again."""
        for record in records:
            page = staged(record)
            storage.write_output(self._folder(record.lang) / "pages", page)
            self.staged.setdefault(record.lang, {})[page.path] = sha256(page.content).hexdigest()

    def files(self) -> Iterator[Output]:
        """Give the files of every language's index, made again where its pages have changed.

        Raises:
            DiglotError: the command failed, or left an index that is not whole.
        """
        script = b""
        for lang, digests in sorted(self.staged.items()):
            bundle = self._bundle(lang, digests)
            script = (bundle / _SCRIPT).read_bytes()
            for path in _used(bundle, lang):
                yield Output(address.search_bundle(lang) + path, (bundle / path).read_bytes())
        if script:
            yield Output(address.SEARCH_SCRIPT, script)

    def _folder(self, lang: str) -> Path:
        return self.root / storage.CACHE / "search" / lang

    def _bundle(self, lang: str, digests: dict[str, str]) -> Path:
        """Give the folder of a language's index, whole and in step with its pages."""
        folder = self._folder(lang)
        pages, bundle, record = folder / "pages", folder / "bundle", folder / "digest"
        made_by = f"{metadata.version(_PACKAGE)} {' '.join(_OPTIONS)}"
        digest = search_digest(digests, made_by)
        known = storage.read_text(record, record.name)
        if known == digest and not faults(bundle, lang, len(digests)):
            return bundle
        storage.remove_others(pages, digests)
        record.unlink(missing_ok=True)
        self._run(pages, bundle, lang)
        if wrong := faults(bundle, lang, len(digests), read=True):
            raise DiglotError(_failed(lang, "; ".join(wrong[:3])))
        storage.write_whole(record, digest.encode())
        self.rebuilt.append(lang)
        return bundle

    def _run(self, pages: Path, bundle: Path, lang: str) -> None:
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
        lang: its one language.
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


def _used(bundle: Path, lang: str) -> Iterator[str]:
    """Give the files that the search page asks for; Pagefind's own interfaces are left out."""
    entry = json.loads((bundle / "pagefind-entry.json").read_bytes())["languages"][lang]
    yield "pagefind-entry.json"
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
