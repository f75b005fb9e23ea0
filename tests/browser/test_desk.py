"""The review desk in a real Chromium: worked by keyboard, without a script, and by who listens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from diglot.formats.po import read_catalogue
from diglot.model.translation import State, Unit
from support.preview import Served, preview
from support.validators import axe_violations, nu_errors

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FIRST, SECOND, HEADING = "s-b19c4b", "s-f9662b", "s-f66ba1"
STALE = "s-491a0d"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with preview(tmp_path_factory.mktemp("desk-browser")) as result:
        yield result


@pytest.fixture
def desk(page: Page, served: Served) -> Iterator[Page]:
    """The page of one article, whatever was written undone afterwards."""
    catalogue = served.project / "content/articles/harbour/en.po"
    before = catalogue.read_bytes()
    enter(page, served)
    page.goto(f"{served.address}diglot-desk/harbour/en/")
    yield page
    catalogue.write_bytes(before)


def enter(page: Page, served: Served) -> None:
    page.goto(served.entrance)
    page.wait_for_url(f"{served.address}diglot-desk/")


def unit(served: Served, id_: str) -> Unit:
    path = served.project / "content/articles/harbour/en.po"
    found = read_catalogue(path.read_text("utf-8"), "en.po").unit(id_)
    assert found is not None
    return found


def focus(page: Page, id_: str) -> None:
    page.locator(f"[id='{id_}']").focus()


def test_a_sentence_is_corrected_by_keyboard_and_shown_to_readers(
    desk: Page, served: Served
) -> None:
    errors: list[str] = []
    desk.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    while desk.evaluate("document.activeElement.id") != FIRST:
        desk.keyboard.press("j")
    desk.keyboard.press("e")
    desk.wait_for_url(f"**/harbour/en/?unit={FIRST}")
    expect(desk.locator("#text")).to_be_focused()
    desk.keyboard.press("ControlOrMeta+a")
    desk.keyboard.type("Salma Haddad said: jkersf? The *harbour* works again.")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url(f"**/harbour/en/?unit={SECOND}")
    expect(desk.locator("#text")).to_be_focused()
    new = unit(served, FIRST)
    assert new.target == "Salma Haddad said: jkersf? The *harbour* works again."
    assert new.state is State.ACCEPTED
    page = served.wait("articles/harbour.html", lambda page: "works again." in page)
    assert f'id="{FIRST}" data-state="accepted"' in page
    desk.goto(f"{served.address}articles/harbour.html")
    expect(desk.locator(f"[id='{FIRST}-en']")).to_contain_text("The harbour works again.")
    assert errors == []


def test_a_review_by_name_changes_what_readers_are_told(desk: Page, served: Served) -> None:
    focus(desk, HEADING)
    desk.keyboard.press("r")  # nobody has said who reviews: nothing happens
    expect(desk.locator("button.review")).to_have_count(0)
    desk.get_by_label("Reviewer’s name").fill("رنا عزيز")
    desk.keyboard.press("Enter")
    expect(desk.locator("button.review").first).to_have_text("Reviewed by رنا عزيز")
    focus(desk, HEADING)
    desk.keyboard.press("r")
    expect(desk.locator(f"[id='{HEADING}'] .state")).to_have_text("reviewed by رنا عزيز")
    expect(desk.locator(":focus")).to_have_attribute("id", "s-bedae9")
    assert unit(served, HEADING).state is State.REVIEWED
    served.wait("en/articles/harbour.html", lambda page: "reviewed by <bdi>رنا عزيز</bdi>" in page)


def test_a_stale_passage_shows_what_changed_and_is_confirmed(desk: Page, served: Served) -> None:
    desk.keyboard.press("f")
    expect(desk.locator("select[name=state]")).to_be_focused()
    desk.locator("select[name=state]").select_option("stale-human")
    desk.keyboard.press("Tab")
    desk.get_by_role("button", name="Show").click()
    expect(desk.locator(".task")).to_have_count(1)
    expect(desk.locator(".task ins").first).to_be_visible()
    expect(desk.locator(".task del").first).to_be_visible()
    focus(desk, STALE)
    desk.keyboard.press("s")
    expect(desk.locator(".task")).to_have_count(0)
    assert unit(served, STALE).state is State.ACCEPTED


def test_who_is_late_loses_nothing(desk: Page, served: Served) -> None:
    desk.goto(f"{served.address}diglot-desk/harbour/en/?unit={HEADING}")
    path = served.project / "content/articles/harbour/en.po"
    path.write_text(
        path.read_text("utf-8").replace('"What has changed?"', '"What is new?"'), "utf-8"
    )
    desk.locator("#text").fill("What has changed since?")
    desk.keyboard.press("Control+Enter")
    alert = desk.get_by_role("alert")
    expect(alert).to_contain_text("this passage has changed since you opened it")
    expect(desk.locator("#text")).to_have_value("What has changed since?")
    expect(desk.locator("#text")).to_be_focused()
    expect(desk.locator(".write > .difference del")).to_contain_text("new")
    assert unit(served, HEADING).target == "What is new?"
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url("**/?unit=s-bedae9")
    assert unit(served, HEADING).target == "What has changed since?"


def test_a_text_that_is_not_saved_is_asked_after(desk: Page, served: Served) -> None:
    desk.goto(f"{served.address}diglot-desk/harbour/en/?unit={HEADING}")
    desk.locator("#text").press_sequentially("Not saved. ")
    asked: list[str] = []

    def stay(dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    desk.on("dialog", stay)
    desk.locator(".write .close").click()
    desk.wait_for_url(f"**/harbour/en/*#{HEADING}")
    assert asked == ["beforeunload"]


def test_the_keys_are_told_and_letters_that_are_typed_are_none(desk: Page, served: Served) -> None:
    keys = desk.locator("#keys")
    expect(keys).to_be_hidden()
    desk.keyboard.press("?")
    expect(keys).to_be_visible()
    desk.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    desk.get_by_label("Reviewer’s name").press_sequentially("jek?rs")
    expect(keys).to_be_hidden()
    expect(desk.get_by_label("Reviewer’s name")).to_have_value("jek?rs")


def test_it_works_without_a_script(browser: Browser, served: Served) -> None:
    path = served.project / "content/articles/harbour/en.po"
    before = path.read_bytes()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, served)
    page.get_by_role("link", name="harbour").click()
    page.get_by_label("Reviewer’s name").fill("Amal Said")
    page.get_by_role("button", name="Remember").click()
    page.locator(f"[id='{HEADING}'] .edit").click()
    page.locator("#text").fill("What has changed since then?")
    page.locator(".write .review").click()
    page.wait_for_url("**/?unit=s-bedae9")
    assert unit(served, HEADING).state is State.REVIEWED
    page.locator(".write textarea[name=reason-hold]").fill("ask the author")
    page.get_by_role("button", name="Put on hold").click()
    page.wait_for_url("**/?unit=s-bedae9")
    expect(page.locator(".write .held")).to_have_text("on hold: ask the author")
    page.get_by_role("button", name="Keys").click()
    expect(page.locator("#keys")).to_be_visible()
    context.close()
    path.write_bytes(before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "lang"), [(360, "ar"), (768, "en"), (1440, "en")])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    browser: Browser, served: Served, validators: None, scheme: str, width: int, lang: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale=lang, bypass_csp=True
    )
    page = context.new_page()
    enter(page, served)
    found = []
    for path in ("", "harbour/en/", f"harbour/en/?unit={FIRST}", "harbour/en/?state=stale-human"):
        page.goto(f"{served.address}diglot-desk/{path}")
        assert page.locator("html").get_attribute("lang") == lang
        found += [f"{path}: {violation}" for violation in axe_violations(page)]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.keyboard.press("?")
    found += [f"keys: {violation}" for violation in axe_violations(page)]
    context.close()
    assert found == []


@pytest.mark.java
def test_its_pages_are_valid_html(
    browser: Browser, served: Served, validators: None, tmp_path: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    enter(page, served)
    files = []
    paths = ("", "harbour/en/", f"harbour/en/?unit={FIRST}", f"harbour/en/?unit={STALE}")
    for number, path in enumerate(paths):
        answer = context.request.get(f"{served.address}diglot-desk/{path}")
        # The checker has no cookie; read from a disk, it takes the policy to forbid every style.
        html = "\n".join(
            line for line in answer.text().splitlines() if "Content-Security-Policy" not in line
        )
        files.append(tmp_path / f"{number}.html")
        files[-1].write_text(html, "utf-8")
    context.close()
    assert nu_errors(files, warnings=True) == []
