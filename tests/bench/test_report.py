from __future__ import annotations

from bench import own, report
from bench.measure import Cost


def test_a_section_takes_the_place_of_its_own_kind_alone(tmp_path, monkeypatch):
    page = tmp_path / "benchmarks.md"
    page.write_text("# Benchmarks\n\nProse.\n", "utf-8")
    monkeypatch.setattr(report, "DOCUMENT", page)
    for name, text in (("rates", "c"), ("1000", "old"), ("100", "a"), ("1000", "b")):
        report.keep(name, text)
    lines = [line for line in page.read_text("utf-8").splitlines() if line]
    assert lines[:2] == ["# Benchmarks", "Prose."]
    assert [line for line in lines[2:] if not line.startswith("<!--")] == ["a", "b", "c"]


def test_ratios_are_medians_of_neighbouring_runs():
    mine = [Cost(1, 1, 10), Cost(4, 1, 30), Cost(9, 1, 20)]
    hugo = [Cost(2, 1, 1), Cost(4, 2, 1), Cost(6, 4, 1)]
    costs = {(own.ALIKE, "cold"): mine, ("Hugo", "cold"): hugo}
    row = report.builds(costs)[-1]
    assert row == "| cold | Hugo | 4.00 | 2.00 | 1 | 1 | 0.5 | – | – |"
