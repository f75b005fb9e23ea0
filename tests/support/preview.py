"""`diglot serve` in a real process, on a copy of the sample with a theme of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.project import ROOT, copy_sample

PATIENCE = 20.0
"""Seconds after which an edit is taken as not shown; how fast it is shown is not asked here."""


@dataclass(frozen=True)
class Served:
    project: Path
    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str) -> str:
        """Give a page, empty where there is none."""
        with (
            suppress(urllib.error.URLError, ConnectionError),
            urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer,  # noqa: S310 - loopback
        ):
            return answer.read().decode("utf-8")
        return ""

    @property
    def port(self) -> int:
        return int(self.address.split(":")[2].partition("/")[0])

    @property
    def entrance(self) -> str:
        """The address of the review desk that was printed, empty where none was."""
        found = re.search(r"^review desk (\S+)$", self.log.read_text("utf-8"), re.MULTILINE)
        return found[1] if found else ""

    def wait(self, path: str, shows: Callable[[str], bool]) -> str:
        """Ask for a page until it is as it should be."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            if shows(page := self.get(path)):
                return page
            time.sleep(0.1)
        pytest.fail(f"{path} does not show the edit\n{self.log.read_text('utf-8')}")


@contextmanager
def preview(base: Path, host: str = "127.0.0.1") -> Iterator[Served]:
    """Serve the sample from a folder, its first build done."""
    project, log = copy_sample(base / "p"), base / "log"
    shutil.copytree(ROOT / "theme", project / "theme")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace(str(ROOT / "theme"), "theme")
    settings.write_text(f"{text}dev_addr: {host}:{port}\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "TMPDIR": str(base)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "diglot", "serve"],
            cwd=project,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        result = Served(project, f"http://127.0.0.1:{port}/edition/", process, log)
        result.wait("articles/harbour.html", lambda page: "</html>" in page)
        yield result
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask as Ctrl-C does, then insist; its whole session ends."""
    process.send_signal(signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
