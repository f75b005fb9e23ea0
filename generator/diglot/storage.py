"""The disk: reading sources, writing content whole or not at all, and placing a site's files."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.model.problem import DiglotError, Location, Problem, Severity

if TYPE_CHECKING:
    from diglot.model.edition import Output

CACHE = ".cache/diglot"
"""Folder of locks and caches, below a publication's root; never tracked."""
_LOCK_SECONDS = 20.0
PART = ".part"
"""Ending of a file that is being written."""


def read_text(path: Path, shown: str) -> str | None:
    """Read a UTF-8 file.

    Args:
        path: the file.
        shown: how messages name it.

    Returns:
        Its text with line ends kept as they are, or None where there is no such file.

    Raises:
        DiglotError: the file is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise DiglotError(
            Problem(
                "not-utf-8",
                Severity.ERROR,
                f"byte {data[error.start]:#04x} is not UTF-8",
                Location(shown, line, column),
                "Save the file as UTF-8.",
            )
        ) from error


def write_whole(path: Path, data: bytes) -> bool:
    """Write a file so that it is the old one or the new one at every instant.

    Returns:
        Whether the file changed; one that already holds these bytes is not touched.
    """
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def sweep(folder: Path) -> None:
    """Remove what a killed command left half written; nobody writes while the lock is held."""
    for path in folder.glob(f"**/.*{PART}"):
        path.unlink(missing_ok=True)


@contextmanager
def content_lock(root: Path) -> Iterator[None]:
    """Hold the one lock under which commands write below content/.

    Raises:
        DiglotError: another command has held it for too long.
    """
    with _lock(root / CACHE / "content.lock", "is writing under content/"):
        yield


@contextmanager
def site_lock(root: Path, name: str) -> Iterator[None]:
    """Hold the lock under which one site is built, so that two builds never share a memory.

    Args:
        root: folder of the publication.
        name: of the memory: site or preview.

    Raises:
        DiglotError: another command has held it for too long.
    """
    with _lock(root / CACHE / f"{name}.lock", f"is building the {name}"):
        yield


@contextmanager
def _lock(path: Path, does: str) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    # SQLite locks files on every system, and lets go of them when the process dies; its memory
    # has it loaded already, where a library for locks alone was a tenth of an unchanged build.
    with closing(sqlite3.connect(path, timeout=_LOCK_SECONDS, isolation_level=None)) as file:
        try:
            file.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise DiglotError(
                Problem(
                    path.name.replace(".lock", "-locked"),
                    Severity.ERROR,
                    f"another diglot command {does}",
                    Location(str(path)),
                    "Wait for it to end, or stop it.",
                )
            ) from error
        yield


def article_sources(articles: Path) -> list[str]:
    """Give the names of folders of articles, and of raw texts dropped beside them, in order."""
    if not articles.is_dir():
        return []
    with os.scandir(articles) as entries:
        found = [e.name for e in entries if e.name.endswith(".txt") or e.is_dir()]
    return sorted(name for name in found if name[0] not in "._")


def inbox_files(inbox: Path) -> list[Path]:
    """Give the files of the inbox in order; hidden ones, folders and a README are left out."""
    found = inbox.iterdir() if inbox.is_dir() else ()
    files = (p for p in found if p.is_file() and p.name[0] not in "._" and p.stem != "README")
    return sorted(files)


def move_into(path: Path, folder: Path) -> None:
    """Move a file into a folder beside it, over one of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    path.replace(folder / path.name)


def write_output(site: Path, output: Output) -> bool:
    """Write one output of the site unless it already holds these bytes."""
    return write_file(site, output.path, output.content)


def write_file(site: Path, path: str, content: bytes) -> bool:
    """Write one file of the site, by its slash-separated path, unless it already holds these bytes.

    Returns:
        Whether it differed.
    """
    target = f"{site}/{path}"
    try:
        with open(target, "rb") as file:  # noqa: PTH123 - half the cost of Path
            if file.read() == content:
                return False
    except FileNotFoundError:
        # Nearly always the folder is there: it is made only where writing fails.
        with suppress(FileNotFoundError):
            _overwrite(target, content)
            return True
        Path(target).parent.mkdir(parents=True, exist_ok=True)
    _overwrite(target, content)
    return True


def _overwrite(path: str, content: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123 - half the cost of Path
        file.write(content)


def files_below(folder: Path) -> Iterator[str]:
    """Give the slash-separated paths of all files below a folder, in order."""
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield (Path(base) / name).relative_to(folder).as_posix()


def remove_from(site: Path, paths: Iterable[str]) -> None:
    """Remove files of the site by their slash-separated paths, and folders left empty."""
    folders: set[Path] = set()
    for path in paths:
        (site / path).unlink(missing_ok=True)
        folders.update((site / path).parents)
    for folder in sorted(folders, key=lambda f: len(f.parts), reverse=True):
        inside = folder.is_relative_to(site) and folder != site
        if inside and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def remove_tree(folder: Path) -> None:
    """Remove a folder, where there is one, and all that it holds."""
    if folder.is_dir():
        shutil.rmtree(folder)


def remove_files(paths: Iterable[Path]) -> list[Path]:
    """Remove files; give those that were there."""
    found = [path for path in paths if path.is_file()]
    for path in found:
        path.unlink()
    return found


def remove_caches(root: Path) -> None:
    """Remove every cache of a publication; locks stay."""
    for path in (root / CACHE).glob("*"):
        if path.is_dir():
            shutil.rmtree(path)
        elif path.suffix != ".lock":
            path.unlink()
