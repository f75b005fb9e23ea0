"""What a page's script needs of its edition, as one block of JSON in the page itself.

In the page, because a page opened from a disk may fetch nothing; of this page's actors only, so
that it does not grow with the glossary.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from diglot.model.actors import Actor
from diglot.model.edition import Card, Edition
from diglot.model.settings import Settings
from diglot.render.citation import cite
from diglot.render.interface import Interface
from diglot.render.labels import state_of_one


def page_data(
    edition: Edition,
    card: Card,
    page: str,
    settings: Settings,
    actors: Mapping[str, Actor],
    interfaces: Sequence[Interface],
) -> Markup:
    """Give the data of one page of an edition.

    Args:
        edition: the article.
        card: its summary.
        page: path of the page below the site's root.
        settings: the publication.
        actors: the glossary by id.
        interfaces: of the languages that the page shows, source first.

    Returns:
        JSON as the text of a template element: a script element would need leave of the page's
        Content-Security-Policy.
    """
    langs = [ui.language.tag for ui in interfaces]
    files = [_file(edition, settings, lang) for lang in langs]
    data: dict[str, Any] = {
        "langs": langs,
        "dirs": [ui.language.direction for ui in interfaces],
        "url": settings.absolute(page),
        "title": [card.titles.get(lang) or card.titles[edition.source_lang] for lang in langs],
        "cite": [cite(card, edition.target_lang, ui).text for ui in interfaces],
        "states": _states(edition, interfaces[-1]),
        "contact": settings.contact,
        "issues": f"{settings.repo_url.rstrip('/')}/issues/new" if _on_github(settings) else "",
        "files": files,
        "lines": _lines(edition, langs) if any(files) else [],
        "machine": [
            ui.text("Description written by machine, not reviewed by a person.")
            for ui in interfaces
        ],
        "cards": _cards(edition, actors, interfaces),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(escape(text, quote=False))  # noqa: S704 - escaped here


def _states(edition: Edition, ui: Interface) -> dict[str, str]:
    """Say of each state that occurs, in the language of the translation, what it means."""
    if ui.language.tag == edition.source_lang:
        return {}
    first = {p.unit.state: p.unit for p in reversed(edition.pairs) if p.target is not None}
    return {state.value: state_of_one(first[state], ui) for state in sorted(first)}


def _on_github(settings: Settings) -> bool:
    return settings.repo_url.startswith("https://github.com/")


def _file(edition: Edition, settings: Settings, lang: str) -> str:
    """Give the address of the file that holds a language's text, up to its line.

    The editing page of GitHub and GitLab knows no lines, the page of the file does; a rendered
    Markdown file has them in its plain form only.
    """
    if not settings.repo_url or not settings.edit_uri:
        return ""
    name = "article.md?plain=1" if lang == edition.source_lang else f"{lang}.po"
    folder = settings.edit_uri.strip("/").replace("edit/", "blob/", 1)
    return f"{settings.repo_url.rstrip('/')}/{folder}/articles/{edition.slug}/{name}"


def _lines(edition: Edition, langs: Sequence[str]) -> list[list[int]]:
    """Give by language how many lines each passage stands below the one before it in the file.

    A passage whose line is not known stands at 0. Numbers by id weigh ten times as much packed.
    """
    source = edition.source_lang
    lines = ([p.segment.line if t == source else p.unit.line for p in edition.pairs] for t in langs)
    return [[line - before for before, line in pairwise([0, *each])] for each in lines]


def _cards(
    edition: Edition, actors: Mapping[str, Actor], interfaces: Sequence[Interface]
) -> dict[str, list[Any]]:
    """Give name and role of each linked actor by language, and 1 where a machine wrote the role."""
    named = {m.actor for p in edition.pairs for m in (*p.source_links, *p.target_links)}
    return {
        id_: [
            [actor.name.get(ui.language.tag, "") for ui in interfaces],
            [_role(actor, ui) for ui in interfaces],
            int(bool(actor.role) and not actor.reviewed_by),
        ]
        for id_ in sorted(named)
        if (actor := actors.get(id_))
    }


def _role(actor: Actor, ui: Interface) -> str:
    role = actor.role.get(ui.language.tag, "")
    if role and actor.as_of:
        role += ui.text(" (as of {date})", date=ui.date(actor.as_of))
    return role
