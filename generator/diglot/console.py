"""What the commands share: exit statuses, the publication that is meant, today's date."""

from __future__ import annotations

import argparse
import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diglot.model.settings import Settings
    from diglot.publication import Publication

DONE, CONTENT, USAGE, STOPPED = 0, 1, 2, 3
"""Exit statuses: done, problems in the content, not understood, an engine left work undone."""


def settings_of(options: argparse.Namespace) -> Settings:
    """Read the settings that the command line names.

    Raises:
        DiglotError: they cannot be read.
    """
    from diglot import mkdocs_plugin

    return mkdocs_plugin.load_settings(options.config)


def publication_of(options: argparse.Namespace) -> Publication:
    """Load the publication whose mkdocs.yml the command line names.

    Raises:
        DiglotError: its settings cannot be read.
    """
    from diglot.publication import load

    return load(settings_of(options))


def today() -> str:
    """Give the date on the editor's wall, as ISO."""
    return datetime.datetime.now().astimezone().date().isoformat()
