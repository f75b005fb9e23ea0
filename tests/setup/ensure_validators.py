"""Gets the Nu HTML checker and axe into .venv, at the versions and hashes of package-lock.json.

Their home is npm; the npm that fetches them, and the Java that runs the checker, are wheels of
requirements/test.txt.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import npm, validators
from support.fixtures import required

LOCK = Path(__file__).parent / "package-lock.json"


def missing() -> str | None:
    """Say that the validators' tests did not run, and what would help; None if they did."""
    return None if validators.installed() else f"VALIDATOR TESTS DID NOT RUN: {validators.MISSING}"


def current() -> bool:
    """Say whether what is installed is what the lock file names."""
    return validators.installed() and npm.current(LOCK, validators.HOME)


def main() -> int:
    """Get the validators; the status is 1 only where they are required and cannot be had."""
    if current():
        return 0
    print("Fetching the Nu HTML checker and axe ...", file=sys.stderr)
    status = npm.install(LOCK, validators.HOME)
    failed = missing() or (status and "npm could not fetch the validators.")
    if failed:
        print(failed, file=sys.stderr)
    return 1 if failed and required() else 0


if __name__ == "__main__":
    sys.exit(main())
