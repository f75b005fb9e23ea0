"""What several browser tests look at: the sample's pages, and the repository's own article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.server import serve


@pytest.fixture(scope="module")
def sample_base(sample: Path) -> Iterator[str]:
    """Address of the sample's site, below a folder."""
    with serve(sample / "site", "/edition/") as address:
        yield address


@pytest.fixture(scope="module")
def article(repository: Path) -> Iterator[str]:
    """Address of the repository's article, both texts."""
    with serve(repository / "site") as address:
        yield f"{address}articles/wagner-mutiny.html"
