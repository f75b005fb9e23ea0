"""Questions to git, which may not be there."""

from __future__ import annotations

import os
import subprocess


def ask(folder: str | os.PathLike[str], *arguments: str) -> str | None:
    """Ask git in a folder.

    Args:
        folder: where.
        arguments: what; what a user names must be checked before.

    Returns:
        What it prints; None where it refuses, or is not there.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell
            ["git", "-C", folder, *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None
