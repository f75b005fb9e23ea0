"""A real terminal to which a process writes its errors."""

from __future__ import annotations

import os
import pty
import subprocess
import threading
from collections.abc import Callable


def on_terminal(start: Callable[[int], subprocess.Popen[str]]) -> str:
    """Give all that a process draws on a terminal.

    Args:
        start: starts it, given the file descriptor for its errors.
    """
    ours, theirs = pty.openpty()
    shown: list[bytes] = []

    def read() -> None:
        while True:
            try:
                data = os.read(ours, 4096)
            except OSError:
                return
            if not data:
                return
            shown.append(data)

    reader = threading.Thread(target=read)
    reader.start()
    process = start(theirs)
    os.close(theirs)
    process.communicate(timeout=120)
    reader.join()
    os.close(ours)
    return b"".join(shown).decode("utf-8", "replace")
