"""MkDocs as the host: settings, ordinary pages, serve; the only module that imports mkdocs."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import config_options as option
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from diglot import make, storage
from diglot.build import Build
from diglot.facts import Facts
from diglot.formats.publisher import read_contact, read_editor, read_licence
from diglot.model import address
from diglot.model.host import Host, Ordinary
from diglot.model.language import LANGUAGES
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.settings import DEFAULT_FORMATS, FORMATS, Settings
from diglot.publication import Publication, load, shows_files
from diglot.render.pages import Pages
from diglot.scan import is_source
from diglot.workshop import Order

log = get_plugin_logger("diglot")
_LEVELS = {
    Severity.INFO: logging.INFO,
    Severity.WARNING: logging.WARNING,
    Severity.ERROR: logging.ERROR,
}


class DiglotConfig(Config):
    """What `plugins: - diglot:` in mkdocs.yml may say."""

    source = option.Choice(tuple(LANGUAGES), default="ar")
    targets = option.ListOfItems(option.Choice(tuple(LANGUAGES)), default=["en"])
    title = option.Type(dict, default={})
    description = option.Type(dict, default={})
    drafts = option.Type((bool, int), default=False)  # an environment variable says 1
    engine = option.Type(str, default="")
    engine_options = option.Type(dict, default={})
    contact = option.Type(str, default="")
    editor = option.Type((str, dict), default="")
    licence = option.Type((str, dict), default="")
    downloads = option.ListOfItems(option.Choice(FORMATS), default=list(DEFAULT_FORMATS))
    card_images = option.Type(bool, default=True)
    index_unreviewed = option.Type(bool, default=False)
    search = option.Type(bool, default=True)


class DiglotPlugin(BasePlugin[DiglotConfig]):
    """Places the edition's pages into the site that MkDocs builds."""

    def __init__(self) -> None:
        self.place = True
        """Whether to write Diglot's pages after MkDocs has written its own."""
        self.publication: Publication | None = None
        self._host = Host()
        self._pages: Pages | None = None
        self._serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Drafts are shown under serve; defining this hook keeps the plugin between rebuilds."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Leave the sitemap to Diglot: it dates pages by front matter, not by the clock."""
        config.theme.static_templates.discard("sitemap.xml")
        self._host = Host()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the sources of articles away from MkDocs and tell it where they are published."""
        settings = settings_of(config, drafts=self._serving or None)
        self.publication = load(settings)
        kept = [file for file in files if not _is_source(file.src_uri)]
        # As no static template it counts as a file of the theme, to be copied as it is.
        kept = [file for file in kept if file.src_uri != address.SITEMAP]
        slugs = {_article_of(file.src_uri) for file in kept} - {""}
        shown = {slug: shows_files(settings, slug) for slug in slugs}
        kept = [file for file in kept if shown.get(_article_of(file.src_uri), True)]
        published = Files(kept)
        # An archive has many addresses, and its few ordinary pages name few of them.
        linked = {name for file in kept if file.is_documentation_page() for name in _linked(file)}
        self._host = replace(self._host, linked=tuple(sorted(linked)))
        for source, path in addresses(self.publication, linked):
            published.append(_Published(source, path, config))
        return published

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Give MkDocs' templates the escaping and the view model of Diglot's."""
        env.autoescape = True
        pages = [f.page for f in files.documentation_pages() if f.page is not None]
        ordinary = tuple(
            Ordinary(str(page.title), page.file.dest_uri, str(page.meta.get("lang") or ""))
            for page in pages
            if page.file.dest_uri != address.HOME and not page.file.inclusion.is_not_in_nav()
        )
        self._host = replace(
            self._host, ordinary=ordinary, outputs={p.file.dest_uri: p.file.src_uri for p in pages}
        )
        self._pages = make.pages(self.loaded, ordinary)
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Keep the introduction for the home page."""
        if page.file.dest_uri == address.HOME:
            self._host = replace(self._host, introduction=html)
        return html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give an ordinary page the base layout's view."""
        pages = self._ready_pages
        settings = self.loaded.settings
        lang = str(page.meta.get("lang") or settings.source)
        view = pages.ordinary_view(
            page.file.dest_uri, str(page.title), lang, str(page.meta.get("description", ""))
        )
        context.update(pages.context(view))  # type: ignore[typeddict-item]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the edition's pages over the site, and report every problem."""
        if not self.place:
            return
        host = replace(self._host, folder=config.site_dir)
        order = Order(Path(config.site_dir), owns=False)
        report = Build(self.loaded.settings, Facts(None), order, lambda _: host).run()
        for note in report.notes:
            log.info(note)
        for problem in report.problems:
            log.log(_LEVELS[problem.severity], "%s", problem)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Rebuild on a change of a template or a style too; content/ is watched by MkDocs."""
        for folder in self.loaded.settings.theme_dirs:
            server.watch(folder)
        return server

    @property
    def host(self) -> Host:
        """What MkDocs has made, for the build that places it."""
        return self._host

    @property
    def loaded(self) -> Publication:
        """The publication whose files MkDocs was given."""
        if self.publication is None:
            raise PluginError("diglot: the site was built before its files were read")
        return self.publication

    @property
    def _ready_pages(self) -> Pages:
        if self._pages is None:
            raise PluginError("diglot: a page was built before the templates were loaded")
        return self._pages


class _Published(File):
    """An address of the edition as links of ordinary pages see it.

    It is no page of MkDocs and has nothing to copy; Diglot writes the address itself.
    """

    def __init__(self, source: str, path: str, config: MkDocsConfig) -> None:
        super().__init__(
            source, None, config.site_dir, False, dest_uri=path, inclusion=InclusionLevel.NOT_IN_NAV
        )

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing to copy."""


_NAMES = re.compile(r"articles/([a-z0-9-]+)")


def _linked(file: File) -> list[str]:
    """Give the names of articles that a page could link to."""
    return _NAMES.findall(Path(file.abs_src_path or "").read_text("utf-8", errors="replace"))


def addresses(publication: Publication, slugs: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give what an ordinary page may link to: a path below content/, and where it is published.

    An article can be linked by its source file, and every page by its own address.

    Args:
        publication: the publication.
        slugs: the articles to give.
    """
    settings = publication.settings
    first = settings.targets[0]
    pages = [address.actor_index(lang, settings.source) for lang in settings.languages]
    pages += map(address.listing, settings.languages)
    pages.append(address.SEARCH)
    pages += (address.actor(actor.id) for actor in publication.glossary.actors)
    for slug in publication.slugs:
        if slug in slugs:
            yield f"articles/{slug}/article.md", address.side_by_side(slug, first, first)
            pages += (address.side_by_side(slug, target, first) for target in settings.targets)
            pages += (address.one_language(lang, slug) for lang in settings.languages)
            pages.append(address.presence(slug))
    yield from ((path, path) for path in pages)


def _is_source(uri: str) -> bool:
    """Whether a file under content/ is read by Diglot and not published as it is."""
    path = PurePosixPath(uri)
    if uri == "actors.yml" or path.parts[0] == "inbox":
        return True
    return path.parts[0] == "articles" and (len(path.parts) == 2 or is_source(path.name))


def _article_of(uri: str) -> str:
    """Give the article in whose folder a file lies, or nothing."""
    parts = PurePosixPath(uri).parts
    return parts[1] if len(parts) > 2 and parts[0] == "articles" else ""


def settings_of(config: MkDocsConfig, *, drafts: bool | None = None) -> Settings:
    """Read a publication's settings out of a loaded mkdocs.yml.

    Args:
        config: the configuration, with this plugin in it.
        drafts: show drafts whatever the file says.

    Raises:
        ConfigurationError: the plugin is not named in mkdocs.yml, a language stands twice, or the
            contact or licence is none.
    """
    own = _plugin(config).config
    if own.source in own.targets or len(set(own.targets)) != len(own.targets) or not own.targets:
        raise ConfigurationError(
            "mkdocs.yml: targets: must name one or more languages, each once, without the source"
        )
    root = Path(config.config_file_path).parent.resolve()
    site_url = (config.site_url or "").rstrip("/")
    try:
        contact, licence = read_contact(own.contact), read_licence(own.licence)
    except ValueError as error:
        raise ConfigurationError(f"mkdocs.yml: {error}") from error
    names = {
        lang: str(own.title.get(lang) or config.site_name) for lang in (own.source, *own.targets)
    }
    return Settings(
        root=str(root),
        content_dir=config.docs_dir,
        site_dir=config.site_dir,
        theme_dirs=tuple(str(d) for d in config.theme.dirs if not d.endswith("mkdocs/templates")),
        source=own.source,
        targets=tuple(own.targets),
        names=names,
        descriptions={str(k): str(v) for k, v in own.description.items()},
        site_url=f"{site_url}/" if site_url else "",
        repo_url=config.repo_url or "",
        edit_uri=config.edit_uri or "",
        drafts=bool(own.drafts if drafts is None else drafts),
        engine=own.engine,
        engine_options=own.engine_options,
        contact=contact,
        editor=read_editor(own.editor, (own.source, *own.targets)),
        licence=licence,
        downloads=tuple(own.downloads),
        card_images=own.card_images,
        index_unreviewed=own.index_unreviewed,
        search=own.search,
    )


def _plugin(config: MkDocsConfig) -> DiglotPlugin:
    plugin = config.plugins.get("diglot")
    if not isinstance(plugin, DiglotPlugin):
        raise ConfigurationError("mkdocs.yml: the plugin diglot is missing; add it under plugins:")
    return plugin


@dataclass(frozen=True, slots=True)
class Found:
    """A publication's settings, and what else they say."""

    settings: Settings
    files: tuple[Path, ...]
    """Every file that decides them."""
    foreign: tuple[str, ...]
    """Plugins and hooks that are not Diglot's or MkDocs' own; what their pages depend on is
    theirs to know."""
    host: str
    """Address that the preview is served on."""
    port: int


def read_settings(config_file: Path) -> Found:
    """Read mkdocs.yml.

    Raises:
        DiglotError: the file is missing or MkDocs refuses it.
    """
    config = _load(config_file)
    hooks = tuple(Path(str(path)).resolve() for path in config.hooks)
    foreign = {*config.plugins} - {"diglot", "search"} | {path.name for path in hooks}
    files = (*_inherited(config_file.resolve()), *hooks)
    host, port = config.dev_addr
    return Found(settings_of(config), files, tuple(sorted(foreign)), host, port)


def _inherited(config_file: Path) -> Iterator[Path]:
    """Give a configuration file and those that it inherits."""
    yield config_file
    text = storage.read_text(config_file, str(config_file)) or ""
    for line in text.splitlines():
        if line.startswith("INHERIT:"):
            parent = line.partition(":")[2].partition(" #")[0].strip().strip("'\"")
            yield from _inherited((config_file.parent / parent).resolve())


def load_settings(config_file: Path, *, drafts: bool | None = None) -> Settings:
    """Read the settings of the publication whose mkdocs.yml this is.

    Raises:
        DiglotError: the file is missing or MkDocs refuses it.
    """
    return settings_of(_load(config_file), drafts=drafts)


def build_ordinary(config_file: Path, staging: Path, *, drafts: bool) -> Host:
    """Let MkDocs build its own pages and assets into a staging folder.

    Raises:
        DiglotError: the file is missing or MkDocs gives up.
    """
    config = _load(config_file, site_dir=str(staging))
    plugin = _plugin(config)
    plugin.place = False
    plugin.config.drafts = drafts
    counter = _Warnings()
    logging.getLogger("mkdocs").addHandler(counter)
    try:
        mkdocs_build.build(config)
    except Abort as error:
        raise DiglotError(_host_problem(config_file, str(error))) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(counter)
    return replace(plugin.host, problems=tuple(counter.problems), folder=str(staging))


class _Warnings(logging.Handler):
    """Collects what MkDocs warns of, so that it counts as the build's own problems."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
        self.problems.append(Problem("mkdocs", severity, record.getMessage(), Location("mkdocs")))


def _load(config_file: Path, **options: Any) -> MkDocsConfig:
    if not config_file.is_file():
        raise DiglotError(
            _host_problem(
                config_file,
                "there is no such file",
                "Run diglot in the folder of mkdocs.yml, or name it with --config;"
                " diglot init DIR makes a new publication.",
            )
        )
    try:
        config = load_config(str(config_file), **options)
        settings_of(config)
    except (Abort, ConfigurationError) as error:
        raise DiglotError(_host_problem(config_file, str(error))) from error
    return config


def _host_problem(
    config_file: Path, message: str, remedy: str = "Mend what MkDocs names above."
) -> Problem:
    return Problem("settings", Severity.ERROR, message, Location(str(config_file)), remedy)
