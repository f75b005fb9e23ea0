"""A new publication: settings, workflows, an empty glossary and a first article."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from diglot import git, storage
from diglot.formats.article_md import read_article
from diglot.formats.po_writer import write_catalogue
from diglot.look import CHECKOUT
from diglot.model.language import LANGUAGES
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import Catalogue, SourceText
from diglot.provenance import provenance
from diglot.publication import source_texts
from diglot.stages.align import align
from diglot.stages.identify import identify
from diglot.stages.sync import sync

_DRAFTED = ("llm/claude", "2026-11-24")
"""Who wrote the first article in each of its languages, and when."""
_WELCOME = "content/articles/welcome"
_TOLERATED = (".git", ".venv", ".DS_Store", "LICENSE")
"""What may lie in the folder of a new publication."""

PROGRAM = (".editorconfig", "LICENSE", "generator", "pyproject.toml", "site", "theme")
"""What stays of Diglot's own repository when it becomes a publication: the program."""
REMOVED = (
    ".ci",
    ".github/workflows/test.yml",
    "CHANGELOG.md",
    "Makefile",
    "content",
    "docs",
    "requirements",
    "tests",
)
"""What goes."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is decided about a publication before it is there."""

    source: str
    """Language tag of the articles."""
    targets: tuple[str, ...]
    """Language tags of the parallel texts, the one side by side first."""
    title: str


def start(folder: Path, beginning: Beginning) -> list[str]:
    """Make a publication that builds as it is.

    Args:
        folder: where; it must be empty, but for a repository's .git, or not there.
        beginning: what it is to be.

    Returns:
        Slash-separated paths of the files written, below the folder.

    Raises:
        DiglotError: something lies in the folder; nothing is written.
    """
    if found := _obstacles(folder):
        message = f"a new publication needs an empty folder, and here is {found[0]}"
        remedy = "Name another folder; nothing was written."
        if (folder / REMOVED[-1]).is_dir() and (folder / "generator/diglot").is_dir():
            remedy = "In a repository made from Diglot's own, say diglot init --here."
        raise _refusal(folder, "folder-not-empty", message, remedy)
    files = _files(beginning)
    _place(folder, files)
    return list(files)


def restart(folder: Path, beginning: Beginning) -> list[str]:
    """Make a publication of a copy of Diglot's own repository, the program staying in it.

    Args:
        folder: root of the copy, everything committed, so that git can bring back what goes.
        beginning: what it is to be.

    Returns:
        Slash-separated paths of the files written, below the folder.

    Raises:
        DiglotError: the folder is no such copy, or holds what is not committed; nothing is done.
    """
    if folder.resolve() != CHECKOUT.resolve() or not (folder / "tests").is_dir():
        message = "--here is for a repository made from Diglot's own, by the program in it"
        remedy = "Elsewhere say diglot init DIR."
        raise _refusal(folder, "not-the-template", message, remedy)
    if (status := git.ask(folder, "status", "--porcelain")) is None or status:
        message = "not everything here is committed, and what goes could not be brought back"
        raise _refusal(folder, "not-committed", message, "Commit it, or throw it away.")
    files = _files(beginning, owns_program=True)
    for name in REMOVED:
        storage.remove_tree(folder / name)
        storage.remove_files([folder / name])
    for name in files:
        storage.write_whole(folder / name, files[name].encode("utf-8"))
    return list(files)


def _obstacles(folder: Path) -> list[str]:
    if folder.exists() and not folder.is_dir():
        return ["a file of that name"]
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path.name for path in found if path.name not in _TOLERATED)


def _refusal(folder: Path, code: str, message: str, remedy: str) -> DiglotError:
    return DiglotError(Problem(code, Severity.ERROR, message, Location(str(folder)), remedy))


def _place(folder: Path, files: Mapping[str, str]) -> None:
    """Write everything beside the folder, then move it there, the settings last."""
    parent = folder.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=parent, prefix=f".{folder.resolve().name}."))
    try:
        for name, text in files.items():
            storage.write_whole(staging / name, text.encode("utf-8"))
        folder.mkdir(exist_ok=True)
        for path in sorted(staging.iterdir(), key=lambda path: path.name == "mkdocs.yml"):
            path.rename(folder / path.name)
    finally:
        shutil.rmtree(staging)


# --- what it holds ---


def _files(beginning: Beginning, *, owns_program: bool = False) -> dict[str, str]:
    """Give the text of every file by slash-separated path."""
    data = resources.files("diglot") / "starter"
    languages = (beginning.source, *beginning.targets)
    values = _values(beginning, owns_program=owns_program)
    files = {
        "mkdocs.yml": _filled(data / "mkdocs.yml", values),
        "README.md": _filled(data / "README.md", values),
        "requirements.txt": _requirements(owns_program=owns_program),
        ".gitignore": _text(data / "gitignore"),
        ".gitattributes": _text(data / "gitattributes"),
        "site/.gitkeep": "",
        "content/actors.yml": _filled(data / "actors.yml", values),
        "content/inbox/README.md": _text(data / "inbox.md"),
        "content/index.md": _introduction(data, beginning.title, languages[:2]),
    }
    for lang in languages:
        files[f"content/{_about(lang, beginning)}"] = _text(data / lang / "about.md")
    for workflow in sorted((data / "workflows").iterdir(), key=lambda each: each.name):
        text = _text(workflow)
        if owns_program:
            text = text.replace("      - theme/**\n", "      - theme/**\n      - generator/**\n")
        files[f".github/workflows/{workflow.name}"] = text
    return files | _article({lang: _text(data / lang / "welcome.md") for lang in languages})


def _values(beginning: Beginning, *, owns_program: bool) -> dict[str, str]:
    source, targets, title = beginning.source, beginning.targets, beginning.title
    languages = (source, *targets)
    *others, last = (LANGUAGES[tag].english for tag in targets)
    about = [f"  - {_about(lang, beginning)}" for lang in languages]
    theme = (
        "theme:\n  name: null\n  custom_dir: theme         # yours to change"
        if owns_program
        else "theme:\n  name: diglot\n"
        "  # custom_dir: theme       # a file in theme/ then stands in for Diglot's own of its name"
    )
    return {
        "title": _quoted(title),
        "name": title,
        "source": source,
        "first": targets[0],
        "targets": f"[{', '.join(targets)}]".ljust(17),
        "titles": "\n".join(f"        {lang}: {_quoted(title)}" for lang in languages),
        "source_name": LANGUAGES[source].english,
        "target_names": f"{', '.join(others)} and {last}" if others else last,
        "catalogues": ", ".join(f"`{tag}.po`" for tag in targets),
        "name_pairs": ", ".join(f"{lang}: …" for lang in languages),
        "about": "\n".join(about),
        "theme": theme,
    }


def _requirements(*, owns_program: bool) -> str:
    if owns_program:
        return "# Diglot, from this folder.\n-e .\n"
    found = provenance()
    return f"# {found.comment}\n{found.line}\n"


def _about(lang: str, beginning: Beginning) -> str:
    return "about.md" if lang == beginning.source else f"about.{lang}.md"


def _introduction(data: Traversable, title: str, languages: Sequence[str]) -> str:
    head = f"---\ntitle: {_quoted(title)}\nlang: {languages[0]}\n---\n"
    parts = [
        f'\n<div lang="{lang}" dir="{LANGUAGES[lang].direction}" markdown>\n\n'
        f"{_text(data / lang / 'index.md')}\n</div>\n"
        for lang in languages
    ]
    return "".join((head, *parts))


def _article(texts: Mapping[str, str]) -> dict[str, str]:
    """Give the first article with its register and catalogues.

    Args:
        texts: the article in each of the publication's languages, the source first.
    """
    source, *targets = texts
    segments = _segments(texts[source])
    bare = [segment.source for segment in segments if not segment.id]
    register = identify(segments, align((), (), bare), source_lang=source)
    known = [SourceText(unit.id, unit.source, unit.notes) for unit in register.units]
    files = {
        f"{_WELCOME}/article.md": texts[source],
        f"{_WELCOME}/source.pot": write_catalogue(register),
    }
    for target in targets:
        empty = sync(known, None, source_lang=source, target_lang=target)
        catalogue = _drafted(empty, _segments(texts[target]))
        files[f"{_WELCOME}/{target}.po"] = write_catalogue(catalogue)
    return files


def _segments(markdown: str) -> tuple[SourceText, ...]:
    return source_texts(read_article(markdown, f"{_WELCOME}/article.md"))


def _drafted(catalogue: Catalogue, texts: Sequence[SourceText]) -> Catalogue:
    """Set the article's text in another language as what it is: a machine's draft."""
    pairs = zip(catalogue.units, texts, strict=True)
    units = [unit.with_machine_target(text.source, *_DRAFTED) for unit, text in pairs]
    return replace(catalogue, units=tuple(units))


def _quoted(text: str) -> str:
    """Write a text as a YAML scalar."""
    return json.dumps(text, ensure_ascii=False)


def _filled(file: Traversable, values: Mapping[str, str]) -> str:
    return Template(_text(file)).substitute(values)


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")
