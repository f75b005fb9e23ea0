"""The press: sets type with Typst, from data alone, in faces of its own."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent
_COLOURS = 64
"""Of a picture: letters on paper need no more, and it weighs a third."""


def press(template: str, data: str) -> bytes:
    """Set one sheet.

    Args:
        template: `article` gives a PDF, tagged for those who listen (PDF/UA-1); `card` a PNG of
            1200 by 630.
        data: JSON that the template reads; no text in it is ever taken for markup.

    Returns:
        The same bytes for the same data.
    """
    compiler = _compiler(template)
    if template == "card":
        return _reduced(compiler.compile(format="png", ppi=72.0, sys_inputs={"data": data}))
    return _whole(
        compiler.compile(
            format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"], timestamp=0
        )
    )


@cache
def _compiler(template: str) -> typst.Compiler:
    import typst

    return typst.Compiler(
        str(_HERE / f"{template}.typ"),
        root=str(_HERE),
        font_paths=[str(_HERE / "fonts")],
        ignore_system_fonts=True,
    )


def _whole(made: object) -> bytes:
    assert isinstance(made, bytes)  # noqa: S101 - many pictures would come as a list
    return made


def _reduced(made: object) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(_whole(made))) as picture:
        few = picture.convert("RGB").quantize(
            _COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
    written = io.BytesIO()
    few.save(written, "PNG", compress_level=6)
    return written.getvalue()
