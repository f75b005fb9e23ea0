"""The review desk's pages: what there is to do, and one article to work through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from diglot.model import address
from diglot.model.difference import Part
from diglot.model.problem import Problem
from diglot.model.translation import State, Unit
from diglot.model.worklist import FOUND, HELD, Choice, Task, Worklist
from diglot.render.interface import Interface
from diglot.render.pages import Pages
from diglot.render.view import PageView
from diglot.text.word_difference import word_difference

FOLDER = "diglot-desk"
"""Path of the desk below the preview's root."""
STATES = {
    State.MISSING: "not yet translated",
    State.MACHINE: "machine translation, not reviewed",
    State.EDITED: "machine translation, corrected by hand",
    State.ACCEPTED: "accepted by an editor, not reviewed by name",
    State.REVIEWED: "reviewed by name",
    State.STALE_DRAFT: "translation being updated",
    State.STALE_HUMAN: "the original has changed since this was translated",
}
_FILTERS: dict[str, str] = {
    **{state.value: text for state, text in STATES.items()},
    HELD: "on hold",
}
_STALE = (State.STALE_DRAFT, State.STALE_HUMAN)


@dataclass(frozen=True, slots=True)
class Writing:
    """What a person has written and what became of it, where it could not simply be taken."""

    unit: str
    text: str
    problems: tuple[Problem, ...] = ()
    """Why it was refused."""
    conflict: bool = False
    """Whether the unit had changed since it was shown."""
    fields: Mapping[str, str] | None = None
    """What else was filled in, by name of the field."""


@dataclass(frozen=True, slots=True)
class Row:
    """One unit on the page."""

    task: Task
    state: str
    """Its state in words."""
    source_change: tuple[Part, ...] = ()
    """The old source against the new one."""
    edit: tuple[Part, ...] = ()
    """The machine's draft against what is there now."""
    stale: bool = False
    reviewable: bool = True
    """Whether a review of it would say anything new."""


def query(choice: Choice, unit: str = "") -> str:
    """Give the address of an article's page from the page itself, with a unit open or none."""
    values = {"state": choice.state, "finding": choice.finding, "unit": unit}
    return f"?{urlencode({name: value for name, value in values.items() if value})}"


@dataclass(frozen=True, slots=True)
class DeskPages:
    """Renders the desk in one interface language."""

    pages: Pages
    lang: str
    reviewer: str = ""
    """Name that reviews are stamped with; empty where nobody has said who reviews."""

    def index(self, rows: Sequence[Mapping[str, Any]], problems: Sequence[Problem] = ()) -> str:
        """Give the list of articles, each with the states of its translations.

        Args:
            rows: `article`, `lang` and `states`, the number of units by state.
            problems: faults of the content to tell.
        """
        view = self._view(f"{FOLDER}/index.html", self._ui.text("Review desk"))
        return self._page(view, "index.html", rows=rows, problems=problems, states=STATES)

    def article(
        self, work: Worklist, choice: Choice, unit: str = "", writing: Writing | None = None
    ) -> str:
        """Give the page of one article to work through.

        Args:
            work: every unit.
            choice: which of them to show.
            unit: id of the one that is open for editing; empty for none.
            writing: what was refused, to be shown again; its unit is shown and open.
        """
        path = f"{FOLDER}/{work.slug}/{work.target_lang}/index.html"
        view = self._view(path, f"{self._ui.text('Review desk')}: {work.title}")
        unit = writing.unit if writing else unit
        rows = [
            self._row(task) for task in work.tasks if choice.wants(task) or task.unit.id == unit
        ]
        first = self.pages.settings.targets[0]
        return self._page(
            view,
            "article.html",
            work=work,
            choice=choice,
            rows=rows,
            open=unit,
            writing=writing,
            lost=bool(writing) and all(row.task.unit.id != unit for row in rows),
            theirs=self._theirs(rows, writing),
            states=_FILTERS,
            any_finding=FOUND,
            query=query,
            shown=address.side_by_side(work.slug, work.target_lang, first),
        )

    @property
    def _ui(self) -> Interface:
        return self.pages.interfaces[self.lang]

    def _row(self, task: Task) -> Row:
        unit = task.unit
        stale = unit.state in _STALE
        change = word_difference(unit.previous, unit.source) if stale and unit.previous else ()
        edited = task.draft is not None and task.draft != unit.target
        return Row(
            task,
            self._state(unit),
            change,
            word_difference(task.draft, unit.target) if edited and task.draft else (),
            stale,
            bool(unit.target) and unit.hold is None and not self._has_reviewed(unit),
        )

    def _has_reviewed(self, unit: Unit) -> bool:
        own = unit.review is not None and unit.review.name == self.reviewer
        return own and unit.state is State.REVIEWED

    def _state(self, unit: Unit) -> str:
        if unit.state is State.REVIEWED and unit.review is not None:
            return self._ui.text("reviewed by {names}", names=unit.review.name)
        if unit.state is State.EDITED and unit.mt is None:
            return self._ui.text("draft, not reviewed")
        return self._ui.text(STATES[unit.state])

    @staticmethod
    def _theirs(rows: Sequence[Row], writing: Writing | None) -> tuple[Part, ...]:
        """Give what stands there now against what the person has written."""
        if writing is None or not writing.conflict:
            return ()
        now = next((r.task.unit.target for r in rows if r.task.unit.id == writing.unit), "")
        return word_difference(now, writing.text)

    def _view(self, path: str, title: str) -> PageView:
        view = self.pages.ordinary_view(path, title, self.lang, "")
        return replace(view, kind="desk").unlisted()

    def _page(self, view: PageView, template: str, **values: object) -> str:
        found = self.pages.templates.get_template(f"{FOLDER}/{template}")
        context = self.pages.context(view)
        return found.render(
            **context,
            **values,
            ui_desk=self._ui,
            reviewer=self.reviewer,
            desk=FOLDER,
        )
