"""The whole command, as a process against a loopback server: kills, budgets, people, cache."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from diglot.formats.po import read_catalogue, write_catalogue
from diglot.model.translation import State, is_meta
from diglot.stages.draft import events
from diglot.text.protect import has_letters
from support.engines_server import engines_server, english
from support.project import ROOT, copy_sample
from support.terminal import on_terminal

_TOKEN = re.compile(r"\[\s*[XQZ]\s*\d+\s*[XQZ]\s*\]")


@pytest.fixture
def server():
    with engines_server() as running:
        yield running


@pytest.fixture
def project(tmp_path, server):
    """The sample without its English, drafted by the loopback server."""
    made = copy_sample(tmp_path / "project")
    settings = made / "mkdocs.yml"
    engine = (
        f"- diglot:\n      engine: google\n      engine_options: "
        f'{{url: "{server.url("google")}", rps: 1000, timeout: 5}}\n'
    )
    text = settings.read_text(encoding="utf-8").replace("- diglot:\n", engine)
    settings.write_text(text, encoding="utf-8")
    for path in made.glob("content/articles/*/en.po"):
        path.unlink()
    return made


def start(project, *arguments, err=subprocess.PIPE):
    return subprocess.Popen(
        [sys.executable, "-m", "diglot", "translate", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        stdout=subprocess.PIPE,
        stderr=err,
        encoding="utf-8",
    )


def translate(project, *arguments):
    process = start(project, *arguments)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def units(project):
    return {
        (path.parent.name, unit.id): unit
        for path in project.glob("content/articles/*/en.po")
        for unit in read_catalogue(path.read_text(encoding="utf-8"), path.name).units
    }


def test_a_kill_at_any_point_loses_nothing_and_repeats_one_request_at_most(project, server):
    server.delay = 0.01
    repeated = 0

    def asked() -> list[str]:
        return [request["query"]["q"] for request in server.requests]

    for more in (1, 3, 5, 8, 13, 4):
        process, before = start(project), len(server.requests)
        while len(server.requests) < before + more and process.poll() is None:
            time.sleep(0.003)
        time.sleep(0.004 * (more % 3))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        # The run repeats at most the one request that the kill before it cut off.
        now = len(asked()) - len(set(asked()))
        assert now <= repeated + 1
        repeated = now
        # One request may be under way, and one answer may be kept that is not saved yet.
        assert sum(bool(unit.target) for unit in units(project).values()) >= len(set(asked())) - 2
    status, out, err = translate(project)
    assert status == 0, out + err
    assert all(unit.target for unit in units(project).values())
    assert len(asked()) - len(set(asked())) <= repeated + 1
    assert not list(project.rglob("*.part"))


def test_the_bar_shows_rate_and_budget_on_a_terminal_alone(project, server):
    limits = ("--max-requests", "20", "--max-chars", "9000", "--max-minutes", "5")
    bar = on_terminal(lambda terminal: start(project, *limits, err=terminal))
    lines = re.findall(r"\r\x1b\[K([█·]{24}) (\d+)/(\d+)  (\d+)/min  (.+?) left", bar)
    assert lines, bar
    left = [re.fullmatch(r"(\d+) characters, (\d+) requests, [45] min", line[4]) for line in lines]
    assert all(left), lines
    requests = [int(match[2]) for match in left]
    assert requests == sorted(requests, reverse=True)
    assert requests[0] > requests[-1] == 0
    assert len(server.requests) == 20
    # Into a file or a pipe no bar is drawn.
    _, out, err = translate(project)
    assert not re.search(r"[\r\x1b█]", out + err)


def test_ctrl_c_keeps_what_is_finished_and_says_what_is_left(project, server):
    server.delay = 0.3  # the signal must come before the end on a busy machine too
    process = start(project)
    while len(server.requests) < 5:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 3, out + err
    assert "interrupted" in err
    assert "Traceback" not in err
    assert sum(bool(unit.target) for unit in units(project).values()) >= 4


def test_budget_quota_and_no_engine_end_with_status_3(project, server):
    assert translate(project, "--max-requests", "3")[0] == 3
    assert len(server.requests) == 3
    server.always = "403"
    status, _, err = translate(project)
    assert status == 3
    assert len(server.requests) == 4
    assert "run diglot translate again" in err
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("engine: google", 'engine: ""')
    settings.write_text(text, encoding="utf-8")
    status, _, err = translate(project)
    assert status == 3
    assert "Set engine: to one of google" in err


def test_no_token_and_no_stranger_s_markup_is_ever_published(project, server):
    server.translate = lambda text: f"<script>**[x](http://evil)** {_TOKEN.sub('', text)}"
    translate(project)
    server.translate = lambda text: text.replace("[X", "[X ").lower() + " and more"
    translate(project)
    for unit in units(project).values():
        assert not _TOKEN.search(unit.target), unit
        if not unit.id.startswith("meta."):
            links = [e.href for e in events(unit.target, markup=True) if e.tag == "a"]
            assert all(href.isdigit() for href in links if href), unit


def test_a_misspelt_name_is_set_right_and_the_editor_is_told(project, server):
    server.translate = lambda text: english(text).replace("Haddad", "Hadad")
    _, out, _ = translate(project, "--article", "harbour")
    asked = [request["query"]["q"] for request in server.requests]
    assert len(asked) == len(set(asked))
    text = (project / "content/articles/harbour/en.po").read_text(encoding="utf-8")
    assert "Haddad" in text
    assert "Hadad" not in "".join(unit.target for unit in units(project).values())
    told = text.count("\n# name repaired: ")
    assert told
    assert f"{told} drafts had a misspelt name set right" in out


def test_a_person_who_edits_meanwhile_is_kept(project, server):
    server.delay = 0.03
    process = start(project)
    path = project / "content/articles/notice/en.po"
    while not path.exists() or len(server.requests) < 2:
        time.sleep(0.01)
    catalogue = read_catalogue(path.read_text(encoding="utf-8"), "en.po")
    last = catalogue.units[-1]
    block = f'msgctxt "{last.id}"'
    head, _, tail = path.read_text(encoding="utf-8").partition(block)
    path.write_text(head + block + tail.replace('msgstr ""', 'msgstr "By hand."', 1), "utf-8")
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, out + err
    assert units(project)["notice", last.id].target == "By hand."
    assert "1 left to people" in out


def test_one_glossary_entry_concerns_only_the_texts_that_hold_it(project, server):
    assert translate(project)[0] == 0
    for path in project.glob("content/articles/*/en.po"):
        path.unlink()
    server.requests.clear()
    assert translate(project)[0] == 0
    assert server.requests == []
    glossary = project / "content/actors.yml"
    text = glossary.read_text(encoding="utf-8").replace("en: Beirut", "en: Beyrouth")
    glossary.write_text(text, encoding="utf-8")
    for path in project.glob("content/articles/*/en.po"):
        path.unlink()
    assert translate(project)[0] == 0
    assert server.requests
    assert all("Beyrouth" in request["query"]["q"] for request in server.requests)


def test_memory_reuses_what_was_reviewed_and_stamps_it_as_memory(project, server):
    translate(project, "--article", "notice")
    path = project / "content/articles/notice/en.po"
    sys_run = [sys.executable, "-m", "diglot"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    text = path.read_text(encoding="utf-8").replace("#, fuzzy\n", "")
    path.write_text(text, encoding="utf-8")
    subprocess.run([*sys_run, "review", "notice", "--by", "Rana"], cwd=project, env=env, check=True)
    article = project / "content/articles/notice/article.md"
    copy = project / "content/articles/second"
    copy.mkdir()
    (copy / "article.md").write_bytes(article.read_bytes())
    server.requests.clear()
    assert translate(project, "--article", "second")[0] == 0
    assert server.requests == []
    second = [unit for (slug, _), unit in units(project).items() if slug == "second"]
    assert {unit.mt.engine for unit in second} <= {"memory", "copy"}
    assert all(unit.fuzzy for unit in second)


def test_redraft_is_for_what_only_the_machine_has_written(project, server):
    translate(project)
    path = project / "content/articles/harbour/en.po"
    catalogue = read_catalogue(path.read_text(encoding="utf-8"), "en.po")
    body = [u for u in catalogue.units if not is_meta(u.id) and has_letters(u.source, "ar")]
    edited, accepted, held, *rest = body
    by_person = {
        edited.id: replace(edited, target="By hand."),
        accepted.id: replace(accepted, fuzzy=False),
        held.id: replace(held, hold="ask the author"),
    }
    units_now = tuple(by_person.get(unit.id, unit) for unit in catalogue.units)
    path.write_text(write_catalogue(replace(catalogue, units=units_now)), encoding="utf-8")
    server.requests.clear()
    assert translate(project)[0] == 0
    assert server.requests == []
    # The same engine says the same; its answers are kept and nothing is asked.
    status, out, err = translate(project, "--redraft")
    assert (status, server.requests) == (0, []), err
    assert "came out the same" in out
    server.translate = lambda text: f"Anew: {english(text)}"
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("engine: google", "engine: mymemory")
    text = text.replace(server.url("google"), server.url("mymemory"))
    settings.write_text(text, encoding="utf-8")
    assert translate(project, "--article", "harbour", "--redraft")[0] == 0
    after = {unit.id: unit for (slug, _), unit in units(project).items() if slug == "harbour"}
    assert {i: after[i] for i in by_person} == by_person
    assert all("Anew" in after[unit.id].target for unit in rest)
    assert all(after[unit.id].mt.engine == "mymemory" for unit in rest)


def test_a_text_of_names_alone_is_the_glossary_s_and_asks_nobody(project, server):
    article = project / "content/articles/harbour/article.md"
    text = article.read_text(encoding="utf-8").replace("author: ليلى منصور", "author: سلمى حدّاد")
    article.write_text(text + "\n## **سلمى حدّاد**\n", encoding="utf-8")
    assert translate(project, "--article", "harbour")[0] == 0
    drafts = {u.source: u for (slug, _), u in units(project).items() if slug == "harbour"}
    for source, target in {
        "سلمى حدّاد": "Salma Haddad",
        "**سلمى حدّاد**": "**Salma Haddad**",
    }.items():
        assert (drafts[source].target, drafts[source].mt.engine) == (target, "glossary")
        assert drafts[source].state is State.MACHINE
    assert not {"Salma Haddad", "[X0X]Salma Haddad[X1X]"} & {
        request["query"]["q"] for request in server.requests
    }


def test_dry_run_asks_and_writes_nothing(project, server):
    status, out, _ = translate(project, "--dry-run")
    assert status == 0
    assert "segments to draft" in out
    assert server.requests == []
    assert not list(project.glob("content/articles/*/en.po"))


def test_catalogues_stay_canonical(project):
    translate(project)
    for path in project.glob("content/articles/*/en.po"):
        text = path.read_text(encoding="utf-8")
        assert write_catalogue(read_catalogue(text, path.name)) == text
