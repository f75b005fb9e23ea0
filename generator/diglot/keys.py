"""Digests of what concerns a whole build: the program, the settings, the theme, the glossary."""

from __future__ import annotations

import site
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from diglot.facts import Facts
from diglot.model.due import Keys
from diglot.model.settings import Settings
from diglot.scan import Files, digest_of, now, scan_files, scan_tree

_TEMPLATES = (".html", ".po")


def keys_of(settings: Settings, facts: Facts, frame: str) -> Keys:
    """Give the digests of what concerns every article now.

    Args:
        settings: the publication.
        facts: remembers digests, so that what has kept its size and date is not read again.
        frame: digest of what every page shows of the ordinary pages.
    """
    return Keys(
        program=program_key(facts),
        settings=settings_key(settings),
        templates=_theme_key(settings, facts, "templates", _TEMPLATES),
        frame=frame,
        glossary=glossary_key(settings, facts),
    )


def settings_key(settings: Settings) -> str:
    """Give the digest of what mkdocs.yml decides; where the files lie decides nothing."""
    bare = replace(settings, root="", content_dir="", site_dir="", theme_dirs=())
    bare = replace(bare, engine="", engine_options={})
    return digest_of(repr(bare).encode())


def glossary_key(settings: Settings, facts: Facts) -> str:
    """Give the digest of actors.yml."""
    files = scan_files([Path(settings.content_dir, "actors.yml")])
    return remembered(facts, "glossary", files, lambda: "".join(files.digests().values()))


def theme_key(settings: Settings, facts: Facts) -> str:
    """Give the digest of the whole theme, styles and fonts included."""
    return _theme_key(settings, facts, "theme", ())


def _theme_key(settings: Settings, facts: Facts, name: str, suffixes: tuple[str, ...]) -> str:
    groups = [scan_tree(Path(folder), suffixes) for folder in settings.theme_dirs]
    return digest_of(
        "\n".join(
            remembered(facts, f"{name} {number}", files, files.digest)
            for number, files in enumerate(groups)
        ).encode()
    )


def program_key(facts: Facts) -> str:
    """Give the digest of this program and of the names and versions of all that is installed."""
    return digest_of(f"{_own_key(facts)}\n{_installed()}".encode())


def _own_key(facts: Facts) -> str:
    own = _own_files()
    return remembered(facts, "program", own, own.digest)


@cache
def _own_files() -> Files:
    """Look at the program itself, which a process has loaded as it was."""
    return scan_tree(Path(__file__).parent, (".py", ".typ", ".ttf"))


@cache
def _installed() -> str:
    folders = [Path(folder) for folder in (*site.getsitepackages(), site.getusersitepackages())]
    found = (path.name for folder in folders for path in folder.glob("*.dist-info"))
    return "\n".join(sorted(found))


def remembered(facts: Facts, name: str, files: Files, digest: Callable[[], str]) -> str:
    """Give the digest of a group of files, read only where their sizes or dates differ.

    Args:
        facts: the memory.
        name: of the group.
        files: the group.
        digest: reads it.
    """
    stamps = files.stamps
    held, _, known = facts.get(f"seen {name}").rpartition("\n\n")
    if known and held == stamps:
        return known
    found = digest()
    facts.put(f"seen {name}", f"{stamps if files.settled(now()) else '?'}\n\n{found}")
    return found
