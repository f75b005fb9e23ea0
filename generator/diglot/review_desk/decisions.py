"""A filled form of the desk to the change that it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diglot.desk import Change, dismissal
from diglot.editions import Others
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import Catalogue
from diglot.model.worklist import Worklist
from diglot.publication import Article, Publication
from diglot.stages.confirm import confirm
from diglot.stages.correct import correct
from diglot.stages.hold import hold
from diglot.stages.review import review


@dataclass(frozen=True, slots=True)
class Form:
    """What a browser has sent; any field may be missing or made up."""

    fields: Mapping[str, str]

    @property
    def action(self) -> str:
        """What the button that was pressed is for."""
        return self.fields.get("do", "").partition(" ")[0]

    @property
    def unit(self) -> str:
        """Id of the unit."""
        return self.fields.get("unit", "")

    @property
    def version(self) -> str:
        """Version of the unit as it was shown."""
        return self.fields.get("version", "")

    @property
    def has_text(self) -> bool:
        """Whether the unit was open, so that its text came along."""
        return "unit-open" in self.fields

    @property
    def text(self) -> str:
        """The text in the form."""
        return self.fields.get("text", "")

    @property
    def code(self) -> str:
        """Code of the finding to be dismissed."""
        return self.fields.get("do", "").partition(" ")[2]

    def reason(self, of: str) -> str:
        """Give what was written as a reason, on one line."""
        return " ".join(self.fields.get(f"reason-{of}", "").split())

    def leaves_text(self, work: Worklist) -> bool:
        """Whether a text stands in the form that the action does not write."""
        if not self.has_text or self.action not in {"hold", "release", "dismiss"}:
            return False
        now = next((t.unit.target for t in work.tasks if t.unit.id == self.unit), "")
        return now != self.text.replace("\r\n", "\n").strip()

    @property
    def goes_on(self) -> bool:
        """Whether the next passage comes after it."""
        return self.action in {"next", "review", "confirm"}

    @property
    def stays_open(self) -> bool:
        """Whether the next passage is opened too."""
        return self.has_text

    @property
    def keeps_open(self) -> bool:
        """Whether the same passage stays open."""
        return self.has_text and self.action in {"hold", "release", "dismiss"}


def change_of(form: Form, publication: Publication, date: str, others: Others) -> Change:
    """Give the change that a form asks for.

    Args:
        form: the form.
        publication: the publication, for what its checks find.
        date: ISO date of today.
        others: as `check_article` takes it.

    Raises:
        DiglotError: the desk knows no such action.
    """
    unit = form.unit

    def written(catalogue: Catalogue) -> Catalogue:
        return correct(catalogue, unit, form.text) if form.has_text else catalogue

    def reviewed(_: Article, catalogue: Catalogue) -> Catalogue:
        return review(written(catalogue), by=form.fields.get("by", ""), date=date, ids=[unit])

    def confirmed(_: Article, catalogue: Catalogue) -> Catalogue:
        after = written(catalogue)
        return confirm(after, unit) if after == catalogue else after

    changes: dict[str, Change] = {
        "save": lambda _, catalogue: written(catalogue),
        "next": lambda _, catalogue: written(catalogue),
        "review": reviewed,
        "confirm": confirmed,
        "hold": lambda _, catalogue: hold(catalogue, unit, form.reason("hold")),
        "release": lambda _, catalogue: hold(catalogue, unit, None),
        "dismiss": dismissal(publication, unit, form.code, form.reason(form.code), others),
    }
    if form.action not in changes:
        message = "the desk knows no such action"
        raise DiglotError(Problem("desk-action", Severity.ERROR, message, Location(unit)))
    return changes[form.action]
