"""`make bench`: builds of this project and its peers, in turn, on one corpus; paired ratios."""

from __future__ import annotations

import argparse
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import own, peers, report
from bench.measure import Cost, cost, size
from bench.tools import ALIASES, EDITS, Tool, paragraph
from bench.words import ROOT

ALONE = 10_000
"""Articles from which on this project is measured alone."""
OWN = {"alike": own.alike, "full": own.full}
CHANGES = "no change,one paragraph,aliases,one template"

Costs = dict[tuple[str, str], list[Cost]]
"""By program and change."""


def main() -> None:
    """Make the corpus, run everything in turn, print the tables, keep them in the document."""
    command = argparse.ArgumentParser(prog="make bench", description=__doc__)
    command.add_argument("--n", type=int, default=100, help="articles")
    command.add_argument("--rounds", type=int, default=3, help="turns; medians are taken over them")
    command.add_argument("--only", default=",".join(peers.PEERS), help="peers, parted by commas")
    command.add_argument("--own", default=",".join(OWN), help="measures of this project's work")
    command.add_argument("--changes", default=CHANGES, help="what is built after the cold build")
    command.add_argument(
        "--staged", type=int, default=100, help="articles at most to measure single stages with"
    )
    command.add_argument(
        "--folder", type=Path, default=ROOT / ".cache" / "bench", help="for tools and corpora"
    )
    command.add_argument("--dry", action="store_true", help="leave docs/benchmarks.md as it is")
    options = command.parse_args()
    names = [] if options.n >= ALONE else [each for each in options.only.split(",") if each]
    installed = options.folder.resolve() / "tools"
    peers.install(installed)
    work = options.folder.resolve() / str(options.n)
    shutil.rmtree(work, ignore_errors=True)
    try:
        text = _measured(work, installed, names, options)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    rates = _rates(installed)
    print(text, rates, sep="\n\n")
    if not options.dry:
        report.keep(str(options.n), text)
        report.keep("rates", rates)


def _rates(installed: Path) -> str:
    run = [sys.executable, "-m", "bench.rates", ROOT / "mkdocs.yml"]
    conditions = report.Conditions.now(installed)
    table = subprocess.run(run, check=True, capture_output=True, encoding="utf-8").stdout
    return f"## Single steps\n\nAny `make bench`, {conditions}.\n\n{table.rstrip()}"


def _measured(
    work: Path, installed: Path, names: Sequence[str], options: argparse.Namespace
) -> str:
    corpus = work / "corpus"
    _make_corpus(corpus, options.n)
    tools = [OWN[name](corpus, work / name) for name in options.own.split(",")]
    tools += [peers.PEERS[name](corpus, work / name, installed) for name in names]
    started = report.Conditions.now(installed)
    costs = _builds(tools, options)
    sizes = {tool.name: size(tool.output) for tool in tools}
    stages = _stages(work, min(options.n, options.staged), options.rounds)
    return report.section(options.n, _said(options), started, costs, sizes, stages)


def _said(options: argparse.Namespace) -> str:
    """Give the options that decide what is measured, those that are as usual left out."""
    said = {"--n": options.n, "--rounds": options.rounds}
    usual = {"--only": ",".join(peers.PEERS), "--own": ",".join(OWN), "--changes": CHANGES}
    usual["--staged"] = "100"
    for option, value in usual.items():
        chosen = str(vars(options)[option.removeprefix("--")])
        if chosen != value:
            said[option] = shlex.quote(chosen)
    return " ".join(f"{option} {value}" for option, value in said.items())


def _make_corpus(corpus: Path, count: int) -> None:
    # In a process of its own: this one stays small, so that its memory is nobody's peak.
    subprocess.run([sys.executable, "-m", "bench.corpus", corpus, str(count)], check=True)


def _builds(tools: Sequence[Tool], options: argparse.Namespace) -> Costs:
    """Measure a cold build and every change, the programs in turn, round after round."""
    costs: Costs = {}
    wanted = options.changes.replace("aliases", ",".join(ALIASES)).split(",")
    for round_ in range(options.rounds):
        for tool in tools:
            tool.clear()
            costs.setdefault((tool.name, "cold"), []).append(_run(tool))
            tool.prove_whole(options.n)
        for change in wanted:
            for tool in tools:
                if change in ALIASES and tool.actors is None:
                    continue
                EDITS[change](tool, round_, options.n)
                costs.setdefault((tool.name, change), []).append(_run(tool))
                if change == "one paragraph":
                    tool.prove_shown(paragraph(round_))
    return costs


def _stages(work: Path, count: int, rounds: int) -> tuple[int, Costs]:
    """Measure cold builds with one stage more, beside builds without; none of no articles."""
    costs: Costs = {}
    if not count:
        return count, costs
    corpus = work / "staged"
    _make_corpus(corpus, count)
    tools = [own.alike(corpus, work / "bare"), own.unchecked(corpus, work / "unchecked")]
    tools.append(own.full(corpus, work / "checked"))
    tools += [
        own.with_stage(name, corpus, work / f"stage-{number}")
        for number, name in enumerate(own.STAGES)
    ]
    for _ in range(rounds):
        for tool in tools:
            tool.clear()
            costs.setdefault((tool.name, "cold"), []).append(_run(tool))
    return count, costs


def _run(tool: Tool) -> Cost:
    print(".", end="", file=sys.stderr, flush=True)
    return cost(tool.command, tool.folder, tool.environment)


if __name__ == "__main__":
    main()
