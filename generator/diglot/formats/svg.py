"""Reads a drawing in SVG: its size, and whether it is a drawing and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_DRAWS = frozenset(
    "svg g defs style symbol use title desc metadata path rect circle ellipse line polyline "
    "polygon text tspan textPath linearGradient radialGradient stop pattern clipPath mask "
    "marker filter feBlend feColorMatrix feComposite feFlood feGaussianBlur feMerge "
    "feMergeNode feOffset".split()
)
"""Elements that draw, and neither run, move, embed nor fetch anything."""
_NOTES = (
    "{http://www.inkscape.org/namespaces/inkscape}",
    "{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://creativecommons.org/ns#}",
    "{http://purl.org/dc/elements/1.1/}",
)
"""Namespaces of what an editor notes for itself; an element of HTML would run."""
_DECLARES = (b"<!DOCTYPE", b"<?xml-stylesheet", b"\0")
"""What books do not take, and UTF-16, in which it could not be seen."""
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")
_REACHES = re.compile(r"url\((?!\s*['\"]?#)|@import|expression\(|\\", re.IGNORECASE)
"""A style that names what lies outside the drawing, or hides what it names."""
_WIDE = 1200
"""Width for a drawing that has a shape and no size: browsers fill the line with it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a file of SVG is."""

    width: int = 0
    height: int = 0
    still: bool = False
    """Whether it only draws: no script, no link, nothing fetched."""


def read_svg(data: bytes) -> Drawing | None:
    """Read a drawing.

    Args:
        data: the file.

    Returns:
        Its size in CSS pixels, 0 where it gives none; None where it is no SVG, or declares
        entities, with which a small file can fill the memory.
    """
    try:
        root = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    if root.tag != f"{_SVG}svg":
        return None
    width, height = _size(root)
    plain = not any(each in data for each in _DECLARES)
    return Drawing(width, height, plain and all(map(_is_still, root.iter())))


def _size(root: Element) -> tuple[int, int]:
    width, height = (_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height"))
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = list(_numbers(root.get("viewBox", "")))
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return _WIDE, max(round(_WIDE * box[3] / box[2]), 1)
    return 0, 0


def _numbers(text: str) -> Iterator[float]:
    for part in re.split(r"[\s,]+", text.strip()):
        if not re.fullmatch(r"-?\d{1,9}(?:\.\d{1,9})?", part):
            return
        yield float(part)


def _is_still(element: Element) -> bool:
    name = str(element.tag)
    known = name.removeprefix(_SVG) in _DRAWS if name.startswith(_SVG) else name.startswith(_NOTES)
    if not known or (name == f"{_SVG}style" and _REACHES.search(element.text or "")):
        return False
    return all(_is_quiet(*each) for each in element.attrib.items())


def _is_quiet(name: str, value: str) -> bool:
    if name in ("href", _XLINK_HREF):
        return value.startswith("#")
    return not name.lower().startswith("on") and not _REACHES.search(value)
