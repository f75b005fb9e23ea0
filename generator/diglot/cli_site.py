"""The commands that make the site: build and serve."""

from __future__ import annotations

import argparse
import gc
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.console import DONE, Bar, print_problems, status_of, today
from diglot.model.problem import DiglotError
from diglot.model.translation import State

if TYPE_CHECKING:
    from diglot.model.settings import Settings
    from diglot.workshop import Report

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - unnamed

_STATES = {
    State.MACHINE: "machine",
    State.EDITED: "edited",
    State.ACCEPTED: "accepted",
    State.REVIEWED: "reviewed",
    State.STALE_DRAFT: "stale draft",
    State.STALE_HUMAN: "stale human",
    State.MISSING: "missing",
}


def add_commands(commands: Commands) -> None:
    """Add the commands to the parser."""
    command = commands.add_parser(
        "build", help="ingest what is new, sync, check and build the site"
    )
    command.add_argument(
        "--frozen", action="store_true", help="write nothing under content/; fail where sync would"
    )
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    command.add_argument("--drafts", action="store_true", default=None, help="show drafts")
    command.add_argument(
        "--explain", action="store_true", help="say why each output was made again"
    )
    command.add_argument(
        "--verify", action="store_true", help="read every output back and mend damaged ones"
    )
    command.add_argument(
        "--clean", action="store_true", help="make everything again, whatever has changed"
    )
    command.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="processes; one per core by default"
    )
    command.set_defaults(run=_build)

    command = commands.add_parser("serve", help="serve the site and rebuild it on every change")
    command.set_defaults(run=_serve)


def _build(options: argparse.Namespace) -> int:
    # A build of few articles ends before cycles matter, and looking for them was an eighth of its
    # time; with many, `make_all` has them looked for again.
    gc.disable()
    try:
        return _built(options)
    finally:
        gc.enable()


def _built(options: argparse.Namespace) -> int:
    from diglot.publish import publish
    from diglot.workshop import Order

    if not options.frozen:
        _take_in(options)
    bar = Bar()
    order = Order(
        writes=not options.frozen,
        frozen=options.frozen,
        verify=options.verify,
        workers=options.jobs,
        progress=bar.show,
    )
    try:
        settings, report = publish(
            options.config, order, drafts=options.drafts, clean=options.clean
        )
    finally:
        bar.end()
    for path in report.wrote:
        print(f"wrote {path}")
    print_problems(report.problems)
    for note in report.notes:
        print(note)
    if options.explain:
        print(explain(report), end="")
    print(summary(report, settings))
    return status_of(report.problems, strict=options.strict)


def _take_in(options: argparse.Namespace) -> None:
    """Make articles of what waits in the inbox; a file that cannot be taken stays there."""
    from diglot.publish import remembered_settings
    from diglot.storage import inbox_files

    settings = remembered_settings(options.config)
    if inbox_files(Path(settings.content_dir, "inbox")):
        from diglot import content
        from diglot.publication import load

        for path in content.write_content(load(settings), []):
            print(f"wrote {path}")


def _serve(options: argparse.Namespace) -> int:
    from diglot.publish import publish, served
    from diglot.render.desk_page import FOLDER
    from diglot.review_desk import Desk, Guard, is_loopback
    from diglot.serve import Preview, serve
    from diglot.workshop import Order

    config = options.config
    place = served(config)
    current = [place.settings]

    def build() -> None:
        try:
            # Pagefind cannot add to an index, and a preview must not wait for it.
            order = Order(site=place.site, index=False)
            current[0], report = publish(config, order, drafts=True)
        except DiglotError as error:
            print_problems(error.problems)
            return
        print_problems(report.problems)
        made = [*report.made, *report.gathered]
        print(f"built in {report.seconds:.2f} s: {', '.join(made[:3]) or 'nothing'}", end="")
        print(f" and {len(made) - 3} more" if len(made) > 3 else "", flush=True)

    _take_in(options)
    publish(config, Order(site=place.site, writes=True), drafts=True)
    guard = Guard(f"{place.mount}{FOLDER}/", place.port)
    desk = Desk(lambda: current[0], guard, today) if is_loopback(place.host) else None
    preview = Preview(place.site, place.mount, build, desk)

    def ready() -> None:
        here = f"http://{place.host}:{place.port}"
        print(f"serving {here}{place.mount}", flush=True)
        if desk:
            print(f"review desk {here}{guard.entrance}", flush=True)
        else:
            print(f"no review desk: {place.host} is reached from other machines", flush=True)

    try:
        serve(preview, place.host, place.port, place.watched, ready)
    except KeyboardInterrupt:
        return DONE
    return DONE


def explain(report: Report) -> str:
    """Say why each output was made again, one a line."""
    articles = (f"{slug}: {', '.join(due.reasons)}\n" for slug, due in report.made.items())
    others = (f"{path}: {reason}\n" for path, reason in report.gathered.items())
    return "".join((*articles, *others))


def summary(report: Report, settings: Settings) -> str:
    """Say where the site is, what it holds, how its translation stands, and what it cost."""
    total = sum(report.states.values()) or 1
    shares = " · ".join(
        f"{name} {100 * report.states[state.value] / total:.0f} %"
        for state, name in _STATES.items()
    )
    drafts = f", {report.drafts} not shown as drafts" if report.drafts else ""
    steps = " · ".join(f"{step} {seconds:.2f}" for step, seconds in report.steps.items() if seconds)
    kept = max(report.articles + report.drafts - len(report.made), 0)
    return "\n".join(
        (
            f"site      {settings.site_dir}",
            f"articles  {report.articles}{drafts}",
            f"segments  {report.segments}",
            f"actors    {report.actors}",
            f"mentions  {report.mentions}",
            f"{'/'.join(settings.targets):<10}{shares}",
            *_withheld(report),
            f"made      {len(report.made)} articles, {kept} kept as they were",
            f"files     {report.files}, {report.written} written",
            f"steps     {steps} (CPU s)",
            f"time      {report.seconds:.2f} s",
            f"search    {_indexed(report)}",
        )
    )


def _withheld(report: Report) -> Iterator[str]:
    if report.withheld:
        many = "" if report.withheld == 1 else "s"
        yield f"withheld  {report.withheld} machine translation{many}; diglot check names them"


def _indexed(report: Report) -> str:
    if not report.indexed:
        return "as it was"
    shards: dict[str, list[str]] = defaultdict(list)
    for shard in report.indexed:
        shards[shard.partition("-")[0]].append(shard)
    made = (
        own[0] if len(own) == 1 else f"{lang} ({len(own)} shards)" for lang, own in shards.items()
    )
    return f"{', '.join(made)} indexed again: {report.index_seconds:.2f} s of that"
