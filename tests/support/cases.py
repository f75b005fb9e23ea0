"""Test cases written as prose: Markdown files with a title, an input and what is expected.

A case is a `##` heading; the fenced blocks under it are its parts, named by the info string:

    ## A heading ends in a colon

    The colon goes, the question mark stays.

    ```input
    ...
    ```

    ```expected
    ...
    ```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases"
_FENCE = re.compile(r"^(`{3,})([a-z-]+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    """One case of a case file."""

    title: str
    parts: dict[str, str]
    """Text of each fenced block by its info string, without the final newline."""
    where: str
    """File and line, for failure messages."""

    def __str__(self) -> str:
        return self.title


def read_cases(*names: str) -> list[Case]:
    """Give the cases of `tests/cases/<name>`, a file or a folder of `.md` files.

    Raises:
        ValueError: a case without a fenced block, or a file without a case.
    """
    cases: list[Case] = []
    for name in names:
        root = CASES / name
        for path in sorted(root.rglob("*.md")) if root.is_dir() else [root]:
            text = path.read_text(encoding="utf-8")
            chunks = re.split(r"^## ", text, flags=re.MULTILINE)
            if len(chunks) < 2:
                raise ValueError(f"{path}: no case")
            line = chunks[0].count("\n") + 1
            for chunk in chunks[1:]:
                title, _, body = chunk.partition("\n")
                parts = {m[2]: m[3].removesuffix("\n") for m in _FENCE.finditer(body)}
                if not parts:
                    raise ValueError(f"{path}:{line}: case without a fenced block")
                cases.append(Case(title.strip(), parts, f"{path.name}:{line}"))
                line += chunk.count("\n")
    return cases
