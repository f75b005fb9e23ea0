"""The press: sets type with Typst, from data alone, in faces of its own."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent
_COLOURS = 64
"""Of a picture: letters on paper need no more, and it weighs a third."""


def press(template: str, data: str, images: Mapping[str, bytes]) -> bytes:
    """Set one sheet.

    Args:
        template: `article` gives a PDF, tagged for those who listen (PDF/UA-1); `card` a PNG of
            1200 by 630.
        data: JSON that the template reads; no text in it is ever taken for markup.
        images: files that the data names. If Typst cannot read one of them after all, the words
            stand in the place of each.

    Returns:
        The same bytes for the same data.
    """
    if template == "card":
        card = _compiler(template).compile(format="png", ppi=72.0, sys_inputs={"data": data})
        return _reduced(card)
    if images:
        import typst

        try:
            return _illustrated(template, data, images)
        except typst.TypstError:
            pass
    return _set(_compiler(template), {"data": data})


def _illustrated(template: str, data: str, images: Mapping[str, bytes]) -> bytes:
    """Set a sheet in a folder of its own, the one place that Typst may read images from."""
    with tempfile.TemporaryDirectory(prefix="diglot-press-") as folder:
        for path in _HERE.glob("*.typ"):
            shutil.copyfile(path, Path(folder, path.name))
        for name, content in images.items():
            Path(folder, name).write_bytes(content)
        return _set(_compiler_in(Path(folder), template), {"data": data, "images": "shown"})


def _set(compiler: typst.Compiler, inputs: dict[str, str]) -> bytes:
    return _whole(
        compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)
    )


@cache
def _compiler(template: str) -> typst.Compiler:
    return _compiler_in(_HERE, template)


def _compiler_in(folder: Path, template: str) -> typst.Compiler:
    import typst

    return typst.Compiler(
        str(folder / f"{template}.typ"),
        root=str(folder),
        font_paths=_fonts(),
        ignore_system_fonts=True,
    )


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(_HERE / "fonts")],
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
