"""The whole site: MkDocs' pages and the edition's, each made again only where it is outdated.

MkDocs and YAML are imported only when mkdocs.yml, an ordinary page or the theme has changed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from diglot import storage
from diglot.build import Build
from diglot.facts import Facts
from diglot.keys import program_key, remembered, theme_key
from diglot.scan import Files, digest_of, scan_files
from diglot.workshop import Order, Report

if TYPE_CHECKING:
    from diglot.model.host import Host
    from diglot.model.settings import Settings

_ENV = re.compile(r"!ENV\s*(\[[^\]]*\]|\S+)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def publish(
    config: Path, order: Order, *, drafts: bool | None = None, clean: bool = False
) -> tuple[Settings, Report]:
    """Build the site of a publication.

    Args:
        config: its mkdocs.yml.
        order: how to build.
        drafts: show drafts, whatever mkdocs.yml says.
        clean: forget what the last build remembered.

    Raises:
        DiglotError: the settings cannot be read, or MkDocs gives up.
    """
    name = "preview" if drafts else "site"
    with _memory(config, name) as facts:
        if clean:
            facts.forget()
        settings = _settings(config, facts)
        if drafts is not None:
            settings = replace(settings, drafts=drafts)
        staging = Path(settings.root, storage.CACHE, f"mkdocs-{name}")
        host = _Hosting(config, settings, facts, staging)
        return settings, Build(settings, facts, order, host.get).run()


def remembered_settings(config: Path) -> Settings:
    """Give the settings of a publication, MkDocs asked only where mkdocs.yml has changed.

    Raises:
        DiglotError: they cannot be read.
    """
    with _memory(config, "site") as facts:
        return _settings(config, facts)


@contextmanager
def _memory(config: Path, name: str) -> Iterator[Facts]:
    if not config.is_file():
        from diglot import mkdocs_plugin

        # Refused before anything is made in a folder that is no publication.
        mkdocs_plugin.load_settings(config)
    root = config.resolve().parent
    with storage.site_lock(root, name):
        facts = Facts(root / storage.CACHE / f"{name}.sqlite")
        try:
            yield facts
        finally:
            facts.close()


@dataclass(frozen=True, slots=True)
class Served:
    """Where a preview is shown, and what it depends on."""

    site: Path
    mount: str
    host: str
    port: int
    watched: tuple[Path, ...]
    settings: Settings


def served(config: Path) -> Served:
    """Give where the preview of a publication is shown.

    Raises:
        DiglotError: the settings cannot be read.
    """
    from diglot import mkdocs_plugin

    found = mkdocs_plugin.read_settings(config)
    settings = found.settings
    themes = map(Path, settings.theme_dirs)
    return Served(
        site=Path(settings.root, storage.CACHE, "preview"),
        mount=settings.base_path,
        host=found.host,
        port=found.port,
        watched=(Path(settings.content_dir), *themes, *found.files),
        settings=settings,
    )


# --- settings ---


def _settings(config: Path, facts: Facts) -> Settings:
    """Give the settings, read again only if a file or environment variable behind them changed."""
    from diglot.formats.record import pack, unpack

    key = _settings_key(facts, config)
    held, _, packed = facts.get("settings").partition("\n")
    if packed and held == key:
        settings: Settings = unpack(bytes.fromhex(packed))
    else:
        from diglot import mkdocs_plugin

        found = mkdocs_plugin.read_settings(config)
        settings = found.settings
        facts.put("settings files", json.dumps([str(path) for path in found.files]))
        facts.put("foreign", " ".join(found.foreign))
        key = _settings_key(facts, config)
        facts.put("settings", f"{key}\n{pack(settings).hex()}")
    return settings


def _settings_key(facts: Facts, config: Path) -> str:
    """Give the digest of mkdocs.yml, what it inherits and runs, and what it asks of the system."""
    files = [Path(name) for name in json.loads(facts.get("settings files") or "[]")]
    found = scan_files({config.resolve(), *files})
    digest = remembered(facts, "settings", found, found.digest)
    names = {
        name
        for path in found.paths
        for value in _ENV.findall(Path(path).read_text(encoding="utf-8", errors="replace"))
        for name in _NAME.findall(value)
    }
    values = [(name, os.environ.get(name)) for name in sorted(names)]
    return digest_of(f"{config.resolve()}\n{digest}\n{program_key(facts)}\n{values}".encode())


# --- ordinary pages ---


@dataclass(frozen=True, slots=True)
class _Hosting:
    """MkDocs' part of the site."""

    config: Path
    settings: Settings
    facts: Facts
    staging: Path

    def get(self, ordinary: Files) -> Host:
        """Give what MkDocs has made, made again only if its inputs have changed.

        Args:
            ordinary: what it makes pages of or copies.
        """
        from diglot.formats.record import pack, unpack

        held, _, packed = self.facts.get("host").partition("\n")
        if packed and self.staging.is_dir() and not self.facts.get("foreign"):
            host: Host = unpack(bytes.fromhex(packed))
            if held == self._key(host, ordinary):
                return replace(host, folder=str(self.staging))
        from diglot import mkdocs_plugin

        drafts = self.settings.drafts
        host = mkdocs_plugin.build_ordinary(self.config, self.staging, drafts=drafts)
        packed = pack(replace(host, folder="")).hex()
        self.facts.put("host", f"{self._key(host, ordinary)}\n{packed}")
        return host

    def _key(self, host: Host, ordinary: Files) -> str:
        articles = Path(self.settings.content_dir, "articles")
        pictured = {path.split("/")[1] for path in ordinary.paths if path.startswith("articles/")}
        parts = (
            self.facts.get("settings").partition("\n")[0],
            remembered(self.facts, "ordinary", ordinary, ordinary.digest),
            theme_key(self.settings, self.facts),
            str(self.settings.drafts),
            *(name for name in host.linked if (articles / name).exists()),
            *self._shown(sorted(pictured)),
        )
        return digest_of("\n".join(parts).encode())

    def _shown(self, slugs: Sequence[str]) -> list[str]:
        """Say of which articles the pictures are published."""
        if not slugs:
            return []
        from diglot.publication import shows_files

        return [f"{slug} {shows_files(self.settings, slug)}" for slug in slugs]
