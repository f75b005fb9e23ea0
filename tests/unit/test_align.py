"""Identity across edits, on the article of the sample and on small ones."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from diglot.model.translation import Alignment
from diglot.stages.align import align
from diglot.text.folding import fold_key
from diglot.text.similarity import Vocabulary, similarity

ARTICLE = Path(__file__).parents[2] / "content/articles/wagner-mutiny/original.txt"


@pytest.fixture(scope="module")
def lines() -> list[str]:
    text = ARTICLE.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


def registered(texts: list[str]) -> list[tuple[str, str]]:
    return [(f"s-{n}", text) for n, text in enumerate(texts)]


def ids(old: list[str], new: list[str], retired: list[tuple[str, str]] | None = None) -> list[str]:
    """Align two versions; an old text's id is its place, a new one's is a dash."""
    aligned = align(registered(old), retired or [], new)
    return [(key or "-").removeprefix("s-") for key in aligned.ids]


@pytest.fixture(scope="module")
def revision(lines: list[str]) -> list[tuple[str, str | None]]:
    """Give the revised texts, each with the id it must have."""
    rows: list[tuple[str, str | None]] = [(text, f"s-{n}") for n, text in enumerate(lines)]
    for n in (7, 31, 58):  # typing errors put right
        text, key = rows[n]
        word = max(text.split(), key=len)
        rows[n] = (text.replace(word, word[:-1] + "ة", 1), key)
    for n in range(2, len(rows), 6):  # punctuation
        rows[n] = (rows[n][0].replace(" ،", "،").replace(".", "؛", 1) + ".", rows[n][1])
    text, key = rows[40]
    words = text.split()
    rows[40] = ("وأفادت مصادر مطلعة صباح اليوم أن " + " ".join(words[len(words) // 3 :]), key)

    text, key = rows[45]
    words = text.split()
    assert len(words) > 12
    cut = len(words) // 3  # the second part is the longer one, and does not take the id
    rows[45:46] = [(" ".join(words[:cut]), key), (" ".join(words[cut:]), None)]

    rows[50:52] = [(rows[50][0] + " " + rows[51][0], rows[50][1])]
    del rows[25]
    section = rows[60:66]
    rows[60:66] = []
    rows[10:10] = section
    rows[0:0] = [("أعلنت هيئة التحرير تحديث هذا المقال بعد نشره بيومين كاملين", None)]
    return rows


class TestNewsroomRevision:
    """One desk's morning: every kind of edit that the article went through at once."""

    def test_every_id_is_right(
        self, lines: list[str], revision: list[tuple[str, str | None]]
    ) -> None:
        aligned = align(registered(lines), [], [text for text, _ in revision])
        assert list(aligned.ids) == [key for _, key in revision]

    def test_what_is_gone_is_told(
        self, lines: list[str], revision: list[tuple[str, str | None]]
    ) -> None:
        aligned = align(registered(lines), [], [text for text, _ in revision])
        kept = {key for _, key in revision}
        gone = [key for key, _ in registered(lines) if key not in kept]
        assert list(aligned.gone) == gone
        (merged,) = aligned.merged
        assert merged[0] in gone
        assert merged[1] in kept

    def test_back_again(self, lines: list[str], revision: list[tuple[str, str | None]]) -> None:
        revised = [text for text, _ in revision]
        forth = align(registered(lines), [], revised)
        live = [(key or f"n-{n}", revised[n]) for n, key in enumerate(forth.ids)]
        retired = [(key, text) for key, text in registered(lines) if key in forth.gone]
        back = align(live, retired, lines)
        assert list(back.ids) == [key for key, _ in registered(lines)]

    def test_no_line_passes_for_the_one_most_like_it(self, lines: list[str]) -> None:
        vocabulary = Vocabulary()
        words = [vocabulary.words(fold_key(line)) for line in lines]
        for n, line in enumerate(lines):
            others = [m for m in range(len(lines)) if m != n]
            like = max(others, key=lambda m: similarity(words[n], words[m]))
            assert ids(["أول", line, "آخر"], ["أول", lines[like], "آخر"]) == ["0", "-", "2"]

    def test_it_is_quick(self, lines: list[str], revision: list[tuple[str, str | None]]) -> None:
        start = time.perf_counter()
        align(registered(lines), [], [text for text, _ in revision])
        assert time.perf_counter() - start < 0.5


class TestOneEdit:
    A = "تعتبر قضية تمرد فاغنر واحدة من أخطر الأزمات التي عرفتها روسيا"
    B = "نقلت وكالة الأنباء عن مسؤول كبير أن القوات انسحبت من المدينة ليلا"
    C = "ويرى محللون أن الخطوة تعيد ترتيب التحالفات في منطقة الساحل كلها"

    def test_nothing_changed(self) -> None:
        assert align(registered([self.A, self.B]), [], [self.A, self.B]) == Alignment(
            ("s-0", "s-1")
        )

    def test_all_is_new(self) -> None:
        assert align([], [], [self.A, self.B]).ids == (None, None)

    def test_all_is_gone(self) -> None:
        assert align(registered([self.A, self.B]), [], []) == Alignment((), ("s-0", "s-1"))

    def test_a_negation_added_keeps_the_id(self) -> None:
        edited = self.C.replace("تعيد", "لا تعيد")
        assert ids([self.A, self.C], [self.B, self.A, edited]) == ["-", "0", "1"]

    def test_replaced_by_another_text(self) -> None:
        assert ids([self.A, self.B], [self.A, self.C]) == ["0", "-"]

    def test_swapped(self) -> None:
        assert ids([self.A, self.B, self.C], [self.C, self.B, self.A]) == ["2", "1", "0"]

    def test_moved_and_edited_if_long(self) -> None:
        edited = self.A.replace("أخطر", "أكبر")
        assert ids([self.A, self.B, self.C], [self.B, self.C, edited]) == ["1", "2", "0"]

    def test_repeats_keep_their_order(self) -> None:
        assert ids(["و", self.A, "و", self.B], [self.A, "و", self.B]) == ["1", "2", "3"]
        assert ids(["و", self.A, "و"], ["و", self.A, "و", "و"]) == ["0", "1", "2", "-"]

    def test_split_in_three(self) -> None:
        parts = [self.A, self.B, self.C]
        assert ids([" ".join(parts)], parts) == ["0", "-", "-"]

    def test_a_short_first_part_keeps_the_id(self) -> None:
        assert ids([f"قال: {self.A}"], ["قال:", self.A]) == ["0", "-"]

    def test_an_insertion_beside_an_edit_is_no_split(self) -> None:
        edited = self.A.replace("أخطر", "أكبر")
        assert ids([self.A], ["في روسيا اليوم", edited]) == ["-", "0"]
        assert ids([self.A], [edited, "في روسيا اليوم"]) == ["0", "-"]

    def test_an_insertion_that_takes_a_few_words_over_is_no_split(self) -> None:
        first, second, *rest = self.A.split()
        inserted = f"{first} {second} {self.B}"
        assert ids([self.A], [inserted, " ".join(rest)]) == ["-", "0"]

    def test_merge(self) -> None:
        aligned = align(registered([self.A, self.B, self.C]), [], [f"{self.A}. {self.B}.", self.C])
        assert aligned == Alignment(("s-0", "s-2"), ("s-1",), (("s-1", "s-0"),))

    def test_a_merge_undone_revives_the_second(self) -> None:
        merged = [("s-0", f"{self.A}. {self.B}")]
        assert align(merged, [("s-1", self.B)], [self.A, self.B]).ids == ("s-0", "s-1")

    def test_text_that_moves_from_one_paragraph_to_the_next(self) -> None:
        old = [f"{self.A} {self.B}", self.C]
        assert ids(old, [self.A, f"{self.B} {self.C}"]) == ["0", "1"]

    def test_a_paragraph_cut_to_its_beginning(self) -> None:
        assert ids([f"{self.A} {self.B} {self.C} {self.B}"], [self.A]) == ["0"]

    def test_only_the_folded_text_returns(self) -> None:
        retired = [("r-1", self.B), ("r-2", self.B), ("r-3", "")]
        assert align([], retired, [f"{self.B}ـ", "", self.A]).ids == ("r-1", None, None)

    def test_the_same_letters_before_the_same_key(self) -> None:
        live = [("s-0", "قَتَل"), ("s-1", self.A), ("s-2", "قُتِل")]
        assert align(live, [], ["قُتِل", self.A, "قَتَل"]).ids == ("s-2", "s-1", "s-0")


class TestHeadings:
    """Short texts: one word is much, and yet a heading should not lose its English lightly."""

    A, B = TestOneEdit.A, TestOneEdit.B

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("مقدمة", "مقدّمه"),
            ("أسباب التمرد", "أسباب التمرّد ونتائجه"),
            ("خاتمة:", "خاتمة"),
            ("دوافع التمرد", "دوافع التمردات"),
            ("أسباب التمرد", "دوافع التمرد"),
        ],
    )
    def test_an_edit_in_its_place(self, old: str, new: str) -> None:
        assert ids([self.A, old, self.B], [self.A, new, self.B]) == ["0", "1", "2"]

    @pytest.mark.parametrize(("old", "new"), [("مقدمة", "خاتمة"), ("أسباب التمرد", "مسار الحرب")])
    def test_another_heading_in_its_place(self, old: str, new: str) -> None:
        assert ids([self.A, old, self.B], [self.A, new, self.B]) == ["0", "-", "2"]

    def test_half_a_heading_is_not_enough_among_others(self) -> None:
        old = [self.A, "أسباب التمرد", "ملاحظة أولى", self.B]
        assert ids(old, [self.A, "نتائج التمرد", "خاتمة", self.B]) == ["0", "-", "-", "3"]

    def test_a_short_text_that_moved_and_changed_is_new(self) -> None:
        old = ["أسباب التمرد الأخير", self.A, self.B]
        assert ids(old, [self.A, self.B, "أسباب التمرد الثاني"]) == ["1", "2", "-"]


class TestPartsApart:
    A, B, C = TestOneEdit.A, TestOneEdit.B, TestOneEdit.C
    D = "وفي الأثناء أعلنت الحكومة الانتقالية برنامجها الجديد للعام المقبل"

    def test_a_split_with_a_heading_between(self) -> None:
        parts = [self.A, "عنوان جديد", f"{self.B} {self.C}"]
        assert ids([f"{self.A} {self.B} {self.C}"], parts) == ["0", "-", "-"]

    def test_a_split_whose_parts_a_moved_paragraph_parts(self) -> None:
        old = [self.D, f"{self.A} {self.B} {self.C}"]
        assert ids(old, [self.A, self.D, f"{self.B} {self.C}"]) == ["1", "0", "-"]

    def test_a_merge_of_what_had_a_paragraph_between(self) -> None:
        old = registered([self.A, self.D, f"{self.B} {self.C}"])
        aligned = align(old, [], [f"{self.A} {self.B} {self.C}"])
        assert aligned == Alignment(("s-0",), ("s-1", "s-2"), (("s-2", "s-0"),))
