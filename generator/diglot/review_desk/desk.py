"""The desk itself: pages are asked for, and what a person decides is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote

import jinja2
from babel.core import negotiate_locale

from diglot.desk import OutdatedError, Shown, decide
from diglot.make import pages
from diglot.model import address
from diglot.model.language import LANGUAGES
from diglot.model.problem import DiglotError, Problem
from diglot.model.settings import Settings
from diglot.model.worklist import Choice, Worklist
from diglot.publication import Publication, article_folder, load
from diglot.render.desk_page import FOLDER, DeskPages, Writing, query
from diglot.review_desk.answers import HEADERS, Answer, Request, plain, see
from diglot.review_desk.archive import Archive
from diglot.review_desk.decisions import Form, change_of
from diglot.review_desk.guard import Guard
from diglot.review_desk.worklist import Drafts, worklist

_HERE = Path(__file__).parent
_ASSETS = {
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
}
_REVIEWER = "diglot-reviewer"
_YEAR = 365 * 24 * 60 * 60
_LONGEST_NAME = 200


@dataclass
class Desk:
    """Answers requests for one publication; requests may come at the same time."""

    settings: Callable[[], Settings]
    """Gives the publication's settings as they are now."""
    guard: Guard
    today: Callable[[], str]
    """Gives the ISO date that reviews are stamped with."""
    archive: Archive = field(default_factory=Archive)
    drafts: Drafts = field(default_factory=Drafts)

    def answer(self, request: Request) -> Answer:
        """Answer one request whose sender the guard has let in."""
        answer = self.guard.admission(request) or self._routed(request)
        return replace(answer, headers=(*answer.headers, *HEADERS))

    def refusal(self, request: Request) -> Answer | None:
        """Say no to who may not speak with the desk; asked before a body is read."""
        answer = self.guard.refusal(request)
        return replace(answer, headers=(*answer.headers, *HEADERS)) if answer else None

    def _routed(self, request: Request) -> Answer:
        path = unquote(request.path)
        if path in _ASSETS:
            return Answer(HTTPStatus.OK, (_HERE / path).read_bytes(), _ASSETS[path])
        parts = path.split("/")
        try:
            query_, form = _fields(request.query), _fields(request.body.decode())
        except ValueError:
            return plain(HTTPStatus.BAD_REQUEST, "The form cannot be read.")
        try:
            visit = _Visit(load(self.settings()), request, query_, form, self)
            if not path:
                return visit.index()
            if len(parts) == 2 and parts[1].endswith(".po") and visit.has(parts[0], parts[1][:-3]):
                return visit.download(parts[0], parts[1][:-3])
            if len(parts) == 3 and not parts[2] and visit.has(parts[0], parts[1]):
                return visit.article(parts[0], parts[1])
        except DiglotError as error:
            said = [*map(str, error.problems), *filter(None, [form.get("text")])]
            return plain(HTTPStatus.CONFLICT, "\n\n".join(said))
        return plain(HTTPStatus.NOT_FOUND, "There is no such page of the desk.")


@dataclass
class _Visit:
    """One request, with what is needed to answer it."""

    publication: Publication
    request: Request
    query: dict[str, str]
    fields: dict[str, str]
    desk: Desk

    def has(self, slug: str, lang: str) -> bool:
        """Whether the publication has such an article and language; paths are made of no others."""
        known = slug in self.publication.slugs and address.SLUG.match(slug) is not None
        return known and lang in self.publication.settings.targets

    def index(self) -> Answer:
        if self.request.method == "POST":
            return self._named("./")
        problems: list[Problem] = []
        rows = self.desk.archive.rows(self.publication, problems)
        return self._html(self._pages().index(rows, problems))

    def download(self, slug: str, lang: str) -> Answer:
        """Give the catalogue as it lies on the disk."""
        path = article_folder(self.publication.settings, slug) / f"{lang}.po"
        if not path.is_file():
            return plain(HTTPStatus.NOT_FOUND, "There is no such catalogue yet.")
        name = ("Content-Disposition", f'attachment; filename="{lang}.po"')
        return Answer(HTTPStatus.OK, path.read_bytes(), "text/x-gettext-translation", (name,))

    def article(self, slug: str, lang: str) -> Answer:
        choice = Choice(self.query.get("state", ""), self.query.get("finding", ""))
        work = self._work(slug, lang)
        if self.request.method == "POST":
            return self._decided(work, choice)
        return self._html(self._pages().article(work, choice, self.query.get("unit", "")))

    def _decided(self, work: Worklist, choice: Choice) -> Answer:
        """Write what the form says, and go on; what cannot be written is shown again, kept."""
        form = Form(self.fields)
        if form.action == "name":
            return self._named(query(choice))
        writing, code = Writing(form.unit, form.text, fields=self.fields), HTTPStatus.OK
        try:
            change = change_of(form, self.publication, self.desk.today(), self.desk.archive.others)
            shown_ = Shown(form.unit, form.version)
            for task in work.tasks:
                if task.unit.id == form.unit and form.has_text:
                    self.desk.drafts.keep(self.publication, task.unit)
            decide(self.publication, work.slug, work.target_lang, shown_, change)
        except OutdatedError:
            writing, code = replace(writing, conflict=True), HTTPStatus.CONFLICT
        except DiglotError as error:
            code = HTTPStatus.UNPROCESSABLE_ENTITY
            writing = replace(writing, problems=error.problems)
        else:
            if not form.leaves_text(work):
                return see(_onward(work, choice, form))
        now = self._work(work.slug, work.target_lang)
        return self._html(self._pages().article(now, choice, form.unit, writing), code)

    def _work(self, slug: str, lang: str) -> Worklist:
        desk = self.desk
        return worklist(self.publication, slug, lang, desk.drafts, desk.archive.others)

    def _named(self, back: str) -> Answer:
        """Remember who reviews, in this browser."""
        name = " ".join(self.fields.get("by", "").split())[:_LONGEST_NAME]
        scope = f"Path={self.desk.guard.root}; Max-Age={_YEAR}; HttpOnly; SameSite=Strict"
        return see(back, ("Set-Cookie", f"{_REVIEWER}={quote(name, safe='')}; {scope}"))

    def _pages(self) -> DeskPages:
        made = pages(self.publication, ())
        own = jinja2.PrefixLoader({FOLDER: jinja2.FileSystemLoader(_HERE)})
        loader = jinja2.ChoiceLoader([own, *filter(None, [made.templates.loader])])
        made = replace(made, templates=made.templates.overlay(loader=loader))
        return DeskPages(made, self._lang(), unquote(self.request.cookie(_REVIEWER)))

    def _lang(self) -> str:
        """Choose the interface language that the browser asks for, English where there is none."""
        asked = [
            part.partition(";")[0].strip().lower()
            for part in self.request.headers.get("accept-language", "").split(",")
        ]
        return negotiate_locale([tag for tag in asked if tag], list(LANGUAGES), sep="-") or "en"

    @staticmethod
    def _html(page: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
        return Answer(status, page.encode("utf-8"))


def _fields(encoded: str) -> dict[str, str]:
    """Read a form or a query; of a field that stands twice the first counts."""
    return {
        name: values[0]
        for name, values in parse_qs(encoded, max_num_fields=100, errors="strict").items()
    }


def _onward(work: Worklist, choice: Choice, form: Form) -> str:
    """Give where to go after a decision: to the passage itself, or to the next one chosen."""
    ids = [task.unit.id for task in work.tasks if choice.wants(task) or task.unit.id == form.unit]
    at = ids.index(form.unit) if form.unit in ids else len(ids)
    following = ids[at + 1] if form.goes_on and at + 1 < len(ids) else form.unit
    opened = following if form.stays_open and following != form.unit else ""
    opened = form.unit if form.keeps_open else opened
    # A browser goes to the open passage by itself only where the address names no other.
    return query(choice, opened) if opened else f"{query(choice)}#{quote(following)}"
