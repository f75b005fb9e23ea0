"""The consoles of the documentation: every `$ command` with what it prints, run in a publication.

A comment on the line above a block says where it runs, and what happens before it unseen:

    <!-- console: sample -->        a fresh copy of tests/sample; without a word, on from the last
    <!-- console: publication -->   what `diglot init` makes, its engine a loopback server that
                                    knows DRAFTS
    <!-- console: repository -->    the repository's own publication, with the same engine
    <!-- console: folder -->        an empty folder
    <!-- console: tree -->          this repository itself, in which nothing may be written
    <!-- run: sed -i … -->          what a person does in an editor, as a command
    <!-- not run: reason -->        the block that follows is shown only

In what is shown, a line `…` stands for any lines.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from diglot.cli import main
from support.project import ROOT, copy_repository, copy_sample, environment

INPUTS = ROOT / "tests" / "inputs"
_FENCE = re.compile(
    r"(?P<notes>(?:^<!-- (?:console|run|not run): [^\n]+ -->\n)*)"
    r"^```(?P<kind>[^\n`]*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_NOTE = re.compile(r"^<!-- (console|run|not run): (.+) -->$", re.MULTILINE)
_PROGRAM = re.compile(r"^(?:\$ )?(?:\S*/)?(?:diglot|mkdocs|make) ", re.MULTILINE)
_CHANGING = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "DATE"),
    (re.compile(r"\b[0-9a-f]{8,40}\b"), "HASH"),
    (re.compile(r"\b\d+\.\d\d\b"), "TIME"),
)
DRAFTS = {
    "مكتبة الحيّ تفتح أبوابها من جديد": "The neighbourhood library opens its doors again",
    "سلمى حدّاد": "Salma Haddad",
    "بعد عامين من الإغلاق فتحت المكتبة أبوابها يوم الاثنين، ودخلها في اليوم الأول 120 قارئاً.": (
        "After two years of closure, the library opened its doors on Monday, and 120 readers "
        "entered it on the first day."
    ),
    "ما الذي تغيّر": "What has changed",
    "أعيد ترميم القاعة الكبرى.": "The great hall has been restored.",
    "لم تعد الإعارة محصورة بسكّان الحيّ.": (
        "Borrowing is no longer limited to residents of the neighbourhood."
    ),
    "وقالت مديرة المكتبة ليلى منصور إن المكتبة لن تغلق أبوابها مرة أخرى.": (
        "The library's director, Layla Mansour, said that the library would close its doors again."
    ),
}
"""What the loopback engine answers for tests/inputs/library.txt; the last one is wrong."""
_ENGINE = 'engine: google\n      engine_options: {{url: "{url}", rps: 1000}}'


@dataclass(frozen=True)
class Block:
    """A fenced block of a page, with the comments above it."""

    notes: tuple[tuple[str, str], ...]
    kind: str
    body: str
    start: int
    """Offset of the body in the page."""

    @property
    def runs(self) -> bool:
        return self.kind == "console" and "not run" not in dict(self.notes)

    @property
    def shows_commands(self) -> bool:
        """Whether a reader would type what it shows."""
        return self.kind in {"console", "sh"} or bool(_PROGRAM.search(self.body))

    def steps(self) -> Iterator[tuple[str, str]]:
        """Give each command with what is shown below it."""
        for part in re.split(r"^\$ ", self.body, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown


def blocks(page: str) -> list[Block]:
    """Give the fenced blocks of a page of Markdown."""
    return [
        Block(
            tuple(_NOTE.findall(found["notes"])), found["kind"], found["body"], found.start("body")
        )
        for found in _FENCE.finditer(page)
    ]


def plain(text: str) -> str:
    """Give an output without what differs from run to run: dates, digests, times."""
    for pattern, word in _CHANGING:
        text = pattern.sub(word, text)
    return text


def agrees(shown: str, printed: str) -> bool:
    """Tell whether a page shows what a command prints, lines `…` standing for any."""
    parts = [re.escape(part) for part in re.split(r"^ *…\n", plain(shown), flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(parts), plain(printed)) is not None


@dataclass
class Console:
    """A terminal that stays in its folder from command to command."""

    base: Path
    """An empty folder, for all publications of a page."""
    engine: str
    """Address of a loopback engine."""
    folder: Path = Path()

    def open(self, kind: str) -> None:
        """Begin anew, in a publication or an empty folder."""
        place = self.base / str(len(list(self.base.iterdir())))
        self.folder = place
        if kind == "sample":
            copy_sample(place)
        elif kind == "repository":
            place.mkdir()
            copy_repository(place)
            self._point_to_engine()
        elif kind == "publication":
            self.folder = self.base
            self._diglot("init", str(place), "--title", "The Review")
            self.folder = place
            self._point_to_engine()
        elif kind == "folder":
            place.mkdir()
        elif kind == "tree":
            self.folder = ROOT
        else:
            raise ValueError(kind)

    def _point_to_engine(self) -> None:
        settings = self.folder / "mkdocs.yml"
        text = settings.read_text("utf-8")
        assert "engine: google" in text
        told = text.replace("engine: google", _ENGINE.format(url=self.engine))
        settings.write_text(told, "utf-8")

    def prepare(self, block: Block) -> None:
        """Do what the comments above a block say."""
        for word, value in block.notes:
            if word == "console":
                self.open(value)
            else:
                done = self._bash(value)
                assert done.returncode == 0, done.stdout

    def type(self, command: str) -> str:
        """Run a line, and give what a terminal would show.

        A line that fails without telling the reader so is a fault of the page.
        """
        if re.fullmatch(r"diglot [^;|&<>$*~]+", command):
            status, shown = self._diglot(*shlex.split(command)[1:])
        else:
            done = self._bash(command)
            status, shown = done.returncode, done.stdout
        assert status == 0, (command, shown)
        return re.sub(rf"{re.escape(str(self.base))}(?:/\d+)?", "…", shown)

    def _diglot(self, *arguments: str) -> tuple[int, str]:
        """Run the command in this very process, which spares its start."""
        out = io.StringIO()
        with chdir(self.folder), redirect_stdout(out), redirect_stderr(out):
            try:
                status = main(arguments)
            except SystemExit as end:  # --help
                status = int(end.code or 0)
        return status, out.getvalue()

    def _bash(self, command: str) -> subprocess.CompletedProcess[str]:
        where = self.base.with_suffix(".cwd")
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": programs, "INPUTS": str(INPUTS), "WHERE": str(where), "COLUMNS": "80"}
        told = environment(own, network="diglot translate" in command)
        # `make test` would have a `make` in a console say where it is.
        done = subprocess.run(
            ["bash", "-c", f'{command}\nstatus=$?; pwd > "$WHERE"; exit $status'],
            cwd=self.folder,
            env={name: value for name, value in told.items() if not name.startswith("MAKE")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        self.folder = Path(where.read_text("utf-8").strip())
        return done


def shown_truly(page: str, console: Console) -> str:
    """Run the consoles of a page from top to bottom, and give the page as it should be.

    An output that agrees with what is shown is left as it is shown.
    """
    parts, end = [], 0
    for block in blocks(page):
        if not block.runs:
            continue
        console.prepare(block)
        parts.append(page[end : block.start])
        for command, shown in block.steps():
            printed = console.type(command)
            parts.append(f"$ {command}\n{shown if agrees(shown, printed) else printed}")
        end = block.start + len(block.body)
    return "".join(parts) + page[end:]
