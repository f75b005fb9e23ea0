"""`diglot init`: a publication of one's own that builds at once, in every pair of languages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from diglot import start
from diglot.model.language import LANGUAGES
from diglot.provenance import UNKNOWN, read_direct_url
from support.engines_server import engines_server
from support.project import ROOT, copy_tracked, diglot, run, tree

INSTALL = "python -m venv .venv && .venv/bin/python -m pip install --requirement requirements.txt"
GIT = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]


def commit(project: Path) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "begun"]):
        subprocess.run([*GIT, *command], cwd=project, check=True)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    done = diglot(tmp_path, "init", "paper", "--title", 'الجريدة: "أولى"')
    assert done.returncode == 0, done.stderr
    return tmp_path / "paper"


def test_it_builds_at_once_and_has_nothing_of_this_project(paper: Path) -> None:
    assert not list(paper.parent.glob(".paper*"))
    before = tree(paper / "content")
    done = diglot(paper, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "wrote" not in done.stdout
    assert tree(paper / "content") == before
    home = (paper / "site/index.html").read_text("utf-8")
    assert "الجريدة: &#34;أولى&#34;" in home or "الجريدة: &quot;أولى&quot;" in home
    assert not [name for name in tree(paper / "site") if "wagner" in name]
    page = (paper / "site/articles/welcome.html").read_text("utf-8")
    assert "أهلاً بكم" in page
    assert "Machine translation, not reviewed" in page
    outer = {path.name for path in paper.iterdir()}
    assert outer == {
        *("mkdocs.yml", "README.md", "requirements.txt", "content", "site"),
        *(".gitignore", ".gitattributes", ".github", ".cache"),
    }


@pytest.mark.parametrize("source", LANGUAGES)
def test_every_language_is_a_source_and_a_target(tmp_path: Path, source: str) -> None:
    targets = [tag for tag in LANGUAGES if tag != source]
    assert diglot(tmp_path, "init", "p", "--source", source, "--target", *targets).returncode == 0
    done = diglot(tmp_path / "p", "check", "--strict")
    assert (done.returncode, done.stdout.strip()) == (0, "0 errors, 0 warnings"), done.stderr
    assert diglot(tmp_path / "p", "sync", "--frozen").returncode == 0


def test_mkdocs_alone_gives_the_same_site(paper: Path) -> None:
    assert diglot(paper, "build").returncode == 0
    ours = tree(paper / "site", skip=[".gitkeep"])
    shutil.rmtree(paper / "site")
    done = run(paper, "mkdocs", "build", "--strict", "-q")
    assert done.returncode == 0, done.stderr
    assert tree(paper / "site") == ours


@pytest.mark.parametrize("name", ["README.md", "content/index.md"])
def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    mine = tmp_path / "paper" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("Mine.\n", "utf-8")
    before = tree(tmp_path)
    done = diglot(tmp_path, "init", "paper")
    assert (done.returncode, tree(tmp_path)) == (1, before)
    assert name.partition("/")[0] in done.stderr
    assert "nothing was written" in done.stderr


def test_a_new_repository_is_empty(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "paper"], cwd=tmp_path, check=True)
    paper = tmp_path / "paper"
    (paper / "LICENSE").write_text("Mine.\n", "utf-8")
    assert diglot(paper, "init", ".").returncode == 0
    assert (paper / "LICENSE").read_text("utf-8") == "Mine.\n"
    assert diglot(paper, "build").returncode == 0
    status = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=paper,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    assert "site/.gitkeep" in status
    assert "site/index.html" not in status
    assert ".cache" not in status


def test_the_next_steps_can_be_typed(tmp_path: Path) -> None:
    """In an environment that is not activated, `diglot` alone is not found."""
    done = run(tmp_path, "diglot", "init", "paper", env={"PATH": "/usr/bin:/bin"})
    steps = done.stdout.partition("Next:\n")[2].splitlines()
    assert steps[0] == "  cd paper"
    program = steps[1].split()[0]
    built = subprocess.run([program, "build"], cwd=tmp_path / "paper", check=False)
    assert (built.returncode, Path(program).is_absolute()) == (0, True)


def test_a_command_in_the_wrong_folder_leaves_nothing_that_init_would_refuse(tmp_path: Path) -> None:
    for command in ("build", "status", "serve"):
        done = diglot(tmp_path, command)
        assert (done.returncode, "diglot init DIR" in done.stderr) == (1, True)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["paper", "--source", "en"], "--target must name another"),
        ([], "--here"),
        (["paper", "--here"], "--here"),
        (["paper", "--target", "xx"], "invalid choice"),
    ],
)
def test_what_cannot_be_understood_writes_nothing(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    done = diglot(tmp_path, "init", *arguments)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert tree(tmp_path) == {}


def test_a_write_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_WELCOME", "mkdocs.yml/welcome")
    with pytest.raises(OSError, match=r"mkdocs\.yml"):
        start.start(tmp_path / "paper", start.Beginning("ar", ("en",), "P"))
    assert list(tmp_path.iterdir()) == []


# --- workflows ---

DIFFERENCES = {
    "check.yml": [],
    "translate.yml": [],
    "preview.yml": [
        ("      - name: Style, types and floors\n        run: make check\n", ""),
    ],
    "publish.yml": [
        ("      - generator/**\n      - requirements/**\n", "      - requirements.txt\n"),
        ("      - pyproject.toml\n", ""),
    ],
}
"""What of this project's own workflows a publication has no use for, and what stands for it."""


@pytest.mark.parametrize("name", DIFFERENCES)
def test_the_workflows_are_this_projects_own_but_for_what_is_stated(paper: Path, name: str) -> None:
    own = (ROOT / ".github/workflows" / name).read_text("utf-8")
    stated = [
        *DIFFERENCES[name],
        ("make .venv/.stamp-base", INSTALL),
        ("requirements/*.txt" if name == "preview.yml" else "requirements/base.txt", "requirements.txt"),
    ]
    for ours, theirs in stated:
        assert own.count(ours) == 1, ours
        own = own.replace(ours, theirs)
    assert (paper / ".github/workflows" / name).read_text("utf-8") == own


def test_there_are_these_workflows_and_no_other(paper: Path) -> None:
    assert {path.name for path in (paper / ".github/workflows").iterdir()} == set(DIFFERENCES)


def words(text: str) -> str:
    """Translate letter by letter, so that no figure is invented."""
    return re.sub(r"[\u0600-\u06ff]", lambda letter: chr(97 + ord(letter[0]) % 26), text)


def steps(paper: Path, name: str) -> list[dict]:
    jobs = yaml.safe_load((paper / ".github/workflows" / name).read_text("utf-8"))["jobs"]
    return next(iter(jobs.values()))["steps"]


def test_the_workflows_run_without_this_projects_files(paper: Path) -> None:
    programs = paper / ".venv/bin"
    programs.mkdir(parents=True)
    for program in ("diglot", "mkdocs"):
        (programs / program).symlink_to(Path(sys.executable).with_name(program))
    settings = paper / "mkdocs.yml"
    commit(paper)
    with engines_server() as server:
        server.translate = words
        told = f'engine: google\n      engine_options: {{url: "{server.url("google")}", rps: 1000}}'
        text = settings.read_text("utf-8").replace("engine: google", told)
        settings.write_text(text, "utf-8")
        letter = paper / "content/inbox/letter.txt"
        letter.write_text("عنوان الرسالة\n\nفقرة أولى طويلة بما يكفي لتكون فقرة.\n", "utf-8")
        commit(paper)
        summary = paper.parent / "summary.md"
        environment = {
            **{key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_OUTPUT": str(paper.parent / "output"),
            "DIGLOT_CONTACT": "errors@paper.example",
            "DIGLOT_SITE_URL": "https://paper.example/edition/",
        }
        ran = []
        for name in ("translate.yml", "check.yml", "preview.yml", "publish.yml"):
            for step in steps(paper, name):
                script = step.get("run", "").replace(INSTALL, ":")
                if "diglot" not in script and "mkdocs" not in script or "gh auth" in script:
                    continue
                done = subprocess.run(
                    ["bash", "-e", "-o", "pipefail", "-c", script],
                    cwd=paper,
                    env={**environment, **({"DIGLOT_DRAFTS": "1"} if name == "preview.yml" else {})},
                    capture_output=True,
                    encoding="utf-8",
                    check=False,
                )
                assert done.returncode == 0, (name, script, done.stdout, done.stderr)
                ran.append(step["name"])
                if step["name"] == "Check" and name == "translate.yml":
                    commit(paper)
        assert ran == [
            *("Give ids and catalogues", "Draft", "Check"),
            *("Check", "Build the site, drafts included", "Build"),
        ]
        assert server.requests
    assert (paper / "content/articles/anwan-alrsala/en.po").is_file()
    assert "## Drafts" in summary.read_text("utf-8")
    assert (paper / "site/sitemap.xml").is_file()


# --- a repository made from this one ---


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """What "Use this template" gives: all files of this repository in one commit."""
    made = copy_tracked(tmp_path / "template")
    commit(made)
    return made


def own(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program that lies in a project."""
    return run(project, "diglot", *arguments, env={"PYTHONPATH": str(project / "generator")})


def test_a_copy_of_this_repository_starts_afresh(template: Path) -> None:
    done = own(template, "init", "--here", "--source", "fa", "--target", "en", "--title", "روزنامه")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in template.iterdir()} - {".git"} == {
        *start.PROGRAM,
        *(".gitattributes", ".github", ".gitignore"),
        *("README.md", "content", "mkdocs.yml", "requirements.txt"),
    }
    assert {path.name for path in (template / ".github/workflows").iterdir()} == set(DIFFERENCES)
    assert (template / "requirements.txt").read_text("utf-8").endswith("-e .\n")
    style = template / "theme/assets/mine.css"
    style.write_text("/* mine */\n", "utf-8")
    done = own(template, "build", "--strict")
    assert done.returncode == 0, done.stderr
    site = tree(template / "site")
    assert "خوش آمدید" in site["articles/welcome.html"].decode()
    assert site["assets/mine.css"] == b"/* mine */\n"
    assert not [name for name in site if "wagner" in name]


def test_everything_here_is_known_to_stay_or_go() -> None:
    found = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    ).stdout.split("\n")
    outer = {name.partition("/")[0] for name in found} - {""}
    gone = {name.partition("/")[0] for name in start.REMOVED}
    made = {".gitattributes", ".github", ".gitignore", "README.md", "mkdocs.yml"}
    assert outer == {*start.PROGRAM, *gone, *made}


def test_what_is_not_committed_is_not_removed(template: Path) -> None:
    (template / "content/mine.md").write_text("Mine.\n", "utf-8")
    before = tree(template / "content")
    done = own(template, "init", "--here")
    assert (done.returncode, "not everything here is committed" in done.stderr) == (1, True)
    assert tree(template / "content") == before


def test_here_is_nowhere_else(tmp_path: Path, template: Path) -> None:
    done = own(template, "init", ".")
    assert (done.returncode, "diglot init --here" in done.stderr) == (1, True)
    (tmp_path / "other").mkdir()
    done = diglot(tmp_path / "other", "init", "--here")
    assert (done.returncode, "diglot init DIR" in done.stderr) == (1, True)


# --- where the program comes from ---

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("direct", "line"),
    [
        (
            {
                "url": "https://git.example/o/diglot.git",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"},
            },
            f"diglot @ git+https://git.example/o/diglot.git@{COMMIT}",
        ),
        (
            {
                "url": "https://me:secret@git.example/o/diglot",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT},
            },
            f"diglot @ git+https://git.example/o/diglot@{COMMIT}",
        ),
        (
            {
                "url": "ssh://git@git.example/o/diglot.git",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT},
            },
            f"diglot @ git+https://git.example/o/diglot.git@{COMMIT}",
        ),
        (
            {
                "url": "file:///home/me/diglot",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT},
            },
            UNKNOWN,
        ),
        (
            {
                "url": "https://files.example/diglot-0.1.0-py3-none-any.whl",
                "archive_info": {"hashes": {"sha256": "ab12"}},
            },
            "diglot @ https://files.example/diglot-0.1.0-py3-none-any.whl#sha256=ab12",
        ),
        ({"url": "file:///home/me/diglot-0.1.0-py3-none-any.whl", "archive_info": {}}, UNKNOWN),
        (None, "diglot==0.1.0"),
    ],
)
def test_the_requirement_is_what_pip_recorded(direct: dict | None, line: str) -> None:
    assert read_direct_url(direct).line == line


@pytest.mark.parametrize(
    "remote",
    ["https://git.example/o/diglot.git", "git@git.example:o/diglot.git", "https://x:y@git.example/o/diglot.git"],
)
def test_a_clone_is_had_from_where_it_was_cloned(tmp_path: Path, remote: str) -> None:
    (tmp_path / "a.txt").write_text("a", "utf-8")
    commit(tmp_path)
    direct = {"url": tmp_path.as_uri(), "dir_info": {"editable": True}}
    assert read_direct_url(direct).line == UNKNOWN
    subprocess.run([*GIT, "remote", "add", "origin", remote], cwd=tmp_path, check=True)
    address = "diglot @ git+https://git.example/o/diglot.git"
    assert read_direct_url(direct).line == address
    subprocess.run([*GIT, "update-ref", "refs/remotes/origin/main", "HEAD"], cwd=tmp_path, check=True)
    head = subprocess.run(
        [*GIT, "rev-parse", "HEAD"], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8"
    ).stdout.strip()
    assert read_direct_url(direct).line == f"{address}@{head}"


def test_the_settings_to_click_are_the_same_everywhere(paper: Path) -> None:
    clicks = [
        line
        for line in (paper / "README.md").read_text("utf-8").splitlines()
        if "**Settings →" in line
    ]
    assert len(clicks) == 5
    documented = (ROOT / "docs/start.md").read_text("utf-8").splitlines()
    assert [line for line in documented if "**Settings →" in line] == clicks
