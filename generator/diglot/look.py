"""Where the theme lies, for MkDocs, which takes the folder of a theme's `__file__`."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

_HERE = Path(__file__).resolve().parent
CHECKOUT = _HERE.parents[1]
"""The folder that holds generator/ and theme/, where the program runs from a checkout."""
_INSTALLED = _HERE / "theme"
FOLDER = _INSTALLED if _INSTALLED.is_dir() else CHECKOUT / "theme"
"""In a wheel the theme is in the package; in a checkout it lies beside the source root."""

THEME = SimpleNamespace(__file__=str(FOLDER / "__init__.py"))
"""Entry point of the theme."""
