"""Laws of identity: a newsroom edits an article for days, and every id stays with its text."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from diglot.formats.po import read_catalogue, write_catalogue
from diglot.formats.po_as_written import register_in_step
from diglot.model.problem import DiglotError
from diglot.model.translation import Catalogue, MachineRefusedError, SourceText, Unit
from diglot.stages.align import align
from diglot.stages.identify import identify
from diglot.stages.review import review
from diglot.stages.sync import sync
from diglot.text.folding import fold_key

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


@dataclass
class Paragraph:
    text: str
    own: str | None = None
    """Id that it must have; None for one that is new."""
    touched: bool = False
    """Edited since the register was last brought in step: once a day is enough to stay sure
    of whose text it is."""


@dataclass
class Desk:
    """An article that people edit, with what is known of where each paragraph came from."""

    chance: random.Random
    paragraphs: list[Paragraph] = field(default_factory=list)
    register: Catalogue = field(default_factory=lambda: Catalogue("ar", ""))
    ever: dict[str, set[str]] = field(default_factory=dict)
    """Folded texts that each id has stood for."""

    def words(self, count: int) -> str:
        return " ".join("".join(self.chance.choices(LETTERS, k=6)) for _ in range(count))

    def edit(self, what: str) -> None:
        """Do one edit, to a paragraph that was not edited today."""
        if what == "insert":
            new = Paragraph(self.words(self.chance.randint(10, 24)), touched=True)
            self.paragraphs.insert(self.chance.randint(0, len(self.paragraphs)), new)
            return
        places = [n for n, paragraph in enumerate(self.paragraphs) if not paragraph.touched]
        if places:
            getattr(self, what)(self.chance.choice(places))

    def delete(self, at: int) -> None:
        del self.paragraphs[at]

    def move(self, at: int) -> None:
        moved = self.paragraphs.pop(at)
        moved.touched = True
        self.paragraphs.insert(self.chance.randint(0, len(self.paragraphs)), moved)

    def retouch(self, at: int) -> None:
        words = self.paragraphs[at].text.split()
        words[self.chance.randrange(len(words))] = self.words(1)
        self.paragraphs[at].text = " ".join(words)
        self.paragraphs[at].touched = True

    def split(self, at: int) -> None:
        first = self.paragraphs[at]
        words = first.text.split()
        if len(words) < 16:
            return
        cut = self.chance.randint(len(words) // 3, 2 * len(words) // 3)
        first.text, first.touched = " ".join(words[:cut]), True
        self.paragraphs.insert(at + 1, Paragraph(" ".join(words[cut:]), touched=True))

    def merge(self, at: int) -> None:
        first, *others = self.paragraphs[at : at + 2]
        if others and not others[0].touched:
            first.text, first.touched = f"{first.text} {others[0].text}", True
            del self.paragraphs[at + 1]

    def register_it(self) -> list[str | None]:
        """Bring the register in step; give what the ids should be, and check what always holds."""
        old = self.register
        live = [(unit.id, unit.source) for unit in old.units]
        retired = [(unit.id, unit.source) for unit in old.obsolete]
        texts = [SourceText("", paragraph.text) for paragraph in self.paragraphs]
        aligned = align(live, retired, [text.source for text in texts])
        self.register = identify(texts, aligned, old, source_lang="ar")
        ids = [unit.id for unit in (*self.register.units, *self.register.obsolete)]
        assert len(set(ids)) == len(ids), "an id stands twice"
        assert {unit.id for unit in (*old.units, *old.obsolete)} <= set(ids), "an id was forgotten"
        for unit in self.register.units:
            key = fold_key(unit.source)
            if unit.id in self.ever and unit.id not in dict(live):
                assert key in self.ever[unit.id], "an id was given to another text"
            self.ever.setdefault(unit.id, set()).add(key)
        expected = [paragraph.own for paragraph in self.paragraphs]
        for paragraph, unit in zip(self.paragraphs, self.register.units, strict=True):
            paragraph.own, paragraph.touched = unit.id, False
        return expected


SEEDS = st.integers(0, 2**32).map(random.Random)
EDITS = st.lists(
    st.sampled_from(["insert", "delete", "move", "retouch", "split", "merge"]), max_size=4
)
DAYS = st.lists(EDITS, min_size=1, max_size=3)


def opened(chance: random.Random) -> Desk:
    desk = Desk(chance)
    for _ in range(6):
        desk.edit("insert")
    desk.register_it()
    return desk


@given(SEEDS, DAYS)
def test_ids_are_unique_never_reused_and_never_of_another_text(
    chance: random.Random, days: list[list[str]]
) -> None:
    """Where a paragraph has an id of before, it is its own; and one edit alone loses none."""
    desk = opened(chance)
    for edits in days:
        known = {unit.id for unit in desk.register.units}
        for edit in edits:
            desk.edit(edit)
        expected = desk.register_it()
        for unit, own in zip(desk.register.units, expected, strict=True):
            if unit.id in known:
                assert unit.id == own
            elif len(edits) == 1:
                assert own is None


@given(
    SEEDS,
    EDITS,
    st.sampled_from(["", "meta.title"]),
    st.sampled_from(["", "\n", "# ", '"', "s-", "\\n", "#~ "]),
)
def test_a_register_taken_as_it_lies_is_one_brought_in_step(
    chance: random.Random, edits: list[str], front: str, mark: str
) -> None:
    """Whatever became of the text or of the file since it was written."""
    desk = opened(chance)
    written = write_catalogue(desk.register)
    for edit in edits:
        desk.edit(edit)
    at = chance.randint(0, len(written))
    text = written[:at] + mark + written[at:]
    texts = [SourceText("", paragraph.text) for paragraph in desk.paragraphs]
    if front:
        texts.insert(0, SourceText(front, "عنوان"))
    taken = register_in_step(text, "source.pot", texts, "ar")
    if not (edits or front or mark):
        assert taken is not None
    try:
        old = read_catalogue(text, "source.pot")
    except DiglotError:
        assert taken is None
        return
    live = [(unit.id, unit.source) for unit in old.units]
    aligned = align(live, [], [each.source for each in texts if not each.id])
    new = identify(texts, aligned, old, source_lang="ar")
    assert taken in (None, new)
    assert taken is None or (taken == old and not old.problems)


@given(SEEDS, DAYS)
def test_a_person_s_words_outlive_every_edit_and_every_machine(
    chance: random.Random, days: list[list[str]]
) -> None:
    desk = opened(chance)
    english: Catalogue | None = None
    written: set[str] = set()
    for day, edits in enumerate([[], *days]):
        for edit in edits:
            desk.edit(edit)
        desk.register_it()
        texts = [SourceText(unit.id, unit.source) for unit in desk.register.units]
        english = sync(texts, english, source_lang="ar", target_lang="en")
        english = read_catalogue(write_catalogue(english), "en.po")
        english = replace(
            english, units=tuple(work(unit, chance, day, written) for unit in english.units)
        )
        if chance.random() < 0.3:
            english = review(english, by="Amina", date="2026-02-03")
        assert written <= {unit.target for unit in (*english.units, *english.obsolete)}


def work(unit: Unit, chance: random.Random, day: int, written: set[str]) -> Unit:
    """Let the machine, a person, or nobody at all do something to a unit."""
    if chance.random() < 0.5:
        try:
            return unit.with_machine_target(f"Draft {day} {unit.source}", "engine", "2026-01-02")
        except MachineRefusedError:
            return unit
    if chance.random() < 0.5:
        written.discard(unit.target)
        words = f"By hand {day} {unit.id}"
        written.add(words)
        return replace(unit, target=words, fuzzy=unit.fuzzy and chance.random() < 0.5)
    if unit.target and chance.random() < 0.5:
        written.add(unit.target)
        return replace(unit, fuzzy=False)
    return unit
