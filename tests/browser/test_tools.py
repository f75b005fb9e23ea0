"""Tools of a passage, keys, settings, cards, and where the addresses of lost passages lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from support.project import copy_repository, diglot
from support.server import serve
from support.validators import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's article under a repository's address, with ids that are gone."""
    folder = copy_repository(tmp_path_factory.mktemp("tools"))
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace('!ENV [DIGLOT_SITE_URL, ""]', "https://read.example/x/", 1)
    text = re.sub(r"contact: .*", "contact: https://github.com/desk/diglot/issues", text)
    repository = "repo_url: https://github.com/desk/diglot\nedit_uri: edit/main/content/\n"
    settings.write_text(f"{text}{repository}", encoding="utf-8")
    article = folder / "content/articles/wagner-mutiny/article.md"
    register = article.with_name("source.pot")
    gone = '\n#~ msgctxt "s-aaaaaa"\n#~ msgid "x"\n#~ msgstr ""\n'
    merged = (
        '\n# merged: s-637ca2\n#~ msgctxt "s-bbbbbb"\n#~ msgid "y"\n#~ msgstr ""\n'
        '\n# merged: s-bbbbbb\n#~ msgctxt "s-cccccc"\n#~ msgid "z"\n#~ msgstr ""\n'
    )
    register.write_text(register.read_text(encoding="utf-8") + gone + merged, encoding="utf-8")
    done = diglot(folder, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def article(project: Path) -> Iterator[str]:
    with serve(project / "site") as address:
        yield f"{address}articles/wagner-mutiny.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
        bypass_csp=False,
    )
    yield context.new_page()
    context.close()


def clipboard(page: Page) -> str:
    page.locator(".said", has_text="Copied").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_both_texts_are_copied_with_citation_state_and_one_address(
    page: Page, article: str
) -> None:
    page.goto(article)
    page.locator("#s-637ca2 .num").click()
    page.locator('.tools [data-do="both"]').click()
    copied = clipboard(page)
    assert copied.startswith("وبدا منهكاً")
    assert "He looked exhausted in that clip" in copied
    assert "undated" in copied
    assert "بلا تاريخ" in copied
    assert "Not reviewed by a person." in copied
    assert copied.count("https://") == 1
    assert copied.endswith("https://read.example/x/articles/wagner-mutiny.html#s-637ca2")
    version = copied.partition("Version: ")[2].split(",")[1].split(".")[0].strip()
    assert len(version) == 8
    assert page.locator("#s-637ca2 .num").evaluate("e => e === document.activeElement")


@pytest.mark.parametrize(
    ("what", "begins"), [("source", "وبدا"), ("target", "He looked"), ("link", "https://read")]
)
def test_each_part_can_be_copied_alone(page: Page, article: str, what: str, begins: str) -> None:
    page.goto(article)
    page.locator("#s-637ca2 .num").click()
    page.locator(f'.tools [data-do="{what}"]').click()
    copied = clipboard(page)
    assert copied.startswith(begins)
    assert ("He looked" in copied) == (what == "target")


def test_the_copied_address_carries_the_way_of_reading(page: Page, article: str) -> None:
    page.goto(article)
    page.locator("#mode-interleaved").check(force=True)
    page.locator("#s-637ca2 .num").click()
    page.locator('.tools [data-do="link"]').click()
    assert clipboard(page).endswith("wagner-mutiny.html?mode=interleaved#s-637ca2")


def test_an_error_is_reported_with_both_texts_and_an_edit_opens_the_line(
    page: Page, article: str, project: Path
) -> None:
    page.goto(article)
    page.locator("#s-637ca2 .num").click()
    href = page.locator('.tools [data-do="report"]').get_attribute("href") or ""
    parts = urlsplit(href)
    assert href.startswith("https://github.com/desk/diglot/issues/new?")
    asked = parse_qs(parts.query)
    assert "s-637ca2" in asked["title"][0]
    assert "وبدا منهكاً" in asked["body"][0]
    assert "security services are questioning him." in asked["body"][0]
    assert href.isascii()
    assert len(href) < 8000
    folder = project / "content/articles/wagner-mutiny"
    for which, name in (("source", "article.md"), ("target", "en.po")):
        href = page.locator(f'.tools [data-do="edit-{which}"]').get_attribute("href") or ""
        path, _, line = href.partition("#L")
        assert f"/blob/main/content/articles/wagner-mutiny/{name}" in path
        text = (folder / name).read_text(encoding="utf-8").splitlines()[int(line) - 1 :]
        assert any("وبدا منهكاً" in each or "s-637ca2" in each for each in text[:4])


def test_an_error_is_reported_by_mail_where_that_is_the_contact(page: Page, sample: Path) -> None:
    with serve(sample / "site", "/edition/") as address:
        page.goto(f"{address}articles/harbour.html")
        page.locator(".num").nth(2).click()
        href = page.locator('.tools [data-do="report"]').get_attribute("href") or ""
        said = parse_qs(urlsplit(href).query)
        assert href.startswith("mailto:errors@sample.example?subject=")
        row = page.locator(".pair:has(> .tools)")
        assert str(row.get_attribute("id")) in said["subject"][0]
        assert row.locator(".target").inner_text()[-40:] in said["body"][0]


def test_a_long_passage_is_cut_between_letters_to_fit_an_address(page: Page, article: str) -> None:
    page.goto(article)
    page.locator("#s-d46784 .num").click()
    href = page.locator('.tools [data-do="report"]').get_attribute("href") or ""
    assert len(href) <= 6000
    assert "…" in unquote(href, errors="strict")


def test_keys_walk_choose_copy_and_tell_of_themselves(page: Page, article: str) -> None:
    page.goto(article)
    page.locator("#s-637ca2 .num").focus()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.pair').id") == "s-ea64e0"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('.pair').id") == "s-637ca2"
    page.keyboard.press("c")
    assert "He looked exhausted" in clipboard(page)
    page.keyboard.press("v")
    assert page.locator("#mode-interleaved").is_checked()
    page.keyboard.press("Enter")
    assert page.locator(".tools").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.do") == "link"
    page.keyboard.press("Escape")
    assert not page.locator(".tools").is_visible()
    page.keyboard.press("?")
    assert page.locator("dialog.keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog.keys").is_visible()
    page.locator("button.help").click()
    assert page.locator("dialog.keys").is_visible()


def test_single_keys_can_be_switched_off_and_never_act_where_one_writes(
    page: Page, article: str
) -> None:
    page.goto(article)
    page.evaluate("document.body.append(document.createElement('textarea'))")
    page.locator("textarea").focus()
    page.keyboard.type("v2?")
    assert page.locator("#mode-side").is_checked()
    assert page.locator("textarea").input_value() == "v2?"
    page.locator(".settings summary").click()
    page.locator('[data-set="keys"]').uncheck()
    page.reload()
    page.keyboard.press("v")
    page.keyboard.press("?")
    assert page.locator("#mode-side").is_checked()
    assert not page.locator("dialog.keys").is_visible()


def test_sizes_and_light_are_remembered_per_language(page: Page, article: str) -> None:
    page.goto(article)
    measure = "s => parseFloat(getComputedStyle(document.querySelector(s)).fontSize)"
    source, target = "#s-637ca2 .source", "#s-637ca2 .target"
    before = page.evaluate(measure, source), page.evaluate(measure, target)
    page.locator(".settings summary").click()
    page.locator('[data-size="ar"]').fill("150")
    page.locator('.settings [value="dark"]').check()
    page.reload()
    assert page.evaluate(measure, source) == pytest.approx(1.5 * before[0])
    assert page.evaluate(measure, target) == before[1]
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.locator(".settings summary").click()
    page.locator('.settings [value="system"]').check()
    assert page.locator("html").get_attribute("data-theme") is None
    assert page.evaluate("localStorage.getItem('diglot.theme')") is None


def test_vowel_signs_can_be_hidden_and_are_still_copied(page: Page, article: str) -> None:
    page.goto(article)
    title = page.locator("h1.source")
    true = title.inner_text()
    page.locator(".settings summary").click()
    page.locator('[data-set="marks"]').uncheck()
    bare = title.inner_text()
    assert "مَن" in true
    assert "من" in bare
    assert not any("\u064b" <= letter <= "\u0652" for letter in bare)
    page.keyboard.press("Escape")
    title.evaluate("e => getSelection().selectAllChildren(e)")
    page.keyboard.press("Control+c")
    page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()") == true
    assert title.inner_text() == bare
    page.reload()
    assert title.inner_text() == bare
    page.locator(".settings summary").click()
    page.locator('[data-set="marks"]').check()
    assert title.inner_text() == true


def test_a_card_can_be_reached_dismissed_and_stays(page: Page, article: str) -> None:
    """WCAG 1.4.13: hoverable, dismissible, persistent; the link works all the same."""
    page.goto(article)
    link, card = page.locator("#s-253143 .source .actor").first, page.locator("#card")
    link.hover()
    card.wait_for(state="visible")
    assert "Wagner Group" in card.inner_text()
    assert "مجموعة فاغنر" in card.inner_text()
    assert "2023" in card.inner_text()
    assert link.get_attribute("aria-describedby") == "card"
    card.locator("p").last.hover()
    page.wait_for_timeout(700)
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    page.mouse.move(2, 2)
    page.locator("#s-253143 .num").focus()
    page.keyboard.press("Tab")
    assert card.is_visible()
    page.wait_for_timeout(700)
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/wagner-group.html")


def test_the_page_holds_cards_of_the_actors_it_links_and_no_others(
    page: Page, article: str
) -> None:
    page.goto(article)
    linked, held = page.evaluate("""() => [
      [...new Set([...document.querySelectorAll('.actor')].map(a =>
        a.getAttribute('href').replace(/^.*\\/|\\.html$/g, '')))].sort(),
      Object.keys(JSON.parse(document.getElementById('data').content.textContent).cards).sort()]""")
    assert linked == held


def test_from_a_disk_tools_and_cards_work_too(page: Page, project: Path) -> None:
    page.goto((project / "site/articles/wagner-mutiny.html").as_uri())
    page.locator("#s-253143 .target .actor").first.hover()
    page.locator("#card").wait_for(state="visible")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.locator(".tools").is_visible()


def test_addresses_of_passages_that_are_gone_lead_on(browser: Browser, article: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{article}#s-aaaaaa")
    news = page.get_by_text("This passage has been removed from the article.")
    assert news.is_visible()
    page.goto(f"{article}#s-cccccc")
    assert not news.is_visible()
    onward = page.locator("#s-cccccc a")
    assert onward.is_visible()
    onward.click()
    assert page.locator(":target").get_attribute("id") == "s-637ca2"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_with_card_tools_settings_or_keys_open(
    browser: Browser, article: str, validators: None, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(article)
    found = []
    page.locator(".settings summary").click()
    found += [f"settings: {each}" for each in axe_violations(page)]
    page.keyboard.press("Escape")
    page.locator("#s-253143 .source .actor").first.focus()
    page.locator("#s-253143 .num").focus()
    page.keyboard.press("Tab")
    page.locator("#card").wait_for(state="visible")
    found += [f"card: {each}" for each in axe_violations(page)]
    page.keyboard.press("Escape")
    page.locator("#s-253143 .num").focus()
    page.keyboard.press("Enter")
    found += [f"tools: {each}" for each in axe_violations(page)]
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    found += [f"keys: {each}" for each in axe_violations(page)]
    context.close()
    assert found == []


def test_nothing_leaves_the_host_and_the_policy_holds_while_all_is_used(
    page: Page, article: str
) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(article)
    page.locator(".settings summary").click()
    page.locator('[data-size="ar"]').fill("130")
    page.locator('[data-set="marks"]').uncheck()
    page.keyboard.press("Escape")
    page.locator("#s-253143 .source .actor").first.hover()
    page.locator("#card").wait_for(state="visible")
    page.keyboard.press("Escape")
    for key in ("j", "c", "v", "2", "Enter", "Escape", "?", "Escape"):
        page.keyboard.press(key)
    base = article.removesuffix("articles/wagner-mutiny.html")
    assert said == []
    assert asked
    assert all(url.startswith(base) for url in asked)
