"""What a command costs: its own CPU time and that of its children, wall time, peak memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    cpu: float
    """Seconds, user and system, of the process and every child that it waited for."""
    wall: float
    """Seconds."""
    memory: float
    """Peak resident MB of the largest of these processes."""


def cost(command: Sequence[str], folder: Path, environment: dict[str, str]) -> Cost:
    """Run a command in a folder.

    Raises:
        RuntimeError: it failed; the message is what it printed.
    """
    log = folder / "bench.log"
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=output, env=_usual() | environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command}\n{log.read_text('utf-8', 'replace')[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def _usual() -> dict[str, str]:
    """Give the environment, in which Python keeps what it compiles, as everywhere but here."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def size(folder: Path) -> tuple[int, float]:
    """Count the files below a folder, and their MB."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files) / 1e6
