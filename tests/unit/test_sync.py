"""The stories of tests/cases/sync, and what they leave to say of sync and the register."""

from __future__ import annotations

import pytest

from diglot.formats.po import read_catalogue, write_catalogue
from diglot.model.translation import Alignment, Catalogue, SourceText, Unit, is_meta
from diglot.stages.align import align
from diglot.stages.identify import identify
from diglot.stages.sync import sync
from support.cases import Case, read_cases

HEAD = write_catalogue(Catalogue("ar", "en"))


def revise(
    register: Catalogue | None, texts: list[str], meta: dict[str, str] | None = None
) -> Catalogue:
    """Bring a register in step with an article as the program does."""
    old = register or Catalogue("ar", "")
    live = [(unit.id, unit.source) for unit in old.units if not is_meta(unit.id)]
    retired = [(unit.id, unit.source) for unit in old.obsolete if not is_meta(unit.id)]
    sources = [SourceText(f"meta.{name}", text) for name, text in (meta or {}).items()]
    sources += [SourceText("", text) for text in texts]
    return identify(sources, align(live, retired, texts), register, source_lang="ar")


def sources_of(register: Catalogue) -> list[SourceText]:
    return [SourceText(unit.id, unit.source, unit.notes) for unit in register.units]


def register_of(case: Case, before: Catalogue | None) -> Catalogue | None:
    if "register" not in case.parts:
        return before
    rows = [line.partition(": ") for line in case.parts["register"].splitlines()]
    units = [Unit(key.removeprefix("~ "), text, obsolete=key[0] == "~") for key, _, text in rows]
    return Catalogue(
        "ar",
        "",
        tuple(unit for unit in units if not unit.obsolete),
        tuple(unit for unit in units if unit.obsolete),
    )


@pytest.mark.parametrize("case", read_cases("sync"), ids=str)
def test_story(case: Case) -> None:
    before = None
    if "before" in case.parts:
        before = read_catalogue(f"{HEAD}\n{case.parts['before']}\n", "en.po")
        assert not before.problems
    register = register_of(case, before)
    last = (
        {unit.id: unit.source for unit in (*register.units, *register.obsolete)} if register else {}
    )
    sources = sources_of(revise(register, case.parts["article"].split("\n\n")))
    after = sync(sources, before, source_lang="ar", target_lang="en", last=last)
    assert write_catalogue(after) == f"{HEAD}\n{case.parts['after']}\n", case.where
    above = HEAD.count("\n") + 1
    told = "\n".join(f"line {p.location.line - above} {p.code}" for p in after.problems)
    assert told == case.parts.get("problems", ""), case.where
    assert sync(sources, after, source_lang="ar", target_lang="en", last=last) == after


class TestRegister:
    def test_front_matter_is_matched_by_name(self) -> None:
        first = revise(None, ["نص"], {"title": "عنوان", "author": "كاتب"})
        second = revise(first, ["نص"], {"title": "عنوان آخر تماما"})
        assert [unit.id for unit in second.units] == ["meta.title", first.units[2].id]
        assert [unit.id for unit in second.obsolete] == ["meta.author"]
        third = revise(second, ["نص"], {"title": "عنوان", "author": "كاتب"})
        assert third == first

    def test_a_merged_id_tells_where_its_text_stands_until_it_returns(self) -> None:
        one = "تعتبر قضية تمرد فاغنر واحدة من أخطر الأزمات التي عرفتها روسيا"
        two = "نقلت وكالة الأنباء عن مسؤول كبير أن القوات انسحبت من المدينة ليلا"
        first = revise(None, [one, two])
        merged = revise(first, [f"{one} {two}"])
        assert [(unit.id, unit.merged_into) for unit in merged.obsolete] == [
            (first.units[1].id, first.units[0].id)
        ]
        assert read_catalogue(write_catalogue(merged), "source.pot") == merged
        assert revise(revise(merged, ["شيء آخر"]), [one, two]).units[1] == first.units[1]

    def test_notes_are_those_of_the_source(self) -> None:
        texts = [SourceText("", "نص", ("paragraph", "actors: putin"))]
        register = identify(texts, Alignment((None,)), source_lang="ar")
        assert register.units[0].notes == ("paragraph", "actors: putin")
        old = Catalogue("ar", "en", (Unit(register.units[0].id, "نص", "Text", notes=("old",)),))
        synced = sync(sources_of(register), old, source_lang="ar", target_lang="en")
        assert synced.units[0].notes == ("paragraph", "actors: putin")

    def test_a_catalogue_stands_in_for_a_register_that_was_lost(self) -> None:
        catalogue = Catalogue("ar", "en", (Unit("s-000001", "نص", "Text", fuzzy=True, hold=""),))
        register = revise(catalogue, ["نص"])
        assert register == Catalogue("ar", "", (Unit("s-000001", "نص"),))

    def test_an_alignment_of_another_article_is_refused(self) -> None:
        with pytest.raises(ValueError, match="another article"):
            identify([SourceText("", "نص")], Alignment(()), source_lang="ar")


def test_without_the_old_register_nobody_is_accused() -> None:
    catalogue = Catalogue("ar", "en", (Unit("s-9", "نص", "Text"),))
    assert not sync([], catalogue, source_lang="ar", target_lang="en").problems


def test_headers_comments_and_earlier_problems_pass_through() -> None:
    text = (
        HEAD.replace('msgid ""', '# By the desk.\nmsgid ""')
        + "\n# mt: x\n"
        + ('msgctxt "s-1"\nmsgid "نص"\nmsgstr "Text"\n')
    )
    catalogue = read_catalogue(text, "en.po")
    synced = sync([SourceText("s-1", "نص")], catalogue, source_lang="fa", target_lang="en")
    assert (synced.comments, synced.problems, synced.path) == (
        ("By the desk.",), catalogue.problems, "en.po",
    )  # fmt: skip
    assert len(synced.problems) == 1
    assert synced.source_lang == "fa"
