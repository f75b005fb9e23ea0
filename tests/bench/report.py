"""What the bench has measured, as tables; docs/benchmarks.md keeps them between two marks."""

from __future__ import annotations

import datetime
import os
import platform
import re
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import own, peers
from bench.measure import Cost
from bench.words import ROOT

DOCUMENT = ROOT / "docs" / "benchmarks.md"

Costs = Mapping[tuple[str, str], Sequence[Cost]]


@dataclass(frozen=True)
class Conditions:
    """Where and when something was measured."""

    commit: str
    date: str
    machine: str
    load: float
    """Average number of busy processes in the last minute, before the run."""
    versions: str

    def __str__(self) -> str:
        when = f"{self.date}, commit {self.commit}"
        return f"{when}, {self.machine}, load {self.load:.1f} at the start; {self.versions}"

    @classmethod
    def now(cls, tools: Path) -> Conditions:
        """Ask the machine."""
        git = ["git", "log", "-1", "--format=%h"]
        commit = subprocess.run(git, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        cores = len(os.sched_getaffinity(0))
        machine = f"{cores} cores ({_processor()}), {platform.system()} {platform.release()}"
        return cls(
            commit.stdout.strip() or "no commit",
            datetime.datetime.now(datetime.UTC).date().isoformat(),
            machine,
            os.getloadavg()[0],
            f"Python {platform.python_version()}, {peers.versions(tools)}",
        )


def _processor() -> str:
    found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"))
    return found[1] if found else platform.machine()


def section(
    count: int,
    options: str,
    conditions: Conditions,
    costs: Costs,
    sizes: Mapping[str, tuple[int, float]],
    stages: tuple[int, Costs],
) -> str:
    """Write everything measured with one number of articles, as Markdown.

    Args:
        count: articles.
        options: of the command that measured.
        conditions: where and when.
        costs: of every build.
        sizes: files and MB of the site that each program made.
        stages: articles, and costs of cold builds, with one stage more and without.
    """
    parts = [
        f"## {count:,} articles",
        f'`make bench BENCH="{options}"`, {conditions}.',
        "\n".join(builds(costs)),
        "\n".join(_sizes(sizes)),
    ]
    if stages[0]:
        parts.append("\n".join(_stages(*stages)))
    return "\n\n".join(parts)


def builds(costs: Costs) -> list[str]:
    """Write the table of builds, change by change."""
    head = "change|program|CPU s|wall s|MB|alike ÷ it, CPU|wall|in full ÷ it, CPU|wall".split("|")
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for change in dict.fromkeys(change for _, change in costs):
        for (name, made), found in costs.items():
            if made != change:
                continue
            ratios = [
                _ratio(costs.get((mine, change)), found, what)
                for mine in (own.ALIKE, own.FULL)
                for what in ("cpu", "wall")
            ]
            lines.append(
                f"| {change} | {name} | {_median(found, 'cpu'):.2f} | {_median(found, 'wall'):.2f}"
                f" | {_median(found, 'memory'):.0f} | {' | '.join(ratios)} |"
            )
    return lines


def _median(costs: Sequence[Cost], what: str) -> float:
    return statistics.median(getattr(each, what) for each in costs)


def _ratio(mine: Sequence[Cost] | None, other: Sequence[Cost], what: str) -> str:
    """Give the median of the ratios, pair by pair: both of a pair met the same load."""
    if mine is None:
        return "–"
    ratios = (getattr(a, what) / getattr(b, what) for a, b in zip(mine, other, strict=True))
    return f"{statistics.median(ratios):.3g}"


def _sizes(sizes: Mapping[str, tuple[int, float]]) -> list[str]:
    rows = [f"| {name} | {files:,} | {size:.1f} |" for name, (files, size) in sizes.items()]
    return ["| program | files | MB |", "|---|---|---|", *rows]


def _stages(count: int, costs: Costs) -> list[str]:
    """Give what each stage adds to an article, and its share of a build with it."""

    def added(with_: str, without: str) -> str:
        pairs = zip(costs[with_, "cold"], costs[without, "cold"], strict=True)
        cpu = statistics.median((a.cpu - b.cpu) / count for a, b in pairs)
        return f"{cpu * 1000:.1f}"

    stages = [(own.MENTIONS, added(own.MENTIONS, own.ALIKE))]
    stages.append(("checks", added(own.FULL, own.MENTIONS)))
    stages += [(name, added(name, own.ALIKE)) for name in own.STAGES]
    return [
        f"| stage of its own ({count} articles) | CPU ms per article, added to a cold build |",
        "|---|---|",
        *(f"| {name} | {cost} |" for name, cost in stages),
    ]


def keep(name: str, text: str) -> None:
    """Put a section into the document, in the place of the one of that name."""
    before = DOCUMENT.read_text("utf-8")
    sections = dict(_SECTION.findall(before)) | {name: text}
    # Numbers of articles in their order, and words after them.
    names = sorted(sections, key=lambda each: (not each.isdecimal(), len(each), each))
    body = "\n\n".join(f"{_mark(each)}\n{sections[each]}\n<!-- end -->" for each in names)
    prose = before.split("<!-- measured: ")[0].rstrip()
    DOCUMENT.write_text(f"{prose}\n\n{body}\n", "utf-8")


def _mark(name: str) -> str:
    return f"<!-- measured: {name} -->"


_SECTION = re.compile(r"<!-- measured: (\w+) -->\n(.*?)\n<!-- end -->", re.DOTALL)
