"""A text sent again: no edit is overwritten, no change of the author's is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from diglot.corrections import _origins
from diglot.formats.article_pieces import joined, split_pieces
from diglot.stages.merge import merge

WORDS = (
    "ميناء مدينة بحر سفينة رصيف عاصفة عامل رافعة مدير بيان شهر حاوية قطار سوق نهر جسر جبل قرية "
    "مدرسة كتاب قلم شارع باب نافذة سقف حديقة شجرة طائر صيف شتاء ربيع خريف مطر ثلج ريح شمس"
).split()


def paragraph(number: int) -> str:
    """A paragraph that is like no other one."""
    picked = [WORDS[(number * 7 + step * (number + 3)) % len(WORDS)] for step in range(9)]
    return f"فقرة {number * 1009} " + " ".join(picked)


change = st.sampled_from(["keep", "keep", "edit", "delete", "add"])


@st.composite
def cases(draw):
    count = draw(st.integers(1, 7))
    base = [paragraph(at) for at in range(count)]
    versions = []
    for who in ("كاتب", "محرر"):
        version, kinds = [], []
        for at, text in enumerate(base):
            kind = draw(change)
            kinds.append(kind)
            if kind != "delete":
                version.append(f"{text} {who}" if kind == "edit" else text)
            if kind == "add":
                version.append(paragraph(100 + at * 10 + len(who)) + f" زيادة {who}")
        versions.append((version, kinds))
    form = draw(st.sampled_from(["{}", "1. {}", "> {}", "## {}"]))
    return base, versions[0], versions[1], form


def article(texts, form) -> str:
    parts = ["---\ntitle: ع\n---\n", *(f"\n{form.format(text)}\n" for text in texts)]
    return "".join(parts)


@given(cases())
@settings(max_examples=250, deadline=None)
def test_nothing_of_either_side_is_lost(case):
    base, (theirs, author), (ours, editor), form = case
    parted = [split_pieces(article(texts, form)) for texts in (base, theirs, ours)]
    old, new, own = (each.pieces for each in parted)
    found = merge(old, new, own, _origins(old, new), _origins(old, own))
    texts = [piece.text for piece in found.pieces]
    told = " | ".join(conflict.theirs for conflict in found.conflicts)
    for at, text in enumerate(base):
        match (author[at], editor[at]):
            case (_, "edit"):
                assert f"{text} محرر" in texts
                if author[at] in ("edit", "delete"):
                    assert found.conflicts
            case ("edit", "delete"):
                assert f"{text} كاتب" in told
                assert f"{text} كاتب" not in texts
            case ("edit", _):
                assert f"{text} كاتب" in texts
                assert text not in texts
            case ("delete", _) | (_, "delete"):
                assert text not in texts
            case _:
                assert text in texts
    assert {t for t in ours if t.endswith("زيادة محرر")} <= set(texts)
    for text in (t for t in theirs if t.endswith("زيادة كاتب")):
        assert text in texts or text in told
    assert len(texts) == len(set(texts))


@given(cases())
@settings(deadline=None)
def test_a_text_sent_again_unchanged_changes_nothing(case):
    base, _, (ours, _), form = case
    old, own = (split_pieces(article(texts, form)).pieces for texts in (base, ours))
    found = merge(old, old, own, _origins(old, old), _origins(old, own))
    assert (found.pieces, found.conflicts) == (list(own), [])


PARTS = [
    "نص", "- أ\n- ب", "> ق\n>\n> ك", "| a |\n|---|\n| b |", "```\nx\n```", "***",
    '[//]: # "list: ordinal"\n\n1. أ', "## ع", "سطر\\\nآخر", "", "![x](y.png)",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS)))
def test_pieces_are_the_file(parts):
    text = "---\ntitle: ع\n---\n\n" + "\n\n".join(parts) + "\n"
    assert joined(split_pieces(text)) == text
