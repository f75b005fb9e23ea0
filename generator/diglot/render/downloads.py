"""The files of an article that readers and programs keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import jinja2

from diglot.model import address
from diglot.model.actors import Actor
from diglot.model.edition import Card, Edition, Output
from diglot.model.settings import FORMATS, Settings
from diglot.render.article_json import article_json
from diglot.render.article_text import article_markdown, article_text
from diglot.render.epub import epub
from diglot.render.held_images import HeldImage, held_images
from diglot.render.interface import Interface
from diglot.render.print_data import article_sheet, card_sheet


@dataclass(frozen=True, slots=True)
class Downloads:
    """Writes editions in every format; every method is a pure function of its arguments."""

    settings: Settings
    interfaces: Mapping[str, Interface]
    actors: Mapping[str, Actor]
    templates: jinja2.Environment
    press: Callable[[str, str, Mapping[str, bytes]], bytes]
    """Sets a template of the press with data and image files by name: not pure text."""
    image: Callable[[str, str], bytes]
    """Gives the file of an article's image by slug and path; none where it has gone."""

    def all(self, edition: Edition, card: Card) -> Iterator[Output]:
        """Give an edition's files in the formats that the publication offers."""
        for ending in FORMATS:
            if ending in self.settings.downloads:
                yield self.one(edition, card, ending)

    def one(self, edition: Edition, card: Card, ending: str) -> Output:
        """Give an edition in one format, whether the publication offers it or not."""
        match ending:
            case "pdf":
                held = self._held(edition)
                data = article_sheet(edition, card, self.settings, self.interfaces, held)
                files = {image.name: image.content for image in held.values()}
                return self._pressed(edition, card, "pdf", "article", data, files)
            case "epub":
                return epub(
                    *(edition, card, self.settings, self.interfaces, self.actors),
                    *(self.templates, self._held(edition)),
                )
            case "json":
                return article_json(edition, card, self.settings, self.actors)
            case "md":
                return article_markdown(edition, card, self.settings, self.interfaces)
            case "txt":
                return article_text(edition, card, self.settings, self.interfaces)
        raise ValueError(f"{ending} is not one of {FORMATS}")

    def picture(self, edition: Edition, card: Card) -> Output:
        """Give the picture that other sites show beside a link to the article."""
        data = card_sheet(edition, card, self.settings, self.interfaces)
        return self._pressed(edition, card, "png", "card", data, {})

    def _held(self, edition: Edition) -> dict[str, HeldImage]:
        return held_images(edition, lambda path: self.image(edition.slug, path))

    def _pressed(
        self,
        edition: Edition,
        card: Card,
        ending: str,
        template: str,
        data: str,
        files: Mapping[str, bytes],
    ) -> Output:
        first = self.settings.targets[0]
        path = address.download(card.slug, edition.target_lang, first, ending)
        return Output(path, self.press(template, data, files))
