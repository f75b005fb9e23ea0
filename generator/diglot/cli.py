"""The command line: reads arguments, calls the composer, prints; exit status 0, 1, 2 or 3."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diglot import (
    __version__,
    cli_export,
    cli_glossary,
    cli_init,
    cli_pull,
    cli_site,
    cli_translate,
)
from diglot.console import (
    CONTENT,
    DONE,
    conclude,
    frozen,
    print_problems,
    publication_of,
    settings_of,
    status_of,
    today,
    usage,
)
from diglot.model.language import SOURCE_TAGS
from diglot.model.problem import DiglotError, Location, Problem, Severity

if TYPE_CHECKING:
    from diglot.intake import Intake
    from diglot.model.finding import Finding
    from diglot.model.settings import Settings
    from diglot.publication import Publication

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - unnamed


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when done, 1 when the content has errors, 2 when the command cannot be understood, 3 when
        an engine left work undone.
    """
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except DiglotError as error:
        print_problems(error.problems)
        return CONTENT
    except BrokenPipeError:
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="diglot", description="A bilingual publishing system.")
    parser.add_argument("--version", action="version", version=f"diglot {__version__}")
    parser.add_argument(
        "--config",
        type=Path,
        default=Path("mkdocs.yml"),
        metavar="FILE",
        help="the publication's mkdocs.yml (default: here)",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    cli_init.add_command(commands)
    _add_text_commands(commands)
    _add_desk_commands(commands)
    _add_mentions(commands)
    cli_glossary.add_commands(commands)
    cli_site.add_commands(commands)
    return parser


def _add_text_commands(commands: Commands) -> None:
    command = commands.add_parser("ingest", help="turn a raw text into article.md")
    command.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="all of content/inbox/ by default"
    )
    command.add_argument("--slug", help="name of the article's folder; the file's name by default")
    command.add_argument(
        "--lang", choices=SOURCE_TAGS, help="language of the text; recognised by default"
    )
    command.add_argument(
        "--update", action="store_true", help="merge a text sent again into its article"
    )
    command.add_argument("--stdout", action="store_true", help="print the Markdown, write nothing")
    command.add_argument("--explain", action="store_true", help="print every decision and removal")
    command.set_defaults(run=_ingest)

    command = commands.add_parser("sync", help="bring ids and catalogues in step with the articles")
    command.add_argument(
        "--frozen", action="store_true", help="write nothing; fail where something would be written"
    )
    command.set_defaults(run=_sync)

    cli_translate.add_commands(commands)
    cli_pull.add_command(commands)
    cli_export.add_command(commands)

    command = commands.add_parser("status", help="count the states of every translation")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_status)

    command = commands.add_parser(
        "check", help="report every problem of the content and its translations"
    )
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    command.add_argument("--format", choices=("text", "json", "github"), default="text")
    command.add_argument(
        "--summary", type=Path, metavar="FILE", help="append a summary for reviewers, in Markdown"
    )
    command.add_argument(
        "--since", metavar="REVISION", help="name in it what was accepted since this commit"
    )
    command.set_defaults(run=_check)


def _add_desk_commands(commands: Commands) -> None:
    command = commands.add_parser("review", help="stamp units as read by a named person")
    command.add_argument("article", help="slug of the article")
    command.add_argument(
        "units", nargs="*", metavar="UNIT", help="ids; the whole article by default"
    )
    command.add_argument(
        "--small",
        action="store_true",
        help="only units whose source changed by punctuation or a letter; without --by, list them",
    )
    command.add_argument("--by", metavar="NAME", help="who has read them, as readers will see it")
    command.add_argument("--lang", help="target language; the first by default")
    command.set_defaults(run=_review)

    command = commands.add_parser("dismiss", help="say why a finding of the checks is none")
    command.add_argument("article", help="slug of the article")
    command.add_argument("unit", metavar="UNIT")
    command.add_argument("code", metavar="CODE", help="code of the finding, as check prints it")
    command.add_argument("--reason", required=True)
    command.add_argument("--lang", help="target language; the first by default")
    command.set_defaults(run=_dismiss)

    command = commands.add_parser("purge", help="remove a text everywhere in the tree")
    command.add_argument("what", metavar="ARTICLE[#SEGMENT]")
    command.set_defaults(run=_purge)


def _add_mentions(commands: Commands) -> None:
    command = commands.add_parser("mentions", help="find the actors that an article names")
    command.add_argument("article", type=Path, metavar="ARTICLE.md")
    command.add_argument("--actors", type=Path, required=True, metavar="ACTORS.yml")
    command.add_argument("--json", action="store_true", help="print JSON instead of lines")
    command.set_defaults(run=_mentions)


# --- commands ---


def _ingest(options: argparse.Namespace) -> int:
    from diglot import content

    if len(options.files) > 1 and options.slug:
        return usage("--slug goes with one file")
    if not options.files:
        return _write_content(publication_of(options))
    settings = None if options.stdout or options.explain else settings_of(options)
    problems: list[Problem] = []
    for file in options.files:
        try:
            intakes = content.read_file(file, lang=options.lang)
            if len(intakes) > 1 and options.slug:
                return usage(f"--slug goes with one article, and {file} holds {len(intakes)}")
            for intake in intakes:
                problems += intake.problems
                _show_intake(intake, options)
            if options.update and settings is not None:
                problems += _update(settings, file, intakes, options.slug or file.stem)
            elif settings is not None:
                for path in content.adopt(settings, file, intakes, problems, options.slug or ""):
                    print(f"wrote {path}")
        except DiglotError as error:
            problems += error.problems
    return conclude(problems)


def _update(
    settings: Settings, file: Path, intakes: Sequence[Intake], slug: str
) -> Sequence[Problem]:
    from diglot.corrections import update

    if len(intakes) != 1:
        remedy = "Give the text of one article."
        message = f"the file holds {len(intakes)} articles"
        raise DiglotError(Problem("several", Severity.ERROR, message, Location(str(file)), remedy))
    written, conflicts = update(settings, intakes[0], slug)
    for path in written:
        print(f"wrote {path}")
    return conflicts


def _show_intake(intake: Intake, options: argparse.Namespace) -> None:
    from diglot.formats.ingest_report import explain, left_out

    if options.explain and intake.ingested:
        print(explain(intake.ingested), left_out(intake.dropped), sep="", end="")
    if options.stdout:
        sys.stdout.write(intake.markdown)


def _sync(options: argparse.Namespace) -> int:
    publication = publication_of(options)
    if options.frozen:
        return frozen(publication)
    return _write_content(publication)


def _write_content(publication: Publication) -> int:
    """Ingest what is new, the inbox too, and bring everything in step."""
    from diglot import content

    problems = list(publication.problems)
    for path in content.write_content(publication, problems):
        print(f"wrote {path}")
    return conclude(problems)


def _status(options: argparse.Namespace) -> int:
    from diglot import desk

    publication, problems = publication_of(options), list[Problem]()
    rows = desk.status(publication, problems)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            states = ", ".join(f"{count} {state}" for state, count in row["states"].items())
            print(f"{row['article']} [{row['lang']}] {row['status']}: {states}")
    return conclude(problems)


def _check(options: argparse.Namespace) -> int:
    from diglot.editions import check
    from diglot.glossary import lint
    from diglot.render.findings import FORMATS

    if options.since and not options.summary:
        return usage("--since goes with --summary")
    publication = publication_of(options)
    problems, named = list(publication.problems), dict[str, set[str]]()
    findings = check(publication, problems, named)
    problems += lint(publication, named)
    print(FORMATS[options.format](problems, findings))
    if options.summary:
        _summarise(options, publication, problems, findings)
    return status_of([*problems, *(f for f in findings if f.open)], strict=options.strict)


def _summarise(
    options: argparse.Namespace,
    publication: Publication,
    problems: Sequence[Problem],
    findings: Sequence[Finding],
) -> None:
    """Append what a reviewer should see first to a file."""
    from diglot import history
    from diglot.render.summary import as_summary

    since = options.since
    accepted = history.accepted_since(publication, since) if since else None
    with options.summary.open("a", encoding="utf-8") as file:
        file.write(as_summary(problems, findings, accepted))


def _review(options: argparse.Namespace) -> int:
    from diglot import desk

    publication = publication_of(options)
    lang = options.lang or publication.settings.targets[0]
    units = options.units
    if options.small:
        small = desk.small_corrections(publication, options.article, lang)
        units = [unit.id for unit in small if not units or unit.id in units]
        if not options.by:
            for unit in small:
                print(f"{unit.id}\n- {unit.previous}\n+ {unit.source}\n= {unit.target}\n")
        if not options.by or not units:
            print(f"{len(small)} small corrections; is the translation still right?")
            return DONE
    if not options.by:
        return usage("review needs --by NAME")
    done, problems = desk.review_article(
        publication,
        options.article,
        lang,
        options.by,
        today(),
        units,
    )
    print(f"{done} {'unit' if done == 1 else 'units'} reviewed by {options.by}")
    return conclude(problems)


def _dismiss(options: argparse.Namespace) -> int:
    from diglot import desk

    publication = publication_of(options)
    lang = options.lang or publication.settings.targets[0]
    desk.dismiss_finding(
        publication, options.article, lang, options.unit, options.code, options.reason
    )
    print(f"{options.code} of {options.unit} dismissed until one of the texts changes")
    return DONE


def _purge(options: argparse.Namespace) -> int:
    from diglot import removal

    slug, _, segment = options.what.partition("#")
    purged = removal.purge_article(publication_of(options), slug, segment)
    for path in purged.changed:
        print(f"changed {path}")
    print("The site still shows it until it is built again.")
    print(
        "They are still in git's history; rewrite it (git filter-repo) if they must go there too."
    )
    return conclude(purged.problems)


def _mentions(options: argparse.Namespace) -> int:
    from diglot import desk

    found, segments, problems = desk.mentions_of(options.article, options.actors)
    if options.json:
        rows = [
            {"segment": m.segment, "start": m.start, "end": m.end, "actor": m.actor} for m in found
        ]
        print(json.dumps(rows, ensure_ascii=False))
    else:
        for m in found:
            print(f"{m.segment}:{m.start}-{m.end} {m.actor} {segments[m.segment][m.start : m.end]}")
    return conclude(problems)
