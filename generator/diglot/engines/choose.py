"""Makes the engine that mkdocs.yml names; without a name there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from diglot.engines.deep import SERVICES, DeepEngine, Options
from diglot.engines.deepl import DeepLEngine
from diglot.engines.openai_compatible import OpenAIEngine
from diglot.engines.protocol import Engine
from diglot.model.machine import Style, Term
from diglot.model.problem import DiglotError, Location, Problem, Severity

NAMES = (*SERVICES, "deepl", "openai")
KNOWN_OPTIONS = ("url", "model", "timeout", "rps", "price", "protection")
_LLM_SECONDS = 120.0


def choose(
    name: str, options: Mapping[str, Any], pair: tuple[str, str], terms: Sequence[Term] = ()
) -> Engine:
    """Make an engine for a language pair.

    Args:
        name: one of `NAMES`.
        options: `engine_options` of mkdocs.yml; never a key, keys come from the environment.
        pair: source and target language tags.
        terms: the glossary, for an engine that keeps one of its own.

    Raises:
        DiglotError: no name, an unknown one, or an option that is not known.
    """
    if not name:
        raise _fault("no engine is chosen", "Set `engine: google` (or another of "
                     f"{', '.join(NAMES)}) under the plugin diglot, or say --engine.")  # fmt: skip
    if name not in NAMES:
        raise _fault(f"there is no engine {name}", f"Choose one of {', '.join(NAMES)}.")
    if unknown := sorted(set(options) - set(KNOWN_OPTIONS)):
        raise _fault(
            f"engine_options does not know {', '.join(unknown)}",
            f"It knows {', '.join(KNOWN_OPTIONS)}; keys stand in the environment.",
        )
    seconds = _number(options, "timeout", _LLM_SECONDS if name == "openai" else 20.0)
    url = str(options.get("url") or "")
    made = Options(*pair, url=url, read=seconds, rps=_number(options, "rps", 0.0))
    engine: Engine
    if name == "deepl":
        engine = DeepLEngine(made, terms)
    elif name == "openai":
        engine = OpenAIEngine(made, str(options.get("model") or ""))
    else:
        engine = DeepEngine(SERVICES[name], made)
    told = options.get("protection", [])
    protect_by(engine, told if isinstance(told, list) else [told])
    return engine


def protect_by(engine: Engine, styles: Sequence[object]) -> None:
    """Let an engine use these styles of protection first, its others after them.

    Raises:
        DiglotError: the engine has no such style.
    """
    known = engine.caps.styles
    strange = [str(style) for style in styles if style not in known]
    if strange:
        raise _fault(
            f"engine_options: protection: {engine.name} has no {', '.join(strange)}",
            f"It has {', '.join(known)}; diglot probe says which of them survive.",
        )
    ladder = tuple(dict.fromkeys((*(Style(str(style)) for style in styles), *known)))
    engine.caps = replace(engine.caps, styles=ladder)


def _number(options: Mapping[str, Any], key: str, default: float) -> float:
    value = options.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise _fault(f"engine_options: {key}: must be a number", "Write seconds, or a rate.")
    return float(value)


def _fault(message: str, remedy: str) -> DiglotError:
    return DiglotError(Problem("engine", Severity.ERROR, message, Location("mkdocs.yml"), remedy))
