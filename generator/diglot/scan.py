"""The disk as a build sees it: files by size and date, read only where one of these differs.

As in git's index, an unchanged size and date spare a read; a changed date alone decides nothing.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from diglot.model import address
from diglot.storage import PART, inbox_files

_SECOND = 1_000_000_000
_RACY = 2 * _SECOND
"""Nanoseconds in which a second change can leave a file's date as it is: FAT counts in twos."""
TICK = 0.05
"""Seconds in which that is so of a date with a fraction: no kernel's clock ticks slower than in a
hundredth."""
_FOLDER = "./"
"""Under this name an article's own folder is noted, where it holds sources and nothing else."""
_SOURCES = (".md", ".po", ".pot", ".mo", ".txt", ".orig", ".rej", ".bak", "~")


@dataclass(slots=True)
class Files:
    """A group of files, and how the disk describes them."""

    paths: dict[str, str] = field(default_factory=dict)
    """Path of each file by its name in the group."""
    _seen: dict[str, str] = field(default_factory=dict)
    """A line for each: its name, size, and two dates in nanoseconds since the epoch."""

    def add(self, name: str, path: str, seen: os.stat_result) -> None:
        """Take a file into the group."""
        self.paths[name] = path
        self.see(name, seen)

    def see(self, name: str, seen: os.stat_result) -> None:
        """Note what the disk says under a name, of a folder too, which is none of the files."""
        # Written at once, for most groups are asked for their stamps and for nothing else.
        self._seen[name] = _stamp(name, seen)

    def joined(self, other: Files, names: Iterable[str]) -> Files:
        """Give the group with some files of another one, as that one saw them.

        Args:
            other: the other group.
            names: of files that are in it, or that could be.
        """
        found = [name for name in names if name in other.paths]
        return Files(
            self.paths | {name: other.paths[name] for name in found},
            self._seen | {name: other._seen[name] for name in found},
        )

    @property
    def stamps(self) -> str:
        """Sizes and dates of all files, in order; equal stamps mean equal files."""
        return "\n".join(sorted(self._seen.values()))

    def settled(self, looked: int) -> bool:
        """Whether a later change must show in the stamps.

        Args:
            looked: when looking at the disk began, in nanoseconds since the epoch.
        """
        dates = (int(date) for line in self._seen.values() for date in line.split("\t")[-2:])
        return all(looked - d > (TICK * _SECOND if d % _SECOND else _RACY) for d in dates)

    def digests(self) -> dict[str, str]:
        """Read every file and give its digest by name; a file that has just gone is left out."""
        found: dict[str, str] = {}
        for name in sorted(self.paths):
            try:
                with open(self.paths[name], "rb") as file:  # noqa: PTH123 - half the cost of Path
                    found[name] = digest_of(file.read())
            except FileNotFoundError:
                continue
        return found

    def digest(self) -> str:
        """Read every file and give one digest of all names and contents."""
        return digest_of("\n".join(f"{n}\t{d}" for n, d in self.digests().items()).encode())


@dataclass(slots=True)
class Content:
    """Everything below content/, in the groups that are outdated together."""

    articles: dict[str, Files] = field(default_factory=dict)
    """Sources of each article, by slug."""
    ordinary: Files = field(default_factory=Files)
    """What MkDocs makes pages of or copies."""
    inbox: Files = field(default_factory=Files)
    """Files that wait to become articles."""
    refused: list[str] = field(default_factory=list)
    """Names in articles/ that can be part of no address; loading the publication says so."""
    leftovers: list[str] = field(default_factory=list)
    """What a killed command has left half written."""

    def inputs(self, slug: str, images: Sequence[str]) -> Files:
        """Give what the outputs of an article depend on.

        Args:
            slug: the article.
            images: where the images that it shows are looked for.
        """
        sources = self.articles[slug]
        return sources.joined(self.ordinary, images) if images else sources


def digest_of(data: bytes) -> str:
    """Give the BLAKE2b of some bytes as 32 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def is_source(name: str) -> bool:
    """Whether a file in an article's folder is never published: a source, or what tools leave."""
    return name.endswith(_SOURCES) or name.startswith("original.")


def scan_content(folder: Path, held: Mapping[str, str]) -> Content:
    """Look at everything below content/.

    Args:
        folder: content/.
        held: the stamps of each article as the last build saw them, by slug.
    """
    content = Content()
    for entry in _entries(folder):
        if entry.is_dir():
            if entry.name == "articles":
                _scan_articles(entry, content, held)
            elif entry.name == "inbox":
                _scan_inbox(entry, content.inbox)
            else:
                _scan_tree(entry, f"{entry.name}/", content.ordinary)
        elif entry.name != "actors.yml":
            content.ordinary.add(entry.name, entry.path, entry.stat())
    return content


def scan_tree(folder: Path, suffixes: tuple[str, ...] = ()) -> Files:
    """Look at the files below a folder.

    Args:
        folder: where to look.
        suffixes: endings of the names to take; all when empty.
    """
    files = Files()
    _scan_tree(folder, "", files, suffixes)
    return files


def scan_files(paths: Iterable[Path]) -> Files:
    """Look at some files; one that is not there is left out."""
    files = Files()
    for path in paths:
        if path.is_file():
            files.add(str(path), str(path), path.stat())
    return files


def scan_folders(site: Path, names: Iterable[str]) -> Files:
    """Look at some folders of a site alone, not at what is in them; one not there is left out."""
    folders = Files()
    for name in names:
        if (path := site / name).is_dir():
            folders.see(name, path.stat())
    return folders


def _stamp(name: str, seen: os.stat_result) -> str:
    return f"{name}\t{seen.st_size}\t{seen.st_mtime_ns}\t{seen.st_ctime_ns}"


def now() -> int:
    """Give the time in nanoseconds since the epoch."""
    return time.time_ns()


def _scan_articles(folder: os.DirEntry[str], content: Content, held: Mapping[str, str]) -> None:
    for entry in _entries(folder.path):
        slug = entry.name.removesuffix(".txt")
        if not address.SLUG.match(slug):
            content.refused.append(entry.name)
            continue
        if not entry.is_dir():
            if entry.name != slug:  # a raw text dropped beside the folders
                own = content.articles.setdefault(slug, Files())
                own.add(f"../{entry.name}", entry.path, entry.stat())
            continue
        own = content.articles.setdefault(slug, Files())
        if not _as_listed(entry, own, held.get(slug, "")):
            _list_article(entry, own, content)


def _as_listed(folder: os.DirEntry[str], own: Files, held: str) -> bool:
    """Take the sources that an article's folder had, if its dates say that it has no others now.

    Four looks instead of a listing and three looks: half the cost of an archive in which little
    has changed.
    """
    lines = held.split("\n")
    if not held or os.name == "nt":  # there a listing brings the dates along
        return False
    seen = folder.stat()
    if _stamp(_FOLDER, seen) not in lines:
        return False
    with suppress(FileNotFoundError):
        for name in (line.partition("\t")[0] for line in lines):
            if name[0] != ".":
                path = f"{folder.path}/{name}"
                own.add(name, path, os.stat(path))  # noqa: PTH116 - half the cost of Path
        own.see(_FOLDER, seen)
        return True
    return False


def _list_article(folder: os.DirEntry[str], own: Files, content: Content) -> None:
    """Look at an article's folder; where it holds sources alone, its own dates are noted."""
    seen, more = folder.stat(), False
    for file in os.scandir(folder.path):
        name = file.name
        if name[0] == ".":
            if name.endswith(PART):
                content.leftovers.append(file.path)
                more = True
        elif file.is_dir():
            _scan_tree(file, f"articles/{folder.name}/{name}/", content.ordinary)
            more = True
        elif is_source(name):
            own.add(name, file.path, file.stat())
        else:
            content.ordinary.add(f"articles/{folder.name}/{name}", file.path, file.stat())
            more = True
    if not more:
        own.see(_FOLDER, seen)


def _scan_inbox(folder: os.DirEntry[str], inbox: Files) -> None:
    for path in inbox_files(Path(folder.path)):
        inbox.add(path.name, str(path), path.stat())


def _scan_tree(
    folder: os.DirEntry[str] | Path, prefix: str, files: Files, suffixes: tuple[str, ...] = ()
) -> None:
    for entry in _entries(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                _scan_tree(entry, f"{prefix}{entry.name}/", files, suffixes)
        elif not suffixes or entry.name.endswith(suffixes):
            files.add(prefix + entry.name, entry.path, entry.stat())


def _entries(folder: os.DirEntry[str] | Path | str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name[0] != ".":
                    yield entry
    except FileNotFoundError:
        return


def scan_site(site: Path) -> tuple[set[str], Files]:
    """Look at a site; names that begin with a dot are not its own.

    Returns:
        Slash-separated paths of its files, and its folders as they were before they were listed.
    """
    found: set[str] = set()
    folders = Files()
    todo = [("", os.fspath(site))]
    while todo:
        prefix, folder = todo.pop()
        if (path := Path(folder)).is_dir():
            folders.see(prefix, path.stat())
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False):
                todo.append((f"{prefix}{entry.name}/", entry.path))
            else:
                found.add(prefix + entry.name)
    return found, folders
