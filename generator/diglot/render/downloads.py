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
from diglot.render.interface import Interface
from diglot.render.print_data import article_sheet, card_sheet


@dataclass(frozen=True, slots=True)
class Downloads:
    """Writes editions in every format; every method is a pure function of its arguments."""

    settings: Settings
    interfaces: Mapping[str, Interface]
    actors: Mapping[str, Actor]
    templates: jinja2.Environment
    press: Callable[[str, str], bytes]
    """Sets a template of the press with data: the one thing here that is not pure text."""

    def all(self, edition: Edition, card: Card) -> Iterator[Output]:
        """Give an edition's files in the formats that the publication offers."""
        for ending in FORMATS:
            if ending in self.settings.downloads:
                yield self.one(edition, card, ending)

    def one(self, edition: Edition, card: Card, ending: str) -> Output:
        """Give an edition in one format, whether the publication offers it or not."""
        match ending:
            case "pdf":
                data = article_sheet(edition, card, self.settings, self.interfaces)
                return self._pressed(edition, card, "pdf", "article", data)
            case "epub":
                return epub(
                    edition, card, self.settings, self.interfaces, self.actors, self.templates
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
        return self._pressed(edition, card, "png", "card", data)

    def _pressed(
        self, edition: Edition, card: Card, ending: str, template: str, data: str
    ) -> Output:
        first = self.settings.targets[0]
        path = address.download(card.slug, edition.target_lang, first, ending)
        return Output(path, self.press(template, data))
