"""What a reader sees from left to right, character by character, in lines of mixed direction."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from diglot.model.document import Inline
from diglot.render.article import text_view

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# The characters of the run of interest, ordered by where they are drawn.
VISUAL = """part => {
  const p = document.querySelector('p');
  const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  const drawn = []; let node, before = '';
  while ((node = walker.nextNode())) for (let i = 0; i < node.data.length; i++) {
    const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + 1);
    drawn.push([range.getClientRects()[0]?.left, node.data[i]]);
    before += node.data[i];
  }
  const at = before.indexOf(part);
  return drawn.slice(at, at + part.length).filter(d => d[1].trim())
    .sort((a, b) => a[0] - b[0]).map(d => d[1]).join('');
}"""

# What is written in a line of the language, and how it must look from left to right. A bracket that
# opens on the right is the same character, drawn mirrored.
CASES = [
    ("ar", "(Washington Post)", ")WashingtonPost("),
    ("ar", "86.262", "86.262"),
    ("ar", "إف-16", "16-فإ"),
    ("ar", "F-16", "F-16"),
    ("ar", "7/10/2023", "7/10/2023"),
    ("ar", "C++", "C++"),
    ("ar", "Yahoo!", "Yahoo!"),
    ("ar", "-5", "-5"),
    ("ar", "$5", "$5"),
    ("ar", "2023-2024", "2024-2023"),
    ("ar", "50%", "%50"),
    ("ar", "«Reuters»", "»Reuters«"),
    ("ar", "AT&T", "AT&T"),
    ("ar", "BBC، CNN", "CNN،BBC"),
    ("ar", "$1.5", "$1.5"),
    ("ar", "GPT-4", "GPT-4"),
    ("en", "«بث»", "«ثب»"),
    ("en", "فاغنر 2023", "رنغاف2023"),
    ("en", "(إف-16)", "(فإ-16)"),
]


@pytest.mark.parametrize(("lang", "written", "seen"), CASES)
def test_every_run_is_seen_in_its_readers_order(
    page: Page, lang: str, written: str, seen: str
) -> None:
    around = ("قال إن ", " في ذلك اليوم.") if lang == "ar" else ("He said ", " that day.")
    view = text_view(lang, (Inline("text", written.join(around)),))
    page.set_content(f'<p lang="{view.lang}" dir="{view.dir}">{view.html}</p>')
    assert page.evaluate(VISUAL, written) == seen


def test_code_keeps_its_own_order_in_an_arabic_line(page: Page) -> None:
    parts = Inline("text", "ضعوا مستندًا ("), Inline("code", ".docx"), Inline("text", ") هنا.")
    view = text_view("ar", parts)
    page.set_content(f'<p lang="ar" dir="rtl">{view.html}</p>')
    assert page.evaluate(VISUAL, "(.docx)") == ").docx("
