"""Which files a site has: as the last build left it, where no folder of it has changed since."""

from __future__ import annotations

import time
from functools import cached_property
from pathlib import Path

from diglot.facts import Facts
from diglot.scan import TICK, now, scan_folders, scan_site


class Listing:
    """The files of one site when a build began.

    A folder's dates change when a file in it comes, goes or is renamed, and not when one is
    written over: where all are as they were, nothing need be listed.
    """

    def __init__(self, site: Path, facts: Facts) -> None:
        """Look at the folders that the last build knew.

        Args:
            site: folder of the site.
            facts: what that build remembered.
        """
        self._site = site
        self._facts = facts
        held = facts.get("folders")
        names = [line.partition("\t")[0] for line in held.split("\n")]
        self.as_left = bool(held) and held == scan_folders(site, names).stamps
        """Whether every file is there that the last build left, and no other."""
        self._stamps = held if self.as_left else ""

    @cached_property
    def paths(self) -> set[str]:
        """Slash-separated paths of the files."""
        if self.as_left:
            return set(self._facts.get("files").split("\n"))
        return self._listed()

    def keep(self, paths: set[str]) -> None:
        """Remember how this build leaves the site.

        Args:
            paths: what should be in it.
        """
        if self.paths == paths and self.as_left:
            return
        same = self.paths == paths
        if not same:
            time.sleep(TICK)  # so that the dates of what this build has just written can be trusted
            same = self._listed() == paths
        self._facts.put("folders", self._stamps if same else "")
        self._facts.put("files", "\n".join(sorted(paths)))

    def _listed(self) -> set[str]:
        looked = now()
        found, folders = scan_site(self._site)
        self._stamps = folders.stamps if folders.settled(looked) else ""
        return found
