"""Images of an article: measured from their files, and held back where they do more than show."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pillow

from diglot.formats.pictures import MOST_PIXELS, read_image
from diglot.model.image import Image


def painted(kind: str, size: tuple[int, int] = (64, 48), turn: int = 1) -> bytes:
    data = io.BytesIO()
    exif = Pillow.Exif()
    exif[0x0112] = turn
    Pillow.new("RGB", size, (120, 30, 20)).save(data, kind, **({"exif": exif} if turn > 1 else {}))
    return data.getvalue()


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        *[("PNG", "image/png"), ("JPEG", "image/jpeg")],
        *[("GIF", "image/gif"), ("WEBP", "image/webp")],
    ],
)
def test_each_kind_is_known_by_its_bytes(kind: str, media_type: str) -> None:
    assert read_image("a.bin", painted(kind)) == Image("a.bin", 64, 48, media_type)


def test_a_photograph_has_the_size_that_it_is_shown_in() -> None:
    assert read_image("a.jpg", painted("JPEG", (80, 40), 3)) == Image("a.jpg", 80, 40, "image/jpeg")
    assert read_image("a.jpg", painted("JPEG", (80, 40), 6)) == Image("a.jpg", 40, 80, "image/jpeg")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_half_a_file_is_measured_and_not_held(kind: str) -> None:
    noise = io.BytesIO()
    Pillow.effect_noise((200, 200), 90).convert("RGB").save(noise, kind)
    data = noise.getvalue()
    assert read_image("a", data[: len(data) // 2]).media_type == ""


def test_what_would_fill_the_memory_is_not_unpacked() -> None:
    wide = MOST_PIXELS // 1000 + 1
    data = io.BytesIO()
    Pillow.new("1", (wide, 1000)).save(data, "PNG")
    assert len(data.getvalue()) < 100_000
    assert read_image("a.png", data.getvalue()) == Image("a.png", wide, 1000)


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\0\0\0\x1cftypavif", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"]
)
def test_other_files_are_none(data: bytes) -> None:
    assert read_image("a", data) == Image("a")


def drawing(
    inside: str = "", attributes: str = 'width="40" height="10"', before: str = ""
) -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {names} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="10"', (40, 10)),
        ('width="40.6px" height=" 10 "', (41, 10)),
        ('viewBox="0 0 40 10"', (1200, 300)),
        ('viewBox="-1,-1,2000,1"', (1200, 1)),
        ('width="100%" height="100%" viewBox="0 0 1 1"', (1200, 1200)),
        ('width="1e9" height="5"', (0, 0)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="0 0 nan inf"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    assert read_image("a.svg", drawing(attributes=attributes)) == Image(
        "a.svg", *size, "image/svg+xml"
    )


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h4"/>',
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><use href="#a"/>',
        "<style>path { fill: url('#a') }</style>",
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        '<text style="font-size: 3px">اسم &lt;script&gt;</text>',
    ],
)
def test_what_only_draws_is_held(inside: str) -> None:
    assert read_image("a.svg", drawing(inside)).media_type == "image/svg+xml"


@pytest.mark.parametrize(
    "data",
    [
        drawing("<script>alert(1)</script>"),
        drawing('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'),
        drawing(attributes='onload="alert(1)"'),
        drawing('<a href="javascript:alert(1)"><path/></a>'),
        drawing('<use href="https://elsewhere.example/a.svg#b"/>'),
        drawing('<use xlink:href="data:image/svg+xml,x#b"/>'),
        drawing('<image href="file:///etc/passwd"/>'),
        drawing('<image href="data:image/png;base64,AAAA"/>'),
        drawing("<foreignObject><p/></foreignObject>"),
        drawing('<set attributeName="href" to="javascript:alert(1)"/>'),
        drawing("<animate/>"),
        drawing('<path style="fill: url(https://elsewhere.example/)"/>'),
        drawing('<path fill="url( &quot;https://elsewhere.example/&quot;)"/>'),
        drawing("<style>@import 'https://elsewhere.example/a.css';</style>"),
        drawing("<style>path { fill: u\\72l(https://elsewhere.example) }</style>"),
        drawing("<style><b/>@import 'a.css';</style>"),
        drawing(before='<?xml-stylesheet href="https://elsewhere.example/a.css"?>'),
        drawing(before='<!DOCTYPE svg SYSTEM "https://elsewhere.example/a.dtd">'),
        drawing("&a;", before='<!DOCTYPE svg [<!ENTITY a "aaaa">]>'),
        drawing("<script>alert(1)</script>").decode().encode("utf-16"),
        drawing()[:-3],
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
    ],
)
def test_a_drawing_that_does_more_is_not_held(data: bytes) -> None:
    assert read_image("a.svg", data).media_type == ""
