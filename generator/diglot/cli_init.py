"""The command that makes a new publication."""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

from diglot.console import DONE, usage
from diglot.model.language import LANGUAGES


def add_command(commands: Any) -> None:
    """Add the command to the parser of the command line."""
    command = commands.add_parser("init", help="make a new publication in an empty folder")
    command.add_argument("folder", nargs="?", type=Path, metavar="DIR")
    command.add_argument(
        "--here", action="store_true", help="in a repository made from Diglot's own: start afresh"
    )
    command.add_argument(
        "--source", choices=tuple(LANGUAGES), default="ar", help="language of the articles"
    )
    command.add_argument(
        "--target",
        nargs="+",
        action="extend",
        choices=tuple(LANGUAGES),
        metavar="LANG",
        help="languages beside it, the first one side by side; en by default",
    )
    command.add_argument("--title", help="name of the publication; the folder's by default")
    command.set_defaults(run=_init)


def _init(options: argparse.Namespace) -> int:
    from diglot.start import Beginning, restart, start

    targets = tuple(dict.fromkeys(options.target or ("en",)))
    if options.source in targets:
        return usage(f"--source is {options.source}, so --target must name another language")
    if options.here == bool(options.folder):
        return usage("init needs the folder of the new publication, or --here")
    folder: Path = options.folder or Path()
    beginning = Beginning(options.source, targets, options.title or folder.resolve().name)
    make = restart if options.here else start
    for path in make(folder, beginning):
        print(f"wrote {folder / path}")
    print(_next_steps(folder))
    return DONE


def _next_steps(folder: Path) -> str:
    from diglot.provenance import UNKNOWN

    program, steps = _program(), []
    if folder.resolve() != Path.cwd():
        steps.append(f"cd {shlex.quote(str(folder))}")
    steps += [
        f"{program} build    # then open site/index.html",
        f"{program} serve    # shows drafts too",
    ]
    lines = ["", "Next:", *(f"  {step}" for step in steps), ""]
    if UNKNOWN in (folder / "requirements.txt").read_text(encoding="utf-8"):
        lines += ["requirements.txt needs the address of Diglot, before GitHub can build this.", ""]
    lines += [
        "On GitHub, once (README.md has it word by word):",
        "  Settings → Pages → Build and deployment → Source: GitHub Actions",
        "  Settings → Actions → General → Workflow permissions:",
        "    Allow GitHub Actions to create and approve pull requests",
    ]
    return "\n".join(lines)


def _program() -> str:
    """Name the program as the user can call it from any folder."""
    here = Path(sys.executable).with_name("diglot")
    return "diglot" if shutil.which("diglot") or not here.exists() else shlex.quote(str(here))
