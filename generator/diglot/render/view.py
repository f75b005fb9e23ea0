"""What templates see: every decision made, every text escaped or plain `str` under autoescape."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from diglot.model import address
from diglot.model.language import LANGUAGES, Direction, language
from diglot.model.settings import Settings

_TERRITORIES = {"ar": "AR", "en": "US", "fa": "IR", "ur": "PK", "he": "IL", "pt": "BR"}


def og_locale(tag: str) -> str:
    """Name a language as Open Graph does, with a territory whether one is meant or not."""
    return f"{tag}_{_TERRITORIES.get(tag, tag.upper())}"


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of the site's head or foot."""

    title: str
    href: str
    lang: str = ""
    current: bool = False


_ATTRS = {
    tag: Markup('lang="{}" dir="{}"').format(tag, each.direction) for tag, each in LANGUAGES.items()
}


def attrs(lang: str) -> Markup:
    """Give what an element that holds a text says of its language."""
    return _ATTRS[lang]


@dataclass(frozen=True, slots=True)
class Named:
    """A text in one language, with what a page must say of it."""

    lang: str
    dir: Direction
    text: str

    @classmethod
    def of(cls, lang: str, text: str) -> Named:
        """Give a text with the direction that follows from its language."""
        return cls(lang, language(lang).direction, text)


@dataclass(frozen=True, slots=True)
class PageView:
    """What the base layout needs of any page, generated or written by hand."""

    path: str
    """Path below the site's root."""
    lang: str
    title: str
    """Without the publication's name."""
    kind: str
    """Class of the page's body: article, reading, listing, actors, actor, page, home, error."""
    names: tuple[Named, ...]
    """The publication's name in each of its languages."""
    nav: tuple[NavLink, ...]
    description: str = ""
    """One sentence for search engines."""
    canonical: str = ""
    """Absolute address of the page that search engines should name."""
    noindex: bool = False
    alternates: tuple[tuple[str, str], ...] = ()
    """hreflang and absolute address."""
    draft: bool = False
    structured: Markup | None = None
    """JSON-LD, safe inside a script element."""
    image: str = ""
    """Path of the picture that other sites show beside a link to the page."""
    root: str = ""
    """Absolute path of the site where links must not be relative: the error page, which a server
    shows at any depth."""

    @property
    def script_source(self) -> str:
        """The one inline block that the page's security policy lets stand, by its hash.

        It is data and never run; checkers of HTML take it for a script nevertheless.
        """
        if self.structured is None:
            return ""
        digest = hashlib.sha256(self.structured.encode("utf-8")).digest()
        return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"

    @property
    def dir(self) -> Direction:
        """Direction of the page's language."""
        return language(self.lang).direction

    @property
    def full_title(self) -> str:
        """Title for the window, with a right-to-left mark where Arabic opens with Latin letters."""
        name = next((n.text for n in self.names if n.lang == self.lang), self.names[0].text)
        title = self.title if self.title == name else f"{self.title} – {name}"
        return f"\u200f{title}" if self.dir == "rtl" and title[:1].isascii() else title

    def from_root(self, root: str) -> PageView:
        """Give the view with links that begin at the site's root."""
        nav = tuple(replace(n, href=root + address.normal(n.href)) for n in self.nav)
        return replace(self, root=root, nav=nav)

    def unlisted(self) -> PageView:
        """Give the view with search engines asked to leave the page alone."""
        return replace(self, noindex=True, canonical="", alternates=())

    def link(self, target: str) -> str:
        """Give the link from this page to a path of the site."""
        return self.root + target if self.root else address.relative(self.path, target)


def page_view(
    settings: Settings, path: str, named: Sequence[NavLink], *, lang: str, title: str, kind: str
) -> PageView:
    """Make the view of one page that search engines may list.

    Args:
        settings: the publication.
        path: the page's path below the site's root.
        named: what the head names; `href` is still a path of the site.
        lang: language of the page itself.
        title: its title in that language.
        kind: class of the body.
    """
    return PageView(
        path=path,
        lang=lang,
        title=title,
        kind=kind,
        names=tuple(Named.of(tag, settings.name(tag)) for tag in settings.languages),
        nav=tuple(
            replace(link, href=address.relative(path, link.href), current=path == link.href)
            for link in named
        ),
        canonical=settings.absolute(path),
    )
