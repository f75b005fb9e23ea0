"""The commands that speak to translation engines: `translate` and `probe`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diglot.console import DONE, STOPPED, Bar, publication_of, today
from diglot.model.problem import DiglotError, Location, Problem, Severity

if TYPE_CHECKING:
    from diglot.backlog import Plan
    from diglot.cache import AnswerCache
    from diglot.engines.patience import Budget
    from diglot.engines.protocol import Engine
    from diglot.model.settings import Settings
    from diglot.publication import Publication
    from diglot.translate import Outcome

    EngineOf = Callable[[tuple[str, str]], Engine] | None


def add_commands(commands: Any) -> None:
    """Add the commands to the parser of the command line."""
    command = commands.add_parser("translate", help="draft what is missing, by memory and machine")
    command.add_argument("--engine", help="the engine; mkdocs.yml's by default")
    command.add_argument("--article", default="", metavar="SLUG", help="this article alone")
    command.add_argument(
        "--dry-run", action="store_true", help="say what it would cost; ask nothing"
    )
    command.add_argument(
        "--redraft",
        action="store_true",
        help="draft again what only a machine has written and nobody holds back",
    )
    command.add_argument("--max-chars", type=_count, metavar="N", help="characters to send at most")
    command.add_argument("--max-requests", type=_count, metavar="N", help="requests at most")
    command.add_argument("--max-minutes", type=float, metavar="N", help="minutes to run at most")
    command.set_defaults(run=_translate)

    command = commands.add_parser("probe", help="measure how markup and names survive an engine")
    command.add_argument("engine")
    command.set_defaults(run=_probe)


def _count(value: str) -> int:
    number = int(value)
    if number < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return number


def _translate(options: argparse.Namespace) -> int:
    from diglot import content
    from diglot.backlog import plan

    publication = publication_of(options)
    if options.article and options.article not in publication.slugs:
        raise DiglotError(
            Problem(
                "no-article",
                Severity.ERROR,
                f"there is no article {options.article}",
                Location("content/articles"),
                "Name one that diglot status lists.",
            )
        )
    if not options.dry_run:
        for path in content.write_content(publication, []):
            print(f"wrote {path}")
    made = plan(publication, options.article, redraft=options.redraft)
    for problem in made.problems:
        print(problem, file=sys.stderr)
    with closing(_cache(publication.settings)) as cache:
        engine_of = _engines(options, publication, cache)
        if options.dry_run:
            return _dry(publication, made, cache, engine_of)
        return _run(options, publication, made, cache, engine_of)


def _dry(publication: Publication, made: Plan, cache: AnswerCache, engine_of: EngineOf) -> int:
    from diglot.backlog import estimate

    if engine_of is None:
        print(_no_engine(), file=sys.stderr)
        return STOPPED if made.works else DONE
    price = publication.settings.engine_options.get("price")
    told = estimate(made, engine_of, cache, price)
    cost = "unknown (set engine_options: price:)" if told.cost is None else f"{told.cost:.2f}"
    print(
        f"{told.segments} segments to draft, {told.cached} of them answered before; "
        f"{told.known} known without an engine\n"
        f"{told.chars} characters in {told.requests} requests; estimated cost {cost}"
    )
    return DONE


def _run(
    options: argparse.Namespace,
    publication: Publication,
    made: Plan,
    cache: AnswerCache,
    engine_of: EngineOf,
) -> int:
    from diglot.engines.patience import Budget
    from diglot.translate import Run

    minutes = options.max_minutes
    budget = Budget(options.max_chars, options.max_requests, minutes and minutes * 60)
    bar = Bar()

    def show(outcome: Outcome, budget: Budget) -> None:
        left = _remaining(budget, time.monotonic())
        bar.show(outcome.total - outcome.left, outcome.total, left)

    run = Run(
        publication.settings,
        cache,
        engine_of,
        date=today(),
        budget=budget,
        progress=show,
    )
    outcome = run.drive(made)
    bar.end()
    _report(outcome)
    return STOPPED if outcome.left else DONE


def _report(outcome: Outcome) -> None:
    for path in outcome.written:
        print(f"wrote {path}")
    print(
        f"{outcome.drafted} drafted, {outcome.remembered} from memory, {outcome.copied} copied, "
        f"{outcome.kept} left to people who edited meanwhile; {outcome.left} left"
    )
    if outcome.same:
        print(f"{outcome.same} drafts came out the same and stay as they are")
    if outcome.markup_lost:
        print(f"{outcome.markup_lost} drafts lost markup; a comment in the catalogue says so")
    if outcome.repaired:
        print(f"{outcome.repaired} drafts had a misspelt name set right; a comment says which")
    told = Counter(f"{failure.kind}: {failure.message}" for _, failure in outcome.failures)
    for message, count in told.items():
        print(f"{count} × {message}", file=sys.stderr)
    if outcome.stopped == "no engine is chosen":
        print(_no_engine(), file=sys.stderr)
    elif outcome.left:
        stopped = f"stopped: {outcome.stopped}. " if outcome.stopped else ""
        print(
            f"{stopped}All finished drafts are saved; run diglot translate again to go on.",
            file=sys.stderr,
        )


def _probe(options: argparse.Namespace) -> int:
    from diglot.engines.choose import choose
    from diglot.engines.patience import Patient
    from diglot.engines.probe import best, probe, table
    from diglot.engines.probe_text import GLOSSARY, LANG
    from diglot.stages.lock_names import terms_of

    settings = publication_of(options).settings
    pair = (LANG, settings.targets[0])
    terms = terms_of(GLOSSARY, LANG, "en")
    engine = choose(options.engine, _options_for(options.engine, settings), pair, terms)
    rows = probe(Patient(engine), pair[1])
    print(table(engine.name, rows))
    styles = best(rows)
    if not styles:
        print("nothing survived, and nothing is kept of it", file=sys.stderr)
        return STOPPED
    with closing(_cache(settings)) as cache:
        cache.keep_probe(_probe_key(engine, pair), today(), styles)
    print(
        f"diglot translate uses {', '.join(styles)} from now on, in that order. To settle it for "
        f"everyone, write into mkdocs.yml:\n  engine_options: {{protection: [{', '.join(styles)}]}}"
    )
    return DONE


# --- shared ---


def _options_for(name: str, settings: Settings) -> Any:
    """The options of mkdocs.yml are for the engine that it names, and for no other."""
    return settings.engine_options if name == settings.engine else {}


def _cache(settings: Settings) -> AnswerCache:
    from diglot import storage
    from diglot.cache import AnswerCache
    from diglot.translate import CACHE_FILE

    return AnswerCache(Path(settings.root, storage.CACHE, CACHE_FILE))


def _probe_key(engine: Engine, pair: tuple[str, str]) -> str:
    return f"{engine.fingerprint()} {'-'.join(pair)}"


def _engines(options: argparse.Namespace, publication: Publication, cache: AnswerCache) -> EngineOf:
    """Give what makes the engine of a language pair, or None where none is chosen."""
    from diglot.engines.choose import choose
    from diglot.stages.lock_names import terms_of

    settings = publication.settings
    name = options.engine or settings.engine
    if not name:
        return None
    made: dict[tuple[str, str], Engine] = {}
    chosen = _options_for(name, settings)

    def engine_of(pair: tuple[str, str]) -> Engine:
        if pair not in made:
            made[pair] = choose(name, chosen, pair, terms_of(publication.glossary, *pair))
            if "protection" not in chosen:
                _as_probed(made[pair], pair, cache)
        return made[pair]

    # A wrong name is said before anything is done.
    engine_of((settings.source, settings.targets[0]))
    return engine_of


def _as_probed(engine: Engine, pair: tuple[str, str], cache: AnswerCache) -> None:
    """Protect names and markup in the ways that a probe found to survive, and say so."""
    from diglot.engines.choose import protect_by

    if found := cache.probed(_probe_key(engine, pair)):
        date, styles = found
        protect_by(engine, styles)
        print(f"names and markup are protected by {', '.join(styles)}, as probed on {date}")


def _no_engine() -> Problem:
    from diglot.engines.choose import NAMES

    return Problem(
        "no-engine",
        Severity.INFO,
        "no engine is chosen, so what people have not translated stays missing",
        Location("mkdocs.yml"),
        f"Set engine: to one of {', '.join(NAMES)} under the plugin diglot, or say --engine.",
    )


def _remaining(budget: Budget, now: float) -> str:
    parts: list[str] = []
    if budget.max_chars is not None:
        parts.append(f"{max(0, budget.max_chars - budget.chars)} characters")
    if budget.max_requests is not None:
        parts.append(f"{max(0, budget.max_requests - budget.requests)} requests")
    if budget.max_seconds is not None:
        minutes = max(0.0, budget.max_seconds - budget.passed(now)) / 60
        parts.append(f"{minutes:.0f} min")
    return f"{', '.join(parts)} left" if parts else f"{budget.chars} characters sent"
