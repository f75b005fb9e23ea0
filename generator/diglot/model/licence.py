"""The licence of a publication's texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)\Z")


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms texts may be used: an SPDX id or an address, and words for readers."""

    id: str = ""
    """SPDX id, such as `CC-BY-4.0`; empty where the licence has none."""
    address: str = ""
    """Absolute address of the licence's text, where it is given."""
    texts: dict[str, str] = field(default_factory=dict)
    """One sentence by language tag."""

    @property
    def url(self) -> str:
        """Where the licence can be read: as given, else by its SPDX id; empty for neither."""
        if self.address or not self.id:
            return self.address
        if self.id == "CC0-1.0":
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        if match := _CREATIVE_COMMONS.match(self.id):
            return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
        return f"https://spdx.org/licenses/{self.id}.html"
