"""Pictures on a page: nothing moves when they come, and paper has them all."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route

from support.fixtures import missing
from support.project import copy_sample, diglot
from support.server import serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TOPS = """[...document.querySelectorAll('.pair, footer')].map(
  e => e.getBoundingClientRect().top + scrollY)"""
BOXES = """all => all.map(e => [e.width, e.width / e.height, e.naturalWidth / e.naturalHeight,
  getComputedStyle(e).objectFit])"""


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an article with a wide, a tall, a small and a shapeless picture."""
    project = copy_sample(tmp_path_factory.mktemp("pictured") / "p")
    folder = project / "content/articles/harbour"
    text = (folder / "article.md").read_text("utf-8")
    for name, size in {"wide": (1600, 700), "tall": (500, 1900), "small": (60, 40)}.items():
        Image.new("RGB", size, (120, 30, 20)).save(folder / f"{name}.png")
        text += f"\n![{name}]({name}.png)\n\nنص فيه ![{name}]({name}.png).\n"
    (folder / "article.md").write_text(text, "utf-8")
    assert diglot(project, "build").returncode == 0
    with serve(project / "site") as address:
        yield f"{address}articles/harbour.html"


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_moves_when_pictures_come(page: Page, pictured: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/harbour/*", hold)
    page.goto(pictured, wait_until="domcontentloaded")
    page.evaluate("document.fonts.ready")
    page.evaluate("document.querySelectorAll('img').forEach(e => { e.loading = 'eager' })")
    for _ in range(500):
        if len(late) == 4:
            break
        page.wait_for_timeout(20)
    before = page.evaluate(TOPS)
    assert len(late) == 4
    for each in late:
        each.continue_()
    page.wait_for_function("() => [...document.images].every(e => e.complete && e.naturalWidth)")
    assert page.evaluate(TOPS) == pytest.approx(before, abs=1)
    for wide, shape, own, fit in page.locator("img").evaluate_all(BOXES):
        assert wide <= width
        assert fit == "contain" or shape == pytest.approx(own, rel=0.05)


def test_paper_has_the_pictures_that_were_never_scrolled_to(
    page: Page, pictured: str, tmp_path: Path
) -> None:
    if not shutil.which("pdfimages"):
        missing("pdfimages was not found. Install poppler-utils.")
    page.goto(pictured)
    page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    done = subprocess.run(
        ["pdfimages", "-list", str(tmp_path / "a.pdf")],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    sizes = {tuple(line.split()[3:5]) for line in done.stdout.splitlines()[2:]}
    assert {("1600", "700"), ("500", "1900"), ("60", "40")} <= sizes
