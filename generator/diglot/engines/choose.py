"""The engine that a publication names."""

from __future__ import annotations

from diglot.engines.protocol import Engine
from diglot.model.problem import DiglotError, Location, Problem, Severity

NAMES = ("google",)


def choose_engine(name: str, url: str = "") -> Engine:
    """Give an engine by its name in mkdocs.yml.

    Args:
        name: one of `NAMES`.
        url: address of the service, where it is not the engine's own.

    Raises:
        DiglotError: no engine is named, or one that is not known.
    """
    if name == "google":
        from diglot.engines.google import Google  # noqa: PLC0415 - slow to import

        return Google(url)
    said = f"there is no engine {name}" if name else "no translation engine is set"
    remedy = f"Set engine: {' or '.join(NAMES)} under the plugin diglot, or give --engine."
    raise DiglotError(Problem("engine", Severity.ERROR, said, Location("mkdocs.yml"), remedy))
