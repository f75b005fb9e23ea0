"""What templates see: every decision made, every text escaped or plain `str` under autoescape."""

from __future__ import annotations

from dataclasses import dataclass

from diglot.model import address
from diglot.model.language import Direction, language
from diglot.model.settings import Settings


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of the site's head or foot."""

    title: str
    href: str
    lang: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A text in one language, with what a page must say of it."""

    lang: str
    dir: Direction
    text: str

    @classmethod
    def of(cls, lang: str, text: str) -> Named:
        return cls(lang, language(lang).direction, text)


@dataclass(frozen=True, slots=True)
class PageView:
    """What the base layout needs of any page, generated or written by hand."""

    path: str
    """Path below the site's root."""
    lang: str
    title: str
    """Without the publication's name."""
    description: str
    kind: str
    """Class of the page's body: article, reading, listing, actors, actor, page, home, error."""
    names: tuple[Named, ...]
    """The publication's name in each of its languages."""
    nav: tuple[NavLink, ...]
    languages: tuple[Named, ...]
    """Source and first target."""
    canonical: str = ""
    noindex: bool = False
    alternates: tuple[tuple[str, str], ...] = ()
    """hreflang and absolute address."""
    draft: bool = False
    root: str = ""
    """Absolute path of the site where links must not be relative: the error page, which a server
    shows at any depth."""

    @property
    def dir(self) -> Direction:
        return language(self.lang).direction

    @property
    def full_title(self) -> str:
        """Title for the window, with a right-to-left mark where Arabic opens with Latin letters."""
        name = next((n.text for n in self.names if n.lang == self.lang), self.names[0].text)
        title = self.title if self.title == name else f"{self.title} – {name}"
        return f"\u200f{title}" if self.dir == "rtl" and title[:1].isascii() else title

    def link(self, target: str) -> str:
        """Give the link from this page to a path of the site."""
        return self.root + target if self.root else address.relative(self.path, target)


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A page that MkDocs makes, as the navigation names it."""

    title: str
    path: str


def page_view(
    settings: Settings,
    path: str,
    *,
    lang: str,
    title: str,
    kind: str,
    labels: dict[str, tuple[str, str]],
    ordinary: tuple[Ordinary, ...] = (),
    description: str = "",
    indexable: bool = True,
    alternates: tuple[tuple[str, str], ...] = (),
    canonical: str | None = None,
    draft: bool = False,
    absolute: bool = False,
) -> PageView:
    """Make the view of one page.

    Args:
        settings: the publication.
        path: the page's path below the site's root.
        lang: language of the page itself.
        title: its title in that language.
        kind: class of the body.
        labels: by language, how listings and the actors' index are called there.
        ordinary: pages of MkDocs to name in the head.
        description: one sentence for search engines.
        indexable: whether search engines may list the page.
        alternates: language and path of the versions of this page, itself included.
        canonical: path of the page that search engines should name; itself by default.
        draft: whether an unpublished article is shown.
        absolute: whether links begin at the site's root instead of at the page.
    """
    base = settings.site_url
    root = settings.base_path if absolute else ""
    return PageView(
        path=path,
        lang=lang,
        title=title,
        description=description,
        kind=kind,
        names=tuple(Named.of(tag, settings.name(tag)) for tag in settings.languages),
        nav=_nav(settings, path, lang, labels, ordinary, root),
        languages=tuple(Named.of(tag, language(tag).autonym) for tag in settings.languages),
        canonical=base + (canonical or path) if base else "",
        noindex=not indexable or draft,
        alternates=tuple((tag, base + to) for tag, to in alternates) if base and indexable else (),
        draft=draft,
        root=root,
    )


def _nav(
    settings: Settings,
    path: str,
    lang: str,
    labels: dict[str, tuple[str, str]],
    ordinary: tuple[Ordinary, ...],
    root: str,
) -> tuple[NavLink, ...]:
    named = [(labels[tag][0], address.listing(tag), tag) for tag in settings.languages]
    named.append((labels[lang][1], address.ACTORS, lang))
    named += [(page.title, page.path, "") for page in ordinary]
    return tuple(
        NavLink(title, root + to if root else address.relative(path, to), tag, path == to)
        for title, to, tag in named
    )
